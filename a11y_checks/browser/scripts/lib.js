// What every script of the auditor needs to describe an element. Put in front of the other scripts as text,
// so that nothing of it is visible to the page. Selector and excerpt are written as a11y_checks.document does.
const SAFE_ID = /^[A-Za-z][\w-]*$/;
const NO_END_TAG = new Set(
  "area base br col embed hr img input link meta param source track wbr".split(" "),
);

function selectorOf(element) {
  const steps = [];
  for (let at = element; at && at.nodeType === 1; at = at.parentElement) {
    if (SAFE_ID.test(at.id || "") && document.querySelectorAll("#" + at.id).length === 1) {
      steps.push("#" + at.id);
      break;
    }
    const name = at.localName;
    const twins = at.parentElement
      ? [...at.parentElement.children].filter((other) => other.localName === name)
      : [];
    steps.push(twins.length > 1 ? `${name}:nth-of-type(${twins.indexOf(at) + 1})` : name);
  }
  return steps.reverse().join(" > ");
}

function textOf(element) {
  const shown = typeof element.innerText === "string" ? element.innerText : element.textContent;
  return (shown || "").replace(/\s+/g, " ").trim();
}

function excerptOf(element) {
  const escape = (value) =>
    value.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const quote = (value) => escape(value).replace(/"/g, "&quot;").replace(/'/g, "&#x27;");
  const attributes = [...element.attributes].map((at) => ` ${at.name}="${quote(at.value)}"`).join("");
  let markup = `<${element.localName}${attributes}>${escape(textOf(element))}`;
  if (!NO_END_TAG.has(element.localName)) markup += `</${element.localName}>`;
  return markup.length > 200 ? markup.slice(0, 199) + "…" : markup;
}

function sourceOf(element) {
  const holder = element.closest("[data-bron]");
  return holder ? holder.getAttribute("data-bron") : "";
}

// Everything a person wrote in the element, so that an answer is asked again when any of it changes.
function contentOf(element) {
  const inner = [...element.querySelectorAll("[alt], [href], [src], [title], [aria-label]")].slice(0, 50);
  const opened = [element, ...inner].map((at) => at.cloneNode(false).outerHTML.slice(0, 400)).join("");
  return opened.slice(0, 4000) + textOf(element).slice(0, 4000);
}

function describe(element) {
  return {
    content: contentOf(element),
    selector: selectorOf(element),
    excerpt: excerptOf(element),
    source: sourceOf(element),
    text: textOf(element).slice(0, 80),
    tag: element.localName,
    href: (element.getAttribute("href") || element.getAttribute("src") || "").slice(0, 200),
  };
}
