// Is the order on the screen another than the order in the page (1.3.2, 2.4.3; failures F1, F85)?
const hits = [];
const words = (element) => textOf(element).length > 0;
for (const parent of every("body, body *")) {
  const style = css(parent);
  if (!/flex|grid/.test(style.display)) continue;
  const children = [...parent.children].filter((child) => !["absolute", "fixed"].includes(css(child).position) && visible(child) && words(child));
  if (children.length < 2) continue;
  const turned = /reverse/.test(style.flexDirection) || style.flexWrap === "wrap-reverse";
  const ordered = children.some((child) => css(child).order !== "0");
  const placed = /grid/.test(style.display) && children.some((child) => css(child).gridRowStart !== "auto" || css(child).gridColumnStart !== "auto" || css(child).gridArea.split("/")[0].trim() !== "auto");
  if (!turned && !ordered && !placed) continue;
  const boxes = children.map((child) => child.getBoundingClientRect());
  const rtl = style.direction === "rtl";
  // Back: a later child stands above an earlier one, or before it on the same line.
  const back = boxes.some((box, n) => {
    if (!n) return false;
    const former = boxes[n - 1];
    const sameLine = box.top < former.bottom - 2 && former.top < box.bottom - 2;
    if (!sameLine) return box.bottom <= former.top + 2 && box.left < former.right && former.left < box.right;
    return rtl ? box.left >= former.right - 2 : box.right <= former.left + 2;
  });
  if (!back) continue;
  const controls = children.filter((child) => focusable(child) || [...child.querySelectorAll(CONTROLS)].some(focusable)).length;
  hits.push(hit(parent, { case: controls > 1 ? "focus" : "read" }));
}
// Pieces of text that stand on their own place, in another order than they are read.
for (const parent of every("body, body *")) {
  const loose = [...parent.children].filter((child) => css(child).position === "absolute" && visible(child) && textOf(child).length > 1);
  if (loose.length < 3) continue;
  const boxes = loose.map((child) => child.getBoundingClientRect());
  const back = boxes.filter((box, n) => n && box.bottom <= boxes[n - 1].top + 2 && Math.abs(box.left - boxes[n - 1].left) < 40).length;
  if (back) hits.push(hit(parent, { case: "read" }));
}
for (const parent of every("body, body *")) {
  const floats = [...parent.children].filter((child) => css(child).cssFloat === "right" && visible(child) && words(child));
  if (floats.length < 2) continue;
  const boxes = floats.map((child) => child.getBoundingClientRect());
  const turned = boxes.every((box, n) => !n || (box.right <= boxes[n - 1].left + 2 && Math.abs(box.top - boxes[n - 1].top) < 20));
  if (turned) hits.push(hit(parent, { case: floats.filter((child) => focusable(child) || child.querySelector(CONTROLS)).length > 1 ? "focus" : "read" }));
}
return hits;
