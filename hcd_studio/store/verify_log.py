"""The log held against itself: every value against its mark, every edit and change against its id, heads against what was replaced."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import apsw

from hcd_studio.change import ALIVE, ERASED, Edit, change_id, parted, stem_of
from hcd_studio.reading import Head
from hcd_studio.speech import Message
from hcd_studio.store.erase import WHOLE, places
from hcd_studio.store.log import head

if TYPE_CHECKING:
    from hcd_studio.store import Store

Raw = tuple[bytes, "str | None", int, bytes]
"""A head as stored: id, value, the number of its change, what its writer judged."""

EDITS = """SELECT n, id, change, i, record, field, value, salt, mark, prev, seen, head, typeof(value) FROM edit
    WHERE n > ? AND n <= ? ORDER BY n"""
NONE = b"\0\0\0\0\0\0\0\0"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold: by which rule, where, in words, and what to do; `harm` is no more than known otherwise."""

    rule: str
    place: str
    what: Message
    remedy: Message
    harm: bool = True

    def say(self, language: Any) -> str:
        """What is wrong and what to do, as one short paragraph."""
        return f"{self.what.say(language)} {self.remedy.say(language)}"


SALVAGE = Message("Open a snapshot or a copy, or salvage this file.")


def harm(rule: str, place: str, what: Message) -> Finding:
    """A finding for which a copy or salvage is the remedy."""
    return Finding(rule, place, what, SALVAGE)


class LogCheck:
    """What is known of a log so far; it may be read in pieces while the session goes on."""

    def __init__(self, store: Store, after: int = 0):
        self.store = store
        self.after = self.reached = after
        self.heads: dict[int, dict[int, list[Raw]]] = {}
        self.records: dict[int, bytes] = {}
        self.fields: dict[int, tuple[str, str]] = {}
        self.signatures: dict[int, tuple[Any, ...]] = {}
        self._parts: dict[int, list[tuple[int, bytes]]] = defaultdict(list)
        self._places: dict[int, tuple[bytes, bytes]] = {}
        self._replicas: dict[int, bytes] = {}
        self._stems: dict[int, bytes] = {}
        self._signed: set[tuple[int, int]] = set()
        self._named: set[bytes] = set()
        self._replaced: set[tuple[int, int, bytes]] = set()
        self._said: dict[bytes, tuple[int, int, int]] = {}
        self._empty: list[tuple[int, bytes, str]] = []
        self._erasing: set[int] = set()
        self._erasures: set[tuple[bytes, str]] = set()
        self._session = store.session

    # The small tables that edits point into

    def names(self) -> Iterator[Finding]:
        """Take in what is new of records, fields, copies and changes; name what cannot be."""
        for n, id in self._new("record", "n, id", self.records, "record"):
            self.records[n] = id
            if not _is_bytes(id, 16):
                yield harm("record", str(n), Message("The id of a record is damaged."))
        for n, kind, name in self._new("field", "n, kind, name", self.fields):
            if isinstance(kind, str) and isinstance(name, str) and kind and name:
                self.fields[n] = (kind, name)
                self._places[n] = (_l(kind.encode()), _l(name.encode()))
                if name == ERASED:
                    self._erasing.add(n)
            else:
                self.fields[n] = ("", "")
                yield harm("field", str(n), Message("The name of a field is damaged."))
        for n, id, mine in self._new("replica", "n, id, mine", self._replicas):
            self._replicas[n] = id
            if not _is_bytes(id, 8) or mine not in (0, 1) or not isinstance(mine, int):
                yield harm("replica", str(n), Message("The mark of a copy is damaged."))
        for n, *signature in self._new(
            "change", "n, id, replica, seq, hlc, actor, verb, undoes, edits", self.signatures, "change"
        ):
            self.signatures[n] = tuple(signature)
            if tuple(signature[1:3]) in self._signed:
                what = Message(
                    "Two changes bear the same number of the same copy, as where a machine was cloned while it ran."
                )
                yield Finding("twice", str(n), what, Message("Nothing needs to be done: both are kept."), harm=False)
            self._signed.add((signature[1], signature[2]))

    def _new(self, table: str, columns: str, known: dict[int, Any], named: str = "") -> list[Any]:
        """Rows not taken in yet; of the tail's records and changes only those that its edits name."""
        query = f"SELECT {columns} FROM {table} WHERE n > ?"
        values = [max(known, default=-(2**63))] if not self.after or not named else [-(2**63), self.after]
        if self.after and named:
            query += f" AND n IN (SELECT {named} FROM edit WHERE n > ?)"
        return self.store.db.execute(query, values).fetchall()

    def _stem(self, change: int) -> bytes:
        _, replica, seq, hlc, actor, verb, undoes, _ = self.signatures[change]
        stem = stem_of(self._session, self._replicas[replica], seq, hlc, actor, verb, undoes)
        self._stems[change] = stem
        return stem

    # Edits

    def edits(self, up_to: int) -> Iterator[Finding]:
        """Check the next edits."""
        low, self.reached = self.reached, up_to
        rows: list[Any]
        try:
            rows = self.store.db.execute(EDITS, (low, up_to)).fetchall()
        except (apsw.Error, UnicodeDecodeError):
            rows = yield from self._one_by_one(low, up_to)
        for row in rows:
            try:
                broken = self._edit(*row)
            except SENSELESS:
                broken = "edit"
            if broken:
                yield harm(broken, str(row[0]), WRONG[broken])

    def _one_by_one(self, low: int, up_to: int) -> Any:
        rows: list[Any] = []
        for n in range(low + 1, up_to + 1):
            try:
                rows += self.store.db.execute(EDITS, (n - 1, n)).fetchall()
            except (apsw.Error, UnicodeDecodeError):
                yield harm("edit", str(n), WRONG["edit"])
        return rows

    def _edit(
        self, n: int, id: bytes, change: int, i: int, record: int, field: int, value: str | None, salt: bytes | None,
        mark: bytes, prev: bytes, seen: bytes, head: int, type: str,
    ) -> str:  # fmt: skip
        """The rule that one edit breaks, or nothing; written flat, since a start does this thousands of times."""
        kind, name = self._places[field]
        self._parts[change].append((i, id))
        self._said[id] = (head, record, field)
        links = NONE
        if prev != b"" or seen != b"":  # also for what is no run of bytes at all
            links = b"".join((len(prev).to_bytes(4, "big"), prev, len(seen).to_bytes(4, "big"), seen))
            if len(prev) % 16 or len(seen) % 16:
                return "edit"
            for earlier in parted(prev):
                self._named.add(earlier)
                self._replaced.add((record, field, earlier))
        stem = self._stems.get(change) or self._stem(change)
        whole = b"".join((stem, i.to_bytes(8, "big"), kind, self.records[record], name, mark, links))
        if blake(whole, digest_size=16, person=EDIT).digest() != id or len(mark) != 16 or head not in (0, 1):
            return "edit"
        if head:
            self.heads.setdefault(record, {}).setdefault(field, []).append((id, value, change, seen))
        if value is None or salt is None:
            self._empty.append((n, self.records[record], self.fields[field][1]))
            return "" if value is None and salt is None else "half"
        if type != "text" or len(salt) != 16:
            return "mark"
        if blake(salt + value.encode(), digest_size=16, person=VALUE).digest() != mark:
            return "mark"
        if field in self._erasing:
            edit = Edit("", self.records[record].hex(), ERASED, value)
            self._erasures.update((bytes.fromhex(place[1]), place[2]) for place in places(edit))
        return ""

    # What only shows when all edits are known

    def changes(self, slice: int) -> Iterator[list[Finding]]:
        """Every change whose edits were all read: whole, or known to be a part."""
        numbers = [n for n in sorted(self.signatures) if not self.after or n in self._parts]
        for at in range(0, len(numbers), slice):
            yield [found for n in numbers[at : at + slice] if (found := self._change(n))]

    def _change(self, n: int) -> Finding | None:
        id, verb, count = self.signatures[n][0], self.signatures[n][5], self.signatures[n][7]
        held: list[tuple[Any, Any]] = sorted(self._parts.get(n, ()))
        if self.after and len(held) != count:  # the tail began in the middle of it, or it was completed later
            rows = self.store.db.execute("SELECT i, id FROM edit WHERE change = ? ORDER BY i", (n,))
            held = [(i, edit) for i, edit in rows]
        if [i for i, _ in held] == list(range(count)):
            try:
                if change_id(self._stems.get(n) or self._stem(n), [edit for _, edit in held]) == id:
                    return None
            except SENSELESS:
                return harm("change", str(n), Message("The signature of a change is damaged."))
            return harm("change", str(n), Message("A change is not what it was when it was signed."))
        if _is_bytes(id, 16) and id.hex() in self.store.writer.part and len(held) < count:
            return Finding(
                "part",
                id.hex(),
                Message("The change {verb} has lost {n} of its edits.", verb=verb, n=count - len(held)),
                Message("Merge a good copy: it completes the change."),
                harm=False,
            )
        return harm("change", str(n), Message("A change has lost edits, or holds edits that are not its own."))

    def flags(self, slice: int) -> Iterator[list[Finding]]:
        """Head flags against what edits replace. A mismatch is looked at again in the file as it is now."""
        said = list(self._said.items())
        for at in range(0, len(said), slice):
            yield [
                harm("head", id.hex(), Message("An earlier version is taken for the present one, or the reverse."))
                for id, (head, record, field) in said[at : at + slice]
                if head == ((record, field, id) in self._replaced) and self._still(id, bool(head))
            ]

    def waiting(self) -> Iterator[Finding]:
        """The list of edits that are named and have not come yet."""
        listed = {row[0] for row in self.store.db.execute("SELECT id FROM waiting")}
        if not self.after and listed != self._named - self._said.keys():
            yield harm("waiting", "", Message("The list of what other copies still have to bring is wrong."))

    def _still(self, id: bytes, head: bool) -> bool:
        if self.after and not head:
            return False  # replaced by an edit that came before the tail, since copies may arrive in any order
        row = self.store.db.execute("SELECT head FROM edit WHERE id = ?", (id,)).fetchone()
        return row is None or bool(row[0]) == head

    def erasures(self) -> Iterator[Finding]:
        """What is gone was erased, what was erased is gone, and the list of erased places follows from erasures alone."""
        listed = set(self.store.db.execute("SELECT record, field FROM erased"))
        if not self.after and listed != self._erasures:
            yield harm("erased", "", Message("The list of erased places is not what the erasures say."))
        for n, record, name in self._empty:
            kept = name in (ALIVE, ERASED)
            if kept or not ((record, WHOLE) in listed or (record, name) in listed):
                yield harm("lost", str(n), Message("A text is gone that nobody erased."))
        if listed:
            yield from self._not_gone(listed)

    def _not_gone(self, listed: Iterable[tuple[bytes, str]]) -> Iterator[Finding]:
        query = """SELECT count(*) FROM edit e JOIN record r ON r.n = e.record JOIN field f ON f.n = e.field
            JOIN erased x ON x.record = r.id AND (x.field = '*' OR x.field = f.name)
            WHERE e.value IS NOT NULL AND f.name NOT IN (?, ?)"""
        if self.store.db.execute(query, (ALIVE, ERASED)).get:
            yield harm("erased", "", Message("Words that were erased are still there."))

    def full(self, found: dict[int, list[Raw]]) -> dict[str, list[Head]]:
        """The heads of a record as the rest of the program knows them."""
        return {
            self.fields[field][1]: [
                head(self.store.db, id, value, self.signatures[change][3], seen, self.signatures[change][6])
                for id, value, change, seen in raws
            ]
            for field, raws in found.items()
        }

    def unused(self) -> Iterator[Finding]:
        """Rows that no edit needs."""
        for table, column in (("record", "record"), ("field", "field")):
            query = f"SELECT n FROM {table} WHERE n NOT IN (SELECT {column} FROM edit)"
            for (n,) in self.store.db.execute(query):
                yield harm(
                    table, str(n), Message("There is a {table} of which the history knows nothing.", table=table)
                )


SENSELESS = (KeyError, TypeError, ValueError, AttributeError, OverflowError, IndexError)
blake = hashlib.blake2b
VALUE, EDIT = b"hcd1 value", b"hcd1 edit"
WRONG = {
    "edit": Message("An edit is not what it was when it was made."),
    "mark": Message("A text is not the one that was written."),
    "half": Message("Half of what proves a text is missing."),
}


def _l(content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + content


def _is_bytes(value: object, size: int) -> bool:
    return isinstance(value, bytes) and len(value) == size


def newest(store: Store) -> int:
    """The number of the newest edit."""
    found = store.db.execute("SELECT max(n) FROM edit").get
    return int(found or 0)
