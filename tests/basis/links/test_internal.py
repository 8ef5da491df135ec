"""Dead links on our own site: what stops publishing, what is only noted, in a fixed number of queries."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Locale

from a11y_checks.bevinding import Niveau
from a11y_checks.gate import PublishRefused
from basis.links.extract import links_on, normalise
from basis.links.internal import LinkProblem, judge, link_bevindingen
from tests.support.site import make_home, make_page, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]

BLOCK = "c1111111-1111-4111-8111-111111111111"


def text(html: str, number: int = 1) -> dict[str, Any]:
    return {"type": "tekst", "value": f"<p>{html}</p>", "id": BLOCK[:-1] + str(number)}


def to_page(pk: int) -> dict[str, Any]:
    return text(f'Lees meer bij <a linktype="page" id="{pk}">afval scheiden</a>.')


def to_path(path: str) -> dict[str, Any]:
    return text(f'Lees meer bij <a href="{path}">afval scheiden</a>.')


def test_a_page_that_was_taken_down_stops_publishing() -> None:
    home = publish(make_home())
    target = publish(make_page(home, "Glas"))
    assert publish(make_page(home, "Afval", to_page(target.pk))).live
    target.unpublish()
    page = make_page(home, "Papier", to_page(target.pk))
    (found,) = link_bevindingen(page)
    assert (found.rule, found.niveau, found.source) == ("link-intern-dood", Niveau.BLOCK, f"inhoud/{BLOCK}")
    assert "Glas" in found.message and "offline gehaald" in found.message
    with pytest.raises(PublishRefused):
        publish(page)
    page.refresh_from_db()
    assert not page.live
    publish(target)
    assert publish(page).live


def test_a_page_that_is_deleted_or_never_was_stops_publishing() -> None:
    home = publish(make_home())
    target = publish(make_page(home, "Glas"))
    page = make_page(home, "Papier", to_page(target.pk))
    assert not link_bevindingen(page)
    target.delete()
    for number in (target.pk, 987_654):
        page.inhoud = [("tekst", f'<a linktype="page" id="{number}">x</a>')]
        page = make_page(home, f"Papier {number}", to_page(number))
        (found,) = link_bevindingen(page)
        assert found.niveau is Niveau.BLOCK and "bestaat niet" in found.message


def test_two_new_pages_may_link_to_each_other() -> None:
    """A link to a draft that was never online is only noted: else neither could go first."""
    home = publish(make_home())
    first, second = make_page(home, "Afval"), make_page(home, "Glas")
    for page, other in ((first, second), (second, first)):
        page.inhoud = [
            ("tekst", f'<p>Wij halen uw afval. Zie <a linktype="page" id="{other.pk}">de dagen</a>.</p>')
        ]
        page.save()
    (note,) = link_bevindingen(first)
    assert (note.rule, note.niveau) == ("link-naar-concept", Niveau.NOTE)
    assert publish(first).live and publish(second).live
    assert not link_bevindingen(first)


def test_a_document_that_is_gone_stops_publishing() -> None:
    home = publish(make_home())
    model = get_document_model()
    document = model.objects.create(title="Regels", file=ContentFile(b"tekst", name="regels.txt"))
    by_id = text(f'<a linktype="document" id="{document.pk}">Regels voor afval</a>')
    by_address = text(f'<a href="{document.url}">Regels voor papier</a>', 2)
    page = make_page(home, "Afval", by_id, by_address)
    assert not link_bevindingen(page)
    other_name = make_page(home, "Glas", to_path(document.url.replace("regels", "anders")))
    assert [b.rule for b in link_bevindingen(other_name)] == ["link-intern-dood"]
    document.delete()
    found = link_bevindingen(page)
    assert [b.rule for b in found] == ["link-intern-dood"] * 2
    assert {b.source for b in found} == {f"inhoud/{BLOCK[:-1]}1", f"inhoud/{BLOCK[:-1]}2"}


def test_paths_follow_the_addresses_and_the_tree() -> None:
    home = publish(make_home())
    parent = publish(make_page(home, "Afval"))
    child = publish(make_page(parent, "Glas"))
    down = publish(make_page(home, "Oud"))
    down.unpublish()
    make_page(home, "Nieuw")
    Redirect.objects.create(old_path="/verhuisd", redirect_page=parent)
    Redirect.objects.create(old_path="/ver-weg", redirect_link="https://elders.example/")
    Redirect.objects.create(old_path="/naar-oud", redirect_page=down)
    good = [
        "/", child.url, "/afval/glas", "/afval/?dag=1", "/zoeken/?q=x", "/verhuisd/", "/ver-weg/", "/sitemap.xml",
    ]  # fmt: skip
    wrong = {
        "/afval/blik/": LinkProblem.WEG,
        "/glas/": LinkProblem.WEG,
        "/oud/": LinkProblem.OFFLINE,
        "/nieuw/": LinkProblem.CONCEPT,
        "/naar-oud/": LinkProblem.WEG,
        "/en/afval/": LinkProblem.WEG,
        "/media/images/weg.png": LinkProblem.WEG,
        "/documenten/999/weg.pdf": LinkProblem.WEG,
        "/geen pagina.php": LinkProblem.WEG,
    }
    verdicts = judge([*good, *wrong])
    assert {path: verdict.problem for path, verdict in verdicts.items()} == wrong
    Locale.objects.get_or_create(language_code="en")
    english = home.copy_for_translation(Locale.objects.get(language_code="en"))
    publish(english)
    assert not judge(["/en/"]) and judge(["/en/afval/"])


def test_the_whole_address_of_our_own_site_is_a_path() -> None:
    own = frozenset({"localhost", "www.dorp.example"})
    assert normalise("http://localhost/afval/?a=1#kop", own) == "/afval/?a=1"
    assert normalise("HTTPS://WWW.DORP.example", own) == "/"
    assert normalise("https://Elders.example/Pad#x", own) == "https://elders.example/Pad"
    for nothing in (
        "",
        "#kop",
        "mailto:a@b.nl",
        "tel:0590123456",
        "afval/",
        "//elders.example/x",
        "http://[x/",
    ):
        assert normalise(nothing, own) == "", nothing


def test_links_are_found_in_rich_text_fields_and_running_text() -> None:
    home = publish(make_home())
    page = make_page(
        home,
        "Afval",
        text('Zie <a href="https://een.example/?a=1&amp;b=2">een</a> en https://twee.example/pad.'),
        intro="Kijk op http://drie.example/ (nieuw).",
    )
    assert {(link.adres, link.bron) for link in links_on(page)} == {
        ("https://een.example/?a=1&b=2", f"inhoud/{BLOCK}"),
        ("https://twee.example/pad", f"inhoud/{BLOCK}"),
        ("http://drie.example/", "intro"),
    }


def test_the_number_of_queries_does_not_grow_with_the_links() -> None:
    home = publish(make_home())
    targets = [make_page(home, f"Doel {n}") for n in range(12)]

    def page_with(number: int) -> Any:
        rows = [
            text(
                f'<a linktype="page" id="{target.pk}">x</a><a href="/weg-{target.pk}/">y</a>'
                f'<a href="/documenten/{target.pk}/x.pdf">z</a><a linktype="document" id="{target.pk}">w</a>',
                n,
            )
            for n, target in enumerate(targets[:number])
        ]
        return make_page(home, f"Pagina {number}", *rows)

    counts = []
    for number in (2, 9):
        page = page_with(number)
        link_bevindingen(page)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(link_bevindingen(page)) == number * 4
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10
