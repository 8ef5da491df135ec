// Makes one SVG sprite of the picked icons; a page draws one with <use href="…iconen.svg#naam">.

const DRAWING = /<(path|circle|rect|line|polyline|polygon|ellipse)\b[^>]*\/>/g;
const EMPTY_FRAME = /stroke="none" d="M0 0h24v24H0z"/;

/** `icons` maps our name to the package's; `read` returns an icon's SVG text. */
export function buildSprite(icons, read) {
  const symbols = Object.entries(icons).map(([name, source]) => {
    const drawing = [...read(source).matchAll(DRAWING)].map((match) => match[0]).filter((part) => !EMPTY_FRAME.test(part));
    if (!drawing.length) throw new Error(`icon ${source} has no drawing`);
    return (
      `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" ` +
      `stroke-linecap="round" stroke-linejoin="round">${drawing.join("")}</symbol>`
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
}
