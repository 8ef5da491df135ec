// The panel "Controle voor publicatie" in the editor: asks for fresh findings when typing stops, for the browser's
// look after saving, brings the editor to the field of a finding, and sends answers without leaving the page.
(() => {
  "use strict";

  const TYPING_PAUSE = 1000;
  // Saving happens by itself while someone types; the browser looks when that has calmed down.
  const SAVED_PAUSE = 4000;
  const FORM = "form[data-edit-form]";
  const WATCHED = ["input", "change", "keyup", "click", "w-unsaved:add"];
  // What changes in the form without any change to the page.
  const NOT_CONTENT = /^(csrfmiddlewaretoken|next|loaded_revision.*|overwrite_revision_id|comments-.*)$/;

  let typingTimer = 0;
  let savedTimer = 0;
  let running = null;
  let lastContent = null;

  const panel = () => document.querySelector("[data-controle]");
  const result = () => document.querySelector("[data-controle-uitslag]");
  const form = () => document.querySelector(FORM);

  function content() {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form())) {
      // Files can't be looked at before they are saved.
      if (typeof value === "string" && !NOT_CONTENT.test(name)) data.append(name, value);
    }
    return data;
  }

  // `quiet`: for who listens only; who looks sees the same words in the findings below.
  function say(text, quiet = false) {
    const status = document.querySelector("[data-controle-status]");
    if (!status) return;
    status.classList.toggle("w-sr-only", quiet);
    if (status.textContent !== text) status.textContent = text;
  }

  function token() {
    return form().querySelector("[name=csrfmiddlewaretoken]").value;
  }

  async function post(address, data, signal) {
    const answer = await fetch(address, {
      method: "POST",
      body: data,
      signal,
      headers: {
        Accept: "application/json",
        "X-CSRFToken": token(),
        "X-Requested-With": "XMLHttpRequest",
      },
    });
    const type = answer.headers.get("Content-Type") || "";
    // Logged out or no longer allowed: the answer is a page and not our data.
    if (!type.includes("application/json")) throw new Error(`no data: ${answer.status}`);
    return answer.json();
  }

  // -- showing newer findings without taking away what someone is doing in the panel -----------------------

  function drafts() {
    const kept = new Map();
    for (const field of result().querySelectorAll("[data-sleutel]")) {
      if (field.type === "radio" && field.checked) kept.set(field.dataset.sleutel, true);
      if (field.tagName === "TEXTAREA" && field.value) kept.set(field.dataset.sleutel, field.value);
    }
    return kept;
  }

  function show(html) {
    const place = result();
    const kept = drafts();
    const active = place.contains(document.activeElement) ? document.activeElement : null;
    const focused = active && active.dataset.sleutel;
    const caret = active && active.tagName === "TEXTAREA" ? active.selectionStart : null;
    const opened = [...place.querySelectorAll("details")].map((details) => details.open);
    place.innerHTML = html;
    const counts = place.querySelectorAll("details").length === opened.length;
    place.querySelectorAll("details").forEach((details, number) => {
      details.open = counts && opened[number];
    });
    for (const [key, value] of kept) {
      const field = place.querySelector(`[data-sleutel="${key}"]`);
      if (field && value === true) field.checked = true;
      else if (field) field.value = value;
    }
    if (!active) return;
    const again = focused && place.querySelector(`[data-sleutel="${focused}"]`);
    if (again) {
      again.focus({ preventScroll: true });
      if (caret !== null) again.setSelectionRange(caret, caret);
    } else {
      document.querySelector("[data-controle-status]").focus({ preventScroll: true });
    }
  }

  function count(number) {
    const counter = document.querySelector(
      '[data-side-panel-toggle="controle"] [data-side-panel-toggle-counter]',
    );
    if (!counter) return;
    counter.textContent = String(number);
    counter.hidden = number === 0;
  }

  async function refresh(address, data, before) {
    if (running) running.abort();
    const mine = new AbortController();
    running = mine;
    if (before) say(before);
    try {
      const found = await post(address, data, mine.signal);
      if (running !== mine || !panel()) return null;
      if (!found.valid) {
        say(found.message);
        return null;
      }
      show(found.html);
      count(found.count);
      panel().dataset.compleet = found.complete ? "ja" : "nee";
      return found;
    } catch (problem) {
      if (problem.name !== "AbortError" && panel()) say(panel().dataset.tekstMislukt);
      return null;
    } finally {
      if (running === mine) running = null;
    }
  }

  // -- when to look -----------------------------------------------------------------------------------------

  async function lookAtForm(said) {
    if (!panel() || !panel().dataset.typen) return;
    const now = content();
    lastContent = now.toString();
    const found = await refresh(panel().dataset.typen, now, "");
    if (found) say(said ? `${said} ${found.summary}` : found.summary, !said);
  }

  function typed() {
    window.clearTimeout(typingTimer);
    typingTimer = window.setTimeout(() => {
      if (form() && panel() && content().toString() !== lastContent) lookAtForm("");
    }, TYPING_PAUSE);
  }

  async function lookAtSaved() {
    if (!panel() || !panel().dataset.opgeslagen || panel().dataset.compleet === "ja") return;
    const seen = content().toString();
    const texts = panel().dataset;
    const found = await refresh(texts.opgeslagen, new URLSearchParams(), texts.tekstKijkt);
    if (!found) return;
    say(found.problem || `${texts.tekstKlaar} ${found.summary}`, !found.problem);
    // Someone typed on while the browser looked at what was saved.
    if (content().toString() !== seen) lookAtForm("");
  }

  function saved(pause) {
    window.clearTimeout(savedTimer);
    savedTimer = window.setTimeout(lookAtSaved, pause);
  }

  // -- to the field that a finding came from -----------------------------------------------------------------

  function find(path) {
    const steps = path.split(".");
    for (let length = steps.length; length > 0; length -= 1) {
      const query = steps.slice(0, length).map((step) => `[data-contentpath="${CSS.escape(step)}"]`);
      const found = document.querySelector(`${FORM} ${query.join(" ")}`);
      if (found) return found;
    }
    const name = CSS.escape(steps[0]);
    return document.querySelector(
      `${FORM} [name="${name}"], ${FORM} #id_${name}-FORMS, ${FORM} [id^="panel-"][id*="-${name}-"]`,
    );
  }

  function unfold(element) {
    const tab = element.closest("[role=tabpanel]");
    if (tab && tab.hidden) {
      const handle = document.querySelector(`[role=tab][href="#${CSS.escape(tab.id)}"]`);
      if (handle) handle.click();
    }
    for (let at = element; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
      const fold = at.id && document.querySelector(`[aria-controls="${CSS.escape(at.id)}"][aria-expanded="false"]`);
      if (fold && at.closest(FORM)) fold.click();
    }
  }

  function control(element) {
    const fields = "input:not([type=hidden]), textarea, select, [contenteditable=true]";
    const usable = (field) => field.offsetParent !== null && !field.disabled;
    const inside = [...element.querySelectorAll(fields)].find(usable);
    if (inside) return inside;
    if (element.matches(fields) && usable(element)) return element;
    return [...element.querySelectorAll("button, a[href]")].find(usable) || null;
  }

  function bringTo(path) {
    const element = find(path);
    if (!element) {
      say(panel().dataset.tekstWeg);
      return;
    }
    unfold(element);
    const field = control(element);
    if (!field) element.tabIndex = -1;
    // On a narrow screen the panel lies over the form.
    const side = document.querySelector("[data-form-side]");
    const close = document.querySelector("[data-form-side-close-button]");
    if (close && side && side.getBoundingClientRect().width > window.innerWidth * 0.8) close.click();
    element.scrollIntoView({ block: "center" });
    (field || element).focus({ preventScroll: true });
  }

  // -- answers -------------------------------------------------------------------------------------------------

  async function answer(sent) {
    const button = sent.querySelector("[type=submit]");
    const hint = sent.querySelector("[data-controle-uitleg]");
    const data = new URLSearchParams(new FormData(sent));
    button.disabled = true;
    try {
      const said = await post(sent.action, data);
      if (said.ok) {
        sent.reset();
        document.querySelector("[data-controle-status]").focus({ preventScroll: true });
        say(said.message);
        await lookAtForm(said.message);
      } else {
        hint.textContent = said.message;
        hint.classList.add("controle__uitleg--fout");
        say(said.message);
        const place = said.field === "keuze" ? sent.elements.keuze[0] : sent.elements.reason;
        place.focus();
      }
    } catch {
      say(panel().dataset.tekstMislukt);
    } finally {
      button.disabled = false;
    }
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-controle-antwoord]")) return;
    event.preventDefault();
    answer(event.target);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-controle-naar]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    bringTo(link.dataset.controleNaar);
  });

  for (const kind of WATCHED) {
    document.addEventListener(kind, (event) => {
      if (event.target instanceof Element && event.target.closest(FORM)) typed();
    });
  }

  // Wagtail's own saving in the background; in a new page this is also where the panel gets its addresses.
  document.addEventListener("w-autosave:success", () => {
    typed();
    saved(SAVED_PAUSE);
  });

  document.addEventListener("DOMContentLoaded", () => {
    if (!panel() || !form()) return;
    // After the scripts that fill in the form's blocks.
    window.setTimeout(() => {
      lastContent = content().toString();
      if (panel().dataset.meteen === "ja") {
        document.querySelector('[data-side-panel="controle"]').dispatchEvent(new CustomEvent("open"));
      }
      saved(TYPING_PAUSE);
    }, 0);
  });
})();
