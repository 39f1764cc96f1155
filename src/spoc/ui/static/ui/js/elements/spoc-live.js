/* Turns the names on the live stream into events: `live:<topic>` on the document, at once and then at
   most every two seconds, the last one always. Regions ask again for themselves, so the server
   decides each time what may be seen. */

const PATIENCE = 10_000;
const REST = 2000;

class SpocLive extends HTMLElement {
  #port = null;
  #stream = null;
  #waiting = 0;
  #since = new Date();
  #resting = new Map();

  connectedCallback() {
    this.signed = (this.getAttribute("topics") ?? "").split(/\s+/).filter(Boolean);
    this.#waiting = setTimeout(() => this.#show(), PATIENCE);
    this.#connect();
    addEventListener("pagehide", this);
    addEventListener("pageshow", this);
    this.querySelector("button")?.addEventListener("click", this);
  }

  disconnectedCallback() {
    this.#leave();
    clearTimeout(this.#waiting);
    removeEventListener("pagehide", this);
    removeEventListener("pageshow", this);
  }

  handleEvent(event) {
    if (event.type === "pagehide") this.#leave();
    if (event.type === "pageshow" && event.persisted) this.#return();
    if (event.type === "click") this.#ask({ retry: true });
  }

  #connect() {
    if (!("SharedWorker" in window)) return this.#alone();
    const worker = new SharedWorker(this.getAttribute("worker"), { type: "module", name: "spoc-live" });
    worker.onerror = () => this.#alone();
    this.#port = worker.port;
    this.#port.onmessage = ({ data }) => this.#hear(data);
    return this.#ask({});
  }

  /* Without a shared worker the page holds the stream itself. */
  async #alone() {
    this.#port = null;
    const { Stream } = await import(this.getAttribute("worker"));
    this.#stream = new Stream((news) => this.#hear(news));
    if (this.isConnected) this.#ask({});
  }

  #ask(more) {
    const [src, since, who] = ["src", "since", "who"].map((each) => this.getAttribute(each) ?? "");
    if (this.#port) this.#port.postMessage({ src, since, who, topics: this.signed, ...more });
    else if (this.#stream) {
      if (more.retry) this.#stream.close();
      this.#stream.listen(src, new Map(this.signed.map((each) => [topicOf(each), each])), { since, who });
    }
  }

  #leave() {
    this.#port?.postMessage({ src: this.getAttribute("src"), leave: true });
    this.#stream?.close();
  }

  /* A page kept by the browser comes back: it may have missed something. */
  #return() {
    this.#ask({});
    this.#hear({ kind: "resync" });
  }

  #hear({ kind, topic }) {
    if (kind === "up") this.#hide();
    if (kind === "down") this.#waiting ||= setTimeout(() => this.#show(), PATIENCE);
    if (kind === "change") this.#tell(topic);
    if (kind === "resync") this.signed.map(topicOf).forEach((each) => this.#tell(each));
  }

  #tell(topic) {
    this.#since = new Date();
    if (this.#resting.has(topic)) return this.#resting.set(topic, true);
    document.dispatchEvent(new CustomEvent(`live:${topic}`));
    this.#resting.set(topic, false);
    setTimeout(() => this.#wake(topic), REST);
  }

  #wake(topic) {
    const more = this.#resting.get(topic);
    this.#resting.delete(topic);
    if (more && this.isConnected) this.#tell(topic);
  }

  #hide() {
    clearTimeout(this.#waiting);
    this.#waiting = 0;
    this.#since = new Date();
    const notice = this.querySelector(".notice");
    if (notice) notice.hidden = true;
  }

  #show() {
    this.#waiting = 0;
    const words = this.querySelector("[data-since]");
    if (!words) return;
    const time = this.#since.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    words.textContent = words.dataset.since.replace("{time}", time);
    this.querySelector(".notice").hidden = false;
  }
}

const topicOf = (signed) => signed.split(":", 1)[0];

customElements.define("spoc-live", SpocLive);
