// the first stop of the tab key leads past the bar to the message box
(() => {
  const add = () => {
    const link = Object.assign(document.createElement("a"), { className: "skip", href: "#msg" });
    link.textContent = inWords("跳到输入框", "Skip to the message box", "跳到輸入框");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      document.querySelector("#msg textarea")?.focus();
    });
    document.body.prepend(link);
  };
  // these scripts arrive with the page or after it
  if (document.readyState === "complete") add();
  else addEventListener("load", add);
})();
