(() => {
  const root = document.documentElement;
  const dark = () => localStorage.getItem("plan-desk-dark");
  const wanted = () => (dark() === null ? matchMedia("(prefers-color-scheme: dark)").matches : dark() === "1");
  const paint = () => {
    document.body.classList.toggle("dark", wanted());
    document.querySelectorAll("[data-dark]").forEach((b) => b.setAttribute("aria-pressed", wanted()));
  };
  // send a message as if it had been typed
  const say = (text) => {
    const box = document.querySelector("#msg textarea");
    if (!box || box.disabled) return;
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, text);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => document.querySelector("#btn_send").click(), 80);
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
    const question = marked(event.target, "change-");
    if (question) {
      showPlan(false);
      say(`${root.lang === "en" ? "change " : "改"}${question}`);
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
