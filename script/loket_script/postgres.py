"""Finds a PostgreSQL that the database tests may use, and says which one or why there is none."""

import hashlib
import os
import subprocess
from pathlib import Path

from loket_script.console import ROOT

# Tried in a subprocess: only the environment has a driver. Creating a database is what the tests need.
PROBE = """
import sys, psycopg
with psycopg.connect(sys.argv[1], connect_timeout=3) as connection:
    row = connection.execute(
        "select rolcreatedb or rolsuper, current_setting('server_version') from pg_roles where rolname = current_user"
    ).fetchone()
sys.exit(0 if row and row[0] else "the role may not create databases")
"""


def candidates() -> list[str]:
    """The servers to try. LOKET_TEST_DATABASE_URL alone when it is set; else the socket and 127.0.0.1."""
    given = os.environ.get("LOKET_TEST_DATABASE_URL", "").strip()
    if given:
        return [given]
    # Django makes test_NAME; a name per clone keeps two clones apart.
    name = f"loket_{hashlib.sha256(str(ROOT).encode()).hexdigest()[:10]}"
    return [f"postgres:///{name}", f"postgres://postgres@127.0.0.1:5432/{name}"]


def find(python: Path) -> tuple[str, str]:
    """(URL, "") of the first server that answers and lets us make a database, else ("", why not)."""
    reasons = []
    for url in candidates():
        # Connect to the server's own database: the one in the URL need not exist.
        server, _, _ = url.rpartition("/")
        try:
            done = subprocess.run(
                [python, "-c", PROBE, f"{server}/postgres"], capture_output=True, text=True, timeout=15
            )
        except subprocess.TimeoutExpired:
            reasons.append(f"{_without_password(url)}: no answer")
            continue
        if done.returncode == 0:
            return url, ""
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        reasons.append(f"{_without_password(url)}: {lines[-1]}")
    return "", "; ".join(reasons)


def _without_password(url: str) -> str:
    scheme, _, rest = url.partition("://")
    user, at, host = rest.rpartition("@")
    return f"{scheme}://{user.partition(':')[0]}{at}{host}"
