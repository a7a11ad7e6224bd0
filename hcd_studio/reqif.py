"""A ReqIF document before it means anything: types with attributes, objects with values, their hierarchy and relations.

Reading and writing meet here, so a file that is read and written again says the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

ValueKind = Literal["string", "xhtml", "enumeration", "boolean", "integer", "real", "date"]

TEXT, TITLE, FOREIGN = "ReqIF.Text", "ReqIF.ChapterName", "ReqIF.ForeignID"
"""Names of attributes that tools agree on."""


@dataclass(frozen=True, slots=True)
class Value:
    """What an attribute holds: the words of plain kinds, a well-formed XHTML `div` of formatted text, or chosen words."""

    kind: ValueKind
    text: str = ""
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a type; an enumeration has its words, in order."""

    name: str
    kind: ValueKind
    choices: tuple[str, ...] = ()
    many: bool = False


@dataclass(frozen=True, slots=True)
class ItemType:
    """One type of object and its attributes."""

    name: str
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One object: its id, the name of its type, its own name where it has one, its values by attribute."""

    id: str
    type: str
    name: str = ""
    values: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Node:
    """A place in the hierarchy: which object, and what stands under it."""

    item: str
    children: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """That one object is related to another, and how."""

    source: str
    target: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class Specification:
    """One specification: its name and its hierarchy."""

    name: str
    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Document:
    """A whole ReqIF document."""

    title: str = ""
    types: tuple[ItemType, ...] = ()
    items: tuple[Item, ...] = ()
    specifications: tuple[Specification, ...] = ()
    relations: tuple[Relation, ...] = ()
