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
  // The form as it was last saved: that is what the browser looks at.
  let saving = null;
  let lastSaved = null;
  // Parts of the panel that are asked about on their own too: `note()` remembers what they are about when a look begins,
  // `keep(fresh, noted, same)` puts what is newer back in its answer, `shown(noted, same)` hears that it is on the screen.
  const parts = [];

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

  // The rich text editor writes the same text in its own way as soon as it is there; that is no change.
  function plainly(value) {
    if (!value.startsWith("{")) return value;
    try {
      const { blocks, entityMap } = JSON.parse(value);
      if (!blocks.some(({ text, type }) => text || type === "atomic")) return "null";
      const told = blocks.map((each) => [each.type, each.depth, each.text, each.inlineStyleRanges, each.entityRanges]);
      return JSON.stringify([told, entityMap]);
    } catch {
      return value;
    }
  }

  const told = () => new URLSearchParams([...content()].map(([name, value]) => [name, plainly(value)])).toString();

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

  const keyed = (place, key) => place.querySelector(`[data-sleutel="${CSS.escape(key)}"]`);

  function parsed(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content;
  }

  function show(fresh, place = result()) {
    const active = place.contains(document.activeElement) ? document.activeElement : null;
    const focused = active && active.dataset.sleutel;
    window.loketBijwerken(place, fresh);
    if (!active || document.activeElement === active) return;
    const again = active.isConnected ? active : focused && keyed(place, focused);
    (again || document.querySelector("[data-controle-status]")).focus({ preventScroll: true });
  }

  function count(number) {
    const counter = document.querySelector(
      '[data-side-panel-toggle="controle"] [data-side-panel-toggle-counter]',
    );
    if (!counter) return;
    counter.textContent = String(number);
    counter.hidden = number === 0;
  }

  const noted = () => ({ content: told(), parts: parts.map((part) => part.note()) });

  // `about`: what was noted of the form that this look is about. Null without an answer; `late` when `onlyNow` is asked
  // and the form is another one by now, so that nothing is shown.
  async function refresh(address, data, about, { before = "", onlyNow = false } = {}) {
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
      const same = told() === about.content;
      if (onlyNow && !same) return { late: true };
      const fresh = parsed(found.html);
      parts.forEach((part, at) => part.keep(fresh, about.parts[at], same));
      show(fresh);
      parts.forEach((part, at) => part.shown(about.parts[at], same));
      count(found.count);
      panel().dataset.compleet = found.complete ? "ja" : "nee";
      return found;
    } catch (problem) {
      if (problem.name !== "AbortError" && panel()) {
        say(panel().dataset.tekstMislukt);
        lastContent = null;
      }
      return null;
    } finally {
      if (running === mine) running = null;
    }
  }

  // -- when to look -----------------------------------------------------------------------------------------

  async function lookAtForm(said) {
    if (!panel() || !panel().dataset.typen) return;
    const about = noted();
    lastContent = about.content;
    const found = await refresh(panel().dataset.typen, content(), about);
    if (found) say(said ? `${said} ${found.summary}` : found.summary, !said);
  }

  function typed() {
    window.clearTimeout(typingTimer);
    typingTimer = window.setTimeout(() => {
      if (form() && panel() && told() !== lastContent) lookAtForm("");
    }, TYPING_PAUSE);
  }

  async function lookAtSaved() {
    if (!panel() || !panel().dataset.opgeslagen || panel().dataset.compleet === "ja") return;
    const texts = panel().dataset;
    const asked = { before: texts.tekstKijkt, onlyNow: true };
    const found = await refresh(texts.opgeslagen, new URLSearchParams(), lastSaved, asked);
    if (!found) return;
    // Someone typed on since that was saved: a look at the form knows better.
    if (found.late) lookAtForm("");
    else say(found.problem || `${texts.tekstKlaar} ${found.summary}`, !found.problem);
  }

  function saved(pause) {
    window.clearTimeout(savedTimer);
    savedTimer = window.setTimeout(lookAtSaved, pause);
  }

  // -- to the field that a finding came from -----------------------------------------------------------------

  // A row of an inline list has no path of its own in the form: its hidden id names it.
  function findInRow([list, row, field]) {
    if (!field) return null;
    const ids = document.querySelectorAll(`${FORM} input[name^="${CSS.escape(list)}-"][name$="-id"]`);
    const id = [...ids].find((input) => input.value === row);
    return id && document.querySelector(`${FORM} [name="${CSS.escape(id.name.replace(/id$/, field))}"]`);
  }

  function find(path) {
    const steps = path.split(".");
    const inRow = findInRow(steps);
    if (inRow) return inRow;
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

  // For the part about the reading level, in a file of its own.
  window.loketControle = { FORM, WATCHED, bringTo, find, panel, parsed, parts, post, show, typed };

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
  document.addEventListener("w-autosave:save", () => {
    saving = noted();
  });

  document.addEventListener("w-autosave:success", () => {
    if (saving) lastSaved = saving;
    typed();
    saved(SAVED_PAUSE);
  });

  document.addEventListener("DOMContentLoaded", () => {
    if (!panel() || !form()) return;
    // After the scripts that fill in the form's blocks.
    window.setTimeout(() => {
      lastSaved = noted();
      lastContent = lastSaved.content;
      if (panel().dataset.meteen === "ja") {
        document.querySelector('[data-side-panel="controle"]').dispatchEvent(new CustomEvent("open"));
      }
      saved(TYPING_PAUSE);
    }, 0);
  });
})();
