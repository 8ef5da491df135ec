"""The auditor: a process with warm Chromium browsers that turns HTML into bevindingen. Opens no database."""

from a11y_checks.browser.data import AXE_VERSION, ENGINE_VERSION

__all__ = ["AXE_VERSION", "ENGINE_VERSION"]
