// Tells, politely, that the answers of a form will be removed within the hour, or that a login is about to end.
// Without it the page says until when.
"use strict";

const MINUTE = 60 * 1000;

for (const place of document.querySelectorAll("[data-bewaar-tot]")) {
  const until = Date.parse(place.dataset.bewaarTot);
  const message = place.querySelector("template");
  if (!Number.isNaN(until) && message) {
    const before = Number(place.dataset.waarschuwMinuten || 60) * MINUTE;
    // Later than the browser can count to is not tonight: then the page is loaded again before that.
    const wait = Math.min(Math.max(until - before - Date.now(), 0), 2 ** 31 - 1);
    setTimeout(() => place.append(message.content.cloneNode(true)), wait);
  }
}
