// Fetch a page again and put some of its elements in place of the old ones, without losing what a person is doing.
const FIELDS = "input:not([type=hidden]), select, textarea";

/** Fetch `url` and replace the elements of these names; resolves to those replaced, rejects when there was no answer.
    The name `*` stands for every [data-part] of the answer; an answer without one is another page, and is opened. */
export async function refresh(url, names, options = {}) {
  const answer = await fetch(url, { credentials: "same-origin", ...options, headers: { "X-Fragment": names.join(" "), ...options.headers } });
  if (answer.redirected && new URL(answer.url).pathname.startsWith("/accounts/")) location.assign(answer.url);
  if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const wanted = names.includes("*") ? parts(page) : names;
  if (!wanted.length) location.assign(answer.url);
  return { url: answer.url, page, replaced: wanted.map((name) => exchange(name, page)).filter(Boolean) };
}

const parts = (page) => [...page.querySelectorAll("[data-part]")].filter((one) => !one.parentElement.closest("[data-part]")).map((one) => one.id);

/** An element is named by its id, or by an attribute where it has none: `[data-live="inbox:5"]`. */
export const pick = (root, name) => (name.startsWith("[") ? root.querySelector(name) : root.getElementById(name));

function exchange(name, page) {
  const old = pick(document, name);
  const fresh = pick(page, name);
  if (!old || !fresh || same(old, fresh)) return null;
  if (isDirty(old)) {
    old.classList.add("stale");
    old.dispatchEvent(new CustomEvent("fragment:stale", { bubbles: true }));
    return null;
  }
  const place = document.importNode(fresh, true);
  const kept = remember(old);
  old.replaceWith(place);
  restore(place, kept);
  place.classList.add("swapped");
  window.htmx?.process(place);
  place.dispatchEvent(new CustomEvent("fragment:swapped", { bubbles: true }));
  return place;
}

/** Tell whether nothing changed; what a person opened, a token made anew and an earlier swap are no difference. */
function same(old, fresh) {
  old.classList.remove("swapped");
  if (!old.classList.length) old.removeAttribute("class");
  return bare(old) === bare(fresh);
}

function bare(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((field) => field.removeAttribute("value"));
  copy.querySelectorAll("details").forEach((one) => one.removeAttribute("open"));
  return copy.outerHTML;
}

function isDirty(element) {
  return [...element.querySelectorAll(FIELDS)].some((field) => {
    if (field.closest("[data-transient], [data-filters]")) return false;
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.tagName === "SELECT") return [...field.options].some((o) => o.selected !== o.defaultSelected) && [...field.options].some((o) => o.defaultSelected);
    return field.value !== field.defaultValue;
  });
}

function remember(element) {
  const active = element.contains(document.activeElement) ? document.activeElement : null;
  return {
    focus: active && handle(active, element),
    typed: active?.closest("[data-filters]") && active.matches("input[type=search], input[type=text]") ? [active.value, active.selectionStart] : null,
    open: [...element.querySelectorAll("details")].map((one) => one.open),
    expanded: [...element.querySelectorAll('[aria-expanded="true"][data-expand]')].map((one) => one.dataset.expand),
    scroll: [...element.querySelectorAll("[data-keep-scroll]")].map((one) => [one.scrollLeft, one.scrollTop]),
  };
}

function handle(active, element) {
  if (active.id) return (root) => root.ownerDocument.getElementById(active.id);
  const twins = (root) => [...root.querySelectorAll(active.tagName)];
  const same = (one) => one && ["href", "name", "value"].every((name) => one.getAttribute(name) === active.getAttribute(name));
  const place = twins(element).indexOf(active);
  return (root) => (same(twins(root)[place]) ? null : twins(root).find(same)) ?? twins(root)[place];
}

function restore(element, kept) {
  [...element.querySelectorAll("details")].forEach((one, i) => { if (kept.open[i]) one.open = true; });
  [...element.querySelectorAll("[data-keep-scroll]")].forEach((one, i) => { if (kept.scroll[i]) [one.scrollLeft, one.scrollTop] = kept.scroll[i]; });
  for (const key of kept.expanded) {
    element.dispatchEvent(new CustomEvent("fragment:expand", { bubbles: true, detail: key }));
  }
  const focused = kept.focus?.(element);
  focused?.focus({ preventScroll: true });
  if (focused && kept.typed) {
    focused.value = kept.typed[0];
    focused.setSelectionRange(kept.typed[1], kept.typed[1]);
  }
}
