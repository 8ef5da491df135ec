// At 320 pixels: text that is cut off or covered there and not at full width, and what stays in front (1.4.4, 1.4.10).
const hits = [];
let fixed = 0;
let first = null;
for (const element of every("body *")) {
  const style = css(element);
  if (!["fixed", "sticky"].includes(style.position) || !visible(element)) continue;
  const box = element.getBoundingClientRect();
  if (element.closest("dialog, [role=dialog], [role=alertdialog]")) continue;
  const wide = box.width > innerWidth * 0.5;
  const stuck = style.position === "fixed" || (style.top !== "auto" && parseFloat(style.top) <= 0 && box.top <= 1) || (style.bottom !== "auto" && box.bottom >= innerHeight - 1);
  if (wide && stuck && !(first && first.contains(element))) {
    fixed += Math.min(box.height, innerHeight);
    first = first || element;
  }
}
// 1280 x 1024 at 400 % is 320 x 256.
if (first && fixed > 256 * 0.6) hits.push(hit(first, { case: "fixed", share: Math.min(100, Math.round((fixed / 256) * 100)) }));
const MAY_CUT = "marquee, [aria-hidden=true]";
for (const element of every("p, h1, h2, h3, h4, h5, h6, li, a, button, label, td, th, dt, dd, span, div")) {
  if (!ownText(element) || ownText(element).length < 3 || !visible(element) || element.closest(MAY_CUT)) continue;
  for (let at = element; at && at !== document.body; at = at.parentElement) {
    const style = css(at);
    if ([style.overflowX, style.overflowY].some((value) => ["auto", "scroll"].includes(value))) break;
    if (style.overflowX !== "hidden" && style.overflowX !== "clip") continue;
    if (style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none") break;
    const range = document.createRange();
    range.selectNodeContents(element);
    const text = range.getBoundingClientRect();
    const box = at.getBoundingClientRect();
    if (box.width > 20 && text.right > box.right + 4 && text.left < box.right - 4 && text.width > box.width) {
      hits.push(hit(element, { case: "cut" }));
    }
    break;
  }
}
return hits;
