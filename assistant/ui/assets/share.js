// links by which others may read the plan: made, listed, stopped
(() => {
  const english = () => document.documentElement.lang === "en";
  const below = location.pathname.startsWith("/tw/") ? "/tw" : "";
  const path = (rest) => {
    const plan = document.querySelector("#plan [data-plan]").dataset.plan;
    return `${below}/plans/${plan}/shares${rest}?lang=${english() ? "en" : "zh"}`;
  };
  const ask = async (rest, options) => {
    const answer = await fetch(path(rest), options);
    const told = await answer.json();
    if (!answer.ok) { tell(told.error); return null; }
    return told;
  };
  const lineOf = (box, { id, ends_at: ends }) => {
    const line = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "mini stops-share";
    button.dataset.share = id;
    button.textContent = box.dataset.stop;
    line.append(`${box.dataset.until} ${new Date(ends).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" })} `, button);
    return line;
  };
  const list = async (box) => {
    const told = await ask("");
    if (!told) return;
    const lines = told.shares.map((share) => lineOf(box, share));
    box.querySelector("ul").replaceChildren(...lines);
    box.querySelector(".no-shares").hidden = lines.length > 0;
  };
  const create = async (box) => {
    const asked = { days: Number(box.querySelector("select").value), lang: english() ? "en" : "zh" };
    const made = await ask("", {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(asked),
    });
    if (!made) return;
    const shown = box.querySelector(".made-share");
    shown.hidden = false;
    const link = shown.querySelector("input");
    link.value = location.origin + below + made.link;
    link.select();
    await list(box);
  };
  const copy = async (button) => {
    const link = button.parentElement.querySelector("input");
    link.select();
    // the clipboard is there over https and on this computer only
    if (navigator.clipboard) await navigator.clipboard.writeText(link.value);
    else document.execCommand("copy");
    button.textContent = button.dataset.done;
  };
  document.addEventListener("toggle", (event) => {
    if (event.target.matches?.(".shares[open]")) list(event.target);
  }, true);
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.(".shares button");
    if (!button) return;
    const box = button.closest(".shares");
    if (button.matches(".makes-share")) await create(box);
    else if (button.matches(".copies-share")) await copy(button);
    else if (button.matches(".stops-share") && await ask(`/${button.dataset.share}`, { method: "DELETE" })) await list(box);
  });
})();
