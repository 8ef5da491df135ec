// One tick for all zaken on the page. Without a script each has its own.
"use strict";

for (const place of document.querySelectorAll("[data-werkvoorraad]")) {
  const boxes = place.form.querySelectorAll('input[name="zaak"]');
  if (boxes.length > 1) {
    const label = document.createElement("label");
    const all = document.createElement("input");
    all.type = "checkbox";
    label.className = "loket-zaken__alles";
    label.append(all, ` ${place.dataset.alles}`);
    place.querySelector("legend").after(label);
    const show = () => {
      const ticked = [...boxes].filter((box) => box.checked).length;
      all.checked = ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    };
    all.addEventListener("change", () => boxes.forEach((box) => { box.checked = all.checked; }));
    boxes.forEach((box) => box.addEventListener("change", show));
    show();
  }
}
