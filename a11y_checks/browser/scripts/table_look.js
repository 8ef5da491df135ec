// What looks like a table or a list but is built of other things (1.3.1; failures F33, F34, F48).
const hits = [];
for (const element of every("pre")) {
  if (!visible(element) || element.querySelector("code")) continue;
  const rows = element.innerText.split("\n").filter((row) => row.trim());
  const columns = rows.filter((row) => /\S(?: {3,}|\t+)\S/.test(row));
  if (rows.length >= 3 && columns.length >= rows.length * 0.8 && !/[{};]/.test(element.innerText)) hits.push(hit(element, { case: "spaces" }));
}
// Rows of boxes with equal columns.
for (const parent of every("div, section, main, article")) {
  const rows = [...parent.children];
  if (rows.length < 3 || !rows.every((row) => row.localName === "div" && visible(row)) || parent.closest("[role=table], [role=grid], [role=list], [role=treegrid]")) continue;
  const cells = rows.map((row) => [...row.children].filter((cell) => textOf(cell)));
  const count = cells[0].length;
  if (count < 3 || !cells.every((row) => row.length === count && row.every((cell) => textOf(cell).length < 40 && !cell.querySelector("h1, h2, h3, h4, a, button, img, input, p")))) continue;
  const lefts = cells.map((row) => row.map((cell) => Math.round(cell.getBoundingClientRect().left)));
  const tops = cells.every((row) => Math.abs(row[0].getBoundingClientRect().top - row[count - 1].getBoundingClientRect().top) < 6);
  if (tops && lefts.every((row) => row.every((left, n) => Math.abs(left - lefts[0][n]) < 3)) && new Set(lefts[0]).size === count) hits.push(hit(parent, { case: "boxes" }));
}
return hits;
