// Runs many probes in one go. Before this stand lib.js, probe.js and `probes`: {id: {seconds, look}}.
// Argument: the callback. Answers {id: {hits}} or {id: {failure}}; an error in one does not stop the others.
const done = arguments[0];
(async () => {
  const answers = {};
  let ready = false;
  try {
    axe.setup(document.documentElement);
    ready = true;
  } catch {
    // nameOf() has a plainer way.
  }
  for (const [id, probe] of Object.entries(probes)) {
    const started = watch.now();
    limit = started + probe.seconds * 1000;
    try {
      const slow = new Promise((_, refuse) => watch.later(() => refuse(new Error("too slow")), probe.seconds * 1000));
      const hits = await Promise.race([probe.look(), slow]);
      answers[id] = { hits: hits.slice(0, MOST_HITS), took: watch.now() - started };
    } catch (problem) {
      answers[id] = { failure: String(problem).slice(0, 300), took: watch.now() - started };
    }
  }
  limit = Infinity;
  if (ready) axe.teardown();
  done({ answers });
})().catch((problem) => done({ failure: String(problem) }));
