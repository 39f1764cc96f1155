/* Search or jump: Ctrl K, type, arrows, Enter. What is found comes as ready HTML from the server. */

const WAITS = 150;

class SpocPalette extends HTMLElement {
  #timer = 0;
  #asked = null;

  connectedCallback() {
    document.addEventListener("click", this);
    this.addEventListener("input", this);
    this.addEventListener("keydown", this);
    this.addEventListener("submit", this);
  }

  disconnectedCallback() {
    document.removeEventListener("click", this);
    this.#asked?.abort();
  }

  handleEvent(event) {
    if (event.type === "click") this.#clicked(event);
    if (event.type === "input") this.#later(WAITS);
    if (event.type === "keydown") this.#key(event);
    if (event.type === "submit" && this.#chosen) event.preventDefault();
  }

  get #dialog() { return this.querySelector("dialog"); }
  get #input() { return this.querySelector("input"); }
  get #options() { return [...this.querySelectorAll("[role=option]")]; }
  get #chosen() { return this.querySelector("[role=option][aria-selected=true]"); }

  #clicked(event) {
    if (event.target === this.#dialog) return this.#dialog.close();
    if (!event.target.closest("[data-palette]") || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (this.#dialog.open) return;
    this.#dialog.showModal();
    this.#input.select();
    this.#later(0);
  }

  #later(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), wait);
  }

  async #ask() {
    this.#asked?.abort();
    this.#asked = new AbortController();
    const query = new URLSearchParams({ q: this.#input.value, at: location.pathname });
    try {
      const answer = await fetch(`${this.dataset.url}?${query}`, { signal: this.#asked.signal });
      if (!answer.ok) return;
      this.querySelector("[role=listbox]").innerHTML = await answer.text();
      this.#choose(0);
    } catch (error) {
      if (error.name !== "AbortError") this.querySelector("[role=listbox]").replaceChildren();
    }
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.#choose(this.#options.indexOf(this.#chosen) + step);
    }
    if (event.key === "Enter" && this.#chosen) {
      event.preventDefault();
      this.#follow(this.#chosen, event.ctrlKey || event.metaKey);
    }
  }

  #choose(place) {
    const options = this.#options;
    options.forEach((each, index) => {
      each.id ||= `found-${index}`;
      each.setAttribute("aria-selected", "false");
    });
    const next = options.at(place % (options.length || 1));
    if (!next) return this.#input.removeAttribute("aria-activedescendant");
    next.setAttribute("aria-selected", "true");
    next.scrollIntoView({ block: "nearest" });
    this.#input.setAttribute("aria-activedescendant", next.id);
  }

  #follow(option, elsewhere) {
    if (elsewhere) return window.open(option.href, "_blank", "noopener");
    this.#dialog.close();
    option.click();
  }
}

customElements.define("spoc-palette", SpocPalette);
