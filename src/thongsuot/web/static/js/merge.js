// Each decision is saved as soon as it is made; the page's own button saves all of them where this file is missing.
import { announce, words } from "thongsuot/words";

const form = document.querySelector("[data-merge]");
const KEYS = { 1: "take", 2: "shorten", 3: "leave" };
const sentences = () => [...document.querySelectorAll("[data-sentence]")];
const waiting = new Map();

function parts(sentence) {
  const body = new FormData();
  for (const name of ["csrfmiddlewaretoken", "place"]) body.set(name, form.elements[name].value);
  for (const field of sentence.querySelectorAll("input, textarea")) {
    if (field.type !== "radio" || field.checked) body.set(field.name, field.value);
  }
  return body;
}

async function save(sentence) {
  const chosen = sentence.querySelector("input[type=radio]:checked");
  if (!chosen) return;
  let why = words.failed;
  try {
    const answer = await fetch(form.action, { method: "POST", body: parts(sentence), credentials: "same-origin" });
    if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(sentence.id);
    const refused = page.querySelector("#messages .bad p, #messages .bad h2, #messages .bad strong");
    why = refused?.textContent ?? why;
    if (!fresh || refused) throw new Error(why);
    sentence.className = fresh.className;
    sentence.querySelector("input[type=hidden]").value = fresh.querySelector("input[type=hidden]").value;
    const shortened = sentence.querySelector("textarea");
    if (shortened !== document.activeElement) shortened.value = fresh.querySelector("textarea").value;
    sentence.querySelector("[data-by]").textContent = fresh.querySelector("[data-by]").textContent;
  } catch {
    sentence.classList.add("unsaved");
    sentence.querySelector("[data-by]").textContent = why;
    announce(why);
  }
}

/** One request a sentence at a time, so that the version which one saves is the one that the next has seen. */
function queue(sentence) {
  const before = waiting.get(sentence) ?? Promise.resolve();
  waiting.set(sentence, before.then(() => save(sentence)));
}

form?.addEventListener("change", (event) => {
  const sentence = event.target.closest("[data-sentence]");
  if (!sentence) return;
  if (event.target.matches("textarea")) sentence.querySelector("input[value=shorten]").checked = true;
  queue(sentence);
});

form?.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("textarea")) return;
  const all = sentences();
  const place = all.indexOf(event.target.closest("[data-sentence]"));
  if (event.key === "j" || event.key === "k") {
    all[Math.min(Math.max(place + (event.key === "j" ? 1 : -1), 0), all.length - 1)]?.focus();
  } else if (KEYS[event.key] && place >= 0) {
    const radio = all[place].querySelector(`input[value=${KEYS[event.key]}]`);
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    if (event.key === "2") all[place].querySelector("textarea").focus();
  } else {
    return;
  }
  event.preventDefault();
});
