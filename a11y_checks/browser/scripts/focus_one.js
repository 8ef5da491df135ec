// Gives one element the focus, or takes it away; answers its place on the page. Arguments: selector, focused.
const [selector, focused] = arguments;
const element = document.querySelector(selector);
if (!element) return null;
if (document.activeElement && document.activeElement !== document.body) document.activeElement.blur();
element.scrollIntoView({ block: "center" });
if (focused) element.focus({ preventScroll: true, focusVisible: true });
const box = element.getBoundingClientRect();
const wide = Math.min(box.width, 900);
return [box.left + scrollX, box.top + scrollY, wide, Math.min(box.height, 500)];
