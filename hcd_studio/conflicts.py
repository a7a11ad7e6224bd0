"""What copies left to decide: fields on which several texts stand, and references that two records share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hcd_studio.bilingual import Words
from hcd_studio.change import EditId
from hcd_studio.clock import stamp_time
from hcd_studio.columns import columns, title_of
from hcd_studio.reading import Head, decode, said
from hcd_studio.records import Record
from hcd_studio.session import Session
from hcd_studio.snapshot import Snapshot, in_order
from hcd_studio.speech import Language, Message


@dataclass(frozen=True, slots=True)
class Version:
    """One of several texts: its letter (A is the one on top), who wrote it and when, and the edits that say it."""

    letter: str
    text: str
    copy: str
    time: datetime
    edits: tuple[EditId, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field of a record on which copies wrote at once; all texts are kept until somebody chooses."""

    record: Record
    field: str
    versions: tuple[Version, ...]

    @property
    def title(self) -> Words:
        """The words by which people know the record."""
        return title_of(self.record)

    @property
    def known(self) -> tuple[str, ...]:
        """What somebody who sees this conflict has seen, for `settle_versions(known=…)`."""
        return tuple(edit.hex() for version in self.versions for edit in version.edits)

    def message(self) -> Message:
        """The conflict in a sentence."""
        return Message(
            "{kind} “{title}” has {n} versions: {versions}.",
            kind=self.record.term(),
            title=self.title,
            n=len(self.versions),
            versions=[Message("{letter} “{text}” (copy {copy})", letter=one.letter, text=one.text, copy=one.copy)
                      for one in self.versions],
        )  # fmt: skip

    def as_json(self, language: Language) -> dict[str, Any]:
        """The conflict as the command prints it."""
        return {
            "kind": self.record.table,
            "id": self.record.id,
            "title": self.title.say(language),
            "field": self.field,
            "versions": [
                {
                    "letter": one.letter, "text": one.text, "copy": one.copy,
                    "time": one.time.isoformat(timespec="milliseconds"), "edits": [edit.hex() for edit in one.edits],
                }
                for one in self.versions
            ],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class DoubleCitation:
    """A reference that several records bear, since copies gave it without knowing of each other."""

    ref: str
    records: tuple[Record, ...]

    def message(self) -> Message:
        """The finding in a sentence."""
        titles = [title_of(record) for record in self.records]
        return Message("{ref} stands on {n} records: {titles}.", ref=self.ref, n=len(titles), titles=titles)


def conflicts(session: Session) -> list[Conflict]:
    """Every field on which several texts stand, by record and field; the same in every copy that holds the same."""
    found = []
    for id, field in sorted(session.versions):
        record = session.find(id)
        if record is not None:
            found.append(Conflict(record, field, versions_of(session, record, field, session.store.heads(id, field))))
    return found


def versions_of(session: Session, record: Record, field: str, heads: Sequence[Head]) -> tuple[Version, ...]:
    """The different texts among some heads, the one on top first."""
    column = columns(record.table)[field]
    texts: dict[str, list[Head]] = {}
    for head in sorted(said(heads), key=lambda head: head.order, reverse=True):
        texts.setdefault(decode(head.value, column), []).append(head)
    return tuple(
        Version(_letter(i), text, *_who_and_when(session, same[0]), tuple(head.id for head in same))
        for i, (text, same) in enumerate(texts.items())
    )


def double_citations(snapshot: Snapshot) -> list[DoubleCitation]:
    """References that more than one living record bears."""
    bearers: dict[str, list[Record]] = {}
    for record in _every(snapshot):
        ref = getattr(record, "ref", "")
        if ref:
            bearers.setdefault(ref, []).append(record)
    return [DoubleCitation(ref, in_order(found)) for ref, found in sorted(bearers.items()) if len(found) > 1]


def _every(snapshot: Snapshot) -> Iterable[Record]:
    return (record for records in snapshot.records.values() for record in records.values())


def _who_and_when(session: Session, head: Head) -> tuple[str, datetime]:
    """Whose word it is: for one that an undo brought back, of whoever wrote it first."""
    query = "SELECT c.actor, c.hlc FROM edit e JOIN change c ON c.n = e.change WHERE e.id = ?"
    row = session.store.db.execute(query, (head.stands or head.id,)).fetchone()
    return (str(row[0]), stamp_time(row[1])) if row else ("", stamp_time(head.hlc))


def _letter(i: int) -> str:
    return chr(ord("A") + i % 26) + (str(i // 26 + 1) if i >= 26 else "")
