"""Lists that take any words are edited by keyboard: one a line or with commas, or chosen from what is offered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt

from hcd_studio.bilingual import Words
from hcd_studio.records import Pain, Participant, Workshop
from hcd_studio.verbs.insights import add_pain
from hcd_studio.verbs.people import add_participant
from hcd_studio.words import ACCESS_NEEDS
from tests.studio import running
from ui.choices import AmountEditor
from ui.lists import ListEditor


@pytest.fixture
def studio(qapp: Any) -> Iterator[Any]:
    with running(qapp) as made:
        made.window.files.make(Words(en="Lists"), "journey")
        qapp.processEvents()
        yield made


def editor(qtbot: Any, studio: Any, record: Any, name: str) -> ListEditor:
    made = ListEditor(studio.context, record, name)
    made.resize(320, 200)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def typed(qtbot: Any, made: ListEditor, text: str, *, key: Qt.Key = Qt.Key.Key_Return, control: bool = True) -> None:
    made.box.setFocus()
    made.box.selectAll()
    for at, line in enumerate(text.split("\n")):
        if at:
            qtbot.keyClick(made.box, Qt.Key.Key_Return)
        qtbot.keyClicks(made.box, line)
    qtbot.keyClick(made.box, key, Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier)


def test_lines_and_commas_make_a_list(qtbot: Any, studio: Any) -> None:
    session = studio.context.bridge.session
    made = editor(qtbot, studio, session.workshop, "facilitators")
    typed(qtbot, made, "Mair,  Sioned\nDafydd\nMair,,")
    assert session.get(Workshop, session.workshop.id).facilitators == ("Mair", "Sioned", "Dafydd")
    assert made.box.toPlainText() == "Mair\nSioned\nDafydd"
    typed(qtbot, made, "")
    assert session.workshop.facilitators == (
        "Mair",
        "Sioned",
        "Dafydd",
    )  # nothing typed: a list is emptied by deleting it
    made.box.selectAll()
    qtbot.keyClick(made.box, Qt.Key.Key_Delete)
    qtbot.keyClick(made.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert session.workshop.facilitators == ()


def test_escape_gives_up_and_leaving_keeps(qtbot: Any, studio: Any) -> None:
    session = studio.context.bridge.session
    person = add_participant(session, access_needs=("hearing loop",))
    made = editor(qtbot, studio, person, "access_needs")
    typed(qtbot, made, "large print", key=Qt.Key.Key_Escape, control=False)
    assert session.get(Participant, person.id).access_needs == ("hearing loop",)
    assert made.box.toPlainText() == "Hearing loop"
    typed(qtbot, made, "large print", key=Qt.Key.Key_Tab, control=False)
    made.box.clearFocus()
    assert session.get(Participant, person.id).access_needs == ("large print",)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_what_is_offered_is_typed_in_the_language_of_the_reader(qtbot: Any, studio: Any, language: str) -> None:
    studio.context.speaker.set(language)
    session = studio.context.bridge.session
    person = add_participant(session)
    made = editor(qtbot, studio, person, "access_needs")
    said = {"en": "Wheelchair, large print, our own word", "cy": "cadair olwyn, Print bras, our own word"}[language]
    typed(qtbot, made, said)
    assert session.get(Participant, person.id).access_needs == ("wheelchair", "large print", "our own word")
    assert made.box.toPlainText().split("\n")[1] == {"en": "Large print", "cy": "Print bras"}[language]


def test_what_is_offered_is_ticked_in_a_menu(qtbot: Any, studio: Any) -> None:
    session = studio.context.bridge.session
    person = add_participant(session, access_needs=("rest breaks",))
    made = editor(qtbot, studio, person, "access_needs")
    made.offer.menu().aboutToShow.emit()
    entries = {one.text(): one for one in made.offer.menu().actions()}
    assert len(entries) == len(ACCESS_NEEDS)
    assert entries["Rest breaks"].isChecked()
    entries["Hearing loop"].trigger()
    assert session.get(Participant, person.id).access_needs == ("rest breaks", "hearing loop")
    entries["Rest breaks"].trigger()
    assert session.get(Participant, person.id).access_needs == ("hearing loop",)
    assert made.box.toPlainText() == "Hearing loop"


def test_the_needs_of_others_are_offered(qtbot: Any, studio: Any) -> None:
    session = studio.context.bridge.session
    add_participant(session, access_needs=("a chair by the window",))
    made = editor(qtbot, studio, add_participant(session), "access_needs")
    assert made.offered() == (*ACCESS_NEEDS, "a chair by the window")
    assert made.offer.isVisible()
    assert not editor(qtbot, studio, session.workshop, "facilitators").offer.isVisible()


def test_a_number_keeps_its_decimals(qtbot: Any, studio: Any) -> None:
    session = studio.context.bridge.session
    pain = add_pain(session, Words(en="Waiting"), severity=3)
    made = AmountEditor(studio.context, pain, "resident_minutes")
    qtbot.addWidget(made)
    made.show()
    assert made.text() == "–"
    made.setFocus()
    made.selectAll()
    qtbot.keyClicks(made, "12.5")
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert session.get(Pain, pain.id).resident_minutes == 12.5
    made.selectAll()
    qtbot.keyClicks(made, "7")
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert (session.get(Pain, pain.id).resident_minutes, made.text()) == (7.0, "7")
    whole = AmountEditor(studio.context, pain, "severity")
    qtbot.addWidget(whole)
    whole.stepUp()
    assert session.get(Pain, pain.id).severity == 4
    assert isinstance(session.get(Pain, pain.id).severity, int)


def test_a_form_shows_every_list(qtbot: Any, studio: Any) -> None:
    from PySide6.QtWidgets import QWidget

    from ui.form import editors
    from ui.parts import Live, column

    session = studio.context.bridge.session
    for record, name in ((session.workshop, "facilitators"), (add_participant(session), "access_needs")):
        box = QWidget()
        qtbot.addWidget(box)
        made = editors(studio.context, Live(studio.context, box), record, column(box))
        assert name in [one.name for one in made if isinstance(one, ListEditor)]
        assert all(one.accessibleName() for one in [one.box for one in made if isinstance(one, ListEditor)])
