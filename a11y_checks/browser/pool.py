"""The pool: a few threads with a warm browser each, that outlive whatever a document does to a browser."""

from __future__ import annotations

import itertools
import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from selenium.common.exceptions import TimeoutException, WebDriverException
from urllib3.exceptions import HTTPError

from a11y_checks.browser import audit
from a11y_checks.browser.axe_run import EngineProblem
from a11y_checks.browser.chromium import Binaries, Browser, ChromiumMissing
from a11y_checks.browser.docserver import DocumentServer, Folder
from a11y_checks.browser.protocol import (
    DEFAULT_OPTIONS,
    START_SECONDS,
    AuditDocument,
    BrowserResult,
    Options,
    Resolve,
)

logger = logging.getLogger("loket.auditor")

_BROKEN = (WebDriverException, HTTPError, OSError, EngineProblem, ChromiumMissing)
_WEIGH_EVERY = 10
# A page loses its browser through no fault of its own when memory runs out, or when somebody ends the browser. That it
# happens three times to the same page is the page.
_TRIES = 3
_FELL = "De browser viel uit bij het controleren van deze pagina."
_NO_BROWSER = "De browser voor de controle start nu niet. Probeer het over een minuut opnieuw."


@dataclass(frozen=True, slots=True)
class PoolConfig:
    """How the pool runs. A browser is replaced after `max_pages` pages or above `max_memory` bytes."""

    binaries: Binaries
    folders: Sequence[Folder]
    profiles: Path
    size: int = 2
    max_pages: int = 200
    max_memory: int = 1_500_000_000
    command_seconds: float = 60.0


@dataclass(order=True, slots=True)
class Job:
    """One document to audit. `rank` is its place in its request: every request's first document goes first."""

    rank: int
    number: int
    document: AuditDocument = field(compare=False)
    rules: Sequence[str] = field(compare=False)
    seconds: float = field(compare=False)
    deliver: Callable[[BrowserResult], None] = field(compare=False)
    cancelled: threading.Event = field(compare=False)
    resolve: Resolve | None = field(compare=False, default=None)
    options: Options = field(compare=False, default=DEFAULT_OPTIONS)


class Pool:
    """Workers on one queue. `start` proves that a browser works; `stop` ends every process it started."""

    def __init__(self, config: PoolConfig) -> None:
        self._config = config
        self._jobs: queue.PriorityQueue[Job] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._stopping = threading.Event()
        self._workers = [Worker(config, self._stopping) for _ in range(config.size)]
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Start the first browser here, so that a missing one shows at once, and the others beside it.

        Raises ChromiumMissing or EngineProblem.
        """
        first, *others = self._workers
        self._work(others)
        first.ready()
        self._work([first])

    def _work(self, workers: Sequence[Worker]) -> None:
        for worker in workers:
            thread = threading.Thread(target=self._run, args=(worker,), name="browser", daemon=True)
            thread.start()
            self._threads.append(thread)

    def submit(
        self,
        documents: Sequence[AuditDocument],
        rules: Sequence[str],
        seconds: float,
        deliver: Callable[[int, BrowserResult], None],
        *,
        cancelled: threading.Event,
        resolve: Resolve | None = None,
        options: Options = DEFAULT_OPTIONS,
    ) -> None:
        """Queue documents; `deliver(place, result)` is called once for each, from a worker's thread.

        Setting `cancelled` drops what has not started.
        """
        for place, document in enumerate(documents):
            job = Job(
                rank=place,
                number=next(self._numbers),
                document=document,
                rules=rules,
                seconds=seconds,
                deliver=lambda result, place=place: deliver(place, result),  # type: ignore[misc]
                cancelled=cancelled,
                resolve=resolve,
                options=options,
            )
            self._jobs.put(job)

    def status(self) -> dict[str, Any]:
        """Browsers that live, documents audited, browsers replaced, documents waiting."""
        return {
            "browsers": sum(worker.alive for worker in self._workers),
            "pages": sum(worker.audited for worker in self._workers),
            "replaced": sum(worker.replaced for worker in self._workers),
            "waiting": self._jobs.qsize(),
        }

    @property
    def groups(self) -> list[int]:
        """Process groups of the live browsers."""
        return [worker.group for worker in self._workers if worker.group]

    def stop(self) -> None:
        """End every browser and thread; documents that still wait get no result."""
        self._stopping.set()
        for worker in self._workers:
            worker.stop()
        for thread in self._threads:
            thread.join(10)

    def _run(self, worker: Worker) -> None:
        while not self._stopping.is_set():
            try:
                worker.keep_warm()
                job = self._jobs.get(timeout=0.5)
            except queue.Empty:
                continue
            if job.cancelled.is_set():
                continue
            result = worker.run(job)
            if not self._stopping.is_set():
                job.deliver(result)


class Worker:
    """One browser with its document server, used by one thread at a time."""

    def __init__(self, config: PoolConfig, stopping: threading.Event) -> None:
        self._config = config
        self._stopping = stopping
        self._browser: Browser | None = None
        self._pages = 0
        self._retry_at = 0.0
        self._server = DocumentServer(config.folders)
        self._server.start()
        self.audited = 0
        self.replaced = 0

    @property
    def alive(self) -> bool:
        """Whether a browser is ready."""
        return self._browser is not None

    @property
    def group(self) -> int:
        """The process group of the browser, 0 without one."""
        return self._browser.group if self._browser else 0

    def ready(self) -> Browser:
        """The browser, started and proven when there is none. Raises ChromiumMissing, EngineProblem and others."""
        if self._browser is None:
            browser = Browser(
                self._config.binaries, self._config.profiles, command_seconds=self._config.command_seconds
            )
            try:
                browser.start()
                self._pages = 0
                self._browser = browser
                audit.prepare(browser, self._server)
            except BaseException:
                self._browser = None
                browser.kill()
                raise
            if self._stopping.is_set():
                self._drop()
                raise ChromiumMissing("De auditor stopt.")
        return self._browser

    def keep_warm(self) -> None:
        """Start a browser ahead of the next document; a failure waits ten seconds for the next try."""
        if self._browser is None and time.monotonic() >= self._retry_at and not self._stopping.is_set():
            try:
                self.ready()
            except _BROKEN as problem:
                self._retry_at = time.monotonic() + 10
                logger.warning("no browser: %s", problem)

    def run(self, job: Job) -> BrowserResult:
        """The result for one document, whatever happens. When its browser dies it is tried again in a new one, until it
        was there three times when that happened. Its seconds count while a browser looks at it, in all tries together.
        """
        looking, starting, error = job.seconds, START_SECONDS, ""
        for _try in range(_TRIES):
            started = time.monotonic()
            if (browser := self._started(job, started + starting)) is None:
                return BrowserResult(name=job.document.name, error=error or _NO_BROWSER)
            begun = time.monotonic()
            starting -= begun - started
            result, error = self._attempt(browser, job, begun + looking)
            looking -= time.monotonic() - begun
            if result is not None:
                self.audited += 1
                self._recycle()
                return result
            if looking <= 0.05:
                error = _too_slow(job)
                break
        return BrowserResult(name=job.document.name, error=error)

    def _started(self, job: Job, deadline: float) -> Browser | None:
        """The browser, with new tries when one does not start: that says nothing about the document. None when it is
        `deadline`, or when the auditor stops."""
        for _try in range(_TRIES):
            if self._stopping.is_set() or time.monotonic() >= deadline:
                break
            try:
                return self.ready()
            except _BROKEN as problem:
                logger.warning("no browser for %s: %s", job.document.name, str(problem).splitlines()[:1])
        return None

    def _attempt(self, browser: Browser, job: Job, deadline: float) -> tuple[BrowserResult | None, str]:
        """A result, or the Dutch reason why there is none. Leaves no browser behind that may be unwell."""
        alarm = threading.Timer(max(deadline - time.monotonic(), 0.0), self._drop)
        alarm.daemon = True
        alarm.start()
        try:
            result = self._audit(browser, job)
            if result.error and not browser.running:
                raise WebDriverException("the browser died while the probes ran")
            return result, ""
        except audit.DocumentProblem as problem:
            self._drop()
            return BrowserResult(name=job.document.name, error=str(problem)), ""
        except TimeoutException as problem:
            died = not browser.running
            logger.warning("time-out on %s: %s", job.document.name, problem.msg)
            self._drop()
            return (
                (None, _FELL) if died else (BrowserResult(name=job.document.name, error=_too_slow(job)), "")
            )
        except _BROKEN as problem:
            logger.warning("browser failed on %s: %s", job.document.name, str(problem).splitlines()[:1])
            self._drop()
            return None, _FELL
        except Exception:  # one odd document may never end the auditor
            logger.exception("unexpected failure on %s", job.document.name)
            self._drop()
            return None, "De controle van deze pagina mislukte."
        finally:
            alarm.cancel()

    def _audit(self, browser: Browser, job: Job) -> BrowserResult:
        return audit.audit(
            browser, self._server, job.document, job.rules, resolve=job.resolve, options=job.options
        )

    def _recycle(self) -> None:
        self._pages += 1
        browser = self._browser
        if browser is None:
            return
        heavy = self._pages % _WEIGH_EVERY == 0 and browser.memory() > self._config.max_memory
        if heavy or self._pages >= self._config.max_pages:
            self._drop()

    def _drop(self) -> None:
        """End the browser; the next document or `keep_warm` starts another."""
        browser, self._browser = self._browser, None
        if browser is not None:
            self.replaced += 1
            browser.kill()

    def stop(self) -> None:
        """End browser and server for good."""
        self._drop()
        self._server.stop()


def _too_slow(job: Job) -> str:
    return f"De controle van deze pagina duurde langer dan {job.seconds:g} seconden."
