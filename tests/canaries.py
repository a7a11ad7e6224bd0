"""A session in which every text of every kind is a word of its own, so that one can see which words leave."""

from __future__ import annotations

from dataclasses import dataclass, fields
from html import unescape
from io import BytesIO
from itertools import count
from zipfile import ZipFile, is_zipfile

from hcd_studio.audience import may_leave, personal_fields, tier_level
from hcd_studio.bilingual import Words
from hcd_studio.fields import TIERS
from hcd_studio.records import KINDS, Attachment, Feeling, Link, Note, Participant, Record
from hcd_studio.snapshot import Snapshot

WITHDRAWN = "gone"
"""The person who was in the room and has withdrawn since."""


@dataclass(frozen=True)
class Canary:
    """One word and where it stands."""

    word: str
    record: Record
    field: str


class Aviary:
    """The session and its words."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.canaries: list[Canary] = []
        self.records: list[Record] = []
        people = [self.add(Participant(id=f"person-{tier}", tier=tier, languages=("cy",))) for tier in TIERS]
        people.append(self.add(Participant(id=WITHDRAWN, tier="public", withdrawn=True)))
        for kind in KINDS.values():
            if kind not in (Participant, Note, Feeling, Attachment, Link):
                self.add(kind(id=f"{kind.table}-1"))
        for person in people:
            for tier in ("", *TIERS):
                name = f"{person.id}-{tier}"
                self.add(Note(id=f"note-{name}", participant=person.id, tier=tier, verbatim=True, language="cy"))
                self.add(Feeling(id=f"feeling-{name}", participant=person.id, tier=tier, value=-2))
                self.add(Attachment(id=f"attachment-{name}", participant=person.id, tier=tier, parent="step-1"))
        self.link()
        self.snapshot = Snapshot.of(self.records)

    def add(self, record: Record) -> Record:
        """A record with a word of its own in each of its texts, and with references to the one of each kind."""
        values: dict[str, object] = {}
        for one in fields(record):
            role, form = one.metadata.get("role"), one.metadata.get("form")
            if role == "words" and isinstance(getattr(record, one.name), Words):
                values[one.name] = Words(self.word(record, one.name), self.word(record, one.name), "checked")
            elif role in ("words", "speech") and isinstance(getattr(record, one.name), str):
                values[one.name] = self.word(record, one.name)
            elif one.metadata.get("personal"):
                values[one.name] = (self.word(record, one.name),)
            elif (
                role == "ref" and one.name not in ("origin", "provenance", "participant") and one.metadata.get("kinds")
            ):
                values[one.name] = f"{one.metadata['kinds'][-1]}-1"
            elif role == "choice" and form == "day":
                values[one.name] = "2026-11-23"
        made = type(record)(**{**{one.name: getattr(record, one.name) for one in fields(record)}, **values})
        self.records.append(made)
        self.canaries = [
            Canary(canary.word, made, canary.field) if canary.record is record else canary for canary in self.canaries
        ]
        return made

    def word(self, record: Record, field: str) -> str:
        """A new word."""
        found = f"zq{next(self._numbers):05}x"
        self.canaries.append(Canary(found, record, field))
        return found

    def link(self) -> None:
        """Let everything rest on every note, so that each of them is wanted somewhere."""
        chain = ("pain", "need", "requirement", "decision", "action", "usecase", "idea")
        for kind in chain:
            for note in [one for one in self.records if isinstance(one, Note)]:
                self.records.append(Link(id=f"l-{kind}-{note.id}", source=f"{kind}-1", target=note.id))
        for source, target in (("need", "pain"), ("requirement", "need"), ("decision", "pain"), ("action", "pain")):
            self.records.append(Link(id=f"l-{source}-{target}", source=f"{source}-1", target=f"{target}-1"))

    def kept_back(self, audience: str) -> set[str]:
        """The words that may not reach an audience."""
        people = {one.id: one for one in self.records if isinstance(one, Participant)}
        found: set[str] = set()
        for canary in self.canaries:
            record = canary.record
            person = people.get(getattr(record, "participant", ""))
            far = tier_level(audience) > tier_level("council")
            hidden = tier_level(audience) > tier_level(record.travels)
            hidden = hidden or (far and canary.field in personal_fields(record.table))
            if isinstance(record, Note | Feeling | Attachment):
                hidden = hidden or not may_leave(record.tier, person, audience)  # type: ignore[arg-type]
            if isinstance(record, Participant):
                hidden = hidden or record.withdrawn or (canary.field == "name" and audience != "room")
            if hidden:
                found.add(canary.word)
        return found


def read_all(data: bytes) -> str:
    """Everything that a file holds as text: members of zips, streams, strings and pages of a PDF."""
    if data.startswith(b"%PDF"):
        return _pdf(data)
    members = [data]
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as package:
            members = [package.read(name) for name in package.namelist()]
    return unescape("\n".join(one.decode("utf-8", "replace") for one in members))


def _pdf(data: bytes) -> str:
    import pikepdf
    from pypdf import PdfReader

    found = [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
    with pikepdf.open(BytesIO(data)) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream) and one.get("/Type") == "/Metadata":
                found.append(one.read_bytes().decode("utf-8", "replace"))
            if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
                found += [str(value) for value in one.values() if isinstance(value, pikepdf.String)]
    return "\n".join(found)
