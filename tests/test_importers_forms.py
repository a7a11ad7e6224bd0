"""Microsoft Forms exports and Excel workbooks become notes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hcd_studio.importers.detect import read, read_raw
from hcd_studio.importers.files import Raw
from hcd_studio.importers.forms import is_form
from hcd_studio.importers.found import CannotRead, Found, Mapping

Rows = list[list[Any]]
AT = datetime(2024, 1, 2, 10, 5)  # noqa: DTZ001 (Excel knows no time zones)


def book(sheets: dict[str, Rows], *, merge: dict[str, list[str]] | None = None, hidden: tuple[str, ...] = ()) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for cells in (merge or {}).get(name, []):
            sheet.merge_cells(cells)
        if name in hidden:
            sheet.sheet_state = "hidden"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def found(data: bytes, mapping: Mapping | None = None, *, keep: bool = False, name: str = "a.xlsx") -> Found:
    return read_raw(Raw(name, data, ""), "", mapping or Mapping(), keep, False)


FORM: Rows = [
    [
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
        "Last modified time",
        "How did you\napply?",
        "What was hard?",
    ],
    [
        1,
        AT,
        AT,
        "anonymous",
        None,
        None,
        "Online;Phone;",
        "The form was long",
    ],
    [
        2,
        AT,
        AT,
        "s@x.cymru",
        "Siân Evans",
        None,
        "Phone;",
        "Nobody answered me",
    ],
    [3, AT, AT, "g@x.cymru", "Gwyn Rhys", None, "Post;", None],
]


def test_a_form_gives_its_answers_and_drops_who_answered() -> None:
    result = found(book({"Sheet1": FORM}))
    assert result.how == "forms"
    assert [(note.group, note.text) for note in result.notes] == [
        ("What was hard?", "The form was long"),
        ("What was hard?", "Nobody answered me"),
    ]
    assert result.dropped == ("Email", "Name")
    assert (result.rows, result.empty) == (3, 1)
    assert not any("x.cymru" in note.text for note in result.notes)


def test_several_choices_of_a_form_are_notes_when_asked() -> None:
    asked = found(book({"Sheet1": FORM}), Mapping(text=("How did you apply?",)))
    assert [note.text for note in asked.notes] == ["Online", "Phone", "Phone", "Post"]


def test_who_answered_can_be_kept() -> None:
    kept = found(book({"Sheet1": FORM}), Mapping(participant=("Email",)), keep=True)
    assert kept.dropped == ()
    assert kept.notes[1].participant == "s@x.cymru"


def test_a_form_saved_as_csv_with_a_windows_dash_is_read() -> None:
    data = (
        b"ID,Start time,Completion time,Email,Name,Total points,Quiz feedback,What \x97 is hard?,"
        b"Points - What \x97 is hard?,Feedback - What \x97 is hard?,Your name\r\n"
        b"1,7/27/26 19:06:23,7/27/26 19:17:10,anonymous,,4,,God only knows what,2,Well done to you,Ama Mensah\r\n"
        b"2,7/27/26 19:08:00,7/27/26 19:22:00,anonymous,,2,,Not very much really,2,,Kojo Owusu\r\n"
    )
    result = found(data, name="quiz.csv")
    assert (result.how, result.encoding) == ("forms", "Windows-1252")
    assert [note.text for note in result.notes] == ["God only knows what", "Not very much really"]
    assert result.notes[0].group == "What — is hard?"
    assert result.dropped == (
        "Email",
        "Name",
        "Total points",
        "Quiz feedback",
        "Points - What — is hard?",
        "Feedback - What — is hard?",
        "Your name",
    )


@pytest.mark.parametrize(
    "columns",
    [
        ["ID", "Start time", "Completion time", "Email"],
        ["Id", "Start time", "Completion time", "x"],
        ["Start time", "Completion time", "Email", "Name"],
        ["ID", "Amser dechrau", "Amser cwblhau", "E-bost"],
        ["ID", "Heure de début", "Heure de fin", "Adresse de messagerie"],
    ],
)
def test_a_form_is_known_by_its_first_columns(columns: list[str]) -> None:
    assert is_form(columns)
    assert not is_form(["a", "b", "c", "d", *columns])


def test_several_sheets_are_groups_and_hidden_ones_are_left_out() -> None:
    sheets: dict[str, Rows] = {
        "Bwrdd 1": [["Step", "Note"], ["Apply", "The form is long"]],
        "Bwrdd 2": [["Step", "Note"], ["Wait", "No word came"]],
        "Old": [["Step", "Note"], ["Wait", "Do not read this"]],
        "Numbers": [["A", "B"], [1, 2]],
    }
    result = found(book(sheets, hidden=("Old",)))
    assert [(note.group, note.text) for note in result.notes] == [
        ("Bwrdd 1 › Apply", "The form is long"),
        ("Bwrdd 2 › Wait", "No word came"),
    ]
    assert result.notes[0].where == "sheet Bwrdd 1, row 2, column Note"
    assert [warning.say("en") for warning in result.warnings] == [
        "The hidden sheet Old was left out.",
        "The sheet Numbers holds no column of free text; it was left out.",
    ]
    one = found(book(sheets), Mapping(sheet=("bwrdd 2",)))
    assert [note.group for note in one.notes] == ["Wait"]
    with pytest.raises(CannotRead) as trouble:
        found(book(sheets), Mapping(sheet=("Bwrdd 9",)))
    assert "The sheets are Bwrdd 1, Bwrdd 2" in trouble.value.say("en")


def test_a_merged_stage_counts_for_all_its_rows() -> None:
    rows: Rows = [
        ["Stage", "Comment"],
        ["Apply", "The form is long"],
        [None, "Asked twice for it"],
        ["Wait", "No word came"],
    ]
    result = found(book({"Map": rows}, merge={"Map": ["A2:A3"]}))
    assert [note.group for note in result.notes] == ["Apply", "Apply", "Wait"]


def test_stages_merged_over_steps_make_a_path() -> None:
    rows: Rows = [
        ["Blue Badge, Llanelli", None, None, None],
        [None, "Apply", None, "Wait"],
        ["Lane", "Find", "Fill in", "Post"],
        ["Pain", "Hard to find", "Too long", "No word"],
        ["Idea", "One link", "Ask once", "Text people"],
    ]
    result = found(book({"Map": rows}, merge={"Map": ["A1:D1", "B2:C2"]}))
    assert result.title == "Blue Badge, Llanelli"
    assert [(note.group, note.text) for note in result.notes][:3] == [
        ("Apply › Find › Pain", "Hard to find"),
        ("Apply › Fill in › Pain", "Too long"),
        ("Wait › Post › Pain", "No word"),
    ]


def test_formulas_without_a_stored_result_are_told() -> None:
    result = found(book({"A": [["Team", "Comment"], ["A", "The form is long"], ["B", '="No "&"word"']]}))
    assert [note.text for note in result.notes] == ["The form is long"]
    assert result.warnings[0].say("en") == (
        "1 formula in A has no stored result. Open the workbook in Excel and save it."
    )


def test_characters_that_excel_escapes_are_read() -> None:
    result = found(
        book({"A": [["Team", "Comment"], ["A", "One line_x000D_\nand two _xD83D__xDE00_"], ["B", "x_x005F_y and z"]]})
    )
    assert [note.text for note in result.notes] == ["One line\nand two 😀", "x_y and z"]


def test_an_excel_file_is_known_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(book({"Sheet1": FORM}))
    assert read(path).how == "forms"
    assert read(path, how="xlsx").how in ("forms", "xlsx")


def bomb(entry: str, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open(entry, "w") as file:
            for _ in range(size >> 20):
                file.write(bytes(1 << 20))
    return out.getvalue()


def test_a_zip_bomb_is_not_opened() -> None:
    with pytest.raises(CannotRead) as trouble:
        found(bomb("xl/worksheets/sheet1.xml", 600 << 20))
    assert trouble.value.say("en") == (
        "a.xlsx would unpack to 600 MB; this is not safe to open. Nothing was imported."
        " Copy the sheet with the notes into a new workbook."
    )
    with pytest.raises(CannotRead):
        found(bomb("xl/worksheets/sheet1.xml", 20 << 20))


def archive(**entries: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, text in entries.items():
            file.writestr(name.replace("__", "/").replace("_DOT_", "."), text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (archive(xl__workbook_DOT_xml="<a"), "is damaged or not a workbook"),
        (archive(xl__workbook_DOT_xml='<!DOCTYPE x [<!ENTITY a "b">]><x/>'), "is damaged or not a workbook"),
        (archive(xl__workbook_DOT_bin=""), "is a workbook of another kind"),
        (archive(content_DOT_xml=""), "is a workbook of another kind"),
        (archive(word__document_DOT_xml=""), "is a Word document"),
        (archive(a_DOT_txt=""), "is an archive, not a workbook"),
        (b"PK\x03\x04 cut off", "is damaged or not a workbook"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "is in an old Office format"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "is protected with a password"),
        (book({"A": []}), "holds no visible sheet"),
    ],
)
def test_workbooks_that_cannot_be_read_are_told_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(CannotRead) as trouble:
        found(data)
    assert words in trouble.value.say("en")
    assert trouble.value.safe.say("en") == "Nothing was imported."
    assert trouble.value.do.say("en")


def bare_workbook(sheet: str) -> bytes:
    """A workbook without styles, with its texts in the cells, as small exporters write it."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    entries = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        f'"application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/><Override '
        f'PartName="/xl/worksheets/s.xml" ContentType="{kinds}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type='
        f'"{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type='
        f'"{office}/worksheet" Target="worksheets/s.xml"/></Relationships>',
        "xl/worksheets/s.xml": f'<worksheet xmlns="{main}"><dimension ref="A1"/>'
        f"<sheetData>{sheet}</sheetData></worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, text in entries.items():
            file.writestr(name, f'<?xml version="1.0"?>{text}')
    return out.getvalue()


def test_a_workbook_without_styles_and_with_a_wrong_size_is_read() -> None:
    def cell(place: str, text: str) -> str:
        return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'

    rows = [("Team", "Comment"), ("A", "The form is long"), ("B", "No word came")]
    xml = "".join(
        f'<row r="{n}">{cell(f"A{n}", first)}{cell(f"B{n}", second)}</row>' for n, (first, second) in enumerate(rows, 1)
    )
    far = '<row r="900000"><c r="C900000"><f>1+1</f><v>2</v></c></row>'
    result = found(bare_workbook(xml + far))
    assert [note.text for note in result.notes] == ["The form is long", "No word came"]
    assert (result.rows, result.warnings) == (3, ())
