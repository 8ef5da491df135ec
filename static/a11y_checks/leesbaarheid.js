// The part "Leesbaarheid" of the panel: asks again about the fields that changed while someone types, brings the editor
// to a sentence, and puts a simpler word in its place when the editor chooses it.
(() => {
  "use strict";

  const PAUSE = 300;
  // The rich text editor has its own copy of the text, which is newer than the form's.
  const AFTER_REPLACING = 50;
  const { FORM, WATCHED, bringTo, find, panel, parsed, parts, post, show, typed } = window.loketControle;

  let timer = 0;
  let running = null;
  let asked = "";
  // What was last put in the place of what: said once more with the new number, which would else be all that is heard.
  let replacedText = "";
  // How many points the list told before a look at the whole form came in.
  let told = "";
  // Path of a field -> the text that its findings on the screen are about.
  const sent = new Map();

  const part = () => document.querySelector("[data-lees]");

  function say(text) {
    const status = document.querySelector("[data-lees-status]");
    if (status && status.textContent !== text) status.textContent = text;
  }

  // -- reading and changing the fields ------------------------------------------------------------------------

  function rich(path) {
    const place = find(path);
    if (!place) return null;
    const input = [place, ...place.querySelectorAll("input")].find((each) => each.draftailEditor);
    return input && window.DraftJS ? input.draftailEditor : null;
  }

  function plain(path) {
    const place = find(path);
    const query = "textarea, input[type=text], input:not([type])";
    return place && (place.matches(query) ? place : place.querySelector(query));
  }

  function valueOf(path, shape) {
    if (shape !== "rich") {
      const field = plain(path);
      return field ? field.value : null;
    }
    const editor = rich(path);
    if (!editor) return null;
    return JSON.stringify(window.DraftJS.convertToRaw(editor.getEditorState().getCurrentContent()));
  }

  function values() {
    const found = new Map();
    for (const [path, shape] of Object.entries(JSON.parse(part().dataset.lees).fields)) {
      const value = valueOf(path, shape);
      if (value !== null) found.set(path, { path, shape, value });
    }
    return found;
  }

  // Between two words any white space: a sentence is shown on one line, in the field it may run over several.
  function spotOf(text, phrase, from = 0) {
    const words = phrase.trim().split(/\s+/);
    const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+");
    const found = new RegExp(pattern, "iu").exec(text.slice(from));
    return found ? { start: from + found.index, end: from + found.index + found[0].length } : null;
  }

  // The word as a whole word inside the sentence; `word` was found without looking at capitals or marks in between.
  function wordIn(text, sentence, word) {
    const around = spotOf(text, sentence);
    if (!around) return null;
    const letter = /[\p{L}\p{N}_]/u;
    for (let from = around.start; from < around.end; ) {
      const spot = spotOf(text, word, from);
      if (!spot || spot.end > around.end) return null;
      if (!letter.test(text[spot.start - 1] || " ") && !letter.test(text[spot.end] || " ")) return spot;
      from = spot.start + 1;
    }
    return null;
  }

  // The one place in the field where the word still stands; null when it stands there more than once.
  function onlyWordIn(text, word) {
    const spot = wordIn(text, text, word);
    const after = spot && text.slice(spot.end);
    return spot && !(after.trim() && wordIn(after, after, word)) ? spot : null;
  }

  function blockWith(editor, look) {
    for (const block of editor.getEditorState().getCurrentContent().getBlocksAsArray()) {
      const spot = look(block.getText());
      if (spot) return { block, ...spot };
    }
    return null;
  }

  function onlyBlockWith(editor, word) {
    const blocks = editor.getEditorState().getCurrentContent().getBlocksAsArray();
    const having = blocks.filter((block) => wordIn(block.getText(), block.getText(), word));
    const spot = having.length === 1 && onlyWordIn(having[0].getText(), word);
    return spot ? { block: having[0], ...spot } : null;
  }

  function selectionOf(editor, { block, start, end }) {
    return editor.getEditorState().getSelection().merge({
      anchorKey: block.getKey(),
      anchorOffset: start,
      focusKey: block.getKey(),
      focusOffset: end,
      isBackward: false,
      hasFocus: true,
    });
  }

  function select(path, sentence) {
    bringTo(path);
    const editor = rich(path);
    if (editor) {
      const found = blockWith(editor, (text) => spotOf(text, sentence));
      const { EditorState } = window.DraftJS;
      if (found) editor.onChange(EditorState.forceSelection(editor.getEditorState(), selectionOf(editor, found)));
      return;
    }
    const field = plain(path);
    const spot = field && spotOf(field.value, sentence);
    if (spot) field.setSelectionRange(spot.start, spot.end);
  }

  // A word at the start of a sentence keeps its capital.
  function inPlaceOf(old, other) {
    const capital = /^\p{Lu}/u.test(old) && /^\p{Ll}/u.test(other);
    return capital ? other[0].toUpperCase() + other.slice(1) : other;
  }

  function replaceInRich(editor, sentence, word, other) {
    const found = blockWith(editor, (text) => wordIn(text, sentence, word)) || onlyBlockWith(editor, word);
    if (!found) return false;
    const { block, start, end } = found;
    const entity = block.getEntityAt(start);
    const style = block.getInlineStyleAt(start);
    for (let at = start; at < end; at += 1) {
      // Half inside a link or half bold: which half is the new word? That is for the editor to say.
      if (block.getEntityAt(at) !== entity || !block.getInlineStyleAt(at).equals(style)) return false;
    }
    const { EditorState, Modifier } = window.DraftJS;
    const state = editor.getEditorState();
    const content = Modifier.replaceText(
      state.getCurrentContent(),
      selectionOf(editor, found).set("hasFocus", false),
      inPlaceOf(block.getText().slice(start, end), other),
      style,
      entity,
    );
    editor.onChange(EditorState.push(state, content, "insert-characters"));
    return true;
  }

  function replaceInPlain(field, sentence, word, other) {
    const spot = wordIn(field.value, sentence, word) || onlyWordIn(field.value, word);
    const room = field.maxLength > 0 ? field.maxLength - field.value.length : Infinity;
    if (!spot || other.length - (spot.end - spot.start) > room) return false;
    field.setRangeText(inPlaceOf(field.value.slice(spot.start, spot.end), other), spot.start, spot.end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  }

  function replace(button) {
    const { leesPad: path, leesTekst: sentence, leesWoord: word, leesVervang: other } = button.dataset;
    const editor = rich(path);
    const field = plain(path);
    const done = editor
      ? replaceInRich(editor, sentence, word, other)
      : field && replaceInPlain(field, sentence, word, other);
    const texts = panel().dataset;
    replacedText = done ? texts.tekstVervangen.replace("OUD", word).replace("NIEUW", other) : "";
    say(replacedText || texts.tekstAnders);
    schedule(AFTER_REPLACING);
    if (done) typed();
  }

  // -- asking again -------------------------------------------------------------------------------------------

  function total(root = part()) {
    const number = root.querySelectorAll("[data-lees-punt]").length;
    const texts = panel().dataset;
    if (number === 0) return texts.tekstGeen;
    return number === 1 ? texts.tekstZin : texts.tekstZinnen.replace("AANTAL", String(number));
  }

  const sectionOf = (root, path) => root.querySelector(`[data-lees-veld="${CSS.escape(path)}"]`);

  function put(fields) {
    const before = total();
    for (const { path, number, html } of fields) {
      const section = sectionOf(part(), path);
      if (!section) continue;
      show(parsed(html), section.querySelector("[data-lees-zinnen]"));
      section.hidden = number === 0;
    }
    if (total() !== before) part().querySelector("[data-lees-aantal]").textContent = total();
    announce(before);
  }

  function announce(before) {
    if (total() !== before) say(`${replacedText} ${total()}`.trim());
    replacedText = "";
  }

  // An answer about older text than what stands in the field now shows nothing: newer findings may be there already.
  const isNow = (now, path, value) => now.has(path) && now.get(path).value === value;

  async function ask() {
    if (!part() || !panel().dataset.zinnen) return;
    const changed = [...values().values()].filter(({ path, value }) => sent.get(path) !== value);
    if (!changed.length) return;
    const { terms, names } = JSON.parse(part().dataset.lees);
    const body = JSON.stringify({ fields: changed, terms, names });
    if (running && asked === body) return;
    if (running) running.abort();
    const mine = new AbortController();
    running = mine;
    asked = body;
    try {
      const found = await post(panel().dataset.zinnen, body, mine.signal);
      if (running !== mine || !part()) return;
      const now = values();
      const current = new Set(changed.filter(({ path, value }) => isNow(now, path, value)).map(({ path }) => path));
      for (const path of current) sent.set(path, now.get(path).value);
      put(found.fields.filter(({ path }) => current.has(path)));
    } catch {
      // The whole look that follows a second later says so when the server can't be reached.
    } finally {
      if (running === mine) running = null;
    }
  }

  // -- beside the look at the whole form, which takes longer and may be about older text --------------------------

  // The form's own copy of a rich text lags behind its editor: after a change since then, nobody knows what was sent.
  function isAbout(noted, same, { path, shape, value }) {
    return same || (shape !== "rich" && noted.get(path) === value);
  }

  parts.push({
    note: () => new Map(part() ? [...values().values()].map(({ path, value }) => [path, value]) : []),
    keep(fresh, noted, same) {
      told = part() ? total() : "";
      const older = fresh.querySelector("[data-lees]");
      if (!older || !part()) return;
      const before = total(older);
      for (const field of values().values()) {
        const [mine, theirs] = [sectionOf(part(), field.path), sectionOf(older, field.path)];
        if (!mine || !theirs || isAbout(noted, same, field)) continue;
        const list = mine.querySelector("[data-lees-zinnen]").cloneNode(true);
        theirs.querySelector("[data-lees-zinnen]").replaceWith(list);
        theirs.hidden = mine.hidden;
      }
      const after = total(older);
      if (after !== before) older.querySelector("[data-lees-aantal]").textContent = after;
    },
    shown(noted, same) {
      if (!part()) return;
      if (told) announce(told);
      for (const field of values().values()) if (isAbout(noted, same, field)) sent.set(field.path, field.value);
      schedule(0);
    },
  });

  function schedule(pause) {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, pause);
  }

  for (const kind of WATCHED) {
    document.addEventListener(kind, (event) => {
      if (event.target instanceof Element && event.target.closest(FORM)) schedule(PAUSE);
    });
  }

  // Before the panel's own: that one only brings the editor to the field.
  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest("[data-lees-vervang]");
      if (button) replace(button);
      const link = event.target.closest("a[data-lees-tekst]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      select(link.dataset.controleNaar, link.dataset.leesTekst);
    },
    true,
  );

  document.addEventListener("DOMContentLoaded", () => {
    // After the scripts that fill in the form's blocks: what stands there now was looked at by the server.
    window.setTimeout(() => {
      if (part()) for (const [path, { value }] of values()) sent.set(path, value);
    }, 0);
  });
})();
