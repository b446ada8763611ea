// What every page does: menus, dialogs, places to drop files, filters that keep to the address, forms sent once.
import { refresh } from "thongsuot/fragments";
import { announce, words } from "thongsuot/words";

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog) {
    event.preventDefault();
    dialog.showModal();
  }
  if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
  if (event.target.closest("[data-print]")) window.print();
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A form is sent once; a second press while the first is on its way does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent && form.method === "post") event.preventDefault();
  else if (form.method === "post" && !form.matches("[hx-post], [data-quick]")) {
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 5000); // an answer that is a file leaves this page standing
  }
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Forms with data-quick="id id" are sent in the background; those elements and the messages are taken from the answer.
// A form with data-queued may be sent again before its answer came: each is sent when the one before was answered.
let line = Promise.resolve();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.dataset.quick) return;
  event.preventDefault();
  const queued = "queued" in form.dataset;
  if (!queued && form.getAttribute("aria-busy") === "true") return;
  const told = { form, by: event.submitter, body: new FormData(form, event.submitter) };
  if (queued) line = line.then(() => send(told));
  else send(told);
});

async function send({ form, by, body }) {
  form.setAttribute("aria-busy", "true");
  document.dispatchEvent(new CustomEvent("quick:send", { detail: { by, body } }));
  let replaced = null;
  try {
    form.setAttribute("data-transient", "");
    const answer = await refresh(by?.getAttribute("formaction") || form.action, form.dataset.quick.split(" "), { method: "POST", body });
    showMessages(answer.page);
    replaced = answer.replaced;
  } catch {
    announce(words.failed);
    const messages = document.getElementById("messages");
    const notice = document.createElement("p");
    notice.className = "notice bad";
    notice.textContent = words.failed;
    messages.replaceChildren(notice);
  } finally {
    form.removeAttribute("aria-busy");
    form.removeAttribute("data-transient");
    document.dispatchEvent(new CustomEvent("quick:done", { detail: { by, replaced } }));
  }
}

function showMessages(page) {
  const fresh = page.getElementById("messages");
  if (fresh) document.getElementById("messages").replaceChildren(...document.importNode(fresh, true).children);
}

// Filters: <form method="get" data-filters="id id"> refreshes those elements as it changes and keeps the address true.
async function filter(form) {
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  const address = `${form.getAttribute("action") || location.pathname}${query.size ? `?${query}` : ""}`;
  try {
    await refresh(address, form.dataset.filters.split(" "));
    history.replaceState(null, "", address);
  } catch {
    location.assign(address);
  }
}

let waiting;
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-filters]");
  if (!form) return;
  clearTimeout(waiting);
  waiting = setTimeout(filter, 300, form);
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-filters]")) return;
  event.preventDefault();
  clearTimeout(waiting);
  filter(event.target);
});

// A place to drop a file on; the input beneath it stays an ordinary one.
const dropPlace = (event) => event.target.closest?.("[data-drop]");

document.addEventListener("change", (event) => {
  if (event.target.type !== "file" || !dropPlace(event)) return;
  const names = [...event.target.files].map((file) => `${words.chosen}: ${file.name}`);
  dropPlace(event).querySelector("[data-chosen]").textContent = names.join("; ");
});
document.addEventListener("dragover", (event) => {
  if (!dropPlace(event)) return;
  event.preventDefault();
  dropPlace(event).classList.add("over");
});
document.addEventListener("dragleave", (event) => dropPlace(event)?.classList.remove("over"));
document.addEventListener("drop", (event) => {
  const place = dropPlace(event);
  if (!place) return;
  event.preventDefault();
  place.classList.remove("over");
  const input = place.querySelector("input[type=file]");
  if (!event.dataTransfer.files.length) return;
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

document.getElementById("error-summary")?.focus();
document.querySelector('.bar [aria-current="page"]')?.scrollIntoView({ inline: "center", block: "nearest" });
