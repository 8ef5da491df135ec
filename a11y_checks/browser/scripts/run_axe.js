// Runs axe on the page as it stands. Arguments: rule ids, the callback. Answers only what a bevinding needs.
const [rules, done] = arguments;
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

if (typeof axe !== "object" || typeof axe.run !== "function") {
  done({ failure: "axe is not on the page" });
} else {
  axe
    .run(document, {
      runOnly: { type: "rule", values: rules },
      resultTypes: ["violations", "incomplete"],
      elementRef: true,
      preload: false,
    })
    .then((results) =>
      done({
        engine: results.testEngine.version,
        ran: ["violations", "passes", "incomplete", "inapplicable"].flatMap((kind) =>
          results[kind].map((result) => result.id),
        ),
        violations: results.violations.map(slim),
        incomplete: results.incomplete.map(slim),
      }),
    )
    .catch((problem) => done({ failure: String(problem) }));
}
