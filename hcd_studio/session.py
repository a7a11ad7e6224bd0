"""An open workshop: read, change, undo, listen.

Every write goes one way: a verb opens a change, its draft collects edits while memory already shows them, the store keeps
them in one transaction, listeners hear of it. Undo and merge take the same road.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar, cast

from hcd_studio import home
from hcd_studio.change import Change, ChangeId, sealed
from hcd_studio.clock import LATEST, Clock
from hcd_studio.draft import Draft
from hcd_studio.fields import Id
from hcd_studio.index import Index
from hcd_studio.judgements import Judgements
from hcd_studio.numbering import Numbering, own_letters
from hcd_studio.reading import versions
from hcd_studio.records import KINDS, Record, Workshop
from hcd_studio.snapshot import KeptOrder, Snapshot
from hcd_studio.speech import Message, Trouble
from hcd_studio.steps import BEGINNING, Steps
from hcd_studio.store import Rows, Store
from hcd_studio.undo import Undone, undo

R = TypeVar("R", bound=Record)
Source = Literal["mine", "undo", "merge"]


@dataclass(frozen=True)
class Told:
    """What listeners hear: the changes, what became of each record (before, after), where it came from, who asked for it."""

    changes: tuple[Change, ...]
    touched: dict[Id, tuple[Record | None, Record | None]]
    source: Source
    initiator: object = None


Listener = Callable[[Told], None]


class Several:
    """The fields on which copies wrote at once, and how many texts stand there."""

    def __init__(self) -> None:
        self.found: dict[tuple[Id, str], int] = {}

    def note(self, id: Id, fields: Mapping[str, int]) -> None:
        """What is now known of one record."""
        for key in [key for key in self.found if key[0] == id]:
            del self.found[key]
        self.found.update({(id, name): n for name, n in fields.items()})

    def count(self, id: Id) -> int:
        """On how many fields of a record several texts stand."""
        return sum(key[0] == id for key in self.found)


class Session:
    """One open session file and its records in memory."""

    def __init__(self, store: Store, clock: Clock):
        self.store = store
        self.clock = clock
        self.path = store.path
        self.records = store.load()
        self.index = Index(self.records)
        self.by, self.links = self.index.by, self.index.links
        self.judgements = Judgements(self)
        self.replica = clock.replica()
        self.seq = 0
        self.letters = str(store.meta("letters") or "A")
        self.steps = Steps()
        self.failures: list[Exception] = []
        self._listeners: list[Listener] = []
        self._orders: dict[str, KeptOrder] = {}
        self.several = Several()
        self.numbering = Numbering(store, self.letters, clock)
        self._draft: Draft | None = None
        self._hearing = False
        self._recall()

    @classmethod
    def create(cls, path: Path, *, clock: Clock | None = None, letters: str = "A") -> Session:
        """Make a new, empty session file and open it; its workshop record is the first change."""
        clock = clock or Clock()
        id = clock.id()
        Store.create(path, id, letters=letters, home=home.machine())
        session = cls.open(path, clock=clock)
        with session.change(BEGINNING) as draft:
            draft.add(Workshop(id=id))
        return session

    @classmethod
    def open(
        cls, path: Path, *, read_only: bool = False, clock: Clock | None = None, vfs: str = "", whole: bool = True
    ) -> Session:
        """Open a session file. A copy that came from another machine gets letters of its own; its past is not mine to undo.

        Without `whole` the older part of a longer log is left to be checked while work begins: see `Store.check_owed`.
        """
        store = Store.open(path, read_only=read_only, vfs=vfs, whole=whole)
        try:
            if not store.read_only:
                _settle_in(store, clock or Clock())
            session = cls(store, clock or Clock())
            _look_after(session)
            return session
        except BaseException:
            store.close()
            raise

    def close(self) -> None:
        """Let the file go; everything was kept already."""
        self.store.close()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Reading

    def get(self, kind: type[R], id: Id) -> R | None:
        """The living record of that kind and id, or None."""
        return cast("R | None", self.records[kind.table].get(id))

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Every living record of a kind, in order."""
        found = self._orders.get(kind.table)
        if found is None:
            found = self._orders[kind.table] = KeptOrder(self.records[kind.table])
        return cast("tuple[R, ...]", found.all())

    def find(self, id: Id) -> Record | None:
        """The living record of that id, whatever its kind."""
        return next((records[id] for records in self.records.values() if id in records), None)

    @property
    def workshop(self) -> Workshop:
        """The workshop record."""
        return self.get(Workshop, self.store.session.hex()) or Workshop(id=self.store.session.hex())

    def kind_of(self, id: Id) -> str:
        """The kind of a record, alive or not; empty for an unknown one."""
        found = self.find(id)
        return found.table if found else self.store.kind_of(id)

    @property
    def versions(self) -> dict[tuple[Id, str], int]:
        """Fields on which copies wrote at once, and how many texts stand there."""
        return dict(self.several.found)

    def snapshot(self) -> Snapshot:
        """All records at this moment, frozen: what questions, layout and exports read, on any thread."""
        records = {kind: dict(found) for kind, found in self.records.items()}
        judged, ordered = self.judgements, {table: self.all(kind) for table, kind in KINDS.items()}
        return Snapshot(records, dict(self.several.found), judged.stale, frozenset(judged.suspect), ordered=ordered)

    # Changing

    @contextmanager
    def change(self, verb: str, *, undoes: ChangeId = b"", initiator: object = None) -> Iterator[Draft]:
        """Open a change: everything said in its draft is kept together or not at all."""
        draft = self._begin(verb, undoes)
        try:
            yield draft
            if draft.poisoned:
                raise Trouble(Message("A part of this change failed."))
            kept = self._keep(draft)
        except BaseException:
            self._take_back(draft)
            raise
        finally:
            self._draft = None
        if kept:
            touched = {
                id: (old, self.records[kind].get(id)) for (kind, id), old in draft.before.items() if kind in KINDS
            }
            self._tell(Told((kept,), touched, "undo" if undoes else "mine", initiator))

    def _begin(self, verb: str, undoes: ChangeId) -> Draft:
        refuse_while_busy(self)
        self._draft = Draft(self, verb, undoes)
        return self._draft

    def _keep(self, draft: Draft) -> Change | None:
        if not draft.edits:
            return None
        change = sealed(
            self.store.session,
            verb=draft.verb, actor=self.letters, replica=self.replica, seq=self.seq + 1, hlc=draft.hlc,
            undoes=draft.undoes, edits=draft.edits,
        )  # fmt: skip
        several = draft.versions()
        rows: Rows = {(kind, id): self._row(kind, id, several) for kind, id in draft.before if kind in KINDS}
        self.seq += 1  # before: a number that may have reached the disk is never given again
        self.store.keep(change, rows, pictures=draft.pictures)
        self.judgements.touch(id for _, id in (*draft.before, *self.store.erased_now))
        for (_, id), found in several.items():
            self.several.note(id, found)
        self.steps.keep(change)
        return change

    def _row(self, kind: str, id: Id, several: dict[tuple[str, Id], dict[str, int]]) -> tuple[Record, int] | None:
        record = self.records[kind].get(id)
        if record is None:
            return None
        found = several.get((kind, id))
        return record, len(found) if found is not None else self.several.count(id)

    def _take_back(self, draft: Draft) -> None:
        for (kind, id), record in draft.before.items():
            self.show(kind, id, record)
        self.numbering.forget()

    def show(self, kind: str, id: Id, record: Record | None) -> None:
        """Put a record into memory or take it out; only drafts and merges call this."""
        records = self.records.get(kind)
        if records is None:
            return  # a kind of a newer version: kept in the log, shown by that version
        if kind in self._orders:
            self._orders[kind].touched(id, records.get(id))
        self.index.show(kind, records.get(id), record)
        self.judgements.touch((id,))
        if record is None:
            records.pop(id, None)
        else:
            records[id] = record

    # Undo, redo

    def undo(self) -> Undone | None:
        """Take back my last change, as a new change; None where there is nothing."""
        return undo(self, self.steps.undo[-1].change) if self.steps.undo else None

    def redo(self) -> Undone | None:
        """Do again what was taken back last; None where there is nothing."""
        return undo(self, self.steps.redo[-1].change) if self.steps.redo else None

    # Listening

    def hear(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after every change; returns the way to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _tell(self, told: Told) -> None:
        """The change is kept whatever a listener does: its failure is collected, never raised."""
        self._hearing = True
        try:
            for listener in list(self._listeners):
                try:
                    listener(told)
                except Exception as error:
                    self.failures.append(error)
        finally:
            self._hearing = False

    def tell_merge(
        self,
        changes: tuple[Change, ...],
        touched: dict[Id, tuple[Record | None, Record | None]],
        several: Mapping[Id, Mapping[str, int]],
    ) -> None:
        """Show what a merge that is kept made of the records it touched; one merge is told as one."""
        for id, (before, after) in touched.items():
            for one in (before, after):
                if one is not None:
                    self.show(one.table, id, after if after is not None and after.table == one.table else None)
            self.several.note(id, several.get(id, {}))
        self.judgements.touch(touched)
        self.numbering.forget()
        self._tell(Told(changes, touched, "merge"))

    def _recall(self) -> None:
        """What a start needs to know from the log: my own changes, my last stamp, fields with several texts."""
        query = """SELECT c.id, c.verb, c.undoes, c.hlc FROM change c JOIN replica r ON r.n = c.replica
            WHERE r.mine ORDER BY c.n"""
        for id, verb, undoes, hlc in self.store.db.execute(query):
            self.steps.follow(id, verb, undoes or b"")
            self.clock.last = max(self.clock.last, min(hlc, LATEST))
        for kind in KINDS:
            for (id,) in self.store.db.execute(f'SELECT id FROM "{kind}" WHERE versions > 0'):
                self.several.note(id, versions(kind, self.store.all_heads(id)))


def now(session: Session, *, judged: bool = False) -> Snapshot:
    """The records themselves, not copied, in the order that is kept: for a reader that keeps none beyond the next change;
    judgements where it asks.
    """
    found = session.judgements
    stale, suspect = (found.stale, found.suspect) if judged else (frozenset[tuple[Id, str]](), frozenset[Id]())
    return Snapshot(session.records, session.versions, stale, suspect, index=session.index, ordered=_Orders(session))


class _Orders(dict[str, tuple[Record, ...]]):
    """The kept order of each kind, once it is asked for."""

    def __init__(self, session: Session):
        super().__init__()
        self._session = session

    def __missing__(self, table: str) -> tuple[Record, ...]:
        found = self[table] = self._session.all(KINDS[table])
        return found


def refuse_while_busy(session: Session) -> None:
    """One change at a time, none while listeners hear, and none in a file that may only be read."""
    if session._draft is not None:
        raise RuntimeError("a change is open already: pass its draft on")
    if session._hearing:
        raise RuntimeError("listeners never write while they hear")
    if session.store.read_only:
        from hcd_studio.store.connect import not_writable

        raise not_writable(session.path)


def _look_after(session: Session) -> None:
    """What every opening does before work begins: finish erasures, then take a snapshot where one is due."""
    from hcd_studio import privacy, snapshots

    privacy.resume(session)
    if not session.store.read_only:
        snapshots.at_opening(session.store)


def _settle_in(store: Store, clock: Clock) -> None:
    """Make the file this machine's own if it came from another one."""
    here = home.machine()
    if store.meta("home") == here:
        return
    with store.transaction():
        store.db.execute("UPDATE replica SET mine = 0")
        if store.meta("home"):
            store.set_meta(letters=own_letters(clock))
        store.set_meta(home=here)
