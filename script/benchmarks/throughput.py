"""Pages per second of `python -m a11y_checks` beside pa11y-ci and @axe-core/cli, in one run on one Chromium.

The pages are the live product pages of this clone's database (script/demo loads it), or the HTML of a folder given with
--pages. They are served on loopback to all three. The other two come from npm, into a temporary folder; without npm the
benchmark says so and measures ours alone. Load of the machine moves seconds: read the ratios, which are of one run.
A page is lost when a tool gives no verdict on it. "again" is a second run of ours over the same pages. In the last run
of ours one of its browsers is killed midway, and still no page may be lost; that run does not count in the seconds.
--limit takes fewer pages and --minutes ends the run in time, with what was measured until then.
"""

import argparse
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("pa11y-ci", "@axe-core/cli")
FEWEST = 24
LIMIT = 900


def main() -> None:
    """Print a row per tool; exit code 2 when there is nothing to measure with."""
    parser = argparse.ArgumentParser(prog="script/bench throughput", description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=Path, help="folder with HTML, instead of the database")
    parser.add_argument("--rounds", type=int, default=3, help="how often each tool runs")
    parser.add_argument("--runs", type=int, default=10, help="how often ours runs, for lost pages")
    parser.add_argument("--limit", type=int, default=0, help="take this many pages; 0 takes all")
    parser.add_argument("--minutes", type=float, default=60.0, help="start no new run after this long")
    parser.add_argument("--node", type=Path, help="folder in which npm put the other tools already")
    parser.add_argument("--depth", default="site", choices=("site", "publish"), help="how deep ours looks")
    options = parser.parse_args()
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        sys.exit("there is no chromium with chromedriver on PATH")
    with tempfile.TemporaryDirectory(prefix="lb-") as name:
        folder = Path(name)
        site = options.pages.resolve() if options.pages else render_products(folder / "site")
        with Server(site) as server:
            urls = [
                f"{server.url}{path.relative_to(site).as_posix()}" for path in sorted(site.rglob("*.html"))
            ]
            if len(urls) < FEWEST:
                sys.exit(
                    f"there are {len(urls)} pages and the comparison asks {FEWEST}; script/demo loads some"
                )
            urls = urls[: options.limit] if options.limit > 0 else urls
            bin_folder = options.node or install(folder / "npm")
            tools = Tools(folder, urls, chromium, driver, bin_folder, options.depth)
            until = time.monotonic() + options.minutes * 60
            compare(tools, max(1, options.rounds), max(1, options.runs), until)


class Server:
    """Serves a folder on loopback, quietly."""

    def __init__(self, folder: Path) -> None:
        handler = partial(_Quiet, directory=str(folder))
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/"

    def __enter__(self) -> "Server":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_problem: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """No line per request."""


class Tools:
    """How each tool is run over all pages; each gives the number of pages it has a verdict on."""

    def __init__(
        self, folder: Path, urls: list[str], chromium: str, driver: str, node: Path | None, depth: str
    ) -> None:
        self.folder, self.urls, self.node, self.depth = folder, urls, node, depth
        self._chromium, self._driver = chromium, driver
        self._flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        (folder / "urls.txt").write_text("\n".join(urls))

    def ours(self, *extra: str) -> int:
        """Every page but those with a record "unchecked"; none when the command ended otherwise."""
        out = self.folder / "ours.json"
        out.unlink(missing_ok=True)
        command = [sys.executable, "-m", "a11y_checks", "--urls", str(self.folder / "urls.txt")]
        command += ["--format", "json", "--output", str(out), "--depth", self.depth, *extra]
        # Its own browsers: an auditor that happens to run here would be warm already.
        self._run([*command, "--jobs", "2"], cwd=ROOT)
        if not out.exists():
            return 0
        records = json.loads(out.read_text())
        return len(self.urls) - len({r["url"] for r in records if r["level"] == "unchecked"})

    def first(self) -> int:
        """Without anything remembered."""
        self.cache.unlink(missing_ok=True)
        return self.ours("--cache", str(self.cache))

    def killed(self) -> int:
        """The same, while one of its browsers is killed as soon as the first pages are done."""
        stop = threading.Event()
        killer = threading.Thread(target=kill_a_browser, args=(self.cache, stop), daemon=True)
        killer.start()
        try:
            return self.first()
        finally:
            stop.set()
            killer.join()

    def again(self) -> int:
        """Over pages that did not change since `first`."""
        return self.ours("--cache", str(self.cache))

    @property
    def cache(self) -> Path:
        """Where ours remembers."""
        return self.folder / "cache.sqlite3"

    def pa11y_ci(self) -> int:
        """As it comes: HTML_CodeSniffer, one page at a time."""
        config = self.folder / "pa11yci.json"
        launch = {"executablePath": self._chromium, "args": self._flags}
        config.write_text(
            json.dumps({"defaults": {"chromeLaunchConfig": launch, "timeout": 60000}, "urls": self.urls})
        )
        said = self._run([str(self._tool("pa11y-ci")), "--config", str(config), "--json"])
        try:
            results = json.loads(said)["results"]
        except (ValueError, KeyError):
            return 0
        return sum(all("code" in issue for issue in issues) for issues in results.values())

    def axe_cli(self) -> int:
        """As it comes, with the same browser."""
        flags = ",".join(flag.removeprefix("--") for flag in self._flags)
        command = [str(self._tool("axe")), *self.urls, "--stdout"]
        command += ["--chrome-path", self._chromium, "--chromedriver-path", self._driver]
        command += ["--chrome-options", flags] if flags else []
        try:
            return len(json.loads(self._run(command)))
        except ValueError:
            return 0

    def _tool(self, name: str) -> Path:
        assert self.node is not None
        return self.node / "node_modules" / ".bin" / name

    def _run(self, command: list[str], cwd: Path | None = None) -> str:
        done = subprocess.run(
            command, cwd=cwd or self.folder, capture_output=True, text=True, check=False, timeout=LIMIT
        )
        if done.returncode not in (0, 1, 2):
            print(f"  {Path(command[0]).name} ended with {done.returncode}: {done.stderr[-200:]}")
        return done.stdout


def kill_a_browser(cache: Path, stop: threading.Event) -> None:
    """End one Chromium of ours midway, that is once `cache` holds a verdict, and say so."""
    from a11y_checks.browser import processes

    while not stop.wait(0.05):
        if not _kept(cache):
            continue
        # Ours keep their profiles in the folder of our own auditor, which is a child of this process.
        for process in processes.running():
            if (
                "/loket-" in process.command
                and "--user-data-dir=" in process.command
                and _is_ours(process.pid)
            ):
                processes.kill_group(process.group)
                print("  one browser was killed midway\n")
                return
    print("  the run ended before a browser could be killed\n")


def _kept(cache: Path) -> int:
    """How many verdicts stand in the cache."""
    if not cache.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{cache}?mode=ro", uri=True)) as connection:
            return int(connection.execute("select count(*) from verdict").fetchone()[0])
    except sqlite3.Error:
        return 0


def _is_ours(pid: int) -> bool:
    """Whether a process descends from this one."""
    while pid > 1:
        if pid == os.getpid():
            return True
        try:
            pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            return False
    return False


def compare(tools: Tools, rounds: int, ours_rounds: int, until: float) -> None:
    """Run the tools in turn, so that load meets them alike, and print medians, ratios and lost pages."""
    runs: dict[str, Callable[[], int]] = {"ours": tools.first, "ours, again": tools.again}
    if tools.node is not None:
        runs |= {"pa11y-ci": tools.pa11y_ci, "@axe-core/cli": tools.axe_cli}
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    lost = dict.fromkeys(runs, 0)
    for number in range(max(rounds, ours_rounds)):
        for name, run in runs.items():
            if number >= (ours_rounds if name.startswith("ours") else rounds):
                continue
            if number and time.monotonic() > until:
                continue
            begun = time.perf_counter()
            lost[name] += len(tools.urls) - run()
            seconds[name].append(time.perf_counter() - begun)
    missed = len(tools.urls) - tools.killed()
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{len(tools.urls)} pages, {os.cpu_count()} cores, load average {load}, depth {tools.depth}\n")
    print(f"{'tool':16} {'n':>3} {'s':>7} {'s/page':>7} {'ours is':>9} {'lost':>5}")
    ours = statistics.median(seconds["ours"])
    for name, times in seconds.items():
        middle = statistics.median(times)
        each = middle / len(tools.urls)
        print(f"{name:16} {len(times):3} {middle:7.2f} {each:7.3f} {middle / ours:8.2f}x {lost[name]:5}")
    print(f"{'browser killed':16} {1:3} {'':7} {'':7} {'':9} {missed:5}\n")
    again = statistics.median(seconds["ours, again"]) / ours
    print(f"a second run over unchanged pages takes {again:.1%} of the first")
    print("asked: 5.00x pa11y-ci, 2.00x @axe-core/cli, no page lost in 10 runs, a second run of at most 5 %")


def install(folder: Path) -> Path | None:
    """The other tools from npm, without their own browsers; None when that does not work here."""
    npm = shutil.which("npm")
    if npm is None:
        print("npm is not here: ours is measured alone\n")
        return None
    folder.mkdir()
    command = [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *PACKAGES]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=LIMIT)
    if done.returncode:
        print("npm could not be reached: ours is measured alone\n")
        return None
    return folder


def render_products(folder: Path) -> Path:
    """Every live product page of the database as a file, with the static files beside them."""
    import django

    django.setup()
    from django.apps import apps
    from django.conf import settings
    from django.test import Client

    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    folder.mkdir()
    for product in apps.get_model("producten", "ProductPage").objects.live().order_by("path"):
        answer = client.get(product.get_url_parts()[2])
        if answer.status_code == 200:
            (folder / f"{product.slug}.html").write_bytes(answer.content)
    collected = Path(settings.STATIC_ROOT)
    if collected.is_dir():
        (folder / "static").symlink_to(collected)
    if Path(settings.MEDIA_ROOT).is_dir():
        (folder / "media").symlink_to(settings.MEDIA_ROOT)
    return folder


if __name__ == "__main__":
    main()
