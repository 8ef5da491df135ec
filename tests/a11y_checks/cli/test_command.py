"""`python -m a11y_checks` as a webteam runs it: without settings, with a browser of its own that ends with it."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from a11y_checks.bevinding import Niveau
from a11y_checks.browser import processes
from tests.a11y_checks.cli.test_formats import EVERYTHING
from tests.support.auditor import ROOT, AuditorProcess, audit_one
from tests.support.small_site import Reply, small_site

pytestmark = pytest.mark.browser

WORDS = "<p>U kunt bij ons een paspoort aanvragen. Maak eerst een afspraak. U neemt uw oude paspoort mee.</p>"
# Runs the command in this interpreter, then tells whether anything of Django came along.
PROBE = (
    "import sys; from a11y_checks.__main__ import main; code = main(sys.argv[1:]); "
    "sys.stderr.write('django:' + str('django' in sys.modules) + '\\n'); sys.exit(code)"
)


def page(body: str, head: str = "") -> str:
    return (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Paspoort aanvragen - Elzenvoort</title>'
        f'<meta name="viewport" content="width=device-width">{head}</head><body>'
        '<header><a href="#inhoud">Direct naar de inhoud</a></header>'
        f'<main id="inhoud"><h1>Paspoort aanvragen</h1>{WORDS}{body}</main></body></html>'
    )


def command(*arguments: str, tmp: Path) -> list[str]:
    return [sys.executable, "-c", PROBE, *arguments, "--cache", "cache.sqlite3"]


def environment(tmp: Path) -> dict[str, str]:
    """No settings, and no auditor but its own: the socket that is named is nobody's."""
    clean = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return clean | {
        "LOKET_AUDITOR_SOCKET": str(tmp / "weg.sock"),
        "PYTHONPATH": str(ROOT),
        "TMPDIR": str(tmp),
    }


@pytest.fixture
def tmp() -> Iterator[Path]:
    """A folder with a short name: a Unix socket has little room. All that the command starts names it."""
    with tempfile.TemporaryDirectory(prefix="lc-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def run(*arguments: str, tmp: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments, tmp=tmp),
        cwd=tmp, env=environment(tmp), capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip


def left(tmp: Path) -> list[str]:
    """Commands of the processes that name the folder: the pool by its socket, a browser by its profile."""
    return [p.command for p in processes.running() if f"{tmp}/" in p.command and p.pid != os.getpid()]


def test_a_folder_without_django_and_nothing_stays_behind(tmp: Path) -> None:
    pages = tmp / "site"
    pages.mkdir()
    (pages / "s.css").write_text(".licht { color: #bbb }")
    style = '<link rel="stylesheet" href="/s.css">'
    (pages / "goed.html").write_text(page("", style))
    (pages / "fout.html").write_text(page('<p class="licht">Te licht</p><img src="x.png">', style))
    done = run("--files", "site", "--format", "json", "--output", "uit.json", tmp=tmp)
    assert done.returncode == 1, done.stderr
    assert "django:False" in done.stderr
    assert "Controleren: 2 van 2 pagina's" in done.stderr
    records = json.loads((tmp / "uit.json").read_text())
    blocks = {(r["url"], r["rule"]) for r in records if r["level"] == "block"}
    assert blocks == {("fout.html", "axe:color-contrast"), ("fout.html", "afbeelding-zonder-alt")}
    assert left(tmp) == []

    # The second time nothing is looked at again, until a file that a page uses changes.
    again = run("--files", "site", "--chromium", "", tmp=tmp)
    assert "Niet veranderd sinds de vorige keer: 2 pagina's." in again.stdout
    (pages / "s.css").write_text(".licht { color: #111 }")
    changed = run("--files", "site", "--format", "json", tmp=tmp)
    assert {r["rule"] for r in json.loads(changed.stdout) if r["level"] == "block"} == {
        "afbeelding-zonder-alt"
    }


def test_a_clean_site_is_0_and_a_page_that_is_not_there_is_2(tmp: Path) -> None:
    sitemap = "<urlset>{}</urlset>"
    pages: dict[str, Reply] = {"/": page(""), "/urls.txt": ""}
    with small_site(pages) as site:
        both = sitemap.format("".join(f"<loc>{site.url}{path}</loc>" for path in ("", "weg/")))
        pages["/sitemap.xml"] = (200, {"Content-Type": "application/xml"}, both.encode())
        site.pages.update(pages)
        clean = run(site.url, tmp=tmp)
        assert clean.returncode == 0, clean.stdout + clean.stderr
        assert "Geen fouten die een computer kan vinden." in clean.stdout
        partly = run("--sitemap", f"{site.url}sitemap.xml", "--format", "json", tmp=tmp)
    assert partly.returncode == 2
    (record,) = [r for r in json.loads(partly.stdout) if r["level"] == "unchecked"]
    assert record["url"].endswith("/weg/")
    assert "404" in record["message"]


def test_no_browser_is_2_with_what_the_static_rules_found(tmp: Path) -> None:
    (tmp / "a.html").write_text(page('<img src="x.png">'))
    done = run("--files", ".", "--format", "json", "--chromium", "/bestaat/niet", tmp=tmp)
    assert done.returncode == 2
    levels = {r["level"]: r for r in json.loads(done.stdout)}
    assert levels["block"]["rule"] == "afbeelding-zonder-alt"
    assert "/bestaat/niet" in levels["unchecked"]["message"]
    assert left(tmp) == []


def test_style_from_elsewhere_is_told_and_not_fetched(tmp: Path) -> None:
    elsewhere = '<link rel="stylesheet" href="https://fonts.example/a.css">'
    (tmp / "a.html").write_text(page('<p style="color:#bbb">Te licht</p>', elsewhere))
    done = run("--files", ".", "--format", "json", tmp=tmp)
    assert done.returncode == 2
    found = {r["level"]: r for r in json.loads(done.stdout) if r["level"] in {"block", "unchecked"}}
    assert found["block"]["rule"] == "axe:color-contrast"
    assert "--host fonts.example" in found["unchecked"]["message"]


def test_a_command_that_is_killed_leaves_no_browser(tmp: Path) -> None:
    (tmp / "a.html").write_text(page("<script>while (true) {}</script>"))
    started = subprocess.Popen(
        command("--files", ".", tmp=tmp),
        cwd=tmp, env=environment(tmp), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _until(lambda: any("--user-data-dir=" in line for line in left(tmp)))
    started.kill()
    started.wait(30)
    _until(lambda: not left(tmp))


def _until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 90
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_the_html_report_has_no_faults_in_the_browser(auditor: AuditorProcess) -> None:
    from a11y_checks.cli.formats import render

    result = audit_one(auditor, render(EVERYTHING, "html"), depth="site")
    assert [b for b in result.bevindingen if b.niveau is not Niveau.NOTE] == []
