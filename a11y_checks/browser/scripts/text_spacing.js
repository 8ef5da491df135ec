// Is text cut off, or over other text, once a reader widens the space between letters, words and lines (1.4.12)?
const spaced = new CSSStyleSheet();
spaced.replaceSync(
  "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}",
);
const texts = [];
for (const element of every("body *")) {
  if (texts.length >= 600) break;
  if (!ownText(element) || element.matches("script, style, noscript, option, input, textarea, select, title, desc") || element.ownerSVGElement || !visible(element)) continue;
  texts.push(element);
}
const CLIPS = ["hidden", "clip"];

// The nearest box that cuts off what is in it; null when it scrolls, or shortens its text on purpose. More space between
// letters makes no other box of it.
const clippers = new Map();
function clipperOf(element) {
  if (!element || element === document.documentElement) return null;
  if (!clippers.has(element)) {
    const style = css(element);
    const both = [style.overflowX, style.overflowY];
    let found = null;
    if (both.some((value) => value === "auto" || value === "scroll")) found = null;
    else if (!both.some((value) => CLIPS.includes(value))) found = clipperOf(element.parentElement);
    else if (style.webkitLineClamp === "none" && style.textOverflow !== "ellipsis") found = element;
    clippers.set(element, found);
  }
  return clippers.get(element);
}

// How many pixels of the text's own lines stick out of the nearest box that cuts off.
function cut(element) {
  const at = clipperOf(element);
  if (!at) return 0;
  const range = document.createRange();
  range.selectNodeContents(element);
  const boxes = [...range.getClientRects()].filter((box) => box.width && box.height);
  if (!boxes.length) return 0;
  const right = Math.max(...boxes.map((box) => box.right));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  const style = css(at);
  const box = at.getBoundingClientRect();
  // The empty half of the line height may go; letters may not.
  const slack = parseFloat(css(element).fontSize) * 0.35;
  return Math.max(CLIPS.includes(style.overflowX) ? right - box.right : 0, CLIPS.includes(style.overflowY) ? bottom - slack - box.bottom : 0);
}

// The lines of text of an element, a little smaller than they are, so that touching is no overlap.
function lines(element) {
  const found = [];
  for (const node of element.childNodes) {
    if (node.nodeType !== 3 || !node.data.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.width > 4 && box.height > 4) found.push([box.left + 2, box.top + box.height * 0.3, box.right - 2, box.bottom - box.height * 0.3]);
  }
  return found;
}

const meets = (one, other) => one.some((a) => other.some((b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]));

// Only texts with a fixed height somewhere above can run over the next one; pairs are neighbours in the page.
function overlaps() {
  const found = new Set();
  const boxes = texts.map(lines);
  for (let n = 0; n < texts.length; n += 1) {
    tick();
    for (let next = n + 1; next < Math.min(texts.length, n + 12); next += 1)
      if (meets(boxes[n], boxes[next]) && !texts[n].contains(texts[next]) && !texts[next].contains(texts[n])) found.add(n * 10000 + next);
  }
  return found;
}

const before = { cuts: texts.map(cut), over: overlaps() };
const sheets = [...document.adoptedStyleSheets];
document.adoptedStyleSheets = [...sheets, spaced];
const hits = [];
try {
  texts.forEach((element, n) => {
    tick();
    const gone = cut(element);
    if (gone > 2 && gone > before.cuts[n] + 2 && before.cuts[n] <= 1) hits.push(hit(element, { case: "cut", gone: Math.round(gone) }));
  });
  for (const pair of overlaps())
    if (!before.over.has(pair)) hits.push(hit(texts[Math.floor(pair / 10000)], { case: "over", other: textOf(texts[pair % 10000]).slice(0, 60) }));
} finally {
  document.adoptedStyleSheets = sheets;
}
// Letters twice as large (1.4.4): only a box that cuts off can lose them, so most pages are not touched at all.
const boxed = texts.filter((element, n) => before.cuts[n] <= 1 && clipperOf(element));
const sizes = boxed.map((element) => parseFloat(css(element).fontSize) * 2);
const styles = boxed.map((element) => element.getAttribute("style"));
try {
  boxed.forEach((element, n) => element.style.setProperty("font-size", `${sizes[n]}px`, "important"));
  for (const element of boxed) {
    tick();
    const gone = cut(element);
    if (gone > 4 && !hits.some((one) => one.selector === selectorOf(element))) hits.push(hit(element, { case: "large", gone: Math.round(gone) }));
  }
} finally {
  boxed.forEach((element, n) => (styles[n] === null ? element.removeAttribute("style") : element.setAttribute("style", styles[n])));
}
return hits;
