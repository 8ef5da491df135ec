"""Jobs that belong to no other part: pages due by date, new audits of live pages, and sessions that are over."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.utils import timezone

from basis.worker.jobs import register_job

logger = logging.getLogger("loket.worker")

# A day in quarters of an hour: each live page has its own, in which it is rendered and compared.
SLOTS = 96
# Half a second each in a browser: 50 a round is 7,200 pages a day, and leaves the worker free for the rest.
PAGES_OF_REEKSEN = 50
# A third of a second each as a rule, half a minute at worst.
DOCUMENTS_A_ROUND = 20


@register_job("publish-scheduled", every=timedelta(minutes=1))
def publish_scheduled_pages() -> None:
    """Publish and take down pages by their dates, through the gate."""
    from a11y_checks.gate.schedule import publish_due

    publish_due()


@register_job("recheck-stale", every=timedelta(minutes=1))
def recheck_stale_pages() -> None:
    """Audit again what shares something that changed: the longest wait first, a few pages a minute."""
    from a11y_checks.gate.recheck import recheck_stale

    recheck_stale()


# More often than a slot lasts, so that a slow round never makes it miss one.
@register_job("look-for-changes", every=timedelta(minutes=10))
def look_for_changed_pages() -> None:
    """Find live pages that look different without any save: a template, a date, a change in SQL."""
    from a11y_checks.gate.recheck import look_for_changes

    now = timezone.now()
    look_for_changes((now.hour * 60 + now.minute) * SLOTS // (24 * 60), SLOTS)


@register_job("prove-live", every=timedelta(days=1))
def prove_live_pages() -> None:
    """Say in the log when a live page has no valid verdict; `check_live` names them."""
    from a11y_checks.gate.live import prove_live

    proof = prove_live(render=False)
    for problem in proof.problems:
        logger.error("live page %s has no valid verdict: %s", problem.page_id, problem.text)


@register_job("uitzonderingen", every=timedelta(minutes=10))
def settle_uitzonderingen() -> None:
    """Record the faults of signed reeksen, a few pages a round; note what is solved, what is over, what ends soon."""
    from a11y_checks.gate.uitzondering_berichten import remind_of_ends
    from a11y_checks.gate.uitzondering_einde import close_ended, close_solved
    from a11y_checks.gate.uitzondering_reeks import record_reeksen

    record_reeksen(limit=PAGES_OF_REEKSEN)
    close_solved()
    close_ended()
    remind_of_ends()


@register_job("uitzondering-mail", every=timedelta(minutes=1))
def mail_uitzonderingen() -> None:
    """Send what people must hear about uitzonderingen."""
    from a11y_checks.gate.uitzondering_mail import send_berichten

    send_berichten()


@register_job("check-documents", every=timedelta(minutes=10))
def check_waiting_documents() -> None:
    """Look inside documents that no check has seen yet: brought in by a script, or checked by older rules."""
    from a11y_checks.documents.services import check_documents

    check_documents(limit=DOCUMENTS_A_ROUND)


@register_job("lezerspanels", every=timedelta(hours=6))
def remove_old_reacties() -> None:
    """Remove what residents wrote about drafts once it is a year old; the totals stay."""
    from a11y_checks.lezerspanel.retention import purge_reacties

    purge_reacties()


@register_job("seal-logboek", every=timedelta(minutes=1))
def seal_logboek() -> None:
    """Seal the lines that were written since the last round."""
    from basis.logboek.zegels import seal_new

    seal_new()


@register_job("check-logboek", every=timedelta(days=1))
def check_logboek() -> None:
    """Go over the chain; its length and last hash in the operators' log stay outside the database."""
    from basis.logboek.zegels import check_chain

    stand = check_chain()
    if stand.fault:
        logger.error("logboek: whole up to line %s (%s); %s", stand.regels, stand.hash, stand.fault)
    else:
        logger.info("logboek: %s lines, whole; last hash %s", stand.regels, stand.hash)


@register_job("clear-sessions", every=timedelta(hours=1))
def clear_old_sessions() -> None:
    """Remove sessions that are over, so that nothing of a visit stays."""
    from django.contrib.sessions.backends.db import SessionStore

    SessionStore.clear_expired()
