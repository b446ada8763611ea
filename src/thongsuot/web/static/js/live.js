// The page hears that rows changed and fetches the parts that show them; after a loss it fetches all of them.
import { refresh } from "thongsuot/fragments";
import { announce, words } from "thongsuot/words";

const status = document.getElementById("live-status");
const FIRST = 1000;
const LONGEST = 60000;
const due = new Set();
let wait = FIRST;
let lost = false;
let timer;

function show(connected) {
  status.hidden = false;
  status.classList.toggle("lost", !connected);
  const text = connected ? words.live : words.lost;
  if (status.lastElementChild.textContent !== text) status.lastElementChild.textContent = text;
}

function connect() {
  const source = new EventSource(status.dataset.eventsUrl, { withCredentials: true });
  source.addEventListener("open", () => {
    if (lost) all();
    lost = false;
    wait = FIRST;
    show(true);
  });
  source.addEventListener("message", (event) => event.data.split("\n").forEach(changed));
  source.addEventListener("resync", all);
  source.addEventListener("error", () => {
    lost = true;
    show(false);
    if (source.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
    setTimeout(connect, wait * (0.5 + Math.random()));
    wait = Math.min(wait * 2, LONGEST);
  });
  window.addEventListener("pagehide", () => source.close(), { once: true });
}

function changed(topic) {
  const [kind] = topic.split(":");
  for (const element of document.querySelectorAll("[data-live]")) {
    const topics = element.dataset.live.split(/\s+/);
    if (topics.includes(topic) || topics.includes(`${kind}:*`)) due.add(element.id);
  }
  plan();
}

function all() {
  for (const element of document.querySelectorAll("[data-live]")) due.add(element.id);
  plan();
}

function plan() {
  if (!due.size || document.hidden) return;
  clearTimeout(timer);
  timer = setTimeout(fetchDue, 200 + Math.random() * 300); // many pages hear the same event at the same time
}

async function fetchDue() {
  const byAddress = Map.groupBy
    ? Map.groupBy([...due], address)
    : [...due].reduce((map, id) => map.set(address(id), [...(map.get(address(id)) ?? []), id]), new Map());
  due.clear();
  for (const [url, ids] of byAddress) {
    try {
      await refresh(url, ids);
    } catch {
      ids.forEach((id) => due.add(id));
      clearTimeout(timer);
      timer = setTimeout(fetchDue, wait);
      wait = Math.min(wait * 2, LONGEST);
    }
  }
}

function address(id) {
  return document.getElementById(id)?.closest("[data-src]")?.dataset.src ?? location.href;
}

document.addEventListener("visibilitychange", plan);
document.addEventListener("fragment:stale", () => announce(words.stale));
if (status) connect();
