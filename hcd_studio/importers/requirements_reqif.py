"""Requirements in a ReqIF document of any tool: which attribute says what, which objects only head others."""

from __future__ import annotations

import re
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence

from hcd_studio.bilingual import Words
from hcd_studio.importers.clauses import (
    LISTS,
    LONGEST,
    FoundClauses,
    FoundNeed,
    FoundRequirement,
    lists_of,
    places_of,
    words_of,
)
from hcd_studio.importers.files import Raw
from hcd_studio.importers.found import CannotRead
from hcd_studio.importers.reqif_file import sides
from hcd_studio.reqif import FOREIGN, TEXT, TITLE, Document, Item, Node, Value
from hcd_studio.speech import Language, Message
from hcd_studio.words import choices_of


def from_document(document: Document, raw: Raw, mapping: dict[str, str], language: Language) -> FoundClauses:
    """Everything that a document holds, in the order of its hierarchy."""
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
            present = places_of(names, {k: v for k, v in mapping.items() if v in names})
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
    return words_of({name: text[:LONGEST] for name, text in cells.items()}, "x", language)


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
            lists=tuple(lists_of(found, said, ref or one.id)),
            cpv=said.get("cpv", "")[:60],
            criteria=tuple(words for words in criteria if words),
            where=ref or one.id,
        )
    )
