"""The whole sample map told again at the window, by keys and mouse alone: it ends as the sample that the verbs tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton

from hcd_studio import verbs
from hcd_studio.records import Journey, Lane, Note, Participant, RoomTable, Stage, Step
from hcd_studio.session import Session
from hcd_studio.templates import make_sample
from hcd_studio.words import TIER_WORDS, choice_words
from tests.fingers import ALT, CTRL, KEY, LEFT, LETTERS, SHIFT, Person
from tests.pictures import agree
from tests.studio import running
from ui.capture_menus import SIGNS
from ui.choices import ChoiceEditor, SeveralEditor

TITLE = "Renewing a Blue Badge"
IN_PLACE, UNDONE = 9, 23
"""Every so many notes one is written in its cell, and one is undone and redone."""
OF_LANE = {
    "actions": "action", "touchpoints": "evidence", "saying": "quote", "thinking": "thought", "pain": "pain",
    "backstage": "action", "evidence": "evidence", "opportunity": "idea",
}  # fmt: skip


def steps_of(session: Session) -> list[Step]:
    return [step for stage in session.all(Stage) for step in session.all(Step) if step.stage == stage.id]


def in_order(session: Session) -> list[Note]:
    return sorted(session.all(Note), key=lambda note: int(note.ref.rpartition("A")[2]))


def map_of(session: Session) -> dict[str, Any]:
    """All that the map says, without the ids and ranks that differ from session to session."""
    people = {one.id: one.code for one in session.all(Participant)}
    tables = {one.id: one.name for one in session.all(RoomTable)}
    both = lambda words: (words.en, words.cy)  # noqa: E731
    cells: dict[Any, list[Any]] = {}
    for note in session.all(Note):
        step, lane = session.get(Step, note.step), session.get(Lane, note.lane)
        assert step is not None
        assert lane is not None
        said = (note.text, note.kind, note.verbatim, note.language, note.tier)
        whose = (people.get(note.participant, ""), tables.get(note.room_table, ""))
        cells.setdefault((step.title.en, lane.title.en), []).append((*said, *whose))
    return {
        "tables": sorted(tables.values()),
        "people": sorted(people.values()),
        "stages": [
            (both(stage.title), [both(one.title) for one in steps_of(session) if one.stage == stage.id])
            for stage in session.all(Stage)
        ],
        "channels": {step.title.en: sorted(step.channels) for step in steps_of(session)},
        "lanes": [(both(lane.title), lane.kind) for lane in session.all(Lane)],
        "cells": cells,
    }


def tell(sample: Session, path: Path) -> dict[str, Any]:
    """The same map through the verbs."""
    with Session.create(path) as session:
        journey = verbs.do(session, "add_journey", sample.all(Journey)[0].title)
        ids: dict[str, Any] = {}
        for table in sample.all(RoomTable):
            ids[table.id] = verbs.do(session, "add_table", table.name)
        for person in sample.all(Participant):
            ids[person.id] = verbs.do(session, "add_participant", person.code)
        for stage in sample.all(Stage):
            ids[stage.id] = verbs.do(session, "add_stage", stage.title, journey=journey)
        for step in steps_of(sample):
            ids[step.id] = verbs.do(session, "add_step", step.title, stage=ids[step.stage], channels=step.channels)
        for lane in sample.all(Lane):
            ids[lane.id] = verbs.do(session, "add_lane", lane.title, kind=lane.kind, journey=journey)
        for note in in_order(sample):
            verbs.do(
                session, "add_note", ids[note.step], ids[note.lane], note.text, kind=note.kind, language=note.language,
                participant=ids.get(note.participant), room_table=ids.get(note.room_table), tier=note.tier,
            )  # fmt: skip
        return map_of(session)


def test_the_whole_sample_map_is_told_again_by_keys_and_mouse(qapp: Any, tmp_path: Path) -> None:
    with make_sample(tmp_path / "sample.hcd") as sample:
        expected = tell(sample, tmp_path / "told.hcd")
        shown = map_of(sample)
        assert expected == shown, "the verbs tell the sample"
        with running(qapp) as studio:
            person = Person(qapp, studio)
            begin(person)
            people_and_tables(person, sample)
            structure(person, sample)
            in_welsh(person, sample)
            kinds_and_channels(person, sample)
            assert {**map_of(person.session), "cells": {}} == {**expected, "cells": {}}
            said = notes(person, sample)
            told = map_of(person.session)
            for cell, texts in expected["cells"].items():
                assert told["cells"][cell] == texts, cell
            assert told == expected
            assert min(said["place"], said["undone"], person.drags) > 10
            assert said["line"] > 200
            agree(person.session)


def begin(person: Person) -> None:
    """Ctrl+N, a title, the blank template, Enter."""
    person.press(KEY.Key_N, CTRL, on=person.studio.window)
    dialog: Any = QApplication.activeModalWidget()
    person.type(TITLE, on=dialog.titles["en"])
    blank = next(one for one in dialog.findChildren(QRadioButton) if one.property("template") == "blank")
    QTest.mouseClick(blank, LEFT)
    assert blank.isChecked()
    person.press(KEY.Key_Return, on=dialog.titles["en"])
    person.come_back()
    assert person.session.workshop.title.en == TITLE


def people_and_tables(person: Person, sample: Session) -> None:
    """One key for each."""
    window = person.studio.window
    for _ in sample.all(RoomTable):
        person.press(KEY.Key_T, CTRL | SHIFT, on=window)
    for _ in sample.all(Participant):
        person.press(KEY.Key_P, CTRL | SHIFT, on=window)


def structure(person: Person, sample: Session) -> None:
    """Stages with their first step, the other steps, the lanes: each typed behind the one before."""
    board, window = person.board, person.studio.window
    stages, steps = sample.all(Stage), steps_of(sample)
    first = {stage.id: next(step for step in steps if step.stage == stage.id) for stage in stages}
    mine = person.session
    person.go_head("stage", mine.all(Stage)[0].id)
    person.answer(lambda: person.press(KEY.Key_F2, on=board), stages[0].title.en)
    for stage in stages[1:]:
        person.answer(
            lambda: person.press(KEY.Key_G, CTRL | SHIFT, on=window), stage.title.en, first[stage.id].title.en
        )
    person.go_head("step", steps_of(mine)[0].id)
    person.answer(lambda: person.press(KEY.Key_F2, on=board), steps[0].title.en)
    for stage in stages:
        person.go_head("step", person.step(first[stage.id].title.en).id)
        for step in steps:
            if step.stage == stage.id and step.id != first[stage.id].id:
                person.answer(lambda: person.press(KEY.Key_A, CTRL | SHIFT, on=window), step.title.en)
    person.go_head("lane", mine.all(Lane)[0].id)
    for lane in sample.all(Lane)[1:]:
        person.answer(lambda: person.press(KEY.Key_N, CTRL | SHIFT, on=window), lane.title.en)


def in_welsh(person: Person, sample: Session) -> None:
    """The studio speaks Welsh, and every head gets its Welsh name."""
    top = person.studio.window.top
    QTest.mouseClick(top.tongues["cy"], LEFT)
    for kind, records in (("stage", Stage), ("step", Step), ("lane", Lane)):
        welsh = {one.title.en: one.title.cy for one in sample.all(records)}
        for mine in person.session.all(records):
            if mine.title.cy != welsh[mine.title.en]:
                person.go_head(kind, mine.id)
                person.answer(lambda: person.press(KEY.Key_F2, on=person.board), welsh[mine.title.en])
    QTest.mouseClick(top.tongues["en"], LEFT)


def kinds_and_channels(person: Person, sample: Session) -> None:
    """What a lane holds and how a step happens, chosen in the inspector."""
    say, inspector = person.studio.context.speaker.say, person.page.inspector
    for lane in sample.all(Lane)[1:]:
        person.go_head("lane", person.lane(lane.title.en).id)
        if not inspector.editing:
            QTest.mouseClick(inspector.edit, LEFT)
        editor = next(one for one in inspector.form.findChildren(ChoiceEditor) if one.name == "kind")
        person.pick_in(editor, lane.kind)
    for step in steps_of(sample):
        person.go_head("step", person.step(step.title.en).id)
        several = next(one for one in inspector.form.findChildren(SeveralEditor) if one.name == "channels")
        for channel in step.channels:
            person.pick(several, say(choice_words("step", "channels", channel)))
    QTest.mouseClick(inspector.edit, LEFT)


def notes(person: Person, sample: Session) -> dict[str, int]:
    """Every note as it was said; gives how many were typed where, and how many were undone on the way."""
    studio = person.studio
    capture, bridge = studio.window.capture, studio.context.bridge
    numbers = {step.id: at for at, step in enumerate(steps_of(sample), start=1)}
    say = studio.context.speaker.say
    count = {"line": 0, "place": 0, "undone": 0}
    people = {one.id: one.code for one in sample.all(Participant)}
    tables = {one.id: one.name for one in sample.all(RoomTable)}
    for at, note in enumerate(in_order(sample)):
        step, lane = sample.get(Step, note.step), sample.get(Lane, note.lane)
        assert step is not None
        assert lane is not None
        place = capture.place
        code, table = people.get(note.participant, ""), tables.get(note.room_table, "")
        if (place.person.code if place.person else "") != code:
            person.pick(capture.person, code or "No code")
        if (place.table.name if place.table else "") != table:
            person.pick(capture.table, f"Table {table}")
        if place.language != note.language:
            person.pick(capture.language, "Cymraeg" if note.language == "cy" else "English")
        if (place.tier or "room") != note.tier:
            person.pick(capture.tier, say(TIER_WORDS[note.tier]) if note.tier else "Room")
        target = (person.step(step.title.en).id, person.lane(lane.title.en).id)
        if at % IN_PLACE == 0 and OF_LANE[lane.kind] == note.kind:
            person.walk_to(target)
            person.press(KEY.Key_N)
            editor = person.board.editor
            person.type(note.text, on=editor)
            person.press(KEY.Key_Return, CTRL, on=editor)
            person.press(KEY.Key_Escape, on=person.board.editor)
            count["place"] += 1
        else:
            person.press(KEY.Key_L, CTRL)
            field = capture.field
            if place.step is None or place.step.title.en != step.title.en:
                person.type(str(numbers[note.step]), on=field)
                person.press(KEY.Key_Return, on=field)
            signed = note.text[0] in SIGNS  # pressed twice, a sign is a letter
            person.type(
                note.text[:1] * 2 if signed else {"evidence": "#", "question": "?"}.get(note.kind, ""), on=field
            )
            if note.kind in LETTERS:
                person.press(LETTERS[note.kind], ALT, on=field)
            person.type(note.text[signed:], on=field)
            person.press(KEY.Key_Return, on=field)
            count["line"] += 1
        made = in_order(person.session)[-1]
        assert made.text == note.text
        if (made.step, made.lane) != target:
            carry(person, made, target)
        if at % UNDONE == 0:
            before = map_of(person.session)
            person.press(KEY.Key_Z, CTRL)
            assert map_of(person.session) != before
            person.press(KEY.Key_Y, CTRL)
            assert map_of(person.session) == before
            count["undone"] += 1
    assert bridge.session is not None
    return count


def carry(person: Person, made: Note, target: tuple[str, str]) -> None:
    """To its lane: pulled with the mouse where both are seen, else cut and pasted."""
    person.focus_board()
    person.press(KEY.Key_0, CTRL)
    if not person.drag(made, target):
        person.press(KEY.Key_X, CTRL)
        person.walk_to(target)
        person.press(KEY.Key_V, CTRL)
    moved = person.session.get(Note, made.id)
    assert (moved.step, moved.lane) == target
