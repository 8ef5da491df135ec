"""What a product still needs before it can go live, who can help, and how the portfolio sees it.

As a side panel in the editor, and as a page of its own that asks no JavaScript. Both tell of the saved draft.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.editor.links import edit_link
from basis.links.services import broken_links_per_page
from basis.models import PaginaBeheer
from producten.keuzes import Rijpheid
from producten.models import ProductPage
from producten.models.sturing import RijpheidWens
from producten.rijpheid import gap, measure
from producten.services.rijpheid import product_feiten


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: what is missing, how to mend it, and the address of its field in the editor."""

    message: str
    help: str
    url: str


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who can help: in what role, and how to reach them. "" for what we don't know."""

    role: str
    name: str
    telefoon: str = ""
    email: str = ""
    website: str = ""


@dataclass(slots=True)
class Nodig:
    """Everything the panel tells. `now` is the level after publishing; `wanted` None without a wish."""

    needed: list[Step] = field(default_factory=list)
    noted: list[Step] = field(default_factory=list)
    helpers: list[Helper] = field(default_factory=list)
    now: str = ""
    wanted: RijpheidWens | None = None
    missing: list[str] = field(default_factory=list)
    broken_links: int = 0


def collect_nodig(product: ProductPage) -> Nodig:
    """What the product as it stands in memory still needs; its own facts only, the audit has a panel of its own."""
    found = product.gate_checks()
    # The level it has once it is online: that is the question while you are writing.
    feiten = replace(product_feiten(product), vindbaar=True)
    wens = RijpheidWens.objects.filter(product_id=product.pk).first()
    return Nodig(
        needed=_steps(product, (b for b in found if b.niveau is not Niveau.NOTE)),
        noted=_steps(product, (b for b in found if b.niveau is Niveau.NOTE)),
        helpers=list_helpers(product),
        now=str(measure(feiten).label),
        wanted=wens,
        missing=gap(feiten, Rijpheid(wens.niveau)) if wens else [],
        broken_links=broken_links_per_page([product.pk]).get(product.pk, 0),
    )


def _steps(product: ProductPage, found: Any) -> list[Step]:
    steps: dict[tuple[str, str], Step] = {}
    bevinding: Bevinding
    for bevinding in found:
        step = Step(bevinding.message, bevinding.help, edit_link(product, bevinding))
        steps.setdefault((bevinding.message, bevinding.source), step)
    return list(steps.values())


def list_helpers(product: ProductPage) -> list[Helper]:
    """The team and the owner of the page, and the organisations behind the product; who is not known is left out."""
    rows = PaginaBeheer.objects.filter(page_id=product.pk).select_related("team", "eigenaar")
    beheer = rows.first()
    found = []
    if beheer and beheer.team:
        team = beheer.team
        found.append(Helper(_("Team van deze pagina"), team.naam, team.telefoon, team.email))
    if beheer and beheer.eigenaar:
        owner = beheer.eigenaar
        found.append(
            Helper(
                _("Eigenaar van deze pagina"),
                owner.get_full_name() or owner.get_username(),
                email=owner.email,
            )
        )
    for role, organisatie in (
        (_("Verantwoordelijk"), product.verantwoordelijke_organisatie),
        (_("Voert het uit"), product.uitvoerende_organisatie),
    ):
        if organisatie is not None:
            found.append(
                Helper(role, organisatie.naam, organisatie.telefoon, organisatie.email, organisatie.website)
            )
    return found


class NodigPanel(BaseSidePanel):
    """The side panel "Nog nodig voor publicatie"."""

    name = "nodig"
    title = gettext_lazy("Nog nodig voor publicatie")
    template_name = "producten/beheer/nodig_panel.html"
    order = 335

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button beside the form, with the number of things to do."""

        aria_label = gettext_lazy("Nog nodig voor publicatie tonen of verbergen")
        icon_name = "list-ul"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            """Adds the counter."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["count"] = len(self.panel.nodig.needed)
            return context

    def __init__(self, page: ProductPage, request: HttpRequest) -> None:
        super().__init__(page, request)
        self.nodig = collect_nodig(page) if page.pk else Nodig()

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Adds `nodig` and the address of the page that says the same."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        context["nodig"] = self.nodig
        context["nodig_url"] = reverse("producten_nodig", args=[self.object.pk]) if self.object.pk else ""
        return context


class NodigView(WagtailAdminTemplateMixin, TemplateView):
    """The same as a page, for who works without JavaScript or on a small screen."""

    template_name = "producten/beheer/nodig.html"
    page_title = gettext_lazy("Nog nodig voor publicatie")
    header_icon = "list-ul"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`product` as its newest draft, and `nodig`. Only for who may edit the page."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        page = get_object_or_404(ProductPage, pk=self.kwargs["pk"])
        if not page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        product = page.get_latest_revision_as_object()
        return {**context, "product": product, "nodig": collect_nodig(product)}


@hooks.register("register_admin_urls")
def nodig_urls() -> list[URLPattern]:
    """The address of the page."""
    return [path("producten/nodig/<int:pk>/", NodigView.as_view(), name="producten_nodig")]


@hooks.register("construct_editor_side_panels")
def nodig_panels(page: Any, request: HttpRequest) -> list[NodigPanel]:
    """For products: the gate's editor asks for panels like this one."""
    return [NodigPanel(page, request)] if isinstance(page, ProductPage) else []
