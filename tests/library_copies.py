"""Copies of a session for the simulator: a quick one in memory that follows the rules of the log, and a real session file.

The quick one holds real changes with real hashes, so that the library's code runs as it is; only the file behind it is
left out. What a merge makes of changes is held by the tests of the merge.
"""

from __future__ import annotations

import copy as shallow
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, Protocol

from hcd_studio import privacy
from hcd_studio.change import ERASED, Change, ChangeId, Edit, EditId, encode, sealed, sealed_edit, stem_of
from hcd_studio.clock import COUNTER_BITS, Clock
from hcd_studio.fields import Id
from hcd_studio.library.copy import Copy, Picture, SessionCopy, print_of
from hcd_studio.library.memory import Memory
from hcd_studio.merge import MergeReport
from hcd_studio.records import Note
from hcd_studio.session import Session
from hcd_studio.store import Store
from hcd_studio.store.exchange import Checked
from hcd_studio.store.log import changes

START = 1_795_000_000.0


class Crash(Exception):
    """The laptop's battery is empty, now."""


class Worked(Copy, Protocol):
    """A copy that somebody works on."""

    alive: bool

    def write(self, word: str, rng: Random) -> Id:
        """Say something, anew or in place of what somebody said; of which record."""
        ...

    def erase(self, rng: Random) -> None: ...

    def held(self) -> dict[EditId, str | None]:
        """Every edit and its value."""
        ...

    def twin(self, name: str, *, whole: bool) -> Worked: ...
    def restart(self) -> None: ...
    def close(self) -> None: ...


class Quick:
    """A copy in memory."""

    def __init__(self, session: Id, name: str, rng: Random):
        self.session, self.name, self.letters = session, name, name[:1].upper()
        self.alive = True
        self.rng = Random(rng.random())
        self.drift = 0.0
        self.when = START
        self.replica = self.rng.randbytes(8)
        self.seq = self.hlc = 0
        self.log: dict[ChangeId, tuple[int, Change]] = {}
        self.edits: dict[EditId, Edit] = {}
        self.by: dict[EditId, tuple[ChangeId, str]] = {}
        self.heads: dict[tuple[Id, str], set[EditId]] = {}
        self.replaced: set[EditId] = set()
        self.gone: set[tuple[bytes, str]] = set()
        self.facts: dict[str, str] = {}
        self.fail: Callable[[], None] = lambda: None

    # What the library asks

    def home(self) -> str:
        return self.facts.get("library", "")

    def recall(self, library: str) -> Memory:
        return Memory.read(self.facts.get(f"library {library}"))

    def keep(self, library: str, memory: Memory) -> None:
        self.fail()
        self.facts.update({f"library {library}": memory.text(), "library": library})
        self.fail()

    def newest(self) -> int:
        return len(self.log)

    def since(self, mark: int) -> list[ChangeId]:
        return [id for id, (n, _) in self.log.items() if n > mark]

    def made_by(self, replicas: Iterable[str]) -> list[ChangeId]:
        wanted = set(replicas)
        found = [change for _, change in self.log.values() if change.replica.hex() in wanted]
        return [change.id for change in sorted(found, key=lambda one: (one.replica, one.seq, one.id))]

    def changes(self, ids: Iterable[ChangeId]) -> list[Change]:
        wanted = dict.fromkeys(ids)
        found = {id: self._full(id) for id in wanted if id in self.log}
        empty = {edit.record for change in found.values() for edit in change.edits if edit.value is None}
        erasing: dict[ChangeId, Change] = {}
        for id, (_, change) in sorted(self.log.items()):
            if any(edit.field == ERASED and edit.record in empty for edit in change.edits):
                erasing[id] = self._full(id)
        return [*erasing.values(), *(change for id, change in found.items() if id not in erasing)]

    def _full(self, id: ChangeId) -> Change:
        change = self.log[id][1]
        return replace(change, edits=tuple(self.edits[edit.id] for edit in change.edits if edit.id in self.edits))

    def summary(self) -> dict[str, tuple[int, str]]:
        found: dict[str, tuple[int, int]] = {}
        for id, (_, replica) in self.by.items():
            n, mixed = found.get(replica, (0, 0))
            found[replica] = (n + 1, mixed ^ int.from_bytes(id, "big"))
        return {replica: (n, f"{mixed:032x}") for replica, (n, mixed) in sorted(found.items())}

    def lacks(self, changes: Iterable[Change]) -> bool:
        return any(edit.id not in self.edits for change in changes for edit in change.edits)

    def take_in(self, source: str, checked: Checked) -> MergeReport:
        self.fail()
        for erasing in (True, False):
            for change in checked.changes:
                if any(edit.field == ERASED for edit in change.edits) == erasing:
                    self.put(change)
        self.fail()
        return MergeReport()

    def put(self, change: Change) -> None:
        """Insert or ignore; words that were erased never enter, and lost ones wait for their erasure."""
        fits = [one for one in change.edits if one.value is not None or self.is_erased(one.record, one.field)]
        if not fits:
            return
        n, known = self.log.get(change.id, (len(self.log) + 1, change))
        merged = {edit.id: edit for edit in (*known.edits, *fits)} if change.id in self.log else {e.id: e for e in fits}
        self.log[change.id] = (n, replace(change, edits=tuple(sorted(merged.values(), key=lambda one: one.i))))
        for edit in fits:
            self._put(edit, change)

    def _put(self, edit: Edit, change: Change) -> None:
        if edit.id in self.edits:
            return
        if edit.field == ERASED and edit.value:
            self.gone.add((bytes.fromhex(edit.record), str(edit.value).strip('"')))
            for id, other in list(self.edits.items()):
                if other.record == edit.record and self.is_erased(other.record, other.field):
                    self.edits[id] = replace(other, value=None, salt=None)
        if self.is_erased(edit.record, edit.field):
            edit = replace(edit, value=None, salt=None)
        self.edits[edit.id] = edit
        self.by[edit.id] = (change.id, change.replica.hex())
        heads = self.heads.setdefault((edit.record, edit.field), set())
        self.replaced.update(edit.prev)
        heads.difference_update(edit.prev)
        if edit.id not in self.replaced:
            heads.add(edit.id)

    def is_erased(self, record: Id, field: str) -> bool:
        if field == ERASED or not self.gone:
            return False
        id = bytes.fromhex(record)
        return (id, "*") in self.gone or (id, field) in self.gone

    def erasures(self) -> list[str]:
        return sorted(print_of(record, field) for record, field in self.gone)

    def pictures(self) -> set[str]:
        return set()

    def missing_pictures(self) -> set[str]:
        return set()

    def picture(self, sha256: str) -> Picture | None:
        return None

    def bring(self, picture: Picture) -> bool:
        return False

    def card(self) -> dict[str, Any]:
        standing = [self.edits[id].value for ids in self.heads.values() for id in ids]
        return {"session": self.session, "words": sorted(value for value in standing if value)[:1]}

    def now(self) -> float:
        self.when += 1.0
        return self.when + self.drift

    # What somebody does

    def write(self, word: str, rng: Random) -> Id:
        places = [
            place for place, ids in self.heads.items() if ids and place[1] == "text" and not self.is_erased(*place)
        ]
        record = rng.choice(sorted(places))[0] if places and rng.random() < 0.5 else self.rng.randbytes(16).hex()
        prev = tuple(sorted(self.heads.get((record, "text"), ())))
        self._change("write", Edit("note", record, "text", encode(word), prev))
        return record

    def _change(self, verb: str, *edits: Edit) -> None:
        self.seq += 1
        self.hlc = max(int(self.now() * 1000) << COUNTER_BITS, self.hlc + 1)
        session = bytes.fromhex(self.session)
        stem = stem_of(session, self.replica, self.seq, self.hlc, self.letters, verb, b"")
        done = [sealed_edit(edit, stem, i, self.rng.randbytes(16)) for i, edit in enumerate(edits)]
        self.put(
            sealed(
                session, verb=verb, actor=self.letters, replica=self.replica, seq=self.seq, hlc=self.hlc, undoes=b"",
                edits=done,
            )
        )  # fmt: skip

    def erase(self, rng: Random) -> None:
        records = sorted({edit.record for edit in self.edits.values() if edit.field == "text" and edit.value})
        if records:
            self._change("erase", Edit("note", rng.choice(records), ERASED, encode(rng.choice(["*", "text"]))))

    def held(self) -> dict[EditId, str | None]:
        return {id: edit.value for id, edit in self.edits.items()}

    def twin(self, name: str, *, whole: bool) -> Quick:
        """A clone; `whole` is that of a machine with the program open, so that two copies go on under one replica."""
        made = shallow.copy(self)
        for field in ("log", "edits", "by", "gone", "facts", "replaced"):
            setattr(made, field, shallow.copy(getattr(self, field)))
        made.heads = {place: set(ids) for place, ids in self.heads.items()}
        made.name, made.rng = name, Random(f"{self.rng.random()} {name}")
        made.fail = lambda: None
        if not whole:
            made.restart()
        return made

    def restart(self) -> None:
        self.replica, self.seq = self.rng.randbytes(8), 0

    def close(self) -> None:
        pass


class Real(SessionCopy):
    """A copy that is a session file."""

    def __init__(self, path: Path, name: str, rng: Random):
        self.path, self.rng, self.alive = path, Random(rng.random()), True
        self.drift = 0.0
        self.when = START
        self.fail: Callable[[], None] = lambda: None
        self.opened = self._open()
        super().__init__(self.opened)
        self.name = name

    def _open(self) -> Session:
        return Session.open(self.path, clock=Clock(now=self.now, random=self.rng.randbytes))

    def now(self) -> float:
        self.when += 1.0
        return self.when + self.drift

    def keep(self, library: str, memory: Memory) -> None:
        self.fail()
        super().keep(library, memory)
        self.fail()

    def take_in(self, source: str, checked: Checked) -> MergeReport:
        self.fail()
        report = super().take_in(source, checked)
        self.fail()
        return report

    def write(self, word: str, rng: Random) -> Id:
        notes = [one for one in self.opened.all(Note) if not self.is_erased(one.id, "text")]
        with self.opened.change("write") as draft:
            if notes and rng.random() < 0.5:
                return draft.patch(rng.choice(notes), text=word).id
            return draft.add(Note(text=word)).id

    def erase(self, rng: Random) -> None:
        if notes := self.opened.all(Note):
            privacy.erase(self.opened, record=rng.choice(notes), field=rng.choice(["", "text"]), reason="asked")

    def held(self) -> dict[EditId, str | None]:
        return {edit.id: edit.value for change in changes(self.opened.store.db) for edit in change.edits}

    def twin(self, name: str, *, whole: bool) -> Real:
        self.opened.close()
        path = self.path.with_name(f"{name}.hcd")
        path.write_bytes(self.path.read_bytes())
        self.restart()
        store = Store.open(path)
        store.db.execute("UPDATE replica SET mine = 0")
        store.close()
        return Real(path, name, self.rng)

    def restart(self) -> None:
        name = self.name
        self.opened.close()
        self.opened = self._open()
        SessionCopy.__init__(self, self.opened)
        self.name = name

    def close(self) -> None:
        self.opened.close()
