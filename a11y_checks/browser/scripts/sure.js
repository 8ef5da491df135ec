// What surely passes three rules of axe that take most of its time, so that axe need not look at it: text with enough
// contrast, targets that are large enough or alone, links that are underlined. Sure is only what is plain in every way;
// all else stays axe's. Nothing is called wrong here.
const SURE_RATIO = 4.55;
const MOST_ELEMENTS = 4000;
const OWN_PAINT = "img, svg, video, canvas, iframe, object, embed, col, colgroup";
const NEVER_SURE = "input, select, textarea, option, legend, fieldset, marquee, svg, svg *";

const aside = (style) =>
  ["absolute", "fixed", "sticky"].includes(style.position) ||
  (style.position === "relative" && [style.top, style.right, style.bottom, style.left].some((side) => side !== "auto" && parseFloat(side) !== 0)) ||
  style.transform !== "none" || style.translate !== "none" || style.rotate !== "none" || style.scale !== "none" ||
  +style.zIndex < 0 || [style.marginTop, style.marginRight, style.marginBottom, style.marginLeft].some((side) => side.startsWith("-"));

const mixed = (style) =>
  +style.opacity < 1 || style.filter !== "none" || style.backdropFilter !== "none" || style.mixBlendMode !== "normal" ||
  style.maskImage !== "none" || style.clipPath !== "none";

const inside = (inner, outer, slack) =>
  inner.left >= outer.left - slack && inner.right <= outer.right + slack && inner.top >= outer.top - slack && inner.bottom <= outer.bottom + slack;

const crosses = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

// What is known of every element, parents first. `mixed`: it or an ancestor is seen through or filtered; `behind` is the colour under its content and `holder` the element that
// paints it (null: the page itself); `straight`: nothing between the two left its place; `escaped`: it sticks out of
// some ancestor; `adrift`: it or an ancestor left its place in any way; `block`: the box in which its own text must lie.
function lieOfTheLand(loose) {
  const facts = new Map();
  const root = document.documentElement;
  const bodyIsPage = rgba(css(root).backgroundColor)[3] === 0 && css(root).backgroundImage === "none";
  const start = { mixed: false, unsolid: false, behind: [255, 255, 255, 1], holder: null, straight: true, escaped: false, adrift: false, block: null, box: null };
  for (const element of [root, document.body, ...document.body.querySelectorAll("*")]) {
    const style = css(element);
    const above = facts.get(element.parentElement) || start;
    const found = { ...above, style };
    facts.set(element, found);
    if (style.display === "contents" || style.display === "none") continue;
    const page = element === root || (element === document.body && bodyIsPage);
    const box = element.getBoundingClientRect();
    const inline = style.display === "inline";
    const colour = rgba(style.backgroundColor);
    const picture = style.backgroundImage !== "none";
    const left = aside(style);
    if (mixed(style) || (page && /dark/.test(style.colorScheme))) found.mixed = true;
    if (picture || (colour[3] > 0 && colour[3] < 1) || style.backgroundClip.includes("text")) found.unsolid = true;
    if (!page && above.box && !inside(box, above.box, inline ? 6 : 2)) found.escaped = true;
    if (left || (found.escaped && !inline)) found.straight = false;
    if (colour[3] === 1) Object.assign(found, { behind: colour, holder: page ? null : element, straight: true, unsolid: picture });
    const painted = colour[3] > 0 || picture || element.matches(OWN_PAINT);
    const cell = above.style && above.style.display.includes("grid") && (style.gridRowStart !== "auto" || style.gridColumnStart !== "auto");
    // Letters alone, wherever they went, darken nothing.
    if (left || cell || found.escaped || element.matches("col, colgroup")) found.adrift = true;
    const odd = painted && found.adrift;
    if (!page && odd && box.width && box.height) loose.push({ element, box });
    found.box = page ? null : box;
    if (!inline) found.block = page ? null : box;
  }
  return facts;
}

// Whether a pseudo-element of the element or an ancestor may lie behind or over its text.
function layered(element, known) {
  if (!element) return false;
  if (!known.has(element)) {
    const own = ["::before", "::after"].some((name) => {
      const style = css(element, name);
      return style.content !== "none" && style.content !== "normal" && (aside(style) || mixed(style));
    });
    known.set(element, own || layered(element.parentElement, known));
  }
  return known.get(element);
}

// Text: one solid colour on the one solid colour of an ancestor, both in their normal place, and nothing that left its
// own place over them.
function sureContrast() {
  const sure = new WeakSet();
  if (!document.body || document.body.querySelectorAll("*").length > MOST_ELEMENTS) return sure;
  const loose = [];
  const known = new Map();
  for (const [element, { mixed: veiled, unsolid, behind, holder, straight, block, style }] of lieOfTheLand(loose)) {
    if (veiled || unsolid || !straight || !style || element.shadowRoot) continue;
    const texts = [...element.childNodes].filter((node) => node.nodeType === 3 && /\S/.test(node.data));
    // A symbol may be a drawing: axe asks about those.
    if (!texts.some((text) => /[\p{L}\p{N}]/u.test(text.data)) || style.textShadow !== "none" || parseFloat(style.webkitTextStrokeWidth) > 0 || style.webkitTextFillColor !== style.color) continue;
    const letters = rgba(style.color);
    if (letters[3] < 1 || contrast(letters, behind) < SURE_RATIO || element.matches(NEVER_SURE) || layered(element, known)) continue;
    const slack = parseFloat(style.fontSize) * 0.3;
    const clear = texts.every((text) => {
      const range = document.createRange();
      range.selectNodeContents(text);
      const box = range.getBoundingClientRect();
      return (!block || inside(box, block, slack)) && !loose.some((other) => other.element !== holder && !other.element.contains(element) && crosses(box, other.box));
    });
    if (clear) sure.add(element);
  }
  return sure;
}

// Targets of 24 pixels that touch no other one, and smaller ones with nothing else within 24 pixels of their middle.
function sureTargets() {
  const sure = new WeakSet();
  const targets = [];
  for (const element of document.querySelectorAll("a, area, button, input, select, textarea, summary, label, iframe, object, embed, audio, video, [tabindex], [contenteditable], [role]")) {
    const box = element.getBoundingClientRect();
    if (box.width && box.height) targets.push({ element, box });
  }
  if (targets.length > 600) return sure;
  for (const { element, box } of targets) {
    if (element.shadowRoot || element.getClientRects().length !== 1) continue;
    const large = box.width >= 24.5 && box.height >= 24.5;
    const [x, y] = center(box);
    const alone = targets.every(({ element: other, box: area }) => {
      if (other === element) return true;
      if (large) return !crosses(box, area);
      return Math.hypot(Math.max(area.left - x, 0, x - area.right), Math.max(area.top - y, 0, y - area.bottom)) > 24.5;
    });
    if (alone) sure.add(element);
  }
  return sure;
}

// A line under a link, where the text around it has none, tells it apart whatever the colours.
function sureLinks() {
  const sure = new WeakSet();
  for (const link of document.querySelectorAll("a[href]")) {
    if (!css(link).textDecorationLine.includes("underline") || link.shadowRoot) continue;
    let plain = true;
    for (let at = link.parentElement; at && plain; at = at.parentElement) plain = !css(at).textDecorationLine.includes("underline");
    if (plain) sure.add(link);
  }
  return sure;
}
