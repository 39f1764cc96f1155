/* The place dialogs are fetched into: what arrives opens as a modal, and goes when it is closed.
   The server closes it with `HX-Trigger: dialog-close`. Focus returns to what opened it. */

class SpocDialog extends HTMLElement {
  #watch = new MutationObserver(() => this.#open());
  #opener = null;

  connectedCallback() {
    this.#watch.observe(this, { childList: true });
    document.addEventListener("htmx:beforeRequest", this);
    document.addEventListener("dialog-close", this);
    this.addEventListener("click", this);
    this.#open();
  }

  disconnectedCallback() {
    this.#watch.disconnect();
    document.removeEventListener("htmx:beforeRequest", this);
    document.removeEventListener("dialog-close", this);
  }

  handleEvent(event) {
    if (event.type === "htmx:beforeRequest") this.#remember(event.detail);
    if (event.type === "dialog-close") this.#dialog?.close();
    if (event.type === "click" && event.target.closest("[data-close]")) {
      event.preventDefault();
      this.#dialog?.close();
    }
  }

  get #dialog() {
    return this.querySelector("dialog");
  }

  #remember({ target, elt }) {
    if (target !== this || this.contains(elt)) return;
    // a key may press what a closed menu hides
    this.#opener = elt.checkVisibility({ contentVisibilityAuto: true }) ? elt : document.activeElement;
  }

  #open() {
    const dialog = this.#dialog;
    if (!dialog || dialog.matches(":modal")) return;
    dialog.removeAttribute("open");
    dialog.addEventListener("close", () => this.#closed(), { once: true });
    dialog.showModal();
    dialog.querySelector("[autofocus], [data-error-summary], .inside :is(input:not([type=hidden]), select, textarea)")?.focus();
  }

  #closed() {
    this.replaceChildren();
    if (this.#opener?.isConnected) this.#opener.focus();
    this.#opener = null;
  }
}

customElements.define("spoc-dialog", SpocDialog);
