"""Taking a catalogue over: drafts only, each row once, nothing half, and never over a colleague's work."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.search.models import IndexEntry

from basis.models import PaginaBeheer
from producten.imports import drafts, rows, run
from producten.imports.records import ImportFout
from producten.imports.report import ImportReport
from producten.imports.run import run_import
from producten.models import Bronverwijzing, CatalogusImport, ImportStatus, ProductPage
from tests.producten.factories import make_editor, make_group, make_index, make_upn

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]

HEAD = "id;titel;in het kort;groep;upn;doelgroep;aanvraagurl;inleiding;kosten\n"
PAS = (
    "1;Paspoort;Vraag het aan.;verhuizen;paspoort;inwoner;https://dienst.example/pas;<h1>Wat</h1>Tekst;12,5\n"
)
HOND = '2;Hond;;Verhuizen;;;;"- een\n- twee";\n'


def taken(text: str, **options: Any) -> ImportReport:
    settings: dict[str, Any] = {"bestand": "oud.csv", "bron": "oud", **options}
    return run_import(content=io.BytesIO(text.encode()), **settings)


def counts(report: ImportReport) -> dict[str, int]:
    return {name: number for name, number in report.counts.items() if number}


def newest(bron_id: str) -> ProductPage:
    return Bronverwijzing.objects.get(bron_id=bron_id).product.get_latest_revision_as_object()


@pytest.fixture
def groep() -> Any:
    make_upn("paspoort")
    return make_group(make_index())


def test_rows_become_drafts_with_everything_in_its_place(groep: Any) -> None:
    actor = make_editor()
    steps: list[tuple[int, int]] = []
    report = taken(HEAD + PAS + HOND, actor=actor, progress=lambda *step: steps.append(step))
    assert counts(report) == {"nieuw": 2} and report.finished and steps == [(0, 2), (2, 2)]
    page = newest("1")
    assert not page.live and page.get_parent().pk == groep.pk and page.owner == actor
    assert (page.title, page.slug, page.kort, page.doelgroepen) == (
        "Paspoort", "paspoort", "Vraag het aan.", ["inwoner"]
    )  # fmt: skip
    assert page.upn is not None and page.upn.naam == "paspoort" and page.upn_reden == ""
    [route] = page.kanaalroutes.all()
    assert (route.kanaal, route.url) == ("online", "https://dienst.example/pas")
    assert [(part.block_type, part.value[0].value.source) for part in page.inhoud] == [
        ("inleiding", "<h3>Wat</h3><p>Tekst</p>"),
        ("kosten", "<p>€ 12,50</p>"),
    ]
    assert newest("2").inhoud[0].value[0].value.source == "<ul><li>een</li><li>twee</li></ul>"
    run = CatalogusImport.objects.get()
    assert (run.status, run.bron, run.gestart_door) == (ImportStatus.KLAAR, "oud", actor)
    assert run.aantallen["nieuw"] == 2 and dict(run.aantallen["kolommen"])["aanvraagurl"] == "aanvraag_url"


def test_a_trial_run_tells_the_same_and_writes_no_page(groep: Any) -> None:
    before = Page.objects.count()
    trial = taken(HEAD + PAS + "3;;;;;;;;\n", dry_run=True)
    assert Page.objects.count() == before and not Bronverwijzing.objects.exists()
    assert trial.run.status == ImportStatus.PROEF and trial.run.pk
    real = taken(HEAD + PAS + "3;;;;;;;;\n")
    strip = [{**row, "pagina": None} for row in real.rows]
    assert counts(trial) == counts(real) == {"nieuw": 1, "fout": 1} and trial.rows == strip


def test_twice_changes_nothing(groep: Any) -> None:
    taken(HEAD + PAS + HOND)
    state = list(Page.objects.order_by("pk").values("pk", "latest_revision_id", "draft_title"))
    assert counts(taken(HEAD + PAS + HOND)) == {"ongewijzigd": 2}
    assert list(Page.objects.order_by("pk").values("pk", "latest_revision_id", "draft_title")) == state
    assert counts(taken(HEAD + PAS, bron="anders")) == {"nieuw": 1}
    assert {page.slug.startswith("paspoort") for page in ProductPage.objects.filter(title="Paspoort")} == {
        True
    }


def test_a_changed_row_is_a_new_draft_of_the_same_page_and_never_goes_live(groep: Any) -> None:
    taken(HEAD + PAS)
    page = newest("1")
    Page.objects.filter(pk=page.pk).update(live=True, has_unpublished_changes=False)
    report = taken(HEAD + PAS.replace("Paspoort", "Paspoort kopen").replace("12,5", "13"))
    assert counts(report) == {"gewijzigd": 1} and ProductPage.objects.count() == 1
    shown = ProductPage.objects.get(pk=page.pk)
    assert shown.live and shown.title == "Paspoort" and shown.has_unpublished_changes
    assert shown.draft_title == "Paspoort kopen"
    draft = newest("1")
    assert [part.block_type for part in draft.inhoud] == ["inleiding", "kosten"]
    assert draft.inhoud[1].value[0].value.source == "<p>€ 13,00</p>" and len(draft.kanaalroutes.all()) == 1


def test_what_has_no_column_stays_and_an_empty_cell_clears(groep: Any) -> None:
    taken(HEAD + PAS)
    report = taken("id;titel;kosten;aanvraagurl\n1;Paspoort;;\n", groep=groep)
    assert counts(report) == {"gewijzigd": 1}
    page = newest("1")
    assert page.kort == "Vraag het aan." and page.upn is not None and not page.kanaalroutes.all()
    assert [part.block_type for part in page.inhoud] == ["inleiding"]


def test_the_work_of_a_colleague_is_reported_and_left(groep: Any) -> None:
    taken(HEAD + PAS)
    page = newest("1")
    page.kort = "Met de hand."
    page.save_revision(user=make_editor())
    changed = HEAD + PAS.replace("12,5", "14")
    for dry_run in (True, False):
        report = taken(changed, dry_run=dry_run)
        assert counts(report) == {"bewerkt": 1} and report.faults == 1
        assert "Na de vorige import is de pagina veranderd." in report.rows[0]["meldingen"][0]
    assert newest("1").kort == "Met de hand."
    assert counts(taken(changed, overwrite=True)) == {"gewijzigd": 1}
    assert newest("1").kort == "Vraag het aan."
    assert counts(taken(changed)) == {"ongewijzigd": 1}


def test_a_locked_page_is_left_also_with_overwrite(groep: Any) -> None:
    taken(HEAD + PAS)
    Page.objects.filter(pk=newest("1").pk).update(locked=True)
    report = taken(HEAD + PAS.replace("12,5", "14"), overwrite=True)
    assert counts(report) == {"bewerkt": 1} and "op slot" in report.rows[0]["meldingen"][0]


def test_a_name_that_is_not_on_the_list_is_left_empty_until_it_is(groep: Any) -> None:
    text = HEAD + PAS.replace(";paspoort;", ";paspoort|drakenvergunning;").replace("1;Pas", "5;Pas")
    report = taken(text)
    assert report.rows[0]["meldingen"] == [
        "De UPL-naam 'drakenvergunning' staat niet in de lijst. Die is niet overgenomen."
    ]
    assert counts(report) == {"nieuw": 1} and not newest("5").meer_upns.all()
    make_upn("drakenvergunning")
    assert counts(taken(text)) == {"gewijzigd": 1}
    assert [row.upn.naam for row in newest("5").meer_upns.all()] == ["drakenvergunning"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1;Nog een;;;;;;;\n", "staat ook op regel 2"),
        ("3;Pas;;nergens;;;;;\n", "De productgroep 'nergens' bestaat niet"),
        ("3;Pas;;;;;;;\n", "Er is geen productgroep."),
    ],
)
def test_a_bad_row_is_told_and_the_others_go_on(groep: Any, row: str, reason: str) -> None:
    report = taken(HEAD + PAS + row + HOND)
    assert counts(report) == {"nieuw": 2, "fout": 1}
    [bad] = [row for row in report.rows if row["meldingen"]]
    assert bad["regel"] == 3 and reason in bad["meldingen"][0] and bad["pagina"] is None


def test_the_default_group_takes_rows_without_one(groep: Any) -> None:
    other = make_group(groep.get_parent().specific, "honden")
    taken("id;titel\n1;Pas\n", groep=other)
    assert newest("1").get_parent().pk == other.pk
    report = taken("id;titel;groep\n1;Pas;verhuizen\n", groep=other)
    assert "Wij verplaatsen die niet." in report.rows[0]["meldingen"][0]
    assert newest("1").get_parent().pk == other.pk


def break_at(monkeypatch: pytest.MonkeyPatch, title: str, problem: type[BaseException]) -> None:
    """The page with this title is written, and then something goes wrong: among others and by itself."""
    insert, create = drafts._insert, rows.create_page

    def inserted(page: Any) -> None:
        insert(page)
        if page.title == title:
            raise problem("Dit kan niet.")

    def created(*args: Any, **kwargs: Any) -> Any:
        page = create(*args, **kwargs)
        if page.title == title:
            raise problem("Dit kan niet.")
        return page

    monkeypatch.setattr(drafts, "_insert", inserted)
    monkeypatch.setattr(rows, "create_page", created)


def whole() -> bool:
    """Every page stands in the tree, and each has what belongs to it."""
    pages = ProductPage.objects.all()
    return Page.find_problems() == ([], [], [], [], []) and all(
        page.latest_revision is not None and page.bronverwijzing for page in pages
    )


@pytest.mark.parametrize("place", [0, 1, 3, 4])
def test_nothing_half_when_a_page_is_refused_while_it_is_written(
    groep: Any, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    lines = [f"{n};Product {n};verhuizen\n" for n in range(4)]
    lines.insert(place, "x;Hond;verhuizen\n")
    break_at(monkeypatch, "Hond", ValidationError)
    report = taken("id;titel;groep\n" + "".join(lines))
    assert counts(report) == {"fout": 1, "nieuw": 4}
    [bad] = [row for row in report.rows if row["status"] == "fout"]
    assert bad["regel"] == place + 2 and bad["meldingen"] == ["Dit kan niet."]
    assert {row["bron_id"]: row["pagina"] for row in report.rows if row["pagina"]} == dict(
        Bronverwijzing.objects.values_list("bron_id", "product_id")
    )
    assert ProductPage.objects.count() == 4 and Page.objects.get(pk=groep.pk).numchild == 4 and whole()


def test_killed_midway_and_run_again_is_complete(groep: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "id;titel;groep\n" + "".join(f"{n};Product {n};verhuizen\n" for n in range(1, 8))
    monkeypatch.setattr(run, "_BATCH", 3)
    with monkeypatch.context() as broken:
        break_at(broken, "Product 5", KeyboardInterrupt)
        with pytest.raises(KeyboardInterrupt):
            taken(text)
    assert CatalogusImport.objects.get().status == ImportStatus.AFGEBROKEN
    assert ProductPage.objects.count() == Bronverwijzing.objects.count() == 3 and whole()
    assert counts(taken(text)) == {"ongewijzigd": 3, "nieuw": 4}
    assert ProductPage.objects.count() == 7 and whole()


def test_a_run_can_stop_and_go_on(groep: Any) -> None:
    text = "id;titel;groep\n" + "".join(f"{n % 24};Product {n};verhuizen\n" for n in range(25))
    part = taken(text, stop=lambda: True)
    assert part.run.status == ImportStatus.BEZIG and part.done == 10 and not part.finished
    part = taken(text, stop=lambda: True, hervat=part.run)
    assert part.done == 20 and counts(part) == {"nieuw": 20}
    whole = taken(text, stop=lambda: True, hervat=CatalogusImport.objects.get(pk=part.run.pk))
    assert whole.finished and counts(whole) == {"nieuw": 24, "fout": 1}
    assert whole.rows[-1]["meldingen"][0].startswith("Het nummer '0' staat ook op regel 2.")
    assert CatalogusImport.objects.get().status == ImportStatus.KLAAR
    with pytest.raises(ImportFout, match="kan niet verder"):
        taken(text, hervat=CatalogusImport.objects.get())


def test_a_file_that_breaks_at_the_end_leaves_nothing(groep: Any) -> None:
    feed = (
        '<?xml version="1.0"?><p:scproducten xmlns:p="http://standaarden.overheid.nl/product/terms/">'
        "<p:scproduct/><p:scprod"
    )
    with pytest.raises(ImportFout, match="geen goede XML"):
        run_import(content=io.BytesIO(feed.encode()), bestand="f.xml", bron="oud", groep=groep)
    for bron in ("", "a b", "x" * 61, "../x"):
        with pytest.raises(ImportFout, match="Geef de bron een korte naam"):
            taken(HEAD + PAS, bron=bron)
    assert not CatalogusImport.objects.exists() and not ProductPage.objects.exists()


def test_a_review_date_goes_to_who_looks_after_the_page(groep: Any) -> None:
    taken("id;titel;herzien op\n1;Pas;31-12-2099\n", groep=groep)
    assert str(PaginaBeheer.objects.get(page_id=newest("1").pk).review_op) == "2099-12-31"


def test_a_row_costs_few_queries_and_an_unchanged_one_none(groep: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost(
        first: int, number: int, outcome: str = "nieuw", title: str = "Zelfde titel", **kwargs: Any
    ) -> int:
        head = "id;titel;groep;upn;aanvraagurl;inleiding\n"
        text = head + "".join(
            f"{n};{title};verhuizen;paspoort|bestaat niet;https://dienst.example/{n};<p>Tekst.</p>\n"
            for n in range(first, first + number)
        )
        with CaptureQueriesContext(connection) as captured:
            assert counts(taken(text, **kwargs)) == {outcome: number}
        return len(captured)

    cost(0, 2)
    few, more = cost(100, 10), cost(200, 60)
    assert (more - few) / 50 <= 4, (few, more)
    assert few < 90
    assert cost(200, 60, "ongewijzigd") == cost(205, 10, "ongewijzigd") <= 15
    assert cost(300, 60, dry_run=True) == cost(300, 10, dry_run=True) <= 12


def test_many_at_once_leave_what_one_by_one_leaves(groep: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages, rows, revisions, history, references and the admin's search, apart from keys, times and paths."""
    text = HEAD + PAS + HOND + "7;Paspoort;Kort.;verhuizen;paspoort;burger;;<p>Zie https://x.example</p>;\n"
    editor = make_editor()

    def left(bron: str) -> list[Any]:
        assert counts(taken(text, bron=bron, actor=editor)) == {"nieuw": 3}
        return [traces(link.product) for link in Bronverwijzing.objects.filter(bron=bron).order_by("bron_id")]

    together = left("samen")

    def refuse(*_args: Any, **_kwargs: Any) -> Any:
        raise IntegrityError

    monkeypatch.setattr(rows, "create_drafts", refuse)
    apart = left("los")
    assert apart == together
    assert [len(found["history"]) for found in together] == [2, 2, 2] and whole()


def traces(page: ProductPage) -> dict[str, Any]:
    """All that the database holds of a page, without what differs between any two pages."""
    own = {"pk", "path", "slug", "url_path", "translation_key", "page_ptr", "product", "latest_revision"}
    own |= {"latest_revision_created_at"}

    def bare(data: Any) -> Any:
        if isinstance(data, dict):
            kept = {name: bare(value) for name, value in data.items() if name not in own}
            return {name: value for name, value in kept.items() if name != "id"}
        if isinstance(data, str) and data.startswith("[{"):
            return bare(json.loads(data))
        return [bare(one) for one in data] if isinstance(data, list) else data

    revision = page.latest_revision
    history = PageLogEntry.objects.filter(page=page.pk).order_by("pk")
    references = ReferenceIndex.objects.filter(object_id=str(page.pk), base_content_type__model="page")
    index = IndexEntry.objects.get(object_id=str(page.pk), content_type__model="productpage")
    return {
        "page": bare(page.serializable_data()),
        "slug": page.slug.rpartition("-")[0] or page.slug,
        "revision": bare(revision.content),
        "of": (
            revision.object_str,
            revision.user_id,
            revision.content_type_id,
            revision.base_content_type_id,
        ),
        "newest": page.latest_revision_created_at == revision.created_at,
        "history": [
            (
                row.action,
                row.label,
                row.user_id,
                row.content_changed,
                row.deleted,
                row.data,
                bool(row.revision_id),
            )
            for row in history
        ],
        "references": sorted(
            references.values_list("to_content_type", "to_object_id", "model_path").exclude(model_path="")
        ),
        "names": list(page.meer_upns.values_list("upn", "sort_order")),
        "review": list(PaginaBeheer.objects.filter(page=page.pk).values_list("review_op", "team")),
        "index": (index.title, index.body, index.autocomplete),
    }
