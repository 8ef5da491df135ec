// What appears only while the mouse is on something (1.4.13), and links that the keyboard then never reaches (2.1.1).
const MARK = "data-loket-erop";
const HOVER = /:hover(?![\w-])/g;
const SHOWS = ["display", "visibility", "opacity", "height", "max-height", "left", "top", "transform", "clip", "clip-path", "width", "right", "margin-left", "content"];
const hits = [];
const changed = [];
const triggers = new Map();
const focusToo = [...styleRules()].map((rule) => rule.selectorText).filter((selector) => /:focus/.test(selector));
for (const rule of [...styleRules()]) {
  const selector = rule.selectorText;
  HOVER.lastIndex = 0;
  if (!HOVER.test(selector) || !SHOWS.some((name) => rule.style.getPropertyValue(name))) continue;
  for (const part of selector.split(",")) {
    const cut = part.search(/:hover(?![\w-])/);
    if (cut < 0) continue;
    const host = part.slice(0, cut).trim() || "*";
    const rest = part.slice(cut + 6);
    if (!/[ >+~]|::?(before|after)/.test(rest)) continue;
    try {
      for (const element of [...document.querySelectorAll(host)].slice(0, 30))
        if (visible(element)) triggers.set(element, (triggers.get(element) || new Set()).add(rest.replace(/:hover/g, "").trim()));
    } catch {
      continue;
    }
  }
  try {
    rule.selectorText = selector + ", " + selector.replace(HOVER, `[${MARK}]`);
    changed.push([rule, selector]);
  } catch {
    continue;
  }
}
// A rule of its own keeps it open while the mouse is on it.
const kept = [...styleRules()].flatMap((rule) => rule.selectorText.split(",")).filter((part) => /:hover\s*$/.test(part)).map((part) => part.replace(HOVER, "").trim());
const staysByItself = (part) =>
  kept.some((selector) => {
    try {
      return part.matches(selector);
    } catch {
      return false;
    }
  });
const floats = (part, trigger) => {
  for (let at = part; at && at !== trigger && !at.contains(trigger); at = at.parentElement) if (["absolute", "fixed"].includes(css(at).position)) return true;
  return false;
};
const keys = hasHandler(document, ["keydown", "keyup"]) || hasHandler(window, ["keydown", "keyup"]) || hasHandler(document.body, ["keydown", "keyup"]);
try {
  for (const [element, rests] of [...triggers].slice(0, 60)) {
    tick();
    const parts = [...rests].flatMap((rest) => {
      try {
        return rest.startsWith("::") || /::?(before|after)$/.test(rest) ? [] : [...element.querySelectorAll(":scope " + (/^[+~]/.test(rest) ? ":not(*)" : rest)), ...(/^[+~]/.test(rest) ? element.parentElement.querySelectorAll(":scope > *") : [])];
      } catch {
        return [];
      }
    });
    const hidden = [...new Set(parts)].filter((part) => part !== element && !visible(part) && (textOf(part) || part.textContent.trim() || part.querySelector("img, svg")));
    const bare = [...rests].some((rest) => /::?(before|after)$/.test(rest));
    const pseudoBefore = bare ? ["::before", "::after"].map((name) => [css(element, name).content, css(element, name).opacity, css(element, name).display, css(element, name).visibility].join()) : [];
    element.setAttribute(MARK, "");
    const shown = hidden.filter((part) => visible(part));
    const pseudo = bare
      ? ["::before", "::after"].find((name, n) => {
          const style = css(element, name);
          return [style.content, style.opacity, style.display, style.visibility].join() !== pseudoBefore[n] && /[\w]{3}/.test(style.content) && !["none", "normal"].includes(style.content) && style.visibility !== "hidden" && +style.opacity > 0;
        })
      : null;
    const far = shown.find((part) => {
      // The mouse must be able to go to what appeared: inside the same thing, or next to it.
      const [one, other] = [element.getBoundingClientRect(), part.getBoundingClientRect()];
      const inside = element.contains(part);
      const gap = Math.max(other.top - one.bottom, one.top - other.bottom, other.left - one.right, one.left - other.right);
      return css(part).pointerEvents === "none" || (inside ? gap > 3 : !staysByItself(part));
    });
    const inner = shown.flatMap((part) => [part, ...part.querySelectorAll(CONTROLS)]).filter((part) => part.matches(CONTROLS) && focusable(part));
    element.removeAttribute(MARK);
    const linked = inner.filter((part) => !visible(part));
    if (linked.length) {
      // Does it open for the keyboard as well? Focus on the trigger, a rule with :focus, or a script of its own.
      const opens = focusToo.some((selector) => {
        try {
          return selector.split(",").some((one) => /:focus/.test(one) && (element.matches(one.slice(0, one.search(/:focus/)).trim() || "*") || element.querySelector(":scope " + (one.slice(0, one.search(/:focus/)).trim() || "*"))));
        } catch {
          return true;
        }
      });
      const scripted = ["click", "keydown", "keyup", "focus", "focusin"].some((type) => [element, ...element.querySelectorAll("*")].slice(0, 60).some((at) => hasHandler(at, [type])));
      if (!opens && !scripted && !keys) hits.push(hit(element, { case: "menu", text: textOf(element).slice(0, 80) }));
    } else if (!keys && !hasHandler(element, ["keydown", "keyup"])) {
      // In the flow it hides nothing, so it need not be sent away.
      if (far) hits.push(hit(element, { case: "far", text: textOf(element).slice(0, 80) }));
      else if (pseudo || shown.some((part) => floats(part, element))) hits.push(hit(element, { case: "stays", text: textOf(element).slice(0, 80) }));
    }
  }
} finally {
  for (const [rule, selector] of changed) rule.selectorText = selector;
}
// Only the outermost of nested triggers, and each text once.
const seen = new Set();
return hits.filter((one) => {
  const key = one.case + one.selector.replace(/:nth-of-type\(\d+\)/g, "");
  return !seen.has(key) && seen.add(key);
});
