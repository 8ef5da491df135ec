"""The outbox: work that follows from an inzending, claimed with a lease, retried until it is done.

`register` says who does what, `claims` who gets a row, `work` what became of it, `breaker` whether a service outside
works, `failures` what an answer of such a service means, `hand` what a person may do, `alarms` who is told, `stand`
how much is left.
"""

from formulieren.inzendingen.outbox.alarms import tell_alarms
from formulieren.inzendingen.outbox.claims import LEASE, claim, keep_lease
from formulieren.inzendingen.outbox.failures import NeedsHuman, RetryLater, failure_of
from formulieren.inzendingen.outbox.hand import put_back, settle
from formulieren.inzendingen.outbox.register import add, register_handler
from formulieren.inzendingen.outbox.stand import outbox_stand
from formulieren.inzendingen.outbox.work import process, process_due, remember, wait_after

__all__ = [
    "LEASE",
    "NeedsHuman",
    "RetryLater",
    "add",
    "claim",
    "failure_of",
    "keep_lease",
    "outbox_stand",
    "process",
    "process_due",
    "put_back",
    "register_handler",
    "remember",
    "settle",
    "tell_alarms",
    "wait_after",
]
