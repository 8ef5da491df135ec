// What only a colour tells (1.4.1; failures F13, F14, F73, F81).
const hits = [];
const hue = ([r, g, b]) => {
  const [low, high] = [Math.min(r, g, b), Math.max(r, g, b)];
  if (high - low < 60) return null;
  const at = high === r ? ((g - b) / (high - low)) % 6 : high === g ? (b - r) / (high - low) + 2 : (r - g) / (high - low) + 4;
  const angle = (at * 60 + 360) % 360;
  return ["rood", "geel", "groen", "blauw", "blauw", "rood"][Math.floor(((angle + 20) % 360) / 60)];
};
const COLOUR = "rood|rode|groen|groene|geel|gele|blauw|blauwe|oranje|red|green|yellow|blue|orange";
const TELLS = new RegExp(
  `\\b(?:in|het|de|met een|with a|in the|the|marked|gemarkeerd|zijn|staan|are|is)\\s+(?:het\\s+)?(?:${COLOUR})\\b|\\b(?:${COLOUR})\\s+(?:gemarkeerd|gekleurd|aangegeven|velden|veld|tekst|regels|rijen|knop|link|items|fields?|text|rows?|names?|buttons?|links?|marked|highlighted|boxes|box|dates?|days?|dagen|vakken|vakjes|bolletjes|woorden|words|means|betekent)\\b`,
  "i",
);
const shown = (document.body && document.body.innerText) || "";
const told = TELLS.exec(shown);
if (told) {
  const holder = [...every("p, li, td, th, dt, dd, label, legend, span, div, h1, h2, h3, h4, figcaption, caption, strong, em")].filter((element) => visible(element) && textOf(element).includes(told[0].trim())).pop();
  // Coloured pieces that have no other mark: no weight, line, sign or words of their own.
  const coloured = [...every("body *")].find((element) => {
    if (!ownText(element) || !visible(element) || element.matches("a, button, h1, h2, h3, h4, h5, h6") || (holder && holder === element)) return false;
    const style = css(element);
    const parent = css(element.parentElement);
    const own = hue(rgba(style.color)) || (rgba(style.backgroundColor)[3] > 0 && hue(rgba(style.backgroundColor)));
    const differs = style.color !== parent.color || style.backgroundColor !== parent.backgroundColor;
    return own && differs && style.fontWeight === parent.fontWeight && style.textDecorationLine === parent.textDecorationLine && style.fontStyle === parent.fontStyle && !/\*|verplicht|required|let op|fout|error/i.test(ownText(element));
  });
  if (coloured && holder) hits.push(hit(holder, { case: "told", words: told[0].trim() }));
}

// Small blocks without words that differ only in colour, such as the dots of a status.
const dots = new Map();
for (const element of every("span, i, div, td, li, b, em")) {
  if (element.children.length || element.textContent.trim() || element.closest("[aria-hidden=true], svg, button, a") || element.matches("[aria-label], [aria-labelledby], [title], [role=img]")) continue;
  const box = element.getBoundingClientRect();
  if (box.width < 6 || box.height < 6 || box.width > 60 || box.height > 60 || !visible(element)) continue;
  const style = css(element);
  if (style.backgroundImage !== "none" || css(element, "::before").content !== "none") continue;
  const colour = rgba(style.backgroundColor);
  const named = colour[3] > 0.5 && hue(colour);
  if (!named) continue;
  const key = `${element.localName}.${Math.round(box.width)}x${Math.round(box.height)}`;
  if (!dots.has(key)) dots.set(key, []);
  dots.get(key).push({ element, named, words: textOf(element.parentElement).toLowerCase() });
}
for (const group of dots.values()) {
  const colours = new Set(group.map((one) => one.named));
  if (group.length < 2 || colours.size < 2) continue;
  // Beside a word of its own (a legend) the colour is not alone; a word that stands at both colours tells nothing.
  const words = new Map();
  for (const one of group) words.set(one.words, (words.get(one.words) || new Set()).add(one.named));
  if ([...words.values()].every((set) => set.size === 1) && group.every((one) => /op(?:en)?\b|dicht|vrij|vol|bezet|goed|fout|gesloten|gereed|klaar|actief|storing|available|closed|active|error|ok\b/.test(one.words))) continue;
  hits.push(hit(group[0].element, { case: "dots" }));
}

// A field with an error that only its colour shows.
for (const field of every("input, select, textarea")) {
  if (!visible(field) || field.matches("[aria-invalid=true]") || !/\b(?:error|fout|invalid|has-error|is-invalid)\b/i.test(field.className + " " + (field.parentElement ? field.parentElement.className : ""))) continue;
  const style = css(field);
  if (hue(rgba(style.borderTopColor)) !== "rood" && hue(rgba(style.backgroundColor)) !== "rood") continue;
  const around = field.closest("form, fieldset, div, p") || document.body;
  if (/fout|vul |verplicht|ongeldig|error|required|invalid|must|enter |moet|kies /i.test(textOf(around)) || field.getAttribute("aria-describedby")) continue;
  hits.push(hit(field, { case: "error", text: nameOf(field).slice(0, 80) }));
}
return hits;
