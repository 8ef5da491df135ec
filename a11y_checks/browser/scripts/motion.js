// What moves, blinks or plays by itself (2.2.2, 2.3.1, 1.4.2). settle.js noted the animations before it stopped them.
const hits = [];
const PAUSE = /pau[sz]|stop|halt|stil|freeze|animatie uit|beweging|motion/i;
const pausable = [...document.querySelectorAll("button, a[href], [role=button], input[type=button], input[type=checkbox]")].some((element) => PAUSE.test(nameOf(element) + " " + (element.id || "") + " " + (element.className || "")));
const seen = new Set();
for (const { target, timing, frames, transition } of watch.animations) {
  tick();
  if (!target || transition || !target.isConnected || seen.has(target) || !visible(target)) continue;
  const length = +timing.duration || 0;
  const total = (timing.delay || 0) + length * (timing.iterations === null ? Infinity : timing.iterations);
  if (!(total > 5000) || !length) continue;
  const box = target.getBoundingClientRect();
  if (target.closest("[role=progressbar], [role=status], [aria-busy=true], progress") || /spinner|loader|loading/i.test(target.className)) continue;
  const steps = frames.map((frame) => JSON.stringify({ ...frame, offset: 0, computedOffset: 0, easing: "", composite: "" }));
  if (new Set(steps).size < 2) continue;
  seen.add(target);
  const changes = frames.flatMap((frame) => Object.keys(frame)).filter((name) => !["offset", "computedOffset", "easing", "composite"].includes(name));
  const flashes = (1000 / length) * Math.max(1, Math.floor(frames.length / 2)) > 3 && changes.some((name) => ["opacity", "visibility", "backgroundColor", "background", "color"].includes(name)) && box.width * box.height > 21824;
  if (flashes) hits.push(hit(target, { case: "flash" }));
  else if (!pausable) hits.push(hit(target, { case: changes.some((name) => ["opacity", "visibility", "color", "backgroundColor"].includes(name)) && !changes.some((name) => ["transform", "left", "top", "marginLeft", "translate", "right"].includes(name)) ? "blink" : "moves" }));
}
for (const element of every("marquee, blink")) if (visible(element) && !pausable) hits.push(hit(element, { case: "moves" }));
for (const media of new Set(watch.played)) {
  const unseen = media.muted || media.volume === 0;
  if (!unseen && !media.controls && !media.autoplay) hits.push({ ...hit(media.isConnected ? media : document.body), case: "sound" });
}
for (const video of every("video[autoplay]")) if (video.muted && video.loop && !video.controls && visible(video) && !pausable) hits.push(hit(video, { case: "moves" }));
return hits;
