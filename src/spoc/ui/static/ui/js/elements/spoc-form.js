/* A form that cannot be saved: focus goes to what must be put right. Words that could not be sent,
   or whose dialog was closed, are kept in this browser for the session and put back. */

const KEPT = "spoc-kept";

class SpocForm extends HTMLElement {
  #isLeft = false;

  connectedCallback() {
    this.addEventListener("submit", this);
    for (const type of ["htmx:afterRequest", "htmx:responseError", "htmx:sendError"]) this.addEventListener(type, this);
    this.querySelector("[data-error-summary]")?.focus();
    this.#restore();
  }

  /* A dialog goes when it is closed; what was written in it does not. */
  disconnectedCallback() {
    const form = this.querySelector("form");
    if (!this.#isLeft && form && this.closest("dialog") && isChanged(form)) keep(form, true);
  }

  handleEvent(event) {
    const form = event.target.closest("form");
    if (event.type === "submit") return keep(form, false);
    if (event.target !== form) return;
    if (event.type !== "htmx:afterRequest" || isElsewhere(event.detail.xhr)) form.submit();
    else if (event.detail.successful) this.#leave();
  }

  #leave() {
    this.#isLeft = true;
    sessionStorage.removeItem(KEPT);
  }

  #restore() {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    const form = this.querySelector("form");
    if (!form || !kept?.failed || kept.path !== placeOf(form)) return;
    for (const [name, value] of kept.words) putBack(form.elements[name], value);
    sessionStorage.removeItem(KEPT);
  }
}

/* What a dialog cannot show comes as a page. */
function isElsewhere(xhr) {
  return xhr.status === 422 && xhr.getResponseHeader("HX-Retarget") !== null;
}

function keep(form, failed) {
  const words = [...new FormData(form)].filter(([name, value]) =>
    typeof value === "string" && !["hidden", "password"].includes(form.elements[name]?.type));
  sessionStorage.setItem(KEPT, JSON.stringify({ path: placeOf(form), failed, words }));
}

function placeOf(form) {
  return new URL(form.getAttribute("action") || location.href, location.href).pathname;
}

function isChanged(form) {
  return Boolean(form.querySelector("[data-error-summary]")) || [...form.elements].some((field) =>
    field.matches("select") ? field.selectedIndex !== Math.max(0, [...field.options].findIndex((each) => each.defaultSelected))
      : field.matches("[type=checkbox], [type=radio]") ? field.checked !== field.defaultChecked
        : field.matches("input, textarea") && field.value !== field.defaultValue);
}

function putBack(field, value) {
  if (field?.matches?.("[type=checkbox]")) field.checked = true;
  else if (field) field.value = value;
}

/* A page that says it failed keeps the words for the way back; any other page means they arrived. */
function settle() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  if (!kept || kept.failed) return;
  if (!("failed" in document.body.dataset)) return sessionStorage.removeItem(KEPT);
  sessionStorage.setItem(KEPT, JSON.stringify({ ...kept, failed: true }));
}

/* What is wrong leads to its field, which may be folded away. */
function lead(event) {
  const place = event.target.closest?.("[data-error-summary] a[href^='#']");
  const field = place && document.getElementById(place.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  field.focus();
}

settle();
document.addEventListener("click", lead);
document.addEventListener("htmx:afterSettle", ({ target }) => target.querySelector?.("[data-error-summary]")?.focus());
customElements.define("spoc-form", SpocForm);
