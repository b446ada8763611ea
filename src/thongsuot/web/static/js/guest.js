// What a form says is kept on the phone until the server has it; where the network is gone the page says so and sends again.
const SAVED = /^(text|search|tel|email|number|date|time|datetime-local|radio|checkbox|textarea|select-one)$/;
const SECRET = /^(proof|code|ma|csrfmiddlewaretoken)$/;
let waiting;

function store() {
  try {
    return window.localStorage;
  } catch {
    return undefined; // a chat app's browser may keep nothing
  }
}

// A form that keeps itself, or that sends files, is left alone.
const ours = (form) => form && form.method === "post" && form.closest("main") && !form.matches("[data-onepage], [enctype]");
const nameOf = (form) => `draft:${location.pathname}:${form.getAttribute("action") || ""}`;
const fieldsOf = (form) => [...form.elements].filter((field) => field.name && SAVED.test(field.type) && !SECRET.test(field.name));

function keep(form) {
  const told = fieldsOf(form).map((field) => [field.name, field.value, field.checked === true]);
  store()?.setItem(nameOf(form), JSON.stringify(told));
}

function restore(form) {
  const told = JSON.parse(store()?.getItem(nameOf(form)) || "[]");
  fieldsOf(form).forEach((field, place) => {
    const [name, value, checked] = told[place] || [];
    if (name !== field.name || form.querySelector("[aria-invalid]")) return;
    if (/radio|checkbox/.test(field.type)) {
      if (value === field.value) field.checked = checked;
    } else if (!field.value) field.value = value;
  });
}

async function send(form, submitter) {
  form.setAttribute("aria-busy", "true");
  const address = submitter?.getAttribute("formaction") || form.action;
  try {
    const answer = await fetch(address, { method: "POST", body: new FormData(form, submitter), redirect: "follow" });
    const html = await answer.text();
    if (answer.ok) store()?.removeItem(nameOf(form));
    waiting = undefined;
    const page = new DOMParser().parseFromString(html, "text/html");
    if (answer.redirected && strange(page)) {
      location.assign(answer.url);
      return;
    }
    if (answer.redirected) history.pushState(null, "", answer.url);
    show(page);
  } catch {
    waiting = { form, submitter };
    const notice = document.getElementById("offline");
    notice.hidden = false;
    notice.scrollIntoView({ block: "center" });
  } finally {
    form.removeAttribute("aria-busy");
  }
}

// A page that looks or works by files of its own is opened as a page.
function strange(page) {
  const files = (from) => [...from.querySelectorAll("script[src], link[rel=stylesheet]")].map((one) => one.src || one.href);
  const here = files(document);
  return files(page).some((file) => !here.includes(file));
}

function show(page) {
  document.title = page.title;
  document.querySelector("main").replaceWith(page.querySelector("main"));
  begin();
  const first = document.querySelector("main [aria-invalid], main [autofocus]");
  if (first) first.focus();
  else window.scrollTo(0, 0);
}

function again() {
  if (!waiting || waiting.form.getAttribute("aria-busy") === "true") return;
  document.getElementById("offline").hidden = true;
  send(waiting.form, waiting.submitter);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!ours(form)) return;
  event.preventDefault();
  if (form.getAttribute("aria-busy") === "true") return;
  keep(form);
  send(form, event.submitter);
});
document.addEventListener("input", (event) => ours(event.target.form) && keep(event.target.form));
window.addEventListener("online", again);
window.addEventListener("popstate", () => location.reload());
setInterval(again, 15000); // some phones never say that they are online again

function begin() {
  for (const form of document.querySelectorAll("main form")) if (ours(form)) restore(form);
}

begin();
