"""Small questions about plain text that more than one part of the audit asks. PURE."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a string as a set: keeps long lists readable in the source."""
    return frozenset(words.split())


def phrase_set(phrases: str) -> frozenset[str]:
    """The phrases of a string, separated by commas, as a set."""
    return frozenset(phrase.strip() for phrase in phrases.split(",") if phrase.strip())


def collapse(text: str) -> str:
    """The text with every run of white space as one space, none at the ends."""
    return " ".join(text.split())
