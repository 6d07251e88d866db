// Drafts: what was typed and has not arrived, by plan; a tab keeps its own, two tabs do not mix theirs.
(() => {
  const BEGINNING = "plan-desk-typed:";
  const MOST = 40;
  const at = (kind, plan) => `${BEGINNING}${kind}:${plan}`;
  const all = () => Object.keys(sessionStorage).filter((key) => key.startsWith(BEGINNING));
  const age = (key) => JSON.parse(sessionStorage.getItem(key))?.at ?? 0;
  // a browser may forbid to store anything; then nothing is kept, and everything else works
  const attempt = (act) => { try { return act(); } catch { return null; } };
  // `kind` is "draft" (in the box) or "sent" (on its way)
  window.drafts = {
    read: (kind, plan) => attempt(() => JSON.parse(sessionStorage.getItem(at(kind, plan)))),
    drop: (kind, plan) => attempt(() => sessionStorage.removeItem(at(kind, plan))),
    keep: (kind, plan, draft) => attempt(() => {
      sessionStorage.setItem(at(kind, plan), JSON.stringify({ ...draft, at: Date.now() }));
      all().sort((a, b) => age(b) - age(a)).slice(MOST).forEach((key) => sessionStorage.removeItem(key));
    }),
  };
  // who signs out leaves nothing behind for the next person at this computer
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form.visitor")) attempt(() => all().forEach((key) => sessionStorage.removeItem(key)));
  }, true);
})();
