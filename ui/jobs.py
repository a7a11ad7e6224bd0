"""Long work beside the window: one worker, progress in words, and a way to stop it."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal

from hcd_studio.speech import Message, Sayable


class Stopped(Exception):
    """The person stopped the work."""


@dataclass
class Job:
    """One piece of long work. What runs in the worker calls `step` now and then: it tells and may raise `Stopped`."""

    words: Sayable
    work: Callable[[Job], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    tell: Callable[[Job], None]
    share: float = 0.0
    said: Sayable | None = None
    _stop: threading.Event = field(default_factory=threading.Event)
    _told: float = 0.0

    def step(self, share: float = 0.0, said: Sayable | None = None) -> None:
        """Say how far the work is, 0 to 1, and with which part; raises `Stopped` where it should end."""
        if self._stop.is_set():
            raise Stopped
        self.share, self.said = share, said or self.said
        if time.monotonic() - self._told > 0.05:  # more often than this nobody can see it
            self._told = time.monotonic()
            self.tell(self)

    @property
    def stopping(self) -> bool:
        """Whether the person asked to stop."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask the work to end at its next step."""
        self._stop.set()


class Jobs(QObject):
    """Work in one thread beside the window, one piece after another; answers arrive in the window's thread."""

    started = Signal(object)
    moved = Signal(object)
    ended = Signal(object)
    _answer = Signal(object)

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._waiting: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self.running: list[Job] = []
        self._quiet: list[Job] = []
        self._answer.connect(self._hear)

    def run(
        self,
        words: Sayable,
        work: Callable[[Job], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        quiet: bool = False,
    ) -> Job:
        """Do `work(job)` beside the window; then `done(result)` or `failed(error)` in it. Stopping is no failure.

        Nobody is told of `quiet` work, and what it does is nobody's loss.
        """
        job = Job(words, work, done, failed or _raise, self._tell)
        self._quiet = [*self._quiet, job] if quiet else self._quiet
        if not quiet:
            self.running.append(job)
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
            self._thread.start()
        self._waiting.put(job)
        if not quiet:
            self.started.emit(job)
        return job

    def stop(self) -> None:
        """Stop everything that runs or waits."""
        for job in (*self.running, *self._quiet):
            job.stop()

    def close(self) -> None:
        """End the worker; whatever runs is asked to stop first."""
        self.stop()
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join(10)
            self._thread = None
        self.running.clear()

    def _tell(self, job: Job) -> None:
        self._answer.emit((job, "moved", None))

    def _work(self) -> None:
        while (job := self._waiting.get()) is not None:
            if job.stopping:
                self._answer.emit((job, "stopped", None))
                continue
            try:
                result = job.work(job)
            except Stopped:
                self._answer.emit((job, "stopped", None))
            except Exception as error:
                self._answer.emit((job, "failed", error))
            else:
                self._answer.emit((job, "done", result))

    def _hear(self, answer: tuple[Job, str, Any]) -> None:
        job, what, value = answer
        if job not in self.running:
            return
        if what == "moved":
            self.moved.emit(job)
            return
        self.running.remove(job)
        self.ended.emit(job)
        if what == "done":
            job.done(value)
        elif what == "failed":
            job.failed(value)


def _raise(error: Exception) -> None:
    raise error


STOPPED = Message("Stopped. Nothing was written.")
