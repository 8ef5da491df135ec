"""The report "Kapotte links" in the admin: the list, one link with its history, and what people decide about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from a11y_checks.editor.links import content_path
from basis.links import services
from basis.links.models import LinkGebruik, LinkState, Weblink
from basis.models import PaginaBeheer, Team

EDITORS = ("add", "change", "publish")
_PER_PAGE = 50
_CHOICES = {
    "kapot": gettext_lazy("Kapot"),
    "hapert": gettext_lazy("Gaf de laatste keer geen antwoord"),
    "gesloten": gettext_lazy("Laat onze controle niet toe"),
    "genegeerd": gettext_lazy("Mag zo blijven"),
    "alles": gettext_lazy("Alle links"),
}


@dataclass(slots=True)
class Place:
    """A page with the link on it: where to mend it, and who looks after it."""

    title: str
    edit_url: str
    team: str
    owner: str


@dataclass(slots=True)
class Row:
    """One link as the report shows it. `href` opens it; "" when there is nothing left to open."""

    link: Weblink
    name: str
    href: str
    places: list[Place] = field(default_factory=list)


def rows_of(links: list[Weblink]) -> list[Row]:
    """The links with their names and pages; five queries however many there are."""
    pages, documents = _targets(links)
    rows = {link.pk: Row(link, *_shown(link, pages, documents)) for link in links}
    uses = LinkGebruik.objects.filter(weblink__in=links, page__live=True).select_related("page")
    found = list(uses.order_by("page__title", "bron"))
    care = PaginaBeheer.objects.filter(page_id__in={use.page_id for use in found})
    cares = {row.page_id: row for row in care.select_related("team", "eigenaar")}
    for use in found:
        edit = reverse("wagtailadmin_pages:edit", args=[use.page_id])
        beheer = cares.get(use.page_id)
        rows[use.weblink_id].places.append(
            Place(
                title=use.page.get_admin_display_title(),
                edit_url=f"{edit}#:w:contentpath={content_path(use.bron)}",
                team=beheer.team.naam if beheer and beheer.team else "",
                owner=_person(beheer.eigenaar) if beheer else "",
            )
        )
    return [rows[link.pk] for link in links]


def _targets(links: list[Weblink]) -> tuple[dict[int, Page], dict[int, Any]]:
    keys: dict[str, set[int]] = {"pagina": set(), "document": set()}
    for link in links:
        kind, _colon, key = link.adres.partition(":")
        if kind in keys and key.isdigit():
            keys[kind].add(int(key))
    documents = get_document_model().objects.in_bulk(keys["document"]) if keys["document"] else {}
    return (Page.objects.in_bulk(keys["pagina"]) if keys["pagina"] else {}), documents


def _shown(link: Weblink, pages: dict[int, Page], documents: dict[int, Any]) -> tuple[str, str]:
    kind, _colon, key = link.adres.partition(":")
    if kind == "pagina":
        page = pages.get(int(key))
        return (page.title, page.url or "") if page else (_("Een pagina die er niet meer is"), "")
    if kind == "document":
        document = documents.get(int(key))
        return (document.title, document.url) if document else (_("Een document dat er niet meer is"), "")
    return link.adres, link.adres


def _person(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


def broken_of(user: Any) -> int:
    """How many broken links stand on the pages that this user owns. One query."""
    return services.broken_links().filter(gebruik__page__beheer__eigenaar=user).distinct().count()


class LinksAccessMixin(PermissionCheckedMixin):
    """For whoever works on pages."""

    permission_policy = page_permission_policy
    any_permission_required = list(EDITORS)


class LinksView(LinksAccessMixin, WagtailAdminTemplateMixin, TemplateView):
    """The list, broken links first."""

    template_name = "basis/links/lijst.html"
    page_title = gettext_lazy("Kapotte links")
    header_icon = "link"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`rijen` on this `bladzijde`, the filters as they stand, and how many links of each kind there are."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        stand = self.request.GET.get("stand", "kapot")
        stand = stand if stand in _CHOICES else "kapot"
        team = self.request.GET.get("team", "")
        teams = list(Team.objects.all())
        team = team if team in {one.slug for one in teams} else ""
        own = self.request.GET.get("van") == "mij"
        links = _filtered(stand, team, self.request.user if own else None)
        bladzijde = Paginator(links, _PER_PAGE).get_page(self.request.GET.get("bladzijde"))
        query = self.request.GET.copy()
        query.pop("bladzijde", None)
        context |= {
            "bladzijde": bladzijde,
            "rijen": rows_of(list(bladzijde.object_list)),
            "stand": stand,
            "standen": _CHOICES,
            "team": team,
            "teams": teams,
            "van_mij": own,
            "telling": services.in_use().aggregate(
                alle=Count("pk"),
                kapot=Count("pk", filter=Q(state=LinkState.KAPOT, ignored_at__isnull=True)),
                nieuw=Count("pk", filter=Q(state=LinkState.NIEUW)),
            ),
            "query": query.urlencode(),
        }
        return context


def _filtered(stand: str, team: str, owner: Any) -> QuerySet[Weblink]:
    links = services.in_use()
    if stand == "genegeerd":
        links = links.filter(ignored_at__isnull=False)
    elif stand != "alles":
        links = links.filter(state=stand, ignored_at__isnull=True)
    uses = LinkGebruik.objects.filter(page__live=True)
    if team:
        links = links.filter(pk__in=uses.filter(page__beheer__team__slug=team).values("weblink"))
    if owner is not None:
        links = links.filter(pk__in=uses.filter(page__beheer__eigenaar=owner).values("weblink"))
    return links.select_related("ignored_by").order_by("first_broken_at", "pk")


class LinkView(LinksAccessMixin, WagtailAdminTemplateMixin, TemplateView):
    """One link: where it stands, its last checks, and what you can do."""

    template_name = "basis/links/een.html"
    page_title = gettext_lazy("Link")
    header_icon = "link"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`rij`, its `controles` (newest first), and `mag`: whether this user may decide about it."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        link = get_object_or_404(Weblink.objects.select_related("ignored_by"), pk=self.kwargs["pk"])
        context |= {
            "rij": rows_of([link])[0],
            "controles": list(link.controles.all()),
            "mag": may_decide(self.request.user, link),
            "fout": kwargs.get("fout", ""),
            "reden": kwargs.get("reden", ""),
        }
        return context


def may_decide(user: Any, link: Weblink) -> bool:
    """Whether the user may change a page that the link stands on."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    return bool(pages.filter(linkgebruik__weblink=link).exists())


class LinkActionView(LinksAccessMixin, View):
    """What somebody decided about a link: look again, leave it, or put it back in the list."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Back to the link; with the reason kept when it was refused."""
        link = get_object_or_404(Weblink, pk=pk)
        if not may_decide(request.user, link):
            raise PermissionDenied
        action = request.POST.get("actie", "")
        if action == "controleren":
            services.check_again(weblink=link)
            messages.success(request, _said(link))
        elif action == "terug":
            services.stop_ignoring(weblink=link)
            messages.success(request, _("De link staat weer in de lijst als hij kapot is."))
        elif action == "negeren":
            reason = request.POST.get("reden", "")
            try:
                services.ignore(weblink=link, reason=reason, user=request.user)
            except services.IgnoreRefused as refusal:
                view = LinkView()
                view.setup(request, pk=pk)
                context = view.get_context_data(fout=str(refusal), reden=reason)
                return view.render_to_response(context, status=422)
            messages.success(request, _("De link staat niet meer in de lijst met kapotte links."))
        return redirect("links_een", pk=pk)


def _said(link: Weblink) -> str:
    if link.soort == "extern":
        return _("Wij controleren deze link binnen enkele minuten opnieuw.")
    if link.state == LinkState.GOED:
        return _("Deze link werkt.")
    return _("Deze link is nog kapot.")
