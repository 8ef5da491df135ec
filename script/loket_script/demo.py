"""script/demo: from a clone to a running demo municipality, and back to nothing running."""

import os
import re
import signal
import socket
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

from loket_script import chromium, demo_state, environment, processes
from loket_script import demo_programs as programs
from loket_script.console import Refusal, say, usage

USAGE = """
usage: [PORT=8000] script/demo [--fresh]

Starts the demo municipality on http://127.0.0.1:PORT/ until Ctrl-C.
--fresh  starts over: removes var/ of this clone (database, uploads, mail, logs), nothing else

LOKET_DEMO_ONCE=1     stop again as soon as everything answers
LOKET_NO_CHROMIUM=1   act as if there is no Chromium: the demo loads, publishing is off
LOKET_OFFLINE=1       install nothing
"""


class _Stop(Exception):
    """Ctrl-C, a hang-up or a request to end."""


def demo(arguments: list[str]) -> int:
    """Run the demo until it is stopped (0) or one of its programs ends by itself (1)."""
    begun = time.monotonic()
    given = usage(USAGE, arguments, {"--fresh"})
    port = chosen_port(os.environ.get("PORT", ""))
    address = f"http://127.0.0.1:{port}/"
    # Before anything is installed, so that Ctrl-C stops an installation in one clear way too.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _on_signal)
    children: list[processes.Child] = []
    try:
        with demo_state.only_one(address):
            refuse_used_port(port)
            if "--fresh" in given:
                demo_state.start_over()
            demo_state.recover()
            return _run(port, address, children, begun)
    except _Stop:
        say("\nStopping.")
        return 0
    finally:
        # A second Ctrl-C must not leave a program behind.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        processes.stop(children)
        if children:
            say("Stopped all that this demo started.")


def chosen_port(text: str) -> int:
    """The port from PORT, 8000 when it is not set. Raises Refusal when it is no port a user may take."""
    if not text.strip():
        return 8000
    if not re.fullmatch(r"[0-9]{1,5}", text.strip()) or not 1 <= int(text) <= 65535:
        raise Refusal(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def refuse_used_port(port: int) -> None:
    """Raise Refusal when something listens there or the port may not be taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            probe.listen()
        except PermissionError:
            raise Refusal(
                f"port {port} is only for the system's administrator; try PORT=8000 script/demo."
            ) from None
        except OSError:
            raise Refusal(f"port {port} is in use; try PORT={port % 65000 + 1} script/demo.") from None


def _on_signal(_number: int, _frame: FrameType | None) -> None:
    raise _Stop


def _run(port: int, address: str, children: list[processes.Child], begun: float) -> int:
    python = environment.ensure("run")
    browser = chromium.find(python)
    variables = programs.demo_variables(port, browser)
    _prepare(python, variables, children)
    if browser:
        children.append(programs.start("auditor", [str(python), "site/manage.py", "auditor"], variables))
    if not demo_state.done("loaded"):
        for child in children:
            programs.wait_for_auditor(python, variables, child)
        _load(python, variables, publishing=browser is not None)
    children.append(programs.start("site", programs.site_command(python, port), variables))
    children.append(programs.start("worker", [str(python), "site/manage.py", "worker"], variables))
    # The programs need a few seconds each to start; asking for the logins takes as long, so ask meanwhile.
    logins = programs.manage(python, variables, "demo_logins")
    if browser:
        programs.wait_for_auditor(python, variables, children[0])
    programs.wait_for_site(address, children)
    say(f"\nThe demo is ready after {time.monotonic() - begun:.0f} seconds.\n")
    say(f"Site      {address}\nAdmin     {address}beheer/\nMail      {address}demo/mail/")
    say(f"Logs      var/log/\n\n{logins}")
    if browser is None:
        say(
            "\nThere is no Chromium with its driver here, so publishing is off: the gate cannot look at a page.\n"
            "Install chromium and chromium-driver and start again to publish."
        )
    if os.environ.get("LOKET_DEMO_ONCE") == "1":
        return 0
    say("\nCtrl-C stops everything. What you change is kept; script/demo --fresh starts over.")
    return _watch(children)


def _prepare(python: Path, variables: Mapping[str, str], children: list[processes.Child]) -> None:
    """Bring the collected static files and the database up to the source, side by side, when they are not."""
    static, migrations = demo_state.static_key(), demo_state.migrations_key()
    collecting = None
    if demo_state.done("static") != static or not (demo_state.VAR / "static").is_dir():
        say("Collecting the static files.")
        arguments = ("collectstatic", "--noinput", "--clear", "--verbosity", "0")
        collecting = programs.start("collectstatic", [str(python), "site/manage.py", *arguments], variables)
        children.append(collecting)
    if demo_state.done("migrated") != migrations or not (demo_state.VAR / "loket.sqlite3").exists():
        say("Preparing the database.")
        programs.manage(python, variables, "migrate", "--noinput", "--verbosity", "0")
        demo_state.mark("migrated", migrations)
    if collecting:
        if collecting.process.wait():
            raise Refusal(f"collecting the static files failed; see {collecting.log}.\n{collecting.tail()}")
        children.remove(collecting)
        demo_state.mark("static", static)


def _load(python: Path, variables: Mapping[str, str], *, publishing: bool) -> None:
    """Load the demo municipality, which happens once."""
    how = "its pages pass the gate one by one" if publishing else "with the committed verdicts"
    say(f"Loading the demo municipality: {how}. The first time this takes a few minutes.")
    sys.stdout.flush()
    with demo_state.loading():
        programs.manage(python, variables, "load_demo", show=True)


def _watch(children: list[processes.Child]) -> int:
    """Wait until one of the programs ends; the rest is stopped by the caller."""
    while True:
        for child in children:
            if child.process.poll() is not None:
                say(
                    f"the {child.name} ended with exit code {child.process.returncode}; see {child.log}.",
                    error=True,
                )
                say(child.tail(), error=True)
                return 1
        time.sleep(0.5)
