"""The webhook: who may tell us something, what we keep of it, and that nothing in a message leads us anywhere."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from zgw_consumers.constants import APITypes, AuthTypes
from zgw_consumers.models import Service

from basis.logboek.models import LogboekRegel
from formulieren.inzendingen.models import OutboxItem, OutboxState
from formulieren.zaken.models import Notificatie, NotificatieState, Zaak, Zgwinstellingen
from formulieren.zaken.notificaties import jobs
from formulieren.zaken.notificaties.bericht import MalformedBericht, parse_bericht
from formulieren.zaken.notificaties.geheim import draw_secret, header_fits
from formulieren.zaken.notificaties.ontvangen import LEZEN, look_again, remove_old
from tests.support.fake_zgw import CLIENT_ID, SECRET, FakeZgw
from tests.support.fake_zgw.notificaties import TEST_MESSAGE

URL = "/api/notificaties/"


def tell(client: Any, message: Any, secret: str | None = None) -> Any:
    """POSTs a message as the Notificaties API does."""
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    headers = {"Authorization": secret} if secret is not None else {}
    return client.post(URL, body, content_type="application/json", headers=headers)


def message(zaak_url: str, **more: Any) -> dict[str, Any]:
    return {
        "kanaal": "zaken",
        "hoofdObject": zaak_url,
        "resource": "status",
        "resourceUrl": f"{zaak_url}/status",
        "actie": "create",
        "aanmaakdatum": "2026-03-02T10:00:00Z",
        "kenmerken": {"bronorganisatie": "000000000"},
        **more,
    }


@pytest.fixture
def secret(db: None) -> str:
    return draw_secret()


@pytest.fixture
def remote(zgw: FakeZgw, zaak: Zaak) -> str:
    """The address in the backend of a zaak of ours."""
    zaak.zgw_url = f"{zgw.root('zaken')}zaken/0190a7d0-0000-4000-8000-000000000001"
    zaak.save()
    return zaak.zgw_url


def readings() -> list[OutboxItem]:
    return list(OutboxItem.objects.filter(kind=LEZEN))


class TestSecret:
    def test_without_with_a_wrong_and_with_the_right_one(self, client: Any, secret: str) -> None:
        assert tell(client, TEST_MESSAGE).status_code == 403
        assert tell(client, TEST_MESSAGE, "").status_code == 403
        assert tell(client, TEST_MESSAGE, secret + "x").status_code == 403
        assert tell(client, TEST_MESSAGE, secret.removeprefix("Bearer ")).status_code == 403
        answer = tell(client, TEST_MESSAGE, secret)
        assert answer.status_code == 204 and not answer.content
        assert answer["API-version"] == "1.0.0"

    def test_without_a_drawn_secret_nothing_comes_in(self, client: Any, db: None) -> None:
        assert Zgwinstellingen.load().webhook_hash == ""
        for header in (None, "", "0" * 64, "Bearer "):
            assert tell(client, TEST_MESSAGE, header).status_code == 403

    def test_only_the_hash_is_kept_and_a_new_one_ends_the_old(self, secret: str) -> None:
        stored = Zgwinstellingen.load().webhook_hash
        assert len(stored) == 64 and secret not in stored and stored not in secret
        newer = draw_secret()
        assert newer != secret and header_fits(newer) and not header_fits(secret)
        assert (
            LogboekRegel.objects.filter(reden="Nieuw geheim voor berichten van het zaaksysteem").count() == 2
        )

    def test_the_command_prints_it_once(self, db: None) -> None:
        out, err = StringIO(), StringIO()
        call_command("make_webhook_secret", stdout=out, stderr=err)
        assert header_fits(out.getvalue().strip()) and "only now" in err.getvalue()
        assert out.getvalue().strip() not in "".join(LogboekRegel.objects.values_list("reden", flat=True))

    def test_guessing_is_limited_and_never_stops_the_backend(self, client: Any, secret: str) -> None:
        statuses = [tell(client, TEST_MESSAGE, f"Bearer {number}").status_code for number in range(40)]
        assert statuses == [403] * 30 + [429] * 10
        assert tell(client, TEST_MESSAGE, "Bearer x")["Retry-After"] == "600"
        assert tell(client, TEST_MESSAGE, secret).status_code == 204

    @pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete"])
    def test_only_posts(self, plain_client: Client, secret: str, method: str) -> None:
        assert getattr(plain_client, method)(URL, headers={"Authorization": secret}).status_code == 405

    def test_no_csrf_token_is_asked_and_nothing_is_cached(self, secret: str) -> None:
        answer = tell(Client(enforce_csrf_checks=True), TEST_MESSAGE, secret)
        assert answer.status_code == 204 and "no-store" in answer["Cache-Control"]
        assert not answer.cookies


class TestShape:
    GOOD = message("https://zaken.voorbeeld/zaken/api/v1/zaken/1")

    @pytest.mark.parametrize(
        "name", ["kanaal", "hoofdObject", "resource", "resourceUrl", "actie", "aanmaakdatum"]
    )
    @pytest.mark.parametrize("value", [None, "", 5, [], {}, "x" * 1001, "a\x00b"])
    def test_a_wrong_field_is_named(self, client: Any, secret: str, name: str, value: Any) -> None:
        answer = tell(client, {**self.GOOD, name: value}, secret)
        assert answer.status_code == 400
        assert answer["Content-Type"] == "application/problem+json"
        assert [each["name"] for each in answer.json()["invalid-params"]] == [name]
        assert Notificatie.objects.count() == 0

    def test_a_missing_field_is_named(self) -> None:
        for name in ("kanaal", "hoofdObject", "resource", "resourceUrl", "actie", "aanmaakdatum"):
            short = {key: value for key, value in self.GOOD.items() if key != name}
            with pytest.raises(MalformedBericht) as caught:
                parse_bericht(json.dumps(short).encode())
            assert [(each[0], each[1]) for each in caught.value.params] == [(name, "required")]

    @pytest.mark.parametrize(
        "body",
        [b"", b"{", b"[]", b"null", b"1", b'"x"', b"\xff\xfe", b"[" * 100_000, b'{"a":' * 100_000],
        ids=["empty", "half", "list", "null", "number", "text", "bytes", "deep list", "deep object"],
    )
    def test_what_is_no_object_is_400(self, plain_client: Client, secret: str, body: bytes) -> None:
        assert tell(plain_client, body[:65_000], secret).status_code == 400

    @pytest.mark.parametrize(
        "kenmerken", [[], "x", {"a": 1}, {"a": "x" * 1001}, {str(n): "x" for n in range(51)}]
    )
    def test_odd_kenmerken_are_400(self, client: Any, secret: str, kenmerken: Any) -> None:
        assert tell(client, {**self.GOOD, "kenmerken": kenmerken}, secret).status_code == 400

    def test_dates_that_cannot_be_are_400(self, client: Any, secret: str) -> None:
        for given in ("gisteren", "2026-02-30T10:00:00Z", "2026-03-02T25:00:00Z"):
            assert tell(client, {**self.GOOD, "aanmaakdatum": given}, secret).status_code == 400

    def test_a_body_that_is_too_large_is_413(self, client: Any, secret: str) -> None:
        assert tell(client, b"{" + b" " * 65_536 + b"}", secret).status_code == 413

    def test_unknown_fields_are_left_alone_and_make_no_other_message(self) -> None:
        one = parse_bericht(json.dumps(self.GOOD).encode())
        two = parse_bericht(json.dumps({"nieuw": 1, **dict(reversed(self.GOOD.items()))}, indent=2).encode())
        assert one.inhoud_hash == two.inhoud_hash
        other = parse_bericht(json.dumps({**self.GOOD, "actie": "update"}).encode())
        assert other.inhoud_hash != one.inhoud_hash

    def test_a_moment_without_a_zone_is_utc(self) -> None:
        bericht = parse_bericht(json.dumps({**self.GOOD, "aanmaakdatum": "2026-03-02T10:00:00"}).encode())
        assert bericht.aanmaakdatum.isoformat() == "2026-03-02T10:00:00+00:00"


class TestTakingIn:
    def test_a_message_about_a_zaak_of_ours_plans_its_reading(
        self, client: Any, secret: str, remote: str, zaak: Zaak
    ) -> None:
        assert tell(client, message(remote), secret).status_code == 204
        kept = Notificatie.objects.get()
        assert (kept.hoofd_object, kept.resource, kept.actie) == (remote, "status", "create")
        assert kept.state == NotificatieState.GEPLAND
        [reading] = readings()
        assert (reading.inzending_id, reading.state) == (zaak.inzending_id, OutboxState.WACHT)
        assert reading.service == "zgw-zaken"

    def test_told_a_hundred_times_it_is_one(self, client: Any, secret: str, remote: str) -> None:
        for _time in range(100):
            assert tell(client, message(remote), secret).status_code == 204
        assert Notificatie.objects.count() == 1 and len(readings()) == 1

    def test_several_changes_before_the_reading_are_one_reading(
        self, client: Any, secret: str, remote: str
    ) -> None:
        for number in range(20):
            tell(client, message(remote, resourceUrl=f"{remote}/{number}"), secret)
        assert Notificatie.objects.count() == 20 and len(readings()) == 1

    def test_a_change_after_the_reading_began_is_another_reading(
        self, client: Any, secret: str, remote: str
    ) -> None:
        tell(client, message(remote), secret)
        OutboxItem.objects.filter(kind=LEZEN).update(state=OutboxState.BEZIG)
        tell(client, message(remote, actie="update"), secret)
        assert len(readings()) == 2

    def test_the_test_kanaal_and_others_are_taken_and_forgotten(
        self, client: Any, secret: str, remote: str
    ) -> None:
        odd = [
            TEST_MESSAGE,
            message(remote, kanaal="test"),
            message(remote, kanaal="documenten"),
            message(remote, kanaal="iets nieuws"),
        ]
        assert [tell(client, each, secret).status_code for each in odd] == [204] * 4
        assert not Notificatie.objects.exists() and not readings()

    @pytest.mark.parametrize(
        "address",
        [
            "http://169.254.169.254/latest/meta-data/",
            "http://localhost/zaken/api/v1/zaken/1",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "niet eens een adres",
            "http://127.0.0.1:1/zaken/api/v1/zaken/1",
            "{root}../../geheim",
            "{root}zaken/onbekend",
            "{root_upper}zaken/1",
            "http://{host}@kwaad.example/zaken/api/v1/zaken/1",
        ],
    )
    def test_no_address_of_a_message_is_ever_fetched(
        self, client: Any, secret: str, remote: str, zgw: FakeZgw, address: str
    ) -> None:
        root = zgw.root("zaken")
        address = address.format(root=root, root_upper=root.upper(), host=zgw.state.base.partition("//")[2])
        before = len(zgw.calls)
        assert tell(client, message(address, resourceUrl=address), secret).status_code == 204
        assert tell(client, message(address, resourceUrl=remote), secret).status_code == 204
        look_again()
        assert not readings() and len(zgw.calls) == before

    def test_off_means_that_nothing_is_kept(self, client: Any, secret: str, remote: str) -> None:
        settings = Zgwinstellingen.load()
        settings.aan = False
        settings.save()
        assert tell(client, message(remote), secret).status_code == 204
        assert not Notificatie.objects.exists()

    def test_the_log_tells_no_address(
        self, client: Any, secret: str, remote: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level("DEBUG", logger="loket.zgw")
        for each in (message("https://x.voorbeeld/GEHEIM"), message(remote), message(remote)):
            tell(client, each, secret)
        assert "ignored" in caplog.text
        assert "GEHEIM" not in caplog.text and remote not in caplog.text

    @pytest.mark.postgres
    @pytest.mark.django_db(transaction=True, serialized_rollback=True)
    def test_at_the_same_moment_it_is_one_too(self, secret: str, remote: str) -> None:
        if connection.vendor != "postgresql":
            pytest.skip("about two connections")
        barrier, statuses = threading.Barrier(4), []

        def call() -> None:
            barrier.wait()
            statuses.append(tell(Client(), message(remote), secret).status_code)
            connection.close()

        threads = [threading.Thread(target=call) for _number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert statuses == [204] * 4
        assert Notificatie.objects.count() == 1 and len(readings()) == 1


class TestAZaakThatIsNotKnownYet:
    def test_its_message_waits_and_is_planned_once_the_address_is_there(
        self, client: Any, secret: str, remote: str, zaak: Zaak
    ) -> None:
        Zaak.objects.update(zgw_url="")
        tell(client, message(remote), secret)
        assert Notificatie.objects.get().state == NotificatieState.WACHT and not readings()
        assert look_again() == 0
        Zaak.objects.update(zgw_url=remote)
        jobs.look_at_notificaties()
        assert Notificatie.objects.get().state == NotificatieState.GEPLAND and len(readings()) == 1
        assert look_again() == 0 and len(readings()) == 1

    def test_after_a_day_it_is_let_go(self, client: Any, secret: str, remote: str) -> None:
        Zaak.objects.update(zgw_url="")
        tell(client, message(remote), secret)
        look_again(now=timezone.now() + timedelta(hours=23))
        assert Notificatie.objects.get().state == NotificatieState.WACHT
        look_again(now=timezone.now() + timedelta(hours=25))
        assert Notificatie.objects.get().state == NotificatieState.GENEGEERD

    def test_what_was_dealt_with_goes_after_a_month(self, client: Any, secret: str, remote: str) -> None:
        tell(client, message(remote), secret)
        assert remove_old(now=timezone.now() + timedelta(days=29)) == 0
        assert remove_old(now=timezone.now() + timedelta(days=31)) == 1
        assert not Notificatie.objects.exists()

    def test_what_still_waits_stays(self, client: Any, secret: str, remote: str) -> None:
        Zaak.objects.update(zgw_url="")
        tell(client, message(remote), secret)
        assert remove_old(now=timezone.now() + timedelta(days=31)) == 0

    def test_looking_again_costs_the_same_number_of_queries_whatever_waits(
        self, secret: str, remote: str, django_assert_num_queries: Any
    ) -> None:
        moment = timezone.now()
        rows = [
            Notificatie(inhoud_hash=f"{n:064}", hoofd_object=f"{remote}{n}", aanmaakdatum=moment)
            for n in range(50)
        ]
        Notificatie.objects.bulk_create(rows)
        with django_assert_num_queries(2):
            look_again()


@pytest.fixture
def nrc(zgw: FakeZgw) -> Service:
    """The Notificaties API of the fake."""
    return Service.objects.create(
        slug="notificaties",
        label="notificaties",
        api_type=APITypes.nrc,
        api_root=zgw.root("notificaties"),
        auth_type=AuthTypes.zgw,
        client_id=CLIENT_ID,
        secret=SECRET,
    )


def test_subscribing_without_a_service_says_what_to_make(zgw: FakeZgw) -> None:
    with pytest.raises(CommandError, match="NRC"):
        call_command("subscribe_notificaties")


# One test, for each with a server of its own empties all tables afterwards.
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_subscribing_being_told_subscribing_again_and_being_refused(
    zgw: FakeZgw, nrc: Service, remote: str, settings: Any, live_server: Any
) -> None:
    settings.LOKET_BASE_URL = live_server.url
    out = StringIO()
    call_command("subscribe_notificaties", stdout=out)
    [first] = zgw.rows("abonnement")
    # The fake took it: our webhook said 204 with the secret, and 403 without.
    assert first["callbackUrl"] == f"{live_server.url}{URL}" and first["callbackUrl"] in out.getvalue()
    assert first["kanalen"] == [{"naam": "zaken", "filters": {}}]
    assert header_fits(first["auth"]) and first["auth"] not in out.getvalue()

    assert zgw.notify(message(remote)) == [204]
    assert Notificatie.objects.get().hoofd_object == remote and len(readings()) == 1

    call_command("subscribe_notificaties", stdout=StringIO())
    [second] = zgw.rows("abonnement")
    assert second["url"] != first["url"] and second["auth"] != first["auth"]
    assert header_fits(second["auth"]) and not header_fits(first["auth"])

    settings.LOKET_BASE_URL = "http://127.0.0.1:1"
    with pytest.raises(CommandError, match="callbackUrl=invalid-callback-url"):
        call_command("subscribe_notificaties")
    assert zgw.rows("abonnement") == [second] and header_fits(second["auth"])
