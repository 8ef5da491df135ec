"""The programs of the demo: what they are started with, and waiting until they answer."""

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from loket_script import chromium, demo_state, processes
from loket_script.console import ROOT, Refusal

WAIT_SECONDS = 90


def demo_variables(port: int, browser: chromium.Chromium | None) -> dict[str, str]:
    """The environment of the demo's programs: this clone's own database and folders, whatever the caller has set."""
    dropped = (
        "DATABASE_URL",
        "LOKET_SECRET_KEY",
        "LOKET_ANSWER_KEYS_FILE",
        "LOKET_ALLOWED_HOSTS",
        "LOKET_BASE_URL",
        "LOKET_AUDITOR_SOCKET",
    )
    variables = {name: value for name, value in os.environ.items() if name not in dropped}
    return {
        **variables,
        "DJANGO_SETTINGS_MODULE": "gemeente.settings.dev",
        "LOKET_DATA_DIR": str(demo_state.VAR),
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
        **(browser.variables(demo_state.VAR / "bin") if browser else {"LOKET_NO_CHROMIUM": "1"}),
    }


def site_command(python: Path, port: int) -> list[str]:
    """Gunicorn with threads; its control socket would stand in the user's home, shared between clones."""
    return [
        *(str(python), "-m", "gunicorn", "gemeente.wsgi:application", "--bind", f"127.0.0.1:{port}"),
        *("--worker-class", "gthread", "--workers", "2", "--threads", "4", "--no-control-socket"),
        *("--timeout", "120", "--graceful-timeout", "5", "--access-logfile", "-"),
    ]


def start(name: str, command: list[str], variables: Mapping[str, str]) -> processes.Child:
    """Start a program of the demo, with its output in var/log/NAME.log."""
    return processes.start(name, command, cwd=ROOT, env=variables, log=demo_state.VAR / "log" / f"{name}.log")


def manage(python: Path, variables: Mapping[str, str], *arguments: str, show: bool = False) -> str:
    """Run a management command to its end. Raises Refusal with its output when it fails."""
    command = [str(python), "site/manage.py", *arguments]
    # A group of its own: Ctrl-C reaches us alone, and we end the command.
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=dict(variables),
        stdin=subprocess.DEVNULL,
        stdout=None if show else subprocess.PIPE,
        stderr=None if show else subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate()
        except BaseException:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            raise
    if process.returncode:
        shown = f"\n{output.strip()}" if output else ""
        raise Refusal(f"manage.py {' '.join(arguments)} failed with exit code {process.returncode}.{shown}")
    return (output or "").strip("\n")


def wait_for_auditor(python: Path, variables: Mapping[str, str], child: processes.Child) -> None:
    """Wait until the auditor's socket takes a connection."""
    code = (
        "import sys; from pathlib import Path; from a11y_checks.browser.runtime import runtime_dir; "
        "print(runtime_dir(Path(sys.argv[1])) / 'auditor.sock')"
    )
    asked = subprocess.run(
        [python, "-c", code, str(ROOT)],
        cwd=ROOT,
        env=dict(variables),
        capture_output=True,
        text=True,
        check=True,
    )
    path = asked.stdout.strip()
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        _refuse_dead(child)
        with socket.socket(socket.AF_UNIX) as client, contextlib.suppress(OSError):
            client.connect(path)
            return
        time.sleep(0.1)
    raise Refusal(f"the auditor did not start in {WAIT_SECONDS} seconds; see {child.log}.\n{child.tail()}")


def wait_for_site(address: str, children: list[processes.Child]) -> None:
    """Wait until the home page answers 200. Raises Refusal when a program ends or the time is over."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + WAIT_SECONDS
    problem = "no answer"
    while time.monotonic() < deadline:
        for child in children:
            _refuse_dead(child)
        try:
            with opener.open(address, timeout=30) as answer:
                if answer.status == 200:
                    return
        except urllib.error.HTTPError as error:
            problem = f"HTTP {error.code}"
        except OSError:
            pass
        time.sleep(0.2)
    log = next(child for child in children if child.name == "site")
    raise Refusal(
        f"the site did not answer in {WAIT_SECONDS} seconds ({problem}); see {log.log}.\n{log.tail()}"
    )


def _refuse_dead(child: processes.Child) -> None:
    if child.process.poll() is not None:
        raise Refusal(
            f"the {child.name} ended with exit code {child.process.returncode}; see {child.log}.\n{child.tail()}"
        )
