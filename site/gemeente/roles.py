"""The roles of a municipality as groups with permissions; safe to run again after an upgrade."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
)
from wagtail.models import Task as WorkflowTask
from wagtail.models import WorkflowTask as WorkflowStep


class Rol(models.TextChoices):
    """Who works with the site. The value is the name of the group."""

    REDACTEUR = "redacteur", _("Redacteur: schrijft en laat een ander publiceren")
    EINDREDACTEUR = "eindredacteur", _("Eindredacteur: keurt goed en publiceert")
    WEBBEHEERDER = "webbeheerder", _("Webbeheerder: bewaakt kwaliteit en instellingen")
    FUNCTIONEEL_BEHEERDER = "functioneel-beheerder", _("Functioneel beheerder: formulieren en zaken")
    BEHANDELAAR = "behandelaar", _("Behandelaar: behandelt zaken")
    KLANTCONTACT = "medewerker-klantcontact", _("Medewerker klantcontact: ziet zaken")
    CRISISCOORDINATOR = "crisiscoordinator", _("Crisiscoördinator: zet het crisisbericht aan")


_EDIT = ("add_page", "change_page")
_PUBLISH = (*_EDIT, "publish_page", "lock_page", "unlock_page", "bulk_delete_page")

# The lists that products share: prices, kanalen, organisations, themes.
_CATALOGUS = tuple(
    f"producten.{action}_{model}"
    for model in ("tarief", "kanaalinfo", "organisatie", "thema")
    for action in ("add", "change", "delete", "view")
)
# What the desk knows about products: the desk and the editors write it down together.
_MEDEWERKERINFO = tuple(f"producten.{action}_medewerkerinfo" for action in ("view", "add", "change"))
# What doesn't work today; an outage is never removed.
_STORING = tuple(f"producten.{action}_storing" for action in ("view", "add", "change"))
# Asking for an uitzondering, and signing one that somebody else asked for.
_UITZONDERING = ("a11y_checks.add_uitzondering", "a11y_checks.decide_uitzondering")

# Role -> page permissions on the whole tree, and permissions on models as app_label.codename.
_RIGHTS: dict[Rol, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Rol.REDACTEUR: (_EDIT, _MEDEWERKERINFO),
    Rol.EINDREDACTEUR: (
        _PUBLISH,
        ("basis.change_paginabeheer", *_CATALOGUS, *_MEDEWERKERINFO, *_UITZONDERING),
    ),
    Rol.WEBBEHEERDER: (
        _PUBLISH,
        (
            "pages.change_sitesettings",
            "pages.change_huisstijl",
            "toptaken.add_toptaak",
            "toptaken.change_toptaak",
            "toptaken.delete_toptaak",
            "toptaken.view_toptaak",
            "producten.view_uniformeproductnaam",
            "producten.change_catalogussettings",
            "producten.add_catalogusimport",
            *_STORING,
            *_CATALOGUS,
            *_MEDEWERKERINFO,
            "producten.delete_medewerkerinfo",
            "a11y_checks.view_audit",
            "a11y_checks.add_wcagonderzoek",
            "a11y_checks.change_wcagonderzoek",
            "a11y_checks.delete_wcagonderzoek",
            *_UITZONDERING,
            "a11y_checks.add_uitzonderingreeks",
            "basis.add_team",
            "basis.change_team",
            "basis.change_paginabeheer",
        ),
    ),
    Rol.FUNCTIONEEL_BEHEERDER: (
        _PUBLISH,
        (
            "producten.view_medewerkerinfo",
            "a11y_checks.add_uitzondering",
            "zaken.view_zaak",
            "zaken.change_zaak",
            "zaken.change_afwezigheid",
            "zaken.view_zaaktype",
            "zaken.add_zaaktype",
            "zaken.change_zaaktype",
            "zaken.change_zaakinstellingen",
            "zaken.change_zgwinstellingen",
            "zaken.change_formulierkoppeling",
            "zgw_consumers.view_service",
            "zgw_consumers.add_service",
            "zgw_consumers.change_service",
            "zgw_consumers.delete_service",
            "zaken.view_vernietigingslijst",
            "zaken.add_vernietigingslijst",
            "zaken.change_vernietigingslijst",
            "inzendingen.view_outboxitem",
            "inzendingen.change_outboxitem",
            "inzendingen.fill_in_for_resident",
            "inzendingen.handle_person_request",
            "inzendingen.view_vernietiging",
            *_STORING,
            "logboek.view_logboekregel",
        ),
    ),
    Rol.BEHANDELAAR: ((), ("zaken.view_zaak", "zaken.change_zaak", *_MEDEWERKERINFO)),
    Rol.KLANTCONTACT: ((), ("zaken.view_zaak", "inzendingen.fill_in_for_resident", *_MEDEWERKERINFO)),
    Rol.CRISISCOORDINATOR: ((), ("pages.change_crisisbericht",)),
}


@transaction.atomic
def setup_roles() -> dict[Rol, Group]:
    """Make or mend every role's group: permissions are set to exactly those listed here.

    Also lets the default approval workflow be approved by the eindredacteur. Returns the groups by role.
    """
    groups = {}
    root = Page.get_first_root_node()
    for rol, (page_rights, model_rights) in _RIGHTS.items():
        group, _created = Group.objects.get_or_create(name=rol.value)
        group.permissions.set([_admin_access(), *_permissions(model_rights)])
        GroupPagePermission.objects.filter(group=group).delete()
        for permission in _permissions(f"wagtailcore.{right}" for right in page_rights):
            GroupPagePermission.objects.create(group=group, page=root, permission=permission)
        _media_rights(group, bool(page_rights))
        groups[rol] = group
    Group.objects.filter(name__in=["Moderators", "Editors"]).delete()
    _approval_by(groups[Rol.EINDREDACTEUR], root)
    return groups


def _admin_access() -> Permission:
    return Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")


def _permissions(names: Iterable[str]) -> list[Permission]:
    """Permission objects for app_label.codename; raises Permission.DoesNotExist for a wrong name."""
    found = []
    for name in names:
        app_label, codename = name.split(".")
        found.append(Permission.objects.get(content_type__app_label=app_label, codename=codename))
    return found


def _media_rights(group: Group, may_add: bool) -> None:
    """Who edits pages may add images and documents to the root collection, and choose from it."""
    root = Collection.get_first_root_node()
    GroupCollectionPermission.objects.filter(group=group).delete()
    if not may_add:
        return
    for app_label, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
        content_type = ContentType.objects.get(app_label=app_label, model=model)
        for action in ("add", "change", "choose"):
            permission = Permission.objects.get(content_type=content_type, codename=f"{action}_{model}")
            GroupCollectionPermission.objects.create(group=group, collection=root, permission=permission)


def _approval_by(group: Group, root: Page) -> None:
    """One approval workflow on the whole tree, approved by `group`."""
    workflow, _created = Workflow.objects.get_or_create(name="Goedkeuring door de eindredactie")
    task, _created = GroupApprovalTask.objects.get_or_create(name="Eindredactie keurt goed")
    task.groups.set([group])
    WorkflowStep.objects.get_or_create(
        workflow=workflow, task=WorkflowTask.objects.get(pk=task.pk), sort_order=0
    )
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
