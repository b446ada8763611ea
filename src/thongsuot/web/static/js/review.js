// The letter beside its proposals: what is lit here is lit there, one key for each act, a selection becomes a quotation.
// Every key presses a button or link of the page; without this file they are pressed by hand.
import { refresh } from "thongsuot/fragments";
import { announce, words } from "thongsuot/words";

const KEYS = { e: "edit", x: "reject", s: "split", m: "merge", Enter: "confirm" };
const SWITCH = "thongsuot-review-keys";
let current = "";
let quoted = null;
let underway = 0; // acts sent and not yet answered
let stamp = document.getElementById("review-state")?.dataset.stamp; // of the last step that this page shows

const letter = () => document.querySelector("[data-letter]");
const cards = () => [...document.querySelectorAll("[data-proposal]")];
const card = (key) => document.querySelector(`[data-proposal="${CSS.escape(key)}"]`);
const typing = (target) => target.closest("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]");

// ---- what belongs together is lit together

function light(key, { move = false, focus = false } = {}) {
  current = key;
  for (const one of document.querySelectorAll("[data-proposal].on, mark.on, [data-box].on")) one.classList.remove("on");
  const marks = marksOf(key);
  const boxes = document.querySelectorAll(`[data-box="${CSS.escape(key)}"]`);
  for (const one of [...marks, ...boxes]) one.classList.add("on");
  card(key)?.classList.add("on");
  if (move) {
    reveal(marks[0], ".letter-pane");
    reveal(boxes[0], ".scan");
    card(key)?.scrollIntoView({ block: "nearest" });
  }
  if (focus) card(key)?.focus({ preventScroll: true });
}

const marksOf = (key) => [...document.querySelectorAll("mark[data-of]")].filter((mark) => mark.dataset.of.split(" ").includes(key));

/** Scroll a pane of its own to what is lit in it, and leave the page where it is. */
function reveal(lit, which) {
  const pane = lit?.closest(which);
  if (!pane) return;
  const [inner, outer] = [lit.getBoundingClientRect(), pane.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) pane.scrollTop += inner.top - outer.top - pane.clientHeight / 3;
  if (inner.left < outer.left || inner.right > outer.right) pane.scrollLeft += inner.left - outer.left - 16;
}

function owner(target) {
  return target.closest?.("[data-proposal]")?.dataset.proposal
    ?? target.closest?.("mark[data-of]")?.dataset.of.split(" ").at(-1)
    ?? target.closest?.("a.ref")?.id.slice(1);
}

document.addEventListener("pointerover", (event) => {
  const key = owner(event.target);
  if (key && key !== current && !document.activeElement.closest("[data-proposal]")) light(key);
});
document.addEventListener("focusin", (event) => {
  const key = owner(event.target);
  if (key && key !== current) light(key, { move: true });
});
document.addEventListener("click", (event) => {
  const key = event.target.closest("mark[data-of], a.ref") && owner(event.target);
  if (key && getSelection().isCollapsed) light(key, { move: true, focus: true });
});

// ---- keys

function go(step) {
  const all = cards();
  const place = all.findIndex((one) => one.dataset.proposal === current);
  const next = all[place < 0 ? 0 : Math.min(Math.max(place + step, 0), all.length - 1)];
  if (next) light(next.dataset.proposal, { move: true, focus: true });
}

const waits = (one) => one.classList.contains("proposed") && !one.classList.contains("pending");

/** Return the first card after this one that still waits, else the first before it. */
function waiting(one, among = cards()) {
  const place = among.indexOf(one) + 1;
  return [...among.slice(place), ...among.slice(0, place)].find((other) => other !== one && waits(other));
}

/** Go to the next card that was read with little confidence and still waits. */
function doubt() {
  const doubtful = cards().filter((one) => one.classList.contains("unsure"));
  const next = waiting(card(current), doubtful) ?? doubtful.find(waits);
  if (next) light(next.dataset.proposal, { move: true, focus: true });
  else announce(words.all_sure);
}

/** Go to the lines of the card on the picture of their page, and from there back to the card. */
function see() {
  const pane = document.querySelector(".scan");
  if (!pane) return;
  if (pane.contains(document.activeElement)) {
    light(current, { move: true, focus: true });
    return;
  }
  pane.focus({ preventScroll: true });
  pane.scrollIntoView({ block: "nearest" });
  reveal(document.querySelector("[data-box].on"), ".scan");
}

function press(act, scope) {
  const button = scope?.querySelector(`[data-act="${act}"]`);
  if (!button || button.disabled || scope.matches?.(".pending")) return false;
  if (button.hasAttribute("data-needs-selection") && !quoted) {
    announce(words.select);
    letter()?.closest(".letter-pane")?.focus();
    return true;
  }
  button.click();
  return true;
}

function enabled() {
  return localStorage.getItem(SWITCH) !== "off";
}

const ANYWHERE = {
  j: () => go(1),
  k: () => go(-1),
  n: doubt,
  v: see,
  "?": () => document.getElementById("keys")?.showModal(),
  u: () => press("undo", document),
  a: () => press("add", document),
};

document.addEventListener("keydown", (event) => {
  const form = event.target.closest("[data-proposal] form, .head form");
  if (form && event.key === "Enter" && event.ctrlKey) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-act=save]"));
    return;
  }
  if (form && event.key === "Escape" && !event.isComposing) {
    event.preventDefault();
    form.querySelector("[data-act=leave]")?.click();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (event.target.closest(".letter-pane") && caret(event)) return;
  if (!enabled()) return;
  if (event.key === "Enter" && event.target.closest("a, button, summary, input")) return;
  const act = ANYWHERE[event.key];
  if (!act && !(KEYS[event.key] && press(KEYS[event.key], card(current)))) return;
  act?.();
  event.preventDefault();
});

// ---- links of a card that work without leaving the page

const closed = new Map(); // cards as they stood before their forms were fetched

async function open(link, here) {
  closed.set(here.id, here);
  link.classList.add("pending");
  try {
    await refresh(link.href, ["*"]);
    const opened = document.getElementById(here.id);
    if (here.dataset.proposal) light(here.dataset.proposal);
    opened?.scrollIntoView({ block: "nearest" });
    opened?.querySelector("form :is(input:not([type=hidden]), select, textarea)")?.focus();
  } catch {
    location.assign(link.href);
  }
}

function leave(here) {
  const stood = closed.get(here.id);
  if (!stood) return false;
  stood.classList.remove("on", "swapped");
  stood.querySelector("a.pending")?.classList.remove("pending");
  here.replaceWith(stood);
  if (stood.dataset.proposal) light(stood.dataset.proposal, { focus: true });
  return true;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-act]");
  const here = link?.closest("[data-proposal], .head");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.dataset.act === "edit") open(link, here);
  else if (link.dataset.act === "leave" && !leave(here)) return;
  else if (link.dataset.act === "unsure") doubt();
  else if (link.dataset.act === "see") {
    if (here) light(here.dataset.proposal);
    see();
  }
  event.preventDefault();
});

const keySwitch = document.querySelector("[data-keys]");
if (keySwitch) {
  keySwitch.checked = enabled();
  keySwitch.addEventListener("change", () => {
    localStorage.setItem(SWITCH, keySwitch.checked ? "on" : "off");
    announce(keySwitch.checked ? words.keys_on : words.keys_off);
  });
}

// ---- selecting: with the pointer, or word by word with the arrows while the letter has the focus

function caret(event) {
  const direction = { ArrowLeft: ["backward", "word"], ArrowRight: ["forward", "word"], ArrowUp: ["backward", "line"], ArrowDown: ["forward", "line"] }[event.key];
  if (!direction) return false;
  event.preventDefault();
  const selection = getSelection();
  if (!selection.anchorNode || !letter().contains(selection.anchorNode)) {
    const start = letter().querySelector("mark.on") ?? letter();
    selection.collapse(start, 0);
    selection.modify("extend", "forward", "word");
    return true;
  }
  if (event.shiftKey) {
    selection.modify("extend", ...direction);
    return true;
  }
  if (direction[0] === "backward") selection.collapseToStart();
  else selection.collapseToEnd();
  selection.modify("move", ...direction);
  selection.modify("extend", "forward", "word");
  selection.focusNode?.parentElement?.scrollIntoView({ block: "nearest" });
  return true;
}

/** Count the code points of the letter before a boundary; the numbers of proposals are no part of it. */
function offset(node, place) {
  const range = document.createRange();
  range.setStart(letter(), 0);
  range.setEnd(node, place);
  return [...plain(range)].length;
}

function plain(range) {
  const part = range.cloneContents();
  for (const skipped of part.querySelectorAll("[data-skip]")) skipped.remove();
  return part.textContent;
}

function read() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || !letter()) return null;
  const range = selection.getRangeAt(0);
  if (!letter().contains(range.startContainer) || !letter().contains(range.endContainer)) return null;
  const text = plain(range);
  const start = offset(range.startContainer, range.startOffset) + [...text].length - [...text.trimStart()].length;
  const quote = text.trim();
  return quote ? { start, end: start + [...quote].length, quote } : null;
}

document.addEventListener("selectionchange", () => {
  const fresh = read();
  if (!fresh) return;
  quoted = fresh;
  for (const form of document.querySelectorAll("form[data-selection]")) {
    for (const name of ["start", "end", "quote"]) {
      const field = form.elements.namedItem(name);
      if (field) field.value = field.defaultValue = quoted[name]; // shown, but not a change the person would lose
    }
  }
});

// ---- an act is shown at once as being saved, and the next proposal that waits comes to the fore

document.addEventListener("submit", (event) => {
  const act = event.submitter?.dataset.act;
  const here = event.submitter?.closest("[data-proposal]");
  underway += Boolean(event.target.dataset.quick);
  (here ?? event.submitter)?.classList.add("pending");
  if (!here) return;
  here.querySelector(".panel-head").dataset.saving = words.saving;
  if (!["confirm", "reject"].includes(act)) return;
  const next = waiting(here) ?? here;
  light(next.dataset.proposal, { move: true, focus: next !== here || act === "confirm" });
});
document.addEventListener("quick:send", ({ detail }) => {
  if (stamp) detail.body.set("stamp", stamp);
});
document.addEventListener("quick:done", ({ detail: { by, replaced } }) => {
  underway -= 1;
  quoted = null;
  (by?.closest("[data-proposal]") ?? by)?.classList.remove("pending");
  const changed = (replaced ?? []).filter((one) => one.matches("[data-proposal]"));
  for (const one of changed) paint(one);
  const back = by?.dataset.act === "undo" && changed[0];
  const lost = document.activeElement === document.body;
  if (back) light(back.dataset.proposal, { move: true, focus: true });
  else if (replaced && by?.dataset.act === "save") settle(document.getElementById(by.closest(".proposal").id));
  else if (current && card(current)) light(current, { focus: lost });
});

/** The quotation of a card takes the card's state; where quotations overlap the last that begins there shows its own. */
function paint(one) {
  for (const mark of marksOf(one.dataset.proposal)) {
    const last = card(mark.dataset.of.split(" ").at(-1));
    if (last) mark.className = ["proposed", "confirmed"].find((state) => last.classList.contains(state)) ?? "";
  }
}

/** After saving, the card has the focus again; a field that was refused has it instead. */
function settle(one) {
  if (!one) return;
  if (one.dataset.proposal) light(one.dataset.proposal);
  const place = one.querySelector("[aria-invalid=true]") ?? one;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "nearest" });
}

// Another person's step is seen in the stamp of the page; then everything is fetched. A stamp that was asked for before
// our own act was answered comes late and says nothing new.
const later = (one, other) => one.split("-").some((part, place) => Number(part) > Number(other.split("-")[place]));

document.addEventListener("fragment:swapped", ({ target }) => {
  if (target.id !== "review-state") return;
  const fresh = target.dataset.stamp;
  if (!later(fresh, stamp)) target.dataset.stamp = stamp;
  else {
    stamp = fresh;
    if (!underway) refresh(target.dataset.src, ["review"]).then(() => current && light(current)).catch(() => {});
  }
});

const first = location.hash.match(/^#[pq]?(\d+|head)$/)?.[1];
if (first) light(first, { move: true, focus: true });
