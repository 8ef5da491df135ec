"""The audit of one document in one browser: show it, let it settle, run axe, run our probes."""

from __future__ import annotations

import time
from collections.abc import Sequence

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.browser import contrast, mapping, probing, shots
from a11y_checks.browser.axe_run import EngineProblem, PinnedAxe, script
from a11y_checks.browser.chromium import WIDTH, Browser
from a11y_checks.browser.data import ENGINE_VERSION
from a11y_checks.browser.docserver import SECRET_HEADER, DocumentServer
from a11y_checks.browser.probes import probes_for
from a11y_checks.browser.protocol import DEFAULT_OPTIONS, AuditDocument, BrowserResult, Options, Resolve
from a11y_checks.browser.scriptless import scriptless

_SETTLE_MILLISECONDS = 4000
NARROW = 320

# A page that a working engine finds faults in; run at each start of a browser, so that a silent engine shows.
CANARY = AuditDocument(
    name="kanarie",
    path="/loket-kanarie/",
    html=(
        '<!doctype html><html lang="nl"><head><title>Kanarie</title></head><body><main><h1>Kanarie</h1>'
        '<p style="color:#bbb;background:#fff" data-bron="kanarie">Te licht</p><img src="data:,"></main></body></html>'
    ),
)
CANARY_FAULTS = frozenset({"axe:color-contrast", "axe:image-alt"})


class DocumentProblem(Exception):
    """This document can't be audited, whatever browser does it; the message is Dutch."""


def prepare(browser: Browser, server: DocumentServer) -> None:
    """Ready a fresh browser: axe in every frame, the secret of our server, and proof that faults are found.

    Raises EngineProblem when the engine misses the canary's faults.
    """
    browser.cdp("Network.enable")
    browser.cdp("Network.setExtraHTTPHeaders", headers={SECRET_HEADER: server.secret})
    browser.cdp("Emulation.setFocusEmulationEnabled", enabled=True)
    PinnedAxe(browser.driver).inject()
    server.show(CANARY)
    try:
        _open(browser, server, CANARY)
        results = PinnedAxe(browser.driver).run_rules(["color-contrast", "image-alt"])
    except (
        DocumentProblem
    ) as problem:  # our own page: what is wrong is the browser, or a machine with no time for it
        raise EngineProblem(f"the canary could not be shown: {problem}") from problem
    finally:
        server.show(None)
    found = {b.rule for b in mapping.bevindingen(results, state=CANARY.name)}
    if missed := CANARY_FAULTS - found:
        raise EngineProblem(f"the engine missed known faults: {', '.join(sorted(missed))}")


def audit(
    browser: Browser,
    server: DocumentServer,
    document: AuditDocument,
    rules: Sequence[str],
    *,
    resolve: Resolve | None = None,
    options: Options = DEFAULT_OPTIONS,
) -> BrowserResult:
    """Everything the browser finds on `document`, with each finding's state set to the document's name. A probe that
    failed makes the document *not checked*, with what the others found.

    Raises DocumentProblem for a document that can't be judged, EngineProblem when axe misbehaved, and Selenium's
    own exceptions on a time-out or a dead browser.
    """
    started = time.perf_counter()
    server.show(document, resolve)
    try:
        _open(browser, server, document)
        found, failed = _look(browser, document, rules, options)
        if options.screenshots:
            found = shots.with_shots(browser, found)
        if server.missing:
            raise DocumentProblem(_unstyled(server.missing[0]))
    finally:
        server.show(None)
    _leave(browser, server, document)
    return BrowserResult(
        name=document.name,
        bevindingen=found,
        engine=ENGINE_VERSION,
        rules_run=len(rules),
        seconds=round(time.perf_counter() - started, 3),
        error=_failed(failed),
    )


def _look(
    browser: Browser, document: AuditDocument, rules: Sequence[str], options: Options
) -> tuple[list[Bevinding], list[str]]:
    """What axe and the probes find on the page as it stands, and the ids of probes that failed.

    First what only looks at full width, then the narrow window, and full width again for what touches the page: each
    change of width lays the page out anew.
    """
    axe, state = PinnedAxe(browser.driver), document.name
    results = axe.run_rules(rules)
    contrast.decide(browser, results)
    found = mapping.bevindingen(results, state=state)
    quiet = scriptless(document.html)
    probes = [probe for probe in probes_for(options.depth) if not (quiet and probe.scripted)]
    probed = probing.run(browser, [p for p in probes if p.width == WIDTH and not p.touches], state)
    browser.resize(NARROW)
    if options.depth == "site":
        found += _narrow_axe(axe, rules, state, found)
    probed += probing.run(browser, [p for p in probes if p.width == NARROW], state)
    browser.resize(WIDTH)
    probed += probing.run(browser, [p for p in probes if p.width == WIDTH and p.touches], state)
    return found + probed.bevindingen, probed.failed


def _narrow_axe(
    axe: PinnedAxe, rules: Sequence[str], state: str, known: Sequence[Bevinding]
) -> list[Bevinding]:
    """What axe finds on a narrow window only: another menu, other colours, things that touch."""
    seen = {(b.rule, b.selector) for b in known}
    results = axe.run_rules(rules, narrow=True)
    found = [b for b in mapping.bevindingen(results, state=state) if (b.rule, b.selector) not in seen]
    # Undecided there is no reason to ask twice; undecided contrast was measured at full width.
    return [b for b in found if b.niveau is Niveau.BLOCK or b.rule != "axe:color-contrast"]


def _failed(probes: Sequence[str]) -> str:
    return f"Een deel van de controle mislukte op deze pagina: {', '.join(probes[:5])}." if probes else ""


def _open(browser: Browser, server: DocumentServer, document: AuditDocument) -> None:
    browser.allow_scripts(True)
    browser.resize(WIDTH)
    address = f"{server.origin}{document.path}"
    browser.driver.get(address)
    state = browser.driver.execute_async_script(script("settle.js"), _SETTLE_MILLISECONDS)
    if "failure" in state:
        raise EngineProblem(f"settle: {state['failure']}")
    if state["address"].split("#")[0] != address.split("#")[0]:
        raise DocumentProblem("De pagina stuurt zichzelf door naar een ander adres.")
    if not state["complete"]:
        raise DocumentProblem("De pagina was na enkele seconden nog niet geladen.")

    if state["unstyled"]:
        raise DocumentProblem(_unstyled(str(state["unstyled"][0])))


def _unstyled(address: str) -> str:
    return f"Een bestand met opmaak ontbreekt: {address[:120]}."


def _leave(browser: Browser, server: DocumentServer, document: AuditDocument) -> None:
    """Nothing of this document reaches the next one: no running script, no cookie, no storage.

    Switching scripts off takes 2 ms; opening about:blank takes 150 ms, since Chromium then changes processes. Clearing
    takes longer than showing a page, so a document that could run nothing, and so store nothing, is let be: our server
    sets no cookies.
    """
    if not scriptless(document.html):
        browser.allow_scripts(False)
        browser.cdp("Storage.clearDataForOrigin", origin=server.origin, storageTypes="all")
