"""What a reader finds in somebody else's file: notes that could be imported, counts, warnings. Nothing is written.

A reading is always a dry run. The window shows it, the person decides, and a verb makes records of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields

from hcd_studio.speech import Message, Trouble

KINDS = ("action", "quote", "thought", "pain", "idea", "evidence", "question", "need")
READERS = ("csv", "xlsx", "forms", "trello", "miro", "markdown", "paste")
PARTS = ("comments", "closed", "no checklists", "no descriptions")
PATH = " › "
"""What stands between the parts of a group: frame › frame, list › card, heading › heading."""


class CannotRead(Trouble):
    """A source could not be read: what happened, what is safe, what to do."""

    def __init__(self, what: Message, *, safe: Message | None = None, do: Message | None = None):
        super().__init__(what, safe=safe or Message("Nothing was imported."), do=do)


@dataclass(frozen=True, slots=True)
class FoundNote:
    """One note as it stands in the source.

    `group` is a candidate stage, step, lane or theme; `step` (title or number) and `lane` where the source names both;
    `where` the place in the source, for the preview; `personal`
    the kinds of personal data that the text seems to hold.
    """

    text: str
    kind: str = ""
    group: str = ""
    labels: tuple[str, ...] = ()
    language: str = ""
    participant: str = ""
    where: str = ""
    personal: tuple[str, ...] = ()
    step: str = ""
    lane: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """What goes where: for each field of a note the columns that feed it. An empty field is guessed.

    `kinds` turns a value into a kind of note: the colour of a sticky note, the name of a label, a word in the kind
    column. `parts` asks for more or less than usual: comments, closed, no checklists, no descriptions. `header` is
    the row that names the columns, "none" when there is none, empty to find it.
    """

    text: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    participant: tuple[str, ...] = ()
    step: tuple[str, ...] = ()
    lane: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    sheet: tuple[str, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    parts: tuple[str, ...] = ()
    header: str = ""

    @classmethod
    def parse(cls, items: Iterable[str]) -> Mapping:
        """A mapping from `field=column` as the command takes it; a field named twice gets both columns."""
        values: dict[str, list[str]] = {}
        for item in items:
            name, equals, value = item.partition("=")
            name, value = name.strip().casefold(), value.strip()
            if not equals or not value or name not in MAPPED:
                raise CannotRead(
                    Message("“{item}” does not say what goes where.", item=item),
                    do=Message("Write field=column; the fields are {fields}.", fields=list(MAPPED)),
                )
            values.setdefault(name, []).append(value)
        return _mapping(values)

    @classmethod
    def from_json(cls, text: str) -> Mapping:
        """A mapping as `to_json` wrote it; fields of a newer version are passed over."""
        try:
            values = json.loads(text)
        except (ValueError, RecursionError):
            values = None
        if not isinstance(values, dict):
            raise CannotRead(Message("This mapping is damaged."), do=Message("Map the columns again."))
        return _mapping({name: _texts(value) for name, value in values.items() if name in MAPPED})

    def to_json(self) -> str:
        """The mapping as JSON, empty fields left out; `kinds` as `value:kind`."""
        values: dict[str, object] = {name: list(getattr(self, name)) for name in MAPPED if name not in _SPECIAL}
        values["kinds"] = [f"{value}:{kind}" for value, kind in self.kinds]
        values["header"] = self.header
        return json.dumps({name: value for name, value in values.items() if value}, ensure_ascii=False)

    def kind_of(self, *values: str) -> str:
        """The kind that the first of these colours, labels or words stands for, empty when none was mapped."""
        known = {value.casefold(): kind for value, kind in self.kinds}
        return next((known[value.casefold()] for value in values if value.casefold() in known), "")


MAPPED = tuple(entry.name for entry in fields(Mapping))
_SPECIAL = ("kinds", "header")


def _texts(value: object) -> list[str]:
    if isinstance(value, list):
        return [part for part in value if isinstance(part, str) and part]
    return [value] if isinstance(value, str) and value else []


def _mapping(values: dict[str, list[str]]) -> Mapping:
    for part in values.get("parts", ()):
        if part not in PARTS:
            raise CannotRead(
                Message("“{part}” is not a part that can be chosen.", part=part),
                do=Message("The parts are {parts}.", parts=list(PARTS)),
            )
    plain = {name: tuple(value) for name, value in values.items() if name not in _SPECIAL}
    kinds = tuple(_kind_pair(item) for item in values.get("kinds", ()))
    return Mapping(**plain, kinds=kinds, header=(values.get("header") or [""])[-1])


def _kind_pair(item: str) -> tuple[str, str]:
    value, colon, kind = item.rpartition(":")
    if not colon or not value or kind not in KINDS:
        raise CannotRead(
            Message("“{item}” does not name a kind of note.", item=item),
            do=Message("Write value:kind; the kinds are {kinds}.", kinds=list(KINDS)),
        )
    return (value.strip(), kind)


@dataclass(frozen=True, slots=True)
class Found:
    """The result of a dry run: the notes, and everything a person needs to judge them before they are imported.

    `rows` counts what was read (rows of a table, cards, widgets, lines), `empty` those that gave no note. `columns`
    are the column names as read and `mapping` what was asked or guessed: what a mapping screen shows and a preset
    keeps. `notes` of a table follow the rows.
    """

    notes: tuple[FoundNote, ...]
    source: str
    how: str
    rows: int = 0
    empty: int = 0
    dropped: tuple[str, ...] = ()
    encoding: str = ""
    groups: tuple[str, ...] = ()
    title: str = ""
    sha256: str = ""
    warnings: tuple[Message, ...] = ()
    columns: tuple[str, ...] = ()
    mapping: Mapping = field(default_factory=Mapping)

    def with_personal(self, kind: str) -> int:
        """How many notes seem to hold personal data of that kind."""
        return sum(kind in note.personal for note in self.notes)

    def summary(self) -> Message:
        """The counts: "Rows: 1,136. Notes: 881. Empty: 255. With an e-mail address: 3."."""
        whole = Message(
            "{read} {notes}", read=_read(self.how, self.rows), notes=Message("Notes: {n}.", n=len(self.notes))
        )
        emails = self.with_personal("e-mail")
        others = sum(any(kind != "e-mail" for kind in note.personal) for note in self.notes)
        for count, said in (
            (self.empty, Message("Empty: {n}.", n=self.empty)),
            (emails, Message("With an e-mail address: {n}.", n=emails)),
            (others, Message("With other personal data: {n}.", n=others)),
        ):
            if count:
                whole = Message("{first} {then}", first=whole, then=said)
        return whole

    @property
    def unused(self) -> tuple[str, ...]:
        """Columns that feed no note; those that were left out on purpose are told as dropped."""
        mapping = self.mapping
        used = {
            *mapping.text, *mapping.kind, *mapping.group, *mapping.labels, *mapping.language, *mapping.participant,
            *mapping.step, *mapping.lane, *self.dropped,
        }  # fmt: skip
        return tuple(name for name in self.columns if name not in used)


def _read(how: str, n: int) -> Message:
    if how == "trello":
        return Message("Cards: {n}.", n=n)
    if how == "miro":
        return Message("Items: {n}.", n=n)
    if how in ("markdown", "paste"):
        return Message("Blocks: {n}.", n=n)
    return Message("Rows: {n}.", n=n)


def joined(parts: Sequence[str]) -> str:
    """A group path from its parts, empty ones left out."""
    return PATH.join(part for part in parts if part)
