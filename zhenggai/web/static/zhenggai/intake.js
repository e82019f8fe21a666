// Comforts of the intake: dropping, drafts, jumping between source and items, selecting a passage. All works without.
const $ = (query, root = document) => root.querySelector(query);
const $$ = (query, root = document) => [...root.querySelectorAll(query)];
const length = (text) => [...text].length; // characters as the server counts them, not UTF-16 units

// Dropping anywhere on a page that has a drop zone.
const zone = $("[data-drop]");
if (zone) {
  const holdsFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  let depth = 0;
  addEventListener("dragenter", (event) => { if (holdsFiles(event)) { depth += 1; document.body.classList.add("dropping"); } });
  addEventListener("dragleave", () => { depth = Math.max(0, depth - 1); if (!depth) document.body.classList.remove("dropping"); });
  addEventListener("dragover", (event) => { if (holdsFiles(event)) event.preventDefault(); });
  addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    document.body.classList.remove("dropping");
    depth = 0;
    if (!event.dataTransfer.files.length) return;
    const carried = new DataTransfer();
    carried.items.add(event.dataTransfer.files[0]);
    $("[name=file]", zone).files = carried.files;
    zone.requestSubmit();
  });
  $("[name=file]", zone).addEventListener("change", (event) => { if (event.target.files.length) zone.requestSubmit(); });
}

// Drafts: what is typed survives an expired session; it lies in this tab only.
const PREFIX = "zhenggai:";
const typed = (form) => $$("textarea, input:not([type=hidden], [type=file], [type=checkbox])", form).filter((field) => field.name);
const keep = (form) => {
  const values = Object.fromEntries(typed(form).map((field) => [field.name, field.value]));
  try { sessionStorage.setItem(PREFIX + form.dataset.draft, JSON.stringify(values)); } catch { /* full: no draft */ }
};
const restore = (form) => {
  const kept = sessionStorage.getItem(PREFIX + form.dataset.draft);
  if (!kept) return;
  const values = JSON.parse(kept);
  let changed = false;
  for (const field of typed(form)) {
    if (field.name in values && field.value === field.defaultValue && values[field.name] !== field.value) {
      field.value = values[field.name];
      changed = true;
      const box = field.closest("details");
      if (box) box.open = true;
    }
  }
  const note = $("[data-restored]", form);
  if (changed && note) note.hidden = false;
};
const drafts = () => {
  const forms = $$("form[data-draft]");
  forms.forEach(restore);
  if (document.body.classList.contains("bare")) return;
  const here = new Set(forms.map((form) => PREFIX + form.dataset.draft));
  Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX) && !here.has(key)).forEach((key) => sessionStorage.removeItem(key));
};
document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-draft]");
  if (form) keep(form);
});

// Jumping: a number shows its place in the source, a place its item.
const panes = $("[data-panes]");
const show = (id) => {
  if (!panes) return;
  $$(".pane", panes).forEach((pane) => pane.classList.toggle("shown", pane.id === id));
  $$("nav.only-narrow a").forEach((link) => {
    if (link.hash === `#${id}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
};
const flash = (elements) => {
  $$(".here").forEach((element) => element.classList.remove("here"));
  elements.forEach((element) => element.classList.add("here"));
};
const toSource = (key) => {
  const places = $$(`#source [data-key="${CSS.escape(key)}"]`);
  const place = places[0] || document.getElementById(`s-${key}`);
  if (!place) return;
  show("pane-source");
  place.scrollIntoView({ block: "center" });
  flash(places);
};
const toItem = (key) => {
  const item = document.getElementById(`i-${key}`);
  if (!item) return;
  show("pane-items");
  item.scrollIntoView({ block: "center" });
  flash([item]);
};
document.addEventListener("click", (event) => {
  const jump = event.target.closest?.("[data-jump]");
  if (jump) { event.preventDefault(); toSource(jump.dataset.jump); return; }
  // Past hundreds of items to the button that takes them.
  const skip = event.target.closest?.("a.skip[href^='#pane-']");
  if (skip && panes) show(skip.hash.slice(1));
  const tab = event.target.closest?.("nav.only-narrow a");
  if (tab && panes) { event.preventDefault(); show(tab.hash.slice(1)); return; }
  const place = event.target.closest?.("#source [data-key]");
  if (place && getSelection().isCollapsed) toItem(place.dataset.key);
  const next = event.target.closest?.("[data-next]");
  if (next) {
    const all = $$(`#source .${next.dataset.next}`);
    const at = all.findIndex((one) => one.classList.contains("here"));
    const found = all[(at + 1) % all.length];
    if (found) { found.scrollIntoView({ block: "center" }); flash([found]); }
  }
});
$$("[data-next]").forEach((button) => { button.hidden = false; });

// j and k go from item to item, Enter opens it in the source, e edits it.
document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || !panes) return;
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
  const items = $$("#items .item");
  const at = items.findIndex((item) => item.contains(document.activeElement));
  if (event.key === "j" || event.key === "k") {
    const item = items[Math.min(items.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)))];
    if (item) { event.preventDefault(); item.focus(); item.scrollIntoView({ block: "nearest" }); toSourceQuietly(item.dataset.key); }
  } else if (event.key === "e" && at >= 0) {
    event.preventDefault();
    $("[data-open]", items[at])?.click();
  }
});
const toSourceQuietly = (key) => {
  const places = $$(`#source [data-key="${CSS.escape(key)}"]`);
  if (places.length && !matchMedia("(max-width: 900px)").matches) { places[0].scrollIntoView({ block: "center" }); flash(places); }
};

// A selected passage becomes a finding, a measure, a recommendation, or is withheld.
const offsetOf = (node, offset) => {
  const line = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.(".ln");
  if (!line) return null;
  const range = document.createRange();
  range.setStart(line, 0);
  range.setEnd(node, offset);
  return Number(line.dataset.at) + length(range.toString());
};
document.addEventListener("selectionchange", () => {
  const bar = $("[data-selected]"), pick = document.getElementById("pick"), chosen = getSelection();
  if (!bar || !pick) return;
  const range = chosen.rangeCount && !chosen.isCollapsed ? chosen.getRangeAt(0) : null;
  const inside = range && $("#source").contains(range.commonAncestorContainer);
  const start = inside ? offsetOf(range.startContainer, range.startOffset) : null;
  const end = inside ? offsetOf(range.endContainer, range.endOffset) : null;
  bar.hidden = start === null || end === null || end <= start;
  if (bar.hidden) return;
  pick.elements.start.value = start;
  pick.elements.end.value = end;
});
document.addEventListener("input", (event) => {
  if (event.target.id !== "a-passage") return;
  const pick = event.target.form;
  pick.elements.start.value = pick.elements.end.value = "";
});

// Corrections change the panes in place instead of loading the page anew.
const swap = async (url, options, withSource, draft) => {
  const answer = await fetch(url, { ...options, credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page.getElementById("items")) { location.href = answer.url; return; }
  if (answer.ok && draft) sessionStorage.removeItem(PREFIX + draft);
  for (const id of withSource ? ["items", "summary", "source"] : ["items", "summary"]) {
    const fresh = page.getElementById(id), old = document.getElementById(id);
    if (fresh && old) old.replaceWith(document.adoptNode(fresh));
  }
  drafts();
  const focus = $("#items [autofocus]") || $("#items [role=alert]");
  focus?.focus?.();
  focus?.scrollIntoView?.({ block: "nearest" });
};
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-swap]") || !panes) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  const act = `${body.get("act") || ""}${body.get("what") || ""}`;
  const withSource = form.dataset.swap === "source" || /^(merge|split)/.test(act) || body.has("wording");
  swap(form.action, { method: "POST", body }, withSource, form.dataset.draft).catch(() => { if (form.dataset.draft) keep(form); form.submit(); });
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-open]");
  if (!link || !panes || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  swap(link.href, {}, false).catch(() => { location.href = link.href; });
});

if (panes) {
  panes.classList.add("js");
  show("pane-items");
  if (location.hash.startsWith("#s-")) toSource(location.hash.slice(3));
}
drafts();
