"""The history, read off the log: who, when, which verb, before and after, in words and in either language."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hcd_studio.bilingual import Words
from hcd_studio.change import ALIVE, ERASED, Change, ChangeId, Edit
from hcd_studio.clock import stamp_time
from hcd_studio.columns import columns, title_of
from hcd_studio.fields import Id
from hcd_studio.privacy import hidden_by_withdrawal
from hcd_studio.reading import decode, read
from hcd_studio.records import KINDS, Participant, Record
from hcd_studio.session import Session, now
from hcd_studio.speech import N_, Language, Message
from hcd_studio.steps import BEGINNING
from hcd_studio.store.log import changes, edit_of

OTHER_WORDS = {
    BEGINNING: N_("Session begun"),
    "sample": N_("A round of the sample workshop"),
    "erase": N_("Erased for good"),
}
"""Changes that no verb makes."""

ACTS = """(c.hlc OR c.edits > 1 OR NOT EXISTS (SELECT 1 FROM edit e JOIN field f ON f.n = e.field
    WHERE e.change = c.n AND f.name = '!erased'))"""
"""What of the log somebody did."""


@dataclass(frozen=True)
class Line:
    """One change, as people read it."""

    id: ChangeId
    when: datetime
    who: str
    verb: str
    words: Message
    undoes: ChangeId
    undone: bool
    records: int


def history(
    session: Session, *, newest: int | None = None, skip: int = 0, private: AbstractSet[Id] = frozenset()
) -> list[Line]:
    """The changes of a session, oldest first; `newest` limits to the last so many, once `skip` later ones are left out.

    Nothing is told of who withdrew, nor of what is `private` to others.

    An erasure that copies worked out by themselves, which bears no stamp, is no act of anybody and is left out.
    """
    query = f"""SELECT c.id, c.hlc, c.actor, c.verb, c.undoes, c.n,
        (SELECT count(DISTINCT e.record) FROM edit e WHERE e.change = c.n) FROM change c WHERE {ACTS}
        ORDER BY c.n DESC LIMIT ? OFFSET ?"""
    rows = list(session.store.db.execute(query, (-1 if newest is None else newest, skip)))[::-1]
    undone = _undone(session)
    hidden = hidden_by_withdrawal(now(session)) | private
    return [
        Line(
            id,
            stamp_time(hlc),
            actor,
            verb,
            _words(session, id, verb, undoes, hidden),
            undoes or b"",
            id in undone,
            records,
        )
        for id, hlc, actor, verb, undoes, _n, records in rows
    ]


def count(session: Session) -> int:
    """How many changes there are."""
    return int(session.store.db.execute(f"SELECT count(*) FROM change c WHERE {ACTS}").get)


def authors(session: Session) -> tuple[list[str], list[str]]:
    """Which copies made changes, and by which verbs."""
    found = list(session.store.db.execute(f"SELECT DISTINCT actor, verb FROM change c WHERE {ACTS}"))
    return sorted({actor for actor, _ in found}), sorted({verb for _, verb in found})


def _undone(session: Session) -> set[ChangeId]:
    """Changes whose last word is an undo: each undo flips what it names."""
    found: set[ChangeId] = set()
    for id, undoes in session.store.db.execute("SELECT id, undoes FROM change WHERE length(undoes) ORDER BY n DESC"):
        if id not in found:
            found.add(undoes)
    return found


def verb_words(verb: str) -> Message:
    """The words of a verb as they stand in the menu; the bare name for a verb of a newer version."""
    from hcd_studio.verbs import all_verbs

    known = all_verbs().get(verb)
    return known.words() if known else Message(OTHER_WORDS.get(verb, verb))


def _words(session: Session, id: ChangeId, verb: str, undoes: bytes | None, hidden: AbstractSet[Id]) -> Message:
    what = verb_words(verb)
    if undoes:
        again = session.store.db.execute("SELECT length(undoes) FROM change WHERE id = ?", (undoes,)).get
        what = Message("Redone: {verb}", verb=what) if again else Message("Undone: {verb}", verb=what)
    title = _first_title(session, id, hidden)
    return Message("{verb}: “{title}”", verb=what, title=title) if title else what


def _first_title(session: Session, id: ChangeId, hidden: AbstractSet[Id]) -> Words:
    query = """SELECT r.id, f.kind FROM edit e JOIN record r ON r.n = e.record JOIN field f ON f.n = e.field
        WHERE e.change = (SELECT n FROM change WHERE id = ?) ORDER BY e.i LIMIT 1"""
    row = session.store.db.execute(query, (id,)).fetchone()
    return title_in(session, row[1], row[0].hex()) if row and row[0].hex() not in hidden else Words()


def title_in(session: Session, kind: str, id: str) -> Words:
    """The title of a record, removed ones included; a long one is cut at a word."""
    if kind not in KINDS:
        return Words()
    found: Record = session.records[kind].get(id) or read(kind, id, session.store.all_heads(id))
    title = title_of(found)
    return Words(_short(title.en), _short(title.cy))


def _short(text: str, most: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"


def details(session: Session, id: ChangeId, *, private: AbstractSet[Id] = frozenset()) -> Iterator[dict[str, Any]]:
    """Each edit of a change: kind, record, title, field, before, after, as plain values; nothing of who withdrew."""
    hidden = (hidden_by_withdrawal(now(session)) | private) - {one.id for one in session.all(Participant)}
    for change in changes(session.store.db, "c.id = ?", (id,)):
        for edit in change.edits:
            found = _detail(session, change, edit)
            if edit.record in hidden:
                found |= {"title": Words(), "before": [], "after": None, "withdrawn": True}
            yield found


def _detail(session: Session, change: Change, edit: Edit) -> dict[str, Any]:
    column = columns(edit.kind).get(edit.field) if edit.kind in KINDS else None
    before = [found[0].value for id in edit.prev if (found := edit_of(session.store, id))]

    def plain(value: str | None) -> Any:
        if value is None:
            return None
        if edit.field in (ALIVE, ERASED) or column is None:
            return value
        found = decode(value, column)
        return list(found) if isinstance(found, tuple) else found

    return {
        "kind": edit.kind,
        "record": edit.record,
        "title": title_in(session, edit.kind, edit.record),
        "field": edit.field,
        "before": [plain(value) for value in before],
        "after": plain(edit.value),
        "erased": edit.value is None,
    }


def as_json(session: Session, line: Line, language: Language) -> dict[str, Any]:
    """A line of the history as the command prints it."""
    return {
        "id": line.id.hex(),
        "at": line.when.isoformat(timespec="milliseconds"),
        "who": line.who,
        "verb": line.verb,
        "words": line.words.say(language),
        "undoes": line.undoes.hex(),
        "undone": line.undone,
        "edits": [{**found, "title": found["title"].say(language)} for found in details(session, line.id)],
    }
