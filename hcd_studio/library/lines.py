"""Changes as JSON lines: all that hashes need and nothing that follows from them, so ids are worked out by every reader.

An edit is `[kind, record, field, value, salt, prev, seen]`; one whose words were erased has null for both and its mark
behind; one that is not at its place in the list, since its neighbours were lost, has its place behind that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from hcd_studio.change import Change, Edit, change_id, edit_id, joined, mark_of, stem_of
from hcd_studio.library.limits import PIECE
from hcd_studio.library.segment import Unsound


def line_of(change: Change) -> dict[str, Any]:
    """A change as JSON holds it."""
    return {
        "id": change.id.hex(),
        "verb": change.verb,
        "actor": change.actor,
        "replica": change.replica.hex(),
        "seq": change.seq,
        "hlc": change.hlc,
        "undoes": change.undoes.hex(),
        "count": change.count,
        "edits": [_edit_line(edit, at) for at, edit in enumerate(change.edits)],
    }


def _edit_line(edit: Edit, at: int) -> list[Any]:
    line: list[Any] = [
        edit.kind, edit.record, edit.field, edit.value, None if edit.salt is None else edit.salt.hex(),
        joined(edit.prev).hex(), joined(edit.seen).hex(),
    ]  # fmt: skip
    if edit.value is None or edit.i != at:
        line.append(edit.mark.hex())
    if edit.i != at:
        line.append(edit.i)
    return line


def change_of(session: bytes, line: Any) -> Change:
    """The change of a line, its ids worked out; `Unsound` for what is none. Whoever takes it in checks it once more."""
    try:
        replica, undoes = bytes.fromhex(line["replica"]), bytes.fromhex(line["undoes"])
        numbers = (int(line["seq"]), int(line["hlc"]), int(line["count"]))
        if not all(0 <= number < 2**63 for number in numbers):
            raise ValueError
        actor, verb = str(line["actor"]), str(line["verb"])
        stem = stem_of(session, replica, numbers[0], numbers[1], actor, verb, undoes)
        edits = tuple(_edit(stem, at, one) for at, one in enumerate(line["edits"]))
        id = bytes.fromhex(line["id"])
        if len(edits) == numbers[2] and change_id(stem, (edit.id for edit in edits)) != id:
            raise ValueError  # it has all its edits, and they are not those that its author sealed
        return Change(id, verb, actor, replica, numbers[0], numbers[1], undoes, edits, numbers[2])
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, IndexError):
        raise Unsound("change") from None


def _edit(stem: bytes, at: int, line: Any) -> Edit:
    kind, record, field, value, salt, prev, seen, *rest = line
    i = int(rest[1]) if len(rest) > 1 else at
    if value is None:
        secret, mark = None, bytes.fromhex(rest[0])
    else:
        secret = bytes.fromhex(salt)
        mark = mark_of(secret, value)
    earlier, judged = bytes.fromhex(prev), bytes.fromhex(seen)
    id = edit_id(stem, i, kind, bytes.fromhex(record), field, mark, earlier, judged)
    return Edit(kind, record, field, value, _ids(earlier), _ids(judged), secret, mark, id, i)


def _ids(joined: bytes) -> tuple[bytes, ...]:
    if len(joined) % 16:
        raise ValueError
    return tuple(joined[at : at + 16] for at in range(0, len(joined), 16))


def pieces(changes: Iterable[Change], most: int = PIECE) -> Iterator[list[Change]]:
    """Changes in lots that make segments of a bearable size; a change that is larger than that travels in parts."""
    lot: list[Change] = []
    size = 0
    for change in changes:
        for part in _parts(change, most):
            weight = _weight(part)
            if lot and size + weight > most:
                yield lot
                lot, size = [], 0
            lot.append(part)
            size += weight
    if lot:
        yield lot


def _parts(change: Change, most: int) -> Iterator[Change]:
    if _weight(change) <= most:
        yield change
        return
    from dataclasses import replace

    some: list[Edit] = []
    size = 0
    for edit in change.edits:
        weight = _edit_weight(edit)
        if some and size + weight > most:
            yield replace(change, edits=tuple(some))
            some, size = [], 0
        some.append(edit)
        size += weight
    yield replace(change, edits=tuple(some))


def _weight(change: Change) -> int:
    return 250 + sum(_edit_weight(edit) for edit in change.edits)


def _edit_weight(edit: Edit) -> int:
    return 180 + 4 * len(edit.value or "") + 32 * (len(edit.prev) + len(edit.seen))
