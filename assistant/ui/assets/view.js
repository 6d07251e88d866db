// the pages of one plan: print it, copy the sample
(() => {
  const english = document.documentElement.lang === "en";
  document.addEventListener("click", async (event) => {
    if (event.target.closest("[data-print]")) print();
    const copy = event.target.closest("[data-copy]");
    if (!copy) return;
    copy.disabled = true;
    const answer = await fetch("/sample/copies", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ lang: english ? "en" : "zh" }),
    });
    copy.disabled = false;
    if (!answer.ok) {
      tell(inWords("没有复制成功，请再试一次。", "It could not be copied. Please try again.", "沒有複製成功，請再試一次。"));
      return;
    }
    const { plan } = await answer.json();
    location.assign(`${document.querySelector("#nav_plan").getAttribute("href")}?plan=${encodeURIComponent(plan)}`);
  });
  // what is folded on the screen is read on paper
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    closed.forEach((part) => { part.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((part) => { part.open = false; }));
})();
