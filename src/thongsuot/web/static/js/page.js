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
  else if (form.method === "post" && !form.matches("[hx-post], [data-quick]")) form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Forms with data-quick="id id" are sent in the background; those elements and the messages are taken from the answer.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.dataset.quick) return;
  event.preventDefault();
  if (form.getAttribute("aria-busy") === "true") return;
  form.setAttribute("aria-busy", "true");
  try {
    const body = new FormData(form, event.submitter);
    form.setAttribute("data-transient", "");
    const { page } = await refresh(event.submitter?.formAction || form.action, form.dataset.quick.split(" "), { method: "POST", body });
    showMessages(page);
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
  }
});

function showMessages(page) {
  const fresh = page.getElementById("messages");
  if (fresh) document.getElementById("messages").replaceChildren(...document.importNode(fresh, true).children);
}

// Filters: <form method="get" data-filters="id id"> refreshes those elements as it changes and keeps the address true.
for (const form of document.querySelectorAll("form[data-filters]")) {
  const apply = async () => {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
    const address = `${form.getAttribute("action") || location.pathname}${query.size ? `?${query}` : ""}`;
    try {
      await refresh(address, form.dataset.filters.split(" "));
      history.replaceState(null, "", address);
    } catch {
      location.assign(address);
    }
  };
  let waiting;
  form.setAttribute("data-transient", "");
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 300); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); apply(); });
}

// A place to drop a file on; the input beneath it stays an ordinary one.
for (const place of document.querySelectorAll("[data-drop]")) {
  const input = place.querySelector("input[type=file]");
  const show = () => {
    place.querySelector("[data-chosen]").textContent = [...input.files].map((file) => `${words.chosen}: ${file.name}`).join("; ");
  };
  input.addEventListener("change", show);
  place.addEventListener("dragover", (event) => { event.preventDefault(); place.classList.add("over"); });
  place.addEventListener("dragleave", () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    place.classList.remove("over");
    if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; show(); }
  });
}

document.getElementById("error-summary")?.focus();
document.querySelector('.bar [aria-current="page"]')?.scrollIntoView({ inline: "center", block: "nearest" });
