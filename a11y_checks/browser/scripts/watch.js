// Runs before a page's own scripts and remembers what they set up: listeners, timers, sound that starts. The probes
// read it later. Nothing a page does changes by it; all that is added to the page is one hidden, unlisted property.
(() => {
  const key = Symbol.for("loket.watch");
  if (window[key]) return;
  const MOST = 3000;
  const notes = {
    listeners: [], // {target, type, listener}
    timers: [], // {delay, callback, repeats}
    played: [], // media elements that a script started
    locks: 0, // calls of screen.orientation.lock
    moved: [], // addresses the page tried to go to while `holding`
    holding: false,
    animations: [], // filled by settle.js
    now: performance.now.bind(performance),
    later: window.setTimeout.bind(window),
  };
  Object.defineProperty(window, key, { value: notes });
  const note = (list, item) => {
    if (list.length < MOST) list.push(item);
  };
  const wrap = (owner, name, before) => {
    const original = owner && owner[name];
    if (typeof original !== "function") return;
    owner[name] = function (...given) {
      try {
        before(this, given);
      } catch {
        // A note that can't be made may not break the page.
      }
      return original.apply(this, given);
    };
  };
  wrap(EventTarget.prototype, "addEventListener", (target, [type, listener]) => {
    if (listener) note(notes.listeners, { target: target || window, type: String(type), listener });
  });
  wrap(window, "setTimeout", (_, [callback, delay]) => note(notes.timers, { callback, delay: +delay || 0, repeats: false }));
  wrap(window, "setInterval", (_, [callback, delay]) => note(notes.timers, { callback, delay: +delay || 0, repeats: true }));
  wrap(HTMLMediaElement.prototype, "play", (element) => note(notes.played, element));
  if (window.ScreenOrientation) wrap(ScreenOrientation.prototype, "lock", () => (notes.locks += 1));
  // While a probe pokes at the page, the page stays where it is.
  const held = (name) => {
    const original = name === "open" ? window.open : HTMLFormElement.prototype[name];
    const owner = name === "open" ? window : HTMLFormElement.prototype;
    owner[name] = function (...given) {
      if (!notes.holding) return original.apply(this, given);
      note(notes.moved, name);
      return null;
    };
  };
  ["open", "submit", "requestSubmit"].forEach(held);
  for (const name of ["alert", "confirm", "prompt", "print"]) {
    const original = window[name];
    window[name] = function (...given) {
      return notes.holding ? undefined : original.apply(this, given);
    };
  }
  window.addEventListener(
    "submit",
    (event) => {
      if (!notes.holding) return;
      note(notes.moved, "submit");
      event.preventDefault();
    },
    true,
  );
  notes.listeners.length = 0;
  if (window.navigation)
    navigation.addEventListener("navigate", (event) => {
      if (!notes.holding || event.hashChange) return;
      note(notes.moved, event.destination.url);
      if (event.cancelable) event.preventDefault();
    });
  notes.listeners.length = 0;
})();
