// What reacts to a click but can't be reached or worked with the keyboard (2.1.1, 4.1.2; failures F42, F54, F59).
const CLICKS = ["click", "mousedown", "mouseup", "pointerdown", "pointerup", "dblclick", "touchstart", "touchend"];
const KEYS = ["keydown", "keyup", "keypress"];
const hits = [];
const told = [];
const handled = new Set(watch.listeners.filter((note) => CLICKS.includes(note.type) && note.target instanceof Element).map((note) => note.target));
for (const element of every("body *")) if (CLICKS.some((type) => typeof element["on" + type] === "function")) handled.add(element);
const delegated = [document, window, document.documentElement, document.body].some((target) => target && hasHandler(target, CLICKS));

const hasKeys = (element) => {
  for (let at = element; at; at = at.parentElement) if (hasHandler(at, KEYS)) return true;
  return hasHandler(document, KEYS) || hasHandler(window, KEYS);
};
const WIDGETS = "button link checkbox radio switch tab menuitem menuitemcheckbox menuitemradio option treeitem slider combobox".split(" ");
// A click on a large part of the page is for closing what is open, or for counting visits.
const large = (element) => {
  const box = element.getBoundingClientRect();
  return box.width > innerWidth * 0.9 && box.height > innerHeight * 0.5;
};

for (const element of handled) {
  tick();
  if (!element.isConnected || element.matches("html, body, form, fieldset, dialog, label, main, header, footer, details, option, svg *, iframe, [aria-hidden=true], [aria-hidden=true] *")) continue;
  if (!visible(element) || large(element) || element.matches(":disabled, [aria-disabled=true]")) continue;
  const role = (element.getAttribute("role") || "").trim().split(/\s+/)[0];
  if (["dialog", "alertdialog", "none", "presentation"].includes(role) && !textOf(element)) continue;
  const within = element.parentElement && element.parentElement.closest(INTERACTIVE);
  if (within && within !== element && !within.matches("[tabindex='-1']")) continue;
  const inside = [...element.querySelectorAll(CONTROLS)].some(focusable);
  // A wider click area round a link or button is no fault; the link or button does it too.
  if (inside) continue;
  if (focusable(element)) {
    const native = element.matches("a[href], area[href], button, input, select, textarea, summary, iframe, audio, video, [contenteditable]");
    if (!native && !hasKeys(element)) {
      hits.push(hit(element, { case: "no-keys", text: nameOf(element).slice(0, 80) }));
      told.push(element);
    }
    continue;
  }
  // Items of a widget that handles the arrows get no focus of their own.
  if (element.closest("[aria-activedescendant], [role=listbox], [role=menu], [role=menubar], [role=tablist], [role=tree], [role=grid], [role=radiogroup]") && hasKeys(element)) continue;
  if (element.matches("[tabindex='-1']") && hasKeys(element)) continue;
  if (element.matches("video, audio, canvas")) continue;
  const sure = css(element).cursor === "pointer" || WIDGETS.includes(role) || element.matches("a, img, [onclick], [onmousedown]") || hasHandler(element, ["click"]);
  const seen = textOf(element) || element.matches("img, svg") || element.querySelector("img, svg") || css(element).backgroundImage !== "none" || WIDGETS.includes(role);
  if (!seen) continue;
  // Text that can be clicked as well as a control with the same words.
  const words = textOf(element).toLowerCase();
  const twin = words && [...document.querySelectorAll("a[href], button")].some((other) => focusable(other) && textOf(other).toLowerCase() === words);
  hits.push(hit(element, { case: sure && !twin ? "unreachable" : "maybe", text: (nameOf(element) || textOf(element)).slice(0, 80) }));
  told.push(element);
}

// One listener for the whole page: then a hand as the cursor shows what can be clicked.
for (const element of delegated ? every("div, span, li, td, p, img, svg, a:not([href]), i, b, strong, em") : []) {
  if (told.some((other) => other.contains(element) || element.contains(other)) || !visible(element)) continue;
  if (css(element).cursor !== "pointer" || (element.parentElement && css(element.parentElement).cursor === "pointer")) continue;
  if (element.closest(INTERACTIVE) || [...element.querySelectorAll(INTERACTIVE)].some((inner) => inner.matches("label") || focusable(inner))) continue;
  if (!textOf(element) && !element.matches("img, svg")) continue;
  hits.push(hit(element, { case: "maybe", text: textOf(element).slice(0, 80) }));
  told.push(element);
}
return hits;
