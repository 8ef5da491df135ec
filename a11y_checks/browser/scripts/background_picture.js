// A picture in the style sheet has no alternative text (1.1.1, failure F3): does it say something?
const hits = [];
for (const element of every("body *")) {
  const style = css(element);
  const picture = /url\("((?:[^"\\]|\\.)*)"\)/.exec(style.backgroundImage);
  if (!picture || !visible(element) || hits.length >= 5) continue;
  if (textOf(element) || element.querySelector("img, svg, video, canvas, iframe, input, select, textarea, button")) continue;
  if (element.matches("a, button, input, [role=img], [role=presentation], [role=none], [aria-hidden=true], [aria-hidden=true] *, [aria-label], [aria-labelledby], [title], hr, html, body")) continue;
  if (element.closest("a, button, [role=img], [role=button], label")) continue;
  const box = element.getBoundingClientRect();
  if (box.width < 40 || box.height < 40 || /repeat-x|repeat-y|^repeat$/.test(style.backgroundRepeat)) continue;
  // Behind other content it is a backdrop.
  const [x, y] = center(box);
  if (y < innerHeight && x < innerWidth && document.elementFromPoint(x, y) !== element) continue;
  hits.push(hit(element, { file: picture[1].split("/").pop().slice(0, 60) }));
}
return hits;
