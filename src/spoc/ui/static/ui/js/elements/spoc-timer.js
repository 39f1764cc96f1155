/* The running minutes of a timer. The server says how many there are now; the page adds those since. */

const MINUTE = 60_000;

class SpocTimer extends HTMLElement {
  #timer = 0;
  #began = 0;

  connectedCallback() {
    this.setAttribute("role", "timer");
    this.#began = Date.now();
    this.#timer = setInterval(() => this.#show(), MINUTE / 4);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  #show() {
    const minutes = Number(this.getAttribute("minutes")) + Math.floor((Date.now() - this.#began) / MINUTE);
    this.textContent = this.getAttribute("words").replace("#", minutes);
  }
}

customElements.define("spoc-timer", SpocTimer);
