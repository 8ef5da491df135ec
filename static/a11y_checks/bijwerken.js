// Brings a part of the panel up to date with as few changes as there are: what stays the same stays the same element, so
// that focus, a half-typed answer, an opened part and a press that is under way survive newer findings.
(() => {
  "use strict";

  // Set by a person or by a script of ours since: newer HTML knows nothing of it.
  const LIVE = new Set(["open", "disabled"]);
  // Elements that mean one thing only. Another key is another element: what is pressed must do what it said.
  const OWN = ["leesVeld", "controleAntwoord", "vouw", "sleutel"];

  const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;

  function ownKey(node) {
    if (!isElement(node)) return "";
    const { leesPad, leesWoord, leesVervang } = node.dataset;
    // Not its sentence: someone who types on in the sentence still wants this word out.
    if (leesVervang !== undefined) return JSON.stringify([leesPad, leesWoord, leesVervang]);
    const name = OWN.find((each) => node.dataset[each] !== undefined);
    return name ? `${name} ${node.dataset[name]}` : "";
  }

  // Looser than a key of its own: the row of a sentence may go on as the row of that sentence when it is changed.
  const rowKey = (node) => (isElement(node) && node.dataset.plek !== undefined ? `plek ${node.dataset.plek}` : "");

  function pairByKey(old, fresh) {
    const keyed = new Map();
    for (const node of old) {
      const key = ownKey(node) || rowKey(node);
      if (key) keyed.set(key, [...(keyed.get(key) || []), node]);
    }
    const pairs = new Map();
    const taken = new Set();
    for (const node of fresh) {
      const key = ownKey(node) || rowKey(node);
      const twin = key
        ? (keyed.get(key) || []).shift()
        : old.find((each) => !taken.has(each) && !ownKey(each) && !rowKey(each) && each.isEqualNode(node));
      if (!twin) continue;
      pairs.set(node, twin);
      taken.add(twin);
    }
    return { pairs, taken };
  }

  // What is left: an older one of the same kind that stands between the same neighbours.
  function pairByPlace(old, fresh, pairs, taken) {
    let from = 0;
    fresh.forEach((node, at) => {
      if (!pairs.has(node) && !ownKey(node)) {
        const next = fresh.slice(at).find((each) => pairs.has(each));
        const until = next ? old.indexOf(pairs.get(next)) : old.length;
        const twin = old
          .slice(from, Math.max(from, until))
          .find((each) => !taken.has(each) && !ownKey(each) && each.nodeName === node.nodeName);
        if (twin) {
          pairs.set(node, twin);
          taken.add(twin);
        }
      }
      if (pairs.has(node)) from = Math.max(from, old.indexOf(pairs.get(node)) + 1);
    });
  }

  function put(parent, node, before) {
    // Moving keeps focus and a press only with moveBefore; older browsers do without.
    if (node.parentNode === parent && parent.moveBefore) parent.moveBefore(node, before);
    else parent.insertBefore(node, before);
  }

  function attributes(old, fresh) {
    for (const { name } of [...old.attributes]) {
      if (!LIVE.has(name) && !fresh.hasAttribute(name)) old.removeAttribute(name);
    }
    for (const { name, value } of [...fresh.attributes]) {
      if (!LIVE.has(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
  }

  function children(parent, source) {
    const old = [...parent.childNodes];
    const fresh = [...source.childNodes];
    const { pairs, taken } = pairByKey(old, fresh);
    pairByPlace(old, fresh, pairs, taken);
    for (const node of old) if (!taken.has(node)) node.remove();
    let at = parent.firstChild;
    for (const node of fresh) {
      const twin = pairs.get(node);
      if (twin) same(twin, node);
      if (twin && twin === at) at = at.nextSibling;
      else put(parent, twin || node, at);
    }
  }

  function same(old, fresh) {
    if (old.isEqualNode(fresh)) return;
    if (!isElement(old)) {
      old.nodeValue = fresh.nodeValue;
      return;
    }
    attributes(old, fresh);
    children(old, fresh);
  }

  // `source`: an element or fragment that holds the newer children of `place`.
  window.loketBijwerken = children;
})();
