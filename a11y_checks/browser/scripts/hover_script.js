// What a page's own script shows beside an element that has the mouse or the focus (1.4.13): can it be sent away with Escape,
// and does it stay when the mouse goes to it? What appears after a delay of its own is not seen.
const ENTER = ["pointerenter", "pointerover", "mouseenter", "mouseover"];
const FOCUS = ["focus", "focusin"];
const LEAVE = ["pointerleave", "pointerout", "mouseleave", "mouseout"];
const hits = [];
const bubbles = (type) => !["mouseenter", "mouseleave", "pointerenter", "pointerleave", "focus", "blur"].includes(type);
const send = (target, types) => {
  for (const type of types) {
    const kind = type.startsWith("pointer") ? PointerEvent : type.startsWith("mouse") ? MouseEvent : FocusEvent;
    target.dispatchEvent(new kind(type, { bubbles: bubbles(type), cancelable: true, view: window }));
  }
};
const covers = (part) => {
  // In the flow it hides nothing, so it need not be sent away.
  for (let at = part; at && at !== document.body; at = at.parentElement) if (["absolute", "fixed"].includes(css(at).position)) return true;
  return part.matches(":popover-open");
};
const triggers = [...every("body *")].filter((at) => hasHandler(at, ENTER.concat(FOCUS)) && !at.matches("input, select, textarea") && visible(at)).slice(0, 30);
const readable = (part) => (part.textContent || "").trim().length > 2;
const look = (trigger) => {
  tick();
  const byMouse = hasHandler(trigger, ENTER);
  const known = new Set(document.querySelectorAll("body *"));
  const hidden = [...known].filter((part) => !part.contains(trigger) && readable(part) && !visible(part)).slice(0, 300);
  const appeared = () =>
    [...hidden, ...[...document.querySelectorAll("body *")].filter((part) => !known.has(part) && readable(part))].filter((part) => part.isConnected && visible(part) && covers(part));
  send(trigger, byMouse ? ENTER : FOCUS);
  try {
    const shown = appeared();
    if (!shown.length) return;
    const part = shown[0];
    // The mouse goes from the element to what appeared.
    if (byMouse && !trigger.contains(part)) {
      send(trigger, LEAVE);
      send(part, ENTER);
      if (!visible(part)) {
        hits.push(hit(trigger, { case: "far", text: textOf(trigger).slice(0, 80) }));
        return;
      }
    }
    for (const target of [trigger, document.activeElement || document.body])
      for (const type of ["keydown", "keyup"]) target.dispatchEvent(new KeyboardEvent(type, { key: "Escape", code: "Escape", keyCode: 27, bubbles: true, cancelable: true }));
    if (visible(part)) hits.push(hit(trigger, { case: "stays", text: textOf(trigger).slice(0, 80) }));
  } finally {
    send(trigger, byMouse ? LEAVE : ["blur", "focusout"]);
  }
};
// A script that sends people on at the focus is another probe's fault, and must not take this page away.
watch.holding = true;
try {
  triggers.forEach(look);
} finally {
  watch.holding = false;
}
// Each kind of trigger once: a page of ten such words has one fault.
const seen = new Set();
return hits.filter((one) => {
  const key = one.case + one.selector.replace(/:nth-of-type\(\d+\)/g, "");
  return !seen.has(key) && seen.add(key);
});
