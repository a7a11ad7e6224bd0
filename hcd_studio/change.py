"""A change: a named, dated, signed set of edits; and the bytes that make it verifiable.

`B` is BLAKE2b-128 with a `person`; numbers are unsigned 64-bit big-endian (`U`), texts and id lists carry a 32-bit length
(`L`). Values are hashed exactly as stored and never re-encoded. A value sits behind a salted commitment (`mark`), so that
it can be erased for good while the log still verifies. `tests/test_change_vectors.py` holds vectors that never change.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from hcd_studio.fields import Id

EditId = bytes
ChangeId = bytes

ALIVE = "alive"
"""The field that says whether a record lives; a delete is `alive: false` that has seen every content head."""
ERASED = "!erased"
"""The field whose edits erase: its value names a field of the record, `*` for all, `person` for all of a participant."""

LONGEST_TEXT = 65_536
"""Characters of a text; a longer one is a document, to be attached. What somebody else wrote is read up to here."""
LONGEST_PART = 1_000
"""Characters of one part of a list."""
MOST_PARTS = 1_000
"""Parts of a list; written and read alike, and frozen: copies that cut differently would not agree."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing said about one field of one record, naming the earlier words that it replaces.

    `value` is JSON text exactly as stored, "" for unset, None once erased (then `salt` is None too).
    `prev` are the heads that the writer saw and replaces; `seen` are other heads that the writer judged.
    `i` is its place in its change, which a change that lost edits no longer shows by itself.
    """

    kind: str
    record: Id
    field: str
    value: str | None
    prev: tuple[EditId, ...] = ()
    seen: tuple[EditId, ...] = ()
    salt: bytes | None = None
    mark: bytes = b""
    id: EditId = b""
    i: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A named, dated, signed set of edits; `count` says how many it had when it was made."""

    id: ChangeId
    verb: str
    actor: str
    replica: bytes
    seq: int
    hlc: int
    undoes: ChangeId
    edits: tuple[Edit, ...]
    count: int


def digest(person: str, *parts: bytes) -> bytes:
    """BLAKE2b-128 of the joined parts under a purpose."""
    return hashlib.blake2b(b"".join(parts), digest_size=16, person=person.encode()).digest()


def _u(number: int) -> bytes:
    return number.to_bytes(8, "big")


def _l(content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + content


def mark_of(salt: bytes, value: str) -> bytes:
    """The commitment to a value."""
    return digest("hcd1 value", salt, value.encode())


def stem_of(session: bytes, replica: bytes, seq: int, hlc: int, actor: str, verb: str, undoes: bytes) -> bytes:
    """What all edits of a change have in common."""
    return digest("hcd1 stem", session, replica, _u(seq), _u(hlc), _l(actor.encode()), _l(verb.encode()), _l(undoes))


def edit_id(stem: bytes, i: int, kind: str, record: bytes, field: str, mark: bytes, prev: bytes, seen: bytes) -> EditId:
    """The identity of an edit; `prev` and `seen` are sorted ids joined."""
    return digest("hcd1 edit", stem, _u(i), _l(kind.encode()), record, _l(field.encode()), mark, _l(prev), _l(seen))


def change_id(stem: bytes, edit_ids: Iterable[EditId]) -> ChangeId:
    """The identity of a change, over all its edits in order."""
    ids = list(edit_ids)
    return digest("hcd1 change", stem, _u(len(ids)), *ids)


def joined(ids: Iterable[bytes]) -> bytes:
    """Ids as one sorted run of bytes, the form in which they are stored and hashed."""
    return b"".join(sorted(ids))


def parted(ids: bytes) -> tuple[bytes, ...]:
    """The ids of a joined run."""
    return tuple(ids[at : at + 16] for at in range(0, len(ids), 16))


def sealed_edit(edit: Edit, stem: bytes, i: int, salt: bytes) -> Edit:
    """An edit with its salt, its mark and its identity."""
    mark = mark_of(salt, edit.value or "")
    record = bytes.fromhex(edit.record)
    id = edit_id(stem, i, edit.kind, record, edit.field, mark, joined(edit.prev), joined(edit.seen))
    return replace(edit, salt=salt, mark=mark, id=id, i=i)


def sealed(
    session: bytes, *, verb: str, actor: str, replica: bytes, seq: int, hlc: int, undoes: bytes, edits: Iterable[Edit]
) -> Change:
    """A change over edits that are sealed already or still bare; see `sealed_edit`."""
    done = tuple(edits)
    stem = stem_of(session, replica, seq, hlc, actor, verb, undoes)
    return Change(change_id(stem, (e.id for e in done)), verb, actor, replica, seq, hlc, undoes, done, len(done))


def encode(value: Any) -> str:
    """A value as the JSON text that is stored and hashed."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def clean(text: str) -> str:
    """A text that can be stored and hashed: lone surrogates mended, no NUL, one kind of line break, NFC. Twice is as once."""
    mended = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")
    return unicodedata.normalize("NFC", mended.replace("\r\n", "\n").replace("\r", "\n"))
