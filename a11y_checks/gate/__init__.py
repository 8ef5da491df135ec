"""The gate: nothing goes live but through one wrapper, on the rendered revision, with a stored verdict."""

from a11y_checks.gate.guard import install_guard
from a11y_checks.gate.publish import install_wrapper
from a11y_checks.gate.refusal import PublishRefused
from a11y_checks.gate.render import AuditState, render_states
from a11y_checks.gate.verdict import audit_page, load_verdicts, ruleset_version

__all__ = [
    "AuditState",
    "PublishRefused",
    "audit_page",
    "install",
    "load_verdicts",
    "render_states",
    "ruleset_version",
]


def install() -> None:
    """Put the gate around everything of Wagtail and wagtail-localize that makes a page live; safe to call twice."""
    # Here and not above: page types import this package while Django still loads their models.
    from a11y_checks.gate.aliases import install_aliases
    from a11y_checks.gate.copies import install_copies
    from a11y_checks.gate.localize import install_localize
    from a11y_checks.gate.moved import install_moved

    install_wrapper()
    install_guard()
    install_aliases()
    install_copies()
    install_localize()
    install_moved()
