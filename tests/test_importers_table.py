"""CSV tables become notes, whatever their encoding, delimiter and shape."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcd_studio.importers.detect import read, read_raw
from hcd_studio.importers.files import Raw
from hcd_studio.importers.found import CannotRead, Found, Mapping
from hcd_studio.importers.text import clean, says_something


def found(data: bytes | str, mapping: Mapping | None = None, *, keep: bool = False, mend: bool = False) -> Found:
    raw = Raw("a.csv", data.encode() if isinstance(data, str) else data, "")
    return read_raw(raw, "", mapping or Mapping(), keep, mend)


def lines(result: Found) -> list[tuple[str, str]]:
    return [(note.group, note.text) for note in result.notes]


SURVEY = (
    "ID,Submitted,How often,Score,What is hard?,Anything else?\n"
    "1,2024-01-02 10:00,Daily,4,The form is far too long,\n"
    "2,2024-01-02 10:05,Weekly,2,,Please ring me back some day\n"
    "3,2024-01-03 09:00,Daily,5,Nobody answers the phone,The page froze twice\n"
    "4,2024-01-03 09:10,Daily,5,-,n/a\n"
    "5,2024-01-04 11:00,Weekly,1,I had to ask my daughter,\n"
)


def test_free_text_is_guessed_and_ids_dates_numbers_and_choices_are_no_notes() -> None:
    result = found(SURVEY)
    assert lines(result) == [
        ("What is hard?", "The form is far too long"),
        ("Anything else?", "Please ring me back some day"),
        ("What is hard?", "Nobody answers the phone"),
        ("Anything else?", "The page froze twice"),
        ("What is hard?", "I had to ask my daughter"),
    ]
    assert (result.how, result.rows, result.empty) == ("csv", 5, 1)
    assert result.summary().say("en") == "Rows: 5. Notes: 5. Empty: 1."
    assert result.notes[0].where == "row 2, column What is hard?"
    assert result.groups == ("What is hard?", "Anything else?")


def test_a_mapping_says_what_goes_where() -> None:
    mapping = Mapping.parse(
        ["text=what is hard?", "group=How often", "participant=ID", "labels=#4", "language=Submitted"]
    )
    first = found(SURVEY, mapping).notes[0]
    assert (first.text, first.group, first.participant, first.labels) == (
        "The form is far too long",
        "Daily",
        "1",
        ("4",),
    )


def test_a_column_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(CannotRead) as trouble:
        found(SURVEY, Mapping(text=("Why",)))
    assert trouble.value.say("en").startswith(
        "There is no column called Why. Nothing was imported. The columns are ID, "
    )


def test_stages_kinds_languages_and_labels_are_known_by_their_columns() -> None:
    text = (
        "Stage;Kind;Iaith;Labels;Note\n"
        "Apply;Pain point;en;form, long;Too long by half\n"
        "Apply;quote;Cymraeg;;Dim byd\n"
        "Wait;idea;en;phone;Ring people back\n"
    )
    assert [(n.group, n.kind, n.language, n.labels, n.text) for n in found(text).notes] == [
        ("Apply", "pain", "en", ("form", "long"), "Too long by half"),
        ("Apply", "quote", "cy", (), "Dim byd"),
        ("Wait", "idea", "en", ("phone",), "Ring people back"),
    ]


def test_a_map_in_a_table_keeps_steps_and_lanes() -> None:
    text = "Lane,Apply,Wait\nActions,Fills in the form,Rings the council\nPain,Long,No word\n"
    assert lines(found(text)) == [
        ("Apply › Actions", "Fills in the form"),
        ("Wait › Actions", "Rings the council"),
        ("Apply › Pain", "Long"),
        ("Wait › Pain", "No word"),
    ]


def test_who_somebody_is_is_dropped_unless_told_otherwise() -> None:
    text = (
        "Name,Your email address,Comment\nSiân Evans,s@x.cymru,Siân Evans rang me on 029 2087 1234\n"
        "Gwyn Rhys,g@x.cymru,Write to g@x.cymru if you can\n"
    )
    result = found(text)
    assert result.dropped == ("Name", "Your email address")
    assert [note.personal for note in result.notes] == [("phone", "name"), ("e-mail",)]
    assert result.summary().say("en") == ("Rows: 2. Notes: 2. With an e-mail address: 1. With other personal data: 1.")
    mapped = Mapping(text=("Comment",), participant=("Name",))
    refused = found(text, mapped)
    assert refused.notes[0].participant == ""
    assert refused.warnings[0].say("en") == "The column Name says who somebody is, so it was not read."
    kept = found(text, mapped, keep=True)
    assert (kept.notes[0].participant, kept.dropped) == ("Siân Evans", ())


def test_columns_of_addresses_or_names_are_known_by_their_values() -> None:
    text = (
        "Who,Where to,Why\nSiân Evans,s@x.cymru,It is far too long\n"
        "Gwyn Rhys,g@x.cymru,It is not clear\nIfan Huw,,I do not know\n"
    )
    assert found(text).dropped == ("Who", "Where to")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_delimiter_is_found(delimiter: str) -> None:
    text = (
        delimiter.join(("Team", "Why"))
        + "\n"
        + f'A{delimiter}"Too long; and, well | wide\tyes"\nB{delimiter}No word at all\n'
    )
    assert [text for _, text in lines(found(text))] == ["Too long; and, well | wide yes", "No word at all"]


def test_excels_own_line_for_the_delimiter_is_honoured() -> None:
    assert lines(found("sep=;\nTeam;Why, now\nA;one, two, three\n")) == [("Why, now", "one, two, three")]


def test_a_list_of_sentences_is_one_column() -> None:
    text = "What is hard?\nThe form, which is long, and odd\nNobody answers, ever\nI gave up\n"
    assert lines(found(text)) == [
        ("What is hard?", "The form, which is long, and odd"),
        ("What is hard?", "Nobody answers, ever"),
        ("What is hard?", "I gave up"),
    ]


def test_quoted_line_breaks_and_ragged_rows_are_read() -> None:
    text = 'ID,"What is\nhard?",More\r\n1,"The form\r\nis long"\r\n2,No word at all,It is odd,extra\r\n\r\n3\r\n'
    result = found(text)
    assert lines(result) == [
        ("What is hard?", "The form\nis long"),
        ("What is hard?", "No word at all"),
        ("More", "It is odd"),
    ]
    assert (result.rows, result.empty) == (3, 1)


def test_a_title_above_the_header_is_the_title() -> None:
    result = found("Gweithdy Llanelli,,\n,,\nStage,Step,Comment\nApply,Form,It is too long\nWait,Post,No word came\n")
    assert result.title == "Gweithdy Llanelli"
    assert lines(result) == [("Apply › Form", "It is too long"), ("Wait › Post", "No word came")]


def test_surveymonkeys_second_header_row_belongs_to_the_first() -> None:
    text = (
        "Respondent ID,What is hard?,How do you apply?,\n,Open-Ended Response,Response,Other (please specify)\n"
        "1,The form is long,Online,I ask my son\n2,No word at all,By post,By carrier pigeon then\n"
    )
    assert lines(found(text))[:2] == [
        ("What is hard?", "The form is long"),
        ("How do you apply? – Other (please specify)", "I ask my son"),
    ]


def test_several_choices_in_a_cell_are_notes_only_when_asked() -> None:
    rows = (
        f"{which},Because of the long form of {n}\n" for n, which in enumerate(["Online;Phone;", "Phone;Post;"] * 4)
    )
    text = "Which?,Why?\n" + "".join(rows)
    assert {group for group, _ in lines(found(text))} == {"Why?"}
    asked = found(text, Mapping(text=("Which?",)))
    assert [text for _, text in lines(asked)][:4] == ["Online", "Phone", "Phone", "Post"]


def test_a_table_without_free_text_is_told_and_shows_its_columns() -> None:
    result = found(";themes;keywords\n1;ux,form;a\n2;form;a\n")
    assert result.notes == ()
    assert result.columns == ("Column 1", "themes", "keywords")
    assert [warning.say("en") for warning in result.warnings] == [
        "No column of free text was found. Say which column holds the notes."
    ]
    assert [
        note.text for note in found(";themes;keywords\n1;ux,form;a\n2;form;a\n", Mapping(text=("themes",))).notes
    ] == [
        "ux,form",
        "form",
    ]


WELSH = "Tîm;Pam?\nA;Mae’r tŷ yn oer – dim dŵr\nB;Rhy hir o lawer, £5\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_a_mark(encoding: str) -> None:
    result = found(WELSH.encode(encoding))
    assert [note.text for note in result.notes] == ["Mae’r tŷ yn oer – dim dŵr", "Rhy hir o lawer, £5"]
    assert result.encoding.startswith("UTF-")


@pytest.mark.parametrize(
    ("encoding", "name", "text"),
    [
        ("cp1252", "Windows-1252", "It’s “long” – a café, £5 for Siân"),
        ("cp1252", "Windows-1252", "Dash — here"),
        ("mac_roman", "Mac Roman", "It’s “long” – a café, £5 for Siân"),
        ("iso8859_14", "ISO 8859-14", "Mae tŷ a dŵr yma, siŵr"),
        ("cp1250", "cp1250", "Formularz jest za długi, proszę zadzwonić, żeby wyjaśnić"),
    ],
)
def test_older_encodings_are_told_apart_by_their_letters(encoding: str, name: str, text: str) -> None:
    result = found(f"Team;Why\nA;{text}\nB;{text} x\n".encode(encoding))
    assert result.notes[0].text == text
    assert result.encoding == name
    assert "does not say how its letters are encoded" in result.warnings[0].say("en")


def test_a_stray_windows_byte_in_utf8_is_read_and_told() -> None:
    result = found("Team;Why\nA;Siân a’r tŷ ".encode() + b"\x97 here\n")
    assert result.notes[0].text == "Siân a’r tŷ — here"
    assert result.warnings[0].say("en") == "The file mixes two encodings; some letters may be wrong."


def test_letters_encoded_twice_are_told_and_mended_only_when_asked() -> None:
    text = "Team;Why\nA;It donâ€™t work at the cafÃ©\nB;Fine as it’s now\n"
    plain = found(text)
    assert plain.notes[0].text == "It donâ€™t work at the cafÃ©"
    assert (
        plain.warnings[-1].say("en")
        == "1 text holds letters that were encoded twice, such as donâ€™t. They can be mended."
    )
    mended = found(text, mend=True)
    assert [note.text for note in mended.notes] == ["It don’t work at the café", "Fine as it’s now"]
    assert mended.warnings[-1].say("en") == "1 text held letters that were encoded twice; they were mended."


def test_a_long_note_is_kept_with_a_warning() -> None:
    result = found("Team,Why\nA," + "long text " * 600 + "\nB,short text here\n")
    assert len(result.notes[0].text) == 5999
    assert result.warnings[0].say("en") == "1 note is longer than 5,000 characters; it is kept whole."


def test_a_cell_that_swallows_the_file_is_refused_with_its_row() -> None:
    with pytest.raises(CannotRead) as trouble:
        found('Team,Why\nA,fine text here\nB,"never closed\n' + "C,more text here\n" * 3000)
    assert "Row 3 of a.csv" in trouble.value.say("en")
    with pytest.raises(CannotRead):
        found('Team,Why\nA,fine text here\nB,"never closed\n' + "C,more text here\n" * 300)


def test_a_file_cut_off_within_a_cell_is_read_with_a_warning() -> None:
    result = found('Team,Why\nA,fine text here\nB,"cut off he')
    assert [note.text for note in result.notes] == ["fine text here", "cut off he"]
    assert result.warnings[0].say("en") == "The quotation mark in row 3 never closes; the file may be cut off."


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(CannotRead) as trouble:
        found("Team,Why\n" + "A,b\n" * 200_001)
    assert trouble.value.say("en") == (
        "a.csv has more than 200,000 rows or 10,000,000 cells. Nothing was imported. Cut it into smaller files."
    )


def test_a_header_can_be_named_or_denied() -> None:
    text = "Long form here,No word came\nThe page froze,I rang them twice\n"
    assert len(found(text, Mapping(header="none")).notes) == 4
    assert found("x,y\nTeam,Why\nA,too long by half\n", Mapping(header="2")).columns == ("Team", "Why")
    with pytest.raises(CannotRead):
        found(text, Mapping(header="99"))


def test_a_note_can_take_its_kind_from_a_group_or_label() -> None:
    mapping = Mapping.parse(["text=Note", "kinds=Rhwystrau:pain"])
    assert found("Theme,Note\nRhwystrau,Too long by half\nEraill,Fine as it is\n", mapping).notes[0].kind == "pain"


def test_ten_thousand_rows_are_ten_thousand_notes(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    row = "{0},2024-01-02,B,Mae’r ffurflen {0} yn rhy hir and nobody answers the phone about it,{0}\n"
    path.write_text("ID,Date,Team,Why,Score\n" + "".join(row.format(n) for n in range(10_000)), encoding="utf-8")
    assert read(path).summary().say("en") == "Rows: 10,000. Notes: 10,000."


WORDS = st.lists(
    st.sampled_from(
        ["Siân", "the form", "tŷ", "it’s", "“yes”", "–", "£5", 'a "b"', "x,y", "p;q", "café", "no\nword", "d|e"]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


@given(
    st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=12),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_was_written_as_csv_is_read(rows: list[tuple[str, str]], delimiter: str, encoding: str, end: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([("Note", "Comment"), *rows])
    result = found(out.getvalue().encode(encoding))
    assert [note.text for note in result.notes] == [
        clean(cell) for row in rows for cell in row if says_something(clean(cell))
    ]


@given(st.lists(st.text(max_size=30), min_size=1, max_size=10), st.sampled_from([",", ";", "\t", "|"]))
def test_any_text_survives_a_table(cells: list[str], delimiter: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([("ID", "Note"), *((n, cell) for n, cell in enumerate(cells))])
    data = out.getvalue().encode("utf-8-sig", "replace")
    result = found(data, Mapping(text=("Note",)))
    kept = [clean(cell.encode("utf-8", "replace").decode()) for cell in cells]
    assert [note.text for note in result.notes] == [text for text in kept if says_something(text)]


@given(
    st.sampled_from(["cp1252", "utf-8"]), st.lists(WORDS.filter(lambda text: "ŷ" not in text), min_size=1, max_size=9)
)
def test_windows_text_is_read_as_it_was_written(encoding: str, texts: list[str]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([("ID", "Note"), *enumerate([f"{text} Siân" for text in texts])])
    assert [note.text for note in found(out.getvalue().encode(encoding)).notes] == [
        clean(f"{text} Siân") for text in texts
    ]


def test_a_list_of_single_words_is_a_list_of_notes() -> None:
    assert lines(found("Phone\nLetter\nWaiting\n")) == [("", "Phone"), ("", "Letter"), ("", "Waiting")]


def test_titles_of_one_cell_above_a_grid_do_not_hide_its_delimiter() -> None:
    result = found('My board\n\nFrame 1\nTo apply,To wait\nPost is slow here,"Asked twice, why?"\nNo word,It is cold\n')
    assert result.title == "My board Frame 1"
    assert lines(result)[:2] == [("To apply", "Post is slow here"), ("To wait", "Asked twice, why?")]


def test_an_export_of_sticky_notes_keeps_short_ones() -> None:
    result = found("ID,Text,BG Color,Position X,Area\n1,Phone,#fff,10,Apply\n2,Too long,#ff0,30,Wait\n")
    assert lines(result) == [("Apply", "Phone"), ("Wait", "Too long")]
    mapping = Mapping.parse(["text=Text", "kind=BG Color", "kinds=#ff0:pain"])
    assert [note.kind for note in found("ID,Text,BG Color\n1,Phone,#fff\n2,Too long,#ff0\n", mapping).notes] == [
        "",
        "pain",
    ]


def test_welsh_columns_are_known() -> None:
    text = "Cam,Math,Nodyn,Iaith\nGwneud cais,poen,Rhy hir,Cymraeg\nAros,syniad,Ffoniwch ni,Cymraeg\n"
    assert [(note.group, note.kind, note.language) for note in found(text).notes] == [
        ("Gwneud cais", "pain", "cy"),
        ("Aros", "idea", "cy"),
    ]


def test_a_table_that_names_step_and_lane_says_where_its_notes_stand_and_what_it_has_besides() -> None:
    result = found(
        "kind,text,step,lane,score\nPain point,There is no lift,1,Pain points,4\nQuote,I fell twice,Waiting,Saying,5\n"
    )
    assert [(note.step, note.lane, note.group) for note in result.notes] == [
        ("1", "Pain points", ""),
        ("Waiting", "Saying", ""),
    ]
    assert result.unused == ("score",)
    assert (result.mapping.step, result.mapping.lane) == (("step",), ("lane",))


def test_a_column_of_steps_alone_is_a_group() -> None:
    result = found("text,step\nThere is no lift today,Waiting\nI fell twice last year,Arriving\n")
    assert [note.group for note in result.notes] == ["Waiting", "Arriving"]
