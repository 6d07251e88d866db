// light or dark: the person's choice, else that of the system
(() => {
  const KEY = "plan-desk-dark";
  const wanted = () => {
    const chosen = localStorage.getItem(KEY);
    return chosen === null ? matchMedia("(prefers-color-scheme: dark)").matches : chosen === "1";
  };
  const paint = () => {
    document.body.classList.toggle("dark", wanted());
    document.querySelectorAll("[data-dark]").forEach((b) => b.setAttribute("aria-pressed", wanted()));
  };
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-dark]")) return;
    localStorage.setItem(KEY, wanted() ? "0" : "1");
    paint();
  });
  if (document.body) paint();
  addEventListener("DOMContentLoaded", paint);
  addEventListener("load", () => setTimeout(paint, 300));
})();
