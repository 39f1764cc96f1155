/* A button that fills the screen with the page; it is shown only where the browser can do that. */

class SpocFullScreen extends HTMLElement {
  connectedCallback() {
    if (!document.fullscreenEnabled) return;
    this.hidden = false;
    this.addEventListener("click", this);
    document.addEventListener("fullscreenchange", this);
  }

  disconnectedCallback() {
    document.removeEventListener("fullscreenchange", this);
  }

  handleEvent(event) {
    if (event.type === "fullscreenchange") this.hidden = Boolean(document.fullscreenElement);
    else document.documentElement.requestFullscreen();
  }
}

customElements.define("spoc-full-screen", SpocFullScreen);
