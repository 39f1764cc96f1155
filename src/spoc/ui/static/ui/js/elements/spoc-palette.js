/* Search or jump: Ctrl K, type, arrows, Enter. What is found comes as ready HTML from the server, which
   is told what can be done on this page: everything that has a key. What was used last is remembered. */

import { labelOf, relabel, use } from "spoc-keys";

const WAITS = 150;
const RECENT = "spoc-recent";
const MOST_RECENT = 8;
const MOST_HERE = 60;
const KEYLESS = "main :is(.menu, .page-head) :is(a, button):not([data-key])";

class SpocPalette extends HTMLElement {
  #timer = 0;
  #asked = null;
  #here = [];

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
    const option = event.target.closest("[role=option]");
    if (option && this.contains(option)) return this.#chose(option, event);
    if (event.target === this.#dialog) return this.#dialog.close();
    if (!event.target.closest("[data-palette]") || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (this.#dialog.open) return;
    this.#here = this.#lookAround();
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
    this.#here.forEach(([key, label]) => query.append("here", `${key}|${label}`));
    recent().forEach((token) => query.append("recent", token));
    try {
      const answer = await fetch(`${this.dataset.url}?${query}`, { signal: this.#asked.signal });
      if (!answer.ok) return;
      const list = this.querySelector("[role=listbox]");
      list.innerHTML = await answer.text();
      relabel(list);
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
    if (elsewhere && !option.dataset.press) return window.open(option.href, "_blank", "noopener");
    this.#dialog.close();
    option.click();
  }

  /* A place is a link; what can be done here is pressed where it stands. */
  #chose(option, event) {
    const { press, token } = option.dataset;
    if (token) localStorage.setItem(RECENT, JSON.stringify([token, ...recent().filter((each) => each !== token)].slice(0, MOST_RECENT)));
    if (press === undefined) return;
    event.preventDefault();
    this.#dialog.close();
    use(this.#here[Number(press)][2]);
  }

  /* Everything on the page that has a key and a name, also in a closed menu; then what menus and the
     head of the page offer without one. */
  #lookAround() {
    const found = [...document.querySelectorAll("[data-key]:not([data-palette])"), ...document.querySelectorAll(KEYLESS)]
      .filter((each) => !each.closest("spoc-palette, .desk-nav, .desk-tabs") && (each.checkVisibility() || each.closest("details:not([open])")));
    return found.map((each) => [each.dataset.key ?? "", labelOf(each).replace(/\s+/g, " ").slice(0, 80), each])
      .filter(([, label]) => label).slice(0, MOST_HERE);
  }
}

function recent() {
  try {
    return JSON.parse(localStorage.getItem(RECENT) ?? "[]");
  } catch {
    return [];
  }
}

customElements.define("spoc-palette", SpocPalette);
