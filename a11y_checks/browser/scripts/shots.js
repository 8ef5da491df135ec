// Where these elements stand on the page. Argument: selectors.
scrollTo(0, 0);
return arguments[0].map((selector) => {
  try {
    const element = document.querySelector(selector);
    const box = element && element.getBoundingClientRect();
    return box && box.width >= 1 && box.height >= 1 && box.right + scrollX > 0 && box.bottom + scrollY > 0
      ? [box.left + scrollX, box.top + scrollY, box.width, box.height]
      : null;
  } catch {
    return null;
  }
});
