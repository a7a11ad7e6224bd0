"""Reads ReqIF files (.reqif, .reqifz) of any tool into one document; definitions that are missing are passed over kindly."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from xml.etree.ElementTree import Element, ParseError

from hcd_studio.importers.files import Raw
from hcd_studio.importers.found import CannotRead
from hcd_studio.importers.workbook import check_archive
from hcd_studio.reqif import Attribute, Document, Item, ItemType, Node, Relation, Specification, Value, ValueKind
from hcd_studio.speech import Message

XHTML = "{http://www.w3.org/1999/xhtml}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
KINDS: tuple[ValueKind, ...] = ("string", "xhtml", "enumeration", "boolean", "integer", "real", "date")
DEEPEST = 200
MOST_OBJECTS = 100_000
_SPACE = re.compile(r"\s+")


def documents_in(raw: Raw) -> Document:
    """The document of a file; an archive's parts are read as one, since relations may stand in a part of their own."""
    if raw.data[:2] == b"PK":
        archive = check_archive(raw)
        names = [name for name in archive.namelist() if name.lower().endswith((".reqif", ".xml"))]
        if not names:
            raise _not_reqif(raw.name)
        return _joined([_document(_unpacked(archive, name, raw.name), raw.name) for name in sorted(names)])
    return _document(raw.data, raw.name)


def _unpacked(archive: zipfile.ZipFile, name: str, whole: str) -> bytes:
    try:
        return archive.read(name)
    except Exception:  # a damaged archive fails in many ways
        raise _not_reqif(whole) from None


def _not_reqif(name: str) -> CannotRead:
    return CannotRead(
        Message("{name} is damaged or not a ReqIF file.", name=name),
        do=Message("Export it again from the requirements tool, as .reqif or .reqifz."),
    )


def _document(data: bytes, name: str) -> Document:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import parse

    try:
        root = parse(io.BytesIO(data), forbid_dtd=True).getroot()
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise _not_reqif(name) from None
    if root is None or _tag(root) != "REQ-IF":
        raise _not_reqif(name)
    return _Reader(root).document()


def _joined(parts: list[Document]) -> Document:
    types = {one.name: one for part in parts for one in part.types}
    return Document(
        next((part.title for part in parts if part.title), ""),
        tuple(types.values()),
        tuple(item for part in parts for item in part.items),
        tuple(one for part in parts for one in part.specifications),
        tuple(one for part in parts for one in part.relations),
    )


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _named(element: Element, tag: str) -> Iterator[Element]:
    return (child for child in element if _tag(child) == tag)


def _below(element: Element, *path: str) -> Element | None:
    at: Element | None = element
    for tag in path:
        at = next(_named(at, tag), None) if at is not None else None
    return at


def _text(element: Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""


@dataclass
class _Reader:
    root: Element
    attributes: dict[str, Attribute] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    type_names: dict[str, str] = field(default_factory=dict)
    own: dict[str, dict[str, str]] = field(default_factory=dict)
    """By type, the name that each of its attributes goes by there."""

    def document(self) -> Document:
        """Everything that the file holds."""
        content = _below(self.root, "CORE-CONTENT", "REQ-IF-CONTENT")
        title = _text(_below(self.root, "THE-HEADER", "REQ-IF-HEADER", "TITLE"))
        if content is None:
            return Document(title)
        choices = self._choices(content)
        types = self._types(content, choices)
        items = tuple(self._items(content))
        specifications = tuple(
            Specification(one.get("LONG-NAME", ""), self._nodes(one, 0))
            for one in _parts(content, "SPECIFICATIONS", "SPECIFICATION")
        )
        relations = tuple(self._relations(content, {one.id for one in items}))
        return Document(title, (*types, *self._undeclared(types, items)), items, specifications, relations)

    def _choices(self, content: Element) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for one in _parts(content, "DATATYPES", "DATATYPE-DEFINITION-ENUMERATION"):
            names: list[str] = []
            for value in _parts(one, "SPECIFIED-VALUES", "ENUM-VALUE"):
                id = value.get("IDENTIFIER", "")
                name = _once(value.get("LONG-NAME") or id, names)
                names.append(name)
                self.words[id] = name
            found[one.get("IDENTIFIER", "")] = tuple(names)
        return found

    def _types(self, content: Element, choices: Mapping[str, tuple[str, ...]]) -> list[ItemType]:
        found: list[ItemType] = []
        section = _below(content, "SPEC-TYPES")
        for one in section if section is not None else ():
            tag, id = _tag(one), one.get("IDENTIFIER", "")
            self.type_names[id] = one.get("LONG-NAME") or id
            if tag != "SPEC-OBJECT-TYPE":
                continue
            name = self.type_names[id] = _once(self.type_names[id], [each.name for each in found])
            attributes: list[Attribute] = []
            names = self.own[name] = {}
            for declared in _children(one, "SPEC-ATTRIBUTES"):
                attribute = self._attribute(declared, choices, [each.name for each in attributes])
                if attribute is not None:
                    attributes.append(attribute)
                    names[declared.get("IDENTIFIER", "")] = attribute.name
            found.append(ItemType(name, tuple(attributes)))
        return found

    def _attribute(
        self, declared: Element, choices: Mapping[str, tuple[str, ...]], taken: list[str]
    ) -> Attribute | None:
        kind = _kind(declared, "ATTRIBUTE-DEFINITION-")
        if kind is None:
            return None
        id = declared.get("IDENTIFIER", "")
        held = _below(declared, "TYPE")
        data = _text(held[0]) if held is not None and len(held) else ""
        name = _once(declared.get("LONG-NAME") or _last(id), taken)
        many = declared.get("MULTI-VALUED") in ("true", "1")
        return Attribute(name, kind, choices.get(data, ()) if kind == "enumeration" else (), many)

    def _items(self, content: Element) -> Iterator[Item]:
        for at, one in enumerate(_parts(content, "SPEC-OBJECTS", "SPEC-OBJECT")):
            if at >= MOST_OBJECTS:
                raise CannotRead(Message("More than {n} objects cannot be read.", n=MOST_OBJECTS))
            held = _below(one, "TYPE")
            of = _text(held[0]) if held is not None and len(held) else ""
            type = self.type_names.get(of, of)
            values: dict[str, Value] = {}
            for value in _children(one, "VALUES"):
                found = self._value(value)
                if found is not None:
                    id, said = found
                    values[self.own.get(type, {}).get(id) or _once(_last(id), list(values))] = said
            yield Item(one.get("IDENTIFIER", ""), type, one.get("LONG-NAME", ""), values)

    def _value(self, element: Element) -> tuple[str, Value] | None:
        kind = _kind(element, "ATTRIBUTE-VALUE-")
        held = _below(element, "DEFINITION")
        if kind is None or held is None or not len(held):
            return None
        id = _text(held[0])
        if kind == "enumeration":
            chosen = _children(element, "VALUES")
            return id, Value(kind, chosen=tuple(self.words.get(_text(one), _text(one)) for one in chosen))
        if kind == "xhtml":
            said = _below(element, "THE-VALUE")
            return id, Value(kind, canonical(said[0]) if said is not None and len(said) else "<div/>")
        return id, Value(kind, element.get("THE-VALUE", ""))

    def _nodes(self, element: Element, depth: int) -> tuple[Node, ...]:
        if depth > DEEPEST:
            return ()
        found = []
        for one in _parts(element, "CHILDREN", "SPEC-HIERARCHY"):
            held = _below(one, "OBJECT")
            found.append(Node(_text(held[0]) if held is not None and len(held) else "", self._nodes(one, depth + 1)))
        return tuple(found)

    def _relations(self, content: Element, known: set[str]) -> Iterator[Relation]:
        for one in _parts(content, "SPEC-RELATIONS", "SPEC-RELATION"):
            source, target, of = (_below(one, tag) for tag in ("SOURCE", "TARGET", "TYPE"))
            ends = [_text(end[0]) if end is not None and len(end) else "" for end in (source, target)]
            type = _text(of[0]) if of is not None and len(of) else ""
            yield Relation(ends[0], ends[1], self.type_names.get(type, type))

    def _undeclared(self, types: list[ItemType], items: tuple[Item, ...]) -> Iterator[ItemType]:
        """Types that objects name and the file does not define, with the attributes that they use."""
        known = {one.name for one in types}
        lost: dict[str, dict[str, Attribute]] = {}
        for item in items:
            if item.type not in known:
                attributes = lost.setdefault(item.type, {})
                for name, value in item.values.items():
                    old = attributes.get(name)
                    choices = tuple(dict.fromkeys((*(old.choices if old else ()), *value.chosen)))
                    attributes[name] = Attribute(name, value.kind, choices, value.kind == "enumeration")
        return (ItemType(name, tuple(attributes.values())) for name, attributes in lost.items())


def _parts(element: Element, group: str, tag: str) -> Iterator[Element]:
    for held in _named(element, group):
        yield from _named(held, tag)


def _children(element: Element, group: str) -> list[Element]:
    held = _below(element, group)
    return list(held) if held is not None else []


def _kind(element: Element, before: str) -> ValueKind | None:
    name = _tag(element).removeprefix(before).lower()
    return next((kind for kind in KINDS if kind == name), None)


def _last(id: str) -> str:
    """What an id says where nothing has a name: DOORS ends its ids with the attribute's name."""
    tail = id.rpartition("_")[2]
    return tail if tail.isupper() and tail.isalpha() else id


def _once(name: str, taken: list[str]) -> str:
    found, n = name, 2
    while found in taken:
        found, n = f"{name} ({n})", n + 1
    return found


def canonical(element: Element) -> str:
    """Formatted text as one spelling of its XHTML: no prefixes, no comments, attributes in order; foreign elements go."""
    parts: list[str] = []
    _spell(element, parts, 0)
    return "".join(parts)


def _spell(element: Element, parts: list[str], depth: int) -> None:
    if not isinstance(element.tag, str) or depth > DEEPEST:
        return
    name = _tag(element)
    said = {("xml:lang" if key == LANGUAGE else key): value for key, value in element.attrib.items()}
    attributes = "".join(
        f' {key}="{escape(value)}"'
        for key, value in sorted(said.items())
        if not key.startswith("{") and value is not None
    )
    inner: list[str] = [escape(element.text or "", quote=False)]
    for child in element:
        _spell(child, inner, depth + 1)
        inner.append(escape(child.tail or "", quote=False))
    body = "".join(inner)
    parts.append(f"<{name}{attributes}>{body}</{name}>" if body else f"<{name}{attributes}/>")


BLOCKS = frozenset(("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol"))


def sides(xhtml: str) -> dict[str, str]:
    """Formatted text as plain lines by language; what carries no language mark stands under an empty one."""
    from defusedxml.ElementTree import fromstring

    lines: dict[str, list[str]] = {}
    try:
        _collect(fromstring(xhtml, forbid_dtd=True), "", lines)
    except ParseError:
        return {"": _SPACE.sub(" ", re.sub("<[^>]*>", " ", xhtml)).strip()}
    return {language: text for language, parts in lines.items() if (text := _tidy("".join(parts)))}


def _collect(element: Element, language: str, lines: dict[str, list[str]]) -> None:
    own = element.get(LANGUAGE) or language
    out = lines.setdefault(own, [])
    name = _tag(element)
    if name == "br":
        out.append("\n")
    if name in BLOCKS and out:
        out.append("\n")
    if element.text:
        out.append(element.text)
    for child in element:
        _collect(child, own, lines)
        if child.tail:
            out.append(child.tail)
    if name in BLOCKS:
        out.append("\n")


def _tidy(text: str) -> str:
    lines = [_SPACE.sub(" ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
