// Selects and minifies CSS: only the component rules and the custom properties that our pages use.
import * as csstree from "css-tree";

// The theme's palette and scale of spaces are filled in: a huisstijl overrides the other --basis-* and --utrecht-* ones.
const PALETTE = /var\((--(?:voorbeeld|basis-space|basis-size)-[\w-]+)\)/g;
const REFERENCE = /var\(\s*(--[\w-]+)/g;

/** Names of the custom properties that `css` reads. */
export function references(css) {
  return new Set([...css.matchAll(REFERENCE)].map((match) => match[1]));
}

/** `css` without comments and needless white space. */
export function minify(css) {
  const tree = csstree.parse(css, { parseCustomProperty: false, parseValue: false });
  csstree.walk(tree, (node, item, list) => {
    if (node.type === "Comment") list?.remove(item);
  });
  return squeeze(csstree.generate(tree));
}

/**
 * One minified sheet with the rules whose every `utrecht-` class is in `allowed` and whose selector has none of the
 * texts in `without` (states that our pages never have). Throws on a class that no package defines.
 */
export function buildComponents(sources, allowed, without) {
  const seen = new Set();
  const sheets = sources.map(({ name, css }) => {
    const tree = csstree.parse(css, { filename: name, parseValue: false, parseCustomProperty: false });
    csstree.walk(tree, (node, item, list) => {
      if (node.type === "Comment" || (node.type === "Atrule" && node.name === "charset")) list?.remove(item);
    });
    csstree.walk(tree, {
      visit: "Rule",
      leave(node, item, list) {
        if (node.prelude.type !== "SelectorList") return;
        node.prelude.children.forEach((selector, selectorItem, selectors) => {
          const text = csstree.generate(selector).replace(/:not\((?:[^()]|\([^()]*\))*\)/g, "");
          const unused = without.some((part) => text.includes(part));
          if (!isAllowed(selector, allowed, seen) || unused) selectors.remove(selectorItem);
        });
        if (node.prelude.children.isEmpty || node.block.children.isEmpty) list.remove(item);
      },
    });
    csstree.walk(tree, {
      visit: "Atrule",
      leave(node, item, list) {
        if (node.block && node.block.children.isEmpty) list.remove(item);
      },
    });
    return squeeze(csstree.generate(tree));
  });
  const unknown = [...allowed].filter((name) => !seen.has(name));
  if (unknown.length) throw new Error(`selection.json names classes that no package defines: ${unknown.join(", ")}`);
  return [...new Set(sheets)].join("\n");
}

function isAllowed(selector, allowed, seen) {
  let ok = true;
  csstree.walk(selector, function visit(node) {
    if (node.type === "PseudoClassSelector" && node.name === "not") return this.skip;
    if (node.type !== "ClassSelector" || !node.name.startsWith("utrecht-")) return undefined;
    if (allowed.has(node.name)) seen.add(node.name);
    else ok = false;
    return undefined;
  });
  return ok;
}

/** White space inside raw values (nested var() over several lines) carries no meaning in these sheets. */
function squeeze(css) {
  return css.replace(/\s*\n\s*/g, " ").replace(/\(\s+/g, "(").replace(/\s+\)/g, ")").replace(/,\s+/g, ",").replace(/(--[\w-]+):\s+/g, "$1:");
}

/**
 * Leaves out the parts of nested var() that can never be used, without taking away anything a huisstijl may override:
 * the fallback of a property that the theme always sets, private (`--_`) properties that no kept rule sets, and
 * custom properties that no rule reads.
 */
export function simplify(css, themeCss, ownCss) {
  const themed = new Set([...themeCss.matchAll(/(--[\w-]+)\s*:/g)].map((match) => match[1]));
  let previous;
  do {
    previous = css;
    const set = new Set([...css.matchAll(/(--_[\w-]+)\s*:/g)].map((match) => match[1]));
    const settled = (name) => themed.has(name);
    const absent = (name) => name.startsWith("--_") && !set.has(name);
    css = reduce(css, settled, absent);
    const read = references(css + ownCss);
    css = css.replace(/([{;])(--[\w-]+):[^;}]*(?:;|(?=\}))/g, (all, before, name) => (read.has(name) ? all : before));
    css = css.replace(/;\}/g, "}").replace(/(^|[}])[^{}@]+\{\}/g, "$1");
  } while (css !== previous);
  return css;
}

function reduce(css, settled, absent) {
  let out = "";
  for (let at = 0; at < css.length; ) {
    const start = css.indexOf("var(--", at);
    if (start < 0) return out + css.slice(at);
    const end = closing(css, start + 3);
    const inner = css.slice(start + 4, end);
    const comma = inner.indexOf(",");
    const name = (comma < 0 ? inner : inner.slice(0, comma)).trim();
    const fallback = comma < 0 ? null : reduce(inner.slice(comma + 1), settled, absent);
    out += css.slice(at, start);
    if (fallback !== null && absent(name)) out += fallback.trim();
    else out += fallback === null || settled(name) ? `var(${name})` : `var(${name},${fallback})`;
    at = end + 1;
  }
  return out;
}

function closing(css, open) {
  for (let at = open, depth = 0; at < css.length; at++) {
    if (css[at] === "(") depth++;
    else if (css[at] === ")" && --depth === 0) return at;
  }
  throw new Error(`unbalanced parenthesis after: ${css.slice(open, open + 60)}`);
}

/** `:root{…}` with the custom properties of the theme that the sheets reach, directly or through each other. */
export function buildTheme(themeCss, sheets) {
  const values = new Map();
  csstree.walk(csstree.parse(themeCss, { parseCustomProperty: false }), (node) => {
    if (node.type === "Declaration") values.set(node.property, node.value.value.replace(/\/\*.*?\*\//g, "").trim());
  });
  const wanted = new Set();
  const reach = (name) => {
    if (wanted.has(name) || !values.has(name)) return;
    values.set(name, values.get(name).replace(PALETTE, (all, colour) => values.get(colour) ?? all));
    wanted.add(name);
    references(values.get(name)).forEach(reach);
  };
  sheets.forEach((sheet) => references(sheet).forEach(reach));
  return `:root{${[...wanted].sort().map((name) => `${name}:${values.get(name)}`).join(";")}}`;
}
