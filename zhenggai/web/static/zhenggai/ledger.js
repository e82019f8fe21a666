// Keys of the ledger, and the row that is open beside it. Without this file every row opens as a page.
const split = document.getElementById("split");
const panel = document.getElementById("panel");
const keys = document.getElementById("keys");
const asked = document.getElementById("filters");
const rows = () => [...document.querySelectorAll(".ledger tbody tr")];
const link = (row) => row && row.querySelector("th a");
const picked = () => rows().findIndex((row) => row.classList.contains("picked"));
const typing = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

const asks = document.querySelector(".keys");
asks.hidden = false;
asks.addEventListener("click", () => keys.showModal());

const mark = () => {
  const peek = new URLSearchParams(location.search).get("peek");
  for (const row of rows()) {
    const open = peek !== null && new URL(link(row).href).searchParams.get("peek") === peek;
    row.classList.toggle("picked", open);
    if (open) row.scrollIntoView({ block: "nearest" });
  }
  split.classList.toggle("open", panel.childElementCount > 0);
  for (const step of panel.querySelectorAll(".step")) step.hidden = picked() < 0;
};

const step = (by) => {
  const at = picked();
  if (at < 0) return;
  const next = rows()[at + by];
  if (next) {
    link(next).focus({ preventScroll: true });
    link(next).click();
  } else document.querySelector(by > 0 ? "[rel=next]" : "[rel=prev]")?.click();
};

const move = (by) => {
  const all = rows();
  const at = all.findIndex((row) => row.contains(document.activeElement));
  const from = at < 0 ? picked() : at;
  const next = all[Math.min(Math.max(from + by, 0), all.length - 1)];
  all.forEach((row) => row.classList.toggle("here", row === next));
  link(next)?.focus();
  next?.scrollIntoView({ block: "nearest" });
};

// The row in hand, else the open one, is assigned on its own page.
const edit = () => {
  const all = rows();
  const row = all.find((one) => one.contains(document.activeElement)) ?? all[picked()];
  const where = document.querySelector("[data-assign]")?.dataset.assign;
  const which = row && new URL(link(row).href).searchParams.get("peek");
  if (where && which) location.assign(new URL(`${where}${which}/assign/`, location.href));
};

panel.addEventListener("click", (event) => {
  const button = event.target.closest(".step");
  if (button) step(Number(button.dataset.step));
});

document.querySelector(".ledger tbody")?.addEventListener("click", (event) => {
  // A selection of text is no wish to open.
  if (event.target.closest("a, button") || String(getSelection())) return;
  link(event.target.closest("tr"))?.click();
});

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target) || keys.open) return;
  if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "e") edit();
});

// Enter on the row that is open already goes into the panel; closing the panel goes back to the row.
let last = null;
document.querySelector(".ledger tbody")?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !event.target.closest("tr.picked")) return;
  event.preventDefault();
  event.stopPropagation();
  panel.focus();
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target === panel) {
    const open = panel.childElementCount > 0;
    mark();
    if (!open && (document.activeElement === document.body || panel.contains(document.activeElement))) link(last)?.focus();
    last = open ? rows()[picked()] : null;
    panel.scrollTop = 0;
  }
  if (event.detail.target === asked) asked.querySelector("input, select")?.focus();
});
// The address is pushed after the swap.
document.addEventListener("htmx:pushedIntoHistory", mark);

document.addEventListener("submit", (event) => {
  if (!event.target.closest(".asking")) return;
  // What was left empty needs no place in the address.
  for (const field of event.target.querySelectorAll("input, select")) if (!field.value) field.disabled = true;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !asked.contains(event.target)) return;
  asked.replaceChildren();
  document.getElementById("ask").focus();
});
mark();
