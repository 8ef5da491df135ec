// Text that looks like a heading by its size or weight but is none (1.3.1, failure F2), by what the browser shows.
const hits = [];
const HEADS = "h1, h2, h3, h4, h5, h6, [role=heading], hgroup";
const NEVER = HEADS + ", a, button, label, legend, caption, figcaption, th, td, li, dt, dd, summary, nav, footer, header, blockquote, pre, address, time, [role=button], [role=link], [role=tab], [role=alert], [role=status], dialog, table, select, svg, form label, [aria-hidden=true]";
const sizes = new Map();
for (const element of every("p, li, dd, div, span, td")) {
  const text = ownText(element);
  if (text.length < 20 || !visible(element)) continue;
  const size = Math.round(parseFloat(css(element).fontSize));
  sizes.set(size, (sizes.get(size) || 0) + text.length);
}
const body = [...sizes].sort((a, b) => b[1] - a[1]).map(([size]) => size)[0] || 16;
const nextText = (element) => {
  for (let at = element; at && at !== document.body; at = at.parentElement) {
    for (let next = at.nextElementSibling; next; next = next.nextElementSibling) if (visible(next) && textOf(next)) return next;
    if (at.parentElement && at.parentElement.children.length > 1) return null;
  }
  return null;
};
for (const element of every("p, div, span, strong, b, font")) {
  if (hits.length >= 8) break;
  const text = textOf(element);
  if (text.length < 3 || text.length > 70 || /[.!,;]$/.test(text) || element.closest(NEVER) || !ownText(element) || !visible(element)) continue;
  if (text.split(" ").length > 10 || !/\p{L}{3}/u.test(text) || element.querySelector("a, button, input, img, svg, br")) continue;
  const block = ["inline", "inline-block", "contents"].includes(css(element).display) ? element.parentElement : element;
  if (textOf(block) !== text || block.matches("body")) continue;
  const style = css(element);
  const size = parseFloat(style.fontSize);
  const weight = parseInt(style.fontWeight, 10);
  const next = nextText(block);
  // "Stap 2 van 5" says where somebody is, not what follows.
  if (/^(stap|step|deel|part)\s+\d+/i.test(text)) continue;
  if (!next || next.matches(HEADS) || next.querySelector(":scope > h1, :scope > h2, :scope > h3") || textOf(next).length < 40) continue;
  const after = css(next.querySelector("p, li") || next);
  const bigger = size >= body * 1.25 && size >= parseFloat(after.fontSize) * 1.25;
  const bolder = weight >= 600 && parseInt(after.fontWeight, 10) < 600 && size >= body;
  if (!(bigger || bolder) || (element.localName === "p" && !bigger && element.querySelector("b, strong"))) continue;
  // A first line in larger letters under the title is an introduction.
  if (bigger && !bolder && text.length > 50) continue;
  if (hits.some((one) => one.at.contains(element) || element.contains(one.at))) continue;
  hits.push({ at: element, ...hit(element) });
}
return hits.map(({ at, ...rest }) => rest);
