// What only a mouse can do: appear while the mouse is on it, drag, press without release (2.1.1, 2.5.2, 2.5.7).
const hits = [];
const OVER = ["mouseover", "mouseenter", "mousemove", "pointerover", "pointerenter"];
const FOCUS = ["focus", "focusin", "click", "keydown", "keyup", "keypress"];
const near = (element, types) => {
  for (let at = element; at; at = at.parentElement) if (hasHandler(at, types)) return true;
  return hasHandler(document, types) || [...element.querySelectorAll("*")].slice(0, 200).some((inner) => hasHandler(inner, types));
};
const SHOWS = /display|visibility|hidden|classList|className|opacity|innerHTML|textContent|innerText|\.src\b|toggle|show|open|style\./i;
for (const element of every("body *")) {
  if (!visible(element)) continue;
  if (hasHandler(element, OVER) && !near(element, FOCUS)) {
    const code = [...listenersOf(element, OVER).map((note) => sourceText(note.listener)), ...OVER.map((type) => (element["on" + type] ? sourceText(element["on" + type]) : ""))].join(" ");
    if (SHOWS.test(code) && !/^\W*$/.test(code)) hits.push(hit(element, { case: "hover" }));
  }
  const draggable = element.getAttribute("draggable") === "true";
  if ((draggable || hasHandler(element, ["dragstart"])) && !element.closest("[data-loket-drag]")) {
    const list = element.parentElement || element;
    const other = [...list.querySelectorAll("button, select, input, [role=button], a[href]")].some(focusable) || near(element, ["keydown", "keyup", "click"]);
    if (!other) hits.push(hit(element, { case: "drag" }));
  }
  const down = listenersOf(element, ["mousedown", "pointerdown", "touchstart"]).map((note) => note.listener);
  for (const type of ["mousedown", "pointerdown", "touchstart"]) if (element["on" + type]) down.push(element["on" + type]);
  if (down.length && !hasHandler(element, ["click", "mouseup", "pointerup", "touchend", "mousemove", "pointermove", "touchmove", "drag"])) {
    const code = down.map(sourceText).join(" ");
    if (!/preventDefault\(\)\W*$/.test(code) && code.length > 20 && element.matches("a, button, input, select, [role], [tabindex], div, span, img, li, td") && !hasHandler(document, ["mouseup", "pointerup", "mousemove", "pointermove"]))
      hits.push(hit(element, { case: "down", text: nameOf(element).slice(0, 80) }));
  }
}
return hits;
