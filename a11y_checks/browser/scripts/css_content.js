// Words that stand only in the style sheet (1.3.1; failure F87), and pictures there that say something (1.1.1; F3).
const hits = [];
const seen = new Set();
for (const element of every("body *")) {
  if (hits.length >= 10 || !element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) continue;
  if (element.matches("script, style, br, hr, [aria-hidden=true], [aria-hidden=true] *, q, summary, blockquote")) continue;
  for (const pseudo of ["::before", "::after"]) {
    const style = css(element, pseudo);
    const content = style.content;
    if (!content || ["none", "normal"].includes(content) || style.display === "none" || style.visibility === "hidden" || +style.opacity === 0) continue;
    // What follows a slash is the text that is read aloud; an icon font uses signs that are no letters.
    const words = (/^"((?:[^"\\]|\\.)*)"/.exec(content) || ["", ""])[1].replace(/\\[0-9a-f]+ ?/gi, " ");
    if (!/\p{L}{3,}/u.test(words) || /icon|material|awesome|symbols/i.test(style.fontFamily)) continue;
    if (textOf(element).toLowerCase().includes(words.trim().toLowerCase()) || parseFloat(style.fontSize) < 2) continue;
    if (/^attr/.test(content)) continue;
    const key = words + element.localName + element.className;
    if (seen.has(key)) continue;
    seen.add(key);
    hits.push(hit(element, { case: "words", words: words.slice(0, 60) }));
  }
}
return hits;
