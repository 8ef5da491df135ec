"""A request to readers about one product page, with the answers of a few residents."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from a11y_checks.lezerspanel.answers import save_deel, save_end
from a11y_checks.lezerspanel.services import create_lezerspanel
from a11y_checks.models import Lezerspanel
from gemeente.demo import files


def load_lezerspanel(*, pages: dict[str, Any], user: Any) -> int:
    """Ask readers about the page that the file names, and answer as they did; returns how many answered.

    Does nothing when that page has a request already. The days are counted from today, so the request is open.
    """
    data = files.read("lezerspanel")
    # Read again: what the loader holds is from before the page was published.
    page = Page.objects.get(pk=pages[data["pagina"]].pk).specific
    if Lezerspanel.objects.filter(page_id=page.pk).exists():
        return 0
    panel = create_lezerspanel(
        page=page,
        user=user,
        ends_on=timezone.localdate() + dt.timedelta(days=data["dagen"]),
        inleiding=data["inleiding"],
        vraag=data["vraag"],
    )
    for number, row in enumerate(data["lezer"], start=1):
        reader = hashlib.sha256(f"demo-lezer-{number}".encode()).hexdigest()[:24]
        save_deel(panel=panel, reader=reader, zinnen=panel.zinnen, data=_posted(panel, row))
        if row.get("klaar", True):
            save_end(panel=panel, reader=reader, data=row)
    return len(data["lezer"])


def _posted(panel: Lezerspanel, row: dict[str, Any]) -> dict[str, str]:
    """What this reader sent: everything up to `tot` is clear, but the sentences that hold one of these words."""
    unclear: dict[str, str] = row.get("niet_duidelijk", {})
    posted = {}
    for zin in panel.zinnen[: row.get("tot", len(panel.zinnen))]:
        word = next((word for word in unclear if word in zin["text"]), None)
        posted[f"keuze-{zin['id']}"] = "duidelijk" if word is None else "niet_duidelijk"
        if word is not None:
            posted[f"opmerking-{zin['id']}"] = unclear[word]
    return posted
