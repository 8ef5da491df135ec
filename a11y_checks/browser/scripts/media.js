// Pictures, sound and video as the browser shows them (1.1.1, 1.2.1, 2.1.1).
const hits = [];
for (const canvasElement of every("canvas")) {
  if (!visible(canvasElement) || canvasElement.matches("[aria-label], [aria-labelledby], [role=presentation], [role=none], [aria-hidden=true], [title]") || canvasElement.closest("[aria-hidden=true]") || canvasElement.textContent.trim()) continue;
  const box = canvasElement.getBoundingClientRect();
  if (box.width < 40 || box.height < 40) continue;
  hits.push(hit(canvasElement, { case: "canvas" }));
}
const STEER = /play|speel|start|pau[sz]|stop|geluid|volume|mute/i;
const steered = [...document.querySelectorAll("button, [role=button], input[type=button]")].some((element) => STEER.test(nameOf(element)));
for (const media of every("video, audio")) {
  if (media.controls || steered || (media.localName === "audio" && !media.autoplay)) continue;
  if (media.localName === "video" && media.muted && media.autoplay) continue;
  if (media.localName === "video" && visible(media)) hits.push(hit(media, { case: "controls" }));
}
return hits;
