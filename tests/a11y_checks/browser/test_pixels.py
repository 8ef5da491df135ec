"""What is measured in pixels: contrast on pictures, pictures that move, and the screenshots of elements."""

import base64
import io

import pytest
from PIL import Image

from a11y_checks.bevinding import Niveau
from a11y_checks.browser import pixels
from a11y_checks.browser.client import AuditDocument, iter_results
from a11y_checks.browser.shots import MOST, MOST_BYTES
from tests.support.auditor import GREY, AuditorProcess, audit_one, page


def _gif(frames: int) -> str:
    shades = [Image.new("L", (60, 60), 40 * number) for number in range(frames)]
    buffer = io.BytesIO()
    extra = {"save_all": True, "append_images": shades[1:], "duration": 300, "loop": 0} if frames > 1 else {}
    shades[0].save(buffer, "GIF", **extra)
    return "data:image/gif;base64," + base64.b64encode(buffer.getvalue()).decode()


def _on(background: str, colour: str) -> str:
    look = f"display:inline-block;background:{background};color:{colour}"
    return page(f'<p style="{look}">Tekst op een verloop</p>')


@pytest.mark.browser
def test_text_on_a_gradient_is_measured(auditor: AuditorProcess) -> None:
    pages = {
        "goed": _on("linear-gradient(#fff,#ddd)", "#111"),
        "fout": _on("linear-gradient(#fff,#eee)", "#bbb"),
        "twijfel": _on("linear-gradient(90deg,#fff,#000)", "#000"),
        "weg": _on("url(/static/weg.png)", "#bbb"),
    }
    documents = [AuditDocument(name, html) for name, html in pages.items()]
    found = {
        result.name: {b.niveau for b in result.bevindingen if b.rule == "axe:color-contrast"}
        for _, result in iter_results(documents, socket_path=auditor.socket)
    }
    assert found == {"goed": set(), "fout": {Niveau.BLOCK}, "twijfel": {Niveau.ASK}, "weg": {Niveau.ASK}}


@pytest.mark.browser
def test_a_picture_that_keeps_moving_is_asked_about(auditor: AuditorProcess) -> None:
    def rules(html: str) -> set[str]:
        return {b.rule for b in audit_one(auditor, html).bevindingen}

    moving = f'<img src="{_gif(4)}" alt="Vlag">'
    assert "bewegend-plaatje" in rules(page(moving))
    assert "bewegend-plaatje" not in rules(page(moving + "<button>Pauzeren</button>"))
    assert "bewegend-plaatje" not in rules(page(f'<img src="{_gif(1)}" alt="Vlag">'))


@pytest.mark.browser
def test_screenshots_come_when_asked_and_stay_small(auditor: AuditorProcess) -> None:
    many = page("".join(f'<p style="color:#bbb">Te licht {number}</p>' for number in range(MOST + 3)))
    ((_, result),) = iter_results([AuditDocument("a", many)], socket_path=auditor.socket, screenshots=True)
    shots = [b.screenshot for b in result.bevindingen if b.screenshot]
    assert len(shots) == MOST
    picture = base64.b64decode(shots[0].removeprefix("data:image/jpeg;base64,"))
    assert len(picture) <= MOST_BYTES
    assert Image.open(io.BytesIO(picture)).format == "JPEG"
    (without,) = audit_one(auditor, GREY).bevindingen
    assert without.screenshot == ""


def test_a_screenshot_is_no_part_of_the_fingerprint() -> None:
    from dataclasses import replace

    from a11y_checks.bevinding import Bevinding

    found = Bevinding(rule="a", niveau=Niveau.ASK, criteria=(), message="m", help="h", excerpt="<p>tekst</p>")
    assert replace(found, screenshot="data:,").fingerprint() == found.fingerprint()
    assert Bevinding.from_dict(replace(found, screenshot="data:,x").to_dict()).screenshot == "data:,x"


def test_ratios_of_known_colours() -> None:
    white = Image.new("RGB", (10, 10), "white")
    assert pixels.ratios(white, (0, 0, 0, 1))[0] == pytest.approx(21.0)
    assert pixels.ratios(white, (255, 255, 255, 1))[0] == pytest.approx(1.0)
    assert pixels.ratios(white, (0, 0, 0, 0.5))[0] == pytest.approx(3.95, abs=0.1)


def test_same_picture_sees_a_line_and_no_noise() -> None:
    def png(image: Image.Image) -> bytes:
        buffer = io.BytesIO()
        image.save(buffer, "PNG")
        return buffer.getvalue()

    plain = Image.new("RGB", (40, 40), "white")
    line = plain.copy()
    line.paste((0, 0, 0), (0, 0, 40, 1))
    assert pixels.same_picture(png(plain), png(Image.new("RGB", (40, 40), (252, 252, 252))))
    assert not pixels.same_picture(png(plain), png(line))
