"""The sheets of a supplier response workbook: instructions, answers, musts not met, scores, performance indicators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from exports.book import Book, Cell, DropDown, Look, Sheet, area, place, text
from exports.options import Options
from exports.response_scores import scores_sheet
from hcd_studio.audience import seen_by
from hcd_studio.bilingual import Words
from hcd_studio.fields import RATINGS
from hcd_studio.records import Measure, Requirement
from hcd_studio.response_form import (
    ANSWERS,
    CLAIM,
    CLAIMS,
    DIGEST,
    FACTS,
    FORMAT,
    ID,
    REF,
    STATEMENT_CY,
    STATEMENT_EN,
    SUPPLIER,
    VERSION,
    claim_words,
    digest,
    rating_words,
)
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Language, Message, Sayable
from hcd_studio.words import choice_words, field_words

CLAIM_LIST, RATING_LIST = "claim_list", "rating_list"
SPARE = N_("Please choose from the list.")

INSTRUCTIONS = (
    N_("1. Write your organisation’s name below."),
    N_("2. On the next sheet, answer every requirement: choose met, partly met or not met from the list, and say how."),
    N_("3. Where you choose partly met or not met, say what you would do instead and by when."),
    N_("4. Write plain text in the yellow cells. Formulas are not read, and other cells cannot be changed."),
    N_("5. Do not delete, add or move rows. You may make columns wider and rows higher."),
    N_("6. The musts that are not met yet are counted for you. A must that is not met may end the evaluation."),
    N_("7. The scores are given by the evaluators. What you claim is never a score."),
    N_("8. You may answer in Welsh or in English; both are treated the same."),
    N_("9. Save the file in the format in which you received it and send it back."),
)


@dataclass
class Speaker:
    """Says words as the workbook's language asks: one language, or Welsh and then English in one cell."""

    language: str
    cut: list[str] = field(default_factory=list)

    @property
    def both(self) -> bool:
        """Whether both languages stand side by side."""
        return self.language not in ("cy", "en")

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages that get a column of their own."""
        return ("cy", "en") if self.both else (("cy",) if self.language == "cy" else ("en",))

    @property
    def main(self) -> Language:
        """The language in which most of it stands."""
        return "en" if self.language == "en" else "cy"

    def say(self, words: Sayable) -> str:
        """The words in the workbook's language, or in both."""
        if not self.both:
            return text(words.say(self.main), self.cut)
        cy, en = words.say("cy"), words.say("en")
        return text(cy if cy == en else f"{cy} | {en}", self.cut)

    def cell(self, words: Sayable, look: Look = "text") -> Cell:
        """The words as a cell."""
        return Cell(self.say(words), look)

    def text(self, words: Words, language: Language) -> Cell:
        """One side of a text; where a workbook has one language, the other side rather than nothing."""
        said = words.side(language) if self.both else words.say(language)
        return Cell(text(said, self.cut), "cy" if words.language(language) == "cy" else "text")

    def claim(self, claim: str) -> str:
        """What a claim is called on the list."""
        return self._pair(*claim_words(claim))

    def rating(self, rating: str) -> str:
        """What a statutory rating is called on the list."""
        return self._pair(*rating_words(rating))

    def title(self, words: str) -> str:
        """The title of a sheet: at most 31 characters and none of those that Excel refuses."""
        message = Message(words)
        said = message.say(self.main)
        both = f"{message.say('cy')} · {message.say('en')}" if self.both else said
        return both if len(both) <= 31 else said[:31]

    def _pair(self, cy: str, en: str) -> str:
        return f"{cy} | {en}" if self.both and cy != en else (en if self.main == "en" else cy)


@dataclass
class Answers:
    """Where things stand on the sheet of answers, for the formulas of the others."""

    sheet: Sheet
    requirements: tuple[Requirement, ...]
    ids: str
    claims: str


def response_book(snapshot: Snapshot, options: Options) -> Book:
    """The workbook of the requirements that an audience may see; withdrawn ones are left out."""
    shown = seen_by(snapshot, options.audience)
    speaker = Speaker(options.language)
    lists = {
        CLAIM_LIST: tuple(speaker.claim(one) for one in CLAIMS),
        RATING_LIST: tuple(speaker.rating(one) for one in RATINGS),
    }
    requirements = tuple(one for one in shown.all(Requirement) if one.status != "withdrawn")
    answers = _answers(requirements, speaker)
    list_sheet = speaker.title(N_("Lists"))
    met = f"'{list_sheet}'!{place(0, 0)}"
    sheets = [
        _instructions(shown, options, speaker, len(requirements)),
        answers.sheet,
        _musts(answers, speaker, met),
        scores_sheet(shown, answers, speaker),
        _indicators(shown.all(Measure), speaker),
        _machine(shown, options, len(requirements)),
    ]
    title = text(shown.workshop.title.say(speaker.main)) or Message(N_("Requirements")).say(speaker.main)
    return Book(title[:200], speaker.main, sheets, lists, list_sheet, len(speaker.cut))


def _instructions(snapshot: Snapshot, options: Options, speaker: Speaker, count: int) -> Sheet:
    sheet = Sheet(speaker.title(N_("Instructions")), (12, 100, 40), hidden_columns=frozenset({0}))
    workshop = snapshot.workshop
    for at, language in enumerate(speaker.languages):
        title = workshop.title.say(language) or Message(N_("Requirements")).say(language)
        sheet.add(Cell(), Cell(text(title, speaker.cut), "title" if not at else "cy" if language == "cy" else "text"))
    facts = [workshop.council, workshop.service, options.made.isoformat()]
    sheet.add(Cell(), Cell(text(" · ".join(one for one in facts if one))))
    sheet.add(Cell(), speaker.cell(Message(N_("Requirements: {n}"), n=count)))
    sheet.add()
    for language in speaker.languages:
        for sentence in INSTRUCTIONS:
            said = Message(sentence).say(language)
            sheet.add(Cell(), Cell(said, "cy" if language == "cy" else "text"))
        sheet.add()
    sheet.add(Cell(), speaker.cell(Message(N_("Your organisation’s name")), "head"))
    sheet.add(Cell(SUPPLIER, "machine"), Cell("", "answer"))
    return sheet


def _answers(requirements: Sequence[Requirement], speaker: Speaker) -> Answers:
    languages = speaker.languages
    statements = {"cy": STATEMENT_CY, "en": STATEMENT_EN}
    keys = [ID, DIGEST, REF, "", "", *(statements[one] for one in languages), *("" for _ in languages), *ANSWERS]
    fixed = 5 + 2 * len(languages)
    widths = (10, 10, 10, 12, 14, *(50.0,) * len(languages), *(36.0,) * len(languages), 20, 50, 36, 36, 18)
    sheet = Sheet(
        speaker.title(N_("Answers")),
        widths,
        hidden_columns=frozenset({0, 1}),
        hidden_rows=frozenset({0}),
    )
    sheet.add(*(Cell(key, "machine") for key in keys))
    sheet.head = sheet.add(*_heads(speaker))
    first = sheet.head + 1
    for one in requirements:
        sheet.add(
            Cell(one.id, "machine"),
            Cell(digest(one), "machine"),
            Cell(text(one.ref)),
            speaker.cell(choice_words("requirement", "moscow", one.moscow)) if one.moscow else Cell(),
            speaker.cell(choice_words("requirement", "kind", one.kind)) if one.kind else Cell(),
            *(speaker.text(one.statement, language) for language in languages),
            *(speaker.text(one.fit_criterion, language) for language in languages),
            *(Cell("", "answer") for _ in ANSWERS),
        )
    last = max(first, len(sheet.rows) - 1)
    column = keys.index(CLAIM)
    if requirements:
        prompt, refusal = speaker.say(Message(SPARE)), speaker.say(Message(SPARE))
        sheet.drops.append(DropDown(first, last, column, CLAIM_LIST, prompt, refusal))
    assert keys.index(CLAIM) == fixed
    return Answers(
        sheet,
        tuple(requirements),
        area(sheet.title, first, last, keys.index(ID)),
        area(sheet.title, first, last, column),
    )


def _heads(speaker: Speaker) -> list[Cell]:
    def named(kind: str, name: str, language: Language) -> Cell:
        return Cell(field_words(kind, name).say(language), "head")

    return [
        Cell("id", "head"),
        Cell("digest", "head"),
        *(speaker.cell(field_words("requirement", name), "head") for name in ("ref", "moscow", "kind")),
        *(named("requirement", "statement", language) for language in speaker.languages),
        *(named("requirement", "fit_criterion", language) for language in speaker.languages),
        *(speaker.cell(field_words("response", key[len("hcd:") :]), "head") for key in ANSWERS),
    ]


def _musts(answers: Answers, speaker: Speaker, met: str) -> Sheet:
    """The musts with what the supplier claims of each, by formulas that find the row wherever it was sorted to."""
    musts = [one for one in answers.requirements if one.moscow == "must"]
    sheet = Sheet(speaker.title(N_("Musts not met")), (10, 12, 60, 28, 12), hidden_columns=frozenset({0}))
    sheet.add(Cell(), speaker.cell(Message(N_("Musts that are not met")), "title"))
    first, last = 4, 4 + max(len(musts), 1) - 1
    unmet = f"{len(musts)}-COUNTIF({place(first, 3)}:{place(last, 3)},{met})"
    sheet.add(
        Cell(),
        speaker.cell(Message(N_("Musts")), "head"),
        Cell(float(len(musts)), "sum"),
        speaker.cell(Message(N_("Not met, partly met or not answered")), "head"),
        Cell(float(len(musts)), "sum", unmet),
    )
    sheet.add()
    heads = (
        field_words("requirement", "ref"), field_words("requirement", "statement"), field_words("response", "claim"),
        Message(N_("Look here")),
    )  # fmt: skip
    sheet.head = sheet.add(Cell("id", "head"), *(speaker.cell(one, "head") for one in heads))
    nothing = speaker.say(Message(N_("Not answered")))
    for at, one in enumerate(musts, first):
        found = f"INDEX({answers.claims},MATCH({place(at, 0)},{answers.ids},0))"
        claim = f'IF(IFERROR({found},"")="","{nothing}",{found})'
        sheet.add(
            Cell(one.id, "machine"),
            Cell(text(one.ref)),
            speaker.cell(one.statement),
            Cell(nothing, "text", claim),
            Cell("●", "bad", f'IF({place(at, 3)}={met},"","●")'),
        )
    if not musts:
        sheet.add(Cell(), speaker.cell(Message(N_("No requirement is a must."))))
    return sheet


def _indicators(measures: Sequence[Measure], speaker: Speaker) -> Sheet:
    """Performance indicators with a result, one of the five statutory ratings and a comment to fill in after go-live."""
    sheet = Sheet(
        speaker.title(N_("Indicators")), (10, 10, 44, 16, 16, 12, 40, 18, 18, 26, 40), hidden_columns=frozenset({0})
    )
    sheet.add(Cell(), speaker.cell(Message(N_("Performance indicators")), "title"))
    sheet.add(
        Cell(),
        speaker.cell(
            Message(
                N_("Each is rated at least once a year: the law names five ratings. Leave this for after go-live.")
            ),
            "lead",
        ),
    )
    fields = ("ref", "title", "baseline", "target", "unit", "method", "measured")
    heads = [
        *(field_words("measure", name) for name in fields),
        *(field_words("actual", name) for name in ("value", "rating", "comment")),
    ]
    sheet.head = sheet.add(Cell("id", "head"), *(speaker.cell(one, "head") for one in heads))
    indicators = [one for one in measures if one.kpi] or list(measures)
    for one in indicators:
        said = (one.ref, one.title, one.baseline, one.target, one.unit, one.method, one.measured)
        sheet.add(
            Cell(one.id, "machine"),
            *(Cell(text(part)) if isinstance(part, str) else speaker.cell(part) for part in said),
            *(Cell("", "answer") for _ in range(3)),
        )
    if indicators:
        first, last = sheet.head + 1, len(sheet.rows) - 1
        said_so = speaker.say(Message(SPARE))
        sheet.drops.append(DropDown(first, last, 9, RATING_LIST, said_so, said_so))
    else:
        sheet.add(Cell(), speaker.cell(Message(N_("There is no performance indicator yet."))))
    return sheet


def _machine(snapshot: Snapshot, options: Options, count: int) -> Sheet:
    """What the program reads when the workbook comes back."""
    sheet = Sheet("hcd", (16, 40), hidden=True)
    values = (FORMAT, str(VERSION), snapshot.workshop.id, options.made.isoformat(), str(count))
    for key, value in zip(FACTS, values, strict=True):
        sheet.add(Cell(key, "machine"), Cell(value, "machine"))
    return sheet
