"""Mijn zaken: what somebody who is logged in sent and left unfinished."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views import View

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.inloggen.sessie import Ingelogd, ingelogd
from formulieren.inzendingen.models import Inzending
from formulieren.inzendingen.persoon import own_concepts
from formulieren.inzendingen.termijn import expires_at
from formulieren.views.access import access_for, private
from formulieren.views.inloggen import begin_login
from formulieren.views.zaak.inlog import login_facts, login_page, safe_back
from formulieren.views.zaak.nummer import not_found
from formulieren.views.zaak.toegang import to_login
from formulieren.zaken.models import Aanvulverzoek, Zaak
from formulieren.zaken.services.volgen import own_zaken

PER_PAGE = 10


class MijnZakenView(View):
    """GET lists the zaken of who is logged in; who isn't goes to the page to log in."""

    http_method_names = ["get", "head", "options"]
    klaar = False

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ten zaken a page, the newest first, and on the first page what is unfinished."""
        login = ingelogd(request)
        if login is None:
            return to_login(request.path)
        mine = own_zaken(login.persoon_hmac)
        counts = mine.aggregate(
            lopend=Count("pk", filter=Q(einddatum=None)), klaar=Count("pk", filter=~Q(einddatum=None))
        )
        shown = mine.filter(einddatum__isnull=not self.klaar).annotate(
            heeft_vraag=Exists(
                Aanvulverzoek.objects.filter(zaak=OuterRef("pk"), beantwoord_op=None, gesloten_op=None)
            )
        )
        bladzijde = Paginator(
            shown.prefetch_related("statussen__statustype").order_by("-registratiedatum", "-pk"), PER_PAGE
        ).get_page(request.GET.get("bladzijde"))
        record(
            actor=None,
            handeling=Handeling.READ,
            onderwerp="mijn-zaken",
            reden="De inwoner bekeek de lijst van eigen zaken, met een login",
        )
        context = {
            "klaar": self.klaar,
            "aantal": counts,
            "bladzijde": bladzijde,
            "zaken": [_row(zaak) for zaak in bladzijde],
            "concepten": [] if self.klaar else _concepts(login),
            **login_facts(login),
        }
        return private(render(request, "formulieren/mijn_zaken.html", context))


class MijnZakenVerderView(View):
    """POST goes on with a form that was left unfinished."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, uuid: UUID) -> HttpResponse:
        """To the first open step, in the language of the form."""
        login = ingelogd(request)
        if login is None:
            return to_login(reverse("formulieren:mijn_zaken"))
        concept = own_concepts(login).filter(uuid=uuid).first()
        formulier = concept.versie.formulier if concept is not None else None
        if concept is None or formulier is None or expires_at(concept) <= timezone.now():
            return not_found(request)
        with override(concept.taal):
            access = access_for(request, formulier.slug)
            access.storage.adopt(concept)
            access.still_here()
            return private(redirect(access.next_url))


class MijnZakenInloggenView(View):
    """GET shows with what to log in; POST begins."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The choice; on for who is logged in already."""
        naar = safe_back(request.GET.get("naar", ""))
        if ingelogd(request) is not None:
            return private(redirect(naar or "formulieren:mijn_zaken"))
        return login_page(request, naar)

    def post(self, request: HttpRequest) -> HttpResponse:
        """To the means that was chosen, and afterwards back to the list or the zaak."""
        naar = safe_back(request.POST.get("naar", ""))
        return begin_login(
            request, slug="", naar=naar, again=lambda **facts: login_page(request, naar, **facts)
        )


def _row(zaak: Zaak) -> dict[str, Any]:
    statussen = list(zaak.statussen.all())
    return {
        "zaak": zaak,
        "status": statussen[-1].statustype.omschrijving if statussen else "",
        "url": reverse("formulieren:volg_zaak", kwargs={"reference": zaak.identificatie}),
    }


def _concepts(login: Ingelogd) -> list[dict[str, Any]]:
    """What is unfinished and not past its term, with until when."""
    now = timezone.now()
    rows: list[Inzending] = list(own_concepts(login)[:20])
    return [
        {"titel": row.versie.form_schema.titel, "uuid": row.uuid, "tot": until}
        for row in rows
        if row.versie.formulier is not None and (until := expires_at(row)) > now
    ]
