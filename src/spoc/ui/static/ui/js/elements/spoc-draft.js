/* Keeps on the server what is being written, every five seconds and when the page is left. */

const EVERY = 5000;

class SpocDraft extends HTMLElement {
  #changed = false;
  #timer = 0;

  connectedCallback() {
    if (!this.dataset.draftUrl) return;
    this.addEventListener("input", this);
    this.addEventListener("submit", this);
    addEventListener("pagehide", this);
    this.#timer = setInterval(() => this.#keep(), EVERY);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
    removeEventListener("pagehide", this);
    if (this.dataset.draftUrl) this.#leave();
  }

  handleEvent(event) {
    if (event.type === "pagehide") this.#leave();
    else this.#changed = event.type === "input";
  }

  /* Everything written; files stay where they are. */
  get #words() {
    const words = new FormData(this.querySelector("form"));
    for (const [name, value] of [...words]) if (value instanceof File) words.delete(name);
    return words;
  }

  async #keep() {
    if (!this.#changed) return;
    this.#changed = false;
    try {
      const answer = await fetch(this.dataset.draftUrl, { method: "POST", body: this.#words });
      if (!answer.ok) throw new Error(answer.statusText);
      this.#say();
    } catch {
      this.#changed = true;
    }
  }

  #leave() {
    if (!this.#changed || !this.querySelector("form")) return;
    this.#changed = false;
    navigator.sendBeacon(this.dataset.draftUrl, this.#words);
  }

  #say() {
    this.querySelector("[data-draft-drop]")?.removeAttribute("hidden");
    const place = this.querySelector("[data-draft-kept]");
    if (!place) return;
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    place.textContent = this.dataset.kept.replace("{time}", time);
  }
}

customElements.define("spoc-draft", SpocDraft);
