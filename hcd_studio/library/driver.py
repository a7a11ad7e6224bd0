"""What a library asks of the place where it lies: five calls, the same for a folder, a database and an object store.

Keys are short paths of plain letters (`s/<session>/202605-<hash>.seg`). Objects are immutable: a key is written once, read
often, and deleted only by an erasure or where a newer object has taken its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from hcd_studio.library.limits import LARGEST_OBJECT
from hcd_studio.speech import Message, Trouble

PROPER = re.compile(r"[a-z0-9][a-z0-9._-]{0,88}(/[a-z0-9][a-z0-9._-]{0,88}){0,4}")
UNFINISHED = ".tmp"
"""The ending of what is still being written; no reader opens it, and an erasure removes it."""


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """One object as a listing shows it; its key may be any name that a sync client made up."""

    key: str
    size: int


@dataclass(frozen=True, slots=True)
class Described:
    """Where a library lies, in words for people: the sort of place, its address without secrets, whether it can be written."""

    sort: str
    address: str
    writable: bool


class Missing(Exception):
    """There is no object under that key, or not one that a library can hold."""


class Unreachable(Trouble):
    """The place cannot be read or written now; everything is kept here and goes along next time."""

    def __init__(self, what: Message, do: Message | None = None):
        super().__init__(
            what,
            safe=Message("Everything is safe in the session on this computer."),
            do=do or Message("Check the connection and try again; what was done already is not done twice."),
        )


class Driver(Protocol):
    """The five calls. Each may raise `Unreachable`; whatever was half done is done again by whoever calls again."""

    def list(self, prefix: str = "", after: str = "") -> Iterable[Found]:
        """Objects whose key starts with `prefix`, in order of key, those behind `after` only; unfinished ones too."""
        ...

    def get(self, key: str, most: int = LARGEST_OBJECT) -> bytes:
        """The bytes of an object; `Missing` where there is none, or it is larger than `most`."""
        ...

    def put_if_absent(self, key: str, data: bytes) -> bool:
        """Write a new object, durably, and read it back. False, and nothing written, where the key is taken."""
        ...

    def delete(self, key: str) -> None:
        """Remove an object for good; nothing happens where it is gone already."""
        ...

    def describe(self) -> Described:
        """Where this is, for people."""
        ...


def refuse_improper(key: str) -> None:
    """A key that we would never write: refused before it touches a path."""
    if not PROPER.fullmatch(key) or key.endswith(UNFINISHED):
        raise ValueError(f"not a key of a library: {key!r}")


def open_driver(address: str) -> Driver:
    """The driver for an address: a folder, or the engine that its beginning names."""
    sort, colon, _ = address.partition("://")
    if colon and sort.isalnum():
        raise Trouble(
            Message("This version knows no libraries of the sort {sort}.", sort=sort),
            do=Message("Give a folder."),
        )
    from hcd_studio.library.folder import Folder

    return Folder(address)
