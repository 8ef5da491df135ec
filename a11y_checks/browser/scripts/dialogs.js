// Windows that open over the page: is the focus in them, and are they windows for software too (2.4.3, 4.1.2)?
const hits = [];
const boxes = [...every("dialog[open], [role=dialog], [role=alertdialog]")].filter(visible);
for (const box of boxes) {
  const modal = box.matches("[aria-modal=true]") || (box.matches("dialog") && box.matches(":modal"));
  const style = css(box);
  const over = ["fixed", "absolute"].includes(style.position) || ["fixed", "absolute"].includes(css(box.parentElement).position);
  if (!(modal || over)) continue;
  const inside = box.contains(document.activeElement) && document.activeElement !== document.body;
  const area = box.getBoundingClientRect();
  const big = area.width * area.height > innerWidth * innerHeight * 0.1;
  if (!inside && big && (modal || box.matches("[role=alertdialog]"))) hits.push(hit(box, { case: "focus", text: nameOf(box).slice(0, 80) }));
  const close = [...box.querySelectorAll("button, a[href], input[type=button], input[type=submit], [role=button]")].filter(focusable);
  if (!close.length && big) hits.push(hit(box, { case: "close", text: nameOf(box).slice(0, 80) }));
}
// A layer over the whole window that software does not know as a window.
for (const element of every("body *")) {
  const style = css(element);
  if (style.position !== "fixed" || !visible(element) || element.closest("dialog, [role=dialog], [role=alertdialog], [inert]") || element.querySelector("dialog, [role=dialog], [role=alertdialog]")) continue;
  const box = element.getBoundingClientRect();
  if (box.width < innerWidth * 0.9 || box.height < innerHeight * 0.9 || style.pointerEvents === "none" || +style.zIndex < 0 || style.zIndex === "-1") continue;
  const top = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
  if (!top || !element.contains(top) || !textOf(element) || element.querySelector("main, h1 ~ h2")) continue;
  const rest = [...document.querySelectorAll(CONTROLS)].some((other) => !element.contains(other) && focusable(other));
  if (rest) hits.push(hit(element, { case: "layer" }));
}
return hits;
