"""Two authored texts go out to a translator and come back: moved, doubled, empty or late, nothing written meanwhile is lost."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from defusedxml.ElementTree import parse

from exports.translation import hand_over
from hcd_studio.bilingual import Words
from hcd_studio.importers.found import CannotRead
from hcd_studio.importers.translation import XLIFF, mark, read_key, read_translation
from hcd_studio.importers.translation_plan import plan
from hcd_studio.questions.welsh import STATES, count_words, counted, missing, missing_for_tender, offers, pairs
from hcd_studio.records import Need, PairCheck, Stage
from hcd_studio.session import Session
from hcd_studio.speech import Trouble
from hcd_studio.templates import new_session
from hcd_studio.verbs import map, needs, room, welsh
from ui.cli import main
from ui.commands import translate_words

OURS = ("workshop", "need")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Three needs, in English only."""
    with new_session(tmp_path / "day.hcd", "blank") as made:
        room.describe_workshop(made, title=Words(en="Blue Badge", cy="Bathodyn Glas", state="checked"))
        for text in ("know where it is", "ask one person", "=SUM(A1) & <b>apply</b>"):
            needs.add_need(made, Words(), Words(en=text), Words())
        yield made


def out(session: Session, path: Path, **options: Any) -> Path:
    return hand_over(pairs(session.snapshot(), kinds=OURS), path, **options).files[0]


def fill(path: Path, words: dict[str, str], *, by: str = "", shuffle: bool = False, double: bool = False) -> None:
    """What a translator does in Excel."""
    book = openpyxl.load_workbook(path)
    sheet: Any = book.active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for row in rows:
        if row[2] in words:
            row[3], row[5] = words[row[2]], by
    if double:
        rows += [[*row[:3], f"{row[3]} eto" if row[3] else row[3], *row[4:]] for row in rows]
    if shuffle:
        random.Random(4).shuffle(rows)
        rows.insert(1, [])
    sheet.delete_rows(2, sheet.max_row)
    for at, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            sheet.cell(at, column).value = value
            if isinstance(value, str):
                sheet.cell(at, column).data_type = "s"
    book.save(path)


def need(session: Session, at: int = 0) -> Need:
    return session.all(Need)[at]


def test_the_command_knows_every_state() -> None:
    assert translate_words.STATES == STATES


def test_texts_and_words_are_counted_by_state_and_by_language(session: Session) -> None:
    found = pairs(session.snapshot(), kinds=OURS)
    assert [one.state for one in found] == ["checked", "missing", "missing", "missing"]
    assert (missing(found).texts, missing(found).words) == (3, 4 + 3 + 5)
    assert missing(found, "en").texts == 0
    assert missing_for_tender(session.snapshot()).texts == 3
    assert counted(found)["checked"].texts == 1
    assert count_words("Mae’r llythyr yn-awr – 12 gair.") == 5
    room.edit_record(session, session.workshop, title_en="Blue Badges")
    assert [one.state for one in pairs(session.snapshot(), kinds=("workshop",))] == ["stale"]


def test_who_checked_a_pair_is_kept_with_the_day_and_goes_with_the_judgement(session: Session) -> None:
    room.edit_record(session, need(session), i_need_cy="gwybod ble mae")
    welsh.set_state(session, need(session), "i_need", "checked", who="Mair", day="2026-11-20")
    found = pairs(session.snapshot(), kinds=("need",))[0]
    assert (found.state, found.who, found.day) == ("checked", "Mair", "2026-11-20")
    welsh.set_state(session, need(session), "i_need", "approved", who="Nia", day="2026-11-21")
    assert [one.checked_by for one in session.all(PairCheck)] == ["Nia"]
    welsh.set_state(session, need(session), "i_need", "translated")
    assert session.all(PairCheck) == ()
    session.undo()
    assert pairs(session.snapshot(), kinds=("need",))[0].who == "Nia"


def test_words_that_were_checked_elsewhere_are_offered_again(session: Session) -> None:
    map.add_stage(session, Words(en="Know where it is.", cy="Gwybod ble mae", state="approved"))
    pair = pairs(session.snapshot(), kinds=("need",))[0]
    assert offers(session.snapshot(), pair) == ("Gwybod ble mae",)
    welsh.repeat_pair(session, need(session), "i_need")
    assert need(session).i_need == Words(en="know where it is", cy="Gwybod ble mae", state="translated")
    with pytest.raises(Trouble, match="No checked text"):
        welsh.repeat_pair(session, need(session, 1), "i_need")
    with pytest.raises(Trouble, match="two languages"):
        welsh.repeat_pair(session, session.all(Stage)[0], "rank")


@pytest.mark.parametrize("name", ["t.xlsx", "t.xlf", "t.xliff"])
def test_a_file_that_comes_back_as_it_went_changes_nothing(session: Session, tmp_path: Path, name: str) -> None:
    path, before = out(session, tmp_path / name), session.seq
    assert not plan(session.snapshot(), read_translation(path)).writes
    assert session.seq == before
    assert path.read_bytes() == out(session, tmp_path / f"again-{name}").read_bytes()


def test_a_workbook_with_rows_moved_and_doubled_comes_back_as_one_change(session: Session, tmp_path: Path) -> None:
    path = out(session, tmp_path / "t.xlsx")
    fill(path, {"know where it is": "gwybod ble mae", "=SUM(A1) & <b>apply</b>": "=1+1"}, by="Mair", shuffle=True)
    before = session.seq
    welsh.take_translations(session, read_translation(path))
    assert session.seq == before + 1
    assert [one.i_need.cy for one in session.all(Need)] == ["gwybod ble mae", "", "=1+1"]
    assert pairs(session.snapshot(), kinds=("need",))[0].who == "Mair"
    session.undo()
    assert [one.i_need.cy for one in session.all(Need)] == ["", "", ""]


def test_a_later_edit_is_never_overwritten_and_nothing_is_lost(session: Session, tmp_path: Path) -> None:
    path = out(session, tmp_path / "t.xlsx")
    fill(path, {"know where it is": "gwybod ble mae", "ask one person": "gofyn i un"}, by="Mair")
    room.edit_record(session, need(session), i_need_cy="yn gwybod lle y mae")
    room.edit_record(session, need(session, 1), i_need_en="ask the same person")
    found = plan(session.snapshot(), read_translation(path))
    assert (found.counts["version"], found.counts["older"]) == (1, 1)
    welsh.take_translations(session, read_translation(path))
    texts = {head.value for head in session.store.heads(need(session).id, "i_need_cy")}
    assert texts == {'"gwybod ble mae"', '"yn gwybod lle y mae"'}
    assert need(session, 1).i_need == Words(en="ask the same person", cy="gofyn i un", state="translated")
    assert session.all(PairCheck) == ()  # nobody checked what stands there now
    again = plan(session.snapshot(), read_translation(path))
    assert not [one for one in again.writes if one.outcome == "taken"]


def test_two_different_texts_for_one_place_are_both_kept(session: Session, tmp_path: Path) -> None:
    path = out(session, tmp_path / "t.xlsx")
    fill(path, {"know where it is": "gwybod ble mae"}, double=True)
    welsh.take_translations(session, read_translation(path))
    assert len(session.store.heads(need(session).id, "i_need_cy")) == 2


def test_an_empty_cell_clears_nothing_and_a_lost_record_is_told_with_its_words(
    session: Session, tmp_path: Path
) -> None:
    path = out(session, tmp_path / "t.xlsx")
    fill(path, {"Blue Badge": "", "ask one person": "gofyn i un person"})
    room.remove_record(session, need(session, 1))
    welsh.take_translations(session, read_translation(path))
    assert session.workshop.title.cy == "Bathodyn Glas"
    told = " ".join(one.say("en") for one in plan(session.snapshot(), read_translation(path)).told())
    assert "No longer in this session: 1." in told
    assert "gofyn i un person" in told


def test_a_row_whose_key_is_gone_is_told(session: Session, tmp_path: Path) -> None:
    path = out(session, tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(path)
    sheet: Any = book.active
    sheet.cell(3, 4).value, sheet.cell(3, 8).value = "heb allwedd", None
    book.save(path)
    assert "heb allwedd" in read_translation(path).strange[0].say("en")


@pytest.mark.parametrize("name", ["t.xlf", "t.xliff"])
def test_xliff_is_read_by_its_standard_and_taken_back(session: Session, tmp_path: Path, name: str) -> None:
    path = out(session, tmp_path / name)
    tree = parse(path)
    root: Any = tree.getroot()
    assert (root.get("srcLang"), root.get("trgLang")) == ("en", "cy")
    assert root.get("version") == {"t.xlf": "2.0", "t.xliff": "2.1"}[name]
    units = list(root.iter(f"{{{XLIFF}}}unit"))
    assert all(read_key(one.get("id")) for one in units)
    segment = units[1].find(f"{{{XLIFF}}}segment")
    target = segment.makeelement(f"{{{XLIFF}}}target", {})
    part = segment.makeelement(f"{{{XLIFF}}}pc", {"id": "1"})
    part.text, target.text = "ble mae", "gwybod "
    target.append(part)
    segment.append(target)
    segment.set("state", "final")
    tree.write(path, encoding="utf-8", xml_declaration=True)
    welsh.take_translations(session, read_translation(path), who="Mair")
    assert need(session).i_need == Words(en="know where it is", cy="gwybod ble mae", state="checked")
    assert pairs(session.snapshot(), kinds=("need",))[0].who == "Mair"


def test_a_text_authored_in_welsh_goes_out_into_english(session: Session, tmp_path: Path) -> None:
    needs.add_need(session, Words(), Words(cy="siarad Cymraeg"), Words())
    text = out(session, tmp_path / "t.xlf", to="en").read_text("utf-8")
    assert 'srcLang="cy" trgLang="en"' in text
    assert "siarad Cymraeg" in text
    assert "ask one person" not in text


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", b"PK\x03\x04nonsense"), ("a.xlf", b"<xliff"), ("a.xlf", b"<html/>"), ("a.xlf", b"not at all"),
        ("a.xlf", b'<!DOCTYPE x [<!ENTITY a "b">]><xliff xmlns="urn:oasis:names:tc:xliff:document:2.0">&a;</xliff>'),
    ],
)  # fmt: skip
def test_what_is_no_hand_over_is_refused_in_words(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(CannotRead):
        read_translation(tmp_path / name)


def test_fingerprints_do_not_see_blanks_and_line_breaks_of_other_programs() -> None:
    assert mark("a \r\nb ") == mark("a\nb")
    assert mark(" ") == mark("") == "0"
    assert read_key("0" * 32 + ".title.0.0 ") is not None
    assert read_key("x.title.0.0") is None


def test_the_command_says_hands_over_and_takes_back(session: Session, tmp_path: Path, capsys: Any) -> None:
    file = str(session.path)
    session.close()
    assert main(["translate", file, "status", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["missing"]["cy"] == {"texts": 3, "words": 12}
    book = tmp_path / "t.xlsx"
    assert main(["translate", file, "out", str(book), "--state", "missing"]) == 0
    fill(book, {"ask one person": "gofyn i un person"})
    capsys.readouterr()
    assert main(["translate", file, "in", str(book), "--dry-run"]) == 0
    assert "Taken in: 1." in capsys.readouterr().out
    assert main(["translate", file, "in", str(book), "--json", "--by", "Mair"]) == 0
    assert json.loads(capsys.readouterr().out)["changed"] == 1
    assert main(["translate", file, "status"]) == 0
    assert "missing: 2 texts, 9 words" in capsys.readouterr().out
    assert main(["translate", file, "out", str(tmp_path / "t.doc")]) == 1
    assert main(["translate", file, "out"]) == 1
