/* One stream for the whole browser. As a shared worker it serves every tab; a page without shared
   workers imports Stream and holds the stream itself. */

const REOPEN_AFTER = 150;
const RETRY_AFTER = 5000;
const MOST = 2000;

export class Stream {
  #hear;
  #source = null;
  #heard = new Set();
  #who = "";
  #since = [];
  #from = Infinity;
  #mark = "";
  #timer = 0;

  constructor(hear) {
    this.#hear = hear;
  }

  /* wanted: a map from topic to its signed string; since: up to when the page that asks knows. A
     stream that tells all of it goes on, whatever it tells beside. */
  listen(src, wanted, { since, who }) {
    if (who === this.#who && this.#tells(wanted, since)) return;
    if (since) this.#since.push(since);
    this.#after(REOPEN_AFTER, src, wanted, who);
  }

  close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
    this.#heard = new Set();
  }

  #tells(wanted, since) {
    if (!this.#source || this.#source.readyState === EventSource.CLOSED) return false;
    if (since && Number(since) < this.#from) return false;
    return [...wanted.keys()].every((each) => this.#heard.has(each));
  }

  #after(delay, ...given) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#open(...given), delay);
  }

  #open(src, wanted, who) {
    this.close();
    if (wanted.size === 0) return;
    this.#heard = new Set(wanted.keys());
    this.#who = who;
    const asked = [...this.#since];
    const marks = this.#mark ? [...asked, this.#mark] : asked;
    this.#from = Math.min(...marks.map((each) => Number.parseInt(each, 10)));
    const query = new URLSearchParams([...wanted.values()].map((each) => ["t", each]));
    for (const mark of marks) query.append("since", mark);
    const source = new EventSource(`${src}?${query}`);
    source.onopen = () => this.#hear({ kind: "up" });
    source.onerror = () => this.#lost(source, src, wanted, who);
    for (const kind of ["change", "resync", "ping"]) {
      source.addEventListener(kind, (event) => this.#told(kind, event, asked.splice(0).length));
    }
    this.#source = source;
  }

  /* What the stream was asked to begin from is behind it with its first word. */
  #told(kind, { data, lastEventId }, answered) {
    this.#since.splice(0, answered);
    this.#mark = lastEventId;
    if (kind !== "ping") this.#hear({ kind, topic: data, at: Number.parseInt(lastEventId, 10) });
  }

  /* The browser tries again by itself, unless the server refused. */
  #lost(source, src, wanted, who) {
    this.#hear({ kind: "down" });
    if (source.readyState === EventSource.CLOSED && source === this.#source) this.#after(RETRY_AFTER, src, wanted, who);
  }
}

export const topicOf = (signed) => signed.split(":", 1)[0];

function serve() {
  const tabs = new Map();
  const changed = new Map();
  let anew = 0;
  let up = null;
  const keep = ({ kind, topic, at }) => {
    if (kind === "resync" || changed.size > MOST) {
      changed.clear();
      anew = at;
    } else changed.set(topic, at);
  };
  const stream = new Stream((news) => {
    if (news.kind === "up" || news.kind === "down") up = news;
    else keep(news);
    for (const [port, tab] of tabs) {
      if (news.kind !== "change" || tab.topics.has(news.topic)) port.postMessage(news);
    }
  });
  /* What changed after a page was made, and was told before the page came here. */
  const catchUp = (port, { since, topics }) => {
    for (const topic of since ? topics.keys() : []) {
      if (Math.max(changed.get(topic) ?? 0, anew) > Number(since)) port.postMessage({ kind: "change", topic });
    }
  };
  const arrive = (port, { src, since, who, topics, retry }) => {
    const tab = { since, who, topics: new Map(topics.map((each) => [topicOf(each), each])) };
    tabs.set(port, tab);
    if (up) port.postMessage(up);
    catchUp(port, tab);
    if (retry) stream.close();
    const own = [...tabs.values()].filter((each) => each.who === who);
    stream.listen(src, new Map(own.flatMap((each) => [...each.topics])), tab);
  };
  self.onconnect = ({ ports: [port] }) => {
    port.onmessage = ({ data }) => (data.leave ? tabs.delete(port) : arrive(port, data));
  };
}

if ("SharedWorkerGlobalScope" in self) serve();
