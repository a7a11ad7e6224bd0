"""The one form of every object: what is whole is read, whatever else it is, is not; and changes survive the way there and back."""

from __future__ import annotations

import hashlib
import json
import random
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcd_studio.library.limits import LARGEST_CONTENT
from hcd_studio.library.lines import change_of, line_of, pieces
from hcd_studio.library.memory import Memory
from hcd_studio.library.pictures import picture_in, picture_object
from hcd_studio.library.segment import FRAME, HASH, MAGIC, Newer, Unsound, pack, pack_lines, unpack
from hcd_studio.session import Session
from hcd_studio.store.log import changes
from tests.stores import PICTURE, small

HEAD = {"what": "changes", "session": "ab" * 16}


def framed(packed: bytes, lines: int = 0, magic: bytes = MAGIC) -> bytes:
    """An object around any packed part, sealed as ours are."""
    whole = magic + len(packed).to_bytes(8, "big") + lines.to_bytes(4, "big") + packed
    return whole + hashlib.sha256(whole).digest()


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=4), st.binary(max_size=300))
def test_what_is_packed_is_unpacked(head: dict[str, str], body: bytes) -> None:
    found = unpack(pack({**head, "what": "x"}, body))
    assert found.body == body
    assert found.what == "x"
    assert pack({**head, "what": "x"}, body) == pack({**head, "what": "x"}, body)


def test_no_mutant_of_an_object_is_believed() -> None:
    data = pack_lines(HEAD, [{"n": n, "text": "words of somebody"} for n in range(30)])
    chance = random.Random(1)
    for _ in range(6000):
        mutant = bytearray(data)
        match chance.randrange(5):
            case 0:
                mutant[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            case 1:
                del mutant[chance.randrange(len(data)) :]
            case 2:
                at = chance.randrange(len(data))
                del mutant[at : at + chance.randint(1, 40)]
            case 3:
                at = chance.randrange(len(data))
                mutant[at:at] = chance.randbytes(chance.randint(1, 9))
            case _:
                mutant += chance.randbytes(chance.randint(1, 50))
        if bytes(mutant) != data:
            with pytest.raises(Unsound):
                unpack(bytes(mutant))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        MAGIC,
        b"SQLite format 3\0" * 10,
        framed(b"not zlib at all"),
        framed(zlib.compress(b"no head")),
        framed(zlib.compress(b"[]\n")),
        framed(zlib.compress(b'{"what":"x"}\n')),
        framed(zlib.compress(b'{"format":1}\nline\n'), lines=5),
        framed(zlib.compress(b'{"format":1}\n') + b"more behind"),
        framed(zlib.compress(b'{"format":1}\n')[:-3]),
        framed(zlib.compress(b"[" * 100_000 + b"\n")),
        framed(zlib.compress(b'{"format":1}\n'), magic=b"HCDSEG2\n"),
    ],
)
def test_what_is_sealed_and_yet_no_object_of_ours_is_refused(data: bytes) -> None:
    with pytest.raises(Unsound):
        unpack(data)


def test_a_bomb_ends_at_the_limit() -> None:
    data = framed(zlib.compress(b'{"format":1}\n' + b"\0" * (LARGEST_CONTENT + 100)))
    assert len(data) < 100_000
    with pytest.raises(Unsound, match="too large"):
        unpack(data)


def test_an_object_of_a_later_format_is_told_apart() -> None:
    with pytest.raises(Newer):
        unpack(framed(zlib.compress(b'{"format":2}\n')))


def test_anybody_can_read_an_object_with_a_few_lines() -> None:
    data = pack_lines(HEAD, [{"n": 1}, {"n": 2}])
    head, *lines = zlib.decompress(data[FRAME:-HASH]).decode().splitlines()
    assert json.loads(head)["what"] == "changes"
    assert [json.loads(line) for line in lines] == [{"n": 1}, {"n": 2}]


def test_changes_come_back_as_they_went_ids_and_all(tmp_path: Path) -> None:
    with Session.open(small(tmp_path / "day.hcd")) as session:
        every = list(changes(session.store.db))
        id = session.store.session
    assert [change_of(id, json.loads(json.dumps(line_of(change)))) for change in every] == every


def test_a_part_of_a_change_keeps_the_places_of_its_edits(tmp_path: Path) -> None:
    with Session.open(small(tmp_path / "day.hcd")) as session:
        change = max(changes(session.store.db), key=lambda one: len(one.edits))
        id = session.store.session
    part = replace(change, edits=change.edits[1::2])
    assert change_of(id, line_of(part)) == part
    emptied = replace(change, edits=tuple(replace(edit, value=None, salt=None) for edit in change.edits))
    assert change_of(id, line_of(emptied)) == emptied


def test_a_large_change_travels_in_parts_that_make_the_whole(tmp_path: Path) -> None:
    with Session.open(small(tmp_path / "day.hcd")) as session:
        every = list(changes(session.store.db))
    lots = list(pieces(every, 1000))
    assert len(lots) > 3
    together: dict[bytes, list[object]] = {}
    for lot in lots:
        for part in lot:
            together.setdefault(part.id, []).extend(part.edits)
    assert together == {change.id: list(change.edits) for change in every}


@pytest.mark.parametrize(
    "line",
    [
        None, [], {}, {"id": "zz"}, {"id": "ab", "verb": 1},
        {"id": "", "verb": "x", "actor": "A", "replica": "00", "seq": -1, "hlc": 0, "undoes": "", "count": 0, "edits": []},
        {"id": "", "verb": "x", "actor": "A", "replica": "00", "seq": 1, "hlc": 2**70, "undoes": "", "count": 0, "edits": []},
        {"id": "", "verb": "x", "actor": "A", "replica": "00", "seq": 1, "hlc": 1, "undoes": "", "count": 1, "edits": [[]]},
        {"id": "", "verb": "x", "actor": "A", "replica": "00", "seq": 1, "hlc": 1, "undoes": "", "count": 1,
         "edits": [["note", "not hex", "text", "x", "00", "", ""]]},
        {"id": "", "verb": "\ud800", "actor": "A", "replica": "00", "seq": 1, "hlc": 1, "undoes": "", "count": 0, "edits": []},
    ],
)  # fmt: skip
def test_a_line_that_is_no_change_is_refused_and_nothing_else_happens(line: object) -> None:
    with pytest.raises(Unsound):
        change_of(b"\0" * 16, line)


def test_a_picture_is_what_its_bytes_say() -> None:
    sha256 = hashlib.sha256(PICTURE).hexdigest()
    picture = (sha256, "image/jpeg", 640, 480, PICTURE)
    assert picture_in(unpack(picture_object("ab" * 16, picture))) == picture
    for wrong in (
        ("0" * 64, "image/jpeg", 640, 480, PICTURE),
        (sha256, "image/png", 640, 480, PICTURE),
        (sha256, "image/jpeg", 0, 480, PICTURE),
        (sha256, "image/jpeg", 640, 480, PICTURE + b"x"),
    ):
        assert picture_in(unpack(picture_object("ab" * 16, wrong))) is None


@pytest.mark.parametrize(
    "text", [None, "", "{", "[]", "7", '{"mark": "x"}', '{"nothing": 1}', '{"summary": [1]}', '{"known": 3}']
)
def test_a_memory_that_makes_no_sense_is_as_good_as_none(text: object) -> None:
    assert Memory.read(text) == Memory()
