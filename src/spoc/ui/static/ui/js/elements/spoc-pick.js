/* A list to choose from under a search field: the arrows lead through it, Enter in the field takes
   the first. Without script it is a form whose buttons are reached one by one. */

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

class SpocPick extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", this);
  }

  handleEvent(event) {
    if (event.isComposing) return;
    const step = STEPS[event.key];
    if (step) this.#move(step, event);
    if (event.key === "Enter" && event.target === this.#field && this.#offers[0]) {
      event.preventDefault();
      this.#offers[0].click();
    }
  }

  get #field() { return this.querySelector("input[type=search]"); }
  get #offers() { return [...this.querySelectorAll("[data-pick]")]; }

  #move(step, event) {
    const places = [this.#field, ...this.#offers];
    const here = places.indexOf(event.target);
    if (here < 0) return;
    event.preventDefault();
    places[Math.min(Math.max(here + step, 0), places.length - 1)]?.focus();
  }
}

customElements.define("spoc-pick", SpocPick);
