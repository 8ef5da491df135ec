"""S15: references and codes: no two alike, every sign as likely, and the same answer to whatever else is typed."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from uuid import UUID

import pytest

from formulieren.inzendingen.kenmerk import (
    ALPHABET,
    CODE_LENGTH,
    REFERENCE_LENGTH,
    as_reference,
    draw_reference,
    hash_code,
    volgcode,
)
from formulieren.zaken.services import receipt_for
from tests.formulieren.conftest import Resident

# The whole million takes as long as a few pages in a browser.
DRAWN = 1_000_000
# Signs of one group look or sound alike; at most one of each may be in use.
ALIKE = ("0OQD", "1IL", "2Z", "5S", "6G", "8B", "UV", "MN")


def signs_of(references: list[str]) -> list[str]:
    """Without hyphens."""
    return [reference.replace("-", "") for reference in references]


def chi_square(counts: Counter[str], total: int) -> float:
    """How far the counts are from all signs as likely (Pearson)."""
    expected = total / len(ALPHABET)
    return sum((counts[sign] - expected) ** 2 / expected for sign in ALPHABET)


def test_references_are_all_different_and_every_sign_as_likely() -> None:
    drawn = [draw_reference() for _turn in range(DRAWN)]
    pattern = re.compile(rf"[{ALPHABET}]{{3}}(-[{ALPHABET}]{{3}}){{2}}")
    assert all(pattern.fullmatch(reference) and len(reference) <= 12 for reference in drawn)
    # By the birthday problem 0.01 alike of 50,000 and 4 of a million; the database makes them unique.
    expected = DRAWN**2 / 2 / len(ALPHABET) ** REFERENCE_LENGTH
    assert DRAWN - len(set(drawn)) <= expected + 6 * expected**0.5 + 2
    signs = signs_of(drawn)
    for place in range(REFERENCE_LENGTH):
        # 16 degrees of freedom: beyond 60 once in two million.
        assert chi_square(Counter(reference[place] for reference in signs), DRAWN) < 60, place


def test_no_sign_looks_like_another() -> None:
    for group in ALIKE:
        assert len(set(group) & set(ALPHABET)) <= 1, group
    assert len(set(ALPHABET)) == len(ALPHABET) == 17 and not set(ALPHABET) & set("AEIOU")


def test_codes_follow_from_nothing_that_is_known() -> None:
    codes = [volgcode(UUID(int=number)) for number in range(5_000)]
    assert len(set(codes)) == 5_000
    for place in range(CODE_LENGTH):
        assert chi_square(Counter(code.replace("-", "")[place] for code in codes), 5_000) < 60, place
    assert len({hash_code(code) for code in codes}) == 5_000
    # 65 bits: with the tries that the limits allow nobody comes anywhere.
    assert len(ALPHABET) ** CODE_LENGTH > 2**65


@pytest.mark.parametrize(
    "typed",
    [
        "111222333",
        "naam@voorbeeld.example",
        "K7M34XRT",
        "K7M-34X-RTPX",
        "O00-111-222",
        "",
        "%",
        "Ｋ７Ｍ３４ＸＲＴＰ",
    ],
)
def test_what_is_no_reference_is_looked_up_as_nothing(typed: str) -> None:
    assert as_reference(typed) == ""


def test_spoken_and_badly_typed_references_are_known() -> None:
    for typed in ("k7m34xrtp", " K7M 34X RTP ", "k7m-34x-rtp", "K7M.34X.RTP"):
        assert as_reference(typed) == "K7M-34X-RTP"


def test_every_wrong_pair_gets_the_same_answer(client: Any, resident: Resident) -> None:
    """A BSN, an address, another's reference, a wrong code: the page differs in nothing but what was typed."""
    from formulieren.inzendingen.models import Inzending

    resident.send()
    receipt = receipt_for(Inzending.objects.get())
    client.logout()
    wrong = [
        ("111222333", receipt.code),
        ("naam@voorbeeld.example", receipt.code),
        ("C3H-47X-RTP", receipt.code),
        (receipt.reference, "XXXX-XXXX-XXXX-XXXX"),
        (receipt.reference, "111222333"),
    ]
    answers: dict[Any, str] = {}
    for reference, code in wrong:
        page = client.post("/volg-uw-aanvraag/", {"nummer": reference, "code": code})
        text = page.text.replace(reference, "…").replace(code, "…")
        answers[page.status_code, re.sub(r'(nonce|value)="[^"]*"', "", text)] = reference
    assert len(answers) == 1, list(answers.values())
