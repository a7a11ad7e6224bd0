"""What an erasure does to a session file, in the transaction that brings it: words nulled, late words kept out, copies followed.

An erasure edit names a field of its record, `*` for the whole record, or `person` for a participant and all that is theirs.
It follows every copy (`origin`), every photo (`parent`) and, for a person, every record that ever named them; one field of
a record is followed into its copies. A place reached only here, because it arrived late, gets an erasure edit of its own
that every copy works out alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hcd_studio.change import ALIVE, ERASED, Change, Edit, digest, encode, sealed, sealed_edit, stem_of
from hcd_studio.columns import columns, word_columns
from hcd_studio.fields import Id
from hcd_studio.records import KINDS
from hcd_studio.store.log import kind_of
from hcd_studio.store.rebuild import row_of

if TYPE_CHECKING:
    from hcd_studio.store import Store

WHOLE = "*"
PERSON = "person"
VERB = "erase"
SCRUB_DUE = "scrub_due"
LONGEST_NAME = 100
KEPT = (ALIVE, ERASED)
"""That a record lives or was erased is nobody's word; it is never erased."""
PICTURED = ("attachment", "parent")
"""The field by which a photo belongs to a record."""

Place = tuple[str, Id, str]
"""Kind, record and what of it is erased: a field, `*` or `person`."""


def places(edit: Edit) -> list[Place]:
    """What an erasure edit erases; nothing for any other edit or one that makes no sense."""
    if edit.field != ERASED or not edit.value:
        return []
    try:
        name = json.loads(edit.value)
    except (ValueError, RecursionError):
        return []
    if not is_name(name):
        return []
    return [(edit.kind, edit.record, each) for each in ((WHOLE, PERSON) if name == PERSON else (name,))]


def is_name(found: Any) -> bool:
    """Whether something may be the name of a kind or a field: a short text of one line. A frozen rule, the same on every copy."""
    if not isinstance(found, str) or not 0 < len(found) <= LONGEST_NAME:
        return False
    return not any(letter < " " or letter == "\x7f" or "\ud800" <= letter <= "\udfff" for letter in found)


def follow(store: Store, change: Change, new: Sequence[Edit]) -> None:
    """Do what the erasures among new edits ask for, and erase what is new but belongs to something erased."""
    due = [place for edit in new for place in places(edit)]
    if not due and not store.writer.erased:
        return
    erased = store.writer.erased
    due = [place for place in due if _key(place) not in erased]
    erased.update(_key(place) for place in due)
    reached = [] if due else Neighbours(store, new).reached(erased)
    if due or reached:
        reached = Neighbours(store).reached(erased)  # one that arrived late may be the missing step of a chain
    for place in reached:
        erased.add(_key(place))
        store.writer.insert(own_erasure(store.session, *place))
    if due or reached:
        _apply(store, [*due, *reached])


class Neighbours:
    """Which records point at which: copies at their origin, photos at what they show, anything at its participant."""

    def __init__(self, store: Store, edits: Iterable[Edit] | None = None, kinds: Mapping[Id, str] | None = None):
        self._store = store
        self._kinds = kinds or {}
        self._to: dict[str, list[tuple[str, str, Id]]] = {}
        if edits is None:
            query = """SELECT f.kind, f.name, r.id, e.value FROM edit e JOIN field f ON f.n = e.field
                JOIN record r ON r.n = e.record WHERE e.value IS NOT NULL AND f.name IN ('origin', 'participant', 'parent')"""
            found = [(kind, name, record.hex(), value) for kind, name, record, value in store.db.execute(query)]
        else:
            found = [(edit.kind, edit.field, edit.record, edit.value) for edit in edits if edit.value]
        for kind, name, record, value in found:
            if name in ("origin", "participant") or (kind, name) == PICTURED:
                self._to.setdefault(_pointed(value), []).append((kind, name, record))

    def reached(self, erased: set[tuple[bytes, str]]) -> list[Place]:
        """Every place reached from erased ones, step by step, that is not erased yet.

        From a whole record: all that points at it. From one field: the same field of every copy; a copy of another kind keeps
        the words in fields of other names, so that it goes whole.
        """
        found: dict[tuple[Id, str], str] = {}
        if not self._to:
            return []
        ends = [(record.hex(), name) for record, name in erased if name != PERSON and name not in KEPT]
        ends.sort(key=lambda end: (end[1] != WHOLE, end))
        for record, name in ends:  # grows while it is read
            person = (bytes.fromhex(record), PERSON) in erased
            for kind, pointer, id in self._to.get(record, ()):
                if pointer != "origin" and (name != WHOLE or (pointer == "participant" and not person)):
                    continue
                wanted = name if name == WHOLE else self._in_copy(record, kind, name)
                gone = any((bytes.fromhex(id), one) in erased or (id, one) in found for one in (WHOLE, wanted))
                if wanted and not gone:
                    found[id, wanted] = kind
                    ends.append((id, wanted))
        return [(kind, id, name) for (id, name), kind in found.items()]

    def _in_copy(self, record: Id, kind: str, name: str) -> str:
        """What of a copy of this kind holds what a field of its origin holds."""
        of = self._kinds.get(record) or kind_of(self._store.db, record)
        if of == kind:
            return name
        # A place or a choice is not what was copied into another kind; what is unknown here may be words.
        return "" if of in KINDS and name in columns(of) and name not in word_columns(of) else WHOLE


def _pointed(value: str) -> Id:
    """The id that a stored reference names, however it is spelt."""
    if "\\" not in value:
        return value.strip('"')
    try:
        return str(json.loads(value))
    except (ValueError, RecursionError):
        return value


def own_erasure(session: bytes, kind: str, record: Id, name: str) -> Change:
    """The erasure of a place that was reached only here: made of nothing but the place, so that all copies make the same.

    Its stamp is nought, since no copy knows better than another when it came about.
    """
    seed = session + bytes.fromhex(record) + name.encode()
    replica, salt = digest("hcd1 follow", seed)[:8], digest("hcd1 salt", seed)
    stem = stem_of(session, replica, 1, 0, "", VERB, b"")
    edit = sealed_edit(Edit(kind, record, ERASED, encode(name)), stem, 0, salt)
    return sealed(session, verb=VERB, actor="", replica=replica, seq=1, hlc=0, undoes=b"", edits=[edit])


def _key(place: Place) -> tuple[bytes, str]:
    return bytes.fromhex(place[1]), place[2]


def _apply(store: Store, due: Sequence[Place]) -> None:
    """Null the words, forget what was being typed, drop photos nobody shows any more, and write the readable rows again."""
    db = store.db
    db.executemany("INSERT OR IGNORE INTO erased VALUES(?, ?)", [_key(place) for place in due])
    pictures = _pictures(store)
    whole = [record for _, record, name in due if name == WHOLE]
    numbers = json.dumps([store.writer.record_number(record) for record in whole])
    db.execute(
        "UPDATE edit SET value = NULL, salt = NULL WHERE value IS NOT NULL AND record IN (SELECT value FROM json_each(?))"
        " AND field NOT IN (SELECT n FROM field WHERE name IN (?, ?))",
        (numbers, ALIVE, ERASED),
    )
    db.executemany("DELETE FROM journal WHERE record = ?", [(bytes.fromhex(record),) for record in whole])
    for _, record, name in due:
        if name not in (WHOLE, PERSON, *KEPT):
            number = store.writer.record_number(record)
            db.execute(
                "UPDATE edit SET value = NULL, salt = NULL WHERE value IS NOT NULL AND record = ?"
                " AND field IN (SELECT n FROM field WHERE name = ?)",
                (number, name),
            )
            db.execute("DELETE FROM journal WHERE record = ? AND field = ?", (bytes.fromhex(record), name))
    for gone in pictures - _pictures(store):
        db.execute("DELETE FROM blob WHERE sha256 = ?", (gone,))
    touched = {(kind_of(db, record) or kind, record) for kind, record, _ in due}
    store.writer.erased_now |= touched
    shown = [(kind, id) for kind, id in sorted(touched) if kind in KINDS]
    store.put_rows({(kind, id): row_of(store, kind, id, store.all_heads(id)) for kind, id in shown})
    store.set_meta(**{SCRUB_DUE: 1})


def _pictures(store: Store) -> set[str]:
    """The content hashes that attachments name, in any edit that still has its value."""
    query = """SELECT DISTINCT e.value FROM edit e JOIN field f ON f.n = e.field
        WHERE f.kind = 'attachment' AND f.name = 'sha256' AND e.value IS NOT NULL"""
    return {value.strip('"') for (value,) in store.db.execute(query)}
