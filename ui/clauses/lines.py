"""What the tables around the clauses say: a line for each record, its cells in words."""

from __future__ import annotations

from dataclasses import dataclass

from hcd_studio.fields import Id
from hcd_studio.records import Decision, Need, Pain, Record, Requirement, Term
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Message, Sayable
from hcd_studio.words import choice_words
from ui.clauses.short import named
from ui.parts import EMPTY, Literal


@dataclass(frozen=True)
class Line:
    """One row of a table: the record that it is about, what its cells say, whether it asks for something."""

    id: Id
    cells: tuple[Sayable, ...]
    asks: bool = False
    key: str = ""


Lines = list[Line]


YES, NO = Message("yes"), Message("no")


def text(value: object) -> Sayable:
    """A cell that says the same in both languages."""
    return Literal("" if value is None else str(value))


def several(snapshot: Snapshot, ids: tuple[Id, ...], most: int = 4) -> Sayable:
    """The references of some records, or how many there are."""
    found = [getattr(record, "ref", "") for id in ids[:most] if (record := snapshot.find(id)) is not None]
    refs = [one for one in found if one]
    if not refs:
        return text(len(ids) or "–")
    return Literal(", ".join(refs) + (f" +{len(ids) - most}" if len(ids) > most else ""))


# From requirements to voices and back


def matrix_lines(snapshot: Snapshot) -> Lines:
    from hcd_studio.questions.matrix import matrix

    return [
        Line(
            one.requirement.id,
            (
                named(one.requirement), choice_words("requirement", "moscow", one.requirement.moscow or ""),
                several(snapshot, one.needs), several(snapshot, one.pains), text(len(one.notes)), text(one.sources),
                several(snapshot, one.criteria), several(snapshot, one.measures),
                Message("look again") if one.suspect else EMPTY,
            ),
            asks=one.suspect or not one.sources,
        )
        for one in matrix(snapshot)
    ]  # fmt: skip


def matrix_about(snapshot: Snapshot) -> Sayable:
    return Message("Each requirement with what it rests on and by what it is tested. Enter opens it.")


def debt_lines(snapshot: Snapshot) -> Lines:
    from hcd_studio.questions.coverage import sources

    known = sources(snapshot)
    found: Lines = []
    for kind in (Requirement, Need, Pain):
        for record in snapshot.all(kind):
            n = known.get(record.id, 0)
            lonely = kind is not Requirement and not snapshot.links.into(record.id)
            why = _owes(n, lonely)
            if why is not None:
                found.append(Line(record.id, (named(record), record.term(), text(n), why), asks=n == 0))
    return sorted(found, key=lambda one: not one.asks)


def _owes(sources: int, lonely: bool) -> Sayable | None:
    if sources == 0:
        return Message("rests on no voice")
    if lonely:
        return Message("nothing rests on it")
    return Message("rests on one voice only") if sources == 1 else None


def debt_about(snapshot: Snapshot) -> Sayable:
    from hcd_studio.questions.research import debt

    told = [
        Message(
            "{kind}: no source {none}, one {one}, two or more {more}", kind=kind.term(), none=n[0], one=n[1], more=n[2]
        )
        for table, n in debt(snapshot).items()
        for kind in (next(one for one in (Pain, Need, Requirement) if one.table == table),)
    ]
    return Message("{debt}.", debt=Literals(told))


class Literals:
    """Several sentences in a row."""

    def __init__(self, said: list[Message]):
        self.said = said

    def say(self, language: str) -> str:
        """One after the other."""
        return "; ".join(one.say(language) for one in self.said)  # type: ignore[arg-type]


def research_lines(snapshot: Snapshot) -> Lines:
    from hcd_studio.questions.research import research_questions

    why = {
        "assumption": N_("an assumption"), "question": N_("asked in the room"), "no source": N_("rests on no voice"),
        "one source": N_("rests on one voice only"), "group": N_("a group hardly heard"), "channel": N_("a step only online"),
        "silent step": N_("nothing said at a step"),
    }  # fmt: skip
    return [
        Line(
            one.record.id,
            (one.words, Message(why[one.why]), named(one.record)),
            asks=one.why in ("no source", "assumption"),
        )
        for one in research_questions(snapshot)
    ]


# Ethics, standards, words, decisions


def ethics_lines(snapshot: Snapshot) -> Lines:
    from hcd_studio.checks.guides import principles
    from hcd_studio.records import Ethics

    said = {one.principle: one for one in snapshot.all(Ethics)}
    found: Lines = []
    for one in principles():
        known = said.get(one.key)
        score = known.score if known else None
        low = score is not None and score <= 3
        cells = (one.title, one.asks, text("–" if score is None else score), known.reason if known else EMPTY,
                 Message("look again") if low else EMPTY)  # fmt: skip
        found.append(Line(known.id if known else "", cells, asks=low or score is None, key=one.key))
    return found


def standards_lines(snapshot: Snapshot) -> Lines:
    from hcd_studio.checks.guides import standards as guide
    from hcd_studio.checks.rules import data
    from hcd_studio.questions.evidence import standards

    titles = {one.key: one.title for one in guide()}
    words = data("evidence")["words"]
    found: Lines = []
    for one in standards(snapshot):
        shown = Literals([Message("{what}: {n}", what=_pair(words[each.name]), n=each.count) for each in one.shown])
        met = (
            choice_words("standard_evidence", "met", one.said.met)
            if one.said and one.said.met
            else Message("not yet said")
        )
        cells = (titles[one.key], shown, met, one.said.evidence if one.said else EMPTY)
        found.append(Line(one.said.id if one.said else "", cells, asks=not one.answered, key=one.key))
    return found


def _pair(words: dict[str, str]) -> Sayable:
    from hcd_studio.bilingual import Words

    return Words(words["en"], words["cy"])


def terms_lines(snapshot: Snapshot) -> Lines:
    return [
        Line(
            one.id,
            (text(one.title.cy), text(one.title.en), one.meaning, text(one.source)),
            asks=not (one.title.cy and one.title.en),
        )
        for one in snapshot.all(Term)
    ]


def decisions_lines(snapshot: Snapshot) -> Lines:
    return [Line(one.id, tuple(_decision_cell(one, name) for name in DECISION)) for one in snapshot.all(Decision)]


DECISION = ("ref", "title", "who", "evidence", "rejected")


def _decision_cell(one: Record, name: str) -> Sayable:
    value = getattr(one, name, "")
    return value if isinstance(value, Sayable) else text(value)
