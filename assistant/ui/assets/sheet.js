// Buttons of the one-page sheets: print the page, copy a task card.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if ("print" in button.dataset) { window.print(); return; }
  if (!("copy" in button.dataset)) return;
  const card = button.closest("article").querySelector("pre");
  try {
    await navigator.clipboard.writeText(card.textContent);
  } catch {
    // without a secure address there is no clipboard: select the text, and the old way copies it
    getSelection().selectAllChildren(card);
    document.execCommand("copy");
  }
  const label = button.textContent;
  button.textContent = button.dataset.done;
  document.getElementById("said").textContent = button.dataset.done;
  setTimeout(() => { button.textContent = label; }, 1600);
});
