// The letter beside its proposals: what is lit here is lit there, one key for each act, a selection becomes a quotation.
// Every key presses a button or link of the page; without this file they are pressed by hand.
import { announce, words } from "thongsuot/words";

const KEYS = { e: "edit", x: "reject", s: "split", m: "merge", Enter: "confirm" };
const SWITCH = "thongsuot-review-keys";
let current = "";
let upcoming = "";
let quoted = null;

const letter = () => document.querySelector("[data-letter]");
const cards = () => [...document.querySelectorAll("[data-proposal]")];
const card = (key) => document.querySelector(`[data-proposal="${CSS.escape(key)}"]`);
const typing = (target) => target.closest("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]");

// ---- what belongs together is lit together

function light(key, { move = false, focus = false } = {}) {
  current = key;
  for (const one of document.querySelectorAll("[data-proposal].on, mark.on")) one.classList.remove("on");
  const marks = [...document.querySelectorAll("mark[data-of]")].filter((mark) => mark.dataset.of.split(" ").includes(key));
  marks.forEach((mark) => mark.classList.add("on"));
  card(key)?.classList.add("on");
  if (!move) return;
  reveal(marks[0]);
  card(key)?.scrollIntoView({ block: "nearest" });
  if (focus) card(key)?.focus({ preventScroll: true });
}

/** Scroll the letter's own pane and leave the page where it is. */
function reveal(mark) {
  const pane = mark?.closest(".letter-pane");
  if (!pane) return;
  const [inner, outer] = [mark.getBoundingClientRect(), pane.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) pane.scrollTop += inner.top - outer.top - pane.clientHeight / 3;
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

function press(act, scope) {
  const button = scope?.querySelector(`[data-act="${act}"]`);
  if (!button || button.disabled) return false;
  if (button.hasAttribute("data-needs-selection") && !quoted) {
    announce(words.select);
    letter()?.closest(".letter-pane")?.focus();
    return true;
  }
  button.click();
  const opened = button.closest("details[open]");
  opened?.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  return true;
}

function enabled() {
  return localStorage.getItem(SWITCH) !== "off";
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (event.target.closest(".letter-pane") && caret(event)) return;
  if (!enabled()) return;
  if (event.key === "Enter" && event.target.closest("a, button, summary, input")) return;
  const done = event.key === "j" ? (go(1), true)
    : event.key === "k" ? (go(-1), true)
    : event.key === "?" ? (document.getElementById("keys")?.showModal(), true)
    : event.key === "u" ? press("undo", document)
    : event.key === "a" ? press("add", document)
    : KEYS[event.key] ? press(KEYS[event.key], card(current))
    : false;
  if (done) event.preventDefault();
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

// ---- after an act the next proposal that still waits comes to the fore

document.addEventListener("submit", (event) => {
  const here = event.target.closest("[data-proposal]");
  if (!here || !["confirm", "reject"].includes(event.submitter?.dataset.act)) return;
  const all = cards();
  const rest = all.slice(all.indexOf(here) + 1);
  upcoming = (rest.find((one) => one.classList.contains("proposed")) ?? rest[0] ?? here).dataset.proposal;
});
document.addEventListener("fragment:swapped", () => {
  quoted = null;
  const key = upcoming || current;
  upcoming = "";
  if (key && card(key)) light(key, { move: true, focus: document.activeElement === document.body || Boolean(document.activeElement.closest(".review")) });
});

const first = location.hash.match(/^#[pq](\d+)$/)?.[1];
if (first) light(first, { move: true, focus: true });
