// What the probes share. Put in front of them as text, after lib.js.
const watch = window[Symbol.for("loket.watch")] || {
  listeners: [], timers: [], played: [], locks: 0, moved: [], animations: [],
  now: () => performance.now(), later: (...given) => setTimeout(...given),
};
const MOST_HITS = 20;
let limit = Infinity;

// Called in every loop: a probe that takes longer than its own limit ends by itself.
function tick() {
  if (watch.now() > limit) throw new Error("too slow");
}

function* every(selector, root = document) {
  for (const element of root.querySelectorAll(selector)) {
    tick();
    yield element;
  }
}

const css = (element, pseudo) => getComputedStyle(element, pseudo);

// Set by bundle() when nothing on the page changes while its probes run: what was found out once then stays so.
let still = false;
const seenBefore = new Map();
const cutBefore = new Map();

function visible(element) {
  if (!still) return shows(element);
  if (!seenBefore.has(element)) seenBefore.set(element, shows(element));
  return seenBefore.get(element);
}

function shows(element) {
  if (!element.isConnected || !element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return false;
  const box = element.getBoundingClientRect();
  return box.width > 1 && box.height > 1 && box.right + scrollX > 0 && box.bottom + scrollY > 0 && !cutAway(element);
}

// Hidden for the eye on purpose, to be read aloud only.
function cutAway(element) {
  if (!element || element === document.body) return false;
  if (still && cutBefore.has(element)) return cutBefore.get(element);
  const style = css(element);
  const cut =
    (style.clip !== "auto" && /rect\((0|1)px,? (0|1)px,? (0|1)px,? (0|1)px\)/.test(style.clip)) ||
    (style.clipPath !== "none" && /inset\((50|100)%\)/.test(style.clipPath)) ||
    (style.overflow !== "visible" && element.clientWidth <= 1 && element.clientHeight <= 1) ||
    cutAway(element.parentElement);
  if (still) cutBefore.set(element, cut);
  return cut;
}

const CONTROLS =
  "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex], " +
  "[contenteditable=''], [contenteditable=true], audio[controls], video[controls]";

const focusable = (element) =>
  element.matches(CONTROLS) && !element.matches(":disabled") && !element.closest("[inert]") &&
  (element.tabIndex >= 0 || element.matches("[contenteditable]")) && element.checkVisibility({ checkVisibilityCSS: true });

// Reached by program only, such as tabs and menu items that arrows move between, is still a control.
const INTERACTIVE = CONTROLS + ", label, option, [role=option], [role^=menuitem], [role=tab], [role=treeitem], [role=gridcell]";

const ownText = (element) =>
  [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join(" ").replace(/\s+/g, " ").trim();

function nameOf(element) {
  try {
    return axe.commons.text.accessibleText(element) || "";
  } catch {
    return (element.getAttribute("aria-label") || textOf(element) || element.getAttribute("title") || "").trim();
  }
}

const listenersOf = (target, types) =>
  watch.listeners.filter((note) => note.target === target && types.includes(note.type));

const hasHandler = (target, types) =>
  listenersOf(target, types).length > 0 || types.some((type) => typeof target["on" + type] === "function");

const sourceText = (callback) => {
  const code = callback && callback.handleEvent ? callback.handleEvent : callback;
  return typeof code === "function" ? Function.prototype.toString.call(code).slice(0, 5000) : String(code || "").slice(0, 5000);
};

// Colours: every notation that a browser knows becomes [red, green, blue, alpha] with alpha from 0 to 1.
const colours = new Map();
const canvas = document.createElement("canvas");
canvas.width = canvas.height = 1;
const pen = canvas.getContext("2d", { willReadFrequently: true });
function rgba(value) {
  if (!colours.has(value)) {
    const parts = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(value);
    if (parts) colours.set(value, [+parts[1], +parts[2], +parts[3], parts[4] === undefined ? 1 : +parts[4]]);
    else {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = "#000";
      pen.fillStyle = value;
      pen.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
      colours.set(value, [r, g, b, a / 255]);
    }
  }
  return colours.get(value);
}

const over = (top, under) => {
  const share = top[3];
  return [0, 1, 2].map((n) => top[n] * share + under[n] * (1 - share)).concat(1);
};

function luminance(colour) {
  const [r, g, b] = colour.slice(0, 3).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const hex = (colour) => "#" + colour.slice(0, 3).map((part) => Math.round(part).toString(16).padStart(2, "0")).join("");
const comma = (ratio) => (Math.floor(ratio * 100) / 100).toFixed(2).replace(".", ",");

// The solid colour behind an element's content, or null when a picture, gradient, opacity or layer makes it unsure.
function backgroundOf(element) {
  const layers = [];
  for (let at = element; at; at = at.parentElement) {
    const style = css(at);
    if (style.backgroundImage !== "none" || +style.opacity < 1 || style.mixBlendMode !== "normal" || style.filter !== "none") return null;
    const colour = rgba(style.backgroundColor);
    if (colour[3] > 0) layers.push(colour);
    if (colour[3] >= 1) break;
    if (["absolute", "fixed"].includes(style.position)) return null;
  }
  return layers.reduceRight((under, top) => over(top, under), [255, 255, 255, 1]);
}

function isLarge(style) {
  const size = parseFloat(style.fontSize);
  return size >= 24 || (size >= 18.66 && parseInt(style.fontWeight, 10) >= 700);
}

// Every style rule that applies to this window, also inside @media, @supports and @layer.
function* styleRules() {
  const walk = function* (rules) {
    for (const rule of rules) {
      tick();
      if (rule instanceof CSSStyleRule) yield rule;
      if (rule instanceof CSSMediaRule && !matchMedia(rule.conditionText).matches) continue;
      if (rule.cssRules && !(rule instanceof CSSKeyframesRule)) yield* walk(rule.cssRules);
    }
  };
  for (const sheet of document.styleSheets) {
    try {
      if (!sheet.disabled && (!sheet.media.mediaText || matchMedia(sheet.media.mediaText).matches)) yield* walk(sheet.cssRules);
    } catch {
      // A sheet from elsewhere may not be read.
    }
  }
}

const hit = (element, extra = {}) => ({ ...describe(element), case: "", ...extra });

const center = (box) => [box.left + box.width / 2, box.top + box.height / 2];
