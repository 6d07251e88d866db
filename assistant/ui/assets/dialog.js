// one dialog for what must be asked, one quiet line for what must be told; no window of the browser
(() => {
  // what a script shows, in the language of the page
  window.inWords = (zh, en, hant) => ({ en, "zh-Hant": hant })[document.documentElement.lang] ?? zh;
  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  // `fields` are [name, label] pairs, all of them required; resolves to an object, null when left
  window.askFor = (title, fields) => new Promise((resolve) => {
    const before = document.activeElement;
    const inputs = fields.map(([name, label]) => element("label", {},
      element("span", { textContent: label }),
      element("input", { name, required: true, maxLength: 2000, autocomplete: "off" })));
    const leave = element("button", { type: "button", className: "bar-button", textContent: inWords("先不改", "Leave it", "先不改") });
    const form = element("form", { method: "dialog" },
      element("h2", { id: "ask-title", textContent: title }),
      ...inputs,
      element("p", { className: "choices" }, leave,
        element("button", { type: "submit", className: "sends", textContent: inWords("确定", "Confirm", "確定") })));
    const dialog = element("dialog", { className: "ask" }, form);
    dialog.setAttribute("aria-labelledby", "ask-title");
    let given = null;
    leave.addEventListener("click", () => dialog.close());
    form.addEventListener("submit", () => {
      given = Object.fromEntries([...new FormData(form)].map(([name, text]) => [name, text.trim()]));
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      before?.focus?.();
      resolve(given && Object.values(given).every(Boolean) ? given : null);
    });
    // colours of the dark theme hang on the body
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector("input")?.focus();
  });
  // a line at the bottom; screen readers hear it, nothing has to be pressed
  let line = null;
  let timer = 0;
  window.tell = (text) => {
    if (!line?.isConnected) {
      line = element("div", { id: "told" });
      line.setAttribute("role", "status");
      document.body.append(line);
    }
    line.textContent = text;
    line.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(() => { line.hidden = true; }, 8000);
  };
  document.addEventListener("click", (event) => { if (event.target === line) line.hidden = true; });
})();
