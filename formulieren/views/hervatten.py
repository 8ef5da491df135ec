"""Save and resume: ask for a link, see what to keep, and open it on whatever device."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views import View

from basis.security.limits import client_key, rate_limit
from formulieren.crypto import keyring
from formulieren.flow.toegang import Login
from formulieren.inloggen.sessie import LoginNeeded, ingelogd, log_out
from formulieren.inzendingen import hervatten
from formulieren.inzendingen.antwoorden import ConceptGone
from formulieren.inzendingen.hervatlink import Hervatlink
from formulieren.inzendingen.models import Inzending
from formulieren.inzendingen.persoon import is_of
from formulieren.inzendingen.termijn import expires_at
from formulieren.views.access import FormAccess, access_for, private
from formulieren.views.omgeving import login_context, may_resume
from formulieren.views.toegang import to_login
from formulieren.vragen.texts import clean_line

HOUR = 60 * 60
# How long the code of a link can be read in the browser that asked for it.
CODE_VISIBLE = timedelta(minutes=15)
LINKS_PER_CONCEPT = 6
LINKS_PER_ADDRESS = 12
LINKS_PER_CLIENT = 30
TRIES_PER_CLIENT = 60


class LaterForm(forms.Form):
    """Where to mail the link."""

    use_required_attribute = False
    email = forms.EmailField(
        label=gettext_lazy("Naar welk e-mailadres sturen wij de link?"),
        help_text=gettext_lazy("Wij gebruiken dit adres alleen om u de link te sturen."),
        max_length=254,
        error_messages={
            "required": gettext_lazy("Vul uw e-mailadres in. Bijvoorbeeld: naam@voorbeeld.nl."),
            "invalid": gettext_lazy("Dit is geen e-mailadres. Een goed adres is: naam@voorbeeld.nl."),
        },
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"}
        ),
    )


class CodeForm(forms.Form):
    """The code that was shown when the link was asked for. Only drawn: `open_link` judges what is typed."""

    use_required_attribute = False
    code = forms.CharField(
        label=gettext_lazy("Wat is uw code?"),
        help_text=gettext_lazy("U zag deze code op het scherm. Het streepje hoeft u niet te typen."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
    )


class LaterView(View):
    """GET asks for an e-mail address; POST makes the link, or takes the form off this device."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The question; the first step when nothing is stored yet."""
        access = access_for(request, slug)
        return _later_instead(access) or _later_page(request, access, LaterForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """One link; too many an hour get 429, with the answers kept."""
        access = access_for(request, slug)
        if (instead := _later_instead(access)) is not None:
            return instead
        if "_klaar" in request.POST:
            access.storage.forget()
            if access.login is not None:
                log_out(request)
            return private(redirect("/"))
        form = LaterForm({"email": clean_line(request.POST.get("email"), max_length=254)})
        if not form.is_valid():
            return _later_page(request, access, form, status=422)
        email = form.cleaned_data["email"]
        if access.concept is None or not _may_mail(request, access, email):
            response = _later_page(request, access, form, status=429, te_vaak=True)
            response.headers["Retry-After"] = "3600"
            return response
        try:
            link = hervatten.make_link(inzending=access.concept, slug=slug, email=email)
        except ConceptGone:
            return access.expired_response()
        access.storage.extend()
        request.session[_mark(slug)] = str(link.uuid)
        return private(redirect("formulieren:bewaard", slug=slug))


class BewaardView(View):
    """What to keep after asking for a link. The code is only in this browser, until it is closed off."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The code when the form needs one, and until when the link works."""
        access = access_for(request, slug)
        marked = request.session.get(_mark(slug))
        mine = Hervatlink.objects.filter(inzending=access.concept)
        link = mine.filter(uuid=marked).first() if marked and access.concept is not None else None
        if access.concept is None or link is None:
            return private(redirect(access.next_url if access.versie is not None else access.adres.start))
        # Long enough for a reload or a printer; afterwards the page only says that the link is on its way.
        fresh = link.gemaakt_op > timezone.now() - CODE_VISIBLE
        context = {
            "schema": access.schema,
            "adres": access.adres,
            "terug_url": access.next_url,
            "code": hervatten.code_of(link) if link.code_hash and fresh else "",
            "met_code": bool(link.code_hash),
            "tot": expires_at(access.concept),
            **login_context(access),
        }
        return private(render(request, "formulieren/bewaard.html", context))


class HervatView(View):
    """The mailed link. GET opens nothing, because scanners of mail follow links too; POST goes on."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:
        """The button, and the code when the form needs one; 404 for a link that doesn't work."""
        if not _may_try(request):
            return not_found(request)
        link = hervatten.find_link(token)
        if link is None:
            return not_found(request)
        if (instead := _login_instead(request, link)) is not None:
            return instead
        other = _other_concept(request, link)
        context = {
            "schema": link.inzending.versie.form_schema,
            "form": CodeForm() if link.code_hash else None,
            "tot": expires_at(link.inzending),
            "ander_concept": other is not None and other.pk != link.inzending_id,
        }
        return private(render(request, "formulieren/hervatten.html", context))

    def post(self, request: HttpRequest, token: str) -> HttpResponseBase:
        """On with the answers, in the language of the form; the same 404 for unknown, expired and wrong."""
        if not _may_try(request):
            return not_found(request)
        # Before any code is tried: a code alone never opens what was begun with a login.
        found = hervatten.find_link(token)
        if found is not None and (instead := _login_instead(request, found)) is not None:
            return instead
        link = hervatten.open_link(token=token, code=request.POST.get("code", "")[:40])
        if link is None:
            return not_found(request)
        with override(link.inzending.taal):
            access = access_for(request, link.slug)
            access.storage.adopt(link.inzending)
            access.still_here()
            return private(redirect(access.next_url))


def not_found(request: HttpRequest) -> HttpResponse:
    """404: the link doesn't work, for whatever reason, and what to do."""
    return private(render(request, "formulieren/hervatten_niet.html", status=404))


def _login_instead(request: HttpRequest, link: Hervatlink) -> HttpResponseBase | None:
    """To the page to log in, for a concept that was begun with a login; 404 for whoever else is logged in."""
    login = ingelogd(request)
    if is_of(link.inzending, login):
        asks = link.inzending.versie.form_schema.inloggen == Login.MOET
        return to_login(request, link.slug) if asks and login is None else None
    return to_login(request, link.slug) if login is None else not_found(request)


def _other_concept(request: HttpRequest, link: Hervatlink) -> Inzending | None:
    """What this browser was busy with; nothing when that was begun with a login which is over."""
    try:
        return access_for(request, link.slug).concept
    except LoginNeeded:
        return None


def _may_try(request: HttpRequest) -> bool:
    return rate_limit("hervatten-bezoeker", client_key(request), TRIES_PER_CLIENT, HOUR)


def _may_mail(request: HttpRequest, access: FormAccess, email: str) -> bool:
    """Counts one mail for this concept, this address and this visitor."""
    address = keyring().fingerprint("hervatmail", email.lower())[:24]
    concept = str(access.concept.uuid) if access.concept is not None else ""
    allowed = [
        rate_limit("hervatmail-concept", concept, LINKS_PER_CONCEPT, HOUR),
        rate_limit("hervatmail-adres", address, LINKS_PER_ADDRESS, HOUR),
        rate_limit("hervatmail-bezoeker", client_key(request), LINKS_PER_CLIENT, HOUR),
    ]
    return all(allowed)


def _mark(slug: str) -> str:
    return f"bewaard_{slug}"


def _later_instead(access: FormAccess) -> HttpResponse | None:
    if access.concept is None:
        if access.sent is not None:
            return private(redirect(access.adres.ontvangen))
        if access.versie is None:
            return access.closed_response()
        return private(redirect(access.adres.stap(access.route.first)))
    return None if may_resume(access) else private(redirect(access.next_url))


def _later_page(
    request: HttpRequest, access: FormAccess, form: LaterForm, *, status: int = 200, te_vaak: bool = False
) -> HttpResponse:
    errors = [{"message": str(messages[0]), "target": f"id_{name}"} for name, messages in form.errors.items()]
    if te_vaak:
        errors = [
            {
                "message": _("U vroeg al vaak om een link. Wacht een uur en probeer het dan opnieuw."),
                "target": "id_email",
            }
        ]
    context: dict[str, Any] = {
        "schema": access.schema,
        "adres": access.adres,
        "form": form,
        "fouten": errors,
        "met_code": hervatten.needs_code(access.schema),
        "bewaar_tot": expires_at(access.concept) if access.concept is not None else None,
        "terug_url": access.next_url,
        **login_context(access),
    }
    return private(render(request, "formulieren/later.html", context, status=status))
