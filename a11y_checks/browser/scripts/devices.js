// What asks for one way of holding, shaking or pasting (1.3.4, 2.5.4, 3.3.8).
const hits = [];
const body = () => ({ ...hit(document.body), text: "" });
if (watch.locks) hits.push({ ...body(), case: "lock" });
const turned = (style) => {
  const found = /rotate(?:z)?\(\s*(-?[\d.]+)(deg|turn)/i.exec(`${style.transform} ${style.rotate ? `rotate(${style.rotate})` : ""}`);
  if (!found) return false;
  const angle = Math.abs(+found[1] * (found[2] === "turn" ? 360 : 1)) % 180;
  return Math.abs(angle - 90) < 6;
};
const walk = (rules, oriented) => {
  for (const rule of rules) {
    tick();
    if (rule instanceof CSSMediaRule) walk(rule.cssRules, oriented || /orientation/.test(rule.conditionText));
    else if (rule instanceof CSSStyleRule && oriented) {
      let found = [];
      try {
        found = [...document.querySelectorAll(rule.selectorText)];
      } catch {
        continue;
      }
      const whole = document.body.innerText.length;
      const big = found.find((element) => element.contains(document.querySelector("main, h1")) || (element.textContent.trim().length > 60 && textOf(element).length > whole * 0.6));
      if (big && turned(rule.style)) hits.push({ ...hit(big, { text: "" }), case: "turned" });
      else if (big && rule.style.display === "none") hits.push({ ...hit(big, { text: "" }), case: "gone" });
    } else if (rule.cssRules && !(rule instanceof CSSStyleRule)) walk(rule.cssRules, oriented);
  }
};
for (const sheet of document.styleSheets) {
  try {
    walk(sheet.cssRules, /orientation/.test(sheet.media.mediaText));
  } catch {
    // A sheet from elsewhere may not be read.
  }
}
if (watch.listeners.some((note) => ["devicemotion", "deviceorientation"].includes(note.type)) || typeof window.ondevicemotion === "function" || typeof window.ondeviceorientation === "function")
  hits.push({ ...body(), case: "shake" });
for (const field of every("input[type=password], input[type=email], input[autocomplete=one-time-code], input[type=text], input[type=tel], input[type=number], input:not([type])")) {
  if (field.matches(":disabled") || !visible(field) || ![field, field.parentElement, field.form, document, document.body].some((target) => target && hasHandler(target, ["paste"]))) continue;
  const event = new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: new DataTransfer() });
  field.dispatchEvent(event);
  const code = listenersOf(field, ["paste"]).map((note) => sourceText(note.listener)).join() + (field.onpaste ? sourceText(field.onpaste) : "");
  // A handler that fills in what was pasted by itself also stops the event.
  if (event.defaultPrevented && !/clipboardData|getData/.test(code)) hits.push(hit(field, { case: "paste", text: nameOf(field).slice(0, 80) }));
}
return hits;
