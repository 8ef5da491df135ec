"""Seconds and CPU per page of the auditor, warm, on the pages of this clone's database (script/demo loads it).

Starts an auditor of its own beside the one that may run, so the figures are of this source. One by one is what the
publish gate waits for; in one batch is what `manage.py audit` gets. CPU counts browser and driver; on a busy machine it
is the figure to compare, since wall clock time moves with the load.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import django

START_SECONDS = 60
MOST_PAGES = 60
MANAGE = Path(__file__).resolve().parents[2] / "site" / "manage.py"
ROUNDS = 3


def _cpu(folder: Path) -> float:
    """CPU seconds so far of all processes of the auditor's browsers; 0 where there is no /proc."""
    from a11y_checks.browser import processes

    groups = {p.group for p in processes.running() if str(folder) in p.command and "chrom" in p.command}
    total = 0
    for process in processes.running():
        stat = Path("/proc") / str(process.pid) / "stat"
        if process.group in groups and stat.exists():
            fields = stat.read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def _start(folder: Path) -> subprocess.Popen[bytes]:
    from a11y_checks.browser.client import AuditorUnavailable, ping

    command = [sys.executable, str(MANAGE), "auditor", "--socket", str(folder / "a.sock")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            ping(socket_path=folder / "a.sock")
        except AuditorUnavailable:
            time.sleep(0.2)
        else:
            return process
    process.terminate()
    sys.exit("the auditor did not start")


def _documents() -> list[object]:
    from django.conf import settings
    from django.test import Client
    from wagtail.models import Page

    from a11y_checks.browser.client import AuditDocument

    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    found: list[object] = []
    for page in Page.objects.live().filter(depth__gt=1).order_by("path"):
        parts = page.get_url_parts()
        answer = client.get(parts[2]) if parts else None
        if answer is not None and answer.status_code == 200:
            found.append(AuditDocument(parts[2], answer.content.decode(), parts[2]))
    return found[:MOST_PAGES]


def _measure(documents: Sequence[object], folder: Path) -> None:
    from a11y_checks.browser.client import audit_documents

    socket = folder / "a.sock"
    audit_documents(documents[:4], socket_path=socket)  # type: ignore[arg-type]
    single = []
    for document in documents:
        begun = time.perf_counter()
        audit_documents([document], socket_path=socket)  # type: ignore[list-item]
        single.append(time.perf_counter() - begun)
    single.sort()
    batches, before = [], _cpu(folder)
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        audit_documents(documents, socket_path=socket)  # type: ignore[arg-type]
        batches.append((time.perf_counter() - begun) / len(documents))
    cpu = (_cpu(folder) - before) / ROUNDS / len(documents)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{len(documents)} pages, {os.cpu_count()} cores, load average {load}")
    print(f"one by one  p50 {statistics.median(single):.3f} s  p95 {single[int(len(single) * 0.95)]:.3f} s")
    print(f"in a batch  {statistics.median(batches):.3f} s per page, CPU {cpu:.3f} s per page")


def main() -> None:
    """Print the figures; exits 1 when there are no pages."""
    django.setup()
    documents = _documents()
    if not documents:
        sys.exit("there are no live pages; script/demo loads some")
    # A short path: a Unix socket has little room.
    with tempfile.TemporaryDirectory(prefix="lb-") as name:
        process = _start(Path(name))
        try:
            _measure(documents, Path(name))
        finally:
            process.terminate()
            process.wait(30)


if __name__ == "__main__":
    main()
