"""Requirements written elsewhere, from ReqIF or a table: what would come in, said before anything is. Writes nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass, field

from hcd_studio.bilingual import Words
from hcd_studio.importers import delimited, workbook
from hcd_studio.importers.encoding import coding_of
from hcd_studio.importers.files import Raw, fetch
from hcd_studio.importers.found import CannotRead
from hcd_studio.importers.grid import Grid, is_blank, layout_of
from hcd_studio.importers.reqif_file import documents_in, sides
from hcd_studio.reqif import FOREIGN, TEXT, TITLE, Document, Item, Node, Value
from hcd_studio.speech import Language, Message
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


def read_requirements(
    path: str | os.PathLike[str], mapping: AnyMapping[str, str] | None = None, language: Language = "en"
) -> FoundClauses:
    """The requirements of a ReqIF file, an Excel workbook or a CSV; `language` is that of texts without a mark."""
    return requirements_in(fetch(path), mapping, language)


def requirements_in(raw: Raw, mapping: AnyMapping[str, str] | None = None, language: Language = "en") -> FoundClauses:
    """The same, of a file that was read already."""
    mapping = dict(mapping or {})
    try:
        if raw.extension in (".reqif", ".reqifz") or b"<REQ-IF" in raw.data[:4_000]:
            return _from_document(documents_in(raw), raw, mapping, language)
        return _from_table(raw, mapping, language)
    except CannotRead:
        raise
    except Exception as error:  # a file must never end in a traceback; the cause stays for the log
        raise CannotRead(
            Message("{name} could not be understood.", name=raw.name),
            do=Message("Save it as CSV, Excel or ReqIF and try again."),
        ) from error


def mapping_of(items: Sequence[str]) -> dict[str, str]:
    """A mapping from `field=column` as the command takes it."""
    found: dict[str, str] = {}
    for item in items:
        name, equals, column = (part.strip() for part in item.partition("="))
        if not equals or not column or name not in FIELDS:
            raise CannotRead(
                Message("“{item}” does not say what goes where.", item=item),
                do=Message("Write field=column; the fields are {fields}.", fields=list(FIELDS)),
            )
        found[name] = column
    return found


# Tables


def _from_table(raw: Raw, mapping: dict[str, str], language: Language) -> FoundClauses:
    found = FoundClauses(raw.name, raw.sha256, "xlsx" if raw.data[:2] == b"PK" else "csv")
    if found.how == "xlsx":
        grids, told = workbook.grids(raw)
        found.warnings += told
    else:
        grids = [Grid(delimited.Delimited(raw.data, coding_of(raw.data), raw.name).rows)]
    best: tuple[int, Grid, dict[str, int], tuple[str, ...]] | None = None
    for grid in grids:
        layout = layout_of(grid)
        places = _columns(layout.columns, mapping)
        if any(name.startswith("statement") for name in places) and (best is None or len(places) > best[0]):
            best = len(places), grid, places, layout.columns
            after = layout.after
    if best is None:
        raise CannotRead(
            Message("{name} has no column that holds requirements.", name=raw.name),
            do=Message("Say which one: --map statement=COLUMN."),
        )
    _, grid, places, names = best
    found.used = {name: names[at] for name, at in places.items()}
    found.unused = tuple(name for at, name in enumerate(names) if at not in places.values())
    for row in grid.rows():
        if row[0] > after and not is_blank(row[1]):
            cells = {name: grid.cell(row, at).strip()[:LONGEST] for name, at in places.items()}
            _take(found, cells, f"{row[0]}", language)
    return found


def _columns(names: Sequence[str], mapping: dict[str, str]) -> dict[str, int]:
    """Which column feeds which field: as asked, else by what it is called."""
    folded = {" ".join(name.casefold().split()): at for at, name in reversed(list(enumerate(names)))}
    found: dict[str, int] = {}
    for name in FIELDS:
        wanted = [mapping[name]] if name in mapping else _called(name)
        at = next((folded[one.casefold()] for one in wanted if one.casefold() in folded), None)
        if at is None and name in mapping:
            raise CannotRead(
                Message("There is no column {column}.", column=mapping[name]),
                do=Message("The columns are {columns}.", columns=list(names)),
            )
        if at is not None and at not in found.values():
            found[name] = at
    return found


def _called(name: str) -> list[str]:
    said = [field_words("requirement", name).say(language) for language in ("en", "cy")]  # type: ignore[arg-type]
    base, _, side = name.rpartition("_")
    sided = (
        {"en": ("english", "saesneg", "en"), "cy": ("welsh", "cymraeg", "cy")}.get(side, ()) if base in NAMES else ()
    )
    if sided:
        names = (base, *NAMES[base], *_called(base))
        return [
            name,
            *(f"{one} ({tail})" for one in names for tail in sided),
            *(f"{one} {tail}" for one in names for tail in sided),
        ]
    return [name, *NAMES.get(name, ()), *said]


def _take(found: FoundClauses, cells: dict[str, str], where: str, language: Language) -> None:
    statement = _words(cells, "statement", language)
    if not statement:
        found.empty += 1
        return
    found.requirements.append(
        FoundRequirement(
            key=f"row {where}",
            statement=statement,
            ref=cells.get("ref", "")[:60],
            rationale=_words(cells, "rationale", language),
            fit_criterion=_words(cells, "fit_criterion", language),
            lists=tuple(_lists(found, cells, where)),
            cpv=cells.get("cpv", "")[:60],
            where=where,
        )
    )


def _words(cells: AnyMapping[str, str], name: str, language: Language) -> Words:
    en, cy = cells.get(f"{name}_en", ""), cells.get(f"{name}_cy", "")
    plain = cells.get(name, "")
    if plain:
        en, cy = (en or plain, cy) if language == "en" else (en, cy or plain)
    return Words(en, cy, "draft" if en and cy else "")


def _lists(found: FoundClauses, cells: AnyMapping[str, str], where: str) -> list[tuple[str, str]]:
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


# ReqIF


def _from_document(document: Document, raw: Raw, mapping: dict[str, str], language: Language) -> FoundClauses:
    found = FoundClauses(raw.name, raw.sha256, "reqif", document.title)
    items = {one.id: one for one in document.items}
    order, parents = _walk(document, items)
    over = {id for id in parents.values() if id}
    criteria: dict[str, list[Words]] = {}
    for id in order:
        one = items[id]
        if one.type == "Acceptance criterion" and parents.get(id) in items:
            criteria.setdefault(parents[id], []).append(_sides(one.values.get(TEXT), language))
    reading = _Attributes(document, mapping)
    for id in order:
        one = items[id]
        if one.type == "Need" and TITLE in one.values and "So that" in set(one.values) | _declared(document):
            found.needs.append(_need(one, language))
        elif one.type == "Acceptance criterion" and parents.get(id) in items:
            continue
        elif reading.is_heading(one, id in over):
            found.headings += 1
        else:
            _requirement(found, reading, one, criteria.get(id, []), language)
    known = {one.key for one in found.requirements} | {one.key for one in found.needs}
    found.links = [
        (one.source, one.target, one.type) for one in document.relations if one.source in known and one.target in known
    ]
    found.used, found.unused = reading.used, reading.unused()
    return found


def _declared(document: Document) -> set[str]:
    return {each.name for one in document.types if one.name == "Need" for each in one.attributes}


def _walk(document: Document, items: AnyMapping[str, Item]) -> tuple[list[str], dict[str, str]]:
    """Objects in the order of the hierarchy, then those that stand nowhere; and what stands over each."""
    order: dict[str, None] = {}
    parents: dict[str, str] = {}

    def go(nodes: Sequence[Node], parent: str) -> None:
        for node in nodes:
            if node.item in items:
                order.setdefault(node.item)
                parents.setdefault(node.item, parent)
            go(node.children, node.item)

    for one in document.specifications:
        go(one.nodes, "")
    for id in items:
        order.setdefault(id)
    return list(order), parents


class _Attributes:
    """Which attribute of which type feeds which field."""

    def __init__(self, document: Document, mapping: dict[str, str]):
        self.used: dict[str, str] = {}
        self._seen: dict[str, None] = {}
        self._types: dict[str, dict[str, str]] = {}
        names_asked = {
            name.casefold(): name for one in document.types for name in (each.name for each in one.attributes)
        }
        for column in mapping.values():
            if column.casefold() not in names_asked:
                raise CannotRead(
                    Message("There is no column {column}.", column=column),
                    do=Message("The columns are {columns}.", columns=list(names_asked.values())),
                )
        for one in document.types:
            names = [each.name for each in one.attributes]
            self._seen.update(dict.fromkeys(names))
            present = _columns(names, {k: v for k, v in mapping.items() if v in names})
            self._types[one.name] = {name: names[at] for name, at in present.items()}

    def of(self, one: Item, name: str) -> Value | None:
        """What an object says of a field."""
        attribute = self._types.get(one.type, {}).get(name, "")
        if attribute in one.values:
            self.used.setdefault(name, attribute)
            return one.values[attribute]
        return None

    def statement(self, one: Item) -> Value | None:
        """The text of an object: what is called so, else its title, else the longest that it says, else its name."""
        for name in ("statement", "statement_en"):
            value = self.of(one, name)
            if value is not None and plain(value):
                return value
        title = one.values.get(TITLE)
        if title is not None and plain(title):
            self.used.setdefault("statement", TITLE)
            return title
        ref = self._types.get(one.type, {}).get("ref", "")
        texts = {name: value for name, value in one.values.items() if value.kind in ("string", "xhtml") and name != ref}
        longest = max(texts, key=lambda name: len(plain(texts[name])), default="")
        if longest and plain(texts[longest]):
            self.used.setdefault("statement", longest)
            return texts[longest]
        last = [Value("string", one.name), *one.values.values()]
        return next((value for value in last if plain(value)), None)

    def is_heading(self, one: Item, has_parts: bool) -> bool:
        """Whether an object only heads others: it has a title, no text, and something under it or a type that says so."""
        title = one.values.get(TITLE)
        if title is None or not plain(title):
            return False
        text = self.of(one, "statement")
        return (text is None or not plain(text)) and (
            has_parts or one.type.casefold() in ("heading", "section", "chapter")
        )

    def unused(self) -> tuple[str, ...]:
        """Attributes that feed nothing."""
        return tuple(name for name in self._seen if name not in self.used.values())


def plain(value: Value) -> str:
    """A value as plain text, whatever its kind."""
    if value.kind == "xhtml":
        return "\n".join(sides(value.text).values())
    return ", ".join(value.chosen) if value.kind == "enumeration" else value.text.strip()


def _sides(value: Value | None, language: Language) -> Words:
    if value is None:
        return Words()
    said = sides(value.text) if value.kind == "xhtml" else {"": plain(value)}
    cells = {"x": "\n".join(text for mark, text in said.items() if mark[:2] not in ("cy", "en"))}
    for side in ("cy", "en"):
        cells[f"x_{side}"] = "\n".join(text for mark, text in said.items() if mark[:2] == side)
    return _words({name: text[:LONGEST] for name, text in cells.items()}, "x", language)


def _need(one: Item, language: Language) -> FoundNeed:
    status = one.values.get("Status")
    ref = one.values.get(FOREIGN)
    return FoundNeed(
        one.id,
        _sides(one.values.get(TITLE), language),
        plain(ref) if ref else "",
        _sides(one.values.get("As a"), language),
        _sides(one.values.get("So that"), language),
        status.chosen[0] if status and status.chosen and status.chosen[0] in choices_of("need", "status") else "",
    )


def _requirement(
    found: FoundClauses, reading: _Attributes, one: Item, criteria: list[Words], language: Language
) -> None:
    statement = _sides(reading.statement(one), language)
    if not statement:
        found.empty += 1
        return
    said = {name: plain(value) for name in (*LISTS, "ref", "cpv") if (value := reading.of(one, name)) is not None}
    ref = re.sub(r"\s+", " ", said.get("ref", "")).strip()[:60]
    found.requirements.append(
        FoundRequirement(
            key=one.id,
            statement=statement,
            ref=ref,
            rationale=_sides(reading.of(one, "rationale"), language),
            fit_criterion=_sides(reading.of(one, "fit_criterion"), language),
            lists=tuple(_lists(found, said, ref or one.id)),
            cpv=said.get("cpv", "")[:60],
            criteria=tuple(words for words in criteria if words),
            where=ref or one.id,
        )
    )
