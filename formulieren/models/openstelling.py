"""Whether a form takes new inzendingen: opening and closing dates, and a maximum number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from formulieren.models.versie import FormulierVersie

if TYPE_CHECKING:
    from formulieren.models.formulier import FormulierPage


class Stand(StrEnum):
    """Read by the start page, the product page and the first step."""

    OPEN = "open"
    NOG_NIET = "nog_niet"
    GESLOTEN = "gesloten"
    VOL = "vol"


@dataclass(frozen=True, slots=True)
class Openstelling:
    """How it stands; `moment` is when the form opens or closed, or None."""

    stand: Stand
    moment: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether somebody may begin."""
        return self.stand is Stand.OPEN

    @property
    def never(self) -> bool:
        """Whether the form waits for something other than a day."""
        return self.stand is Stand.NOG_NIET and self.moment is None

    @property
    def tekst(self) -> str:
        """What a resident reads of it; "" for a form that is simply open."""
        if self.stand is Stand.VOL:
            return _("Dit formulier is vol. U kunt het nu niet invullen.")
        if self.moment is None:
            return _("Dit kan nog niet online. Het kan wel op een andere manier.") if not self.open else ""
        moment = timezone.localtime(self.moment)
        when = {"datum": date_format(moment, "j F Y"), "tijd": date_format(moment, "H:i")}
        if self.stand is Stand.NOG_NIET:
            return _("U kunt dit formulier invullen vanaf %(datum)s, %(tijd)s uur.") % when
        if self.stand is Stand.GESLOTEN:
            return _("Dit formulier is gesloten sinds %(datum)s.") % when
        return _("U kunt dit formulier invullen tot %(datum)s, %(tijd)s uur.") % when


def openstelling(formulier: FormulierPage, *, now: datetime | None = None) -> Openstelling:
    """Whether somebody may begin with this form now. Who began before may always finish, while there is room.

    For a form that is open, `moment` is when it will close.
    """
    moment = now or timezone.now()
    opens, closes = formulier.opent_op, formulier.sluit_op
    if opens is not None and closes is not None and closes <= opens:
        return Openstelling(Stand.NOG_NIET)  # it never opens: it waits for something, such as payment
    if formulier.opent_op is not None and moment < formulier.opent_op:
        return Openstelling(Stand.NOG_NIET, formulier.opent_op)
    if formulier.sluit_op is not None and moment >= formulier.sluit_op:
        return Openstelling(Stand.GESLOTEN, formulier.sluit_op)
    if formulier.max_inzendingen is not None and count_sent(formulier.pk) >= formulier.max_inzendingen:
        return Openstelling(Stand.VOL)
    return Openstelling(Stand.OPEN, formulier.sluit_op)


def count_sent(formulier: int | None) -> int:
    """How many inzendingen of this form (primary key) were sent."""
    if formulier is None:
        return 0
    sent = FormulierVersie.objects.filter(formulier_id=formulier, inzendingen__reference__isnull=False)
    return sent.count()


def lock_maximum(formulier: int | None) -> int | None:
    """The maximum of this form, or None; the form's row stays locked until the transaction ends.

    So two that send at the same moment count one after the other. A form without a maximum locks nothing.
    """
    from formulieren.models.formulier import FormulierPage

    if formulier is None:
        return None
    limited = FormulierPage.objects.filter(pk=formulier, max_inzendingen__isnull=False)
    rows = limited.select_for_update(of=("self",)).order_by("pk")
    return rows.values_list("max_inzendingen", flat=True).first()
