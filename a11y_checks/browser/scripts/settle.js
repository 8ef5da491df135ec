// Brings the page to rest: everything loaded, fonts ready, nothing moving, scrolled to the top.
// Arguments: the longest wait in milliseconds, the callback. Answers with facts about what was loaded.
const [longest, done] = arguments;
const bounded = (promise) =>
  Promise.race([promise, new Promise((resolve) => setTimeout(resolve, longest))]);
const loaded = new Promise((resolve) => {
  if (document.readyState === "complete") resolve();
  else window.addEventListener("load", resolve, { once: true });
});
(async () => {
  await bounded(loaded);
  await bounded(document.fonts.ready);
  // What moves is remembered before it is stopped.
  const notes = window[Symbol.for("loket.watch")];
  if (notes)
    notes.animations = document.getAnimations().slice(0, 200).map((animation) => ({
      target: animation.effect && animation.effect.target,
      timing: animation.effect ? animation.effect.getComputedTiming() : {},
      frames: animation.effect && animation.effect.getKeyframes ? animation.effect.getKeyframes() : [],
      transition: animation instanceof CSSTransition,
    }));
  // Letter sizes at full width, for what happens to them on a small or zoomed window.
  if (notes && document.body) {
    notes.sizes = new Map();
    for (const element of [...document.body.querySelectorAll("*")].slice(0, 3000))
      if ([...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
        notes.sizes.set(element, parseFloat(getComputedStyle(element).fontSize));
  }
  // Ends animations where they end by themselves, so that nothing is measured half faded in. An adopted sheet
  // adds no element to the page.
  const still = new CSSStyleSheet();
  still.replaceSync(
    "*,*::before,*::after{animation-duration:0s!important;animation-delay:0s!important;" +
      "animation-iteration-count:1!important;transition-duration:0s!important;" +
      "transition-delay:0s!important;scroll-behavior:auto!important;caret-color:auto!important}",
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
  window.scrollTo(0, 0);
  // Without a style sheet we would measure what no visitor sees. One from another host never arrives here: Chromium
  // then makes an empty sheet, so the address tells.
  const arrived = (link) => link.sheet && [location.origin, "null"].includes(new URL(link.href).origin);
  const unstyled = [...document.querySelectorAll("link[rel~=stylesheet][href]:not([rel~=alternate])")]
    .filter((link) => !link.disabled && !arrived(link) && (!link.media || matchMedia(link.media).matches))
    .map((link) => link.getAttribute("href"));
  // Where this document came from; unlike location, a script that only rewrites the address bar leaves it alone.
  const [navigation] = performance.getEntriesByType("navigation");
  done({ address: navigation ? navigation.name : location.href, complete: document.readyState === "complete", unstyled });
})().catch((problem) => done({ failure: String(problem) }));
