(() => {
  const root = document.documentElement;
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
  // ask the server to change the plan; after an approval it wants to know who and why
  const below = location.pathname.startsWith("/tw/") ? "/tw" : "";
  const planPath = (path) => `${below}/plans/${document.querySelector("#plan [data-plan]").dataset.plan}/${path}`;
  const signature = () => [
    ["reason", inWords("原因", "Reason", "原因")], ["by", inWords("您的名字", "Your name", "您的名字")],
  ];
  const change = async (path, asked) => {
    const body = { lang: english() ? "en" : "zh", ...asked };
    const answer = await fetch(planPath(path), {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
    });
    if (answer.ok) { document.querySelector("#btn_refresh").click(); return; }
    const { error } = await answer.json();
    if (asked.reason === undefined && document.querySelector("#plan [data-approved]")) {
      const signed = await askFor(error, signature());
      if (signed) await change(path, { ...asked, ...signed });
      return;
    }
    tell(error);
  };
  // a sentence or cell of the plan becomes a box; leaving it keeps the change, Escape drops it
  const editPlace = (place) => {
    if (place.querySelector("textarea")) return;
    const before = place.innerHTML;
    const marks = place.cloneNode(true);
    marks.querySelectorAll("sup").forEach((mark) => mark.remove());
    const text = marks.textContent.trim();
    const box = document.createElement("textarea");
    box.className = "place-input";
    box.value = text;
    box.rows = Math.max(1, Math.ceil(text.length / 40));
    let done = false;
    const leave = (keep) => {
      if (done) return;
      done = true;
      const typed = box.value.trim();
      place.innerHTML = before;
      if (keep && typed !== text) change("edits", { anchor: place.dataset.anchor, text: typed });
    };
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { event.stopPropagation(); leave(false); }
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); leave(true); }
    });
    box.addEventListener("blur", () => leave(true));
    place.replaceChildren(box);
    box.focus();
  };
  document.addEventListener("dblclick", (event) => {
    const place = event.target.closest("#plan [data-anchor]");
    if (place) { event.preventDefault(); editPlace(place); }
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest(".save-version, .approve-plan");
    if (!form) return;
    event.preventDefault();
    change(form.matches(".approve-plan") ? "approval" : "versions", Object.fromEntries(new FormData(form)));
  });
  const compareVersion = async (item) => {
    const list = item.querySelector(".differences");
    const path = planPath(`versions/${item.dataset.number}/changes?lang=${english() ? "en" : "zh"}`);
    const { changes = [] } = await (await fetch(path)).json();
    list.replaceChildren(...changes.map(({ where, old, new: now }) => {
      const line = document.createElement("li");
      line.textContent = `${where}: ${old || "—"} → ${now || "—"}`;
      return line;
    }));
    if (!changes.length) list.append(inWords("没有不同。", "No difference.", "沒有不同。"));
    list.hidden = false;
  };
  // what the buttons of the versions view do; true when the button was one of them
  const versionButton = (button) => {
    const item = button.closest("[data-number]");
    if (button.matches(".compares-version")) compareVersion(item);
    else if (button.matches(".restores-version")) change(`versions/${item.dataset.number}/restore`, {});
    else if (button.matches(".reverts-edit")) change("edits/revert", { anchor: button.dataset.anchorOf });
    else if (button.matches(".explains-change")) {
      const title = inWords("这里为什么改？", "Why was this changed?", "這裡為什麼改？");
      askFor(title, signature()).then((signed) => {
        if (signed) change("explanations", { subject: button.dataset.subject, ...signed });
      });
    } else return false;
    return true;
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
    // what the sheet covers is out of reach for the tab key as well
    document.querySelector("#talk").inert = open;
  };
  // the view that is shown is the current one for those who hear the page as well
  const nameView = () => {
    const shown = `shows-${document.querySelector("#app")?.dataset.view || "plan"}`;
    document.querySelectorAll("#plan nav.views button").forEach((button) => {
      if (button.classList.contains(shown)) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    });
  };
  // every turn brings a new panel, in which the plan is the current one
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => target.closest?.("#plan"))) nameView();
  }).observe(root, { childList: true, subtree: true });
  const isOpen = () => document.querySelector("#app")?.classList.contains("sheet");
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen() || event.target.closest?.("dialog")) return;
    showPlan(false);
    document.querySelector("#plan_switch").focus();
  });
  matchMedia("(max-width: 900px)").addEventListener("change", () => { if (isOpen()) showPlan(false); });
  document.addEventListener("click", (event) => {
    // the chat component strips every attribute but the class, so classes say what a button does
    const view = marked(event.target, "shows-");
    if (view) { document.querySelector("#app").dataset.view = view; nameView(); return; }
    const button = event.target.closest(".view-versions button");
    if (button && versionButton(button)) return;
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
    const broken = marked(event.target, "repairs-");
    if (broken) { say(`${english() ? "repair " : "修复 "}${broken}`); return; }
    const rule = marked(event.target, "reasons-");
    if (rule) {
      showPlan(false);
      write(english() ? `reason for ${rule}: ` : `${rule} 的理由：`)?.focus();
      return;
    }
    const first = event.target.closest(".asks-first");
    if (first) {
      const box = write(first.querySelector(".unseen").textContent);
      if (box) { box.focus(); box.select(); }
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
      showPlan(!isOpen());
      return;
    }
  });
  // bring what has just changed into view, without taking the focus
  window.showChanged = () => {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    document.querySelector("#plan .just-changed")?.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  };
  // the address named the plan to begin with; from here on the page remembers the one picked
  if (new URLSearchParams(location.search).has("plan")) {
    addEventListener("load", () => setTimeout(() => history.replaceState(null, "", location.pathname), 4000));
  }
  root.lang = location.pathname.startsWith("/en") ? "en" : below ? "zh-Hant" : "zh-CN";
})();
