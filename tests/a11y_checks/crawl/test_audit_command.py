"""`manage.py audit` and `manage.py auditor --status` as a webteam runs them: exit codes and one Dutch line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

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
    "/": page('<p><a href="/paspoort/">Paspoort aanvragen</a></p>', "Welkom"),
    "/paspoort/": page('<p><a href="/">Naar de voorpagina</a></p>', "Paspoort aanvragen"),
}


def manage(*arguments: str, socket: Path | str) -> subprocess.CompletedProcess[str]:
    """Run a management command in a process of its own, as a person does."""
    return subprocess.run(
        [sys.executable, "site/manage.py", *arguments],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "gemeente.settings.test",
            "LOKET_AUDITOR_SOCKET": str(socket),
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
    found = {
        (f["rule"], f["source"]): f for f in json.loads(out.read_text())["findings"] if f["level"] == "block"
    }
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
    ],
)
def test_bad_arguments_are_2_in_one_line(auditor: AuditorProcess, arguments: list[str], line: str) -> None:
    done = manage("audit", *arguments, socket=auditor.socket)
    assert done.returncode == 2
    assert line in done.stderr
    assert len(done.stderr.splitlines()) == 1
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


def test_no_auditor_is_2(tmp_path: Path) -> None:
    with small_site(SITE) as site:
        done = manage("audit", "--url", site.url, socket=tmp_path / "weg.sock")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "audit: De controle in de browser staat uit. Vraag de beheerder om de auditor te starten."
    ]


def test_status(auditor: AuditorProcess, tmp_path: Path) -> None:
    good = manage("auditor", "--status", socket=auditor.socket)
    assert good.returncode == 0
    assert f"proces {auditor.process.pid}" in good.stdout
    bad = manage("auditor", "--status", socket=tmp_path / "weg.sock")
    assert bad.returncode == 2
    assert len(bad.stderr.splitlines()) == 1
