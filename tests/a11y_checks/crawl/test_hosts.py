"""Which addresses the browser gets to see: the own site, the hosts that were asked for, and nothing else."""

import pytest

from a11y_checks.crawl.hosts import PREFIX, for_browser, host_of, original, style_for_browser

OWN = "https://gemeente.example"


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<img src="https://gemeente.example/a.png">', '<img src="/a.png">'),
        ('<a href="https://gemeente.example">', '<a href="/">'),
        ("<a href=//gemeente.example/b>", "<a href=/b>"),
        ("<p>Zie https://gemeente.example/b", "<p>Zie https://gemeente.example/b"),
        ('<img src="http://gemeente.example/a.png">', f'<img src="{PREFIX}http/gemeente.example/a.png">'),
        ('<img src="https://gemeente.example.kwaad/a">', '<img src="https://gemeente.example.kwaad/a">'),
        ('<img src="https://elders.example/a.png">', '<img src="https://elders.example/a.png">'),
        (
            '<img src="https://cdn.example/a.png">',
            f'<img src="{PREFIX}https/cdn.example/a.png">',
        ),
        (
            '<link rel="stylesheet" href="https://elders.example/a.css">',
            f'<link rel="stylesheet" href="{PREFIX}https/elders.example/a.css">',
        ),
        (
            '<link rel="icon" href="https://elders.example/a">',
            '<link rel="icon" href="https://elders.example/a">',
        ),
        ("<style>p{background:url(https://gemeente.example/x)}", "<style>p{background:url(/x)}"),
    ],
)
def test_addresses_as_the_browser_gets_them(html: str, shown: str) -> None:
    assert for_browser(html, OWN, {"gemeente.example", "cdn.example"}) == shown


def test_a_folder_has_no_site_of_its_own() -> None:
    html = '<link rel=stylesheet href="//fonts.example/a.css"><img src="https://x.example/a">'
    shown = f'<link rel=stylesheet href="{PREFIX}https/fonts.example/a.css"><img src="https://x.example/a">'
    assert for_browser(html, "", set()) == shown


def test_a_style_sheet_of_an_asked_host_finds_its_own_files() -> None:
    address = f"{PREFIX}https/cdn.example/css/a.css"
    css = 'p{background:url("/img/x.png")} @import "//cdn.example/b.css"; a{background:url(y.png)}'
    assert style_for_browser(css, address, OWN, {"cdn.example"}) == (
        f'p{{background:url("{PREFIX}https/cdn.example/img/x.png")}} '
        f'@import "{PREFIX}https/cdn.example/b.css"; a{{background:url(y.png)}}'
    )


@pytest.mark.parametrize(
    ("address", "url"),
    [
        (f"{PREFIX}https/cdn.example/a.css?b=1", "https://cdn.example/a.css?b=1"),
        (f"{PREFIX}file/etc/passwd", ""),
        (f"{PREFIX}https/alleen", ""),
        ("/gewoon/pad", ""),
    ],
)
def test_the_address_behind_it(address: str, url: str) -> None:
    assert original(address) == url


def test_host_of_nonsense() -> None:
    assert host_of("http://[") == ""
    assert host_of("HTTP://Gemeente.Example:8000/a") == "gemeente.example"
