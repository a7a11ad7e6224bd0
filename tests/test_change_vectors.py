"""Frozen vectors: the bytes of mark, stem, edit and change, worked out once by hand. They never change.

Whoever must change one of them breaks every session file that exists; make a new format instead.
"""

from __future__ import annotations

from hcd_studio.change import Edit, change_id, clean, edit_id, joined, mark_of, parted, sealed, sealed_edit, stem_of
from hcd_studio.store.erase import own_erasure

SESSION = bytes(range(16))
REPLICA = bytes(range(8))
RECORD = bytes(range(32, 48))
SALT = bytes(range(64, 80))
ONE, TWO = bytes([1]) * 16, bytes([2]) * 16
WORDS = '"Dŵr yn y gegin"'

MARK = bytes.fromhex("b4a85e12ca6fa732019cc718940d4589")
UNSET = bytes.fromhex("371ba354c036381a931ff84239b6faa3")
STEM = bytes.fromhex("b803de13f48dd60240109e8cd7562661")
FIRST = bytes.fromhex("26ac3ec8a61142310ab415b6fda6bed7")
SECOND = bytes.fromhex("2c67acbe6014a7a1f3788f9b443ca5cc")
CHANGE = bytes.fromhex("9c4d1b36ff77dfe80d11a845e16155ad")
UNDO_STEM = bytes.fromhex("9d8a7b6f7fe965edaeea70d01bc52caf")


def test_marks() -> None:
    assert mark_of(SALT, WORDS) == MARK
    assert mark_of(SALT, "") == UNSET


def test_stems() -> None:
    assert stem_of(SESSION, REPLICA, 7, 117637120000000, "A", "add_note", b"") == STEM
    assert stem_of(SESSION, REPLICA, 8, 117637120000001, "Ŵ", "add_note", CHANGE) == UNDO_STEM


def test_edits() -> None:
    assert edit_id(STEM, 0, "note", RECORD, "text", MARK, b"", b"") == FIRST
    assert edit_id(STEM, 1, "note", RECORD, "text", UNSET, ONE + TWO, TWO) == SECOND


def test_changes() -> None:
    assert change_id(STEM, [FIRST, SECOND]) == CHANGE


def test_a_change_as_it_is_made_has_these_bytes() -> None:
    bare = [
        Edit("note", RECORD.hex(), "text", WORDS),
        Edit("note", RECORD.hex(), "text", "", prev=(TWO, ONE), seen=(TWO,)),
    ]
    edits = [sealed_edit(edit, STEM, i, SALT) for i, edit in enumerate(bare)]
    assert [edit.id for edit in edits] == [FIRST, SECOND]
    change = sealed(
        SESSION, verb="add_note", actor="A", replica=REPLICA, seq=7, hlc=117637120000000, undoes=b"", edits=edits
    )
    assert (change.id, change.count) == (CHANGE, 2)


def test_ids_are_joined_in_order() -> None:
    assert joined([TWO, ONE]) == ONE + TWO
    assert parted(ONE + TWO) == (ONE, TWO)


def test_an_erasure_that_every_copy_works_out_alike() -> None:
    made = own_erasure(SESSION, "note", RECORD.hex(), "*")
    assert made.id.hex() == "dd0ae8b1f29d22f7ca2337cc2d27dfc5"
    assert (made.edits[0].value, made.verb, made.actor, made.hlc) == ('"*"', "erase", "", 0)
    made = own_erasure(SESSION, "note", RECORD.hex(), "text")
    assert made.id.hex() == "63e860eeef3595a2c5b1a5f4859f2d59"
    assert made.edits[0].value == '"text"'


def test_text_is_mended_once_and_then_stays() -> None:
    for text in ("e\u0301", "e\0\u0301", "\r\0\n", "a\r\nb\rc", "x\0y", "\ud800z", "Llŷn"):
        assert clean(clean(text)) == clean(text)
        clean(text).encode()
