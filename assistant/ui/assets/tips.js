// the card of a figure: one element for all of them, so that no scrolling table cuts it off
(() => {
  const EDGE = 12;
  let card = null;
  let shown = null;
  const make = () => {
    card = document.createElement("div");
    card.id = "tip";
    card.setAttribute("role", "tooltip");
    // colours of the dark theme hang on the body
    document.body.append(card);
  };
  const hide = () => {
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown = null;
    card.hidden = true;
  };
  const place = (figure) => {
    const at = figure.getClientRects()[0];
    const size = card.getBoundingClientRect();
    const left = Math.min(at.left, innerWidth - size.width - EDGE);
    const below = at.bottom + 6;
    const top = below + size.height + EDGE < innerHeight ? below : at.top - size.height - 6;
    card.style.left = `${Math.max(EDGE, left)}px`;
    card.style.top = `${Math.max(EDGE, top)}px`;
  };
  const show = (figure) => {
    if (figure === shown) return;
    hide();
    if (!card?.isConnected) make();
    const [origin, ...rest] = figure.dataset.tip.split("\n");
    card.replaceChildren(Object.assign(document.createElement("b"), { textContent: origin }), rest.join("\n"));
    card.className = figure.classList.contains("assumption") ? "assumption" : "";
    card.hidden = false;
    figure.setAttribute("aria-describedby", "tip");
    shown = figure;
    place(figure);
  };
  const figureOf = (event) => event.target.closest?.(".figure[data-tip]");
  const onFigure = (event) => { const figure = figureOf(event); if (figure) show(figure); };
  document.addEventListener("mouseover", onFigure);
  document.addEventListener("focusin", onFigure);
  document.addEventListener("mouseout", (event) => {
    if (shown && !card.contains(event.relatedTarget) && shown !== document.activeElement) hide();
  });
  document.addEventListener("focusout", hide);
  // a tap elsewhere closes it; on touch screens a tap on a figure is all there is
  document.addEventListener("click", (event) => {
    const figure = figureOf(event);
    if (figure) show(figure);
    else if (!event.target.closest("#tip")) hide();
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.addEventListener("scroll", (event) => { if (event.target !== card) hide(); }, true);
  addEventListener("resize", hide);
})();
