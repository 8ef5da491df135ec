// Contrast of text while the mouse is on it or while it has focus (1.4.3). Focus is given for real; in the rules for
// the mouse an attribute of ours takes the place of the state, in place, so that the cascade stays what it is.
const STATES = ["hover", "focus", "focus-visible", "active"];
const MARK = "data-loket-toestand";
const PROPERTIES = ["color", "background", "background-color", "background-image", "opacity"];
const changed = [];
const swap = [];
const candidates = new Map();
const matched = new Map();
let number = 0;
const state = (name) => new RegExp(":" + name + "(?![\\w-])", "g");
for (const rule of [...styleRules()]) {
  const selector = rule.selectorText;
  const used = STATES.filter((name) => name !== "active" && state(name).test(selector));
  if (!used.length || !PROPERTIES.some((name) => rule.style.getPropertyValue(name))) continue;
  let plain = selector;
  for (const name of STATES) plain = plain.replace(state(name), "");
  for (const part of plain.split(",")) {
    number += 1;
    let found = [];
    try {
      found = [...document.querySelectorAll(part.trim() || "*")].slice(0, 40);
    } catch {
      continue;
    }
    for (const element of found)
      if (ownText(element) && visible(element)) {
        candidates.set(element, (candidates.get(element) || new Set()).add(used[0]));
        matched.set(element, `${matched.get(element) || ""} ${number}`);
      }
  }
  // Nothing is under the mouse now, so the attribute can stand in for it, also inside :not().
  const marked = selector.replace(state("hover"), `[${MARK}]`);
  if (marked !== selector) swap.push([rule, selector, marked]);
}
// A rule that sets only a variable may change the colour too.
for (const rule of [...styleRules()])
  if (state("hover").test(rule.selectorText) && !swap.some(([known]) => known === rule)) swap.push([rule, rule.selectorText, rule.selectorText.replace(state("hover"), `[${MARK}]`)]);
for (const [rule, selector, marked] of swap) {
  try {
    rule.selectorText = marked;
    changed.push([rule, selector]);
  } catch {
    // An odd selector keeps its rule as it was.
  }
}

function measure(element) {
  const behind = backgroundOf(element);
  const style = css(element);
  if (!behind || style.textShadow !== "none") return null;
  const letters = rgba(style.color);
  return { behind, shown: over(letters, behind), ratio: contrast(over(letters, behind), behind), needed: isLarge(style) ? 3 : 4.5 };
}

// Elements that the same rules meet, with the same classes and the same colours now, look the same then too.
const kindOf = (element, before, name) => {
  const names = (at) => (at ? `${at.localName}.${at.getAttribute("class") || ""}.${at.getAttribute("style") || ""}` : "");
  const shown = before ? [hex(before.shown), hex(before.behind), before.needed].join() : css(element).color + css(element).fontSize;
  return [name, focusable(element), names(element), names(element.parentElement), names(element.parentElement && element.parentElement.parentElement), matched.get(element), shown].join("|");
};

const hits = [];
const seen = new Set();
const kinds = new Set();
watch.holding = true;
try {
  for (const [element, states] of [...candidates].slice(0, 120)) {
    tick();
    if (element.matches(":disabled, [aria-disabled=true], html, body") || !ownText(element)) continue;
    const before = measure(element);
    for (const name of states) {
      // Focus can be given for real; only the mouse has to be imitated.
      const real = name !== "hover";
      if (real && !focusable(element)) continue;
      const kind = kindOf(element, before, name);
      if (before && kinds.has(kind)) continue;
      kinds.add(kind);
      if (real) element.focus({ preventScroll: true, focusVisible: true });
      else element.setAttribute(MARK, name);
      // Focus that a mouse gave may look otherwise; people who need to see it use the keyboard.
      const after = real && !element.matches(":focus-visible") ? null : measure(element);
      element.removeAttribute(MARK);
      if (real) element.blur();
      if (!after || after.ratio >= after.needed - 0.01) continue;
      // The same fault at rest is what axe tells already.
      if (before && before.ratio < before.needed) continue;
      const key = [name, hex(after.shown), hex(after.behind), after.needed].join();
      if (seen.has(key)) continue;
      seen.add(key);
      hits.push(hit(element, { case: name === "hover" ? "hover" : "focus", letters: hex(after.shown), behind: hex(after.behind), ratio: comma(after.ratio), needed: comma(after.needed) }));
    }
  }
} finally {
  watch.holding = false;
  for (const [rule, selector] of changed) rule.selectorText = selector;
}
return hits;
