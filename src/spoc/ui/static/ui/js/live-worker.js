/* One stream for the whole browser. As a shared worker it serves every tab; a page without shared
   workers imports Stream and holds the stream itself. */

const REOPEN_AFTER = 150;
const RETRY_AFTER = 5000;

export class Stream {
  #hear;
  #source = null;
  #heard = "";
  #again = false;
  #timer = 0;

  constructor(hear) {
    this.#hear = hear;
  }

  /* signed: a map from topic to its signed string. */
  listen(src, signed) {
    const wanted = [...signed.values()].sort().join(" ");
    if (wanted === this.#heard && this.#source?.readyState !== EventSource.CLOSED) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#open(src, signed, wanted), REOPEN_AFTER);
  }

  close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
    this.#heard = "";
  }

  #open(src, signed, wanted) {
    this.close();
    if (signed.size === 0) return;
    this.#heard = wanted;
    const query = new URLSearchParams([...signed.values()].map((each) => ["t", each]));
    if (this.#again) query.set("again", "1");
    this.#again = true;
    const source = new EventSource(`${src}?${query}`);
    source.onopen = () => this.#hear({ kind: "up" });
    source.onerror = () => this.#lost(source, src, signed, wanted);
    source.addEventListener("change", (event) => this.#hear({ kind: "change", topic: event.data }));
    source.addEventListener("resync", () => this.#hear({ kind: "resync" }));
    this.#source = source;
  }

  /* The browser tries again by itself, unless the server refused. */
  #lost(source, src, signed, wanted) {
    this.#hear({ kind: "down" });
    if (source.readyState !== EventSource.CLOSED || source !== this.#source) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#open(src, signed, wanted), RETRY_AFTER);
  }
}

export const topicOf = (signed) => signed.split(":", 1)[0];

function serve() {
  const tabs = new Map();
  let up = null;
  const stream = new Stream((news) => {
    if (news.kind === "up" || news.kind === "down") up = news;
    for (const [port, tab] of tabs) {
      if (news.kind !== "change" || tab.topics.has(news.topic)) port.postMessage(news);
    }
  });
  const listen = (src) => stream.listen(src, new Map([...tabs.values()].flatMap((tab) => [...tab.topics])));
  self.onconnect = ({ ports: [port] }) => {
    port.onmessage = ({ data }) => {
      if (data.leave) tabs.delete(port);
      else tabs.set(port, { topics: new Map(data.topics.map((each) => [topicOf(each), each])) });
      if (up && !data.leave) port.postMessage(up);
      if (data.retry) stream.close();
      listen(data.src);
    };
  };
}

if ("SharedWorkerGlobalScope" in self) serve();
