"""A PDF made small: its many little objects go into compressed object streams (PDF 1.5), what is a stream stays as it is."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from pathlib import Path

from exports.writing import Unsound

TOGETHER = 200
"""So many objects share a stream."""

_HEAD = re.compile(rb"(\d+) 0 obj\s*")
_TRAILER = re.compile(rb"/(Root|Info) (\d+) 0 R|/ID\s*(\[.*?\])|% ReportLab[^\n]*\n", re.DOTALL)


def packed(data: bytes) -> bytes:
    """The same document with small objects in object streams and a cross-reference stream; our own files only."""
    starts = _starts(data)
    out = bytearray(data[: starts[0][1]])
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    small: list[tuple[int, bytes]] = []
    for number, start, end in starts:
        body = data[start:end]
        head = _HEAD.match(body)
        assert head is not None
        inner = body[head.end() : body.rindex(b"endobj")].strip()
        if b"stream\n" in inner and inner.endswith(b"endstream"):
            places[number] = (1, len(out), 0)
            out += body if body.endswith(b"\n") else body + b"\n"
        else:
            small.append((number, inner))
    following = max(number for number, _, _ in starts) + 1
    for at in range(0, len(small), TOGETHER):
        group = small[at : at + TOGETHER]
        places[following] = (1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (following, _object_stream(group))
        places.update({number: (2, following, index) for index, (number, _) in enumerate(group)})
        following += 1
    places[following] = (1, len(out), 0)
    start = len(out)
    table = _table(places, following + 1, _trailer(data))
    out += b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (following, table, start)
    return bytes(out)


def _starts(data: bytes) -> list[tuple[int, int, int]]:
    """Each object's number, where it begins and where the next thing does, in the order of the file."""
    at = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    lines = data[at:].split(b"\n")
    count = int(lines[1].split()[1])
    first = data.index(lines[1], at) + len(lines[1]) + 1
    found = [(number, int(data[first + 20 * number : first + 20 * number + 10])) for number in range(1, count)]
    found.sort(key=lambda one: one[1])
    ends = [start for _, start in found[1:]] + [at]
    return [(number, start, end) for (number, start), end in zip(found, ends, strict=True)]


def _object_stream(group: list[tuple[int, bytes]]) -> bytes:
    heads, bodies, offset = [], [], 0
    for number, body in group:
        heads.append(b"%d %d" % (number, offset))
        bodies.append(body)
        offset += len(body) + 1
    head = b" ".join(heads) + b"\n"
    return _stream(b"/Type /ObjStm /N %d /First %d" % (len(group), len(head)), head + b"\n".join(bodies))


def _table(places: dict[int, tuple[int, int, int]], size: int, trailer: bytes) -> bytes:
    rows = (places.get(number, (0, 0, 65535)) for number in range(size))
    raw = b"".join(bytes([kind]) + where.to_bytes(4, "big") + more.to_bytes(2, "big") for kind, where, more in rows)
    return _stream(b"/Type /XRef /Size %d /W [1 4 2] %s" % (size, trailer), raw)


def _stream(about: bytes, raw: bytes) -> bytes:
    squeezed = zlib.compress(raw, 6)
    return b"<</Filter /FlateDecode /Length %d %s>>\nstream\n%s\nendstream" % (len(squeezed), about, squeezed)


def _trailer(data: bytes) -> bytes:
    tail = data[data.rindex(b"trailer") : data.rindex(b"startxref")]
    found = []
    for name in (b"Root", b"Info"):
        known = re.search(rb"/" + name + rb" (\d+ 0 R)", tail)
        if known:
            found.append(b"/%s %s" % (name, known[1]))
    ident = re.search(rb"/ID\s*(\[.*?\])", re.sub(rb"%[^\n]*\n", b"", tail), re.DOTALL)
    return b" ".join([*found, *([b"/ID " + ident[1]] if ident else [])])


def check_packed(pages: int) -> Callable[[Path], None]:
    """A check that such a PDF opens: every object is where its table says, streams open, and there are as many pages."""

    def check(path: Path) -> None:
        data = path.read_bytes()
        try:
            found = _count_pages(data)
        except (ValueError, IndexError, zlib.error, AssertionError) as error:
            raise Unsound(str(error)) from error
        if found != pages:
            raise Unsound(f"{found} pages")

    return check


def _count_pages(data: bytes) -> int:
    if not data.startswith(b"%PDF-1.") or not data.endswith(b"%%EOF\n"):
        raise ValueError("ends")
    raw = _open(data, int(data[data.rindex(b"startxref") + 9 :].split()[0]))
    streams: dict[int, list[bytes]] = {}
    pages = 0
    for number in range(len(raw) // 7):
        row = raw[7 * number : 7 * number + 7]
        where, more = int.from_bytes(row[1:5], "big"), int.from_bytes(row[5:], "big")
        if row[0] == 1:
            if not data.startswith(b"%d 0 obj" % number, where):
                raise ValueError(f"object {number}")
        elif row[0] == 2:
            if where not in streams:
                start = int.from_bytes(raw[7 * where + 1 : 7 * where + 5], "big")
                streams[where] = _inside(data, start)
            pages += bool(re.search(rb"/Type /Page\b(?!s)", streams[where][more]))
    return pages


def _inside(data: bytes, start: int) -> list[bytes]:
    first = int(re.search(rb"/First (\d+)", data[start : start + 300])[1])  # type: ignore[index]
    raw = _open(data, start)
    heads = [int(one) for one in raw[:first].split()]
    offsets = [*heads[1::2], len(raw) - first]
    return [raw[first + offsets[at] : first + offsets[at + 1]] for at in range(len(offsets) - 1)]


def _open(data: bytes, start: int) -> bytes:
    begins = data.index(b"stream\n", start) + 7
    length = re.search(rb"/Length (\d+)", data[start:begins])
    if length is None:
        raise ValueError("length")
    return zlib.decompress(data[begins : begins + int(length[1])])
