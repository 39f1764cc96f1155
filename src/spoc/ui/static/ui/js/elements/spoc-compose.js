/* A field whose words carry simple marks: buttons and keys write them, files that are pasted or
   dropped are kept at once and named in the words, and a look at how it will be. */

const AROUND = { bold: "**", italic: "_", code: "`" };
const BEFORE = { list: "- ", numbers: "1. ", quote: "> " };
const KEYS = { "ctrl+KeyB": "bold", "ctrl+KeyI": "italic", "ctrl+KeyE": "code", "ctrl+shift+KeyL": "link",
  "ctrl+shift+Digit7": "numbers", "ctrl+shift+Digit8": "list", "ctrl+shift+Digit9": "quote" };

class SpocCompose extends HTMLElement {
  connectedCallback() {
    for (const type of ["click", "keydown", "paste", "drop", "dragover"]) this.addEventListener(type, this);
    document.addEventListener("click", this.#quote);
    this.querySelector("[data-marks]").hidden = false;
  }

  disconnectedCallback() {
    document.removeEventListener("click", this.#quote);
  }

  get #field() {
    return this.querySelector("textarea");
  }

  handleEvent(event) {
    if (event.type === "click") return this.#press(event);
    if (event.target !== this.#field) return;
    if (event.type === "keydown") return this.#key(event);
    this.#bring(event);
  }

  #press(event) {
    const button = event.target.closest("[data-mark], [data-look]");
    if (!button) return;
    if (button.dataset.mark) this.#mark(button.dataset.mark);
    else this.#look(button);
  }

  #key(event) {
    if (event.isComposing || event.altKey || !(event.ctrlKey || event.metaKey)) return;
    const mark = KEYS[`ctrl+${event.shiftKey ? "shift+" : ""}${event.code}`];
    if (!mark) return;
    event.preventDefault();
    this.#mark(mark);
  }

  #mark(mark) {
    const field = this.#field;
    field.focus();
    if (AROUND[mark]) around(field, AROUND[mark], AROUND[mark]);
    else if (BEFORE[mark]) before(field, BEFORE[mark]);
    else link(field);
  }

  /* Files come along; words are left to the browser. */
  #bring(event) {
    const files = [...((event.clipboardData ?? event.dataTransfer)?.files ?? [])];
    const isDragged = event.type === "dragover" && event.dataTransfer.types.includes("Files");
    if (!files.length && !isDragged) return;
    event.preventDefault();
    if (event.type !== "dragover") for (const file of files) this.#upload(file);
  }

  async #upload(file) {
    const words = new FormData();
    words.append("file", file, file.name);
    const kept = await this.#post(this.dataset.upload, words);
    const mark = kept && (await kept.json()).mark;
    if (mark) insert(this.#field, `${mark}\n`);
    this.#say(mark ? "" : this.dataset.failed);
  }

  async #look(button) {
    const shown = this.querySelector("[data-looks]");
    const isOn = button.getAttribute("aria-pressed") === "true";
    button.setAttribute("aria-pressed", String(!isOn));
    shown.hidden = isOn;
    this.#field.hidden = !isOn;
    if (isOn) return this.#field.focus();
    const words = new FormData();
    words.append("text", this.#field.value);
    const answer = await this.#post(this.dataset.looks, words);
    if (answer) shown.innerHTML = await answer.text();
    else shown.textContent = this.dataset.failed;
  }

  /* The words stay; what is quoted comes below them. */
  #quote = async (event) => {
    const way = event.target.closest?.("a[data-quote]");
    const isPlain = way && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const kind = this.closest("form").dataset.kind;
    if (!isPlain || (way.dataset.quote === "note" && kind !== "note")) return;
    event.preventDefault();
    const answer = await fetch(way.dataset.quotation).catch(() => null);
    if (!answer?.ok) return this.#say(this.dataset.failed);
    const field = this.#field;
    field.selectionStart = field.selectionEnd = field.value.length;
    insert(field, `${field.value.trim() ? "\n\n" : ""}${await answer.text()}`);
    field.focus();
  };

  async #post(address, words) {
    words.append("csrfmiddlewaretoken", this.closest("form").elements.csrfmiddlewaretoken.value);
    const answer = await fetch(address, { method: "POST", body: words }).catch(() => null);
    return answer?.ok ? answer : null;
  }

  #say(words) {
    this.querySelector("[data-said]").textContent = words;
  }
}

/* Typed as a hand would, so that the browser's own undo takes it back. */
function insert(field, text) {
  field.focus();
  if (!document.execCommand("insertText", false, text)) field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function around(field, open, close) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const words = value.slice(start, end);
  const isMarked = value.slice(start - open.length, start) === open && value.slice(end, end + close.length) === close;
  if (isMarked) field.setSelectionRange(start - open.length, end + close.length);
  insert(field, isMarked ? words : `${open}${words}${close}`);
  const from = isMarked ? start - open.length : start + open.length;
  field.setSelectionRange(from, from + words.length);
}

function before(field, sign) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const first = value.lastIndexOf("\n", start - 1) + 1;
  field.setSelectionRange(first, end);
  const lines = value.slice(first, end).split("\n");
  const isMarked = lines.every((line) => line.startsWith(sign));
  const marked = lines.map((line, at) => sign === "1. " ? `${at + 1}. ${line}` : `${sign}${line}`);
  insert(field, (isMarked ? lines.map((line) => line.slice(sign.length)) : marked).join("\n"));
}

function link(field) {
  const words = field.value.slice(field.selectionStart, field.selectionEnd);
  const start = field.selectionStart;
  const isAddress = /^https?:\/\/\S+$/.test(words);
  insert(field, isAddress ? `[](${words})` : `[${words}](https://)`);
  const at = isAddress ? start + 1 : start + words.length + 3;
  field.setSelectionRange(at, at + (isAddress ? 0 : "https://".length));
}

customElements.define("spoc-compose", SpocCompose);
