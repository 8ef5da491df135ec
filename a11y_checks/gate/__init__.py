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
    """Put the wrapper around Wagtail's publish action and the guard on saving; safe to call twice."""
    install_wrapper()
    install_guard()
