"""Replacing: each page through the gate or in its draft, nobody's draft goes live, nothing is written half."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from wagtail.log_actions import registry as log_registry
from wagtail.models import Page, Revision, Workflow

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.models import GateRecord
from basis.gebruik import replace
from basis.gebruik.nummers import parse
from basis.gebruik.plan import version_of
from basis.gebruik.replace import replace_many
from basis.gebruik.results import LOG_ACTION, Outcome
from basis.gebruik.targets import PhoneTarget, document_target, page_target
from basis.models import Team
from gemeente.pages.models import Crisisbericht, SiteSettings
from gemeente.roles import Rol, setup_roles
from producten.medewerker.services import save_info
from producten.models import Medewerkerinfo
from tests.basis.gebruik.conftest import NEW, OLD, make_document, make_location, phone, tekst
from tests.support.site import make_page, make_user, publish
from tests.support.whole_site import make_whole_site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


def person(rol: Rol) -> Any:
    user = get_user_model().objects.create_user(rol.value, f"{rol.value}@dorp.example", "x")
    user.groups.add(setup_roles()[rol])
    return user


def run(*things: Any, target: Any = None, user: Any = None, **options: Any) -> list[Any]:
    keys = [thing if isinstance(thing, str) else f"pagina-{thing.pk}" for thing in things]
    return replace_many(keys=keys, target=target or phone(NEW), user=user or make_user("webteam"), **options)


def live_text(page: Any) -> str:
    return str(type(page).objects.get(pk=page.pk).inhoud.render_as_block())


def draft_of(page: Any) -> Any:
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_a_live_page_goes_through_the_gate_with_its_history(page: Any) -> None:
    user = make_user("webteam")
    [result] = run(page, user=user)
    assert (result.outcome, result.reasons, result.title) == (Outcome.LIVE, (), "Afval")
    assert "(0590) 65 43 21" in live_text(page) and "012345" not in live_text(page)
    stored = Page.objects.get(pk=page.pk)
    assert stored.live_revision_id == stored.latest_revision_id and not stored.has_unpublished_changes
    assert GateRecord.objects.get(page_id=page.pk).revision_id == stored.live_revision_id
    entry = log_registry.get_logs_for_instance(stored).filter(action=LOG_ACTION).get()
    assert entry.user == user and entry.revision_id == stored.latest_revision_id
    assert entry.data == {"oud": "(0590) 01 23 45", "nieuw": "(0590) 65 43 21"}
    assert [block.id for block in stored.specific.inhoud] == [block.id for block in page.inhoud], (
        "blocks stay the same"
    )
    [again] = run(page, user=user)
    assert again.outcome is Outcome.SKIPPED and "niet meer" in again.reasons[0]


def test_the_history_puts_it_back(page: Any) -> None:
    before = page.live_revision
    run(page)
    before.as_object().save_revision(previous_revision=before).publish()
    assert "0590-012345" in live_text(page)


def test_an_unfinished_draft_gets_it_and_stays_a_draft(page: Any) -> None:
    writer = make_user("schrijver")
    draft = draft_of(page)
    draft.intro = "Dit is nog niet af. Bel 0590 012345."
    draft.save_revision(user=writer)
    [result] = run(page)
    assert result.outcome is Outcome.LIVE and "concept" in result.reasons[0]
    stored = type(page).objects.get(pk=page.pk)
    assert stored.intro == "" and "(0590) 65 43 21" in live_text(page), "only the number changed online"
    assert stored.has_unpublished_changes
    newest = draft_of(page)
    assert newest.intro == "Dit is nog niet af. Bel (0590) 65 43 21."
    assert (
        stored.latest_revision.is_latest_revision() and stored.latest_revision_id != stored.live_revision_id
    )
    assert GateRecord.objects.get(page_id=page.pk).revision_id == stored.live_revision_id


def test_a_number_that_is_only_online_leaves_the_draft_alone(page: Any) -> None:
    draft = draft_of(page)
    draft.inhoud = [("tekst", "<p>Nieuw stuk zonder nummer.</p>")]
    revision = draft.save_revision()
    [result] = run(page)
    stored = Page.objects.get(pk=page.pk)
    assert result.outcome is Outcome.LIVE
    assert stored.latest_revision_id == revision.pk and stored.has_unpublished_changes
    assert "(0590) 65 43 21" in live_text(page)


def test_a_number_that_is_only_in_the_draft_touches_nothing_online(page: Any) -> None:
    run(page)
    draft = draft_of(page)
    draft.intro = "Bel 0590 012345."
    draft.save_revision()
    live = Page.objects.get(pk=page.pk).live_revision_id
    [result] = run(page, user=make_user("ander"))
    assert result.outcome is Outcome.DRAFT
    assert Page.objects.get(pk=page.pk).live_revision_id == live
    assert draft_of(page).intro == "Bel (0590) 65 43 21."


def test_a_page_that_is_not_online_stays_so(home: Any) -> None:
    draft = make_page(home, "Nieuw", tekst(f"<p>Bel {OLD}.</p>"))
    [result] = run(draft)
    stored = Page.objects.get(pk=draft.pk)
    assert result.outcome is Outcome.DRAFT and not stored.live
    assert "(0590) 65 43 21" in str(draft_of(draft).inhoud)


def test_the_gate_refuses_and_the_draft_keeps_the_change(home: Any, page: Any, monkeypatch: Any) -> None:
    fault = Bevinding(
        rule="x",
        niveau=Niveau.BLOCK,
        criteria=(),
        message="Dit is fout.",
        help="Los het op.",
        source="inhoud",
    )
    monkeypatch.setattr(type(page), "gate_checks", lambda self: [fault] if self.title == "Afval" else [])
    other = publish(make_page(home, "Glas", tekst(f"<p>Bel {OLD}.</p>")))
    live = page.live_revision_id
    refused, fine = run(page, other)
    assert refused.outcome is Outcome.REFUSED and "Dit is fout. Los het op." in refused.reasons
    assert fine.outcome is Outcome.LIVE, "a refusal stops nothing but itself"
    assert Page.objects.get(pk=page.pk).live_revision_id == live and "012345" in live_text(page)
    assert "(0590) 65 43 21" in str(draft_of(page).inhoud)


def test_a_refusal_beside_a_draft_leaves_no_stray_version(page: Any, monkeypatch: Any) -> None:
    draft = draft_of(page)
    draft.intro = "Bel 0590 012345."
    draft.save_revision()
    fault = Bevinding(rule="x", niveau=Niveau.BLOCK, criteria=(), message="Fout.", help="", source="inhoud")
    monkeypatch.setattr(type(page), "gate_checks", lambda self: [fault])
    number = Revision.objects.for_instance(page).count()
    [result] = run(page)
    assert result.outcome is Outcome.REFUSED
    assert Revision.objects.for_instance(page).count() == number + 1, "the new draft alone"
    assert draft_of(page).intro == "Bel (0590) 65 43 21."


def test_without_the_right_to_publish_it_waits_in_the_draft(page: Any) -> None:
    [result] = run(page, user=person(Rol.REDACTEUR))
    assert result.outcome is Outcome.DRAFT and "niet publiceren" in result.reasons[0]
    assert "012345" in live_text(page) and "(0590) 65 43 21" in str(draft_of(page).inhoud)


def test_beside_a_draft_without_the_right_nothing_online_changes(page: Any) -> None:
    draft = draft_of(page)
    draft.inhoud = [("tekst", "<p>Zonder nummer.</p>")]
    draft.save_revision()
    before = Revision.objects.for_instance(page).count()
    [result] = run(page, user=person(Rol.REDACTEUR))
    assert result.outcome is Outcome.SKIPPED and "niet publiceren" in result.reasons[0]
    assert Revision.objects.for_instance(page).count() == before


def test_no_rights_locks_workflows_and_days_are_respected(page: Any) -> None:
    before = Revision.objects.for_instance(page).count()
    [forbidden] = run(page, user=person(Rol.KLANTCONTACT))
    assert forbidden.outcome is Outcome.SKIPPED and "niet veranderen" in forbidden.reasons[0]
    stored = type(page).objects.get(pk=page.pk)
    stored.locked = True
    stored.save(update_fields=["locked"])
    [locked] = run(page)
    assert "op slot" in locked.reasons[0]
    stored.locked = False
    stored.save(update_fields=["locked"])
    setup_roles()
    stored.save_revision()
    Workflow.objects.filter(active=True).first().start(stored, make_user("vrager"))
    [busy] = run(page, user=make_user("baas"))
    assert "oordeel" in busy.reasons[0]
    assert Revision.objects.for_instance(page).count() == before + 1


def test_a_page_that_changed_since_the_preview_is_done_from_its_newest_version(page: Any) -> None:
    seen = {f"pagina-{page.pk}": version_of(page)}
    later = draft_of(page)
    later.intro = "Dit schreef een collega net. Bel 0590 012345."
    publish(later)
    [result] = run(page, seen=seen)
    assert result.outcome is Outcome.LIVE and "net veranderd" in result.reasons[0]
    stored = type(page).objects.get(pk=page.pk)
    assert stored.intro == "Dit schreef een collega net. Bel (0590) 65 43 21."


def test_what_a_colleague_publishes_in_between_is_not_overwritten(page: Any, monkeypatch: Any) -> None:
    write = replace._write_page

    def and_then_somebody_publishes(*args: Any) -> Any:
        written = write(*args)
        other = page.live_revision.as_object()
        other.intro = "Van een collega."
        publish(other)
        return written

    monkeypatch.setattr(replace, "_write_page", and_then_somebody_publishes)
    [result] = run(page)
    assert result.outcome is Outcome.DRAFT and "Iemand anders" in result.reasons[0]
    assert type(page).objects.get(pk=page.pk).intro == "Van een collega."


def test_a_page_that_breaks_stops_no_other(home: Any, page: Any, monkeypatch: Any) -> None:
    other = publish(make_page(home, "Glas", tekst(f"<p>Bel {OLD}.</p>")))
    broken = type(page).with_content_json

    def breaks(self: Any, content: Any) -> Any:
        if self.pk == page.pk:
            raise RuntimeError("kapot")
        return broken(self, content)

    monkeypatch.setattr(type(page), "with_content_json", breaks)
    first, second = run(page, other)
    assert first.outcome is Outcome.SKIPPED and "ging iets mis" in first.reasons[0]
    assert second.outcome is Outcome.LIVE and "012345" in live_text(page)


@pytest.mark.parametrize(
    "key", ["pagina-999999", "pagina-", "pagina-x", "onzin", "", "onzin.model-1", "auth.user-1", "pagina-٣"]
)
def test_keys_that_name_nothing(home: Any, key: str) -> None:
    [result] = run(key)
    assert result.outcome is Outcome.SKIPPED and "bestaat niet meer" in result.reasons[0]


def test_when_time_is_up_the_rest_waits(home: Any, page: Any) -> None:
    others = [publish(make_page(home, f"Wijk {n}", tekst(f"<p>Bel {OLD}.</p>"))) for n in range(2)]
    ticks = iter([0.0, 30.0, 60.0])
    results = run(page, *others, budget=20.0, clock=lambda: next(ticks))
    assert [result.outcome for result in results] == [Outcome.LIVE, Outcome.WAITING, Outcome.WAITING]
    assert OLD in live_text(others[0])


def test_settings_and_lists_count_at_once(home: Any) -> None:
    team = Team.objects.create(slug="afval", naam="Team Afval", telefoon=OLD)
    settings = SiteSettings.objects.get()
    user = make_user("webteam")
    results = run(f"basis.team-{team.pk}", f"pages.sitesettings-{settings.pk}", user=user)
    assert [result.outcome for result in results] == [Outcome.LIVE, Outcome.LIVE]
    team.refresh_from_db()
    settings.refresh_from_db()
    assert team.telefoon == settings.telefoon == "(0590) 65 43 21"
    assert log_registry.get_logs_for_instance(team).get(action=LOG_ACTION).user == user
    [denied] = run(f"basis.team-{team.pk}", user=person(Rol.REDACTEUR), target=phone(OLD))
    assert denied.outcome is Outcome.SKIPPED and "niet veranderen" in denied.reasons[0]


def test_a_list_that_refuses_stays_as_it_is(home: Any) -> None:
    Crisisbericht.objects.update_or_create(
        site=SiteSettings.objects.get().site,
        defaults={"actief": True, "titel": "", "tekst": "Bel 0590 012345."},
    )
    crisis = Crisisbericht.objects.get()
    [result] = run(f"pages.crisisbericht-{crisis.pk}")
    assert result.outcome is Outcome.SKIPPED and "titel" in result.reasons[0].lower()
    crisis.refresh_from_db()
    assert crisis.tekst == "Bel 0590 012345."


def test_internal_notes_keep_their_own_history() -> None:
    pages = make_whole_site()
    info = save_info(
        product=pages["ProductPage"], notities="<p>Bel 0590 012345.</p>", vragen=[("Wat?", OLD)], actor=None
    )
    [result] = run(f"producten.medewerkerinfo-{info.pk}")
    assert result.outcome is Outcome.LIVE
    stored = Medewerkerinfo.objects.get(pk=info.pk)
    assert stored.notities == "<p>Bel (0590) 65 43 21.</p>"
    assert [row.antwoord for row in stored.vragen.all()] == [
        "(0590) 65 43 21"
    ] and "65 43 21" in stored.zoektekst


def test_what_is_frozen_changes_with_its_form() -> None:
    pages = make_whole_site()
    form = pages["FormulierPage"]
    target = PhoneTarget(parse("0590 12 34 56"), parse(NEW))
    versie = form.versies.get()
    frozen, page = run(f"formulieren.formulierversie-{versie.pk}", form, target=target)
    assert frozen.outcome is Outcome.SKIPPED and "ligt vast" in frozen.reasons[0]
    assert page.outcome is Outcome.LIVE
    assert [v.schema["andere_kanalen"] for v in form.versies.order_by("nummer")] == [
        "Bel ons: 0590 12 34 56.",
        "Bel ons: (0590) 65 43 21.",
    ]


def test_a_document_everywhere(home: Any) -> None:
    old, new = make_document("Oud"), make_document("Nieuw")
    page = publish(
        make_page(
            home, "Afval", tekst(f'<p>Lees <a linktype="document" id="{old.pk}">het formulier</a>.</p>')
        )
    )
    [result] = run(page, target=document_target(old, new))
    assert result.outcome is Outcome.LIVE
    assert f'linktype="document" id="{new.pk}"' in str(type(page).objects.get(pk=page.pk).inhoud.raw_data[1])
    target = document_target(new, old)
    old.delete()
    [gone] = run(page, target=target, user=make_user("ander"))
    assert gone.outcome is Outcome.SKIPPED and "net verwijderd" in gone.reasons[0]


def test_a_location_everywhere() -> None:
    pages = make_whole_site()
    home, group, old = pages["HomePage"], pages["ProductgroepPage"], pages["LocationPage"]
    new = make_location(home, "Wijkhuis")
    group.kanaalroutes.create(kanaal="balie_inloop", wat_doet_u="Kom langs.", locatie=old)
    publish(group)
    text = publish(
        make_page(home, "Hulp", tekst(f'<p>Kom naar <a linktype="page" id="{old.pk}">het stadhuis</a>.</p>'))
    )
    SiteSettings.objects.update(contact=old)
    settings = SiteSettings.objects.get()
    results = run(group, text, f"pages.sitesettings-{settings.pk}", target=page_target(old, new))
    assert [result.outcome for result in results] == [Outcome.LIVE] * 3, results
    assert type(group).objects.get(pk=group.pk).kanaalroutes.get(kanaal="balie_inloop").locatie_id == new.pk
    assert f'id="{new.pk}"' in str(type(text).objects.get(pk=text.pk).inhoud.raw_data[1])
    settings.refresh_from_db()
    assert settings.contact_id == new.pk
    [itself] = run(new, target=page_target(old, new), user=make_user("ander"))
    assert itself.outcome is Outcome.SKIPPED and "naar zichzelf" in itself.reasons[0]
    [wrong] = run(group, target=page_target(new, text), user=make_user("derde"))
    assert wrong.outcome is Outcome.SKIPPED and "alleen een locatie" in wrong.reasons[0]


def test_two_at_once_the_second_reads_what_the_first_wrote(page: Any) -> None:
    first, second = run(page), run(page, target=phone("0590 11 11 11"), user=make_user("ander"))
    assert first[0].outcome is Outcome.LIVE
    assert second[0].outcome is Outcome.SKIPPED and "niet meer" in second[0].reasons[0]
    assert "(0590) 65 43 21" in live_text(page)
