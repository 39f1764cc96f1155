/* A conversation: stays at its end, sends by Enter, keeps what is typed through a page's change, tells
   the other side that somebody writes, and says to those who do not see it what came. */

const TELL = 3000;

class SpocChat extends HTMLElement {
  #told = 0;
  #last = 0;

  get #field() { return this.querySelector(".chat-write textarea"); }
  get #lines() { return this.querySelector("[data-lines]"); }
  get #place() { return `spoc-chat-${this.dataset.chat}`; }

  connectedCallback() {
    for (const type of ["input", "keydown", "change", "htmx:afterRequest", "htmx:load"]) this.addEventListener(type, this);
    if (this.#field) this.#field.value ||= sessionStorage.getItem(this.#place) ?? "";
    this.#last = this.#newest;
    this.#toEnd();
  }

  handleEvent(event) {
    if (event.type === "input" && event.target === this.#field) this.#type();
    else if (event.type === "keydown") this.#key(event);
    else if (event.type === "change" && event.target.type === "file") this.#name(event.target);
    else if (event.type === "htmx:afterRequest") this.#sent(event);
    else if (event.type === "htmx:load") this.#came();
  }

  #type() {
    sessionStorage.setItem(this.#place, this.#field.value);
    if (!this.dataset.typing || !this.#field.value.trim() || Date.now() - this.#told < TELL) return;
    this.#told = Date.now();
    const words = new FormData();
    words.append("csrfmiddlewaretoken", this.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "");
    fetch(this.dataset.typing, { method: "POST", body: words }).catch(() => {});
  }

  #key(event) {
    const isSent = event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.target !== this.#field || !isSent || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    const form = this.#field.form;
    if (this.#field.value.trim() || form.elements.attachments.files.length) form.requestSubmit();
  }

  /* What arrived is gone from the field; what did not stays. */
  #sent({ target, detail }) {
    if (!target.matches(".chat-write") || !detail.successful) return;
    this.#told = 0;
    sessionStorage.removeItem(this.#place);
    target.reset();
    this.#field.value = "";
    this.#name(target.elements.attachments);
    this.#field.focus();
    this.#toEnd();
  }

  #came() {
    const news = [...this.querySelectorAll("[data-news]")].filter((each) => Number(each.dataset.line) > this.#last);
    this.#last = Math.max(this.#last, this.#newest);
    this.#toEnd();
    if (news.length) this.querySelector("[data-news-of]").textContent = news.map((each) => each.dataset.news).join(". ");
  }

  #name(field) {
    const place = this.querySelector("[data-files]");
    place.textContent = [...field.files].map((each) => each.name).join(", ") || place.dataset.none;
  }

  get #newest() {
    return Number([...this.querySelectorAll("[data-line]")].at(-1)?.dataset.line ?? 0);
  }

  #toEnd() {
    if (this.#lines) this.#lines.scrollTop = this.#lines.scrollHeight;
  }
}

customElements.define("spoc-chat", SpocChat);
