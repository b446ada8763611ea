// Fetch a page again and put some of its elements in place of the old ones, without losing what a person is doing.
const FIELDS = "input:not([type=hidden]), select, textarea";

/** Fetch `url` and replace the elements of these ids; resolves to those replaced, rejects when there was no answer. */
export async function refresh(url, ids, options = {}) {
  const answer = await fetch(url, { credentials: "same-origin", ...options, headers: { "X-Fragment": ids.join(" "), ...options.headers } });
  if (answer.redirected && new URL(answer.url).pathname.startsWith("/accounts/")) location.assign(answer.url);
  if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { url: answer.url, page, replaced: ids.map((id) => exchange(id, page)).filter(Boolean) };
}

function exchange(id, page) {
  const old = document.getElementById(id);
  const fresh = page.getElementById(id);
  if (!old || !fresh || old.outerHTML === fresh.outerHTML) return null;
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

function isDirty(element) {
  return [...element.querySelectorAll(FIELDS)].some((field) => {
    if (field.closest("[data-transient]")) return false;
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.tagName === "SELECT") return [...field.options].some((o) => o.selected !== o.defaultSelected) && [...field.options].some((o) => o.defaultSelected);
    return field.value !== field.defaultValue;
  });
}

function remember(element) {
  const active = element.contains(document.activeElement) ? document.activeElement : null;
  return {
    focus: active && handle(active, element),
    open: [...element.querySelectorAll("details")].map((one) => one.open),
    expanded: [...element.querySelectorAll('[aria-expanded="true"][data-expand]')].map((one) => one.dataset.expand),
    scroll: [...element.querySelectorAll("[data-keep-scroll]")].map((one) => [one.scrollLeft, one.scrollTop]),
  };
}

function handle(active, element) {
  if (active.id) return (root) => root.ownerDocument.getElementById(active.id);
  const twins = (root) => [...root.querySelectorAll(active.tagName)];
  const same = (one) => one.getAttribute("href") === active.getAttribute("href") && one.getAttribute("name") === active.getAttribute("name");
  const place = twins(element).indexOf(active);
  return (root) => (active.getAttribute("href") ? twins(root).find(same) : null) ?? twins(root)[place];
}

function restore(element, kept) {
  [...element.querySelectorAll("details")].forEach((one, i) => { if (kept.open[i]) one.open = true; });
  [...element.querySelectorAll("[data-keep-scroll]")].forEach((one, i) => { if (kept.scroll[i]) [one.scrollLeft, one.scrollTop] = kept.scroll[i]; });
  for (const key of kept.expanded) {
    element.dispatchEvent(new CustomEvent("fragment:expand", { bubbles: true, detail: key }));
  }
  kept.focus?.(element)?.focus({ preventScroll: true });
}
