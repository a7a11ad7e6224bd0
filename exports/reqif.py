"""Requirements as ReqIF 1.0 XML for requirements tools: needs, the requirements under them, their criteria, and every link."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from exports.markup import markup
from exports.options import Options
from exports.writing import Progress, Unsound, Written, file_stem, tell, write_file
from hcd_studio.audience import seen_by
from hcd_studio.bilingual import Words
from hcd_studio.records import Criterion, Link, Need, Requirement
from hcd_studio.reqif import (
    FOREIGN,
    TEXT,
    TITLE,
    Attribute,
    Document,
    Item,
    ItemType,
    Node,
    Relation,
    Specification,
    Value,
)
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Message
from hcd_studio.words import choices_of

LISTS = {
    "Priority": "moscow", "Kind": "kind", "Form": "ears", "Status": "status", "Scope": "scope",
    "Verification": "verification", "Risk": "risk", "Difficulty": "difficulty",
}  # fmt: skip
"""Attributes of a requirement that hold a word of a list, and their fields."""

TEXTS = {TEXT: "statement", "Rationale": "rationale", "Fit criterion": "fit_criterion"}
NEED_TEXTS = {TITLE: "i_need", "As a": "as_a", "So that": "so_that"}
NEED, REQUIREMENT, CRITERION = "Need", "Requirement", "Acceptance criterion"
"""Names of the types of objects, in English as the attributes are, since tools find them by name."""

_SAFE = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)


def write_reqif(snapshot: Snapshot, target: Path, options: Options, progress: Progress | None = None) -> Written:
    """Write what an audience may see of needs and requirements as one .reqif file."""
    tell(progress, 0.0, Message(N_("Writing {format}"), format="ReqIF"))
    document = document_of(seen_by(snapshot, options.audience))
    name = file_stem(snapshot.workshop.title.say("en")) if target.is_dir() or not target.suffix else ""
    file = target / f"{name}.reqif" if name else target
    data = xml_of(document, options.made).encode()
    count = len(document.items)

    def check(path: Path) -> None:
        from exports.writing import check_xml

        check_xml(path)
        if path.read_bytes().count(b"<SPEC-OBJECT ") != count:
            raise Unsound

    written = write_file(file, data, check)
    tell(progress, 1.0, Message(N_("Done")))
    return Written((written,))


def document_of(shown: Snapshot) -> Document:
    """Needs with the requirements that rest on them under them, requirements without a need after them."""
    needs, requirements, criteria = shown.all(Need), shown.all(Requirement), shown.all(Criterion)
    items = [
        *(_item(one.id, NEED, one.ref, _need_values(one)) for one in needs),
        *(_item(one.id, REQUIREMENT, one.ref, _requirement_values(one)) for one in requirements),
        *(_item(one.id, CRITERION, one.ref, {TEXT: _formatted(one.statement)}) for one in criteria),
    ]
    known = {one.id for one in items}
    links = [one for one in shown.all(Link) if key(one.source) in known and key(one.target) in known]
    title = shown.workshop.title.both()
    return Document(
        title,
        types(),
        tuple(items),
        (Specification(title, tuple(_tree(needs, requirements, criteria, links))),),
        tuple(Relation(key(one.source), key(one.target), one.kind) for one in links),
    )


def key(id: str) -> str:
    """An id as XML takes it: it must not begin with a digit."""
    return f"_{id}"


def types() -> tuple[ItemType, ...]:
    """The types of objects with their attributes."""

    def text(name: str) -> Attribute:
        return Attribute(name, "xhtml")

    def listed(kind: str, name: str, field: str) -> Attribute:
        return Attribute(name, "enumeration", choices_of(kind, field))

    ref = Attribute(FOREIGN, "string")
    return (
        ItemType(NEED, (ref, *map(text, NEED_TEXTS), listed("need", "Status", "status"))),
        ItemType(
            REQUIREMENT,
            (
                ref, *map(text, TEXTS), Attribute("CPV", "string"),
                *(listed("requirement", name, field) for name, field in LISTS.items()),
            ),
        ),
        ItemType(CRITERION, (ref, text(TEXT))),
    )  # fmt: skip


def _item(id: str, type: str, ref: str, values: dict[str, Value]) -> Item:
    return Item(key(id), type, "", {FOREIGN: Value("string", ref), **values})


def _need_values(one: Need) -> dict[str, Value]:
    found = {name: _formatted(getattr(one, field)) for name, field in NEED_TEXTS.items() if getattr(one, field)}
    return {**found, **_chosen("Status", one.status)}


def _requirement_values(one: Requirement) -> dict[str, Value]:
    found = {name: _formatted(getattr(one, field)) for name, field in TEXTS.items() if getattr(one, field)}
    if one.cpv:
        found["CPV"] = Value("string", one.cpv)
    for name, field in LISTS.items():
        found |= _chosen(name, getattr(one, field))
    return found


def _chosen(name: str, word: str) -> dict[str, Value]:
    return {name: Value("enumeration", chosen=(word,))} if word else {}


def _formatted(words: Words) -> Value:
    """Both sides of a text, Welsh first, each marked with its language."""
    paragraphs = "".join(
        f'<p xml:lang="{language}">{markup(side).replace(chr(13), "").replace(chr(10), "<br/>")}</p>'
        for language, side in (("cy", words.cy), ("en", words.en))
        if side
    )
    return Value("xhtml", f"<div>{paragraphs}</div>" if paragraphs else "<div/>")


def _tree(
    needs: Iterable[Need], requirements: Iterable[Requirement], criteria: Iterable[Criterion], links: list[Link]
) -> list[Node]:
    parts: dict[str, list[Node]] = {}
    for one in criteria:
        parts.setdefault(one.parent, []).append(Node(key(one.id)))
    needs = list(needs)
    known = {one.id for one in needs}
    over: dict[str, str] = {}
    for link in links:
        if link.kind == "rests on" and link.target in known:
            over.setdefault(link.source, link.target)
    below: dict[str, list[Node]] = {}
    for requirement in requirements:
        node = Node(key(requirement.id), tuple(parts.pop(requirement.id, ())))
        below.setdefault(over.get(requirement.id, ""), []).append(node)
    nodes = [Node(key(one.id), (*parts.pop(one.id, ()), *below.get(one.id, ()))) for one in needs]
    return [*nodes, *below.get("", ()), *(node for left in parts.values() for node in left)]


def xml_of(document: Document, made: date) -> str:
    """A document as ReqIF. The schema of OMG fixes the version in the header to 1.0, whatever the standard's is called."""
    return "".join(_Writer(document, f"{made.isoformat()}T00:00:00+00:00").parts())


class _Writer:
    def __init__(self, document: Document, stamp: str):
        self.document = document
        self.stamp = stamp
        self.types = {one.name: one for one in document.types}
        self._ids: dict[tuple[str, ...], str] = {}
        self.relation_types = list(dict.fromkeys(one.type for one in document.relations))

    def id(self, *parts: str) -> str:
        """A name of its own for what has none in the document; those of types and attributes are asked for again and again."""
        known = self._ids.get(parts)
        if known is None:
            known = self._ids[parts] = self._made(parts)
        return known

    def _made(self, parts: tuple[str, ...]) -> str:
        return f"_{hashlib.sha256(chr(31).join(parts).encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"

    def own(self, id: str) -> str:
        """An object's id as it is, where XML can hold it."""
        return id if _SAFE.fullmatch(id) else self.id("item", id)

    def head(self, id: str, name: str = "") -> str:
        said = f' LONG-NAME="{markup(name)}"' if name else ""
        return f'IDENTIFIER="{id}" LAST-CHANGE="{self.stamp}"{said}'

    def parts(self) -> Iterable[str]:
        """The file, piece by piece."""
        yield (
            '<?xml version="1.0" encoding="UTF-8"?>\n<REQ-IF xmlns="http://www.omg.org/spec/ReqIF/20110401/reqif.xsd" '
            'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n<THE-HEADER><REQ-IF-HEADER IDENTIFIER="'
            f'{self.id("header", self.document.title)}"><CREATION-TIME>{self.stamp}</CREATION-TIME>'
            "<REQ-IF-TOOL-ID>HCD Studio</REQ-IF-TOOL-ID><REQ-IF-VERSION>1.0</REQ-IF-VERSION>"
            f"<SOURCE-TOOL-ID>HCD Studio</SOURCE-TOOL-ID><TITLE>{markup(self.document.title)}</TITLE>"
            "</REQ-IF-HEADER></THE-HEADER>\n<CORE-CONTENT><REQ-IF-CONTENT>\n"
        )
        yield f"<DATATYPES>\n{''.join(self.datatypes())}</DATATYPES>\n<SPEC-TYPES>\n{''.join(self.spec_types())}"
        yield f"</SPEC-TYPES>\n<SPEC-OBJECTS>\n{''.join(map(self.item, self.document.items))}</SPEC-OBJECTS>\n"
        yield f"<SPEC-RELATIONS>\n{''.join(self.relations())}</SPEC-RELATIONS>\n<SPECIFICATIONS>\n"
        yield from (self.specification(at, one) for at, one in enumerate(self.document.specifications))
        yield "</SPECIFICATIONS>\n</REQ-IF-CONTENT></CORE-CONTENT>\n</REQ-IF>\n"

    def datatypes(self) -> Iterable[str]:
        """One type of data a plain kind, and one for each enumeration."""
        limits = {
            "string": ' MAX-LENGTH="1000000"', "integer": ' MAX="9223372036854775807" MIN="-9223372036854775808"',
            "real": ' ACCURACY="15" MAX="1.0E300" MIN="-1.0E300"', "boolean": "", "date": "", "xhtml": "",
        }  # fmt: skip
        for kind, said in limits.items():
            yield f"<DATATYPE-DEFINITION-{kind.upper()} {self.head(self.id('data', kind), kind)}{said}/>\n"
        for type in self.document.types:
            for one in type.attributes:
                if one.kind == "enumeration":
                    values = "".join(
                        f"<ENUM-VALUE {self.head(self.word(type, one, word), word)}><PROPERTIES>"
                        f'<EMBEDDED-VALUE KEY="{at}" OTHER-CONTENT=""/></PROPERTIES></ENUM-VALUE>'
                        for at, word in enumerate(one.choices)
                    )
                    held = f"<SPECIFIED-VALUES>{values}</SPECIFIED-VALUES>" if values else ""
                    head = self.head(self.id("enum", type.name, one.name), one.name)
                    yield f"<DATATYPE-DEFINITION-ENUMERATION {head}>{held}</DATATYPE-DEFINITION-ENUMERATION>\n"

    def word(self, type: ItemType, attribute: Attribute, word: str) -> str:
        """The id of one word of an enumeration."""
        return self.id("word", type.name, attribute.name, word)

    def spec_types(self) -> Iterable[str]:
        """Types of objects, of relations, and of the specification."""
        for type in self.document.types:
            attributes = "".join(self.attribute(type, one) for one in type.attributes)
            held = f"<SPEC-ATTRIBUTES>\n{attributes}</SPEC-ATTRIBUTES>" if attributes else ""
            yield f"<SPEC-OBJECT-TYPE {self.head(self.id('type', type.name), type.name)}>{held}</SPEC-OBJECT-TYPE>\n"
        for name in self.relation_types:
            yield f"<SPEC-RELATION-TYPE {self.head(self.id('relation', name), name)}/>\n"
        yield f"<SPECIFICATION-TYPE {self.head(self.id('specification'), 'Specification')}/>\n"

    def attribute(self, type: ItemType, one: Attribute) -> str:
        """The definition of an attribute."""
        kind = one.kind.upper()
        data = self.id("enum", type.name, one.name) if one.kind == "enumeration" else self.id("data", one.kind)
        many = f' MULTI-VALUED="{"true" if one.many else "false"}"' if one.kind == "enumeration" else ""
        return (
            f"<ATTRIBUTE-DEFINITION-{kind} {self.head(self.id('attribute', type.name, one.name), one.name)}{many}><TYPE>"
            f"<DATATYPE-DEFINITION-{kind}-REF>{data}</DATATYPE-DEFINITION-{kind}-REF></TYPE></ATTRIBUTE-DEFINITION-{kind}>\n"
        )

    def item(self, one: Item) -> str:
        """One object with its values."""
        type = self.types[one.type]
        attributes = {each.name: each for each in type.attributes}
        values = "".join(
            self.value(type, attributes[name], value) for name, value in one.values.items() if name in attributes
        )
        return (
            f"<SPEC-OBJECT {self.head(self.own(one.id), one.name)}><VALUES>{values}</VALUES><TYPE><SPEC-OBJECT-TYPE-REF>"
            f"{self.id('type', one.type)}</SPEC-OBJECT-TYPE-REF></TYPE></SPEC-OBJECT>\n"
        )

    def value(self, type: ItemType, attribute: Attribute, value: Value) -> str:
        """One value of an object."""
        kind = value.kind.upper()
        known = self.id("attribute", type.name, attribute.name)
        where = f"<DEFINITION><ATTRIBUTE-DEFINITION-{kind}-REF>{known}</ATTRIBUTE-DEFINITION-{kind}-REF></DEFINITION>"
        if value.kind == "enumeration":
            chosen = "".join(
                f"<ENUM-VALUE-REF>{self.word(type, attribute, word)}</ENUM-VALUE-REF>"
                for word in value.chosen
                if word in attribute.choices
            )
            return f"<ATTRIBUTE-VALUE-{kind}><VALUES>{chosen}</VALUES>{where}</ATTRIBUTE-VALUE-{kind}>"
        if value.kind == "xhtml":
            said = _prefixed(value.text)
            return f"<ATTRIBUTE-VALUE-XHTML>{where}<THE-VALUE>{said}</THE-VALUE></ATTRIBUTE-VALUE-XHTML>"
        return f'<ATTRIBUTE-VALUE-{kind} THE-VALUE="{_attribute(value.text)}">{where}</ATTRIBUTE-VALUE-{kind}>'

    def relations(self) -> Iterable[str]:
        """Every relation, with an id of its own even where two say the same."""
        for at, one in enumerate(self.document.relations):
            head = self.head(self.id("link", str(at), one.source, one.target, one.type))
            yield (
                f"<SPEC-RELATION {head}><TARGET><SPEC-OBJECT-REF>{self.own(one.target)}</SPEC-OBJECT-REF></TARGET>"
                f"<SOURCE><SPEC-OBJECT-REF>{self.own(one.source)}</SPEC-OBJECT-REF></SOURCE>"
                f"<TYPE><SPEC-RELATION-TYPE-REF>{self.id('relation', one.type)}</SPEC-RELATION-TYPE-REF></TYPE>"
                "</SPEC-RELATION>\n"
            )

    def specification(self, at: int, one: Specification) -> str:
        """One specification and what stands under it."""
        nodes = "".join(self.node(node, (str(at), str(n))) for n, node in enumerate(one.nodes))
        held = f"<CHILDREN>\n{nodes}</CHILDREN>" if nodes else ""
        return (
            f"<SPECIFICATION {self.head(self.id('tree', str(at), one.name), one.name)}><TYPE><SPECIFICATION-TYPE-REF>"
            f"{self.id('specification')}</SPECIFICATION-TYPE-REF></TYPE>{held}</SPECIFICATION>\n"
        )

    def node(self, one: Node, path: tuple[str, ...]) -> str:
        """One place of the hierarchy and what stands under it."""
        below = "".join(self.node(child, (*path, str(n))) for n, child in enumerate(one.children))
        held = f"<CHILDREN>{below}</CHILDREN>" if below else ""
        return (
            f"<SPEC-HIERARCHY {self.head(self.id('node', *path))}><OBJECT><SPEC-OBJECT-REF>{self.own(one.item)}"
            f"</SPEC-OBJECT-REF></OBJECT>{held}</SPEC-HIERARCHY>\n"
        )


def _prefixed(xhtml: str) -> str:
    """Formatted text under the prefix that every tool writes."""
    return re.sub(r"<(/?)(\w)", r"<\1xhtml:\2", xhtml)


def _attribute(text: str) -> str:
    """A text as an attribute keeps it: line breaks would otherwise become spaces."""
    return markup(text).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
