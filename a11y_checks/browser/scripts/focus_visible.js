// Can people see where the focus is (2.4.7)? Every control gets focus and must then look different; and focus must stay
// where it was put (3.2.1). What looks the same here is compared pixel by pixel afterwards.
const LOOKS = [
  "outlineStyle", "outlineWidth", "outlineColor", "outlineOffset", "boxShadow", "backgroundColor", "backgroundImage", "backgroundSize", "backgroundPosition",
  "color", "borderTopColor", "borderTopWidth", "borderTopStyle", "borderBottomColor", "borderBottomWidth", "borderBottomStyle", "borderLeftColor",
  "borderLeftWidth", "textDecorationLine", "textDecorationColor", "textDecorationThickness", "transform", "opacity", "filter", "fontWeight",
  "fontSize", "letterSpacing", "width", "height", "left", "top", "clipPath", "visibility", "display", "fill", "stroke", "content",
];
const TYPES_TEXT = "textarea, [contenteditable], input:not([type]), input[type=text], input[type=search], input[type=email], input[type=tel], input[type=url], input[type=password], input[type=number], input[type=date], input[type=time], input[type=datetime-local], input[type=month], input[type=week]";

const styleOf = (element, pseudo) => {
  const style = css(element, pseudo);
  return LOOKS.map((name) => (name.startsWith("outline") && style.outlineStyle === "none" ? "" : style[name])).join(";");
};

// Mostly the element itself shows it. Only when it does not: its pseudo-elements, what is in it, beside it and round it.
function look(element) {
  const parts = [];
  const around = [element, ...[...element.children].slice(0, 4)];
  const family = [element.parentElement, element.parentElement && element.parentElement.parentElement].filter(Boolean);
  const beside = [element.nextElementSibling, element.previousElementSibling, element.nextElementSibling && element.nextElementSibling.firstElementChild];
  const labels = element.labels ? [...element.labels] : [];
  for (const at of [...around, ...family, ...beside.filter(Boolean), ...labels])
    for (const pseudo of [null, "::before", "::after"]) {
      if (pseudo && at !== element && !labels.includes(at) && !beside.includes(at)) continue;
      parts.push(styleOf(at, pseudo));
    }
  return parts.join("|");
}

// The focus goes away and comes back, for a look at all that stands round the element.
function looksTheSame(element) {
  element.blur();
  const before = look(element);
  element.focus({ preventScroll: false, focusVisible: true });
  return look(element) === before;
}

const hits = [];
limit = watch.now() + (arguments[0] || 3000);
const controls = [...every(CONTROLS)].filter((element) => focusable(element) && !element.matches("iframe")).slice(0, 80);
const start = document.activeElement;
const scroll = [scrollX, scrollY];
watch.holding = true;
try {
  for (const element of controls) {
    tick();
    if (document.activeElement && document.activeElement !== document.body) document.activeElement.blur();
    const moved = watch.moved.length;
    const unseen = !visible(element);
    const before = styleOf(element);
    element.focus({ preventScroll: false, focusVisible: true });
    if (watch.moved.length > moved) {
      hits.push(hit(element, { case: "moves", text: nameOf(element).slice(0, 80) }));
      continue;
    }
    if (document.activeElement !== element) {
      const lost = !document.activeElement || document.activeElement === document.body;
      if (lost && element.isConnected && focusable(element)) hits.push(hit(element, { case: "lost", text: nameOf(element).slice(0, 80) }));
      continue;
    }
    const box = element.getBoundingClientRect();
    const away = !visible(element) && (cutAway(element) || box.width <= 1 || box.height <= 1 || box.right <= 0 || box.left >= innerWidth);
    if (unseen && away && element.matches("a, button") && !element.closest("[aria-hidden=true]")) {
      hits.push(hit(element, { case: "hidden", text: nameOf(element).slice(0, 80) }));
      continue;
    }
    if (!visible(element)) continue;
    const known = element.matches(TYPES_TEXT) || element.matches("select, video, audio, [type=file], [type=range], [type=color]");
    if (!known && styleOf(element) === before && looksTheSame(element))
      hits.push(hit(element, { case: "unseen", text: nameOf(element).slice(0, 80), compare: true }));
    const now = element.getBoundingClientRect();
    const pile = document.elementsFromPoint(...center(now));
    const depth = pile.indexOf(element);
    const covered = pile.slice(0, depth === -1 ? pile.length : depth).find((other) => {
      if (other.contains(element) || !["fixed", "sticky"].includes(css(other).position) || other.matches("html, body") || !visible(other)) return false;
      const over = other.getBoundingClientRect();
      return over.left <= now.left + 1 && over.right >= now.right - 1 && over.top <= now.top + 1 && over.bottom >= now.bottom - 1;
    });
    if (covered) hits.push(hit(element, { case: "covered", text: nameOf(element).slice(0, 80) }));
  }
} finally {
  if (document.activeElement && document.activeElement !== start) document.activeElement.blur();
  watch.holding = false;
  scrollTo(...scroll);
}
return hits;
