/* Keys: an element says `data-key="r"` and is clicked, or focused if it is a field. Single keys rest
   while somebody types, and until what the last one asked for is there; they can be turned off. Esc
   leaves the field. `?` lists the keys of the page.
   Who chose other keys has them in the body's `data-keys`: what the usual ones are now. */

const FIELDS = "input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select, [contenteditable]";
const SEQUENCE_WAITS = 1200;
const CHOSEN = new Map(Object.entries(JSON.parse(document.body.dataset.keys ?? "{}")));
const USUAL = new Map([...CHOSEN].filter(([, now]) => now).map(([usual, now]) => [now, usual]));

class SpocKeys extends HTMLElement {
  #first = "";
  #timer = 0;

  connectedCallback() {
    document.addEventListener("keydown", this);
    document.addEventListener("click", this);
    document.addEventListener("htmx:load", this);
    relabel(document.body);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this);
    document.removeEventListener("click", this);
    document.removeEventListener("htmx:load", this);
  }

  handleEvent(event) {
    if (event.type === "htmx:load") return relabel(event.target);
    if (event.type === "click") {
      if (event.target.closest("[data-keys-open]")) this.#list();
      return;
    }
    if (event.defaultPrevented || event.isComposing || event.getModifierState("AltGraph")) return;
    const key = nameOf(event);
    if (key === "enter" && event.target.dataset.enterTo) return onward(event);
    // a dialog that was just closed may hold the focus for a moment still
    const typing = event.target.checkVisibility() && event.target.closest(FIELDS);
    if (key === "esc" && typing) return leave(typing, event);
    const single = !/^(ctrl|alt)\+|^esc$/.test(key);
    if (single && (typing || document.body.dataset.singleKeys === "off")) return;
    if (single && document.querySelector("[data-key].htmx-request")) return event.preventDefault();
    if (usual(this.#first + key) === "?") this.#list();
    else if (!this.#press(this.#first + key, event) && !this.#begin(key)) return;
    event.preventDefault();
  }

  #press(key, event) {
    this.#first = "";
    const found = find(usual(key), event.target);
    if (found && key === "esc" && isWritten(found)) found.focus();
    else if (found) use(found);
    return Boolean(found);
  }

  /* The first of two keys, as G in G Q. */
  #begin(key) {
    const keys = [...document.querySelectorAll("[data-key]")].map((each) => now(each.dataset.key));
    if (!keys.some((each) => each.startsWith(`${key} `))) return false;
    this.#first = `${key} `;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.#first = ""; }, SEQUENCE_WAITS);
    return true;
  }

  #list() {
    const dialog = this.querySelector("dialog");
    const list = dialog?.querySelector("[data-keys]");
    if (!list || dialog.open) return;
    const known = [...document.querySelectorAll("[data-key]")].map((each) => [each.dataset.key, labelOf(each)]);
    const more = [...document.querySelectorAll("[data-more-keys]")].flatMap((each) =>
      each.dataset.moreKeys.split(";").map((pair) => pair.split("|")));
    const unique = new Map([...more, ...known].map(([key, label]) => [now(key), label]).filter((pair) => pair.every(Boolean)));
    list.replaceChildren(...[...unique].flatMap(([key, label]) => [term(key), detail(label)]));
    dialog.showModal();
  }
}

/* The usual key that this one does the work of; one that is no longer what it was does nothing. */
export function usual(key) {
  return USUAL.get(key) ?? (CHOSEN.has(key) ? "" : key);
}

const now = (key) => CHOSEN.get(key) ?? key;

/* Let the hints say which keys they are now. */
export function relabel(root) {
  if (CHOSEN.size === 0) return;
  for (const hint of root.querySelectorAll(".keys:not([data-now]), kbd:not(.keys kbd, [data-now])")) {
    const caps = hint.matches("kbd") ? [hint] : [...hint.children];
    const keys = caps.map((each) => each.textContent.trim().replace("↵", "enter").toLowerCase());
    const whole = [keys.join("+"), keys.join(" ")].find((key) => CHOSEN.has(key));
    hint.dataset.now = "";
    if (whole === undefined && !keys.some((key) => key === "ctrl" || key === "alt" || key === "g")) caps.forEach((cap, place) => { cap.textContent = nice(now(keys[place])); });
    else if (whole !== undefined) hint.replaceChildren(...(hint.matches("kbd") ? [CHOSEN.get(whole)] : capsOf(CHOSEN.get(whole))));
  }
  for (const each of root.querySelectorAll("[data-key][aria-keyshortcuts]")) {
    each.setAttribute("aria-keyshortcuts", now(each.dataset.key).toUpperCase().replace("CTRL", "Control"));
  }
}

function nameOf(event) {
  const digit = event.altKey && event.code.startsWith("Digit") ? event.code.slice(5) : "";
  const key = digit || (event.key === "Escape" ? "esc" : event.key.toLowerCase());
  const shifted = event.shiftKey && (key.length > 1 || /\p{L}/u.test(key));
  return [(event.ctrlKey || event.metaKey) && "ctrl", event.altKey && "alt", shifted && "shift", key].filter(Boolean).join("+");
}

/* Enter in a field that says what comes next goes there instead of sending the form. */
function onward(event) {
  event.preventDefault();
  document.getElementById(event.target.dataset.enterTo)?.focus();
}

/* Esc in a field gives the single keys back, and leaves what is written. A dialog closes by itself. */
function leave(field, event) {
  if (field.closest("dialog:modal")) return;
  event.preventDefault();
  field.blur();
}

/* Whether going away would lose words; then Esc only leads to the way out. */
function isWritten(way) {
  const page = way.closest("main");
  const fields = page?.querySelectorAll("form[method=post] :is(input, textarea)") ?? [];
  return !way.closest("dialog:modal") && Boolean(page?.querySelector("[data-error-summary]")
    || [...fields].some((each) => each.value !== each.defaultValue));
}

/* In the form somebody writes in first, then in the open dialog, then on the page. */
function find(key, from) {
  const wanted = `[data-key="${CSS.escape(key)}"]`;
  const dialog = document.querySelector("dialog:modal");
  const places = [from.closest?.("form"), dialog ?? document].filter(Boolean);
  for (const place of places) {
    const found = [...place.querySelectorAll(wanted)].find((each) => !each.closest("[aria-busy=true]") && (each.checkVisibility() || each.closest("details:not([open])")));
    if (found) return found;
  }
  return null;
}

export function use(element) {
  const field = element.matches("label") ? element.control : element;
  if (!field?.matches(FIELDS)) return element.click();
  // what is in sight already does not move the page under the reader's eyes
  const { top, bottom } = field.getBoundingClientRect();
  field.focus({ preventScroll: top >= 0 && bottom <= innerHeight });
  if (field.matches("input")) field.select();
}

export function labelOf(element) {
  if (element.ariaLabel || element.title) return element.ariaLabel || element.title;
  const copy = element.cloneNode(true);
  copy.querySelectorAll("kbd, .why, select, option, .visually-hidden:empty").forEach((each) => each.remove());
  return copy.textContent.trim() || element.placeholder || "";
}

function term(key) {
  const dt = document.createElement("dt");
  const keys = document.createElement("span");
  keys.className = "keys";
  keys.append(...capsOf(key));
  dt.append(keys);
  return dt;
}

const nice = (key) => (key === "enter" ? "↵" : key.charAt(0).toUpperCase() + key.slice(1));

function capsOf(key) {
  return key.split(/[+ ]/).filter(Boolean).map((each) => {
    const kbd = document.createElement("kbd");
    kbd.textContent = nice(each);
    return kbd;
  });
}

function detail(label) {
  const dd = document.createElement("dd");
  dd.textContent = label;
  return dd;
}

customElements.define("spoc-keys", SpocKeys);
