// Where the text of these elements stands and in which colour; makes its letters transparent, so that a screenshot
// shows what lies behind. Arguments: selectors, or nothing to put the letters back.
const selectors = arguments[0];
const KEY = Symbol.for("loket.letters");
if (!selectors) {
  if (window[KEY]) document.adoptedStyleSheets = [...document.adoptedStyleSheets].filter((sheet) => sheet !== window[KEY]);
  for (const element of document.querySelectorAll("[data-loket-letters]")) element.removeAttribute("data-loket-letters");
  return null;
}
const loaded = new Set(performance.getEntriesByType("resource").filter((entry) => entry.responseStatus === 200 || (!entry.responseStatus && entry.decodedBodySize > 0)).map((entry) => entry.name));
// A picture that did not arrive would make the text look as if it stood on the plain colour.
const arrived = (element) => {
  for (let at = element; at; at = at.parentElement)
    for (const pseudo of [null, "::before", "::after"])
      for (const [, address] of css(at, pseudo).backgroundImage.matchAll(/url\("((?:[^"\\]|\\.)*)"\)/g))
        if (!address.startsWith("data:") && !loaded.has(address)) return false;
  return [...document.images].every((image) => image.complete && image.naturalWidth > 0);
};
const found = selectors.map((selector) => {
  let element = null;
  try {
    element = document.querySelector(selector);
  } catch {
    return null;
  }
  if (!element || !visible(element) || !arrived(element)) return null;
  const style = css(element);
  if (style.webkitTextStrokeWidth !== "0px" || style.backgroundClip === "text" || style.mixBlendMode !== "normal") return null;
  let share = 1;
  for (let at = element; at; at = at.parentElement) share *= +css(at).opacity;
  const letters = rgba(style.webkitTextFillColor);
  const boxes = [];
  for (const node of element.childNodes) {
    if (node.nodeType !== 3 || !node.data.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) if (box.width > 3 && box.height > 3) boxes.push([box.left + scrollX, box.top + scrollY, box.width, box.height]);
  }
  if (!boxes.length) return null;
  element.setAttribute("data-loket-letters", "");
  return { letters: [...letters.slice(0, 3), letters[3] * share], needed: isLarge(style) ? 3 : 4.5, boxes: boxes.slice(0, 20) };
});
const sheet = new CSSStyleSheet();
sheet.replaceSync("[data-loket-letters]{color:transparent!important;-webkit-text-fill-color:transparent!important;text-decoration-color:transparent!important;caret-color:transparent!important}");
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
Object.defineProperty(window, KEY, { value: sheet, configurable: true });
return found;
