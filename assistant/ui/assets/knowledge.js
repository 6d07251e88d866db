// the knowledge page: uploads with their progress, the list of documents, the search, deleting
addEventListener("DOMContentLoaded", () => {
  const quote = document.querySelector("#quote");
  if (quote) quote.scrollIntoView({ block: "center", behavior: "instant" });
  const shelf = document.querySelector("#shelf");
  if (!shelf) return;
  const { here, lang } = shelf.dataset;
  // what changes something has one address for both languages
  const writing = here.replace("/en/", "/");
  const words = JSON.parse(shelf.dataset.words);
  const endings = new Set(shelf.dataset.accept.split(","));
  const find = (selector) => shelf.querySelector(selector);
  const make = (tag, values = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), values);
    made.append(...children);
    return made;
  };
  const offline = (is) => { find("#offline").hidden = !is; };

  // ---- the list of documents and the search: asked of the server, shown in place
  const list = find("#documents");
  const show = async (address) => {
    const url = new URL(address, location.href);
    try {
      const response = await fetch(`${here}/documents${url.search}`);
      if (!response.ok) throw new Error(response.status);
      const typing = document.activeElement?.name === "words" ? document.activeElement.selectionStart : null;
      list.innerHTML = await response.text();
      offline(false);
      history.replaceState(null, "", `${here}${url.search}`);
      if (typing !== null) {
        const box = list.querySelector("[name=words]");
        box.focus();
        box.setSelectionRange(typing, typing);
      }
    } catch { offline(true); }
  };
  const again = () => show(location.href);
  let pause = 0;
  const filtered = (form) => `?${new URLSearchParams([...new FormData(form)].filter(([, text]) => text))}`;
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link?.pathname === here && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      show(link.href);
    }
    const button = event.target.closest("[data-remove]");
    if (button) ask(button);
  });
  list.addEventListener("input", (event) => {
    const form = event.target.closest("form");
    clearTimeout(pause);
    pause = setTimeout(() => show(filtered(form)), 250);
  });
  list.addEventListener("submit", (event) => { event.preventDefault(); show(filtered(event.target)); });

  const findings = find("#findings");
  let asked = 0;
  const search = async (query) => {
    const mine = ++asked;
    if (!query.trim()) { findings.replaceChildren(); return; }
    findings.classList.add("waiting");
    findings.textContent = words.searching;
    try {
      const response = await fetch(`${here}/findings?q=${encodeURIComponent(query)}`);
      if (mine !== asked) return;
      if (!response.ok) throw new Error(response.status);
      findings.innerHTML = await response.text();
      offline(false);
    } catch {
      findings.replaceChildren();
      offline(true);
    }
    findings.classList.remove("waiting");
  };
  find("#find").addEventListener("submit", (event) => { event.preventDefault(); search(find("#q").value); });
  findings.addEventListener("click", (event) => {
    if (!event.target.closest("#close_findings")) return;
    event.preventDefault();
    find("#q").value = "";
    findings.replaceChildren();
    find("#q").focus();
  });

  // ---- deleting, after a question
  const removal = find("#removal");
  let doomed = "";
  const ask = (button) => {
    doomed = button.dataset.remove;
    removal.querySelector(".named").textContent = button.dataset.title;
    removal.querySelector("[role=alert]").hidden = true;
    find("#remove").disabled = false;
    removal.showModal();
  };
  find("#remove").addEventListener("click", async () => {
    const alert = removal.querySelector("[role=alert]");
    const button = find("#remove");
    const label = button.textContent;
    button.disabled = true;
    button.textContent = words.removing;
    let problem = words.remove_failed;
    try {
      const response = await fetch(`${writing}/documents/${doomed}?lang=${lang}`, { method: "DELETE" });
      problem = response.ok || response.status === 404 ? "" : (await response.json()).error ?? problem;
    } catch { /* the words stand already */ }
    button.textContent = label;
    button.disabled = false;
    alert.textContent = problem;
    alert.hidden = !problem;
    if (problem) return;
    removal.close();
    await again();
    list.querySelector("h2, a")?.focus();
  });

  // ---- uploads: those on the way from here, then those the server has
  const box = find("#uploads_box");
  const rows = find("#uploads");
  let sending = [];  // { name, file, library, request, sent, problem }
  let received = [];
  let over = null;
  let timer = 0;

  const line = (state, name, text, part, details, stop) => {
    const row = make("li", { className: state }, make("b", { textContent: name }));
    if (stop) row.append(make("button", { type: "button", className: "mini", textContent: words.cancel, onclick: stop }));
    if (part !== null) row.append(make("progress", { max: 1, value: part, ariaLabel: name }));
    row.append(make("p", { className: "said", textContent: text }));
    if (details.length) {
      const told = details.map((each) => make("li", { textContent: `${each.name}：${each.text}` }));
      const whole = make("details", {}, make("summary", { textContent: words.details }), make("ul", {}, ...told));
      whole.open = opened.has(name);
      whole.ontoggle = () => opened[whole.open ? "add" : "delete"](name);
      row.append(whole);
    }
    return row;
  };
  const opened = new Set();
  const paint = () => {
    box.hidden = !sending.length && !received.length;
    const own = sending.map((item) => {
      if (item.problem) return line("failed", item.name, item.problem, null, [], null);
      const text = item.request ? words["state.sending"] : words["state.queued"];
      return line("waiting", item.name, text, item.sent, [], () => drop(item));
    });
    const theirs = received.map((item) => {
      const stop = item.is_over ? null : () => cancel(item);
      const part = item.is_over ? null : item.part ?? (item.state === "waiting" ? 0 : null);
      return line(item.state, item.name, item.text, part, item.details, stop);
    });
    rows.replaceChildren(...own, ...theirs);
  };
  const poll = async () => {
    clearTimeout(timer);
    try {
      const response = await fetch(`${writing}/uploads?lang=${lang}`);
      if (!response.ok) throw new Error(response.status);
      received = (await response.json()).uploads;
      offline(false);
    } catch {
      offline(true);
      timer = setTimeout(poll, 4000);
      return;
    }
    const now = new Set(received.filter((item) => item.is_over).map((item) => item.id));
    const news = over && [...now].some((id) => !over.has(id));
    over = now;
    paint();
    if (news) again();
    if (received.some((item) => !item.is_over)) timer = setTimeout(poll, 700);
  };
  const cancel = async (item) => {
    item.text = words["state.stopping"];
    paint();
    await fetch(`${writing}/uploads/${item.id}?lang=${lang}`, { method: "DELETE" }).catch(() => {});
    poll();
  };
  const drop = (item) => {
    sending = sending.filter((other) => other !== item);
    item.request?.abort();
    paint();
    next();
  };
  const send = (item) => {
    const request = new XMLHttpRequest();
    item.request = request;
    const query = new URLSearchParams({ name: item.name, library: item.library, lang });
    request.open("POST", `${writing}/uploads?${query}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = (event) => { item.sent = event.loaded / Math.max(1, event.total); paint(); };
    const done = (problem) => {
      item.request = null;
      if (problem) item.problem = problem;
      else sending = sending.filter((other) => other !== item);
      paint();
      next();
    };
    request.onload = () => {
      if (request.status === 202) { done(""); poll(); }
      else done(request.response?.error ?? words["state.lost"]);
    };
    request.onerror = () => done(words["state.lost"]);
    request.send(item.file);
  };
  const next = () => {
    if (sending.some((item) => item.request)) return;
    const waiting = sending.find((item) => !item.problem);
    if (waiting) send(waiting);
  };
  // what the server would refuse is refused before it is sent
  const problem = (file) => {
    const dot = file.name.lastIndexOf(".");
    if (dot < 1 || !endings.has(file.name.slice(dot).toLowerCase())) return words.refused_kind;
    if (!file.size) return words.refused_empty;
    const size = Math.ceil(file.size / 1e6);
    return file.size > shelf.dataset.megabytes * 1e6 ? words.refused_size.replace("{size}", size) : "";
  };
  const take = (files) => {
    const taken = [...files].slice(0, shelf.dataset.count);
    const refused = find("#refused");
    refused.textContent = files.length > taken.length ? words.refused_count : "";
    refused.hidden = !refused.textContent;
    const library = shelf.querySelector("[name=into]:checked").value;
    sending.push(...taken.map((file) => ({ name: file.name, file, library, request: null, sent: 0, problem: problem(file) })));
    paint();
    next();
  };
  const input = find("#files");
  input.addEventListener("change", () => { take(input.files); input.value = ""; });
  const zone = find("#drop");
  let depth = 0;
  const holds = (event) => event.dataTransfer?.types.includes("Files");
  shelf.addEventListener("dragenter", (event) => { if (holds(event)) { depth += 1; zone.classList.add("over"); } });
  shelf.addEventListener("dragleave", (event) => { if (holds(event) && --depth <= 0) zone.classList.remove("over"); });
  // a file let go beside the box must not take the page's place
  addEventListener("dragover", (event) => { if (holds(event)) event.preventDefault(); });
  addEventListener("drop", (event) => {
    if (!holds(event)) return;
    event.preventDefault();
    depth = 0;
    zone.classList.remove("over");
    take(event.dataTransfer.files);
  });
  find("#forget").addEventListener("click", async () => {
    sending = sending.filter((item) => !item.problem);
    await fetch(`${writing}/uploads?lang=${lang}`, { method: "DELETE" }).catch(() => {});
    poll();
  });
  addEventListener("beforeunload", (event) => {
    if (sending.some((item) => !item.problem)) event.preventDefault();
  });
  poll();
});
