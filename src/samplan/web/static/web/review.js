/* The import review's comforts. Without this file every link and button still works.
   - A mark in the source and its proposal find each other, and show which is current.
   - A press that did not reach the server says so, where it can be seen.
   - J K G Ä F D move through the proposals and act; they can be turned off (WCAG 2.1.4). */
(() => {
  "use strict";
  const root = document.querySelector("[data-review]");
  if (!root) return;
  let items = [...root.querySelectorAll("[data-item]")];
  const keys = document.querySelector("[data-keys]");
  let current = -1;

  /* The first mark of a tag gets the address that the proposal points at. */
  const marks = new Map();
  for (const mark of root.querySelectorAll("mark[data-tags]")) {
    for (const tag of mark.dataset.tags.split(" ")) {
      if (!marks.has(tag)) marks.set(tag, []);
      marks.get(tag).push(mark);
    }
  }

  const show = (index, focus) => {
    if (index < 0 || index >= items.length) return;
    items.forEach((item) => { item.classList.remove("sp-prop--cur"); item.removeAttribute("aria-current"); });
    root.querySelectorAll(".sp-hl--cur").forEach((mark) => mark.classList.remove("sp-hl--cur"));
    current = index;
    const item = items[index];
    const closed = item.closest("details:not([open])");
    if (closed) closed.open = true;
    item.classList.add("sp-prop--cur");
    item.setAttribute("aria-current", "true");
    const found = marks.get(item.dataset.item) || [];
    found.forEach((mark) => mark.classList.add("sp-hl--cur"));
    if (found.length) scrollSource(found[0]);
    if (focus) {
      item.scrollIntoView({ block: "nearest", behavior: "instant" });
      const first = item.querySelector("[data-key=g], button, a.ds-button");
      if (first) first.focus({ preventScroll: true });
      else { item.tabIndex = -1; item.focus({ preventScroll: true }); }
    }
  };

  /* Scrolls the source's own frame, never the page. */
  const scrollSource = (mark) => {
    const frame = root.querySelector(".sp-page__w");
    if (!frame || frame.scrollHeight <= frame.clientHeight) return;
    const offset = mark.getBoundingClientRect().top - frame.getBoundingClientRect().top;
    frame.scrollTop += offset - frame.clientHeight / 3;
  };

  root.addEventListener("click", (event) => {
    const toSource = event.target.closest("[data-source]");
    if (toSource) {
      const index = items.findIndex((item) => item.dataset.item === toSource.dataset.source);
      show(index, false);
      const found = marks.get(toSource.dataset.source);
      if (found && window.matchMedia("(min-width: 62rem)").matches) event.preventDefault();
      return;
    }
    const item = event.target.closest("[data-item]");
    if (item) show(items.indexOf(item), false);
    const toProposal = event.target.closest("[data-to]");
    if (toProposal) show(items.findIndex((one) => one.dataset.item === toProposal.dataset.to), false);
  });

  /* Where one comes in: the item that the address names, else the first that waits. */
  const named = location.hash.startsWith("#f-") ? items.findIndex((item) => `#${item.id}` === decodeURIComponent(location.hash)) : -1;
  const waiting = items.findIndex((item) => "open" in item.dataset);
  const start = named >= 0 ? named : waiting;
  show(start < 0 ? 0 : start, false);

  /* An item that has been judged comes back in its place; the next one that waits is then the current one. */
  document.body.addEventListener("htmx:afterSettle", (event) => {
    /* What came along with it (what it stands under, the figures) settles too, and moves nobody. */
    if (!event.detail.elt.dataset?.item || event.detail.elt.id !== event.detail.target?.id) return;
    items = [...root.querySelectorAll("[data-item]")];
    const at = items.findIndex((item) => item.id === event.detail.elt.id);
    if (at < 0) return;
    const judged = !("open" in items[at].dataset);
    const onward = judged ? items.findIndex((item, i) => i > at && "open" in item.dataset && !item.closest("details:not([open])")) : -1;
    show(onward < 0 ? at : onward, true);
  });

  /* A judgement that was not received must not look like one that was. */
  const said = document.getElementById("sagt");
  const lost = (name) => { said.classList.remove("ds-sr-only"); said.textContent = said.dataset[name]; };
  document.addEventListener("htmx:sendError", () => lost("noContact"));
  document.addEventListener("htmx:responseError", (event) => lost(event.detail.xhr.status === 401 ? "signedOut" : "refused"));
  document.addEventListener("htmx:afterSwap", () => said.classList.add("ds-sr-only"));
  /* Who signs in again in another tab gets a new token; the forms that wait here take it over. */
  document.addEventListener("htmx:confirm", (event) => {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    const field = event.target.closest("form")?.elements.csrfmiddlewaretoken;
    if (token && field) field.value = token[1];
  });

  if (!keys) return;
  const wanted = () => { try { return localStorage.getItem("samplan-keys") !== "off"; } catch { return true; } };
  const remember = (on) => { try { localStorage.setItem("samplan-keys", on ? "on" : "off"); } catch { /* private window */ } };
  const button = keys.querySelector("[data-keys-off]");
  const label = () => { button.textContent = wanted() ? button.dataset.off : button.dataset.on; button.setAttribute("aria-pressed", String(!wanted())); };
  keys.hidden = false;
  label();
  button.addEventListener("click", () => { remember(!wanted()); label(); });

  document.addEventListener("keydown", (event) => {
    if (!wanted() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]")) return;
    const key = event.key.toLowerCase();
    if (key === "j") show(current + 1, true);
    else if (key === "k") show(current - 1, true);
    else if ("gäfd".includes(key) && items[current]) {
      const target = items[current].querySelector(`[data-key="${key}"]`);
      if (target) target.click();
      else return;
    } else return;
    event.preventDefault();
  });
})();
