(() => {
  const root = document.documentElement;
  const dark = () => localStorage.getItem("plan-desk-dark");
  const wanted = () => (dark() === null ? matchMedia("(prefers-color-scheme: dark)").matches : dark() === "1");
  const paint = () => {
    document.body.classList.toggle("dark", wanted());
    document.querySelectorAll("[data-dark]").forEach((b) => b.setAttribute("aria-pressed", wanted()));
  };
  const english = () => root.lang === "en";
  // put words into the message box, for the person to go on typing
  const write = (text) => {
    const box = document.querySelector("#msg textarea");
    if (!box || box.disabled) return null;
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, text);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    return box;
  };
  // send a message as if it had been typed
  const say = (text) => {
    if (write(text)) setTimeout(() => document.querySelector("#btn_send").click(), 80);
  };
  const setting = (label) => (english() ? `change ${label} to ` : `${label}改成`);
  // a fact of the profile becomes a box; Enter says the change, Escape leaves it
  const editFact = (button) => {
    const said = button.parentElement.querySelector(".said");
    const input = document.createElement("input");
    input.value = said.dataset.spoken;
    input.className = "fact-input";
    input.setAttribute("aria-label", said.dataset.label);
    const leave = () => { input.remove(); said.hidden = false; button.hidden = false; };
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { event.stopPropagation(); leave(); }
      if (event.key !== "Enter" || event.isComposing) return;
      const text = input.value.trim();
      leave();
      if (text && text !== said.dataset.spoken) say(setting(said.dataset.label) + text);
    });
    said.hidden = button.hidden = true;
    said.before(input);
    input.focus();
  };
  // the rest of the class with this beginning, on the button that was hit
  const marked = (target, beginning) =>
    [...(target.closest("button")?.classList ?? [])].find((c) => c.startsWith(beginning))?.slice(beginning.length);
  // on a phone the plan is a sheet over the conversation
  const showPlan = (open) => {
    const button = document.querySelector("#plan_switch");
    document.querySelector("#app").classList.toggle("sheet", open);
    button.setAttribute("aria-expanded", open);
    button.textContent = open ? button.dataset.close : button.dataset.open;
  };
  addEventListener("keydown", (event) => { if (event.key === "Escape") showPlan(false); });
  document.addEventListener("click", (event) => {
    // the chat component strips every attribute but the class, so classes say what a button does
    const view = marked(event.target, "shows-");
    if (view) { document.querySelector("#app").dataset.view = view; return; }
    const fact = event.target.closest(".edit-fact");
    if (fact) { editFact(fact); return; }
    const chip = event.target.closest(".edit-chip");
    if (chip) {
      const box = write(setting(chip.querySelector("span").textContent));
      if (box) { box.focus(); box.setSelectionRange(box.value.length, box.value.length); }
      return;
    }
    const choice = event.target.closest(".takes-choice, .says-it");
    if (choice) {
      const prefix = english() ? "Take the suggestion: " : "按建议改：";
      showPlan(false);
      say((choice.classList.contains("takes-choice") ? prefix : "") + choice.textContent);
      return;
    }
    const question = marked(event.target, "change-");
    if (question) {
      showPlan(false);
      say(`${english() ? "change " : "改"}${question}`);
      return;
    }
    const cited = marked(event.target, "opens-");
    if (cited) {
      const card = document.querySelector(`.source-${cited}`);
      if (card) { card.open = !card.open; card.scrollIntoView({ block: "nearest" }); }
      return;
    }
    const part = event.target.closest("nav.parts a");
    if (part) {
      event.preventDefault();
      document.querySelector(part.getAttribute("href"))?.scrollIntoView({ block: "start" });
      return;
    }
    if (event.target.closest("#plan_switch")) {
      showPlan(!document.querySelector("#app").classList.contains("sheet"));
      return;
    }
    if (event.target.closest("[data-dark]")) {
      localStorage.setItem("plan-desk-dark", wanted() ? "0" : "1");
      paint();
    }
  });
  // bring what has just changed into view, without taking the focus
  window.showChanged = () => {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    document.querySelector("#plan .just-changed")?.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  };
  root.lang = location.pathname.startsWith("/en") ? "en" : "zh-CN";
  if (document.body) paint();
  addEventListener("DOMContentLoaded", paint);
  addEventListener("load", () => setTimeout(paint, 300));
})();
