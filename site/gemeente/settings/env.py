"""The only reader of the environment: every setting from outside, typed and documented here."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[3]


class EnvironmentError_(SystemExit):
    """A setting from outside is wrong; ends the process with exit code 2 and one line."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(2)
        os.write(2, f"Loket: {name} {why}\n".encode())


def _flag(name: str, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in {"", "0", "1", "true", "false"}:
        return default if value == "" else value in {"1", "true"}
    raise EnvironmentError_(name, "must be 0 or 1")


def _path(name: str, default: Path) -> Path:
    value = os.environ.get(name, "").strip()
    return Path(value).expanduser().resolve() if value else default


def _list(name: str, default: list[str]) -> list[str]:
    value = os.environ.get(name, "").strip()
    return [part.strip() for part in value.split(",") if part.strip()] if value else default


def _port(name: str, default: int) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not re.fullmatch(r"[0-9]{1,5}", value) or not 1 <= int(value) <= 65535:
        raise EnvironmentError_(name, "must be a port number from 1 to 65535")
    return int(value)


def _number(name: str, default: int, most: int) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not re.fullmatch(r"[0-9]{1,9}", value) or not 1 <= int(value) <= most:
        raise EnvironmentError_(name, f"must be a whole number from 1 to {most}")
    return int(value)


def _clamd(name: str) -> str:
    value = os.environ.get(name, "").strip()
    host, _colon, port = value.rpartition(":")
    if value and not value.startswith("/") and not (host and re.fullmatch(r"[0-9]{1,5}", port)):
        raise EnvironmentError_(name, "must be host:port, or the path of a socket that begins with /")
    return value


def _map_source(name: str) -> str:
    """A template for the tiles of a map: one fixed machine, with {z}, {x} and {y} behind it."""
    value = os.environ.get(name, "").strip()
    if not value:
        return ""
    try:
        parts = urlsplit(value)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    behind = parts.path + "?" + parts.query
    placed = sorted(re.findall(r"\{[^{}]*\}", value)) == ["{x}", "{y}", "{z}"]
    clean = not re.search(r"[\x00-\x20\x7f\\{}%]", re.sub(r"\{[xyz]\}", "", value).replace("%20", ""))
    if (
        parts.scheme not in {"http", "https"}
        or "{" in host
        or not re.fullmatch(r"[\w.:-]+", host)
        or "@" in parts.netloc
    ):
        raise EnvironmentError_(name, "must begin with https:// and the name of one machine")
    if not placed or not clean or any(sign not in behind for sign in ("{z}", "{x}", "{y}")):
        raise EnvironmentError_(name, "must have {z}, {x} and {y} once each, behind the name of the machine")
    return value


def _degrees(name: str, text: str) -> tuple[float, ...]:
    try:
        numbers = tuple(float(part) for part in text.split(","))
    except ValueError:
        numbers = ()
    if any(not 50 <= number <= 54 for number in numbers[1::2]) or any(not 3 <= n <= 8 for n in numbers[::2]):
        raise EnvironmentError_(name, "must hold degrees in the Netherlands, the longitude first: 5.1,52.0")
    return numbers


def _map_area(name: str) -> tuple[float, ...]:
    value = os.environ.get(name, "").strip()
    if not value:
        return ()
    area = _degrees(name, value)
    if len(area) != 4 or not (area[0] < area[2] and area[1] < area[3]):
        raise EnvironmentError_(name, "must be west,south,east,north in degrees: 5.0,52.0,5.2,52.1")
    return area


def _map_middle(name: str) -> tuple[float, float, str] | None:
    value = os.environ.get(name, "").strip()
    if not value:
        return None
    lon, _comma, rest = value.partition(",")
    lat, _comma, place = rest.partition(",")
    point = _degrees(name, f"{lon},{lat}")
    if len(point) != 2 or not place.strip():
        raise EnvironmentError_(name, "must be a longitude, a latitude and a name: 5.1,52.05,het stadhuis")
    return point[0], point[1], place.strip()


@dataclass(frozen=True)
class Environment:
    """What the outside may set. Each field names its variable; defaults suit a fresh clone."""

    data_dir: Path = field(default_factory=lambda: _path("LOKET_DATA_DIR", ROOT / "var"))
    secret_key: str = field(default_factory=lambda: os.environ.get("LOKET_SECRET_KEY", ""))
    answer_keys_file: Path | None = field(
        default_factory=lambda: (
            _path("LOKET_ANSWER_KEYS_FILE", Path()) if os.environ.get("LOKET_ANSWER_KEYS_FILE") else None
        )
    )
    database_url: str = field(default_factory=lambda: os.environ.get("DATABASE_URL", "").strip())
    allowed_hosts: list[str] = field(default_factory=lambda: _list("LOKET_ALLOWED_HOSTS", []))
    base_url: str = field(default_factory=lambda: os.environ.get("LOKET_BASE_URL", "").strip().rstrip("/"))
    debug: bool = field(default_factory=lambda: _flag("LOKET_DEBUG", False))
    behind_proxy: bool = field(default_factory=lambda: _flag("LOKET_BEHIND_PROXY", False))
    # None: a folder in the data folder.
    upload_dir: Path | None = field(
        default_factory=lambda: (
            _path("LOKET_UPLOAD_DIR", Path()) if os.environ.get("LOKET_UPLOAD_DIR") else None
        )
    )
    upload_file_mb: int = field(default_factory=lambda: _number("LOKET_UPLOAD_FILE_MB", 20, 500))
    upload_total_mb: int = field(default_factory=lambda: _number("LOKET_UPLOAD_TOTAL_MB", 60, 2_000))
    clamd: str = field(default_factory=lambda: _clamd("LOKET_CLAMD"))
    clamd_seconds: int = field(default_factory=lambda: _number("LOKET_CLAMD_SECONDS", 15, 300))
    port: int = field(default_factory=lambda: _port("PORT", 8000))
    security_contact: str = field(
        default_factory=lambda: os.environ.get("LOKET_SECURITY_CONTACT", "").strip() or "security@localhost"
    )
    auditor_socket: str = field(default_factory=lambda: os.environ.get("LOKET_AUDITOR_SOCKET", "").strip())
    sdg_url: str = field(default_factory=lambda: os.environ.get("LOKET_SDG_URL", "").strip().rstrip("/"))
    sdg_token: str = field(default_factory=lambda: os.environ.get("LOKET_SDG_TOKEN", "").strip())
    kaart_bron: str = field(default_factory=lambda: _map_source("LOKET_KAART_BRON"))
    kaart_gebied: tuple[float, ...] = field(default_factory=lambda: _map_area("LOKET_KAART_GEBIED"))
    kaart_midden: tuple[float, float, str] | None = field(
        default_factory=lambda: _map_middle("LOKET_KAART_MIDDEN")
    )
    kaart_naam: str = field(default_factory=lambda: os.environ.get("LOKET_KAART_NAAM", "").strip())
    kaart_mb: int = field(default_factory=lambda: _number("LOKET_KAART_MB", 200, 20_000))
    # None: a file in the data folder.
    adressen: Path | None = field(
        default_factory=lambda: _path("LOKET_ADRESSEN", Path()) if os.environ.get("LOKET_ADRESSEN") else None
    )
    # Read by the test settings alone: where a test kills the process.
    crash_point: str = field(default_factory=lambda: os.environ.get("LOKET_CRASH_POINT", "").strip())
    chromium: str = field(default_factory=lambda: os.environ.get("LOKET_CHROMIUM", "").strip())
    chromedriver: str = field(default_factory=lambda: os.environ.get("LOKET_CHROMEDRIVER", "").strip())


def database_config(url: str, data_dir: Path) -> dict[str, object]:
    """Django's DATABASES entry for `url` (postgres://user:password@host:port/name), or SQLite in `data_dir`.

    Every SQLite connection gets WAL, IMMEDIATE transactions and a 20 s time-out: a reader never blocks the
    writer, and two writers wait for each other instead of failing.
    """
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(data_dir / "loket.sqlite3"),
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # a port that is no number, or half an IPv6 address
        parts, port = urlsplit(""), None
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise EnvironmentError_("DATABASE_URL", "must look like postgres://user:password@host:5432/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


env = Environment()
