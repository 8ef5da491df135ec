"""What the shared base tells the gate: which team and owner answer for a page, and where a location shows."""

from __future__ import annotations

from a11y_checks.gate.shared import pages_using, register_shared
from a11y_checks.gate.teams import Contact, register_contact_source, register_team_source
from basis.models import LocationPage, PaginaBeheer


def register() -> None:
    """Called once, when the apps are ready."""
    register_shared(LocationPage, pages_using)
    register_team_source(team_names)
    register_contact_source(contacts)


def team_names(page_ids: list[int]) -> dict[int, str]:
    """The name of the team per page id: one query. Pages without a team are left out."""
    rows = PaginaBeheer.objects.filter(page_id__in=page_ids, team__isnull=False)
    return dict(rows.values_list("page_id", "team__naam"))


def contacts(page_ids: list[int]) -> dict[int, Contact]:
    """The address of the team and the owner per page id: one query. Pages without either are left out."""
    rows = PaginaBeheer.objects.filter(page_id__in=page_ids).values_list(
        "page_id", "team__email", "eigenaar_id"
    )
    return {page: Contact(email or "", owner) for page, email, owner in rows if email or owner}
