// Can people see which words belong to a field (3.3.2)? A name for software alone is not on the screen.
const hits = [];
for (const field of every("input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=reset]):not([type=image]):not([type=search]), select, textarea")) {
  if (field.matches(":disabled") || !visible(field) || field.closest("[role=search], search, table, [role=grid]")) continue;
  const labels = field.labels ? [...field.labels] : [];
  const pointed = (field.getAttribute("aria-labelledby") || "").split(/\s+/).map((id) => id && document.getElementById(id)).filter(Boolean);
  const seen = [...labels, ...pointed].filter((label) => visible(label) && (textOf(label) || label.querySelector("img, svg")));
  const box = field.getBoundingClientRect();
  if (seen.length) {
    // A label far away is out of sight for who has zoomed in.
    const near = seen.some((label) => {
      const other = label.getBoundingClientRect();
      const range = document.createRange();
      range.selectNodeContents(label);
      const text = range.getBoundingClientRect();
      const place = text.width ? text : other;
      const sideways = Math.max(0, place.left - box.right, box.left - place.right);
      const down = Math.max(0, place.top - box.bottom, box.top - place.bottom);
      return sideways < 260 && down < 160;
    });
    if (!near) hits.push(hit(field, { case: "far", text: nameOf(field).slice(0, 80) }));
    continue;
  }
  // Any words just above or beside it?
  const spots = [[box.left + 4, box.top - 12], [box.left - 16, box.top + box.height / 2], [box.right + 16, box.top + box.height / 2], [box.left + 4, box.top - 26]];
  const words = spots.some(([x, y]) => {
    const at = x > 0 && y > 0 && document.elementFromPoint(x, y);
    return at && ownText(at) && at.getBoundingClientRect().height < 120;
  });
  const around = field.closest("fieldset, p, div, li, dd, tr");
  const group = around && around.querySelectorAll("input:not([type=hidden]), select, textarea").length <= 3 && textOf(around).replace(field.matches("select") ? textOf(field) : "", "").trim();
  if (words || group || !nameOf(field)) continue;
  hits.push(hit(field, { case: "hidden", text: nameOf(field).slice(0, 80) }));
}
return hits;
