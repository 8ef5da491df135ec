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

// How many pixels of the text's own lines stick out of the nearest box that cuts off.
function cut(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const boxes = [...range.getClientRects()].filter((box) => box.width && box.height);
  if (!boxes.length) return 0;
  const right = Math.max(...boxes.map((box) => box.right));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  const size = parseFloat(css(element).fontSize);
  for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
    const style = css(at);
    const [sideways, down] = [style.overflowX, style.overflowY];
    if ([sideways, down].some((value) => value === "auto" || value === "scroll")) return 0;
    if (!CLIPS.includes(sideways) && !CLIPS.includes(down)) continue;
    if (style.webkitLineClamp !== "none" || style.textOverflow === "ellipsis") return 0;
    const box = at.getBoundingClientRect();
    // The empty half of the line height may go; letters may not.
    const slack = size * 0.35;
    return Math.max(CLIPS.includes(sideways) ? right - box.right : 0, CLIPS.includes(down) ? bottom - slack - box.bottom : 0);
  }
  return 0;
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
      if (!texts[n].contains(texts[next]) && !texts[next].contains(texts[n]) && meets(boxes[n], boxes[next])) found.add(n * 10000 + next);
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
return hits;
