"""What changed in a pattern since it was lifted: theirs, mine, both; and taking it over as one change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from hcd_studio.bilingual import Words
from hcd_studio.bundle import Bundle
from hcd_studio.columns import columns, flat, title_of
from hcd_studio.fields import Id
from hcd_studio.library.copy import print_of
from hcd_studio.library.driver import Driver
from hcd_studio.library.patterns import Pattern, versions
from hcd_studio.records import KINDS, Provenance, Record
from hcd_studio.session import Session
from hcd_studio.speech import N_, Language, Message

What = Literal["changed", "both", "added", "removed", "withdrawn"]
SAID: dict[What, str] = {
    "changed": N_("Changed in the pattern: {kind} “{title}”"),
    "both": N_("Changed here and in the pattern: {kind} “{title}”; look at both"),
    "added": N_("New in the pattern: {kind} “{title}”"),
    "removed": N_("No longer in the pattern: {kind} “{title}”; it stays here"),
    "withdrawn": N_("Withdrawn by whom it came from: {kind} “{title}”; please remove it here"),
}
OWN = ("rank", "citation", "ref")
"""Roles of fields that belong to the session a record stands in."""
ASIDE = ("origin", "provenance", "lifted")


@dataclass(frozen=True)
class Difference:
    """One record in which pattern and session differ: what happened, and the fields, as (mine, theirs)."""

    what: What
    kind: str
    lifted: Id
    title: Words
    record: Id = ""
    fields: Mapping[str, tuple[Any, Any]] | None = None

    def message(self) -> Message:
        """The difference in a sentence."""
        return Message(SAID[self.what], kind=KINDS[self.kind].term(), title=self.title)

    def as_json(self, language: Language) -> dict[str, Any]:
        """The difference as the command prints it with `--json`."""
        return {
            "what": self.what, "kind": self.kind, "record": self.record, "lifted": self.lifted,
            "fields": {name: {"here": _plain(mine), "pattern": _plain(theirs)} for name, (mine, theirs) in (self.fields or {}).items()},
            "message": self.message().say(language),
        }  # fmt: skip


@dataclass(frozen=True)
class Upstream:
    """A lifted pattern of a session, its newest version, and what differs."""

    provenance: Provenance
    newest: Pattern
    differences: tuple[Difference, ...]

    @property
    def is_newer(self) -> bool:
        """Whether the pattern went on since it was lifted."""
        return self.newest.digest != self.provenance.digest

    def messages(self) -> Iterator[Message]:
        """What changed, in sentences."""
        if not self.is_newer:
            yield Message(
                "Pattern {name}: nothing new since version {version}.",
                name=self.newest.name,
                version=self.provenance.version,
            )
        else:
            yield Message(
                "Pattern {name}: version {new} is there, here stands version {old}.",
                name=self.newest.name, new=self.newest.bundle.version, old=self.provenance.version,
            )  # fmt: skip
        yield from (one.message() for one in self.differences)


def upstream(driver: Driver | None, session: Session) -> list[Upstream]:
    """For every pattern that was lifted into a session: what its newest version says differently."""
    return upstream_of(versions(driver), withdrawn(driver), session)


def upstream_of(known: Sequence[Pattern], gone: set[str], session: Session) -> list[Upstream]:
    """The same, of versions and withdrawals that were read before."""
    newest = {one.name: one for one in known}
    by_digest = {one.digest: one for one in known}
    return [
        Upstream(one, found, tuple(_differences(session, one, found, by_digest.get(one.digest), gone)))
        for one in session.all(Provenance)
        if one.kind == "pattern" and (found := newest.get(one.source)) is not None
    ]


def withdrawn(driver: Driver | None) -> set[str]:
    """Prints of what was withdrawn at its source."""
    from hcd_studio.library.forget import withdrawn_prints

    return withdrawn_prints(driver) if driver is not None else set()


def _differences(
    session: Session, provenance: Provenance, newest: Pattern, base: Pattern | None, gone: set[str]
) -> Iterator[Difference]:
    mine = lifted_from(session, provenance)
    yield from _gone(mine.values(), gone)
    if newest.digest == provenance.digest:
        return
    was = rows_of(base.bundle) if base is not None else {}
    theirs = rows_of(newest.bundle)
    for id, (kind, row) in theirs.items():
        record = mine.get(id)
        if record is None:
            if id not in was:
                yield Difference("added", kind, id, _title(row))
            continue
        fields = _fields(record, row, was.get(id, (kind, {}))[1])
        if fields:
            both = any(mine_changed for _, _, mine_changed in fields.values())
            yield Difference(
                "both" if both else "changed", kind, id, title_of(record), record.id,
                {name: (here, there) for name, (here, there, _) in fields.items()},
            )  # fmt: skip
    for id, record in mine.items():
        if id in was and id not in theirs:
            yield Difference("removed", record.table, id, title_of(record), record.id)


def take_over(session: Session, one: Upstream, *, both: bool = False) -> int:
    """Take over what only the pattern changed, as one change; with `both`, also where both changed. How many records."""
    from hcd_studio.verbs.patterns import take_upstream

    wanted = [each for each in one.differences if each.what == "changed" or (both and each.what == "both")]
    added = tuple(each.lifted for each in one.differences if each.what == "added")
    if not one.is_newer:
        return 0
    fields = {each.record: {name: theirs for name, (_, theirs) in (each.fields or {}).items()} for each in wanted}
    take_upstream(session, one.provenance, one.newest.bundle, fields=fields, added=added)
    return len(fields) + len(added)


def lifted_from(session: Session, provenance: Provenance) -> dict[Id, Record]:
    """The records of a session that came from one lifting, by the id that they have in the pattern."""
    every = (record for kind in KINDS.values() for record in session.all(kind))
    return {record.lifted: record for record in every if record.lifted and record.provenance == provenance.id}


def _gone(records: Iterable[Record], gone: set[str]) -> Iterator[Difference]:
    for record in records:
        raw = (
            bytes.fromhex(record.lifted)
            if len(record.lifted) == 32 and not set(record.lifted) - set("0123456789abcdef")
            else b""
        )
        if gone and raw and any(print_of(raw, name) in gone for name in ("*", *columns(record.table))):
            yield Difference("withdrawn", record.table, record.lifted, title_of(record), record.id)


def _fields(record: Record, row: Mapping[str, Any], was: Mapping[str, Any]) -> dict[str, tuple[Any, Any, bool]]:
    """Fields that the pattern changed since: mine, theirs, and whether mine was changed as well."""
    found = {}
    here = flat(record)
    for name, column in columns(record.table).items():
        if column.role in OWN or name in ASIDE:
            continue
        before, theirs = _value(was, name, column.default), _value(row, name, column.default)
        if theirs not in (before, here[name]):
            found[name] = (here[name], theirs, (bool(was) and here[name] != before) or not was)
    return found


def _value(row: Mapping[str, Any], name: str, default: Any) -> Any:
    value = row.get(name, default)
    return tuple(value) if isinstance(value, list) else value


def rows_of(bundle: Bundle) -> dict[Id, tuple[str, Mapping[str, Any]]]:
    """The records of a bundle by id."""
    return {str(row.get("id", "")): (kind, row) for kind, rows in bundle.records.items() for row in rows}


def _title(row: Mapping[str, Any]) -> Words:
    for name in ("title", "statement", "i_need"):
        words = Words(str(row.get(f"{name}_en", "")), str(row.get(f"{name}_cy", "")))
        if words:
            return words
    return Words(str(row.get("id", ""))[:8], str(row.get("id", ""))[:8])


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
