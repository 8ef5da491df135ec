"""What the desk's search borrows from the site's own index: it stands higher in the tree and registers itself."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

#: A stem -> conditions on a page: the word in its title or keywords, and in its text.
WordConditions = Callable[[str], tuple[Q, Q]]


def _in_the_fields(word: str) -> tuple[Q, Q]:
    """Without an index: the columns of the product itself, where accents count."""
    title = Q(title__icontains=word) | Q(trefwoorden__icontains=word) | Q(synoniemen__icontains=word)
    return title, Q(kort__icontains=word)


_conditions: list[WordConditions] = [_in_the_fields]


def register_word_conditions(conditions: WordConditions) -> None:
    """Search with these; the last one registered counts."""
    _conditions[:] = [conditions]


def word_conditions(word: str) -> tuple[Q, Q]:
    """The conditions for one stem: on title and keywords, and on the text."""
    return _conditions[0](word)
