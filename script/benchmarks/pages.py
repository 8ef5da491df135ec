"""Queries, bytes and CPU time of one page of each type, on the database of this clone (script/demo loads it).

In one process, without network or other threads: the figure is what the site itself costs. CPU time is the median of
process time per request, in milliseconds; queries are counted in a run of their own. Load of the machine moves wall
clock time, and hardly this. A figure that grows with the number of pages is a fault.
"""

import argparse
import gzip
import os
import platform
import statistics
import sys
import time
from typing import Any

import django

ROUNDS = 30
WARM = 5


def measure(client: Any, address: str, rounds: int) -> tuple[int, int, int, float]:
    """(queries, bytes, bytes with gzip, median CPU milliseconds) of GET `address`. Exits 1 when it isn't 200."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(WARM):
        answer = client.get(address)
    if answer.status_code != 200:
        sys.exit(f"{address} answers {answer.status_code}")
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    queries = len(captured)  # now: the next request empties the list
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        answer = client.get(address)
        times.append((time.process_time() - begun) * 1000)
    body = b"".join(answer) if answer.streaming else answer.content
    return queries, len(body), len(gzip.compress(body, 6)), statistics.median(times)


def addresses() -> list[tuple[str, str]]:
    """(type, path) of the first live page of every type, and of the search."""
    from wagtail.models import Page, get_page_models

    found = []
    for model in get_page_models():
        page = (
            model.objects.filter(live=True, depth__gt=1).order_by("path").first()
            if model is not Page
            else None
        )
        if page is not None and page.get_url_parts():
            found.append((model.__name__, page.get_url_parts()[2]))
    return [*sorted(found), ("search", "/zoeken/?q=paspoort")]


def main() -> None:
    """Print one line per page type."""
    parser = argparse.ArgumentParser(prog="script/bench pages", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="requests per page type")
    rounds = max(1, parser.parse_args().rounds)
    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    python, load = platform.python_version(), os.getloadavg()[0]
    print(
        f"Python {python}, {connection.vendor}, {os.cpu_count()} cores, load {load:.1f}, median of {rounds}\n"
    )
    print(f"{'page type':22} {'queries':>7} {'bytes':>8} {'gzip':>7} {'CPU ms':>7}  path")
    for name, path in addresses():
        queries, size, packed, cpu = measure(client, path, rounds)
        print(f"{name:22} {queries:7} {size:8} {packed:7} {cpu:7.1f}  {path}")


if __name__ == "__main__":
    main()
