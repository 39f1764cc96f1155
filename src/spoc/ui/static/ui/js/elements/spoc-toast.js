/* A toast goes away after eight seconds, but never while somebody points at it or stands in it. */

const STAYS = 8000;

class SpocToast extends HTMLElement {
  #timer = 0;

  connectedCallback() {
    for (const type of ["pointerenter", "pointerleave", "focusin", "focusout"]) this.addEventListener(type, this);
    this.#start();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }

  handleEvent(event) {
    if (event.type === "pointerenter" || event.type === "focusin") clearTimeout(this.#timer);
    else this.#start();
  }

  #start() {
    clearTimeout(this.#timer);
    if (this.matches(":hover, :focus-within")) return;
    this.#timer = setTimeout(() => this.remove(), STAYS);
  }
}

customElements.define("spoc-toast", SpocToast);
