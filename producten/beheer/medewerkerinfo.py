"""What the desk knows about a product, in the admin: its editor, its history, and the ways to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter

from producten.medewerker.services import (
    CHANGE,
    LOG_ACTION,
    VIEW,
    contents,
    desk_products,
    plain,
    settle,
)
from producten.models import Medewerkerinfo, ProductPage

ADD = "producten.add_medewerkerinfo"


class ProductOfInfoView(View):
    """From a product to its notes: to the form with what is there, or to an empty one. Changes nothing itself."""

    def get(self, request: HttpRequest, product_id: int) -> HttpResponseRedirect:
        """A translation leads to the notes of the product that it was translated from."""
        product = get_object_or_404(ProductPage, pk=product_id)
        source = desk_products().filter(translation_key=product.translation_key).first() or product
        info = Medewerkerinfo.objects.filter(product=source).first()
        if info is not None:
            return HttpResponseRedirect(reverse("medewerkerinfo:edit", args=[info.pk]))
        return HttpResponseRedirect(f"{reverse('medewerkerinfo:add')}?product={source.pk}")


class InfoIndexView(generic.IndexView):
    """The products about which the desk wrote something; one query for product and writer together."""

    default_ordering = "product__title"

    def get_base_queryset(self) -> QuerySet[Medewerkerinfo]:
        """With what the columns show."""
        return super().get_base_queryset().select_related("product", "gewijzigd_door")


class InfoCreateView(generic.CreateView):
    """The first notes of the product in `?product=`."""

    @cached_property
    def product(self) -> ProductPage:
        """404 for a product that is not there."""
        wanted = self.request.GET.get("product", "")
        return get_object_or_404(
            ProductPage, pk=int(wanted) if wanted.isdecimal() and len(wanted) < 12 else 0
        )

    def get_initial_form_instance(self) -> Medewerkerinfo:
        """Of this product: it is no choice in the form."""
        return Medewerkerinfo(product=self.product)

    def get_add_url(self) -> str:
        """The form posts to the address with the product."""
        return f"{super().get_add_url()}?product={self.product.pk}"

    def get_page_subtitle(self) -> str:
        """Which product it is about."""
        return str(self.product.title)

    def is_valid(self, form: Any) -> bool:
        """Somebody else may have made them while this form was open: then say so, and lose nothing silently."""
        if Medewerkerinfo.objects.filter(product=self.product).exists():
            form.add_error(
                None, _("Iemand anders heeft net notities bij dit product gemaakt. Open die eerst.")
            )
        return bool(super().is_valid(form))

    def save_instance(self) -> Medewerkerinfo:
        """Also in the history, with the words."""
        info = super().save_instance()
        return settle(info, before=contents(None), actor=self.request.user)


class InfoEditView(generic.EditView):
    """The notes and questions of one product."""

    def save_instance(self) -> Medewerkerinfo:
        """Also in the history: what stood there, and what came instead."""
        before = contents(self.object.pk)
        return settle(super().save_instance(), before=before, actor=self.request.user)


class MedewerkerinfoViewSet(ModelViewSet):
    """Notes and questions for the desk; new ones start at the product."""

    model = Medewerkerinfo
    name = "medewerkerinfo"
    icon = "group"
    menu_label = gettext_lazy("Voor medewerkers")
    add_to_admin_menu = False
    index_view_class = InfoIndexView
    add_view_class = InfoCreateView
    edit_view_class = InfoEditView
    search_backend_name = None
    search_fields = ("product__title", "zoektekst")
    copy_view_enabled = False
    list_display = (
        "product",
        Column("gewijzigd_op", label=gettext_lazy("Veranderd op"), sort_key="gewijzigd_op"),
        Column("gewijzigd_door", label=gettext_lazy("Veranderd door")),
    )
    edit_handler = ObjectList(
        [
            FieldPanel("notities"),
            InlinePanel(
                "vragen",
                heading=gettext_lazy("Vragen aan de telefoon"),
                label=gettext_lazy("Vraag"),
                help_text=gettext_lazy(
                    "Wat vragen inwoners, en wat is het antwoord? Zet de vraag die het meest komt bovenaan."
                ),
            ),
        ]
    )

    def get_urlpatterns(self) -> list[Any]:
        """With the way from a product."""
        return [
            *super().get_urlpatterns(),
            path("product/<int:product_id>/", ProductOfInfoView.as_view(), name="product"),
        ]


@hooks.register("register_page_header_buttons")
def notes_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the menu at the title of a product."""
    if page.pk and issubclass(page.specific_class or type(page), ProductPage) and user.has_perm(CHANGE):
        yield Button(
            _("Notities voor medewerkers"),
            reverse("medewerkerinfo:product", args=[page.pk]),
            icon_name="group",
            priority=66,
        )


class DeskMenuItem(MenuItem):
    """Shown to who may read the internal notes."""

    def is_shown(self, request: HttpRequest) -> bool:
        """The rule of the pages themselves."""
        return request.user.has_perm(VIEW)


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> MenuItem:
    """The desk's own pages stand outside the admin; this is the way to them after the login."""
    return DeskMenuItem(
        gettext_lazy("Balie en telefoon"),
        reverse("producten:medewerker_lijst"),
        icon_name="group",
        order=260,
    )


@hooks.register("register_log_actions")
def register_info_actions(actions: Any) -> None:
    """Adds a change of the internal notes, with the words that were there and that came."""

    @actions.register_action(LOG_ACTION)
    class InfoFormatter(LogFormatter):
        """ "Notities: eerst “a”, nu “b”. Vraag erbij: “c” Antwoord: “d”"."""

        label = gettext_lazy("Informatie voor medewerkers veranderd")

        def format_message(self, log_entry: Any) -> str:
            """Each difference as a sentence."""
            return " ".join(_differences(log_entry.data.get("voor", {}), log_entry.data.get("na", {})))


def _differences(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    old, new = plain(before.get("notities", "")), plain(after.get("notities", ""))
    if old != new:
        yield _("Notities: eerst “%(old)s”, nu “%(new)s”.") % {"old": old, "new": new}
    was, now = dict(before.get("vragen", [])), dict(after.get("vragen", []))
    for vraag, antwoord in now.items():
        if vraag not in was:
            yield _("Vraag erbij: “%(vraag)s” Antwoord: “%(new)s”.") % {"vraag": vraag, "new": antwoord}
        elif was[vraag] != antwoord:
            yield _("Antwoord op “%(vraag)s”: eerst “%(old)s”, nu “%(new)s”.") % {
                "vraag": vraag,
                "old": was[vraag],
                "new": antwoord,
            }
    for vraag, antwoord in was.items():
        if vraag not in now:
            yield _("Vraag weg: “%(vraag)s” Antwoord: “%(old)s”.") % {"vraag": vraag, "old": antwoord}
    if list(was.items()) != list(now.items()) and was == now:
        yield _("De volgorde van de vragen is anders.")
