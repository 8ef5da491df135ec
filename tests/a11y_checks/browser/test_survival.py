"""What a page can do to a browser, and why the next page does not notice."""

import os
import random
import signal

import pytest

from a11y_checks.bevinding import Niveau
from a11y_checks.browser import processes
from a11y_checks.browser.client import AuditDocument, DocumentNotChecked, audit_documents, iter_results, ping
from tests.support.auditor import CLEAN, GREY, AuditorProcess, audit_one, page

pytestmark = pytest.mark.browser


def test_nothing_of_one_document_reaches_the_next(auditor: AuditorProcess) -> None:
    leave = page(
        "<p>x</p><script>localStorage.a=1;document.cookie='a=1';setInterval(()=>{document.title=''},1)</script>"
    )
    audit_one(auditor, leave)
    html = page(
        "<p id='p'>x</p><script>if(localStorage.a||document.cookie)"
        "document.getElementById('p').outerHTML='<img src=\"data:,\">'</script>"
    )
    for _ in range(3):
        assert audit_one(auditor, html).bevindingen == []


@pytest.mark.parametrize(
    "html", ["", "<", "\0", "<html", "geen html", "<frameset><frame></frameset>", "<svg><p>"]
)
def test_odd_documents_get_an_answer(auditor: AuditorProcess, html: str) -> None:
    ((place, result),) = iter_results([AuditDocument("x", html)], socket_path=auditor.socket)
    assert place == 0
    assert result.checked or result.error


@pytest.mark.parametrize(
    "script",
    [
        "alert(1)",
        "confirm(1)",
        "prompt(1)",
        "print()",
        "debugger",
        "for(let n=0;n<20;n++)open('/x/'+n)",
        "window.onbeforeunload=()=>'blijf'",
        "history.pushState({},'','/anders/')",
        "setInterval(()=>alert(1),10)",
        "document.write('<p>geschreven</p>')",
        "throw new Error('stuk')",
        "navigator.serviceWorker.register('/static/sw.js')",
        "fetch('http://127.0.0.1:1/').catch(()=>0)",
        "window.axe={run:()=>Promise.reject(new Error('nep'))}",
    ],
)
def test_what_scripts_of_a_page_do_stops_nothing(auditor: AuditorProcess, script: str) -> None:
    documents = [
        AuditDocument("raar", page(f"<p>x</p><script>{script}</script>")),
        AuditDocument("gewoon", GREY),
    ]
    found = {r.name: r for _, r in iter_results(documents, timeout=15, socket_path=auditor.socket)}
    assert found["raar"].error or not [b for b in found["raar"].bevindingen if b.niveau is Niveau.BLOCK]
    assert [b.rule for b in found["gewoon"].bevindingen] == ["axe:color-contrast"]
    if "alert" not in script and "axe" not in script:
        assert found["raar"].checked, found["raar"].error


def test_broken_documents_never_stop_the_auditor(auditor: AuditorProcess) -> None:
    chance = random.Random(7)
    documents = []
    for number in range(100):
        pieces = list(GREY)
        for _ in range(chance.randrange(1, 40)):
            at = chance.randrange(len(pieces))
            pieces[at : at + chance.randrange(4)] = chance.choice(
                ["<", ">", '"', "&#0;", "<p>", "</main>", "\ud800", ""]
            )
        documents.append(AuditDocument(str(number), "".join(pieces)))
    found = dict(iter_results(documents, timeout=15, socket_path=auditor.socket))
    assert sorted(found) == list(range(100))
    assert all(result.checked or result.error for result in found.values())
    assert ping(socket_path=auditor.socket)["pid"] == auditor.process.pid


def test_endless_script_times_out_and_the_rest_goes_on(auditor: AuditorProcess) -> None:
    endless = page("<p>x</p><script>for(;;);</script>")
    later = page("<p>x</p><script>addEventListener('load',()=>setTimeout(()=>{for(;;);},0))</script>")
    moving_on = page("<p>x</p><script>location='/elders/'</script>")
    documents = [
        AuditDocument(name, html)
        for name, html in [
            ("a", CLEAN),
            ("b", endless),
            ("c", GREY),
            ("d", later),
            ("e", moving_on),
            ("f", CLEAN),
        ]
    ]
    found = {r.name: r for _, r in iter_results(documents, timeout=4, socket_path=auditor.socket)}
    assert "4 seconden" in found["b"].error
    assert "4 seconden" in found["d"].error
    assert found["e"].error
    assert [len(found[name].bevindingen) for name in "acf"] == [0, 1, 0]
    assert all(found[name].checked for name in "acf")
    with pytest.raises(DocumentNotChecked) as caught:
        audit_documents(documents[:2], timeout=3, socket_path=auditor.socket)
    assert [result.checked for result in caught.value.results] == [True, False]


def test_a_killed_browser_is_replaced_and_no_page_is_lost(auditor: AuditorProcess) -> None:
    documents = [AuditDocument(str(number), GREY) for number in range(24)]
    killed = 0
    found = {}
    for place, result in iter_results(documents, socket_path=auditor.socket):
        found[place] = result
        if len(found) in (3, 12):
            groups = {p.group for p in processes.running() if f"{auditor.socket}.profielen/" in p.command}
            for group in groups:
                os.killpg(group, signal.SIGKILL)
                killed += 1
    assert killed >= 2
    assert sorted(found) == list(range(24))
    told = {place: (result.error, [b.rule for b in result.bevindingen]) for place, result in found.items()}
    assert told == {place: ("", ["axe:color-contrast"]) for place in range(24)}
