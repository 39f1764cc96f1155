/* Keys: an element says `data-key="r"` and is clicked, or focused if it is a field. Single keys rest
   while somebody types and can be turned off; Esc leaves the field. `?` lists the keys of the page. */

const FIELDS = "input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select, [contenteditable]";
const SEQUENCE_WAITS = 1200;

class SpocKeys extends HTMLElement {
  #first = "";
  #timer = 0;

  connectedCallback() {
    document.addEventListener("keydown", this);
    document.addEventListener("click", this);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this);
    document.removeEventListener("click", this);
  }

  handleEvent(event) {
    if (event.type === "click") {
      if (event.target.closest("[data-keys-open]")) this.#list();
      return;
    }
    if (event.defaultPrevented || event.isComposing || event.getModifierState("AltGraph")) return;
    const key = nameOf(event);
    if (key === "enter" && event.target.dataset.enterTo) return onward(event);
    const typing = event.target.closest(FIELDS);
    if (key === "esc" && typing) return leave(typing, event);
    const single = !/^(ctrl|alt)\+|^esc$/.test(key);
    if (single && (typing || document.body.dataset.singleKeys === "off")) return;
    if (key === "?") this.#list();
    else if (!this.#press(this.#first + key, event) && !this.#begin(key)) return;
    event.preventDefault();
  }

  #press(key, event) {
    this.#first = "";
    const found = find(key, event.target);
    if (found && key === "esc" && isWritten(found)) found.focus();
    else if (found) use(found);
    return Boolean(found);
  }

  /* The first of two keys, as G in G Q. */
  #begin(key) {
    if (!document.querySelector(`[data-key^="${CSS.escape(key)} "]`)) return false;
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
    const unique = new Map([...more, ...known].filter(([, label]) => label));
    list.replaceChildren(...[...unique].flatMap(([key, label]) => [term(key), detail(label)]));
    dialog.showModal();
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

function use(element) {
  const field = element.matches("label") ? element.control : element;
  if (!field?.matches(FIELDS)) return element.click();
  // what is in sight already does not move the page under the reader's eyes
  const { top, bottom } = field.getBoundingClientRect();
  field.focus({ preventScroll: top >= 0 && bottom <= innerHeight });
  if (field.matches("input")) field.select();
}

function labelOf(element) {
  if (element.ariaLabel || element.title) return element.ariaLabel || element.title;
  const copy = element.cloneNode(true);
  copy.querySelectorAll("kbd, .why, select, option, .visually-hidden:empty").forEach((each) => each.remove());
  return copy.textContent.trim() || element.placeholder || "";
}

function term(key) {
  const dt = document.createElement("dt");
  const keys = document.createElement("span");
  keys.className = "keys";
  keys.append(...key.split(/[+ ]/).map((each) => {
    const kbd = document.createElement("kbd");
    kbd.textContent = each === "enter" ? "↵" : each.charAt(0).toUpperCase() + each.slice(1);
    return kbd;
  }));
  dt.append(keys);
  return dt;
}

function detail(label) {
  const dd = document.createElement("dd");
  dd.textContent = label;
  return dd;
}

customElements.define("spoc-keys", SpocKeys);
