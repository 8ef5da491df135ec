// Takes the map library as it is published, without what our pages never use and what would point to files we don't ship.
import { generate, parse, walk } from "css-tree";

// Controls and pop-ups with pictures, and the drawing of a browser that is no more. Our map has buttons of its own.
const UNUSED = /leaflet-(control|bar|popup|tooltip|default-icon-path|zoom-box|vml)|\.lvml|leaflet-oldie/;

/** The style sheet, minified, without the rules for parts that we don't show. */
export function buildLeafletCss(css) {
  const tree = parse(css);
  walk(tree, {
    visit: "Rule",
    leave(rule, item, list) {
      const kept = rule.prelude.children.filter((selector) => !UNUSED.test(generate(selector)));
      if (kept.isEmpty) list.remove(item);
      else rule.prelude.children = kept;
    },
  });
  const made = generate(tree);
  if (/url\(/.test(made)) throw new Error("the style sheet of Leaflet points to a file");
  return made;
}

/** The library, without the line that points to a map of its source. */
export function buildLeafletJs(js) {
  return js.replace(/\n\/\/# sourceMappingURL=\S*\s*$/, "\n");
}
