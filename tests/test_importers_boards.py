"""Trello and Miro boards become notes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hcd_studio.importers.detect import read, read_raw
from hcd_studio.importers.files import Raw
from hcd_studio.importers.found import CannotRead, Found, Mapping


def found(value: Any, *wanted: str, name: str = "board.json", how: str = "") -> Found:
    data = value if isinstance(value, str) else json.dumps(value)
    return read_raw(Raw(name, data.encode(), ""), how, Mapping.parse(wanted), False, False)


BOARD = {
    "name": "Blue Badge",
    "members": [{"fullName": "Siân Evans"}],
    "lists": [
        {"id": "l2", "name": "Wait", "pos": 2, "closed": False},
        {"id": "l1", "name": "Apply", "pos": 1, "closed": False},
        {"id": "l3", "name": "Old", "pos": 3, "closed": True},
    ],
    "cards": [
        {"id": "c2", "name": "No word came", "desc": "", "idList": "l2", "pos": 1, "labels": []},
        {
            "id": "c1",
            "name": "Long form",
            "desc": "Siân Evans said so",
            "idList": "l1",
            "pos": 5,
            "labels": [{"name": "Pain", "color": "red"}, {"name": "", "color": "green"}],
        },
        {"id": "c3", "name": "Closed", "idList": "l1", "pos": 1, "closed": True},
        {"id": "c4", "name": "In a closed list", "idList": "l3", "pos": 1},
        {"id": "c5", "name": " ", "desc": None, "idList": "l2", "pos": 2},
        "not a card",
    ],
    "checklists": [
        {"idCard": "c1", "name": "Ideas", "pos": 1, "checkItems": [{"id": "i1", "name": "Ask once", "pos": 1}]},
        {"idCard": "c3", "name": "Ideas", "checkItems": [{"id": "i2", "name": "Gone", "pos": 1}]},
    ],
    "actions": [
        {
            "id": "a1",
            "type": "commentCard",
            "data": {"text": "Same here", "card": {"id": "c2"}},
            "memberCreator": {"fullName": "Siân Evans"},
        },
        {"id": "a2", "type": "updateCard", "data": {}},
    ],
}


def test_a_trello_board_gives_lists_cards_and_checklists() -> None:
    result = found(BOARD)
    assert [(note.group, note.text) for note in result.notes] == [
        ("Apply", "Long form\n\nSiân Evans said so"),
        ("Apply › Long form › Ideas", "Ask once"),
        ("Wait", "No word came"),
    ]
    first = result.notes[0]
    assert (first.labels, first.kind, first.where, first.personal) == (("Pain", "green"), "", "card c1", ("name",))
    assert (result.how, result.title, result.rows, result.empty) == ("trello", "Blue Badge", 3, 1)
    assert result.groups == ("Apply", "Wait", "Apply › Long form › Ideas")
    assert [warning.say("en") for warning in result.warnings] == ["2 closed cards were left out."]
    assert result.summary().say("en") == "Cards: 3. Notes: 3. Empty: 1. With other personal data: 1."


def test_comments_and_closed_cards_are_read_when_asked() -> None:
    result = found(BOARD, "parts=comments", "parts=closed", "parts=no checklists", "parts=no descriptions")
    assert [(note.group, note.text) for note in result.notes] == [
        ("Apply", "Closed"),
        ("Apply", "Long form"),
        ("Wait", "No word came"),
        ("Wait › No word came", "Same here"),
        ("Old", "In a closed list"),
    ]
    assert result.warnings == ()


def test_a_label_becomes_a_kind_only_through_a_mapping() -> None:
    assert [note.kind for note in found(BOARD, "kinds=red:pain").notes] == ["pain", "pain", ""]


def test_trellos_csv_is_read_as_a_board() -> None:
    text = (
        "Card ID,Card Name,Card URL,Card Description,Labels,Members,Due Date,List ID,List Name,Board Name,Archived\n"
        'c1,Long form,https://trello.com/c/1,"Two, really",'
        '"Pain (red), Form, old (sky), (green)",,,l1,Apply,Blue Badge,false\n'
        "c2,Gone,https://trello.com/c/2,,,,,l2,Old,Blue Badge,true\n"
    )
    result = found(text, name="board.csv")
    assert (result.how, result.title, result.rows) == ("trello", "Blue Badge", 1)
    assert [(note.group, note.text, note.labels) for note in result.notes] == [
        ("Apply", "Long form\n\nTwo, really", ("Pain", "Form, old", "green")),
    ]
    assert [warning.say("en") for warning in result.warnings] == ["1 closed card was left out."]


def box(left: float, top: float, right: float, bottom: float) -> dict[str, Any]:
    return {"bounds": {"left": left, "top": top, "right": right, "bottom": bottom}}


WIDGETS = {
    "title": "Map",
    "widgets": [
        {
            "id": "s2",
            "type": "STICKER",
            "text": "<p>No word</p>",
            "tags": [{"title": "urgent"}],
            **box(160, 20, 180, 40),
            "style": {"stickerBackgroundColor": "#fff9b1"},
            "createdUserId": "7",
        },
        {"id": "s1", "type": "STICKER", "text": "<p>Long &amp; odd</p><p>form</p>", **box(20, 20, 40, 40)},
        {"id": "s3", "type": "STICKER", "text": "", **box(60, 20, 80, 40)},
        {"id": "s4", "type": "STICKER", "text": "Outside", **box(900, 900, 920, 920)},
        {"id": "f1", "type": "FRAME", "title": "Journey", **box(0, 0, 300, 300)},
        {"id": "f2", "type": "FRAME", "title": "Apply", **box(10, 10, 100, 100)},
        {"id": "f3", "type": "FRAME", "title": "Wait", **box(110, 10, 200, 100)},
        {"id": "i1", "type": "IMAGE", **box(0, 0, 5, 5)},
        {"id": "n1", "type": "LINE"},
    ],
}


def test_a_miro_note_belongs_to_the_innermost_frame_around_its_centre() -> None:
    result = found(WIDGETS)
    assert [(note.group, note.text) for note in result.notes] == [
        ("Journey › Apply", "Long & odd\nform"),
        ("Journey › Wait", "No word"),
        ("", "Outside"),
    ]
    assert (result.notes[1].labels, result.notes[1].where, result.notes[1].kind) == (("urgent",), "item s2", "")
    assert (result.how, result.title, result.rows, result.empty) == ("miro", "Map", 4, 1)
    assert result.groups == ("Journey", "Journey › Apply", "Journey › Wait")
    assert [warning.say("en") for warning in result.warnings] == ["1 picture was left out."]
    assert found(WIDGETS, "kinds=#FFF9B1:pain").notes[1].kind == "pain"
    assert found(WIDGETS["widgets"]).notes == result.notes


def test_the_second_version_of_miros_interface_is_read() -> None:
    items = [
        {
            "id": "f",
            "type": "frame",
            "data": {"title": "Apply"},
            "geometry": {"width": 200, "height": 100},
            "position": {"x": 500, "y": 500, "relativeTo": "canvas_center"},
        },
        {
            "id": "a",
            "type": "sticky_note",
            "data": {"content": "<p>Long form</p>"},
            "style": {"fillColor": "yellow"},
            "position": {"x": 20, "y": 20, "relativeTo": "parent_top_left"},
            "parent": {"id": "f"},
            "tagIds": ["t"],
        },
        {"id": "b", "type": "sticky_note", "data": {"content": "Inside by place"}, "position": {"x": 450, "y": 540}},
        {
            "id": "c",
            "type": "card",
            "data": {"title": "A card", "description": "and more"},
            "position": {"x": 0, "y": 0},
        },
        {"id": "t", "type": "tag", "title": "urgent"},
    ]
    for value in ({"data": items, "total": 5}, [{"data": items[:2]}, {"data": items[2:]}], {"items": items}):
        result = found(value, "kinds=yellow:pain")
        assert [(note.group, note.text, note.kind, note.labels) for note in result.notes] == [
            ("Apply", "Long form", "pain", ("urgent",)),
            ("Apply", "Inside by place", "", ()),
            ("", "A card\n\nand more", "", ()),
        ]


def test_a_board_is_known_by_its_content_and_a_reader_can_be_forced(tmp_path: Path) -> None:
    path = tmp_path / "export.txt"
    path.write_text(json.dumps(WIDGETS), encoding="utf-16")
    assert read(path).how == "miro"
    assert read(path, how="miro").how == "miro"
    for how in ("trello", "xlsx"):
        with pytest.raises(CannotRead):
            read(path, how=how)
    assert read(path, how="paste").how == "paste"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"lists": [', "is not complete JSON; it has a fault in line 1"),
        ('{"lists": [], "cards": [{"pos": NaN}]}', "holds numbers that JSON does not know"),
        ('{"lists": [], "cards": [{"pos": -Infinity}]}', "holds numbers that JSON does not know"),
        ("[" * 200_000, "nested too deeply"),
        ('{"a":' * 200_000, "nested too deeply"),
        ('{"type": "FeatureCollection"}', "is JSON, but neither a Trello nor a Miro board"),
        ("[1, 2]", "is JSON, but neither a Trello nor a Miro board"),
        ('"text"', "is JSON, but neither a Trello nor a Miro board"),
        ("not json at all", "is not complete JSON"),
    ],
)
def test_json_that_is_no_board_is_told_in_one_sentence(text: str, words: str) -> None:
    with pytest.raises(CannotRead) as trouble:
        found(text)
    assert words in trouble.value.say("en")


@pytest.mark.parametrize(
    "value",
    [
        {
            "lists": [None, {"id": 5, "name": ["x"], "pos": "top"}],
            "cards": [{"id": {}, "name": 7, "labels": "x", "desc": []}],
        },
        {
            "lists": [{}],
            "cards": [{"labels": [None, {"name": None}], "idList": None, "pos": 1e308}],
            "checklists": {"a": 1},
            "actions": [{"type": "commentCard", "data": "x"}],
            "members": 3,
        },
        {
            "widgets": [
                {"type": "STICKER", "text": None, "x": 1e308, "scale": 1e308, "width": 1e308, "tags": "x", "style": 3},
                {"type": "FRAME", "bounds": [], "width": "x"},
                {"type": 5},
                {"type": "frame", "x": 10**400},
                {"type": "TEXT", "text": "\ud800<![x[<b", "bounds": {"left": -1e308, "right": 1e308}},
            ]
        },
        {"widgets": []},
    ],
)
def test_a_board_of_the_wrong_types_does_not_fail(value: Any) -> None:
    found(value, "parts=comments")
