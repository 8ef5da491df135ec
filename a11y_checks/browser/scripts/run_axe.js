// Runs axe on the page as it stands. Arguments: rule ids, the ids of those that look at places and colours when this is
// the narrow window (null at full width), the callback. Answers only what a bevinding needs.
const [rules, narrow, done] = arguments;
const MOST_NODES = 50;

function slim(result) {
  return {
    id: result.id,
    impact: result.impact,
    tags: result.tags,
    help: result.help,
    total: result.nodes.length,
    nodes: result.nodes.slice(0, MOST_NODES).map((node) => {
      // In a frame there is no reference; the frame itself is then what the editor can find back.
      const first = Array.isArray(node.target[0]) ? node.target[0][0] : node.target[0];
      const element = node.element || document.querySelector(first) || document.documentElement;
      return {
        ...describe(element),
        takesFocus:
          element.hasAttribute("tabindex") ||
          element.tabIndex >= 0 ||
          element.isContentEditable === true ||
          element.querySelector("input, select, textarea, button, [tabindex], [contenteditable]") !== null,
        target: node.target.flat(2),
        checks: [...node.any, ...node.all, ...node.none].map((check) => ({
          id: check.id,
          message: check.message,
          data: check.data,
          related: check.relatedNodes.length,
        })),
      };
    }),
  };
}

// Which elements there are and which of them show. What does not look at places or colours judges the same page the
// same way, so on a narrow window that shows the same elements only the others run. A frame may show others.
function shown() {
  return [...document.querySelectorAll("*")].map((element) => {
    const seen = element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
    const box = seen && element.getBoundingClientRect();
    return [element, Boolean(box && box.width > 1 && box.height > 1)];
  });
}

function chosen() {
  const now = shown();
  if (!narrow) {
    watch.shown = now;
    return rules;
  }
  const before = watch.shown || [];
  const same = before.length === now.length && now.every(([element, seen], n) => before[n][0] === element && before[n][1] === seen);
  return same && !document.querySelector("iframe, frame, object, embed") ? rules.filter((rule) => narrow.includes(rule)) : rules;
}

// axe leaves alone what surely passes. Its own choice of elements stays behind ours.
const SURE = { "color-contrast": sureContrast, "target-size": sureTargets, "link-in-text-block": sureLinks };

function leaveOut(values) {
  if (!watch.matches) watch.matches = new Map();
  for (const [id, find] of Object.entries(SURE)) {
    if (!values.includes(id)) continue;
    const rule = axe._audit.getRule(id);
    if (!watch.matches.has(id)) watch.matches.set(id, rule.matches);
    const own = watch.matches.get(id);
    rule.matches = own;
    try {
      const sure = find();
      rule.matches = (node, virtual, context) => !sure.has(node) && own.call(rule, node, virtual, context);
    } catch {
      // An odd page: axe looks at everything itself.
    }
  }
}

async function run() {
  if (typeof axe !== "object" || typeof axe.run !== "function") return { failure: "axe is not on the page" };
  const values = chosen();
  leaveOut(values);
  const results = await axe.run(document, {
    runOnly: { type: "rule", values },
    resultTypes: ["violations", "incomplete"],
    elementRef: true,
    preload: false,
  });
  const kinds = ["violations", "passes", "incomplete", "inapplicable"];
  return {
    engine: results.testEngine.version,
    asked: values,
    ran: kinds.flatMap((kind) => results[kind].map((result) => result.id)),
    violations: results.violations.map(slim),
    incomplete: results.incomplete.map(slim),
  };
}

run().then(done, (problem) => done({ failure: String(problem) }));
