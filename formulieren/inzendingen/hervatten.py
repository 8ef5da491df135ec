"""Service: save and resume without an account, by a mailed link and, for sensitive forms, a code shown on screen."""

from __future__ import annotations

import hmac
import logging
import secrets
from smtplib import SMTPRecipientsRefused, SMTPSenderRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from formulieren.crypto import Sealed, keyring
from formulieren.flow.schema import FormSchema
from formulieren.inzendingen import outbox
from formulieren.inzendingen.antwoorden import ConceptGone
from formulieren.inzendingen.hervatlink import Hervatlink
from formulieren.inzendingen.kenmerk import ALPHABET, normalise
from formulieren.inzendingen.models import Inzending, InzendingState, OutboxItem
from formulieren.inzendingen.termijn import expires_at
from formulieren.vragen.registry import type_of

logger = logging.getLogger("loket.formulieren")

# The outbox row that mails a link.
HERVATTEN = "hervatlink"
TOKEN_BYTES = 32
CODE_LENGTH = 8  # 17 ** 8 = 33 bits, and MOST_TRIES guesses in all
MOST_TRIES = 10
# A new link takes the place of the oldest one.
MOST_LINKS = 5


def needs_code(schema: FormSchema) -> bool:
    """Whether the form asks something sensitive, so that a mailbox alone must not open the answers."""
    return any(type_of(vraag).is_sensitive(vraag) for vraag in schema.vragen())


def make_link(*, inzending: Inzending, slug: str, email: str) -> Hervatlink:
    """Makes a link to this concept and the task that mails it to `email`; both or neither.

    The address is kept, sealed, until the mail is sent. Raises ConceptGone when there is no concept any more.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with transaction.atomic():
        mine = Inzending.objects.filter(pk=inzending.pk, state=InzendingState.CONCEPT)
        if not mine.update(gewijzigd_op=timezone.now()):
            raise ConceptGone
        keep = Hervatlink.objects.filter(inzending=inzending).order_by("-pk")[: MOST_LINKS - 1]
        Hervatlink.objects.filter(inzending=inzending).exclude(pk__in=[link.pk for link in keep]).delete()
        link = Hervatlink(inzending=inzending, slug=slug, token_hash=_hash(token))
        if needs_code(inzending.versie.form_schema):
            link.code_hash = _hash_code(code_of(link))
        sealed = keyring().seal({"email": email, "token": token}, context=link.context)
        link.bericht_geheim, link.sleutel_id = sealed.ciphertext, sealed.key_id
        link.save()
        outbox.add(inzending=inzending, kind=HERVATTEN, key=str(link.uuid))
    return link


def code_of(link: Hervatlink) -> str:
    """The code of a link, such as "XXXX-XXXX": derived with the secret key, so that nothing stored gives it away."""
    number = int.from_bytes(keyring().digest("hervatcode", str(link.uuid)), "big")
    signs = ""
    for _place in range(CODE_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        signs += ALPHABET[rest]
    return f"{signs[:4]}-{signs[4:]}"


def find_link(token: str) -> Hervatlink | None:
    """The link of this token while it still works: the concept is there, in time, and not too many wrong codes.

    Opens nothing and uses nothing up: scanners of mail open links too.
    """
    links = Hervatlink.objects.select_related("inzending__versie")
    link = links.filter(token_hash=_hash(token[:100])).first()
    if link is None or not link.inzending.is_concept or link.pogingen >= MOST_TRIES:
        return None
    return link if timezone.now() < expires_at(link.inzending) else None


def open_link(*, token: str, code: str = "") -> Hervatlink | None:
    """The link when token and code are right; None for unknown, expired and wrong alike. Counts each wrong code."""
    link = find_link(token)
    if link is None or not link.code_hash:
        return link
    # Counted before it is compared, and only while tries are left: of many guesses at once no more get through.
    mine = Hervatlink.objects.filter(pk=link.pk, pogingen__lt=MOST_TRIES)
    if not mine.update(pogingen=F("pogingen") + 1):
        return None
    if not hmac.compare_digest(link.code_hash, _hash_code(code)):
        return None
    Hervatlink.objects.filter(pk=link.pk).update(pogingen=0)
    return link


def send_link(item: OutboxItem) -> None:
    """Mails the link of the item, then forgets address and token. May run twice; the Message-ID is the same.

    A link that no longer works isn't mailed. An address that the mail server refuses is forgotten too: the page
    said what to do when no mail comes, and nobody here could do more.
    """
    link = Hervatlink.objects.select_related("inzending__versie").filter(uuid=item.key).first()
    if link is None or not link.bericht_geheim:
        return
    if link.inzending.is_concept and timezone.now() < expires_at(link.inzending):
        message = keyring().unseal(Sealed(link.sleutel_id, link.bericht_geheim), context=link.context)
        try:
            _mail(link, **message).send()
        except (SMTPRecipientsRefused, SMTPSenderRefused):
            logger.warning("A mail with a link to go on was refused by the mail server")
    Hervatlink.objects.filter(pk=link.pk).update(bericht_geheim="", sleutel_id="")


def _mail(link: Hervatlink, *, email: str, token: str) -> EmailMessage:
    inzending = link.inzending
    with translation.override(inzending.taal):
        context = {
            "schema": inzending.versie.form_schema,
            "url": f"{settings.LOKET_BASE_URL}{reverse('formulieren:hervatten', kwargs={'token': token})}",
            "tot": expires_at(inzending),
            "met_code": bool(link.code_hash),
        }
        return EmailMessage(
            subject=_("Ga verder met uw formulier"),
            body=render_to_string("formulieren/mail/hervatten.txt", context),
            to=[email],
            headers={
                "Message-ID": f"<{HERVATTEN}.{link.uuid}@{urlsplit(settings.LOKET_BASE_URL).hostname or 'localhost'}>",
                "Auto-Submitted": "auto-generated",
            },
        )


def _hash(token: str) -> str:
    return keyring().fingerprint("hervattoken", token)


def _hash_code(code: str) -> str:
    return keyring().fingerprint("hervatcode-hash", normalise(code))
