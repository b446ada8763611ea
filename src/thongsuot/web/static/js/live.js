// The page hears that rows changed and fetches the parts that show them; after a loss it fetches all of them.
import { pick, refresh } from "thongsuot/fragments";
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
    if (topics.includes(topic) || topics.includes(`${kind}:*`)) due.add(nameOf(element));
  }
  plan();
}

function all() {
  for (const element of document.querySelectorAll("[data-live]")) due.add(nameOf(element));
  plan();
}

function plan() {
  if (!due.size || document.hidden) return;
  timer ??= setTimeout(fetchDue, 200 + Math.random() * 300); // many pages hear the same event at the same time
}

async function fetchDue() {
  timer = undefined;
  const byAddress = new Map();
  for (const name of due) byAddress.set(address(name), [...(byAddress.get(address(name)) ?? []), name]);
  due.clear();
  for (const [url, names] of byAddress) {
    try {
      await refresh(url, names);
    } catch {
      names.forEach((name) => due.add(name));
      timer ??= setTimeout(fetchDue, wait);
      wait = Math.min(wait * 2, LONGEST);
    }
  }
}

function nameOf(element) {
  return element.id || `[data-live="${element.dataset.live}"]`;
}

function address(name) {
  return pick(document, name)?.closest("[data-src]")?.dataset.src ?? location.href;
}

document.addEventListener("visibilitychange", plan);
document.addEventListener("fragment:stale", () => announce(words.stale));
if (status) connect();
