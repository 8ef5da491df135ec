"""`manage.py audit` and `manage.py auditor --status` as a webteam runs them: exit codes and one Dutch line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.support.auditor import ROOT, AuditorProcess
from tests.support.small_site import Reply, small_site

pytestmark = pytest.mark.browser

WORDS = "<p>U kunt bij ons een paspoort aanvragen. Maak eerst een afspraak. U neemt uw oude paspoort mee.</p>"


def page(body: str, title: str = "Proef") -> str:
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{title} - Elzenvoort</title>'
        '<meta name="viewport" content="width=device-width"></head><body>'
        '<header><a href="#inhoud">Direct naar de inhoud</a></header>'
        f'<main id="inhoud"><h1>{title}</h1>{WORDS}{body}</main></body></html>'
    )


SITE: dict[str, Reply] = {
    "/": page('<p><a href="/paspoort/">Paspoort aanvragen</a></p>', "Een paspoort van de gemeente"),
    "/paspoort/": page('<p><a href="/">Naar de voorpagina</a></p>', "Paspoort aanvragen"),
}


def manage(*arguments: str, socket: Path | str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a management command in a process of its own, as a person does."""
    return subprocess.run(
        [sys.executable, "site/manage.py", *arguments],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "gemeente.settings.test",
            "LOKET_AUDITOR_SOCKET": str(socket),
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


def test_a_clean_site_is_0(auditor: AuditorProcess) -> None:
    with small_site(SITE) as site:
        done = manage("audit", "--url", site.url, socket=auditor.socket)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Bekeken: 2 pagina's" in done.stdout
    assert "Geen fouten die een computer kan vinden." in done.stdout
    assert "Controleren: 2 van 2 pagina's" in done.stderr


def test_faults_are_1_and_come_as_json(auditor: AuditorProcess, tmp_path: Path) -> None:
    body = (
        '<p data-bron="inhoud/9" style="color:#999">Te licht</p><p><a href="/weg/">Meer over uw afval</a></p>'
    )
    with small_site({**SITE, "/paspoort/": page(body, "Paspoort aanvragen")}) as site:
        out = tmp_path / "uitslag.json"
        done = manage(
            "audit", "--url", site.url, "--format", "json", "--output", str(out), socket=auditor.socket
        )
    assert done.returncode == 1, done.stdout + done.stderr
    found = {(f["rule"], f["source"]): f for f in json.loads(out.read_text()) if f["level"] == "block"}
    assert found.keys() == {("axe:color-contrast", "inhoud/9"), ("http-fout", "")}
    assert all(f["url"].endswith("/paspoort/") for f in found.values())


def test_an_unchecked_page_is_2(auditor: AuditorProcess) -> None:
    head = page("").replace("</head>", '<link rel="stylesheet" href="/static/bestaat-niet.css"></head>')
    with small_site({**SITE, "/paspoort/": head}) as site:
        done = manage("audit", "--url", site.url, socket=auditor.socket)
    assert done.returncode == 2
    assert "NIET GECONTROLEERD  /paspoort/" in done.stdout


def test_style_sheets_come_from_the_audited_site(auditor: AuditorProcess) -> None:
    head = page("").replace("</head>", '<link rel="stylesheet" href="/static/eigen.css?v=1"></head>')
    css = {"/static/eigen.css?v=1": (200, {"Content-Type": "text/css"}, b"main p { color: #aaa }")}
    (auditor.static / "eigen.css").write_text("p { color: black }")  # another site's file of the same name
    with small_site({**SITE, "/paspoort/": head, **css}) as site:
        done = manage("audit", "--url", site.url, socket=auditor.socket)
        assert site.asked.count("/static/eigen.css?v=1") == 1
    assert done.returncode == 1, done.stdout + done.stderr
    assert "#aaaaaa" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--url", "elzenvoort"], "geen adres van een site"),
        (["--url"], "Achter --url moet een waarde staan."),
        (["--max", "0"], "geen heel getal"),
        (["--max", "veel"], "geen heel getal"),
        (["--format", "xml"], "Kies uit"),
        (["--onzin"], "kent '--onzin' niet"),
        (["--output", "/bestaat/niet/uit.json"], "bestaat niet"),
        (["--baseline", "/bestaat/niet.yaml"], "niet te lezen"),
        (["--baseline-write", "/bestaat/niet/b.yaml"], "bestaat niet"),
    ],
)
def test_bad_arguments_are_2_in_one_line(arguments: list[str], line: str) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("audit", *arguments)
    assert refused.value.returncode == 2
    assert line in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_a_bad_argument_is_one_line_for_a_person() -> None:
    done = manage("audit", "--max", "veel", socket="")
    assert done.returncode == 2
    assert done.stderr.splitlines() == ["audit: --max: 'veel' is geen heel getal van 1 tot 10000."]
    assert not done.stdout


def test_no_site_and_no_pages_are_2(auditor: AuditorProcess) -> None:
    with small_site({"/": (500, {}, b"")}) as site:
        empty = manage("audit", "--url", site.url, socket=auditor.socket)
        gone = site.url
    nothing = manage("audit", "--url", gone, socket=auditor.socket)
    for done in (empty, nothing):
        assert done.returncode == 2
        assert "Er is niets gecontroleerd." in done.stderr
        assert "Traceback" not in done.stderr


def test_no_browser_is_2_and_says_so(tmp_path: Path) -> None:
    with small_site(SITE) as site:
        done = manage("audit", "--url", site.url, "--chromium", "/bestaat/niet", socket=tmp_path / "weg.sock")
    assert done.returncode == 2
    assert "Het programma /bestaat/niet bestaat niet" in done.stdout
    assert "Geen fouten" not in done.stdout


def test_status(auditor: AuditorProcess, tmp_path: Path) -> None:
    good = manage("auditor", "--status", socket=auditor.socket)
    assert good.returncode == 0
    assert f"proces {auditor.process.pid}" in good.stdout
    bad = manage("auditor", "--status", socket=tmp_path / "weg.sock")
    assert bad.returncode == 2
    assert len(bad.stderr.splitlines()) == 1
