/* The way to what stands earlier in a story: taken by itself as one scrolls up to it, and when the
   address names an entry that is not on the page yet. What is read stays where it is. */

const NEAR = 600;

/* What scrolls around an element: a part of the page, or the page. */
const paneOf = (element) => {
  for (let part = element.parentElement; part; part = part.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(part).overflowY) && part.scrollHeight > part.clientHeight) return part;
  }
  return document.scrollingElement;
};

class SpocEarlier extends HTMLElement {
  #at = 0;
  #pane = null;
  #scrolled = () => this.#look();
  #named = () => this.#seek();

  connectedCallback() {
    this.#pane = paneOf(this);
    this.#at = this.#pane.scrollTop;
    document.addEventListener("scroll", this.#scrolled, { passive: true, capture: true });
    addEventListener("hashchange", this.#named);
    queueMicrotask(this.#named);
  }

  disconnectedCallback() {
    document.removeEventListener("scroll", this.#scrolled, { capture: true });
    removeEventListener("hashchange", this.#named);
  }

  get #way() {
    return this.querySelector("a[hx-get]");
  }

  #look() {
    const isUpward = this.#pane.scrollTop < this.#at;
    this.#at = this.#pane.scrollTop;
    if (isUpward && this.getBoundingClientRect().bottom > -NEAR) this.#fetch("");
  }

  #seek() {
    const entry = /^#entry-(\d+)$/.exec(location.hash)?.[1];
    if (!entry || document.getElementById(`entry-${entry}`)) return;
    this.#fetch(`&entry=${entry}`)?.then(() => document.getElementById(`entry-${entry}`)?.scrollIntoView());
  }

  #fetch(from) {
    const way = this.#way;
    if (!way || this.hasAttribute("data-taken")) return undefined;
    this.setAttribute("data-taken", "");
    const pane = this.#pane, part = this.parentElement;
    let below = 0;
    part.addEventListener("htmx:beforeSwap", () => { below = pane.scrollHeight - pane.scrollTop; }, { once: true });
    return htmx.ajax("GET", way.getAttribute("hx-get") + from, { target: part, swap: "outerHTML" })
      .then(() => { if (below && !from) pane.scrollTo({ top: pane.scrollHeight - below, behavior: "instant" }); })
      .finally(() => this.removeAttribute("data-taken"));
  }
}

customElements.define("spoc-earlier", SpocEarlier);
