"""Saving what is good of a damaged session file into a new one; the damaged file is only ever read.

Every edit verifies by itself: against its change's signature, its own id, its value's mark. Those that do are kept with
their ids, so that a later merge with a good copy completes what is missing. A change that lost edits is marked as a part.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from hcd_studio import home
from hcd_studio.change import ALIVE, ERASED, Change, Edit, change_id, edit_id, mark_of, parted, stem_of
from hcd_studio.clock import Clock
from hcd_studio.numbering import own_letters
from hcd_studio.speech import Message, Trouble
from hcd_studio.store import Store
from hcd_studio.store.erase import WHOLE, places
from hcd_studio.store.file import look, place_for_new, refuse_held, unreadable
from hcd_studio.store.rebuild import rebuild_rows
from hcd_studio.store.salvage import Pages, Row, Value

T = TypeVar("T")
LONGEST_SEARCH = 20
MOST_CANDIDATES = 5_000
"""How many ids are tried out, on how many changes, when the file no longer says which session it is."""


@dataclass
class Salvaged:
    """What was saved: whole changes, parts, edits, pictures; what was not; and how the session was known."""

    whole: int = 0
    part: int = 0
    edits: int = 0
    lost_edits: int = 0
    lost_changes: int = 0
    pictures: int = 0
    lost_pictures: int = 0
    session_found: bool = True
    notes: list[Message] = field(default_factory=list)

    def lines(self) -> Iterator[Message]:
        """The report, line by line."""
        yield Message("Saved: {n} change", plural="Saved: {n} changes", count=self.whole, n=self.whole)
        if self.part:
            yield Message(
                "Saved in part: {n} change", plural="Saved in part: {n} changes", count=self.part, n=self.part
            )
        if self.lost_edits:
            yield Message("Lost: {n} edit", plural="Lost: {n} edits", count=self.lost_edits, n=self.lost_edits)
        if self.pictures:
            yield Message("Saved: {n} picture", plural="Saved: {n} pictures", count=self.pictures, n=self.pictures)
        if self.lost_pictures:
            yield Message(
                "Lost: {n} picture", plural="Lost: {n} pictures", count=self.lost_pictures, n=self.lost_pictures
            )
        if not self.session_found:
            yield Message("The file no longer said which session it is; this was worked out from what it holds.")
        yield from self.notes
        if self.part or self.lost_edits or self.lost_changes:
            yield Message("Merge a good copy, if there is one: it brings back what is missing.")


def salvage(path: Path, to: Path) -> Salvaged:
    """Save what is good of `path` into a new session file `to`."""
    place_for_new(to)
    refuse_held(path)
    try:
        found = _Found(Pages(path).rows())
    except FileNotFoundError:
        look(path)
        raise
    except OSError as error:
        raise unreadable(path, error) from None
    report = Salvaged()
    session = _session(found, report)
    changes = _without_erased(found, list(_changes(found, session, report)), report) if session else []
    if not changes:
        raise Trouble(
            Message("Nothing in {file} could be saved.", file=path.name),
            safe=Message("It was left as it is, and no file was made."),
            do=Message("Open a snapshot or a second copy."),
        )
    letters = found.facts.get("letters")
    known = isinstance(letters, str) and letters.isascii() and letters.isalpha() and letters.isupper()
    given = str(letters) if known else own_letters(Clock())
    Store.create(to, session.hex(), letters=given, home=home.machine())
    try:
        with closing(Store.open(to)) as store:
            _write(store, found, changes, report)
    except BaseException:
        to.unlink(missing_ok=True)
        raise
    return report


class _Found:
    """What looks like rows of ours, sorted by what it could be; for a number there may be several candidates."""

    def __init__(self, rows: Iterable[Row]):
        self.facts: dict[str, Value] = {}
        self.records: dict[int, list[bytes]] = defaultdict(list)
        self.replicas: dict[int, list[bytes]] = defaultdict(list)
        self.mine: dict[bytes, int] = {}
        self.fields: dict[int, list[tuple[str, str]]] = defaultdict(list)
        self.changes: dict[int, list[tuple[Value, ...]]] = defaultdict(list)
        self.edits: dict[int, dict[tuple[Value, ...], None]] = defaultdict(dict)
        self.erased: set[tuple[bytes, str]] = set()
        self.journal: list[tuple[Value, ...]] = []
        self.blobs: list[tuple[Value, ...]] = []
        for row in rows:
            if row.n is None:
                self._of_index(row.values)
            else:
                self._of_table(row.n, row.values)

    def _of_table(self, n: int, values: tuple[Value, ...]) -> None:
        match values:
            case (None, bytes(id), _, _, _, _, _, _, bytes(), _, _, _) if len(id) == 16:
                self.edits[_number(values[2])].setdefault((n, *values[1:]))
            case (None, bytes(id), int(), int(), int(), str(), str(), _, int()) if len(id) == 16:
                self.changes[n].append(values[1:])
            case (None, bytes(id)) if len(id) == 16:
                _add(self.records[n], id)
            case (None, bytes(id), _) if len(id) == 8:
                _add(self.replicas[n], id)
                self.mine[id] = 1 if values[2] == 1 else 0
            case (None, str(kind), str(name)):
                _add(self.fields[n], (kind, name))
            case (str(key), _):
                self.facts.setdefault(key, values[1])
            case (bytes(record), str(name)) if len(record) == 16:
                self.erased.add((record, name))
            case (bytes(record), str(), str(), bytes(prev)) if len(record) == 16 and not len(prev) % 16:
                self.journal.append(values)
            case (str(), str(), int(), int(), bytes()):
                self.blobs.append(values)

    def _of_index(self, values: tuple[Value, ...]) -> None:
        match values:
            case (bytes(id), int(n)) if len(id) == 16:
                _add(self.records[n], id)  # or a change's or an edit's: whether it fits, hashes tell
            case (bytes(id), int(n)) if len(id) == 8:
                _add(self.replicas[n], id)
            case (str(kind), str(name), int(n)):
                _add(self.fields[n], (kind, name))


def _add(known: list[T], one: T) -> None:
    if one not in known:
        known.append(one)


def _number(value: Value) -> int:
    return value if isinstance(value, int) else -1


def _session(found: _Found, report: Salvaged) -> bytes:
    """The session's id: as the file says it or, where it no longer does, the record id under which changes verify."""
    said = found.facts.get("session")
    candidates = [bytes.fromhex(said)] if isinstance(said, str) and _is_id(said) else []
    # The workshop record bears the session's id.
    workshop = {n for n, names in found.fields.items() if any(kind == "workshop" for kind, _ in names)}
    for edits in found.edits.values():
        for edit in edits:
            if _number(edit[5]) in workshop:
                candidates += found.records.get(_number(edit[4]), ())
    candidates += [id for ids in found.records.values() for id in ids]
    some = [n for n in sorted(found.changes) if n in found.edits][:LONGEST_SEARCH]
    for session in list(dict.fromkeys(candidates))[:MOST_CANDIDATES]:
        if any(_verified(found, session, n) for n in some):
            report.session_found = isinstance(said, str) and said == session.hex()
            return session
    return b""


def _changes(found: _Found, session: bytes, report: Salvaged) -> Iterator[Change]:
    for n in sorted({*found.changes, *found.edits}):
        change = _verified(found, session, n)
        held = len(found.edits.get(n, ()))
        if change is None:
            report.lost_changes += 1
            report.lost_edits += held
            continue
        report.edits += len(change.edits)
        report.lost_edits += change.count - len(change.edits)
        if len(change.edits) == change.count:
            report.whole += 1
        else:
            report.part += 1
        yield change


def _without_erased(found: _Found, changes: list[Change], report: Salvaged) -> list[Change]:
    """An erased word whose erasure was lost cannot be told from a lost word: its edit waits for a good copy, too."""
    erased = {
        (bytes.fromhex(place[1]), place[2]) for change in changes for edit in change.edits for place in places(edit)
    }
    left = []
    for change in changes:
        kept = tuple(edit for edit in change.edits if _may_stay(edit, erased, found.erased))
        if len(kept) < len(change.edits):
            report.edits -= len(change.edits) - len(kept)
            report.lost_edits += len(change.edits) - len(kept)
            report.whole -= len(change.edits) == change.count
            report.part += len(change.edits) == change.count
        if kept:
            left.append(replace(change, edits=kept))
    return left


def _may_stay(edit: Edit, erased: set[tuple[bytes, str]], listed: set[tuple[bytes, str]]) -> bool:
    if edit.field in (ALIVE, ERASED):
        return edit.value is not None
    record = bytes.fromhex(edit.record)
    if {(record, edit.field), (record, WHOLE)} & erased:
        return True
    return edit.value is not None and not {(record, edit.field), (record, WHOLE)} & listed


def _verified(found: _Found, session: bytes, n: int) -> Change | None:
    """The change of that number with the edits that verify under one of its signatures; None where none does."""
    best: Change | None = None
    for id, replica, seq, hlc, actor, verb, undoes, count in found.changes.get(n, ()):
        if not (isinstance(seq, int) and isinstance(hlc, int) and isinstance(count, int)):
            continue
        for copy in found.replicas.get(_number(replica), ()):
            try:
                back = undoes if isinstance(undoes, bytes) else b""
                stem = stem_of(session, copy, seq, hlc, str(actor), str(verb), back)
            except OverflowError:
                continue
            edits = _edits(found, stem, n)
            if not edits or len(edits) > count or not isinstance(id, bytes):
                continue
            if len(edits) == count and change_id(stem, [edit.id for edit in edits]) != id:
                continue
            if best is None or len(edits) > len(best.edits):
                best = Change(id, str(verb), str(actor), copy, seq, hlc, back, tuple(edits), count)
    return best


def _edits(found: _Found, stem: bytes, n: int) -> list[Edit]:
    good: dict[int, Edit] = {}
    for row in found.edits.get(n, ()):
        edit = _edit(found, stem, row)
        if edit is not None and (edit.i not in good or good[edit.i].value is None):
            good[edit.i] = edit
    return [good[i] for i in sorted(good)]


def _edit(found: _Found, stem: bytes, row: tuple[Value, ...]) -> Edit | None:
    """An edit that hashes to its id with one of the records and fields that its numbers may mean."""
    _, id, _, i, record, named, value, salt, mark, prev, seen, _ = row
    back, judged = prev or b"", seen or b""
    if not (isinstance(i, int) and i >= 0 and isinstance(mark, bytes) and len(mark) == 16 and isinstance(id, bytes)):
        return None
    if not (isinstance(back, bytes) and isinstance(judged, bytes)) or len(back) % 16 or len(judged) % 16:
        return None
    for of in found.records.get(_number(record), ()):
        for kind, name in found.fields.get(_number(named), ()):
            if edit_id(stem, i, kind, of, name, mark, back, judged) != id:
                continue
            if value is None and salt is None:
                return Edit(kind, of.hex(), name, None, parted(back), parted(judged), None, mark, id, i)
            if isinstance(value, str) and isinstance(salt, bytes) and len(salt) == 16 and mark_of(salt, value) == mark:
                return Edit(kind, of.hex(), name, value, parted(back), parted(judged), salt, mark, id, i)
            return None
    return None


def _write(store: Store, found: _Found, changes: list[Change], report: Salvaged) -> None:
    with store.transaction():
        for change in changes:
            store.put(change)
        for id, mine in found.mine.items():
            store.db.execute("UPDATE replica SET mine = ? WHERE id = ?", (mine, id))
        for sha256, mime, width, height, content in found.blobs:
            if isinstance(content, bytes) and hashlib.sha256(content).hexdigest() == sha256:
                store.db.execute(
                    "INSERT OR IGNORE INTO blob VALUES(?, ?, ?, ?, ?)", (sha256, mime, width, height, content)
                )
        for record, name, text, prev in found.journal:
            if isinstance(record, bytes) and not store.is_erased(record.hex(), str(name)):
                store.db.execute("INSERT OR REPLACE INTO journal VALUES(?, ?, ?, ?)", (record, name, text, prev))
        rebuild_rows(store)
    report.pictures = int(store.db.execute("SELECT count(*) FROM blob").get)
    report.lost_pictures = len(_pictures(store) - {row[0] for row in store.db.execute("SELECT sha256 FROM blob")})
    lost = found.erased - store.writer.erased
    if lost:
        report.notes.append(Message("Erasures whose record was lost: {n}. Erase again to be sure.", n=len(lost)))


def _pictures(store: Store) -> set[str]:
    query = """SELECT DISTINCT e.value FROM edit e JOIN field f ON f.n = e.field
        WHERE e.head AND f.kind = 'attachment' AND f.name = 'sha256' AND length(e.value) > 2"""
    return {str(value).strip('"') for (value,) in store.db.execute(query)}


def _is_id(text: str) -> bool:
    return len(text) == 32 and not set(text) - set("0123456789abcdef")
