"""Takes a document off the site, with a redirect from its address; and says which ones to think of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import PurePosixPath
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import policy_registry

from a11y_checks.documents.usage import documents_on, used_by

# What people and programs put behind the name of a newer or copied file.
_VERSION = re.compile(
    r"(?:[\s_.(-]+(?:v(?:ersie)?[\s_.-]?\d[\d.]*|kopie|copy|nieuw|definitief|def|concept)|\s*\(\d{1,2})\)?\Z",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"_[A-Za-z0-9]{7}\Z")


class RemovalRefused(Exception):
    """The document stays; the text says why, in Dutch. `used_by`: what still refers to it."""

    def __init__(self, reason: str, used_by: Iterable[Any] = ()) -> None:
        super().__init__(reason)
        self.used_by = list(used_by)


def references_to(document: Any) -> list[Any]:
    """Everything that refers to the document, drafts included, also where only a draft's block chooses it."""
    found = used_by([document.pk]).get(document.pk, [])
    known = {item.pk for item in found if isinstance(item, Page)}
    for page in Page.objects.filter(has_unpublished_changes=True).exclude(pk__in=known).specific():
        if document.pk in documents_on(page.get_latest_revision_as_object()):
            found.append(page)
    return found


def remove_document(*, document: Any, redirect_to: Any, user: Any) -> Redirect:
    """Delete a document that nothing refers to; its address leads to a live page or another document from now on.

    Redirects that led to the old address follow. Raises RemovalRefused: no right to delete, still in use, or a
    target that visitors can't open.
    """
    policy = policy_registry.get_by_type(get_document_model())
    if not policy.user_has_permission_for_instance(user, "delete", document):
        raise RemovalRefused(_("U mag dit document niet verwijderen."))
    if references := references_to(document):
        raise RemovalRefused(
            _("Dit document staat nog op een pagina. Haal de link daar eerst weg."), references
        )
    page, link = _target(document, redirect_to)
    with transaction.atomic():
        address = document.url
        old_path = Redirect.normalise_path(address)
        redirect, _created = Redirect.objects.update_or_create(
            old_path=old_path,
            site=None,
            defaults={"redirect_page": page, "redirect_link": link, "is_permanent": True},
        )
        Redirect.objects.filter(redirect_link=address).exclude(pk=redirect.pk).update(
            redirect_page=page, redirect_link=link
        )
        log(document, "wagtail.delete", user=user, deleted=True)
        document.delete()
    return redirect


def _target(document: Any, redirect_to: Any) -> tuple[Page | None, str]:
    """The page or the address that the old address leads to. Raises RemovalRefused when nobody can open it."""
    if isinstance(redirect_to, Page):
        if not redirect_to.live or not redirect_to.full_url or redirect_to.get_view_restrictions().exists():
            raise RemovalRefused(_("Kies een pagina die online staat en die iedereen mag zien."))
        return redirect_to, ""
    if isinstance(redirect_to, get_document_model()):
        if redirect_to.pk == document.pk:
            raise RemovalRefused(_("Kies een ander document dan het document dat u weghaalt."))
        if redirect_to.collection.get_view_restrictions().exists():
            raise RemovalRefused(_("Kies een document dat iedereen mag zien."))
        return None, redirect_to.url
    raise RemovalRefused(_("Kies een pagina of een document waar bezoekers nu heen gaan."))


def replaced_by(documents: Collection[Any]) -> dict[int, Any]:
    """Document id → the document that seems to have taken its place.

    The same file twice, or a newer one of the same kind and collection whose name differs by its version only
    ("folder-v2", "folder (kopie)"). A guess, meant for a person to look at. Years are no versions: last year's
    calendar is a document of its own.
    """
    families: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for document in documents:
        if document.file_hash:
            families[("hash", document.file_hash)].append(document)
        families[("name", document.collection_id, document.file_extension.lower(), _stem(document))].append(
            document
        )
    found: dict[int, Any] = {}
    for family in families.values():
        newest = max(family, key=lambda document: (document.created_at, document.pk))
        for document in family:
            if document.pk != newest.pk:
                found.setdefault(document.pk, newest)
    return found


def _stem(document: Any) -> str:
    """The file name without extension, the suffix that storage adds to a double name, and a version."""
    stem = _SUFFIX.sub("", PurePosixPath(document.filename).stem)
    while (shorter := _VERSION.sub("", stem)) != stem and shorter:
        stem = shorter
    return stem.lower()
