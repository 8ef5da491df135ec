"""Tells the link checker whether an address of a form leads anywhere: is there such a form, and is it open?"""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation

from basis.links.internal import Asked, LinkProblem, Verdict, register_path_check, verdict_of_page
from basis.links.targets import register_addresses
from formulieren.models import FormulierPage

#: The routes that carry the slug of a form, for residents and for employees: both are closed when the form is.
#: An address of somebody's zaak is nobody's link, and stays unasked.
ROUTES = (
    *("start", "stap", "stop", "bestand", "controleren", "ontvangen", "bewijs"),
    *("later", "bewaard", "wissen", "gewist", "inloggen"),
    *("namens_start", "namens_stap", "namens_stop", "namens_bestand", "namens_controleren"),
    *("namens_ontvangen", "namens_wissen", "namens_gewist"),
)


def register() -> None:
    """Called once, when the apps are ready."""
    for name in ROUTES:
        register_path_check(f"formulieren:{name}", judge_forms)
    register_addresses(FormulierPage, addresses_of)


def judge_forms(asked: list[Asked]) -> list[Verdict | None]:
    """What is wrong with each address: no such form in that language, closed, or not open yet. One query.

    A step is not looked for: an address of one leads whoever has not come that far to the first open step.
    """
    rows = FormulierPage.objects.filter(slug__in={question.kwargs["slug"] for question in asked})
    known: dict[tuple[str, str], Verdict | None] = {}
    # The order of FormAccess: a live form first.
    for slug, language, live, since, title in rows.order_by("-live", "path").values_list(
        "slug", "locale__language_code", "live", "first_published_at", "title"
    ):
        known.setdefault((slug, language), verdict_of_page(live, since, title))
    gone = Verdict(LinkProblem.WEG)
    return [known.get((question.kwargs["slug"], question.language), gone) for question in asked]


def addresses_of(formulier: FormulierPage) -> list[str]:
    """The paths under which a form is found beside its place in the tree."""
    with translation.override(formulier.locale.language_code):
        return [reverse("formulieren:start", kwargs={"slug": formulier.slug})]
