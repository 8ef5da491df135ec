// Where is the focus? Argument: "start" makes the list of controls, "stop" ends the walk, otherwise one look.
const KEY = Symbol.for("loket.tab");
const step = arguments[0];
if (step === "start") {
  if (document.activeElement && document.activeElement !== document.body) document.activeElement.blur();
  const controls = [...document.querySelectorAll(CONTROLS)].filter((element) => focusable(element) && visible(element));
  Object.defineProperty(window, KEY, { value: controls, configurable: true });
  const types = ["keydown", "keyup", "keypress", "blur", "focusout", "focus", "focusin"];
  const listens = watch.listeners.some((note) => types.includes(note.type));
  const inline = types.some((type) => document.querySelector(`[on${type}]`) || typeof document["on" + type] === "function" || typeof window["on" + type] === "function" || controls.some((element) => typeof element["on" + type] === "function"));
  watch.holding = true;
  return { count: controls.length, scripted: listens || inline, modal: Boolean(document.querySelector("dialog:modal, [aria-modal=true]")) };
}
const controls = window[KEY] || [];
const active = document.activeElement;
if (step === "stop") {
  watch.holding = false;
  if (active && active !== document.body) active.blur();
  return null;
}
if (step === "describe") {
  const one = controls[arguments[1]];
  const inner = one && one.closest("dialog, [role=dialog], [role=alertdialog], [role=application], [role=grid], [role=tree]");
  return one ? { ...hit(one, { text: nameOf(one).slice(0, 80) }), inner: Boolean(inner), frame: one.matches("iframe, object, embed"), types: one.matches("textarea, [contenteditable]") } : null;
}
return active && active !== document.body && active !== document.documentElement ? controls.indexOf(active) : -1;
