// Pictures that keep moving (2.2.2): the browser reads the file itself and says how many frames it has.
const hits = [];
if (!window.ImageDecoder) return hits;
const TYPES = { gif: "image/gif", webp: "image/webp", png: "image/png", apng: "image/png", avif: "image/avif" };
const kind = (address) => {
  const inline = /^data:(image\/(?:gif|webp|png|apng|avif))/.exec(address);
  if (inline) return inline[1] === "image/apng" ? "image/png" : inline[1];
  const end = /\.(gif|webp|apng|avif)(?:[?#]|$)/i.exec(address);
  return end ? TYPES[end[1].toLowerCase()] : null;
};
const bytes = async (address) => {
  if (address.startsWith("data:")) return Uint8Array.from(atob(address.slice(address.indexOf(",") + 1)), (sign) => sign.charCodeAt(0));
  const answer = await fetch(address);
  return answer.ok ? answer.arrayBuffer() : new ArrayBuffer(0);
};
const PAUSE = /pau[sz]|stop|halt|stil|freeze/i;
const pausable = [...document.querySelectorAll("button, [role=button]")].some((element) => PAUSE.test(nameOf(element)));
const addresses = new Map();
for (const picture of every("img")) {
  const address = picture.currentSrc || picture.src;
  const type = kind(address);
  if (!type || !visible(picture) || address.length > 2000000 || addresses.size >= 12) continue;
  if (!addresses.has(address)) addresses.set(address, { type, picture });
}
for (const [address, { type, picture }] of pausable ? [] : addresses) {
  try {
    const decoder = new ImageDecoder({ data: await bytes(address), type });
    await decoder.tracks.ready;
    await decoder.completed;
    const track = decoder.tracks.selectedTrack;
    if (track && track.animated && track.frameCount > 1) {
      const first = (await decoder.decode({ frameIndex: 0 })).image;
      const length = ((first.duration || 100000) / 1000) * track.frameCount * (track.repetitionCount === Infinity ? Infinity : track.repetitionCount + 1);
      first.close();
      if (length > 5000) hits.push(hit(picture, { case: "" }));
    }
    decoder.close();
  } catch {
    // A file that is no picture of this kind, or none at all.
  }
}
return hits;
