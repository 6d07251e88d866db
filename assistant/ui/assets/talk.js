// Talk: what is typed is never lost, the last message can be changed, turns are judged.
(() => {
  const one = (selector) => document.querySelector(selector);
  const box = () => one("#msg textarea");
  const below = location.pathname.startsWith("/tw/") ? "/tw" : "";
  const plan = () => one("#plan [data-plan]")?.dataset.plan ?? "";
  const words = () => one("#talk_notice .talk-notice");
  const lines = () => [...document.querySelectorAll("#chat .opinion")];
  const after = (element, beginning) =>
    [...(element?.classList ?? [])].find((c) => c.startsWith(beginning))?.slice(beginning.length);
  const lastTurn = () => Math.max(0, ...lines().map((line) => Number(after(line, "of-"))));
  const write = (text) => {
    if (!box()) return;
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box(), text);
    box().dispatchEvent(new Event("input", { bubbles: true }));
  };
  const refresh = () => one("#btn_refresh")?.click();
  const notice = (name) => {
    const line = words();
    if (!line) return;
    const talk = one("#chat .bubble-wrap");
    const atEnd = talk && talk.scrollHeight - talk.scrollTop - talk.clientHeight < 60;
    line.hidden = !name;
    line.querySelector("span").textContent = name ? line.dataset[name] : "";
    line.querySelector(".leaves-edit").hidden = name !== "editing";
    line.dataset.shown = name;
    if (atEnd) talk.scrollTop = talk.scrollHeight;  // the notice takes room from below
  };

  // numbers that the page's events ask for
  let changing = 0;  // the turn that what is in the box will replace
  let onItsWay = 0;  // the same of what was sent last
  let aside = "";  // what was in the box before the change
  window.lastTurn = () => String(lastTurn());
  window.changedTurn = () => (onItsWay ? String(onItsWay) : "");
  window.turnsInSight = () => String(lines().length);

  // where a conversation stands: null when the server cannot be reached
  const standing = async (id) => {
    try {
      const answer = await fetch(`/plans/${id}/talk`, { redirect: "manual", cache: "no-store" });
      if (answer.ok) return await answer.json();
      return answer.status >= 500 ? null : { refused: true };
    } catch {
      return null;
    }
  };

  // ---- what was sent and what became of it
  let timer = 0;
  let quiet = 0;
  const later = (act, milliseconds) => { clearTimeout(timer); timer = setTimeout(act, milliseconds); };
  const arrived = (id) => {
    window.drafts.drop("sent", id);
    if (["lost", "back", "unsent", "editing", "draft"].includes(words()?.dataset.shown)) notice("");
    quiet = 0;
  };
  const putBack = (id, why) => {
    const sent = window.drafts.read("sent", id);
    if (!sent) return;
    const typed = box()?.value ?? "";
    const parts = typed.includes(sent.text) ? [typed] : [sent.text, typed];
    write(parts.filter(Boolean).join("\n"));
    changing = why === "refused" ? 0 : sent.changes ?? 0;
    window.drafts.drop("sent", id);
    window.drafts.keep("draft", id, { text: box().value, changes: changing, after: sent.after, said: sent.text });
    notice(why);
  };
  // the server is gone: ask until it is back, then tell what became of the last message
  const waitForServer = async () => {
    const id = plan();
    const now = await standing(id);
    if (now === null) { later(waitForServer, 2000); return; }
    if (now.refused) { notice("signedOut"); return; }
    const draft = window.drafts.read("draft", id);
    if (hasArrived(now, draft)) {
      if (box().value === draft.text) write("");
      notice("");
      refresh();
    } else notice(draft ? "back" : "");
  };
  const hasArrived = (now, draft) => Boolean(draft?.said) && now.last > draft.after && now.message === draft.said.trim();
  const lost = () => {
    putBack(plan(), "lost");
    notice("lost");
    later(waitForServer, 2000);
  };
  const check = async () => {
    const id = plan();
    const sent = window.drafts.read("sent", id);
    if (!sent) return;
    const now = await standing(id);
    if (now === null) { lost(); return; }
    if (now.refused) { putBack(id, "signedOut"); return; }
    quiet = now.busy ? 0 : quiet + 1;
    const stored = now.last > sent.after;
    const waits = one("#btn_stop")?.offsetParent && Date.now() - sent.at < 120_000;
    if (quiet > 1 && stored) { arrived(id); refresh(); return; }
    if (quiet > 1 && !waits) { putBack(id, "unsent"); return; }
    later(check, 1500);
  };
  const send = () => {
    const text = box()?.value ?? "";
    if (!text.trim()) return;
    onItsWay = changing;
    changing = 0;
    aside = "";
    window.drafts.drop("draft", plan());
    window.drafts.keep("sent", plan(), { text, after: lastTurn(), changes: onItsWay });
    quiet = 0;
    later(check, 3000);
  };

  // ---- what is in the box
  const keep = () => {
    const text = box().value;
    if (text.trim()) window.drafts.keep("draft", plan(), { text, changes: changing });
    else window.drafts.drop("draft", plan());
  };
  const restore = async (id) => {
    changing = onItsWay = 0;
    const begun = Date.now();
    const now = await standing(id);
    if (now?.busy) later(() => restore(id), 1000);  // a turn is still under way: show it when done
    else if (now?.last > lastTurn()) refresh();
    if (id !== plan() || now?.busy) return;
    const sent = window.drafts.read("sent", id);
    if (sent && now?.last > sent.after) arrived(id);
    else if (sent && sent.at < begun) { putBack(id, "unsent"); return; }
    const draft = window.drafts.read("draft", id);
    if (!draft || hasArrived(now ?? {}, draft)) { window.drafts.drop("draft", id); return; }
    changing = draft.changes && draft.changes === now?.last ? draft.changes : 0;
    if (!box().value) { write(draft.text); notice(changing ? "editing" : "draft"); }
  };

  // ---- the last message, once more
  const startEdit = async () => {
    const now = await standing(plan());
    if (now === null) { lost(); return; }
    if (now.last !== lastTurn() || !now.again) { notice("moved"); refresh(); return; }
    aside = changing ? aside : box().value;
    changing = now.last;
    write(now.message);
    notice("editing");
    box().focus({ preventScroll: true });
  };
  const leaveEdit = () => {
    changing = 0;
    write(aside);
    notice("");
    box().focus({ preventScroll: true });
  };

  // ---- earlier turns come in above; what was in sight stays where it was
  let held = null;
  const showEarlier = () => {
    const scroller = one("#chat .bubble-wrap");
    held = { count: lines().length, fromEnd: scroller.scrollHeight - scroller.scrollTop };
    one("#btn_earlier").click();
  };
  const holdPlace = () => {
    if (!held || lines().length <= held.count) return;
    const { fromEnd } = held;
    held = null;
    const place = () => { const s = one("#chat .bubble-wrap"); s.scrollTop = s.scrollHeight - fromEnd; };
    place();
    [50, 150, 350].forEach((wait) => setTimeout(place, wait));
  };

  // ---- opinions
  const judge = async (number, opinion) => {
    const lang = document.documentElement.lang === "en" ? "en" : "zh";
    const answer = await fetch(`${below}/plans/${plan()}/turns/${number}/feedback`, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ lang, ...opinion }),
    }).catch(() => null);
    if (!answer) { lost(); return; }
    const { text = "", error = "" } = await answer.json();
    if (error) { window.tell(error); return; }
    const line = one(`#chat .opinion.of-${number}`);
    line.classList.toggle("yes", opinion.helpful === true);
    line.classList.toggle("no", opinion.helpful === false);
    line.querySelector(".said-so").textContent = text;
  };
  const askWhy = (number) => {
    const dialog = one("#opinion_form");
    const form = dialog.querySelector("form");
    form.reset();
    form.onsubmit = () => { judge(number, { helpful: false, reason: "", ...Object.fromEntries(new FormData(form)) }); };
    dialog.showModal();
  };
  const press = (button) => {
    const line = button.closest(".opinion");
    const [yes, no] = [after(button, "judges-yes-"), after(button, "judges-no-")];
    if (yes) judge(yes, line.classList.contains("yes") ? {} : { helpful: true });
    else if (no) askWhy(no);
    else if (button.matches(".leaves-opinion")) one("#opinion_form").close();
    else if (button.matches(".leaves-edit")) leaveEdit();
    else if (button.matches(".shows-earlier")) showEarlier();
    else if (button.matches("#btn_edit")) startEdit();
  };

  // the page's parts come and go with its framework, so everything is heard at the document
  const inBox = (event) => event.target.matches?.("#msg textarea");
  document.addEventListener("input", (event) => { if (inBox(event)) keep(); });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.matches("#btn_send")) send();
    else if (button) press(button);
  }, true);
  document.addEventListener("keydown", (event) => {
    if (!inBox(event) || event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) send();
    if (event.key === "Escape" && changing) { event.stopPropagation(); leaveEdit(); }
    if (event.key === "ArrowUp" && !event.target.value && one("#btn_edit")?.offsetParent) { event.preventDefault(); startEdit(); }
  }, true);
  let known = "";
  const settle = () => {
    const id = plan();
    if (!id || !box() || !one("#chat [data-testid=bot]")) return;
    if (id !== known || box().dataset.heard !== id) {
      // what was typed for the plan before goes; what was typed since is this plan's draft already
      const isOld = window.drafts.read("draft", id)?.text !== box().value;
      if (known && known !== id && box().value && isOld) write("");
      known = box().dataset.heard = id;
      restore(id);
    }
    const sent = window.drafts.read("sent", id);
    if (sent && lastTurn() > sent.after) arrived(id);
    else if (sent && one("#chat .turn.failed")) putBack(id, "refused");
    holdPlace();
    // the framework tells of a lost connection in English only, and does not say what to do
    document.querySelectorAll("[data-testid=toast-body]").forEach((toast) => {
      if (!/connection/i.test(toast.textContent) || toast.dataset.told) return;
      toast.dataset.told = "yes";
      toast.style.display = "none";
      lost();
    });
  };
  let waiting = 0;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = setTimeout(() => { waiting = 0; settle(); }, 40);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
