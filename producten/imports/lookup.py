"""What the catalogue knows already, looked up once for a whole run: UPL names and productgroepen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from producten.imports.records import RegelFout
from producten.models import ProductgroepPage, UniformeProductnaam


@dataclass(frozen=True, slots=True)
class Lookup:
    """Primary keys: `upns` by address and by name in lower case, `groepen` by address (slug) and title in lower case.

    None stands for a name that several groups share, or for a UPL name that left the list.
    """

    upns: dict[str, int | None]
    groepen: dict[str, int | None]
    standaard: int | None

    def find_upns(self, names: Iterable[str]) -> tuple[tuple[int, ...], list[str]]:
        """(primary keys, each once; what was not found, in Dutch)."""
        found: list[int] = []
        unknown = []
        for name in names:
            key = self.upns.get(name, self.upns.get(name.lower()))
            if key is not None:
                found.append(key)
            else:
                text = _("De UPL-naam '{naam}' staat niet in de lijst. Die is niet overgenomen.")
                unknown.append(text.format(naam=name[:80]))
        return tuple(dict.fromkeys(found)), unknown

    def find_groep(self, name: str | None) -> int:
        """The group that a row names, else the default; raises RegelFout."""
        if not name:
            if self.standaard is None:
                raise RegelFout(
                    _("Er is geen productgroep. Vul de kolom in, of kies een groep voor alle rijen.")
                )
            return self.standaard
        if name.lower() not in self.groepen:
            raise RegelFout(
                _("De productgroep '{naam}' bestaat niet. Maak die eerst.").format(naam=name[:80])
            )
        key = self.groepen[name.lower()]
        if key is None:
            text = _(
                "Er zijn meer productgroepen met de naam '{naam}'. Vul het laatste deel van het adres in."
            )
            raise RegelFout(text.format(naam=name[:80]))
        return key


def load_lookup(groep: ProductgroepPage | None) -> Lookup:
    """Two queries, whatever the size of the file."""
    upns: dict[str, int | None] = {}
    names = UniformeProductnaam.objects.order_by("pk").values_list("pk", "uri", "naam", "verdwenen_op")
    for pk, uri, naam, gone in names.iterator():
        upns[uri] = None if gone else pk
        if not gone:
            upns.setdefault(naam.lower(), pk)
    groepen: dict[str, int | None] = {}
    pages = ProductgroepPage.objects.filter(
        locale__language_code=settings.LANGUAGE_CODE, alias_of__isnull=True
    )
    found = list(pages.values_list("pk", "slug", "title"))
    for pk, _slug, title in found:
        groepen[title.lower()] = None if title.lower() in groepen else pk
    slugs = [slug.lower() for _pk, slug, _title in found]
    for pk, slug, _title in found:
        groepen[slug.lower()] = pk if slugs.count(slug.lower()) == 1 else None
    return Lookup(upns, groepen, groep.pk if groep else None)
