// Comforts of proof-reading: from issue to text and back, keys, and checking while one writes. All works without.
const $ = (query, root = document) => root.querySelector(query);
const $$ = (query, root = document) => [...root.querySelectorAll(query)];
const desk = $("[data-proof]");
const writing = $("[data-writing]");

const issues = () => $$("#issues .issue").filter((one) => one.checkVisibility?.() ?? true);
const light = (key) => {
  $$(".on").forEach((one) => one.classList.remove("on"));
  if (!key) return null;
  const places = $$(`#source [data-key="${CSS.escape(key)}"]`);
  places.forEach((one) => one.classList.add("on"));
  return places[0] ?? document.getElementById(`s-${key}`);
};
// The characters of the server are code points, those of a text field are UTF-16 units.
const units = (text, offset) => {
  let at = 0;
  for (let left = offset; left > 0 && at < text.length; left -= 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
};
const select = (issue) => {
  const start = units(writing.value, Number(issue.dataset.start));
  const end = units(writing.value, Number(issue.dataset.end));
  // Only a focused field scrolls to where its caret stands; a field cut short tells how far down that is.
  const whole = writing.value;
  writing.value = whole.slice(0, start);
  const below = writing.scrollHeight;
  writing.value = whole;
  writing.scrollTop = Math.max(0, below - writing.clientHeight / 2);
  writing.setSelectionRange(start, end);
};
const open = (issue, { focus = true } = {}) => {
  const key = issue.id.slice(2);
  const box = issue.parentElement.closest("details");
  if (box) box.open = true;
  issue.open = true;
  if (focus) $("summary", issue).focus({ preventScroll: true });
  issue.scrollIntoView({ block: "nearest" });
  if (writing) return select(issue);
  const place = light(key);
  place?.scrollIntoView({ block: "center" });
  return place;
};

document.addEventListener("click", (event) => {
  const mark = event.target.closest?.("#source [data-key]");
  if (mark && getSelection().isCollapsed) {
    const issue = document.getElementById(`i-${mark.dataset.key}`);
    if (issue) { open(issue, { focus: false }); issue.scrollIntoView({ block: "center" }); light(mark.dataset.key); }
    return;
  }
  const jump = event.target.closest?.("[data-jump]");
  if (jump) { event.preventDefault(); light(jump.dataset.jump)?.scrollIntoView({ block: "center" }); return; }
  const summary = event.target.closest?.("#issues .issue > summary");
  if (summary && !summary.parentElement.open) {
    const issue = summary.parentElement;
    if (writing) select(issue); else light(issue.id.slice(2))?.scrollIntoView({ block: "center" });
  }
});

document.addEventListener("keydown", (event) => {
  if (!desk || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
  const step = { j: 1, k: -1, n: 1, p: -1 }[event.key];
  if (!step) return;
  const all = issues();
  const at = all.findIndex((one) => one.open || one.contains(document.activeElement));
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length];
  if (next) { event.preventDefault(); open(next); }
});

// While one writes: what changed is checked again a moment after the last key.
if (writing) {
  const said = $("[data-said]");
  const token = JSON.parse(document.body.getAttribute("hx-headers"));
  let waiting = 0;
  let asked = null;
  const judge = async () => {
    asked?.abort();
    asked = new AbortController();
    said.textContent = said.dataset.checking;
    const form = new URLSearchParams({ text: writing.value, proof: writing.dataset.proof });
    try {
      const answer = await fetch(writing.dataset.writing, { method: "POST", body: form, headers: token, signal: asked.signal });
      const words = await answer.text();
      if (answer.ok) { $("#issues").innerHTML = words; said.textContent = ""; } else said.textContent = answer.status === 422 || answer.status === 400 ? words : said.dataset.offline;
    } catch (error) {
      if (error.name !== "AbortError") said.textContent = said.dataset.offline;
    }
  };
  writing.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (!event.isComposing) waiting = setTimeout(judge, 500);
  });
  writing.addEventListener("compositionend", () => { clearTimeout(waiting); waiting = setTimeout(judge, 500); });
  let saved = writing.value;
  writing.form.addEventListener("submit", () => { saved = writing.value; });
  addEventListener("beforeunload", (event) => { if (writing.value !== saved) event.preventDefault(); });
}
