/* Words that become more words: after `::` text snippets are offered, after ` ??` articles, in a note
   after `@@` colleagues.
   A textarea, or its form, says `data-expand` with what the offers are asked for. The offers come
   as ready HTML; arrows choose, Enter or Tab takes, Esc leaves what was typed as it is. */

const SORTS = { "::": "/snippets", "@@": "/people/mentions", "??": "/knowledge/insertions" };
const TYPED = /(::|@@|(?<=^|\s)\?\?)([^\n:@?]{0,40})$/;
const WAITS = 120;

class SpocExpand extends HTMLElement {
  #field = null;
  #from = -1;
  #timer = 0;
  #asked = null;

  get options() { return [...this.children]; }
  get chosen() { return this.querySelector("[aria-selected=true]"); }

  connectedCallback() {
    this.role = "listbox";
    this.id = "expand";
    this.addEventListener("pointerdown", this);
  }

  /* The pointer takes an offer without taking the focus out of the text. */
  handleEvent(event) {
    const option = event.target.closest("[role=option]");
    event.preventDefault();
    if (option) this.take(option);
  }

  read(field) {
    const typed = TYPED.exec(field.value.slice(0, field.selectionStart));
    const isOffered = typed && (typed[1] !== "@@" || paramsOf(field).get("kind") === "note");
    if (!isOffered || /^\s/.test(typed[2])) return this.leave();
    this.#field = field;
    this.#from = typed.index;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(SORTS[typed[1]], typed[2]), WAITS);
  }

  async #ask(url, words) {
    this.#asked?.abort();
    this.#asked = new AbortController();
    const query = paramsOf(this.#field);
    query.set("words", words);
    try {
      const answer = await fetch(`${url}?${query}`, { signal: this.#asked.signal });
      const found = answer.ok ? (await answer.text()).trim() : "";
      if (found && this.#field) this.#show(found);
      else this.leave();
    } catch (error) {
      if (error.name !== "AbortError") this.leave();
    }
  }

  #show(found) {
    this.innerHTML = found.slice(found.indexOf("<div"));
    if (!this.options.length) return this.leave();
    this.#field.after(this);
    this.ariaLabel = this.#field.labels[0]?.textContent.trim() || this.#field.placeholder;
    this.hidden = false;
    this.#field.setAttribute("aria-controls", this.id);
    this.#field.setAttribute("aria-autocomplete", "list");
    this.choose(0);
  }

  choose(place) {
    const options = this.options;
    options.forEach((each) => each.setAttribute("aria-selected", "false"));
    const next = options.at(place % options.length);
    next.setAttribute("aria-selected", "true");
    next.scrollIntoView({ block: "nearest" });
    this.#field.setAttribute("aria-activedescendant", next.id);
  }

  take(option) {
    const field = this.#field;
    if (option.dataset.uses) use(field.form, option.dataset);
    field.setRangeText(option.dataset.text, this.#from, field.selectionStart, "end");
    this.leave();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }

  leave() {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    for (const name of ["aria-controls", "aria-autocomplete", "aria-activedescendant"]) this.#field?.removeAttribute(name);
    this.#field = null;
    this.hidden = true;
    this.replaceChildren();
  }
}

customElements.define("spoc-expand", SpocExpand);

const list = document.createElement("spoc-expand");

function paramsOf(field) {
  return new URLSearchParams(field.closest("[data-expand]").dataset.expand);
}

/* An article that is put into the words counts as used. */
function use(form, { uses, article }) {
  const words = new FormData();
  words.append("article", article);
  words.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  fetch(uses, { method: "POST", body: words, redirect: "manual" }).catch(() => null);
}

function isExpanding(event) {
  return event.target.matches?.("[data-expand] textarea, textarea[data-expand]");
}

function typed(event) {
  if (isExpanding(event) && !event.isComposing) list.read(event.target);
}

/* Heard before the page's own keys: while offers are shown, these keys are the list's. */
function pressed(event) {
  if (list.hidden || !list.isConnected || !isExpanding(event)) return;
  const place = list.options.indexOf(list.chosen);
  const act = {
    ArrowDown: () => list.choose(place + 1),
    ArrowUp: () => list.choose(place - 1),
    Enter: () => list.take(list.chosen),
    Tab: () => list.take(list.chosen),
    Escape: () => list.leave(),
  }[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

document.addEventListener("input", typed);
document.addEventListener("keydown", pressed, true);
document.addEventListener("focusout", (event) => isExpanding(event) && list.isConnected && list.leave());
