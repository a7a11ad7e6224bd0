"""Spelling: both dictionaries, what is left alone, own words, suggestions, and typing that never waits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat

from hcd_studio.bilingual import Words
from hcd_studio.spelling import Dictionary, Speller, words_in
from hcd_studio.templates import new_session
from hcd_studio.verbs import map
from tests.studio import running
from ui.cli import main

WAVE = QTextCharFormat.UnderlineStyle.SpellCheckUnderline


@pytest.fixture(scope="module")
def speller(tmp_path_factory: pytest.TempPathFactory) -> Speller:
    made = Speller()
    assert made.load() == []
    return made


def test_both_languages_are_known_with_what_leans_on_a_word(speller: Speller) -> None:
    assert speller.wrong("Mae’r llythyr yn gofyn i’r cyfranogwr am fathodyn glas a dŵr.", "cy") == []
    assert speller.wrong("The council’s colour scheme doesn’t help, it’s organised badly.", "en") == []
    assert speller.wrong("Mae’r llythir yn hir", "cy") == ["llythir"]
    assert speller.wrong("The leter is long", "en") == ["leter"]
    assert speller.wrong("llythyr letter", "") == []
    assert speller.wrong("llythyr", "en") == ["llythyr"]


def test_references_numbers_addresses_gaps_and_short_capitals_are_left_alone() -> None:
    text = "R-A12 and P07, 20mph, WCAG, a@b.cymru www.xqzt.wales/qq [qqqq] {wwww} C:/xx/yy"
    assert [text[a:b] for a, b in words_in(text)] == ["and"]


@pytest.mark.parametrize(
    ("word", "language", "meant"),
    [("cyfieithyd", "cy", "cyfieithydd"), ("llythir", "cy", "llythyr"), ("acommodation", "en", "accommodation"),
     ("Recieve", "en", "Receive"), ("dwr", "cy", "dŵr")],
)  # fmt: skip
def test_what_was_meant_is_among_the_suggestions(speller: Speller, word: str, language: Any, meant: str) -> None:
    found = speller.suggest(word, language)
    assert meant in found or speller.right(word, language)
    assert len(found) <= 6


def test_nobody_waits_for_suggestions_that_are_no_longer_wanted(speller: Speller) -> None:
    assert speller.known["cy"].suggest("cyfieithyd", going_on=lambda: False) == []


@pytest.mark.parametrize("content", [None, b"", b"garbage\xff\xfe" * 60])
def test_a_broken_dictionary_finds_every_word_right_and_says_so(tmp_path: Path, content: bytes | None) -> None:
    for name in ("cy.aff", "cy.dic"):
        if content is not None:
            (tmp_path / name).write_bytes(content)
    found = Dictionary("cy", tmp_path)
    assert not found.works
    assert found.trouble is not None
    assert found.trouble.say("en").startswith("Spelling in Welsh rests")
    assert found.knows("xqzt")
    assert found.suggest("xqzt") == []


def test_own_words_are_kept_on_the_machine(home: Path) -> None:
    first = Speller()
    first.load()
    assert not first.right("Brynawelon", "cy")
    first.add("Brynawelon")
    again = Speller()
    again.load()
    assert again.right("brynawelon", "cy")
    (home / "words.txt").write_bytes(b"\xff\xfe\x00broken")
    assert Speller().own


def marked(editor: Any) -> list[str]:
    """The words with a wavy line."""
    block = editor.document().begin()
    found = []
    while block.isValid():
        found += [
            block.text()[one.start : one.start + one.length]
            for one in block.layout().formats()
            if one.format.underlineStyle() == WAVE
        ]
        block = block.next()
    return found


def test_unknown_words_are_marked_while_one_types_and_the_keys_never_wait(
    qtbot: Any, qapp: Any, tmp_path: Path
) -> None:
    with new_session(tmp_path / "day.hcd", "blank") as session:
        stage = map.add_stage(session, Words(en="Apply"))
    with running(qapp, path=tmp_path / "day.hcd") as studio:
        context: Any = studio.context
        studio.window.show_page("translation")
        page: Any = studio.window.pages["translation"]
        page._stand(page.model.row_of((stage.id, "title")))
        editor = page.panel.editor.sides[1][1]
        editor.setFocus()
        qtbot.keyClicks(editor, " by leter")
        assert editor.toPlainText() == "Apply by leter"  # typed before any dictionary was read
        qtbot.waitUntil(lambda: marked(editor) == ["leter"], timeout=5000)
        qtbot.keyClick(editor, Qt.Key.Key_F8, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda: any(one.text() == "letter" for one in context.spelling.menu.actions()), timeout=5000)
        next(one for one in context.spelling.menu.actions() if one.text() == "letter").trigger()
        context.spelling.menu.close()
        assert editor.toPlainText() == "Apply by letter"
        qtbot.keyClick(editor, Qt.Key.Key_End)
        qtbot.keyClicks(editor, " xqzt")
        qtbot.waitUntil(lambda: marked(editor) == ["xqzt"], timeout=5000)
        context.spelling.add("xqzt")
        qtbot.waitUntil(lambda: marked(editor) == [], timeout=5000)
        qtbot.keyClicks(editor, " qqz")
        qtbot.waitUntil(lambda: marked(editor) == ["qqz"], timeout=5000)
        context.actions.run("spelling")
        qtbot.waitUntil(lambda: marked(editor) == [], timeout=5000)
        editor.give_up()


def test_the_command_prints_unknown_words_and_takes_new_ones(tmp_path: Path, capsys: Any) -> None:
    with new_session(tmp_path / "day.hcd", "blank") as session:
        map.add_stage(session, Words(en="The leter", cy="Y llythir"))
    file = str(tmp_path / "day.hcd")
    assert main(["spell", file, "--json"]) == 0
    assert [one["words"] for one in json.loads(capsys.readouterr().out) if one["kind"] == "stage"] == [
        ["leter"],
        ["llythir"],
    ]
    assert main(["spell", file, "--add", "leter", "llythir"]) == 0
    assert "leter" not in capsys.readouterr().out
