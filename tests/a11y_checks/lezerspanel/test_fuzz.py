"""Nonsense from readers: never a 5xx, and nothing is kept that no form of ours can send."""

from __future__ import annotations

from typing import ClassVar

from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from a11y_checks.lezerspanel.answers import MAX_OPMERKING
from a11y_checks.lezerspanel.services import link_path
from a11y_checks.lezerspanel.tokens import new_reader
from a11y_checks.models import Lezerspanel, LezerspanelKeuze, LezerspanelReactie
from tests.a11y_checks.lezerspanel.readers import make_panel
from tests.support.whole_site import no_browser_needed

_NAMES = st.one_of(
    st.sampled_from(
        ["keuze-1", "opmerking-1", "keuze-2", "opmerking-2", "opmerking", "antwoord", "website", "keuze-"]
    ),
    st.text(max_size=20),
)
_VALUES = st.one_of(
    st.sampled_from(["duidelijk", "niet_duidelijk", "", "x" * 3000, "\x00", "\u202e"]), st.text(max_size=80)
)
_ODD_BODIES = [
    (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
    (b"keuze-1=%ff&opmerking-1=%ed%a0%80", "application/x-www-form-urlencoded"),
    (b"keuze-1=duidelijk&" * 3000, "application/x-www-form-urlencoded"),
    (b"opmerking-1=" + b"x" * 3_000_000, "application/x-www-form-urlencoded"),
    (b"opmerking-1=%00", "application/x-www-form-urlencoded; charset=bestaat-niet"),
    (b"--b\r\nbroken", "multipart/form-data; boundary=b"),
    (b"x", "multipart/form-data"),
    (b"[" * 5000, "application/json"),
    (b"", "text/plain"),
]


class NonsenseFromReaders(TestCase):
    """One open panel; the client raises nothing, since the status is what counts."""

    panel: ClassVar[Lezerspanel]

    @classmethod
    def setUpTestData(cls) -> None:
        with no_browser_needed():
            cls.panel = make_panel(vraag="Weet u het nu?")

    def setUp(self) -> None:
        super().setUp()
        cache.clear()
        self.visitor = Client(raise_request_exception=False)
        self.token = link_path(self.panel).strip("/").split("/")[-1]

    def urls(self) -> list[str]:
        """Every screen of one reader."""
        mine = new_reader(self.panel.pk)
        return [
            link_path(self.panel),
            reverse("lezerspanel:deel", args=[self.token, mine, 1]),
            reverse("lezerspanel:slot", args=[self.token, mine]),
            reverse("lezerspanel:bedankt", args=[self.token, mine]),
        ]

    def kept_is_sound(self) -> None:
        ids = {zin["id"] for zin in self.panel.zinnen}
        for reactie in LezerspanelReactie.objects.all():
            assert set(reactie.keuzes) <= ids and set(reactie.keuzes.values()) <= set(LezerspanelKeuze.values)
            texts = [*reactie.opmerkingen.values(), reactie.antwoord, reactie.opmerking]
            assert set(reactie.opmerkingen) <= ids and all(len(text) <= MAX_OPMERKING for text in texts)
            assert not any("\x00" in text or "\u202e" in text for text in texts)

    @settings(max_examples=60, deadline=None, derandomize=True, database=None)
    @given(data=st.dictionaries(_NAMES, _VALUES, max_size=8))
    def test_any_form(self, data: dict[str, str]) -> None:
        cache.clear()
        for url in self.urls():
            # A lone half of a surrogate pair can't be sent; a browser sends a question mark too.
            sent = {
                name.encode("utf-8", "replace").decode(): value.encode("utf-8", "replace").decode()
                for name, value in data.items()
            }
            answer = self.visitor.post(url, sent)
            assert answer.status_code in {302, 405}, (url, answer.status_code)
        self.kept_is_sound()

    def test_broken_bodies_and_methods(self) -> None:
        for url in self.urls():
            for body, content_type in _ODD_BODIES:
                answer = self.visitor.generic("POST", url, data=body, content_type=content_type)
                assert answer.status_code < 500, (url, content_type, answer.status_code)
            for method in ("PUT", "PATCH", "DELETE", "TRACE", "FOO"):
                assert self.visitor.generic(method, url).status_code == 405, (method, url)
            assert self.visitor.head(url).status_code == 200
            assert self.visitor.get(url, headers={"sec-fetch-site": "x" * 9000}).status_code == 200
        self.kept_is_sound()

    @settings(max_examples=60, deadline=None, derandomize=True, database=None)
    @given(
        token=st.from_regex(r"[-\w]{1,60}", fullmatch=True),
        reader=st.from_regex(r"[-\w]{1,60}", fullmatch=True),
    )
    def test_any_address_is_not_found(self, token: str, reader: str) -> None:
        addresses = [
            f"/lezerspanel/{token}/",
            f"/lezerspanel/{token}/{reader}/1/",
            f"/lezerspanel/{self.token}/{reader}/1/",
            f"/lezerspanel/{self.token}/{reader}/tot-slot/",
            f"/lezerspanel/{self.token}/{reader}/{'9' * 5000}/",
        ]
        for url in addresses:
            assert self.visitor.get(url).status_code == 404, url[:200]
            assert self.visitor.post(url, {"keuze-1": "duidelijk"}).status_code in {404, 405}, url[:200]
        assert not LezerspanelReactie.objects.exists()
