"""The maturity of a product: collects its facts, and keeps the level that its owner wants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Site

from producten.aanvraag import AanvraagFeiten, find_aanvraag
from producten.feeds.online import BESTANDEN, find_online
from producten.kanaalroutes import Kanaalroute
from producten.keuzes import Kanaal, Rijpheid
from producten.rijpheid import RijpheidFeiten
from producten.services.kanaalroutes import resolve_kanaalroutes

if TYPE_CHECKING:
    from producten.models import ProductPage
    from producten.models.sturing import RijpheidWens

LOG_ACTION = "producten.rijpheid_wens"

# A message in one of these starts an application, but doesn't end it.
_BERICHT = frozenset({Kanaal.EMAIL, Kanaal.WHATSAPP, Kanaal.SOCIALE_MEDIA, Kanaal.CHAT})


def own_hosts() -> frozenset[str]:
    """The host names of our own sites: a page there is no service of another. One query."""
    return frozenset(host.lower() for host in Site.objects.values_list("hostname", flat=True))


def find_online_route(routes: Iterable[Kanaalroute], hosts: Collection[str]) -> Kanaalroute | None:
    """The online route that ends in a form of ours or a service of another; None when there is none.

    A file to print, a mail address, and a page of our own (`hosts`) don't count.
    """
    for route in routes:
        if find_online([route]) and (route.formulier or _host(route.url) not in hosts):
            return route
    return None


def starts_online(route: Kanaalroute) -> bool:
    """Whether an application can be begun along `route` by mail, by message or with a file to print."""
    if route.kanaal in _BERICHT:
        return route.ends_somewhere
    if route.kanaal is not Kanaal.ONLINE or route.start_pagina_id is not None:
        return False
    address = route.url.lower()
    return address.startswith("mailto:") or _path(address).endswith(BESTANDEN)


class _HasFeiten(Protocol):
    """A product, or the columns of it that say the same."""

    @property
    def live(self) -> Any: ...

    @property
    def vanzelf(self) -> Any: ...

    @property
    def wet_aan_balie(self) -> Any: ...


def collect_feiten(
    product: _HasFeiten,
    routes: Sequence[Kanaalroute],
    aanvraag: AanvraagFeiten | None,
    hosts: Collection[str],
) -> RijpheidFeiten:
    """The facts of `product` out of its resolved routes and its form (None without one); no query."""
    online = find_online_route(routes, hosts)
    eigen = aanvraag if online is not None and online.formulier else None
    return RijpheidFeiten(
        vindbaar=product.live,
        half=any(starts_online(route) for route in routes),
        aanvragen=online is not None,
        elders=online is not None and not online.formulier,
        makes_zaak=eigen is not None and eigen.makes_zaak,
        volgen=eigen is not None and eigen.volgen,
        vooringevuld=eigen is not None and eigen.vooringevuld,
        vanzelf=product.vanzelf,
        wet_aan_balie=product.wet_aan_balie,
    )


def product_feiten(product: ProductPage) -> RijpheidFeiten:
    """The facts of one product as it stands in memory."""
    return collect_feiten(product, resolve_kanaalroutes(product), find_aanvraag(product), own_hosts())


def may_set_wens(user: Any, product: ProductPage) -> bool:
    """Its owner when he may edit the page, and whoever may publish it."""
    rights = product.permissions_for_user(user)
    beheer = apps.get_model("basis", "PaginaBeheer").objects.filter(page=product.page_ptr_id).first()
    owns = beheer is not None and beheer.eigenaar_id is not None and beheer.eigenaar_id == user.pk
    return bool(rights.can_publish() or (owns and rights.can_edit()))


@transaction.atomic
def set_wens(
    product: ProductPage, *, niveau: Rijpheid, uiterlijk: dt.date, reden: str = "", actor: Any
) -> RijpheidWens:
    """Keep how digital `actor` wants the product to be, and by when; a second wish replaces the first.

    Raises PermissionDenied for who may not (see `may_set_wens`), and ValidationError for a day that has passed, a
    level that is not on the scale or a reason that is too long; nothing changes then.
    """
    if not may_set_wens(actor, product):
        raise PermissionDenied
    if uiterlijk < timezone.localdate():
        raise ValidationError({"uiterlijk": _("Deze dag is al voorbij. Kies een latere dag.")})
    model = apps.get_model("producten", "RijpheidWens")
    wens = model.objects.filter(product=product).first() or model(product=product)
    wens.niveau, wens.uiterlijk, wens.reden, wens.gezet_door = niveau, uiterlijk, reden.strip(), actor
    wens.full_clean()
    wens.save()
    data = {"niveau": int(niveau), "uiterlijk": uiterlijk.isoformat(), "reden": wens.reden}
    log(instance=product, action=LOG_ACTION, user=actor, data=data)
    return wens


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""
