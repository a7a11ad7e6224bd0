"""Two copies become one: the union of their changes, the same in any order.

Foreign files are met in quarantine (`store.foreign`): only edits that hash to their ids come in. One merge is one
transaction and is told as one; it is never on my undo stack. A preview does all of it and rolls back. Edits may arrive
before those that they replace; clocks may be wrong; nothing is refused for either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from enum import Enum, auto
from pathlib import Path

from hcd_studio import snapshots
from hcd_studio.change import ALIVE, ERASED, Change, ChangeId, Edit
from hcd_studio.clock import stamp_time
from hcd_studio.columns import title_of
from hcd_studio.fields import Id
from hcd_studio.merge_report import Line, MergeReport, Met
from hcd_studio.privacy import resume
from hcd_studio.reading import versions
from hcd_studio.records import KINDS, Attachment, Record
from hcd_studio.session import Session, refuse_while_busy
from hcd_studio.speech import Message
from hcd_studio.store import Row, no_such_session
from hcd_studio.store.foreign import Foreign, met
from hcd_studio.store.part import put_checked
from hcd_studio.store.rebuild import row_of

__all__ = ["MergeReport", "merge", "preview", "take_in"]

AHEAD_DAYS = 1.0
"""A copy whose clock stands further ahead is named; nothing else follows from it."""


def merge(session: Session, others: Sequence[Path]) -> MergeReport:
    """Take in what other copies hold: all of them or, where one is no copy of this session, none."""
    with ExitStack() as stack:
        found = _meet(session, others, stack)
        snapshots.before(session.store, "merge")
        report = take_in(session, found)
    resume(session)  # erasures that came in are carried out to the last byte
    return report


def preview(session: Session, others: Sequence[Path]) -> MergeReport:
    """The report that `merge` would give, exactly; nothing is kept and nothing shown."""
    with ExitStack() as stack:
        return take_in(session, _meet(session, others, stack), kept=False)


class _NotKept(Exception):
    """Ends a preview's transaction."""


def take_in(session: Session, found: Sequence[Foreign], *, kept: bool = True) -> MergeReport:
    """Take in changes that were checked already; see `merge`."""
    refuse_while_busy(session)
    meeting = _Meeting(session, found)
    with suppress(_NotKept):
        with session.store.transaction(kept=meeting.is_kept):
            meeting.hold()
            if not kept:
                meeting.report.preview = True
                raise _NotKept
        session.tell_merge(tuple(meeting.changes), meeting.touched, meeting.several)
    return meeting.report


def _meet(session: Session, others: Sequence[Path], stack: ExitStack) -> list[Foreign]:
    refuse_while_busy(session)
    known = _complete(session)
    found = []
    for path in others:
        one = stack.enter_context(met(path, known))
        if one.session != session.store.session:
            raise no_such_session(path)
        found.append(one)
    return found


def _complete(session: Session) -> set[ChangeId]:
    """Changes of which nothing is missing here."""
    query = """SELECT c.id FROM change c JOIN (SELECT change, count(value) AS n FROM edit GROUP BY change) e
        ON e.change = c.n WHERE e.n = c.edits"""
    return {id for (id,) in session.store.db.execute(query)}


class _Meeting:
    """One merge while it happens, inside its transaction; memory is not touched before it is kept."""

    def __init__(self, session: Session, found: Sequence[Foreign]):
        self.session = session
        self.store = session.store
        self.found = found
        self.report = MergeReport()
        self.changes: list[Change] = []
        self.touched: dict[Id, tuple[Record | None, Record | None]] = {}
        self.several: dict[Id, dict[str, int]] = {}
        self._known: dict[Id, bool] = {}
        self._rows: dict[tuple[str, Id], Row | None] = {}
        self._let_go: set[Id] = set()

    def is_kept(self) -> bool:
        """Whether the commit happened, asked of a file that was opened again."""
        return all(self.store.has(change.id) for change in self.changes)

    def hold(self) -> None:
        """Everything that one merge does to the file, and the report of it."""
        brought = [Counter[str]() for _ in self.found]
        for turn in Turn:  # in this order, so that late words never enter
            for one, counts in zip(self.found, brought, strict=True):
                for change in one.changes:
                    if _turn(change) is turn:
                        self._take(change, counts)
        for one, counts in zip(self.found, brought, strict=True):
            one.spoil(counts["bad"])
            self._bring_pictures(one)
            warnings = (*one.warnings, *self._clocks(one))
            self.report.files.append(Met(one.name, counts["changes"], counts["edits"], one.bad, one.part, warnings))
        self._note_records(id for _, id in self.store.erased_now)
        self._refresh()

    def _take(self, change: Change, counts: Counter[str]) -> None:
        for record in {edit.record for edit in change.edits} - self._known.keys():
            self._known[record] = bool(self.store.kind_of(record))
        good = tuple(edit for edit in change.edits if self._may_enter(edit))
        new = put_checked(self.store, replace(change, edits=good)) if good else []
        counts["bad"] += len(change.edits) - len(good) + (len(good) if new is None else 0)
        counts["edits"] += len(new or ())
        counts["changes"] += bool(new)
        self._note(change, new or [])

    def _may_enter(self, edit: Edit) -> bool:
        """Every edit that verifies is taken in, whatever it names: what it does is bound to its own place (`store.put`).

        One without its value is let in only where that was erased; else the word is lost there, and a good copy brings it.
        """
        return edit.value is not None or self.store.is_erased(edit.record, edit.field)

    def _note(self, change: Change, new: list[Edit]) -> None:
        if new:
            self.changes.append(replace(change, edits=tuple(new)))
        for edit in new:
            self._note_records([edit.record])
            if edit.field == ALIVE and edit.value == "false":
                self._let_go.add(edit.record)
            if edit.kind not in KINDS:
                self.report.newer += 1
            if edit.value is not None and self.store.is_erased(edit.record, edit.field):
                self.report.erased += 1

    def _note_records(self, ids: Iterable[Id]) -> None:
        for id in ids:
            self._known.setdefault(id, True)
            if id not in self.touched:
                self.touched[id] = (self.session.find(id), None)

    def _bring_pictures(self, one: Foreign) -> None:
        for row in one.blobs(self._missing_pictures()):
            self.store.db.execute("INSERT OR IGNORE INTO blob VALUES(?, ?, ?, ?, ?)", row)

    def _missing_pictures(self) -> set[str]:
        """Pictures that standing words name and that are not here; an erased word names none."""
        query = """SELECT DISTINCT e.value FROM edit e JOIN field f ON f.n = e.field
            WHERE e.head AND f.kind = ? AND f.name = 'sha256' AND length(e.value) = 66"""
        named = {str(found)[1:-1] for (found,) in self.store.db.execute(query, (Attachment.table,))}
        here = {found for (found,) in self.store.db.execute("SELECT sha256 FROM blob")}
        return {one for one in named - here if not set(one) - set("0123456789abcdef")}

    def _clocks(self, one: Foreign) -> Iterator[Message]:
        now = self.session.clock.now()
        ahead: dict[str, float] = {}
        for change in one.changes:
            days = (stamp_time(change.hlc).timestamp() - now) / 86_400
            ahead[change.actor] = max(days, ahead.get(change.actor, 0.0))
        for actor, days in sorted(ahead.items()):
            if days > AHEAD_DAYS:
                yield Message("The clock of copy {copy} stands {days} days ahead.", copy=actor, days=round(days))

    def _refresh(self) -> None:
        """Read every touched record again, and only those."""
        lines: list[Line] = []
        for id, (before, _) in list(self.touched.items()):
            kind = self.store.kind_of(id)
            if before is not None and before.table != kind:
                self._rows[before.table, id] = None  # somebody wrote it as several kinds, and it is not of this one
            if kind not in KINDS:
                if before is None:
                    del self.touched[id]
                else:
                    lines += self._lines(before.table, id, before, None)
                continue
            heads = self.store.all_heads(id)
            row = self._rows[kind, id] = row_of(self.store, kind, id, heads)
            after = row[0] if row else None
            self.touched[id] = (before, after)
            self.several[id] = versions(kind, heads) if row else {}
            lines += self._lines(kind, id, before, after)
        self.store.put_rows(self._rows)
        self.report.add(lines)
        self.report.pictures = len(self._missing_pictures())
        self.report.waiting = int(self.store.db.execute("SELECT count(*) FROM waiting").get)

    def _lines(self, kind: str, id: Id, before: Record | None, after: Record | None) -> Iterator[Line]:
        shown = after or before
        if shown is None:
            return
        title = title_of(shown)
        several = self.several.get(id, {}).items()
        met_at_once = [(name, n) for name, n in several if n > self.session.several.found.get((id, name), 1)]
        if after is None:
            yield Line("removed", kind, id, title)
        elif before is None:
            yield Line("revived" if self._known[id] else "added", kind, id, title)
        elif id in self._let_go:
            yield Line("revived", kind, id, title)
        elif before != after and not met_at_once:
            yield Line("changed", kind, id, title)
        for name, n in met_at_once:
            yield Line("both", kind, id, title, name, n)


class Turn(Enum):
    """When a change is taken in: erasures first, those last of them that need another erasure to come before."""

    ERASES = auto()
    ERASES_AND_IS_ERASED = auto()
    SPEAKS = auto()


def _turn(change: Change) -> Turn:
    if not any(edit.field == ERASED for edit in change.edits):
        return Turn.SPEAKS
    return Turn.ERASES_AND_IS_ERASED if any(edit.value is None for edit in change.edits) else Turn.ERASES
