/* Puts a chat on this page: a button, and the conversation in a frame of its own. Load it with
   <script src="…" async></script>. The page's policy must allow this address as script and frame. */
(() => {
  const address = {{ address|tojson }};
  const origins = {{ origins|tojson }};
  const labels = {{ labels|tojson }};
  const here = document.currentScript;
  if (document.getElementById("spoc-chat-open") || !origins.includes(location.origin)) return;
  const language = (document.documentElement.lang || navigator.language || "en").slice(0, 2);
  const says = here?.dataset.label || labels[language] || labels.en;

  const button = document.createElement("button");
  button.id = "spoc-chat-open";
  button.type = "button";
  button.textContent = says;
  button.setAttribute("aria-expanded", "false");
  lay(button, { bottom: "1rem", padding: "0.75rem 1.25rem", border: "0", borderRadius: "2rem", background: "#155e6b",
    color: "#fff", font: "600 1rem system-ui, sans-serif", cursor: "pointer", boxShadow: "0 2px 12px rgb(0 0 0 / 25%)" });

  const frame = document.createElement("iframe");
  frame.id = "spoc-chat-frame";
  frame.title = says;
  frame.hidden = true;
  lay(frame, { bottom: "4.5rem", width: "min(24rem, calc(100vw - 2rem))", height: "min(36rem, calc(100vh - 6rem))",
    border: "1px solid rgb(0 0 0 / 20%)", borderRadius: "0.75rem", background: "#fff", boxShadow: "0 8px 32px rgb(0 0 0 / 25%)" });

  button.addEventListener("click", () => {
    if (!frame.src) frame.src = `${address}?language=${encodeURIComponent(language)}`;
    frame.hidden = !frame.hidden;
    button.setAttribute("aria-expanded", String(!frame.hidden));
    if (!frame.hidden) frame.focus();
  });
  button.addEventListener("keydown", (event) => event.key === "Escape" && !frame.hidden && button.click());
  document.body.append(button, frame);

  /* One by one, as a page's policy on styles lets scripts do. */
  function lay(element, styles) {
    Object.assign(element.style, { position: "fixed", right: "1rem", zIndex: "2147483000" }, styles);
  }
})();
