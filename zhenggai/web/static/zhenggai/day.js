// Days as people type them: what is meant stands beside the field, and a button opens the browser's own calendar.
// Without this file the field is a plain one that takes the same words.
const LATER = 250;
const beside = (field) => {
  let line = field.parentElement.querySelector(`.spelled[data-for="${CSS.escape(field.name)}"]`);
  if (!line) {
    line = Object.assign(document.createElement("span"), { className: "spelled" });
    line.dataset.for = field.name;
    line.setAttribute("role", "status");
    (field.parentElement.querySelector(`[data-pick="${CSS.escape(field.name)}"]`) ?? field).after(line);
  }
  return line;
};

const tell = async (field) => {
  const typed = field.value.trim();
  const line = beside(field);
  if (!typed) return line.replaceChildren();
  const asked = new URLSearchParams({ q: typed, towards: field.dataset.day });
  const answer = await fetch(`/calendar/reading/?${asked}`);
  if (answer.ok && field.value.trim() === typed) line.innerHTML = await answer.text();
};

const pick = (field) => {
  if (!HTMLInputElement.prototype.showPicker || document.querySelector(`[data-pick="${CSS.escape(field.name)}"]`)) return;
  const hidden = Object.assign(document.createElement("input"), { type: "date", tabIndex: -1, className: "unseen" });
  hidden.setAttribute("aria-hidden", "true");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "small pick", textContent: "▾" });
  button.dataset.pick = field.name;
  button.setAttribute("aria-label", document.querySelector("script[data-choose]").dataset.choose);
  button.addEventListener("click", () => {
    hidden.value = /^\d{4}-\d\d-\d\d$/.test(field.value) ? field.value : "";
    hidden.showPicker();
  });
  hidden.addEventListener("change", () => {
    field.value = hidden.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
  button.append(hidden);
  field.after(button);
};

const begin = (root) => {
  for (const field of root.querySelectorAll("input[data-day]")) {
    pick(field);
    if (field.value && !("quiet" in field.dataset)) tell(field);
  }
};

let waiting;
document.addEventListener("input", (event) => {
  if (!event.target.matches?.("input[data-day]") || event.isComposing) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => tell(event.target), LATER);
});
document.addEventListener("compositionend", (event) => {
  if (event.target.matches?.("input[data-day]")) tell(event.target);
});
document.addEventListener("htmx:afterSwap", (event) => begin(event.detail.target ?? document));
begin(document);
