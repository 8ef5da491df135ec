"""Decides per row what must happen; new rows are written in one transaction, each other row in its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from producten.imports.drafts import NieuwConcept, create_drafts
from producten.imports.html import clean_text
from producten.imports.lookup import Lookup
from producten.imports.pages import Inhoud, create_page, revise_page
from producten.imports.records import ImportRecord, Regel, RegelFout
from producten.imports.report import RegelStatus, RegelUitkomst
from producten.models import Bronverwijzing, ProductgroepPage, ProductPage


@dataclass(frozen=True, slots=True)
class Bekend:
    """What we have of a row already: its page, what was taken over last, and whether somebody worked on it since."""

    page_id: int
    sha256: str
    bewerkt: bool
    locked: bool


@dataclass(frozen=True, slots=True)
class _Nieuw:
    """A new row that waits for the others of its batch; `write` takes it over by itself."""

    regel: Regel
    concept: NieuwConcept
    told: list[str]
    write: Callable[[], RegelUitkomst]


@dataclass(slots=True)
class RegelImport:
    """Takes rows over from one source. `seen` has the line of each number met in this file."""

    bron: str
    lookup: Lookup
    actor: Any
    dry_run: bool
    overwrite: bool
    seen: dict[str, int]

    def take_batch(self, regels: Sequence[Regel]) -> list[RegelUitkomst]:
        """The result of each row, in their order; new rows are written together, the others one by one.

        One query for what is known of them all, so rows that did not change cost none of their own.
        """
        known = self._known([regel.record.bron_id for regel in regels if regel.record])
        taken = [self._take(regel, known) for regel in regels]
        made = self._make([row for row in taken if isinstance(row, _Nieuw)])
        return [made[row.regel.line] if isinstance(row, _Nieuw) else row for row in taken]

    def meet(self, regel: Regel) -> None:
        """Remember a row that an earlier part of this run dealt with."""
        if regel.record:
            self.seen.setdefault(regel.record.bron_id, regel.line)

    def _known(self, ids: list[str]) -> dict[str, Bekend]:
        rows = Bronverwijzing.objects.filter(bron=self.bron, bron_id__in=ids).values_list(
            "bron_id",
            "product_id",
            "sha256",
            "overgenomen_op",
            "product__latest_revision__created_at",
            "product__locked",
        )
        return {
            bron_id: Bekend(pk, sha256, _is_later(revised, taken), locked)
            for bron_id, pk, sha256, taken, revised, locked in rows
        }

    def _make(self, new: Sequence[_Nieuw]) -> dict[int, RegelUitkomst]:
        """The results of new rows by their line. What fails together is halved until the bad row stands alone."""
        if len(new) <= 1:
            return {row.regel.line: self._guarded(row.regel, row.write) for row in new}
        try:
            with transaction.atomic():
                pks = create_drafts([row.concept for row in new], bron=self.bron, actor=self.actor)
        except (ValidationError, IntegrityError, DataError):
            half = len(new) // 2
            return self._make(new[:half]) | self._make(new[half:])
        return {
            row.regel.line: _uitkomst(row.regel, RegelStatus.NIEUW, row.told, pk)
            for row, pk in zip(new, pks, strict=True)
        }

    def _take(self, regel: Regel, known: dict[str, Bekend]) -> RegelUitkomst | _Nieuw:
        record = regel.record
        if record is None:
            return _fout(regel, regel.fout)
        first = self.seen.setdefault(record.bron_id, regel.line)
        if first != regel.line:
            text = _("Het nummer '{nummer}' staat ook op regel {regel}. Alleen die eerste rij telt.")
            return _fout(regel, text.format(nummer=record.bron_id[:80], regel=first))
        return self._guarded(regel, lambda: self._decide(regel, record, known.get(record.bron_id)))

    @staticmethod
    def _guarded[Result](regel: Regel, action: Callable[[], Result]) -> Result | RegelUitkomst:
        try:
            return action()
        except RegelFout as problem:
            return _fout(regel, str(problem))
        except ValidationError as problem:
            return _fout(regel, " ".join(problem.messages))
        except (IntegrityError, DataError):
            return _fout(regel, _("De database nam deze rij niet aan. Misschien loopt er nog een import."))

    def _decide(self, regel: Regel, record: ImportRecord, bekend: Bekend | None) -> RegelUitkomst | _Nieuw:
        upns, unknown = self.lookup.find_upns(record.upns or ())
        digest = record.digest(upns)
        told = [*record.meldingen, *unknown]
        # Also for a page that exists: a row that names a group that isn't there is wrong.
        groep_id = self.lookup.find_groep(record.groep) if bekend is None or record.groep else None
        if bekend is not None and bekend.sha256 == digest:
            return _uitkomst(regel, RegelStatus.ONGEWIJZIGD, told, bekend.page_id)
        if bekend is not None and (reason := self._leave(bekend)):
            return _uitkomst(regel, RegelStatus.BEWERKT, [reason, *told], bekend.page_id)
        secties = {}
        for name, text in record.secties.items():
            secties[name], left_out = clean_text(text)
            told += [line for line in left_out if line not in told]
        inhoud = Inhoud(upns, secties)
        if self.dry_run:
            status = RegelStatus.GEWIJZIGD if bekend else RegelStatus.NIEUW
            return _uitkomst(regel, status, told, bekend.page_id if bekend else None)
        write = partial(self._write, regel, record, inhoud, digest, groep_id, told)
        if bekend is None and groep_id is not None:
            return _Nieuw(regel, NieuwConcept(record, inhoud, groep_id, digest), told, write)
        return write()

    def _write(
        self,
        regel: Regel,
        record: ImportRecord,
        inhoud: Inhoud,
        digest: str,
        groep_id: int | None,
        told: list[str],
    ) -> RegelUitkomst:
        """Page and Bronverwijzing together, or neither. What is known is read again under a lock."""
        seed = f"{self.bron}/{record.bron_id}"
        with transaction.atomic():
            known = (
                Bronverwijzing.objects.select_for_update()
                .filter(bron=self.bron, bron_id=record.bron_id)
                .first()
            )
            if known is None:
                if groep_id is None:
                    raise RegelFout(_("De pagina is net verwijderd. Start de import opnieuw."))
                groep = ProductgroepPage.objects.select_for_update().get(pk=groep_id)
                page = create_page(groep, record, inhoud, seed=seed, actor=self.actor)
                Bronverwijzing.objects.create(
                    product=page, bron=self.bron, bron_id=record.bron_id, sha256=digest
                )
                return _uitkomst(regel, RegelStatus.NIEUW, told, page.pk)
            page = ProductPage.objects.select_for_update().get(pk=known.product_id)
            later = _is_later(page.latest_revision_created_at, known.overgenomen_op)
            if reason := self._leave(Bekend(page.pk, known.sha256, later, page.locked)):
                return _uitkomst(regel, RegelStatus.BEWERKT, [reason, *told], page.pk)
            if groep_id is not None and not self._stands_in(page, groep_id):
                told.append(_("De pagina staat in een andere productgroep. Wij verplaatsen die niet."))
            revise_page(page, record, inhoud, seed=seed, actor=self.actor)
            known.sha256 = digest
            known.save()
            return _uitkomst(regel, RegelStatus.GEWIJZIGD, told, page.pk)

    def _leave(self, bekend: Bekend) -> str:
        """Why a page that exists is left as it is, or ""."""
        if bekend.locked:
            return _("Een collega heeft de pagina op slot gezet. De rij is niet overgenomen.")
        if bekend.bewerkt and not self.overwrite:
            return _("Na de vorige import is de pagina veranderd. De rij is niet overgenomen.")
        return ""

    @staticmethod
    def _stands_in(page: ProductPage, groep_id: int) -> bool:
        parent = page.get_parent()
        return parent is not None and parent.pk == groep_id


def _is_later(revised: datetime | None, taken: datetime) -> bool:
    """Whether the newest revision is younger than the last import, which makes its own revision first."""
    return revised is not None and revised > taken


def _uitkomst(regel: Regel, status: RegelStatus, told: list[str], page_id: int | None) -> RegelUitkomst:
    record = regel.record
    bron_id, titel = (record.bron_id, record.titel) if record else (regel.bron_id, regel.titel)
    return RegelUitkomst(regel.line, bron_id, titel, status, tuple(told), page_id)


def _fout(regel: Regel, reason: str) -> RegelUitkomst:
    return _uitkomst(regel, RegelStatus.FOUT, [reason], None)
