// Finds what makes the page wider than the window (WCAG 1.4.10). Synchronous; answers a list, empty when it fits.
const width = document.documentElement.clientWidth;
const scrolls = Math.max(document.documentElement.scrollWidth, document.body ? document.body.scrollWidth : 0);
const SLACK = 1;

// Where an element is cut off or scrolls by itself, nothing inside can widen the page.
function contained(element) {
  for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
    const style = getComputedStyle(at);
    if (style.position === "fixed") return true;
    if (style.overflowX !== "visible" && at.getBoundingClientRect().right <= width + SLACK) return true;
  }
  return false;
}

// The right edge of the box and of its own text, which may stick out of the box.
function rightEdge(element) {
  let right = element.getBoundingClientRect().right;
  if (element.scrollWidth > element.clientWidth) {
    for (const node of element.childNodes) {
      if (node.nodeType !== 3 || !node.data.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      right = Math.max(right, range.getBoundingClientRect().right);
    }
  }
  return right + window.scrollX;
}

if (scrolls <= width + SLACK) return [];
const clipped = [document.documentElement, document.body].some((element) =>
  ["hidden", "clip"].includes(getComputedStyle(element).overflowX),
);
const wide = [];
for (const element of document.body.querySelectorAll("*")) {
  const style = getComputedStyle(element);
  if (style.position === "fixed" || style.visibility === "hidden") continue;
  if (!element.getClientRects().length || contained(element)) continue;
  const right = rightEdge(element);
  if (right > width + SLACK) wide.push({ element, right });
}
// The culprit is the innermost element that sticks out: no other one inside it does so as far. Parts of a drawing
// count as the drawing; brothers that stick out equally far are one culprit, their parent.
const inner = wide.filter(
  ({ element, right }) =>
    !wide.some((other) => other.element !== element && element.contains(other.element) && other.right >= right - SLACK),
);
const culprits = new Map();
for (const { element, right } of inner) {
  const whole = element.ownerSVGElement ? element.closest("svg") || element : element;
  const brothers = inner.filter(
    (other) => other.element.parentElement === whole.parentElement && Math.abs(other.right - right) <= SLACK,
  );
  const named = brothers.length > 1 && whole.parentElement !== document.body ? whole.parentElement : whole;
  culprits.set(named, Math.max(right, culprits.get(named) || 0));
}
if (!culprits.size) culprits.set(document.body, scrolls);
// What may need two dimensions by itself (the exception in 1.4.10): tables, pictures, code, maps.
const TWO_DIMENSIONS = "table, pre, svg, img, picture, canvas, video, iframe, object, embed, math";
return [...culprits].slice(0, 5).map(([element, right]) => ({
  ...describe(element),
  right: Math.round(right),
  width,
  case: clipped || element.closest(TWO_DIMENSIONS) ? "doubt" : "",
}));
