// Puts a map below the address of a place: click, tap, or move it with the arrow keys and press Enter.
// The chosen point goes into two hidden inputs and stands below the map in words. Without it the address is enough.
"use strict";

const STEP = 40; // pixels for one arrow key; with Shift four times as far
const CLOSE = 17; // the zoom to look at a point
const START = 15; // the zoom to begin with
const PAUSE = 600; // milliseconds without a key before the middle is told
const MOVES = { ArrowUp: [0, -STEP], ArrowDown: [0, STEP], ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0] };
const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

const numbers = (text) => text.split(",").map(Number);
const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_hole, name) => values[name]);
const inWords = (number, decimals) =>
  number.toLocaleString(document.documentElement.lang, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

/** Where a point is in words, as formulieren/vragen/plek.py tells it. */
function words(data, lat, lon) {
  const degrees = fill(data.graden, { noord: inWords(lat, 5), oost: inWords(lon, 5) });
  if (!data.midden) return degrees;
  const [middleLon, middleLat] = numbers(data.midden);
  const north = (lat - middleLat) * 111195;
  const east = (lon - middleLon) * 111195 * Math.cos((middleLat * Math.PI) / 180);
  const far = Math.hypot(north, east);
  const step = far < 1000 ? 10 : 100;
  const metres = Math.floor(far / step + 0.5) * step;
  const direction = (Math.floor(Math.atan2(east, north) / (Math.PI / 4) + 0.5) + 8) % 8;
  const richting = data.richtingen.split("|")[direction];
  let place = data.bij;
  if (metres >= 1000) place = fill(data.kilometer, { aantal: inWords(metres / 1000, 1), richting });
  else if (metres > 20) place = fill(data.meter, { aantal: String(metres), richting });
  return `${place} (${degrees})`;
}

function show(place) {
  const find = (name) => place.querySelector(`[data-kaart-${name}]`);
  const data = place.dataset;
  const [lonInput, latInput, message] = [find("lon"), find("lat"), find("melding")];
  message.before(find("blad").content.cloneNode(true));
  find("vinkje")?.remove();
  const [ground, here, choose, remove] = [find("vlak"), find("hier"), find("kies"), find("weg")];

  const [west, south, east, north] = numbers(data.gebied);
  const area = L.latLngBounds([south, west], [north, east]);
  const [minZoom, maxZoom] = numbers(data.zooms);
  const map = L.map(ground, {
    attributionControl: false, zoomControl: false, keyboard: false, boxZoom: false, doubleClickZoom: false,
    // The wheel and a pinch of the page belong to the page; the map has buttons.
    scrollWheelZoom: false, zoomAnimation: !calm, fadeAnimation: !calm, inertia: !calm, minZoom, maxZoom,
  });
  L.tileLayer(data.kaart, { bounds: area, minZoom, maxZoom }).addTo(map);
  map.setMinZoom(Math.min(START, Math.max(minZoom, map.getBoundsZoom(area))));

  let marker = null;
  const put = (at) => {
    marker ??= L.marker(at, {
      icon: L.divIcon({ className: "loket-landkaart__speld", iconSize: [0, 0] }), keyboard: false, interactive: false,
    }).addTo(map);
    marker.setLatLng(at);
    remove.setAttribute("aria-disabled", "false");
  };
  const pick = (at) => {
    if (!area.contains(at)) {
      message.textContent = data.buiten;
      return;
    }
    const [lat, lon] = [Number(at.lat.toFixed(6)), Number(at.lng.toFixed(6))];
    [latInput.value, lonInput.value] = [lat.toFixed(6), lon.toFixed(6)];
    put(at);
    message.textContent = `${data.gekozen} ${words(data, lat, lon)}`;
  };
  const clear = () => {
    marker?.remove();
    marker = null;
    latInput.value = lonInput.value = "";
    message.textContent = data.geen;
    remove.setAttribute("aria-disabled", "true");
  };

  if (latInput.value && lonInput.value) {
    const at = L.latLng(Number(latInput.value), Number(lonInput.value));
    map.setView(at, CLOSE);
    put(at);
  } else {
    const [lon, lat] = numbers(data.start);
    map.setView([lat, lon], START);
    remove.setAttribute("aria-disabled", "true");
  }

  // The middle stays in the area, so that a keyboard can reach every point of it and never gets lost.
  map.on("moveend", () => {
    const at = map.getCenter();
    if (area.contains(at)) return;
    const inside = [Math.min(Math.max(at.lat, south), north), Math.min(Math.max(at.lng, west), east)];
    map.panTo(inside, { animate: false });
  });
  map.on("click", (event) => pick(event.latlng));

  let waiting = 0;
  const tell = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const at = map.getCenter();
      here.textContent = `${data.hier} ${words(data, at.lat, at.lng)}`;
    }, PAUSE);
  };
  ground.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const move = MOVES[event.key];
    if (move) {
      const times = event.shiftKey ? 4 : 1;
      // At once: a key that is held down comes again before an animation is done.
      map.panBy([move[0] * times, move[1] * times], { animate: false });
      tell();
    } else if (event.key === "+" || event.key === "=") map.zoomIn();
    else if (event.key === "-") map.zoomOut();
    else if (event.key === "Enter" || event.key === " ") pick(map.getCenter());
    else return;
    event.preventDefault();
  });

  const [closer, wider] = [find("in"), find("uit")];
  const bounds = () => {
    closer.setAttribute("aria-disabled", String(map.getZoom() >= map.getMaxZoom()));
    wider.setAttribute("aria-disabled", String(map.getZoom() <= map.getMinZoom()));
  };
  closer.addEventListener("click", () => map.zoomIn());
  wider.addEventListener("click", () => map.zoomOut());
  map.on("zoomend", bounds);
  bounds();
  choose.addEventListener("click", () => pick(map.getCenter()));
  remove.addEventListener("click", clear);
}

if (window.L) for (const place of document.querySelectorAll("[data-kaart]")) show(place);
