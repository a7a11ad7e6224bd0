r"""The one form of everything in a library: `HCDSEG1`, a head that says what it is, a body, and a hash over all of it.

    magic "HCDSEG1\n" · length of the packed part (8 bytes, big-endian) · lines of the body (4) · packed part · SHA-256 of all before

The packed part is zlib over one JSON line (the head) and the body: JSON lines, or the bytes of a picture. Both are read
in thirty years with a few lines of any language. A reader believes the magic, the length and the hash, never a name.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hcd_studio.library.limits import LARGEST_CONTENT, LONGEST_LINE

MAGIC = b"HCDSEG1\n"
FRAME = len(MAGIC) + 12
HASH = 32
FORMAT = 1


class Unsound(Exception):
    """Bytes that are no whole object: torn, altered, a bomb, or something else altogether."""


class Newer(Exception):
    """A whole object that only a newer version of the program can read."""


@dataclass(frozen=True)
class Object:
    """One object, checked: what it is, its head and its body."""

    head: Mapping[str, Any]
    body: bytes
    sha: str

    @property
    def what(self) -> str:
        """What it is: changes, have, card, picture, published, pattern, same."""
        return str(self.head.get("what", ""))

    def lines(self) -> list[Any]:
        """The body as JSON lines; `Unsound` where it is none."""
        try:
            return [json.loads(line) for line in self.body.splitlines() if line]
        except (ValueError, RecursionError):
            raise Unsound("body") from None


def pack(head: Mapping[str, Any], body: bytes = b"", *, level: int = 6) -> bytes:
    """An object as it lies in a library; the same head and body give the same bytes."""
    first = _json({"format": FORMAT, **head})
    packed = zlib.compress(first + b"\n" + body, level)
    frame = MAGIC + len(packed).to_bytes(8, "big") + body.count(b"\n").to_bytes(4, "big")
    whole = frame + packed
    return whole + hashlib.sha256(whole).digest()


def pack_lines(head: Mapping[str, Any], lines: Iterable[Any], *, level: int = 6) -> bytes:
    """An object of JSON lines."""
    return pack(head, b"".join(_json(line) + b"\n" for line in lines), level=level)


def unpack(data: bytes, most: int = LARGEST_CONTENT) -> Object:
    """The object that these bytes are; `Unsound` for anything else, `Newer` for one of a later format."""
    if len(data) < FRAME + HASH or not data.startswith(MAGIC):
        raise Unsound("magic")
    length = int.from_bytes(data[len(MAGIC) : len(MAGIC) + 8], "big")
    if length != len(data) - FRAME - HASH:
        raise Unsound("length")
    sha = hashlib.sha256(data[:-HASH]).digest()
    if sha != data[-HASH:]:
        raise Unsound("hash")
    content = _inflated(data[FRAME:-HASH], most)
    first, newline, body = content.partition(b"\n")
    if not newline or len(first) > LONGEST_LINE:
        raise Unsound("head")
    if body.count(b"\n") != int.from_bytes(data[len(MAGIC) + 8 : FRAME], "big"):
        raise Unsound("count")
    try:
        head = json.loads(first)
    except (ValueError, RecursionError):
        raise Unsound("head") from None
    if not isinstance(head, dict) or not isinstance(head.get("format"), int):
        raise Unsound("head")
    if head["format"] > FORMAT:
        raise Newer(str(head["format"]))
    return Object(head, body, sha.hex())


def _inflated(packed: bytes, most: int) -> bytes:
    """The content, but never more of it than a reader can bear."""
    inflate = zlib.decompressobj()
    try:
        content = inflate.decompress(packed, most + 1)
    except zlib.error:
        raise Unsound("packing") from None
    if len(content) > most:
        raise Unsound("too large")
    if not inflate.eof or inflate.unused_data:
        raise Unsound("packing")
    return content


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8", "replace")
