// How running text is set: too small, justified, lines too long or too close, capitals (1.4.8 and good practice).
const hits = [];
const told = new Set();
const once = (name, element, extra = {}) => {
  if (!told.has(name)) hits.push(hit(element, { case: name, ...extra }));
  told.add(name);
};
for (const element of every("p, li, td, dd, div, span, label, figcaption, small, a, blockquote, h1, h2, h3, h4")) {
  const text = ownText(element);
  if (text.length < 3 || told.size === 6 || !visible(element)) continue;
  const style = css(element);
  const size = parseFloat(style.fontSize);
  if (size > 0 && size < 9.5 && text.length >= 10 && !element.closest("sup, sub, svg")) once("small", element, { size: comma(size) });
  if (text.length < 120) {
    if (style.textTransform === "uppercase" && text.split(" ").length > 8) once("capitals", element);
    continue;
  }
  if (style.textTransform === "uppercase") once("capitals", element);
  if (style.textAlign === "justify") once("justified", element);
  const lines = parseFloat(style.lineHeight) / size;
  const box = element.getBoundingClientRect();
  if (box.height > size * 2.5 && lines < 1.1) once("tight", element);
  if (style.fontStyle === "italic" && text.length > 200) once("italic", element);
  const letters = (box.width - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)) / (size * 0.5);
  if (letters > 160 && text.length > 320) once("long", element);
}
return hits;
