// Contrast of the example text in empty fields (1.4.3): axe does not measure it.
const hits = [];
for (const field of every("input[placeholder], textarea[placeholder]")) {
  if (!field.placeholder.trim() || field.value || field.matches(":disabled") || !visible(field)) continue;
  const behind = backgroundOf(field);
  const style = css(field, "::placeholder");
  const letters = rgba(style.color);
  if (!behind || letters[3] === 0 || +style.opacity === 0) continue;
  const shown = over([...letters.slice(0, 3), letters[3] * +style.opacity], behind);
  const needed = isLarge(css(field)) ? 3 : 4.5;
  const ratio = contrast(shown, behind);
  if (ratio < needed - 0.01)
    hits.push(hit(field, { text: field.placeholder.slice(0, 80), letters: hex(shown), behind: hex(behind), ratio: comma(ratio), needed: comma(needed) }));
}
return hits;
