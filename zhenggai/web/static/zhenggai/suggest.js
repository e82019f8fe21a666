// Names of units and leaders while one types; the field works without this as a plain text field.
for (const input of document.querySelectorAll("[data-suggest]")) {
  const list = document.getElementById(`${input.dataset.suggest}-options`);
  let waiting;
  input.addEventListener("input", (event) => {
    if (event.isComposing) return;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const answer = await fetch(`/suggest/${input.dataset.suggest}/?q=${encodeURIComponent(input.value)}`);
      if (answer.ok) list.innerHTML = await answer.text();
    }, 120);
  });
}
