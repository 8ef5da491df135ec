"""Actions on a selection of pages in the explorer: team and review date, and for whom products are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from basis.models import Team
from producten.keuzes import Doelgroep
from producten.services.many import Uitkomst, Wijze, set_beheer, set_doelgroepen


class BeheerForm(forms.Form):
    """Who looks after the pages, and when they look again; what stays empty does not change."""

    team = forms.ModelChoiceField(
        Team.objects.all(),
        label=gettext_lazy("Team"),
        required=False,
        empty_label=gettext_lazy("Laat zoals het is"),
    )
    review_op = forms.DateField(
        label=gettext_lazy("Opnieuw bekijken op"),
        required=False,
        widget=AdminDateInput,
        help_text=gettext_lazy("Laat leeg om de dag van elke pagina te houden."),
    )

    def clean(self) -> dict[str, Any]:
        """Something must be filled in."""
        data = super().clean() or {}
        if not self.errors and not data.get("team") and not data.get("review_op"):
            raise forms.ValidationError(_("Kies een team of vul een dag in."))
        return data


class DoelgroepForm(forms.Form):
    """Which doelgroepen, and what happens to those that are there."""

    doelgroepen = forms.MultipleChoiceField(
        label=gettext_lazy("Welke doelgroepen?"),
        choices=Doelgroep.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies een of meer doelgroepen.")},
    )
    wijze = forms.ChoiceField(
        label=gettext_lazy("Wat wilt u doen?"),
        choices=Wijze.choices,
        initial=Wijze.ERBIJ,
        widget=forms.RadioSelect,
    )


class ReportingBulkAction(PageBulkAction):
    """Asks with a form, changes page by page and shows what became of each (status 200)."""

    template_name = "producten/beheer/bulk_vraag.html"
    report_template = "producten/beheer/bulk_uitslag.html"
    explanation: Any = ""

    def check_perm(self, page: Page) -> bool:
        """Who may edit the page; the service asks for the rest."""
        return bool(page.permissions_for_user(self.request.user).can_edit())

    def change(self, pages: list[Page], data: dict[str, Any]) -> list[Uitkomst]:
        """The change itself."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        """Not in Wagtail's one transaction: a page that can't be changed would undo all the others."""
        pages, _without_access = self.get_actionable_objects()
        results = self.change(pages, form.cleaned_data)
        context = {
            "title": self.display_name,
            "klaar": [result for result in results if result.changed],
            "niet": [result for result in results if not result.changed],
            "concept": isinstance(self, DoelgroepBulkAction),
            "next_url": self.next_url,
        }
        return TemplateResponse(self.request, self.report_template, context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the words of this action."""
        return {**super().get_context_data(**kwargs), "title": self.display_name, "uitleg": self.explanation}


class BeheerBulkAction(ReportingBulkAction):
    """Team and review date."""

    display_name = gettext_lazy("Team en datum")
    aria_label = gettext_lazy("Geef de gekozen pagina's een team of een datum")
    action_type = "beheer"
    action_priority = 60
    form_class = BeheerForm
    explanation = gettext_lazy("Dit telt meteen. U hoeft de pagina's niet te publiceren.")

    def check_perm(self, page: Page) -> bool:
        """Also the permission to hand over pages."""
        return bool(
            self.request.user.has_perm("basis.change_paginabeheer")
            and page.permissions_for_user(self.request.user).can_edit()
        )

    def change(self, pages: list[Page], data: dict[str, Any]) -> list[Uitkomst]:
        """Outside the revisions."""
        return set_beheer(pages=pages, user=self.request.user, team=data["team"], review_op=data["review_op"])


class DoelgroepBulkAction(ReportingBulkAction):
    """For whom products are."""

    display_name = gettext_lazy("Doelgroepen")
    aria_label = gettext_lazy("Verander voor wie de gekozen producten zijn")
    action_type = "doelgroepen"
    action_priority = 61
    form_class = DoelgroepForm
    explanation = gettext_lazy(
        "Elk product krijgt een nieuw concept. Online verandert er niets tot u het publiceert."
    )

    def change(self, pages: list[Page], data: dict[str, Any]) -> list[Uitkomst]:
        """In drafts."""
        return set_doelgroepen(
            pages=pages,
            user=self.request.user,
            doelgroepen=data["doelgroepen"],
            wijze=Wijze(data["wijze"]),
        )


hooks.register("register_bulk_action", BeheerBulkAction)
hooks.register("register_bulk_action", DoelgroepBulkAction)
