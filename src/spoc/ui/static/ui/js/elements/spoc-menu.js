/* A menu closes when somebody presses Esc or goes elsewhere. It opens without script. */

class SpocMenu extends HTMLElement {
  connectedCallback() {
    document.addEventListener("click", this);
    this.addEventListener("keydown", this);
    this.addEventListener("focusout", this);
  }

  disconnectedCallback() {
    document.removeEventListener("click", this);
  }

  handleEvent(event) {
    const box = this.querySelector("details");
    if (!box?.open) return;
    if (event.type === "click" && !this.contains(event.target)) box.open = false;
    if (event.type === "focusout" && event.relatedTarget && !this.contains(event.relatedTarget)) box.open = false;
    if (event.type === "keydown" && event.key === "Escape") {
      event.preventDefault();
      box.open = false;
      box.querySelector("summary").focus();
    }
  }
}

customElements.define("spoc-menu", SpocMenu);
