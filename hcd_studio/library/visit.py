"""One visit of a copy to a library: what stands there, what is read, what was learnt on the way."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from hcd_studio.change import Change, ChangeId, EditId
from hcd_studio.library import keys
from hcd_studio.library.copy import Copy
from hcd_studio.library.driver import UNFINISHED, Driver, Found, Missing
from hcd_studio.library.gate import Gate
from hcd_studio.library.limits import LARGEST_OBJECT
from hcd_studio.library.lines import change_of
from hcd_studio.library.memory import Memory
from hcd_studio.library.progress import Progress
from hcd_studio.library.report import SyncReport
from hcd_studio.library.segment import Newer, Object, Unsound, unpack
from hcd_studio.store.exchange import Checked, check


@dataclass(frozen=True)
class Have:
    """What another copy has, as it says in its have-file."""

    key: str
    sha: str
    copy: str
    letters: str
    summary: dict[str, tuple[int, str]]
    erased: frozenset[str]
    pictures: frozenset[str]


@dataclass
class Visit:
    """A sync while it happens.

    `opened`: changes of the segments that were read, by key. `there`: edits that they hold, words and all.
    `settled`: what could not be read, neither this time nor, being the same bytes, last time. `lost`: known objects that
    are not there any more.
    """

    driver: Driver
    copy: Copy
    gate: Gate
    memory: Memory
    report: SyncReport
    progress: Progress | None = None
    listing: dict[str, int] = field(default_factory=dict)
    settled: list[str] = field(default_factory=list)
    opened: dict[str, list[Change]] = field(default_factory=dict)
    there: set[EditId] = field(default_factory=set)
    haves: list[Have] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @property
    def folder(self) -> str:
        """Where this session lies."""
        return keys.session_folder(self.copy.session)

    def look(self) -> None:
        """List what stands there now."""
        self.listing = {one.key: one.size for one in self.driver.list(self.folder) if self._is_ours(one)}
        self.lost = [key for key, size in self.memory.known.items() if self.listing.get(key) != size]
        for key in self.lost:
            del self.memory.known[key]
        self.memory.bad = {key: sha for key, sha in self.memory.bad.items() if key in self.listing}

    def _is_ours(self, one: Found) -> bool:
        return one.key.startswith(self.folder)

    def segments(self) -> list[str]:
        """Keys under which changes or have-files may lie, oldest name first; what they are shows when they are read."""
        return [
            key
            for key in self.listing
            if not key.startswith(keys.pictures(self.copy.session)) and not key.endswith(UNFINISHED)
        ]

    def fetch(self, key: str) -> Object | None:
        """An object, checked; None where it is no whole one of this session, which is remembered."""
        try:
            data = self.driver.get(key, LARGEST_OBJECT)
        except Missing:
            return None
        try:
            found = unpack(data)
        except Newer:
            self.report.newer += 1
            return None
        except Unsound:
            self.note_bad(key, data)
            return None
        if found.head.get("session") != self.copy.session:
            self.note_bad(key, data)
            return None
        self.memory.bad.pop(key, None)
        return found

    def note_bad(self, key: str, data: bytes) -> None:
        """Remember bytes that could not be read; those of the last visit are not on their way here any more: `settled`."""
        self.report.unreadable += 1
        sha = hashlib.sha256(data).hexdigest()[:24]
        if self.memory.bad.get(key) == sha:
            self.settled.append(key)
        self.memory.bad[key] = sha

    def note_there(self, changes: list[Change]) -> None:
        """These edits are in the library, each with its words or without them for good."""
        self.there.update(
            edit.id
            for change in changes
            for edit in change.edits
            if edit.value is not None or self.copy.is_erased(edit.record, edit.field)
        )


def changes_in(found: Object, session: str) -> Checked:
    """The changes of a segment, each edit held against its id."""
    raw = bytes.fromhex(session)
    good, bad = [], 0
    for line in found.lines():
        try:
            good.append(change_of(raw, line))
        except Unsound:
            bad += 1
    checked = check(good, raw)
    checked.bad += bad
    checked.part = checked.part or bool(bad)
    return checked


def have_of(found: Object, key: str) -> Have | None:
    """The have-file in an object; None where its fields make no sense."""
    head: Any = found.head
    try:
        summary = {str(copy): (int(n), str(mixed)) for copy, (n, mixed) in head["summary"].items()}
        return Have(
            key, found.sha, str(head["copy"]), str(head["letters"])[:8], summary,
            frozenset(map(str, head["erased"])), frozenset(map(str, head["pictures"])),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def held_by(changes: list[Change]) -> set[ChangeId]:
    """The ids of some changes."""
    return {change.id for change in changes}
