// Keys and small comforts. Everything works without this file.
const typing = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

// Lists that drop from a word close with Escape, with a click beside them and when one walks away.
const dropped = () => document.querySelector("details.pop[open]");
document.addEventListener("click", (event) => {
  for (const one of document.querySelectorAll("details.pop[open]")) if (!one.contains(event.target)) one.open = false;
});
document.addEventListener("focusin", (event) => {
  const open = dropped();
  if (open && !open.contains(event.target)) open.open = false;
});

document.addEventListener("keydown", (event) => {
  // While an input method composes, a key belongs to it.
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  // An open dialogue has its own keys.
  if (document.querySelector("dialog[open]")) return;
  const open = dropped();
  if (event.key === "Escape" && open) {
    open.open = false;
    open.querySelector("summary").focus();
    return;
  }
  const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!target) return;
  event.preventDefault();
  if (typing(target)) target.focus();
  else target.click();
});

for (const select of document.querySelectorAll("select[data-submit]")) {
  select.addEventListener("change", () => select.form.submit());
}

// The day of a field in words: how the browser writes it depends on where it was bought.
const spell = (field) => {
  const day = field.valueAsDate;
  const words = day && new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : "zh-CN", { dateStyle: "long", timeZone: "UTC" });
  const week = day && new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : "zh-CN", { weekday: "short", timeZone: "UTC" });
  let beside = field.nextElementSibling;
  if (!beside?.matches(".spelled")) {
    beside = Object.assign(document.createElement("span"), { className: "spelled" });
    beside.setAttribute("aria-hidden", "true");
    field.after(beside);
  }
  beside.textContent = day ? `${words.format(day)} ${week.format(day)}` : "";
};
const days = (root) => root.querySelectorAll("input[type=date]").forEach(spell);
days(document);
document.addEventListener("input", (event) => { if (event.target.type === "date") spell(event.target); });
document.addEventListener("htmx:afterSwap", (event) => days(event.detail.target ?? document));

// What a page says on arriving is read aloud only when it appears in a region that was there before.
const said = document.getElementById("said");
const told = [...document.querySelectorAll(".messages li")].map((one) => one.textContent).join(" ");
if (said && told) setTimeout(() => { said.textContent = told; }, 200);

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
