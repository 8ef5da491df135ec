"""System check: without usable keys the site doesn't start."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from formulieren.crypto import KeysError, keyring


@register
def check_answer_keys(**_kwargs: Any) -> list[CheckMessage]:
    """An error when the keys for sensitive answers can't be read."""
    try:
        keyring()
    except KeysError as error:
        return [
            Error(
                f"Keys for sensitive answers: {error}",
                hint="Set LOKET_ANSWER_KEYS_FILE to a file made with `manage.py make_answer_keys FILE`.",
                id="inzendingen.E001",
            )
        ]
    return []
