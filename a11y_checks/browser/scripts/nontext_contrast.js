// Can the edge of a field, and the drawing of a button without text, be seen (1.4.11)?
const FIELDS = "input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=reset]):not([type=image]):not([type=range]):not([type=color]):not([type=file]), textarea, select";
const NEEDED = 3;
const hits = [];
const clear = (one, other) => contrast(one, other) >= NEEDED - 0.01;

for (const field of every(FIELDS)) {
  if (field.matches(":disabled") || !visible(field) || !field.parentElement) continue;
  const style = css(field);
  // What the browser draws by itself is not the author's (the exception in 1.4.11).
  if (style.appearance !== "none" && field.matches("[type=checkbox], [type=radio], select")) continue;
  const outside = backgroundOf(field.parentElement);
  const inside = backgroundOf(field);
  if (!outside || !inside || style.boxShadow !== "none") continue;
  const edges = ["Top", "Right", "Bottom", "Left"]
    .filter((side) => parseFloat(style[`border${side}Width`]) >= 1 && !["none", "hidden"].includes(style[`border${side}Style`]))
    .map((side) => over(rgba(style[`border${side}Color`]), outside));
  // One line below, or a fill, also shows where the field is.
  if (edges.some((edge) => clear(edge, outside) || clear(edge, inside)) || clear(inside, outside)) continue;
  // A border round the parent does too.
  const around = css(field.parentElement);
  if (parseFloat(around.borderBottomWidth) >= 1 && around.borderBottomStyle !== "none") continue;
  const best = Math.max(contrast(inside, outside), ...edges.map((edge) => contrast(edge, outside)));
  hits.push(hit(field, { case: "field", text: nameOf(field).slice(0, 80), ratio: comma(best) }));
}

for (const control of every("button, a[href], [role=button], [role=link]")) {
  if (control.matches(":disabled, [aria-disabled=true]") || textOf(control) || !visible(control)) continue;
  const drawing = control.querySelector("svg");
  const behind = backgroundOf(control);
  if (!drawing || !behind || !visible(drawing)) continue;
  const inks = [];
  for (const shape of [drawing, ...drawing.querySelectorAll("path, circle, rect, line, polyline, polygon, ellipse, use, text")]) {
    if (shape === drawing && drawing.children.length) continue;
    const style = css(shape);
    for (const [ink, share] of [[style.fill, style.fillOpacity], [style.stroke, style.strokeOpacity]])
      if (ink !== "none" && !ink.startsWith("url")) {
        const colour = rgba(ink);
        inks.push(over([...colour.slice(0, 3), colour[3] * +share], behind));
      }
  }
  if (inks.length && !inks.some((ink) => clear(ink, behind)))
    hits.push(hit(control, { case: "icon", text: nameOf(control).slice(0, 80), ratio: comma(Math.max(...inks.map((ink) => contrast(ink, behind)))) }));
}
return hits;
