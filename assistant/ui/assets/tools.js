// a calculator: sliders and boxes move together, every change asks the server for the outcome
addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("#tool");
  if (!form) return;
  const outcome = document.querySelector("#outcome");
  const offline = document.querySelector("#offline");
  const PAUSE = 200;
  let timer = 0;
  let asked = null;
  const filled = () => {
    const query = new URLSearchParams();
    for (const [name, text] of new FormData(form)) if (text.trim()) query.set(name, text);
    return query.toString();
  };
  const compute = async () => {
    asked?.abort();
    asked = new AbortController();
    const query = filled();
    try {
      const response = await fetch(`${form.dataset.outcome}?${query}`, { signal: asked.signal });
      if (!response.ok) throw new Error(response.status);
      outcome.innerHTML = await response.text();
      offline.hidden = true;
      outcome.classList.remove("stale");
      history.replaceState(null, "", `${form.getAttribute("action")}?${query}`);
      // the same figures in the other language and the other characters
      document.querySelectorAll("#language, #script").forEach((link) => { link.search = query; });
    } catch (error) {
      if (error.name === "AbortError") return;
      offline.hidden = false;
      outcome.classList.add("stale");
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(compute, PAUSE);
  };
  // a figure beyond the slider takes its range along
  const follow = (box) => {
    const slider = form.querySelector(`.slide[data-for="${box.id}"]`);
    const value = Number(box.value.replaceAll(",", ""));
    if (!slider || !box.value.trim() || !Number.isFinite(value)) return;
    if (value > Number(slider.max) && value < 1e12) {
      slider.max = value * 2;
      slider.step = Number((value / 100).toPrecision(1));
      // its grid begins at the low end
      if (Number(slider.min) > 0) slider.min = slider.step;
    }
    slider.value = value;
  };
  form.addEventListener("input", (event) => {
    const box = document.getElementById(event.target.dataset.for ?? "");
    if (box) box.value = event.target.value;
    else follow(event.target);
    later();
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); compute(); });

  const copy = document.querySelector("#copy");
  const label = copy.textContent;
  const write = async (text) => {
    if (navigator.clipboard) { await navigator.clipboard.writeText(text); return; }
    // without https there is no clipboard but the old one
    const area = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  };
  copy.addEventListener("click", async () => {
    const text = document.querySelector("#as_text")?.textContent ?? outcome.textContent.trim();
    await write(text);
    copy.textContent = copy.dataset.copied;
    setTimeout(() => { copy.textContent = label; }, 1500);
  });
});
