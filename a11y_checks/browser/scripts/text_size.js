// Does text grow when people zoom (1.4.4)? At a quarter of the width, as at 400 % zoom, letters of which the size hangs
// on the window alone stay as small as they were (failure F94). settle.js noted the sizes at full width.
const wide = watch.sizes || new Map();
const hits = [];
for (const element of every("body *")) {
  if (!wide.has(element) || !visible(element)) continue;
  const now = parseFloat(css(element).fontSize);
  // Zoomed in four times; twice the size on the screen is what 1.4.4 asks.
  if ((now * 4) / wide.get(element) < 2 && !hits.some((other) => other.element.contains(element)))
    hits.push({ element, ...hit(element, { grows: Math.round(((now * 4) / wide.get(element)) * 100) }) });
}
return hits.map(({ element, ...rest }) => rest);
