// Bảng điều hành: arrow keys from square to square, rows that open in place. Without this file every square is a link.
import { refresh } from "thongsuot/fragments";

const board = () => document.querySelector(".matrix");
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** The links of a row by column; a square without a link leaves a hole. */
function squares(row) {
  return [...row.cells].map((place) => place.querySelector("a"));
}

function rows() {
  return [...board().rows].filter((row) => !row.hidden);
}

// One stop for the Tab key inside the body of the board; the arrows do the rest.
function rove(current) {
  for (const link of board().querySelectorAll("tbody td a")) link.tabIndex = -1;
  const first = current ?? board().querySelector("tbody tr:not([hidden]) td a");
  if (first) first.tabIndex = 0;
}

function step(link, [down, right]) {
  const lines = rows();
  let line = lines.indexOf(link.closest("tr"));
  let column = link.closest("td, th").cellIndex;
  for (;;) {
    line += down;
    column += right;
    if (!lines[line] || column < 0 || column >= lines[line].cells.length) return null;
    const next = squares(lines[line])[column];
    if (next) return next;
  }
}

function edge(link, event) {
  const lines = event.ctrlKey ? rows().filter((row) => row.parentElement.tagName === "TBODY") : [link.closest("tr")];
  const links = squares(event.key === "Home" ? lines[0] : lines.at(-1)).filter(Boolean);
  return event.key === "Home" ? links[0] : links.at(-1);
}

document.addEventListener("keydown", (event) => {
  const link = event.target.closest?.(".matrix a");
  if (!link || event.altKey || event.metaKey) return;
  if (event.key === " " && link.dataset.expand) {
    event.preventDefault();
    link.click();
    return;
  }
  const next = STEPS[event.key] ? step(link, STEPS[event.key]) : ["Home", "End"].includes(event.key) ? edge(link, event) : null;
  if (!next) return;
  event.preventDefault();
  if (next.closest("td")) rove(next);
  next.focus();
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest(".matrix [data-expand]");
  if (!opener || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  expand(opener, opener.getAttribute("aria-expanded") !== "true");
});

async function expand(opener, open) {
  const group = opener.closest("tbody");
  if (open && !group.querySelector("tr.duty")) {
    try {
      await refresh(opener.href, [group.id]);
    } catch {
      location.assign(opener.href);
    }
    return;
  }
  for (const duty of group.querySelectorAll("tr.duty")) duty.hidden = !open;
  opener.setAttribute("aria-expanded", String(open));
  remember(opener.dataset.expand, open);
}

// What is open stands in the address (?mo=3&mo=5), so that it can be sent to a colleague.
function remember(key, open) {
  const address = new URL(location.href);
  const others = address.searchParams.getAll("mo").filter((one) => one !== key);
  address.searchParams.delete("mo");
  for (const one of open ? [...others, key] : others) address.searchParams.append("mo", one);
  history.replaceState(null, "", address);
}

document.addEventListener("fragment:expand", (event) => {
  const opener = event.target.querySelector?.(`[data-expand="${CSS.escape(event.detail)}"]`);
  if (opener?.getAttribute("aria-expanded") === "false") expand(opener, true);
});
document.addEventListener("fragment:swapped", () => board() && rove(document.activeElement.closest?.(".matrix td a")));
document.addEventListener("focusin", (event) => light(event.target.closest?.(".matrix td a")));

function light(link) {
  for (const head of document.querySelectorAll(".matrix thead .lit")) head.classList.remove("lit");
  if (!link) return;
  rove(link);
  board().tHead.rows[0].cells[link.closest("td").cellIndex]?.classList.add("lit");
}

if (board()) rove();
