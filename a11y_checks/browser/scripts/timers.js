// Time limits and content that changes by itself (2.2.1, 2.2.2): what a page handed to setTimeout and setInterval.
const hits = [];
const LEAVES = /\blocation\b\s*(?:\.href)?\s*=[^=]|location\s*\.\s*(?:replace|assign|reload)\s*\(|\.submit\s*\(\s*\)|window\.close\s*\(|log_?out|uitloggen|sessie(?:Verl|verl)|sessionExpired|history\.(?:back|go)/;
const CHOICE = /verleng|meer tijd|langer|doorgaan|blijf|extend|more time|stay|keep me|stop|annuleer|cancel|pau[sz]e/i;
const chosen = [...document.querySelectorAll("button, a[href], [role=button], input[type=button], input[type=submit], select, input[type=checkbox]")].some((element) => visible(element) && CHOICE.test(nameOf(element)));
const TWENTY_HOURS = 72000000;
for (const { callback, delay } of watch.timers) {
  tick();
  if (delay < 1000 || delay > TWENTY_HOURS) continue;
  const code = sourceText(callback);
  if (LEAVES.test(code)) {
    hits.push(hit(document.body, { case: chosen ? "choice" : "leaves", seconds: Math.round(delay / 1000), text: "" }));
    break;
  }
}

// Each repeating timer is run once by hand: does what people see change by it?
const PAUSE = /pau[sz]|stop|halt|stil|freeze/i;
const pausable = [...document.querySelectorAll("button, a[href], [role=button], input[type=button]")].some((element) => PAUSE.test(nameOf(element)));
if (pausable) return hits;
const records = [];
const watcher = new MutationObserver(() => {});
watcher.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["style", "class", "hidden", "src"] });
watch.holding = true;
try {
  for (const { callback, delay, repeats } of watch.timers.filter((timer) => (timer.repeats ? timer.delay <= 30000 : timer.delay > 0 && timer.delay <= 10000)).slice(0, 10)) {
    tick();
    if (typeof callback !== "function") continue;
    const before = watch.timers.length;
    for (let turn = 0; turn < 2; turn += 1) {
      try {
        callback();
      } catch {
        break;
      }
    }
    const again = watch.timers.slice(before).some((timer) => timer.callback === callback);
    const seen = watcher.takeRecords();
    if (repeats || again) records.push(...seen.map((record) => ({ record, delay })));
  }
} finally {
  watch.holding = false;
  watcher.disconnect();
}
const found = records.find(({ record }) => {
  const element = record.target.nodeType === 1 ? record.target : record.target.parentElement;
  return element && visible(element) && !element.closest("[role=status], [role=timer], [role=log], [role=progressbar], time") && (record.type === "characterData" || record.type === "childList" ? textOf(element) : true);
});
if (found) {
  const element = found.record.target.nodeType === 1 ? found.record.target : found.record.target.parentElement;
  const clock = /^\W*\d{1,3}\s*(?::\s*\d\d)?\W*(?:s|sec|seconden|minuten|min)?\.?\W*$|nog \d+|\d+ (?:seconden|minuten|seconds|minutes)/i.test(textOf(element));
  if (!(clock && chosen)) hits.push(hit(element, { case: clock ? "clock" : "changes" }));
}
return hits;
