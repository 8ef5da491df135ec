"""The audit of one document in one browser: show it, let it settle, run axe, run our probes."""

from __future__ import annotations

import time
from collections.abc import Sequence

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.browser import contrast, mapping, probing, shots
from a11y_checks.browser.axe_run import EngineProblem, PinnedAxe, script
from a11y_checks.browser.chromium import HEIGHT, WIDTH, Browser
from a11y_checks.browser.data import ENGINE_VERSION
from a11y_checks.browser.docserver import SECRET_HEADER, DocumentServer
from a11y_checks.browser.probes import probes_for
from a11y_checks.browser.protocol import DEFAULT_OPTIONS, AuditDocument, BrowserResult, Options, Resolve

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
    found = {b.rule for b in audit(browser, server, CANARY, ["color-contrast", "image-alt"]).bevindingen}
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
        axe = PinnedAxe(browser.driver)
        results = axe.run_rules(rules)
        contrast.decide(browser, results)
        found = mapping.bevindingen(results, state=document.name)
        if options.depth == "site":
            found += _narrow_axe(browser, axe, rules, document.name, found)
        probed = probing.run(browser, probes_for(options.depth), document.name, _resize)
        found += probed.bevindingen
        if options.screenshots:
            _resize(browser, WIDTH)
            found = shots.with_shots(browser, found)
        if server.missing:
            raise DocumentProblem(_unstyled(server.missing[0]))
    finally:
        server.show(None)
    _leave(browser, server)
    return BrowserResult(
        name=document.name,
        bevindingen=found,
        engine=ENGINE_VERSION,
        rules_run=len(rules),
        seconds=round(time.perf_counter() - started, 3),
        error=_failed(probed.failed),
    )


def _narrow_axe(
    browser: Browser, axe: PinnedAxe, rules: Sequence[str], state: str, known: Sequence[Bevinding]
) -> list[Bevinding]:
    """What axe finds on a narrow window only: another menu, other colours, things that touch."""
    _resize(browser, NARROW)
    results = axe.run_rules(rules)
    _resize(browser, WIDTH)
    seen = {(b.rule, b.selector) for b in known}
    found = [b for b in mapping.bevindingen(results, state=state) if (b.rule, b.selector) not in seen]
    # Undecided there is no reason to ask twice; undecided contrast was measured at full width.
    return [b for b in found if b.niveau is Niveau.BLOCK or b.rule != "axe:color-contrast"]


def _failed(probes: Sequence[str]) -> str:
    return f"Een deel van de controle mislukte op deze pagina: {', '.join(probes[:5])}." if probes else ""


def _open(browser: Browser, server: DocumentServer, document: AuditDocument) -> None:
    browser.cdp("Emulation.setScriptExecutionDisabled", value=False)
    _resize(browser, WIDTH)
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


def _resize(browser: Browser, width: int) -> None:
    browser.cdp(
        "Emulation.setDeviceMetricsOverride", width=width, height=HEIGHT, deviceScaleFactor=1, mobile=False
    )


def _leave(browser: Browser, server: DocumentServer) -> None:
    """Nothing of this document reaches the next one: no running script, no cookie, no storage.

    Switching scripts off takes 2 ms; opening about:blank takes 150 ms, since Chromium then changes processes.
    """
    browser.cdp("Emulation.setScriptExecutionDisabled", value=True)
    browser.cdp("Storage.clearDataForOrigin", origin=server.origin, storageTypes="all")
