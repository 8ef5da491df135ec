// Presses the buttons, and looks at what that changes: messages that nobody hears (4.1.3), windows that open without
// the focus (2.4.3), and things that fold out without saying so (4.1.2).
const hits = [];
const wait = (milliseconds) => new Promise((resolve) => watch.later(resolve, milliseconds));
const LIVE = "[role=status], [role=alert], [role=log], [role=timer], [aria-live=polite], [aria-live=assertive], output, dialog, [role=dialog], [role=alertdialog]";
const buttons = [...every("button, input[type=button], input[type=submit], [role=button]")].filter((element) => focusable(element) && visible(element)).slice(0, 8);
const sizes = () => new Map([...document.querySelectorAll("body *")].slice(0, 2500).map((element) => [element, visible(element) && ownText(element) ? ownText(element) : ""]));
watch.holding = true;
try {
  for (const button of buttons) {
    tick();
    if (!button.isConnected || !visible(button)) continue;
    if (![button, button.form, document, document.body, window, button.parentElement].some((target) => target && hasHandler(target, ["click", "submit", "mousedown", "pointerdown", "mouseup"])) && !button.hasAttribute("popovertarget") && !button.hasAttribute("commandfor")) continue;
    button.focus();
    const before = sizes();
    const expanded = button.getAttribute("aria-expanded");
    const windows = new Set([...document.querySelectorAll("dialog[open], [role=dialog], [role=alertdialog]")].filter(visible));
    button.click();
    await wait(60);
    const opened = [...document.querySelectorAll("dialog[open], [role=dialog], [role=alertdialog]")].find((box) => visible(box) && !windows.has(box));
    if (opened) {
      if (!opened.contains(document.activeElement)) hits.push(hit(opened, { case: "dialog", text: nameOf(button).slice(0, 80) }));
      for (const type of ["keydown", "keyup"]) (document.activeElement || document.body).dispatchEvent(new KeyboardEvent(type, { key: "Escape", code: "Escape", keyCode: 27, bubbles: true, cancelable: true }));
      await wait(30);
      if (visible(opened) && opened.matches("dialog")) opened.close();
      else if (visible(opened)) {
        const close = [...opened.querySelectorAll("button, [role=button], a[href], input[type=button]")].find((element) => focusable(element) && /sluit|close|annul|cancel|×|✕|ok|klaar|terug/i.test(nameOf(element) + textOf(element)));
        if (close) close.click();
        else hits.push(hit(opened, { case: "no-way-out", text: nameOf(button).slice(0, 80) }));
        await wait(30);
      }
      continue;
    }
    const fresh = [...document.querySelectorAll("body *")].slice(0, 2500).filter((element) => visible(element) && ownText(element) && before.get(element) !== ownText(element) && !button.contains(element));
    const unheard = fresh.filter((element) => !element.closest(LIVE) && !(document.activeElement !== button && document.activeElement !== document.body && (element.contains(document.activeElement) || document.activeElement.contains(element))));
    if (!unheard.length) continue;
    if (document.activeElement !== button && document.activeElement !== document.body) continue;
    const controls = (button.getAttribute("aria-controls") || "").split(/\s+/).filter(Boolean);
    const state = expanded !== null || button.hasAttribute("aria-pressed") || button.matches("[role=tab]") || controls.length;
    const appeared = unheard.filter((element) => !before.get(element));
    // A short text that comes or changes is a message; a larger part that follows the button folds out.
    const whole = unheard.map(textOf).join(" ");
    const after = button.compareDocumentPosition(unheard[0]) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (state) {
      if (expanded !== null && button.getAttribute("aria-expanded") === expanded && appeared.length) hits.push(hit(button, { case: "state", text: nameOf(button).slice(0, 80) }));
    } else if (whole.length < 160 && unheard.length <= 4) hits.push(hit(unheard[0], { case: "status", text: whole.slice(0, 80) }));
    else if (appeared.length && after) hits.push(hit(button, { case: "fold", text: nameOf(button).slice(0, 80) }));
  }
} finally {
  watch.holding = false;
}
return hits;
