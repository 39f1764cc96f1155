/* The list of requests under the keyboard, and quiet under live news: selection, place and scroll
   stay, and nothing moves while rows are selected or the pointer is at work in the list. What all
   rows share is not in each of them: the way to the preview, and roles (they are drawn as a grid). */

import { usual } from "spoc-keys";

const POINTER_RESTS = 10_000;
const ROW_RESTS = 120;
const ROWS = ".queue-row";

class SpocQueue extends HTMLElement {
  #last = null;
  #pointerAt = 0;
  #held = "";
  #before = null;
  #timer = 0;
  #asking = 0;

  connectedCallback() {
    document.addEventListener("keydown", this);
    for (const type of ["focusin", "change", "pointermove", "pointerleave"]) this.addEventListener(type, this);
    for (const type of ["htmx:configRequest", "htmx:beforeRequest", "htmx:beforeSwap", "htmx:afterSettle"]) this.addEventListener(type, this);
    this.#page?.querySelector(".preview")?.addEventListener("htmx:afterSettle", (event) => this.#shown(event));
    this.#page?.classList.toggle("no-preview", localStorage.getItem("spoc-preview") === "off");
    this.#name();
    this.#count();
    linkOf(this.#current)?.focus();
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this);
    for (const timer of [this.#timer, this.#asking]) clearTimeout(timer);
  }

  handleEvent(event) {
    const act = {
      keydown: () => this.#key(event),
      focusin: () => event.target.matches(`${ROWS} .subject a`) && this.#stand(event.target.closest(ROWS)),
      change: () => this.#count(),
      pointermove: () => { this.#pointerAt = Date.now(); },
      pointerleave: () => { this.#pointerAt = 0; this.#release(); },
      "htmx:configRequest": () => this.#ask(event.detail),
      "htmx:beforeRequest": () => this.#hold(event),
      "htmx:beforeSwap": () => this.#remember(event.detail.target),
      "htmx:afterSettle": () => { this.#name(); this.#restore(); },
    };
    act[event.type]();
  }

  get #page() { return this.closest(".queue-page"); }
  get #list() { return this.querySelector(".queue"); }
  get #rows() { return [...this.querySelectorAll(ROWS)]; }
  get #current() { return this.querySelector(`${ROWS}[aria-current]`); }
  get #picked() { return [...this.querySelectorAll(".pick :checked")]; }

  #name() {
    for (const row of this.querySelectorAll("tbody tr:not([role])")) {
      row.setAttribute("role", "row");
      for (const cell of row.cells) cell.setAttribute("role", "cell");
    }
  }

  #key(event) {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select, dialog");
    if (typing || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (document.body.dataset.singleKeys === "off") return;
    const act = {
      j: () => this.#move(1),
      k: () => this.#move(-1),
      x: () => this.#pick(event.shiftKey),
      v: () => this.#preview(),
      escape: () => this.#clear(),
    }[usual(event.key.toLowerCase())];
    if (act?.() !== undefined) event.preventDefault();
  }

  #move(step) {
    const rows = this.#rows;
    const next = rows[Math.min(Math.max(rows.indexOf(this.#current) + step, 0), rows.length - 1)];
    next?.scrollIntoView({ block: "nearest" });
    linkOf(next)?.focus({ preventScroll: true });
    return next;
  }

  #stand(row) {
    if (row === this.#current) return;
    this.#current?.removeAttribute("aria-current");
    row.setAttribute("aria-current", "true");
    const at = this.querySelector("[name=at]");
    if (at) at.value = boxOf(row).value;
    this.#show(linkOf(row));
  }

  /* Until the row's own preview is there, its keys rest: they would act on the row before. */
  #show(link) {
    const preview = this.#page?.querySelector(".preview");
    if (!preview) return;
    preview.ariaBusy = "true";
    clearTimeout(this.#asking);
    const to = { source: preview, target: preview, swap: "innerHTML" };
    this.#asking = setTimeout(() => htmx.ajax("GET", previewOf(link), to), ROW_RESTS);
  }

  #shown({ currentTarget, detail }) {
    if (detail.requestConfig?.path === previewOf(linkOf(this.#current))) currentTarget.ariaBusy = null;
  }

  /* The list comes anew as long as it was. */
  #ask({ triggeringEvent, parameters }) {
    if (triggeringEvent?.type.startsWith("live:")) parameters.shown = this.#rows.length;
  }

  #pick(range) {
    const rows = this.#rows;
    const here = rows.indexOf(this.#current);
    if (here < 0) return undefined;
    const from = range && this.#last !== null ? this.#last : here;
    const on = range || !boxOf(rows[here]).checked;
    for (const row of rows.slice(Math.min(from, here), Math.max(from, here) + 1)) boxOf(row).checked = on;
    this.#last = here;
    this.#count();
    return true;
  }

  #preview() {
    const hidden = this.#page?.classList.toggle("no-preview");
    localStorage.setItem("spoc-preview", hidden ? "off" : "on");
    return hidden;
  }

  #clear() {
    const picked = this.#picked;
    for (const box of picked) box.checked = false;
    this.#count();
    return picked.length > 0 || undefined;
  }

  #count() {
    const words = this.querySelector("[data-picked]");
    const count = this.#picked.length;
    if (words) words.textContent = words.dataset.picked.replace("{count}", count);
    if (count === 0) this.#release();
  }

  get #busy() {
    return this.#picked.length > 0 || Date.now() - this.#pointerAt < POINTER_RESTS;
  }

  #hold(event) {
    const cause = event.detail.requestConfig?.triggeringEvent?.type ?? "";
    if (!cause.startsWith("live:") || !this.#busy) return;
    event.preventDefault();
    this.#held = cause;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#release(), POINTER_RESTS);
  }

  #release() {
    if (!this.#held) return;
    clearTimeout(this.#timer);
    if (this.#busy) return void (this.#timer = setTimeout(() => this.#release(), POINTER_RESTS));
    const cause = this.#held;
    this.#held = "";
    document.dispatchEvent(new CustomEvent(cause));
  }

  #remember(target) {
    if (!this.contains(target)) return;
    this.#before = {
      scroll: this.#list?.scrollTop ?? 0,
      current: this.#current?.id,
      isHere: Boolean(document.activeElement?.closest(`${ROWS} .subject`)),
      place: this.#rows.indexOf(this.#current),
      picked: new Set(this.#picked.map((box) => box.value)),
      rows: new Map(this.#rows.map((row) => [row.id, row.textContent])),
    };
  }

  #restore() {
    const before = this.#before;
    this.#before = null;
    if (!before) return;
    for (const row of this.#rows) {
      if (row.id && row.id === before.current) row.setAttribute("aria-current", "true");
      if (before.picked.has(boxOf(row)?.value)) boxOf(row).checked = true;
      row.classList.toggle("arriving", before.rows.get(row.id) !== row.textContent);
    }
    if (!this.#current) this.#rows[Math.min(before.place, this.#rows.length - 1)]?.setAttribute("aria-current", "true");
    if (this.#list) this.#list.scrollTop = before.scroll;
    if (before.isHere) linkOf(this.#current)?.focus({ preventScroll: true });
    this.#count();
  }
}

const previewOf = (link) => (link ? `${link.pathname}/preview${link.search}` : "");
const linkOf = (row) => row?.querySelector(".subject a");
const boxOf = (row) => row.querySelector(".pick input");

customElements.define("spoc-queue", SpocQueue);
