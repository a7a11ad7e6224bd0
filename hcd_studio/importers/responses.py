"""Reads a completed supplier workbook: the answers, and in words everything about it that is not as it was sent. Writes nothing."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from hcd_studio.audience import seen_by
from hcd_studio.fields import Id
from hcd_studio.importers.files import Raw, fetch
from hcd_studio.importers.found import CannotRead
from hcd_studio.importers.sheets import Held, Read, sheets_of
from hcd_studio.records import Evaluation, Requirement, Response
from hcd_studio.response_form import (
    ANSWERS,
    CLAIM,
    DIGEST,
    DUE,
    EVIDENCE,
    FORMAT,
    HEAD,
    HOW,
    ID,
    MARK,
    MITIGATION,
    REF,
    SCORE,
    STATEMENT_CY,
    STATEMENT_EN,
    SUPPLIER,
    VERSION,
    claim_of,
    digest,
)
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Message

Weight = Literal["stops", "look", "note"]
"""How much a finding matters: it stops the import, somebody should look, or it is only said."""

LONGEST_ANSWER = 20_000


@dataclass(frozen=True, slots=True)
class Odd:
    """Something about a returned workbook that is not as it should be: what, where in the file, and about which requirement."""

    rule: str
    weight: Weight
    message: Message
    where: str = ""
    requirement: Id = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a supplier said of one requirement."""

    requirement: Id
    claim: str = ""
    how: str = ""
    evidence: str = ""
    mitigation: str = ""
    due: str = ""

    def __bool__(self) -> bool:
        return bool(self.claim or self.how or self.evidence or self.mitigation or self.due)


@dataclass
class Returned:
    """A reading of one completed workbook."""

    source: str
    sha256: str
    supplier: str = ""
    answers: list[Answer] = field(default_factory=list)
    odd: list[Odd] = field(default_factory=list)

    @property
    def stops(self) -> list[Odd]:
        """What must be settled before anything is taken in."""
        return [one for one in self.odd if one.weight == "stops"]

    def summary(self) -> Message:
        """The counts in one sentence."""
        claims = Counter(one.claim for one in self.answers)
        return Message(
            "Answers: {n}. Met: {met}. Partly met: {partly}. Not met: {unmet}. To look at: {odd}.",
            n=sum(map(bool, self.answers)),
            met=claims["met"],
            partly=claims["partly"],
            unmet=claims["not met"],
            odd=sum(one.weight != "note" for one in self.odd),
        )


def read_responses(path: str | os.PathLike[str], snapshot: Snapshot) -> Returned:
    """The answers of a completed workbook, held against the requirements as they stand now."""
    return responses_in(fetch(path), snapshot)


def scored_before(returned: Returned, snapshot: Snapshot, supplier: Id) -> list[Odd]:
    """Answers of a supplier that would change although they have been scored: somebody must look at them again."""
    answers = {one.requirement: one for one in returned.answers}
    scored = {one.response for one in snapshot.all(Evaluation)}
    found = []
    for old in snapshot.all(Response):
        judged = old.moderated is not None or old.id in scored
        if old.supplier != supplier or not judged:
            continue
        new = answers.get(old.requirement, Answer(old.requirement))
        if any(getattr(old, name) != getattr(new, name) for name in ("claim", "how", "evidence", "mitigation", "due")):
            one = snapshot.get(Requirement, old.requirement)
            said = Message(
                "{ref} was scored before; its answer changes, so score it again.", ref=one.ref if one else ""
            )
            found.append(Odd("scored", "look", said, "", old.requirement))
    return found


def responses_in(raw: Raw, snapshot: Snapshot) -> Returned:
    """The same, of a file that was read already."""
    sheets = sheets_of(raw)
    found = Returned(raw.name, raw.sha256)
    sheet, head, keys = _answer_sheet(sheets, raw.name)
    _facts(sheets, snapshot, found)
    found.supplier = _supplier(sheets)
    reading = _Reading(snapshot, sheet.title, keys, found)
    for number, cells in sheet.lines:
        if number > head:
            reading.row(number, cells)
    reading.end()
    _scores(sheets, found)
    return found


def _answer_sheet(sheets: list[Read], name: str) -> tuple[Read, int, dict[str, int]]:
    """The sheet whose hidden row names the columns, wherever it was moved and whatever it is called now."""
    for sheet in sheets:
        for number, cells in sheet.lines:
            keys = {cell.text.strip(): at for at, cell in enumerate(cells) if cell.text.startswith(MARK)}
            if ID in keys and CLAIM in keys:
                return sheet, number, keys
    raise CannotRead(
        Message("{name} is not a workbook of answers that this program wrote, or its hidden row is gone.", name=name),
        do=Message("Ask the supplier for the file as it was sent, with the answers in it, as .xlsx or .ods."),
    )


def _beside(sheets: list[Read], key: str) -> str | None:
    """What stands to the right of a machine key; None where the key is gone."""
    for sheet in sheets:
        for _, cells in sheet.lines:
            for at, cell in enumerate(cells):
                if cell.text == key:
                    return next((one.text.strip() for one in cells[at + 1 :] if one.text.strip()), "")
    return None


def _supplier(sheets: list[Read]) -> str:
    return " ".join((_beside(sheets, SUPPLIER) or "").split())[:200]


def _facts(sheets: list[Read], snapshot: Snapshot, found: Returned) -> None:
    """What the hidden sheet says: of which workshop this is, and whether this program can read it."""
    format, version, workshop = (_beside(sheets, f"hcd:{name}") for name in ("format", "version", "workshop"))
    if format is None:
        found.odd.append(Odd("facts", "note", Message("The hidden sheet is gone; the rows were checked one by one.")))
        return
    if format != FORMAT or ((version or "").isdigit() and int(version or "0") > VERSION):
        found.odd.append(
            Odd("version", "stops", Message("This workbook was written by a newer version of the program."))
        )
    if workshop and snapshot.workshop.id and workshop != snapshot.workshop.id:
        found.odd.append(Odd("workshop", "stops", Message("This workbook belongs to another workshop.")))


def _scores(sheets: list[Read], found: Returned) -> None:
    """Scores that stand in a supplier's file are told and never taken: a claim is not a score."""
    for sheet in sheets:
        if not any(cells and cells[0].text == SCORE for _, cells in sheet.lines):
            continue
        written = [number for number, cells in sheet.lines if len(cells) > 5 and _is_score(cells[5]) and cells[0].text]
        if written:
            found.odd.append(
                Odd(
                    "scores",
                    "note",
                    Message("Scores written in the supplier’s file were left out: {n}.", n=len(written)),
                    f"{sheet.title} {written[0]}",
                )
            )


def _is_score(cell: Held) -> bool:
    return not cell.formula and cell.text.replace(".", "", 1).isdigit()


class _Reading:
    """Goes through the rows of answers and remembers which requirements it met."""

    def __init__(self, snapshot: Snapshot, title: str, keys: dict[str, int], found: Returned):
        self.title = title
        self.keys = keys
        self.found = found
        self.requirements = {one.id: one for one in snapshot.all(Requirement)}
        # Beyond the council some words are said more widely, so a row may hold either wording.
        self.wider = {one.id: one for one in seen_by(snapshot, "public").all(Requirement)}
        self.known: dict[Id, Answer] = {}
        for key in (*ANSWERS, DIGEST, REF):
            if key not in keys:
                said = Message("The column {column} is gone.", column=key.removeprefix(MARK))
                found.odd.append(Odd("columns", "look", said, title))

    def row(self, number: int, cells: list[Held]) -> None:
        """One row: whose it is, whether it is as it was sent, and what was answered."""
        id = self._text(cells, ID).casefold()
        if id == HEAD:
            return
        answer = {key: self._text(cells, key) for key in ANSWERS}
        one = self.requirements.get(id)
        if one is None:
            self._strange(number, id, any(answer.values()))
            return
        if self._formula(cells, ID) or self._formula(cells, CLAIM):
            self._say(
                "formula", "look", Message("{ref}: a formula stands where the answer belongs.", ref=one.ref), number, id
            )
        for key in ANSWERS[1:]:
            if self._formula(cells, key):
                said = Message("{ref}: a formula stands where plain text belongs; it was not read.", ref=one.ref)
                self._say("formula", "look", said, number, id)
        self._as_sent(number, one, cells)
        read = Answer(
            id,
            self._claim(number, one, answer[CLAIM]),
            *(self._whole(number, one, answer[key]) for key in (HOW, EVIDENCE, MITIGATION, DUE)),
        )
        if id in self.known:
            self._twice(number, one, read)
        else:
            self.known[id] = read

    def end(self) -> None:
        """After the last row: what is missing, and which musts stand empty."""
        for id, one in self.requirements.items():
            if one.status == "withdrawn" and id not in self.known:
                continue
            if id not in self.known:
                self._say("missing", "look", Message("{ref}: its row is missing.", ref=one.ref), 0, id)
            elif one.moscow == "must" and not self.known[id].claim:
                self._say("must", "look", Message("{ref} is a must and has no answer.", ref=one.ref), 0, id)
        self.found.answers = [self.known[id] for id in self.requirements if id in self.known]

    def _strange(self, number: int, id: Id, answered: bool) -> None:
        if len(id) == 32 and all(letter in "0123456789abcdef" for letter in id):
            said = Message("This row answers a requirement that is not in this session.")
            self._say("unknown", "look", said, number)
        elif answered and (id or number):
            self._say("added", "look", Message("This row was added; it belongs to no requirement."), number)

    def _as_sent(self, number: int, one: Requirement, cells: list[Held]) -> None:
        """Whether the row says what was sent, and whether that is still what the requirement says."""
        if one.status == "withdrawn":
            self._say("withdrawn", "look", Message("{ref} has been withdrawn since.", ref=one.ref), number, one.id)
        wordings = (one, self.wider.get(one.id, one))
        if DIGEST in self.keys and self._text(cells, DIGEST) not in {digest(wording) for wording in wordings}:
            said = Message(
                "{ref} has changed since the workbook was sent: the answer is to an older wording.", ref=one.ref
            )
            self._say("older", "look", said, number, one.id)
            return
        shown = {REF: {one.ref}}
        for key in (STATEMENT_CY, STATEMENT_EN):
            shown[key] = {side for wording in wordings for side in (wording.statement.cy, wording.statement.en)}
        for key, allowed in shown.items():
            if key in self.keys and _same(self._text(cells, key)) not in {_same(word) for word in allowed}:
                said = Message("{ref}: the wording of its row was changed by the supplier.", ref=one.ref)
                self._say("reworded", "look", said, number, one.id)
                return

    def _claim(self, number: int, one: Requirement, said: str) -> str:
        if not said:
            return ""
        claim = claim_of(said)
        if claim is None:
            words = Message("{ref}: “{said}” is not on the list; no claim was taken.", ref=one.ref, said=said[:60])
            self._say("list", "look", words, number, one.id)
            return ""
        return claim

    def _whole(self, number: int, one: Requirement, said: str) -> str:
        if len(said) <= LONGEST_ANSWER:
            return said
        words = Message("{ref}: an answer is longer than {n} characters and was cut.", ref=one.ref, n=LONGEST_ANSWER)
        self._say("long", "look", words, number, one.id)
        return said[:LONGEST_ANSWER]

    def _twice(self, number: int, one: Requirement, read: Answer) -> None:
        """A doubled row: the same answer is passed over, two different ones are not chosen between."""
        if read == self.known[one.id] or not read:
            self._say(
                "doubled", "note", Message("{ref} stands twice, with the same answer.", ref=one.ref), number, one.id
            )
            return
        if not self.known[one.id]:
            self.known[one.id] = read
            self._say("doubled", "note", Message("{ref} stands twice, answered once.", ref=one.ref), number, one.id)
            return
        said = Message("{ref} stands twice with different answers; the first was taken.", ref=one.ref)
        self._say("doubled", "look", said, number, one.id)

    def _say(self, rule: str, weight: Weight, message: Message, number: int, id: Id = "") -> None:
        self.found.odd.append(Odd(rule, weight, message, f"{self.title} {number}" if number else self.title, id))

    def _held(self, cells: list[Held], key: str) -> Held:
        at = self.keys.get(key, -1)
        return cells[at] if 0 <= at < len(cells) else Held()

    def _text(self, cells: list[Held], key: str) -> str:
        return self._held(cells, key).text.replace("\r\n", "\n").strip()

    def _formula(self, cells: list[Held], key: str) -> bool:
        return self._held(cells, key).formula


def _same(words: str) -> str:
    """A text as far as it must agree: letters and signs, whatever a spreadsheet did to its spaces; long ones in part."""
    return " ".join("".join(char for char in words if char.isprintable() or char.isspace()).split())[:5_000]
