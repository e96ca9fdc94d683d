/* The editor's comforts. Without this file every form is a page of its own, and every button still works.
   - Saves while one writes, one request at a time, with the version of one's own last save.
   - Ctrl+Enter saves, Escape closes; a lone line saves with Enter as forms do.
   - Says how much of a document has been sent. */
(() => {
  "use strict";
  const WAIT = 1200;
  const states = new WeakMap();
  const saving = new Set();

  const fingerprint = (form) => {
    const data = new FormData(form);
    data.delete("version");
    data.delete("csrfmiddlewaretoken");
    return JSON.stringify([...data.entries()]);
  };
  const stateOf = (form) => {
    if (!states.has(form)) states.set(form, { timer: 0, running: null, saved: null });
    return states.get(form);
  };
  const tell = (form, words) => {
    const place = form.querySelector("[data-said]");
    if (place && place.textContent !== words) place.textContent = words;
  };

  const sentence = (name) => document.getElementById("sagt")?.dataset[name] || "";
  /* Who signs in again in another tab gets a new token; the form that waits here takes it over. */
  const freshen = (form) => {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (token && form.elements.csrfmiddlewaretoken) form.elements.csrfmiddlewaretoken.value = token[1];
  };
  document.addEventListener("submit", (event) => freshen(event.target), true);
  document.addEventListener("htmx:confirm", (event) => {
    const form = event.target.closest("form");
    if (form) freshen(form);
  });

  const saveNow = async (form) => {
    const state = stateOf(form);
    const print = fingerprint(form);
    if (print === state.saved || !form.isConnected) return;
    let answer;
    freshen(form);
    try {
      const response = await fetch(form.dataset.autosave, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Samplan-Saves": "while-writing" },
        credentials: "same-origin",
      });
      if (response.redirected) { tell(form, sentence("signedOut")); return; }
      answer = await response.json();
      if (response.ok) {
        form.elements.version.value = answer.version;
        state.saved = print;
        form.dataset.saved = "yes";
        const leave = form.querySelector("[data-changed]");
        if (leave) leave.setAttribute("hx-get", leave.dataset.changed);
        if (leave && window.htmx) window.htmx.process(leave);
      } else if (response.status === 409) {
        tell(form, answer.said);
        state.saved = print;
        form.requestSubmit();
        return;
      }
      tell(form, answer.said);
    } catch {
      tell(form, sentence("noContact"));
    }
  };
  const later = (form) => {
    const state = stateOf(form);
    clearTimeout(state.timer);
    state.timer = setTimeout(() => { begin(form); }, WAIT);
  };
  const begin = (form) => {
    const state = stateOf(form);
    clearTimeout(state.timer);
    state.timer = 0;
    const after = state.running || Promise.resolve();
    state.running = after.then(() => saveNow(form));
    const mine = state.running;
    saving.add(mine);
    mine.finally(() => { saving.delete(mine); if (state.running === mine) state.running = null; });
    return mine;
  };

  document.addEventListener("focusin", (event) => {
    const form = event.target.closest("form[data-autosave]");
    if (form && stateOf(form).saved === null) stateOf(form).saved = fingerprint(form);
  });
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-autosave]");
    if (form && event.target.name !== "version") later(form);
  });

  /* A request of a form waits for its own save under way, so that nobody collides with oneself. */
  document.addEventListener("htmx:confirm", (event) => {
    const form = event.target.closest("form[data-autosave]");
    if (!form) return;
    const state = stateOf(form);
    const leaving = event.target.hasAttribute("data-leave");
    clearTimeout(state.timer);
    const unsaved = leaving && state.saved !== null && fingerprint(form) !== state.saved;
    const under_way = unsaved ? begin(form) : state.running;
    if (!under_way) return;
    event.preventDefault();
    under_way.then(() => {
      const link = leaving && form.dataset.saved ? form.querySelector("[data-changed]") : null;
      if (link && window.htmx) window.htmx.ajax("GET", link.dataset.changed, { target: form.closest("li"), swap: "outerHTML" });
      else event.detail.issueRequest(true);
    });
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-autosave]:not([hx-post])");
    if (!form) return;
    const state = stateOf(form);
    clearTimeout(state.timer);
    if (!state.running) return;
    event.preventDefault();
    state.running.then(() => form.submit());
  });

  document.addEventListener("keydown", (event) => {
    const form = event.target.closest("form[data-editing]");
    if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
    if (event.key !== "Escape") return;
    const menu = event.target.closest("details.sp-row__more[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (form) {
      const leave = form.querySelector("[data-leave]");
      if (leave) { event.preventDefault(); leave.click(); }
    }
  });

  /* A form for something new goes away without asking the server. */
  document.addEventListener("click", (event) => {
    const leave = event.target.closest("form:not([data-autosave])[hx-post] [data-leave]");
    if (leave) {
      event.preventDefault();
      const row = leave.closest("li");
      const list = row.parentElement;
      row.remove();
      const again = document.querySelector(`[hx-target="#${CSS.escape(list.id)}"]`);
      if (again) again.focus();
    }
    const take = event.target.closest("[data-take]");
    if (take) {
      const form = take.closest("form");
      const field = form.elements[take.dataset.take];
      if (field) {
        if (field.type === "checkbox") field.checked = ["True", "true"].includes(take.dataset.value);
        else field.value = take.dataset.value;
        field.focus();
        later(form);
      }
    }
    for (const open of document.querySelectorAll("details.sp-row__more[open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  });
  const ready = (root) => {
    for (const button of root.querySelectorAll("[data-take]")) button.hidden = false;
  };
  ready(document);
  document.addEventListener("htmx:load", (event) => ready(event.target));

  /* How much of a document has been sent. */
  document.addEventListener("htmx:beforeSend", (event) => {
    const sending = event.target.querySelector && event.target.querySelector("[data-sending]");
    if (!sending) return;
    sending.hidden = false;
    const words = sending.querySelector("[data-words]");
    words.textContent = words.dataset.words;
    for (const button of event.target.querySelectorAll("button[type=submit]")) button.setAttribute("aria-disabled", "true");
  });
  document.addEventListener("htmx:xhr:progress", (event) => {
    const bar = event.target.querySelector && event.target.querySelector("[data-sending] progress");
    if (bar && event.detail.total) bar.value = (100 * event.detail.loaded) / event.detail.total;
  });
  const stopped = (event) => {
    const sending = event.target.querySelector && event.target.querySelector("[data-sending]");
    if (sending) {
      sending.hidden = true;
      for (const button of event.target.querySelectorAll("button[type=submit]")) button.removeAttribute("aria-disabled");
    }
  };
  const failed = (event) => {
    stopped(event);
    const form = event.target.closest("form[data-editing]");
    const signedOut = event.detail.xhr && event.detail.xhr.status === 401;
    if (form) tell(form, sentence(signedOut ? "signedOut" : "noContact"));
    else if (signedOut) location.reload();
  };
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:responseError", failed);

  window.addEventListener("beforeunload", (event) => {
    if (saving.size) event.preventDefault();
  });
})();
