// Does choosing something send people to another page or window at once (3.2.2; failures F36 and F37)?
const hits = [];
const WARNED = /automatisch|meteen|direct|vanzelf|zodra u|automatically|immediately|as soon as|when you (?:select|choose)|on selection/i;
watch.holding = true;
try {
  for (const field of [...every("select, input[type=radio], input[type=checkbox], input[type=text], input:not([type]), input[type=number], input[type=tel]")].slice(0, 60)) {
    if (field.matches(":disabled") || !visible(field)) continue;
    const types = ["change", "input", "click"];
    const near = [field, field.form, field.closest("form"), document, window, document.body].filter(Boolean);
    if (!near.some((target) => hasHandler(target, types.concat("keyup", "blur", "focusout")))) continue;
    const moved = watch.moved.length;
    const focused = document.activeElement;
    const kept = [field.value, field.checked, field.selectedIndex];
    try {
      if (field.matches("select") && field.options.length > 1) field.selectedIndex = field.selectedIndex === 1 ? 0 : 1;
      else if (field.matches("[type=radio], [type=checkbox]")) field.checked = !field.checked;
      else field.value = (field.value || "") + "1";
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    } finally {
      if (field.matches("select")) field.selectedIndex = kept[2];
      else if (field.matches("[type=radio], [type=checkbox]")) field.checked = kept[1];
      else field.value = kept[0];
    }
    tick();
    if (watch.moved.length > moved) {
      const around = [field.closest("form, fieldset, section, div, main"), field.labels && field.labels[0], field.getAttribute("aria-describedby") && document.getElementById(field.getAttribute("aria-describedby"))];
      const told = around.filter(Boolean).some((at) => WARNED.test(textOf(at).slice(0, 1000)));
      if (!told) hits.push(hit(field, { case: "moves", text: nameOf(field).slice(0, 80) }));
    } else if (document.activeElement !== focused && document.activeElement !== field && document.activeElement !== document.body)
      hits.push(hit(field, { case: "focus", text: nameOf(field).slice(0, 80) }));
  }
} finally {
  watch.holding = false;
}
return hits;
