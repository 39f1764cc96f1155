/* A form that cannot be saved: focus goes to what must be put right. If the server fails, what was
   written is kept in this browser (for the session) and put back when the form is opened again. */

const KEPT = "spoc-kept";

class SpocForm extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", this);
    for (const type of ["htmx:afterRequest", "htmx:sendError"]) this.addEventListener(type, this);
    this.querySelector("[data-error-summary]")?.focus();
    this.#restore();
  }

  handleEvent(event) {
    if (event.type === "submit") this.#keep(event.target, false);
    if (event.type === "htmx:sendError") this.#keep(this.querySelector("form"), true);
    if (event.type === "htmx:afterRequest" && event.detail.xhr?.status >= 500) this.#keep(this.querySelector("form"), true);
    if (event.type === "htmx:afterRequest" && event.detail.successful) sessionStorage.removeItem(KEPT);
  }

  #keep(form, failed) {
    const words = [...new FormData(form)].filter(([name, value]) =>
      typeof value === "string" && value && !["hidden", "password"].includes(form.elements[name]?.type));
    sessionStorage.setItem(KEPT, JSON.stringify({ path: location.pathname, failed, words }));
  }

  #restore() {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    if (!kept?.failed || kept.path !== location.pathname) return;
    const form = this.querySelector("form");
    for (const [name, value] of kept.words) {
      const field = form?.elements[name];
      if (field?.matches?.("textarea, input") && !field.value) field.value = value;
    }
    sessionStorage.removeItem(KEPT);
  }
}

/* A page that says it failed keeps the words for the way back; any other page means they arrived. */
function settle() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  if (!kept || kept.failed) return;
  if (!("failed" in document.body.dataset)) return sessionStorage.removeItem(KEPT);
  sessionStorage.setItem(KEPT, JSON.stringify({ ...kept, failed: true }));
}

settle();
document.addEventListener("htmx:afterSettle", ({ target }) => target.querySelector?.("[data-error-summary]")?.focus());
customElements.define("spoc-form", SpocForm);
