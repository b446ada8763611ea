// Clocks tick from the seconds the server counted, so a wrong clock on the telephone changes nothing.
import { fill, words } from "thongsuot/words";

const seen = new WeakMap();

function left(clock) {
  if (!seen.has(clock)) seen.set(clock, performance.now() + Number(clock.dataset.seconds) * 1000);
  return Math.trunc((seen.get(clock) - performance.now()) / 1000);
}

function span(seconds) {
  const units = [[Math.floor(seconds / 86400), words.days], [Math.floor(seconds / 3600) % 24, words.hours], [Math.floor(seconds / 60) % 60, words.minutes]];
  while (units.length > 1 && !units[0][0]) units.shift();
  const said = units.slice(0, 2).filter(([count]) => count).map(([count, word]) => fill(word, { n: count }));
  return said.join(" ") || words.moments;
}

function figures(seconds) {
  const rest = Math.abs(seconds);
  const parts = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60];
  return (seconds < 0 ? "\u2212" : "") + parts.map((part) => String(part).padStart(2, "0")).join(":");
}

function tick() {
  for (const clock of document.querySelectorAll("[data-clock]")) {
    const seconds = left(clock);
    const text = clock.dataset.clock === "figures" ? figures(seconds) : fill(seconds < 0 ? words.over : words.left, { span: span(Math.abs(seconds)) });
    const shown = clock.querySelector("span");
    if (shown.textContent !== text) shown.textContent = text;
    clock.classList.toggle("bad", seconds < Number(clock.dataset.urgent));
  }
}

tick();
setInterval(tick, 1000);
document.addEventListener("fragment:swapped", tick);
