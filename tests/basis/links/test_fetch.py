"""The client of the link checker: 120 addresses that it never asks, and what it makes of answers (a local server)."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from basis.links.fetch import MAX_REDIRECTS, NoAnswer, Prober, is_public

_ROWS = """
127.0.0.1 127.0.0.2 127.255.255.254 127.1.2.3 0.0.0.0 0.1.2.3 10.0.0.1 10.1.2.3 10.255.255.255 172.16.0.1
172.20.10.2 172.31.255.255 192.168.0.1 192.168.1.1 192.168.255.255 169.254.169.254 169.254.0.1 169.254.170.2
100.64.0.1 100.100.100.200 100.127.255.255 192.0.0.1 192.0.0.8 192.0.0.170 192.0.2.1 198.18.0.1 198.19.255.255
198.51.100.7 203.0.113.9 192.88.99.1 224.0.0.1 239.255.255.250 240.0.0.1 250.1.2.3 255.255.255.255
::1 :: fe80::1 fe80::1%eth0 febf::1 fec0::1 fc00::1 fd00::1 fd12:3456:789a::1 fdff::ffff ff02::1 ff05::2 ff0e::1
::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:192.168.1.1 ::ffff:169.254.169.254 ::ffff:0:0 ::127.0.0.1 ::10.0.0.1
64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1 2002:7f00:1::1 2002:a00:1:: 2002:c0a8:101:: 2001::1 2001:0:7f00:1::
2001:db8::1 2001:db8:ffff::1 100::1 3fff::1 5f00::1 192.168.100.100 172.17.0.1 ::ffff:172.17.0.1 fd00:ec2::254
"""
PRIVATE_IPS = _ROWS.split()
# As they could stand in a page: names and spellings that end at one's own machine, odd schemes, ports and parts.
BAD_URLS = [
    *(f"http://{host}/" for host in ("127.0.0.1", "[::1]", "localhost", "LOCALHOST", "localhost.", "127.1")),
    *(f"http://{host}/" for host in ("2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001")),
    *(f"http://{host}/" for host in ("[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "0")),
    *(f"http://{host}/latest/meta-data/" for host in ("169.254.169.254", "[fd00:ec2::254]", "2852039166")),
    *(f"https://{host}/" for host in ("10.0.0.5", "192.168.1.1", "172.16.0.9", "[fe80::1]", "[fc00::1]")),
    "http://１２７.0.0.1/",
    "http://⑩.0.0.1/",
    "http://127。0。0。1/",
    "http://naam@127.0.0.1/",
    "http://site.example:naam@127.0.0.1/",
    "http://site.example@10.0.0.1/",
    "http://93.184.216.34:22/",
    "http://93.184.216.34:25/",
    "http://93.184.216.34:3306/",
    "http://93.184.216.34:5432/",
    "http://93.184.216.34:6379/",
    "http://93.184.216.34:11211/",
    "http://93.184.216.34:70000/",
    "http://93.184.216.34:x/",
    "ftp://93.184.216.34/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_INFO",
    "dict://127.0.0.1:11211/stat",
    "javascript:alert(1)",
    "data:text/html,x",
    "//127.0.0.1/",
    "http:///leeg",
    "http://",
    "",
    "http://[::1/",
    "http://site.example/\r\nHost: intern",
    "http://site.example\\@127.0.0.1/",
    "http://site.example /x",
]


def test_there_are_120_addresses() -> None:
    assert len(set(PRIVATE_IPS)) + len(set(BAD_URLS)) >= 120


@pytest.mark.parametrize("address", PRIVATE_IPS)
def test_a_name_with_a_private_address_is_never_asked(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "create_connection", _no_connection)
    assert not is_public(address)
    prober = Prober(user_agent="test", resolve=lambda _host, _port: [address])
    with pytest.raises(NoAnswer) as caught:
        prober.probe("https://onschuldig.example/")
    assert caught.value.refused


@pytest.mark.parametrize("url", BAD_URLS)
def test_an_address_that_is_not_for_everybody_is_never_asked(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "create_connection", _no_connection)
    with pytest.raises(NoAnswer):
        Prober(user_agent="test").probe(url)


def _no_connection(*_arguments: Any, **_keywords: Any) -> None:
    raise AssertionError("a connection was made")


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8"])
def test_public_addresses_may_be_asked(address: str) -> None:
    assert is_public(address)


def test_one_private_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "create_connection", _no_connection)
    prober = Prober(user_agent="test", resolve=lambda _host, _port: ["93.184.216.34", "10.0.0.1"])
    with pytest.raises(NoAnswer):
        prober.probe("https://half.example/")


class _Site(BaseHTTPRequestHandler):
    """Answers by its path: /<status>, /kop (no HEAD), /door/<n> redirects, /naar?<address>, /drup drips."""

    protocol_version = "HTTP/1.0"

    def do_HEAD(self) -> None:
        self.server.seen.append(("HEAD", self.path, dict(self.headers)))  # type: ignore[attr-defined]
        self._answer(405 if self.path == "/kop" else None)

    def do_GET(self) -> None:
        self.server.seen.append(("GET", self.path, dict(self.headers)))  # type: ignore[attr-defined]
        self._answer(None)

    def _answer(self, status: int | None) -> None:
        name, _slash, rest = self.path.removeprefix("/").partition("/")
        location = ""
        if name == "door":
            status, location = 302, f"/door/{int(rest) - 1}" if int(rest) else "/200"
        elif name.startswith("naar?"):
            status, location = 301, name.removeprefix("naar?") + ("/" + rest if rest else "")
        elif name == "drup":
            for _ in range(100):
                try:
                    self.wfile.write(b"H")
                    self.wfile.flush()
                except OSError:
                    return
                threading.Event().wait(0.05)
            return
        self.send_response(status or (int(name) if name.isdigit() else 200))
        if location:
            self.send_header("Location", location)
        self.end_headers()

    def log_message(self, *_arguments: Any) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def site() -> Iterator[Any]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.seen = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def prober(site: Any, *, seconds: float = 5.0, **names: list[str]) -> Prober:
    """Knows site.example as the local server, and nothing else by default."""
    port = site.server_address[1]
    known = {"site.example": ["127.0.0.1"], **{k.replace("_", "."): v for k, v in names.items()}}

    def resolve(host: str, _port: int) -> list[str]:
        if host not in known:
            raise socket.gaierror("onbekend")
        return known[host]

    return Prober(
        user_agent="Loket-test",
        seconds=seconds,
        resolve=resolve,
        allowed=lambda ip: ip == "127.0.0.1",
        ports={port},
    )


def url(site: Any, path: str) -> str:
    return f"http://site.example:{site.server_address[1]}{path}"


@pytest.mark.parametrize("status", [200, 204, 403, 404, 410, 500])
def test_the_status_is_what_the_site_said(site: Any, status: int) -> None:
    assert prober(site).probe(url(site, f"/{status}")).status == status


def test_head_comes_first_and_get_asks_for_a_kilobyte(site: Any) -> None:
    site.seen.clear()
    assert prober(site).probe(url(site, "/kop")).status == 200
    assert [row[0] for row in site.seen] == ["HEAD", "GET"]
    headers = site.seen[1][2]
    assert headers["Range"] == "bytes=0-1023" and headers["User-Agent"] == "Loket-test"
    assert headers["Host"].startswith("site.example")
    site.seen.clear()
    prober(site).probe(url(site, "/200"))
    assert [row[0] for row in site.seen] == ["HEAD"]


def test_redirects_are_followed_to_an_end(site: Any) -> None:
    assert prober(site).probe(url(site, "/door/2")).url == url(site, "/200")
    with pytest.raises(NoAnswer, match="doorsturen"):
        prober(site).probe(url(site, f"/door/{MAX_REDIRECTS + 3}"))


@pytest.mark.parametrize(
    "target",
    ["http://intern.example:{port}/", "http://10.0.0.1:{port}/", "http://127.0.0.1:1/", "file:///etc/passwd"],
)
def test_a_redirect_to_a_private_machine_is_refused(site: Any, target: str) -> None:
    address = target.format(port=site.server_address[1])
    site.seen.clear()
    with pytest.raises(NoAnswer) as caught:
        prober(site, intern_example=["10.0.0.1"], **{"10_0_0_1": ["10.0.0.1"]}).probe(
            url(site, f"/naar?{address}")
        )
    assert caught.value.refused
    assert all(path.startswith("/naar") for _method, path, _headers in site.seen)


def test_a_name_that_changes_its_mind_is_not_looked_up_twice(
    site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: the connection goes to the address that was judged, whatever the name says by then."""
    port = site.server_address[1]
    looked_up: list[str] = []
    connected: list[Any] = []
    real = socket.create_connection

    def resolve(host: str, _port: int) -> list[str]:
        looked_up.append(host)
        return ["127.0.0.1"] if len(looked_up) == 1 else ["10.0.0.1"]

    def connect(address: Any, *arguments: Any, **keywords: Any) -> Any:
        connected.append(address[0])
        return real(address, *arguments, **keywords)

    monkeypatch.setattr(socket, "create_connection", connect)
    one = Prober(user_agent="t", resolve=resolve, allowed=lambda ip: ip == "127.0.0.1", ports={port})
    assert one.probe(url(site, "/200")).status == 200
    assert looked_up == ["site.example"] and connected == ["127.0.0.1"]
    with pytest.raises(NoAnswer):
        one.probe(url(site, "/200"))


def test_no_such_name_nobody_there_and_a_site_that_drips(site: Any) -> None:
    with pytest.raises(NoAnswer, match="bestaat niet"):
        prober(site).probe(f"http://weg.example:{site.server_address[1]}/")
    with pytest.raises(NoAnswer, match="langzaam"):
        prober(site, seconds=0.4).probe(url(site, "/drup"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = Prober(
        user_agent="t", resolve=lambda _h, _p: ["127.0.0.1"], allowed=lambda _ip: True, ports={port}
    )
    with pytest.raises(NoAnswer, match="geen antwoord"):
        quiet.probe(f"http://site.example:{port}/")
