"""What readers of requirements share: what they find, what columns are called elsewhere, and which words lists take."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass, field

from hcd_studio.bilingual import Words
from hcd_studio.importers.found import CannotRead
from hcd_studio.speech import LANGUAGES, Language, Message
from hcd_studio.words import choice_words, choices_of, field_words

FIELDS = (
    "ref", "statement", "statement_en", "statement_cy", "moscow", "kind", "ears", "rationale", "rationale_en",
    "rationale_cy", "fit_criterion", "fit_criterion_en", "fit_criterion_cy", "status", "cpv", "scope", "verification",
    "risk", "difficulty",
)  # fmt: skip
"""What a mapping may name: fields of a requirement, or one side of a text."""

LISTS = ("moscow", "kind", "ears", "status", "scope", "verification", "risk", "difficulty")

NAMES: dict[str, tuple[str, ...]] = {
    "statement": (
        "reqif.text", "object text", "objecttext", "requirement", "requirement text", "text", "statement",
        "reqif.description", "description", "shall", "gofyniad", "testun", "disgrifiad",
    ),
    "ref": ("reqif.foreignid", "id", "ref", "requirement id", "req id", "key", "number", "no", "cyf", "rhif"),
    "moscow": ("moscow", "priority", "importance", "obligation"),
    "kind": ("kind", "type", "requirement type", "category", "math"),
    "rationale": ("rationale", "reason", "why", "justification", "pam"),
    "fit_criterion": ("fit criterion", "acceptance criteria", "acceptance criterion", "test", "verification criteria"),
    "ears": ("form", "ears"),
    "status": ("status", "state"),
    "cpv": ("cpv", "cpv code"),
    "scope": ("scope",),
    "verification": ("verification", "verification method"),
    "risk": ("risk",),
    "difficulty": ("difficulty",),
}  # fmt: skip
"""What columns and attributes are called by other tools, in small letters."""

MOSCOW = {
    "must": ("m", "must", "must have", "mandatory", "shall", "essential", "1", "rhaid", "gorfodol"),
    "should": ("s", "should", "should have", "highly desirable", "2", "dylai", "dylid"),
    "could": ("c", "could", "could have", "desirable", "nice to have", "3", "gallai", "gellid"),
    "wont": ("w", "wont", "won't", "won’t", "will not", "won't have", "out of scope", "4"),
}
LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class FoundRequirement:
    """A requirement as the source has it; `need` is the key of the need over it, `where` its place in the source."""

    key: str
    statement: Words
    ref: str = ""
    rationale: Words = Words()
    fit_criterion: Words = Words()
    lists: tuple[tuple[str, str], ...] = ()
    cpv: str = ""
    criteria: tuple[Words, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class FoundNeed:
    """A need as a file of this program has it."""

    key: str
    i_need: Words
    ref: str = ""
    as_a: Words = Words()
    so_that: Words = Words()
    status: str = ""


@dataclass
class FoundClauses:
    """Everything that a source holds, and what a person should know before it comes in."""

    source: str
    sha256: str
    how: str
    title: str = ""
    requirements: list[FoundRequirement] = field(default_factory=list)
    needs: list[FoundNeed] = field(default_factory=list)
    links: list[tuple[str, str, str]] = field(default_factory=list)
    headings: int = 0
    empty: int = 0
    used: dict[str, str] = field(default_factory=dict)
    """By field, the column or attribute that feeds it."""
    unused: tuple[str, ...] = ()
    warnings: list[Message] = field(default_factory=list)

    def summary(self) -> Message:
        """The counts."""
        return Message(
            "Requirements: {n}. Needs: {needs}. Links: {links}. Headings left out: {headings}. Without text: {empty}.",
            n=len(self.requirements),
            needs=len(self.needs),
            links=len(self.links),
            headings=self.headings,
            empty=self.empty,
        )


def places_of(names: Sequence[str], mapping: dict[str, str]) -> dict[str, int]:
    """Which column feeds which field: as asked, else by what it is called."""
    folded = {" ".join(name.casefold().split()): at for at, name in reversed(list(enumerate(names)))}
    found: dict[str, int] = {}
    for name in FIELDS:
        wanted = [mapping[name]] if name in mapping else called(name)
        at = next((folded[one.casefold()] for one in wanted if one.casefold() in folded), None)
        if at is None and name in mapping:
            raise CannotRead(
                Message("There is no column {column}.", column=mapping[name]),
                do=Message("The columns are {columns}.", columns=list(names)),
            )
        if at is not None and at not in found.values():
            found[name] = at
    return found


def called(name: str) -> list[str]:
    """The names under which a field may stand in a source."""
    said = [field_words("requirement", name).say(language) for language in LANGUAGES]
    base, _, side = name.rpartition("_")
    sided = (
        {"en": ("english", "saesneg", "en"), "cy": ("welsh", "cymraeg", "cy")}.get(side, ()) if base in NAMES else ()
    )
    if sided:
        names = (base, *NAMES[base], *called(base))
        return [
            name,
            *(f"{one} ({tail})" for one in names for tail in sided),
            *(f"{one} {tail}" for one in names for tail in sided),
        ]
    return [name, *NAMES.get(name, ()), *said]


def words_of(cells: AnyMapping[str, str], name: str, language: Language) -> Words:
    """A text from its sides; what has no language of its own is in `language`."""
    en, cy = cells.get(f"{name}_en", ""), cells.get(f"{name}_cy", "")
    plain = cells.get(name, "")
    if plain:
        en, cy = (en or plain, cy) if language == "en" else (en, cy or plain)
    return Words(en, cy, "draft" if en and cy else "")


def lists_of(found: FoundClauses, cells: AnyMapping[str, str], where: str) -> list[tuple[str, str]]:
    """The words of lists that a source means; what it means by another word is told."""
    taken = []
    for name in LISTS:
        said = cells.get(name, "")
        value = word_of(name, said)
        if value:
            taken.append((name, value))
        elif said:
            message = Message(
                "{where}: “{said}” is no {field}; it was left out.",
                where=where,
                said=said[:40],
                field=field_words("requirement", name),
            )
            found.warnings.append(message)
    return taken


def word_of(name: str, said: str) -> str:
    """The word of a list that a source means, in either language; empty where it means none."""
    wanted = " ".join(said.replace("_", " ").split()).casefold()
    if not wanted:
        return ""
    for value in choices_of("requirement", name):
        words = choice_words("requirement", name, value)
        if wanted in {value, words.say("cy").casefold(), words.say("en").casefold()}:
            return value
    if name == "moscow":
        return next((value for value, names in MOSCOW.items() if wanted in names), "")
    return ""
