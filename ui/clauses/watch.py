"""Findings in step with the session: of the whole soon after a change, of one record while it is being written at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from hcd_studio.fields import Id
from hcd_studio.records import Record, Requirement
from hcd_studio.session import now
from hcd_studio.speech import N_, Message
from ui.context import Context

if TYPE_CHECKING:
    from hcd_studio.checks import Finding
    from hcd_studio.checks.engine import Checker
    from hcd_studio.checks.looking import World

PAUSE_MS = 150
MANY = 400
"""From so many requirements on, the whole is read beside the window."""
PAGES = ("needs", "requirements")
SEVERITY = {"stops": N_("Stops the issue"), "mend": N_("To mend"), "advice": N_("Advice")}
LOOK = {
    "stops": ("warning-octagon", "bad"), "mend": ("warning", "warn"), "advice": ("info", "muted"),
    "": ("check-circle", "good"), "open": ("circle", "muted"),
}  # fmt: skip
"""Icon and colour of what a record's findings amount to."""


class Watch(QObject):
    """Knows what the rules find; `read` tells that the whole was read again."""

    read = Signal()

    def __init__(self, context: Context):
        super().__init__(context)
        self.context = context
        self.known: dict[Id, tuple[Finding, ...]] = {}
        self.all: tuple[Finding, ...] = ()
        self._checker: Checker | None = None
        self._world: World | None = None
        self._owed, self._working = True, False
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(PAUSE_MS)
        self._clock.timeout.connect(self._look)
        context.bridge.opened.connect(self._anew)
        context.bridge.closed.connect(self._anew)
        context.bridge.changed.connect(self._hear)

    # Asking

    def margin(self, record: Record) -> tuple[Finding, ...]:
        """What stands in a record as it is given, kept or not: at once."""
        from hcd_studio.checks.engine import margin
        from hcd_studio.checks.looking import World

        session = self.context.bridge.session
        if session is None:
            return ()
        snapshot = now(session, judged=True)
        if self._world is None:
            self._world = World(snapshot)
        return margin(snapshot, record, self._world)

    def beside(self, id: Id) -> tuple[Finding, ...]:
        """What only a look at the whole finds at a record, e.g. that another says almost the same."""
        from hcd_studio.checks.looking import whole_checks
        from hcd_studio.checks.rules import rules

        known = rules()
        return tuple(one for one in self.known.get(id, ()) if known[one.rule].check in whole_checks)

    def of(self, ids: Iterable[Id]) -> tuple[Finding, ...]:
        """What was found at some records when the whole was read last."""
        return tuple(one for id in ids for one in self.known.get(id, ()))

    def worst(self, ids: Iterable[Id]) -> str:
        """The gravest severity that stands at some records, empty where nothing does."""
        found = {one.severity for one in self.of(ids) if one.waived is None}
        return next((one for one in ("stops", "mend", "advice") if one in found), "")

    @property
    def counts(self) -> Mapping[str, int]:
        """How many findings of each severity stand."""
        standing: list[str] = [one.severity for one in self.all if one.waived is None]
        return {severity: standing.count(severity) for severity in SEVERITY}

    # Keeping in step

    def wake(self) -> None:
        """A page that shows findings is about to be shown: read what is owed."""
        session = self.context.bridge.session
        if not self._owed or self._working or session is None:
            return
        if len(session.all(Requirement)) < MANY:
            self._look()
        else:
            self._clock.start()  # the page is seen first

    def settle(self) -> None:
        """Read the whole now rather than soon."""
        if self._clock.isActive():
            self._clock.stop()
            self._look()

    def _anew(self) -> None:
        self._checker = self._world = None
        self._take(())
        self._owed = True

    def _hear(self, _told: object) -> None:
        self._world, self._owed = None, True
        if self.context.actions.target("window") is None or self._shown:
            self._clock.start()

    @property
    def _shown(self) -> bool:
        window = self.context.actions.target("window")
        return window is not None and window.shown in PAGES

    def _look(self) -> None:
        from hcd_studio.checks.engine import Checker

        session = self.context.bridge.session
        if session is None or self._working:
            return
        checker = self._checker = self._checker or Checker()
        self._owed = False
        if len(session.all(Requirement)) < MANY:
            self._take(checker.findings(now(session, judged=True)))
            return
        snapshot = session.snapshot()
        self._working = True
        self.context.jobs.run(
            Message("Checking the clauses"), lambda _job: checker.findings(snapshot), self._came, self._failed
        )

    def _came(self, found: tuple[Finding, ...]) -> None:
        self._working = False
        if self.context.bridge.session is not None:
            self._take(found)
        if self._owed:
            self._clock.start()

    def _failed(self, error: Exception) -> None:
        self._working = False
        self.context.bridge.fail(error)

    def _take(self, found: tuple[Finding, ...]) -> None:
        self.all = found
        known: dict[Id, list[Finding]] = {}
        for one in found:
            known.setdefault(one.place.record, []).append(one)
        self.known = {id: tuple(ones) for id, ones in known.items()}
        self.read.emit()


def watch_of(context: Context) -> Watch:
    """The one watch of a window, made when it is first asked for."""
    found = context.findChild(Watch)
    return found if isinstance(found, Watch) else Watch(context)
