// The page saves itself paragraph by paragraph. What the server does not have yet is kept on this device, and sent as
// soon as it can be. Which text is newer is told by the server's versions, never by the clock of the telephone.
const form = document.querySelector("form[data-onepage]");
const says = form.dataset;
const key = `onepage:${says.onepage}`;
const banner = form.querySelector("[data-banner]");
const waiting = new Map(); // number of a paragraph -> timer
const known = new WeakMap(); // paragraph -> what the server has of it
let line = Promise.resolve(); // one request after the other
let submitting = null;

const passages = () => [...form.querySelectorAll("[data-passage]")].filter((one) => versionOf(one));
const passage = (number) => passages().find((one) => one.dataset.passage === number);
const versionOf = (one) => one.querySelector(`[name="v_${one.dataset.passage}"]`);
const fields = (one) => [...one.querySelectorAll("textarea, input:not([type=file], [type=hidden])")];
const status = (one) => one.querySelector("[data-status]");

function told(one) {
  return Object.fromEntries(fields(one).map((field) => [field.type === "checkbox" ? `${field.name}=${field.value}` : field.name, field.type === "checkbox" ? field.checked : field.value]));
}

function store(change) {
  try {
    const kept = JSON.parse(localStorage.getItem(key) || "{}");
    if (change) {
      change(kept);
      if (Object.keys(kept).length) localStorage.setItem(key, JSON.stringify(kept));
      else localStorage.removeItem(key);
    }
    return kept;
  } catch {
    return {}; // a browser that keeps nothing: the page itself still holds everything
  }
}

const keep = (one) => store((kept) => { kept[one.dataset.passage] = { version: versionOf(one).value, fields: told(one) }; });
const forget = (one) => store((kept) => { delete kept[one.dataset.passage]; });

const words = (one) => JSON.stringify(told(one));
const chosen = (one) => [...one.querySelectorAll("input[type=file]")].some((input) => input.files.length);
const dirty = (one) => known.get(one) !== words(one) || chosen(one);

function fill(one, values) {
  for (const field of fields(one)) {
    const name = field.type === "checkbox" ? `${field.name}=${field.value}` : field.name;
    if (!(name in values)) continue;
    if (field.type === "checkbox") field.checked = values[name];
    else field.value = values[name];
  }
}

const differs = (one, values) => Object.entries(told(one)).some(([name, value]) => name in values && values[name] !== value);

function data(ones, files) {
  const body = new FormData();
  for (const name of ["proof", "csrfmiddlewaretoken"]) if (form.elements[name]) body.append(name, form.elements[name].value);
  for (const one of ones) {
    for (const field of one.querySelectorAll("[name]")) {
      if (field.tagName === "BUTTON" || (field.type === "checkbox" && !field.checked)) continue;
      if (field.type !== "file") body.append(field.name, field.value);
      else if (files) for (const file of field.files) body.append(field.name, file);
    }
  }
  return body;
}

function later(one, wait) {
  const number = one.dataset.passage;
  clearTimeout(waiting.get(number));
  if (one.hasAttribute("data-held") || !dirty(one)) return; // where somebody else wrote, the writer decides first
  waiting.set(number, setTimeout(() => send([one]), wait));
}

/** Send paragraphs; resolves to whether the server has all of them now. */
function send(ones) {
  for (const one of ones) clearTimeout(waiting.get(one.dataset.passage));
  line = line.then(() => sendNow(ones)).catch(() => false);
  return line;
}

async function sendNow(all) {
  const ones = all.filter((one) => !one.hasAttribute("data-held")); // what was sent before this may have met newer words
  if (!ones.length) return false;
  const sent = ones.map((one) => [one, words(one)]);
  const files = ones.some(chosen);
  for (const one of ones) if (status(one)) status(one).textContent = says.saving;
  let answer;
  let page;
  try {
    answer = await fetch(form.action, { method: "POST", body: data(ones, files), headers: { "X-Autosave": "1" }, credentials: "same-origin" });
    page = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("saved");
    if (!page && answer.status >= 500) throw new Error(String(answer.status));
  } catch {
    unsendable(ones, says.offline);
    return false;
  }
  if (!page) { // a page to sign in, or one that says that the form is too old
    submitting = null;
    unsendable(ones, says.expired);
    return false;
  }
  banner.hidden = true;
  const reason = page.querySelector("[data-reason]")?.textContent;
  const notes = [...page.querySelectorAll("[data-note]")].map((note) => note.textContent).join(" ");
  for (const [one, before] of sent) taken(one, before, page, reason, notes, files);
  return answer.ok && !reason && ones.length === all.length;
}

function taken(one, before, page, reason, notes, files) {
  const line = status(one);
  line.classList.toggle("bad", Boolean(reason));
  if (reason) {
    line.textContent = reason;
    return;
  }
  const number = one.dataset.passage;
  const saved = page.querySelector(`[data-saved="${number}"]`);
  const theirs = saved?.querySelector(".theirs");
  versionOf(one).value = saved?.dataset.version ?? page.dataset.version;
  if (theirs) {
    held(one, theirs);
    return;
  }
  known.set(one, before);
  one.querySelector("[data-conflict]")?.replaceChildren();
  line.textContent = `${says.saved.replace("%s", page.dataset.at)} ${notes}`;
  const tag = one.querySelector("[data-tag]");
  if (tag && saved) {
    tag.textContent = saved.dataset.said;
    tag.classList.toggle("good", saved.hasAttribute("data-good"));
    document.querySelector("[data-count]").textContent = form.querySelectorAll("[data-tag].good").length;
  }
  const kept = saved?.querySelector("[data-kept]");
  if (kept && files) {
    one.querySelector("[data-files]").replaceChildren(...document.importNode(kept, true).childNodes);
    for (const input of one.querySelectorAll("input[type=file]")) input.value = "";
  }
  if (files) known.set(one, words(one));
  if (files || words(one) === before) forget(one);
  else later(one, 300);
}

/** Somebody else was faster: show both, and wait for a decision. */
function held(one, theirs) {
  one.setAttribute("data-held", "");
  status(one).textContent = "";
  const box = document.importNode(theirs, true);
  box.firstElementChild.append(button(says.take, () => takeTheirs(one, box)), button(says.mine, () => decide(one)));
  one.querySelector("[data-conflict]").replaceChildren(box);
  box.scrollIntoView({ block: "nearest" });
}

function takeTheirs(one, box) {
  const words = one.querySelector("textarea");
  const quote = box.querySelector("[data-theirs]");
  for (const mark of quote.querySelectorAll("br")) mark.replaceWith("\n");
  words.value = quote.textContent.replaceAll("\n\n", "\n").trim();
  for (const figure of box.querySelectorAll("[data-field]")) {
    const field = form.elements[figure.dataset.field];
    if (field) field.value = figure.dataset.value;
  }
  decide(one);
}

function decide(one) {
  one.removeAttribute("data-held");
  one.querySelector("[data-conflict]").replaceChildren();
  keep(one);
  send([one]);
}

function button(label, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = label;
  made.addEventListener("click", press);
  return made;
}

function unsendable(ones, why) {
  for (const one of ones) {
    keep(one);
    status(one).classList.add("bad");
    status(one).textContent = why;
  }
  banner.textContent = why;
  banner.hidden = false;
}

function unsent() {
  const kept = store();
  return passages().filter((one) => one.dataset.passage in kept && !one.hasAttribute("data-held"));
}

async function again() {
  if (banner.hidden) return;
  const ones = unsent();
  if ((ones.length === 0 || (await send(ones))) && submitting) {
    const press = submitting;
    submitting = null;
    go(press);
  }
}

/** Send everything by the plain form, once all paragraphs are safe. */
function go(press) {
  banner.hidden = true;
  for (const input of form.querySelectorAll("input[type=file]")) if (!input.files.length) input.disabled = true;
  form.dataset.going = "yes";
  form.requestSubmit(press);
}

function restore() {
  const kept = store();
  for (const one of passages()) {
    const draft = kept[one.dataset.passage];
    if (!draft) continue;
    if (!differs(one, draft.fields)) forget(one);
    else if (draft.version === versionOf(one).value) {
      fill(one, draft.fields);
      status(one).textContent = says.restored;
      later(one, 500);
    } else older(one, draft);
  }
}

/** A draft on this device and newer words on the server: both are shown. */
function older(one, draft) {
  const box = document.createElement("div");
  box.className = "notice warn theirs";
  const words = document.createElement("blockquote");
  words.textContent = Object.entries(draft.fields).filter(([, value]) => typeof value === "string" && value).map(([, value]) => value).join(" · ");
  const head = document.createElement("p");
  head.textContent = says.older;
  const body = document.createElement("div");
  body.append(head, words, button(says.take, () => { fill(one, draft.fields); decide(one); }), button(says.drop, () => { box.remove(); forget(one); }));
  box.append(body);
  one.querySelector("[data-conflict]").replaceChildren(box);
}

form.addEventListener("input", (event) => {
  const one = event.target.closest("[data-passage]");
  if (!one || event.target.type === "file") return;
  keep(one);
  later(one, 1500);
});
form.addEventListener("change", (event) => {
  const one = event.target.closest("[data-passage]");
  if (one) later(one, 200);
});
form.addEventListener("click", (event) => {
  const press = event.target.closest("[data-as]");
  if (!press) return;
  event.preventDefault();
  const one = press.closest("[data-passage]");
  one.querySelector("textarea").value = press.dataset.as;
  for (const [name, value] of Object.entries(JSON.parse(press.dataset.figures || "{}"))) form.elements[name].value = value;
  keep(one);
  send([one]);
});
form.addEventListener("submit", async (event) => {
  if (form.dataset.going) return;
  event.preventDefault();
  event.stopPropagation(); // the page's own guard against a second press is for the real one
  submitting = event.submitter;
  if (passages().some((one) => one.hasAttribute("data-held"))) {
    form.querySelector("[data-held]").scrollIntoView({ block: "center" });
    submitting = null;
  } else if (await send(passages())) {
    const press = submitting;
    submitting = null;
    if (press) go(press);
  } else if (banner.hidden) submitting = null; // refused, and the paragraph says why
});
window.addEventListener("online", again);
setInterval(again, 10000); // some telephones never say that they are online again
document.addEventListener("visibilitychange", () => { if (document.hidden) { const ones = unsent(); if (ones.length) send(ones); } });

for (const one of passages()) known.set(one, words(one));
restore();
