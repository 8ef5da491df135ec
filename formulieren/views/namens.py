"""An employee fills in a form for a resident at the counter or on the telephone: the same screens, own addresses."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views import View

from formulieren.flow.toegang import Login
from formulieren.views.access import FormAccess, access_for, private
from formulieren.views.bestanden import BestandView
from formulieren.views.controle import ControleView
from formulieren.views.identiteit import (
    NamensForm,
    choice_key,
    chosen,
    form_for,
    newest_login,
    sealed_bsn,
    shown_bsn,
)
from formulieren.views.ontvangst import OntvangstView
from formulieren.views.stop import StopView
from formulieren.views.wissen import GewistView, WissenView
from formulieren.views.wizard import FormulierWizard

PERMISSION = "inzendingen.fill_in_for_resident"


class ForStaff:
    """Only with a login and the permission: without a login on to the admin's, without the permission 403."""

    namens = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Guards every method; nothing of a resident is stored by the browser or found by a search engine."""
        if not request.user.is_authenticated:
            query = urlencode({"next": request.get_full_path()})
            return private(HttpResponseRedirect(f"{reverse('wagtailadmin_login')}?{query}"))
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response


class NamensStartView(ForStaff, View):
    """GET asks channel and identity and shows whom the former was; POST begins with a new resident."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The two questions; Http404 when there never was such a form."""
        access = access_for(request, slug, namens=True)
        busy = access.concept
        if access.versie is None:
            return access.closed_response()
        return _start_page(request, access, form_for(newest_login(access)), bezig=busy is not None)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Forgets the former resident, with the answers that were not sent, and goes to the first step."""
        access = access_for(request, slug, namens=True)
        # Judged by the version on which the next resident begins, whatever the former one was busy with.
        form = form_for(newest_login(access), request.POST)
        if not form.is_valid():
            if access.versie is None:
                return access.closed_response()
            return _start_page(request, access, form, bezig=access.concept is not None, status=422)
        access.storage.reset()
        fresh = access_for(request, slug, namens=True)
        if fresh.versie is None:
            return fresh.closed_response()
        request.session[choice_key(slug)] = {
            "kanaal": form.cleaned_data["kanaal"],
            "identiteit": form.cleaned_data["identiteit"],
            **sealed_bsn(form.cleaned_data.get("bsn", "")),
        }
        return private(redirect(fresh.adres.stap(fresh.route.first)))


class NamensWizard(ForStaff, FormulierWizard):
    """A step, for a resident. A new inzending gets channel, employee and identity; without them first to the start."""

    def _instead(self) -> HttpResponse | None:
        if self.access.concept is None and self.access.sent is None:
            herkomst = chosen(self.request, self.access.slug)
            if herkomst is None:
                return private(redirect(self.access.adres.start))
            self.storage.herkomst = {**herkomst, "medewerker": self.request.user}
            self.storage.bsn_getoond = shown_bsn(self.request, self.access.slug)
            if self._lacks_identity():
                return private(redirect(self.access.adres.start))
        return super()._instead()

    def _lacks_identity(self) -> bool:
        """The form asked for a login since the employee began, or somebody came here without the first page."""
        versie = self.access.versie
        must = versie is not None and versie.form_schema.inloggen == Login.MOET
        return must and not self.storage.bsn_getoond


class NamensControle(ForStaff, ControleView):
    """Check the answers together and send them."""


class NamensStop(ForStaff, StopView):
    """Where the form ends early."""


class NamensWissen(ForStaff, WissenView):
    """Remove the answers."""


class NamensGewist(ForStaff, GewistView):
    """They are gone."""


class NamensOntvangst(ForStaff, OntvangstView):
    """The receipt to print or to read out, and on to the next resident."""

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Forgets this resident altogether."""
        request.session.pop(choice_key(slug), None)
        return super().post(request, slug)


class NamensBestand(ForStaff, BestandView):
    """A file that was added."""


def _start_page(
    request: HttpRequest, access: FormAccess, form: NamensForm, *, bezig: bool, status: int = 200
) -> HttpResponse:
    errors = [
        {"message": str(messages[0]), "target": f"id_{name}" if name == "bsn" else f"id_{name}_0"}
        for name, messages in form.errors.items()
    ]
    context = {
        "schema": access.schema,
        "adres": access.adres,
        "form": form,
        "fouten": errors,
        "bezig_url": access.next_url if bezig else "",
    }
    return private(render(request, "formulieren/namens_start.html", context, status=status))
