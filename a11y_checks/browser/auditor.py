"""The auditor process: reads its arguments, holds its socket, runs the pool and stops cleanly on a signal."""

from __future__ import annotations

import argparse
import logging
import shutil
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from a11y_checks.browser import processes
from a11y_checks.browser.axe_run import EngineProblem
from a11y_checks.browser.chromium import ChromiumMissing, find_binaries
from a11y_checks.browser.data import AXE_VERSION, DamagedData, verify_files
from a11y_checks.browser.docserver import Folder
from a11y_checks.browser.pool import Pool, PoolConfig
from a11y_checks.browser.runtime import MAX_SOCKET_PATH, SOCKET_NAME, RuntimeFolderProblem, runtime_dir
from a11y_checks.browser.server import AuditServer, SocketLock, SocketTaken, listen


class Refused(Exception):
    """The auditor can't start; the message is one Dutch line."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Refused(f"Verkeerde opdracht: {message}.")


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = _Parser(
        prog="auditor", description="Controleert HTML in een browser, voor alle delen van Loket."
    )
    parser.add_argument(
        "--socket", type=Path, help="adres van de socket; standaard in de eigen map van deze kloon"
    )
    parser.add_argument(
        "--static", type=Path, action="append", default=[], metavar="MAP", help="map met static files"
    )
    parser.add_argument(
        "--media", type=Path, action="append", default=[], metavar="MAP", help="map met uploads"
    )
    parser.add_argument("--static-url", default="/static/", help="adres waaronder static files staan")
    parser.add_argument("--media-url", default="/media/", help="adres waaronder uploads staan")
    parser.add_argument(
        "--browsers", type=int, default=2, choices=range(1, 9), help="aantal browsers (1 tot 8)"
    )
    parser.add_argument(
        "--max-pages", type=int, default=200, help="pagina's voordat een browser wordt vervangen"
    )
    parser.add_argument("--max-memory", type=int, default=1500, metavar="MB", help="geheugen van één browser")
    parser.add_argument("--chromium", default="", help="pad van Chromium")
    parser.add_argument("--chromedriver", default="", help="pad van chromedriver")
    return parser.parse_args(argv)


def _folders(arguments: argparse.Namespace) -> list[Folder]:
    found = []
    for prefix, roots in ((arguments.static_url, arguments.static), (arguments.media_url, arguments.media)):
        # Other hosts can't be reached, so only a path on the own site can be served.
        if not prefix.startswith("/") or prefix.startswith("//"):
            raise Refused(f"Het adres {prefix} begint niet met één schuine streep.")
        found += [Folder(prefix if prefix.endswith("/") else prefix + "/", root) for root in roots]
    return found


def _profiles(socket_path: Path) -> Path:
    """An empty folder for browser profiles. Browsers of an auditor that was killed still run here: they go."""
    folder = socket_path.with_name(socket_path.name + ".profielen")
    processes.kill_by_argument(f"--user-data-dir={folder}/")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    return folder


def run(argv: Sequence[str] | None = None, *, announce: bool = True) -> None:
    """Run the auditor until a signal. Raises Refused when it can't start."""
    arguments = _arguments(argv)
    folders = _folders(arguments)
    if min(arguments.max_pages, arguments.max_memory) < 1:
        raise Refused("Het aantal pagina's en het geheugen zijn minstens 1.")
    path: Path = arguments.socket.absolute() if arguments.socket else runtime_dir() / SOCKET_NAME
    if len(str(path).encode()) > MAX_SOCKET_PATH:
        raise Refused(f"Het pad van de socket is te lang (hoogstens {MAX_SOCKET_PATH} tekens): {path}")
    verify_files()
    binaries = find_binaries(arguments.chromium, arguments.chromedriver)
    lock = SocketLock(path)
    lock.acquire()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    profiles = _profiles(path)
    pool = Pool(
        PoolConfig(
            binaries=binaries,
            folders=folders,
            profiles=profiles,
            size=arguments.browsers,
            max_pages=arguments.max_pages,
            max_memory=arguments.max_memory * 1_000_000,
        )
    )
    try:
        pool.start()
        if stop.is_set():
            return
        with listen(path) as listener:
            if announce:
                _say(
                    f"De auditor is klaar. Versie van axe: {AXE_VERSION}. "
                    f"Aantal browsers: {arguments.browsers}. Adres: {path}."
                )
            AuditServer(pool, listener).serve(stop.is_set)
    finally:
        path.unlink(missing_ok=True)
        pool.stop()
        processes.kill_by_argument(f"--user-data-dir={profiles}/")
        shutil.rmtree(profiles, ignore_errors=True)
        lock.release()


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(argv: Sequence[str] | None = None) -> int:
    """Run, and turn every reason not to start into one line and exit code 2."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    try:
        run(argv)
    except (
        Refused, RuntimeFolderProblem, DamagedData, ChromiumMissing, SocketTaken, EngineProblem, OSError
    ) as problem:  # fmt: skip
        sys.stderr.write(f"Auditor: {str(problem).splitlines()[0] if str(problem) else problem!r}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
