"""Tables: seeded copies go out, their files come together in any order, and a file that was never seeded is matched."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from hcd_studio import matching, tables
from hcd_studio.bilingual import Words
from hcd_studio.conflicts import conflicts
from hcd_studio.records import Feeling, Note, Participant, Provenance, RoomTable, Step
from hcd_studio.session import Session
from hcd_studio.snapshots import second_copy, take_copy
from hcd_studio.speech import Message, Trouble
from hcd_studio.templates import make_sample, new_session
from hcd_studio.verbs.feelings import rate_feeling
from hcd_studio.verbs.map import add_step
from hcd_studio.verbs.notes import add_note
from hcd_studio.verbs.people import add_participant, add_table
from hcd_studio.verbs.room import edit_record
from tests.pictures import shown
from ui.cli import main


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Session]:
    """The facilitator's session, with three tables."""
    with new_session(tmp_path / "day.hcd", "blue-badge") as session:
        for name in "ABC":
            add_table(session, name)
        add_note(session, session.all(Step)[0], None, "Before lunch", kind="pain")
        yield session


def stick(session: Session) -> Path:
    folder = session.path.parent / "stick"
    folder.mkdir()
    return folder


def write(path: Path, *texts: str) -> None:
    with Session.open(path) as session:
        for text in texts:
            add_note(session, session.all(Step)[0], None, text, kind="pain", room_table=tables.own_table(session))


def test_each_table_gets_a_copy_with_letters_and_a_note_that_says_which(day: Session) -> None:
    made = tables.set_up(day, stick(day))
    assert [one.letters for one in made] == ["TA", "B", "C"]  # A is the facilitator's own
    assert [one.path.name for one in made] == ["day - A.hcd", "day - B.hcd", "day - C.hcd"]
    note = (day.path.parent / "stick" / tables.README).read_text("utf-8-sig")
    assert "Bwrdd B: day - B.hcd" in note
    assert "Table B: day - B.hcd" in note
    with Session.open(made[1].path) as copy:
        assert copy.letters == "B"
        own = tables.own_table(copy)
        assert own is not None
        assert own.name == "B"
        assert not copy.steps.undo  # the morning is not this table's to take back
        assert add_note(copy, text="Ours").ref.startswith("V-B")


def test_a_second_round_of_copies_never_gives_letters_again(day: Session) -> None:
    folder = stick(day)
    first, second = tables.set_up(day, folder), tables.set_up(day, folder)
    letters = [one.letters for one in (*first, *second)]
    assert len(set(letters)) == 6
    assert len({one.path for one in (*first, *second)}) == 6


def test_a_stick_that_is_missing_full_or_without_tables_writes_nothing(
    tmp_path: Path, day: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Trouble):
        tables.set_up(day, tmp_path / "gone")
    with new_session(tmp_path / "bare.hcd", "journey") as bare, pytest.raises(Trouble):
        tables.set_up(bare, tmp_path)
    folder = stick(day)
    copies = []

    def fills(session: Session, to: Path, **said: str) -> str:
        if len(copies) == 2:
            raise Trouble(Message("The stick is full."))
        copies.append(to)
        return take_copy(session, to, **said)

    monkeypatch.setattr(tables, "take_copy", fills)
    with pytest.raises(Trouble):
        tables.set_up(day, folder)
    assert len(copies) == 2
    assert list(folder.iterdir()) == []


def test_files_come_together_the_same_in_any_order(day: Session, tmp_path: Path) -> None:
    folder = stick(day)
    made = tables.set_up(day, folder)
    note, count = day.all(Note)[0], len(day.all(Note))
    for one in made:
        with Session.open(one.path) as copy:
            add_note(copy, copy.all(Step)[1], None, f"From {one.table.name}", kind="quote")
            edit_record(copy, copy.get(Note, note.id), text=f"After lunch at {one.table.name}")  # type: ignore[arg-type]
    results = []
    for at, order in enumerate(itertools.permutations(made)):
        place = tmp_path / f"{at}.hcd"
        day.store.db.execute("VACUUM INTO ?", (str(place),))
        with Session.open(place) as session:
            for one in order:
                one_folder = tmp_path / f"{at}-{one.letters}"
                one_folder.mkdir()
                shutil.copy(one.path, one_folder)
                tables.bring_together(session, tables.look_in(session, one_folder))
            results.append((shown(session), [tuple(v.text for v in one.versions) for one in conflicts(session)]))
    assert all(one == results[0] for one in results)
    found = tables.look_in(day, folder)
    assert [one.kind for one in found] == ["table"] * 3
    preview = tables.bring_together(day, found, kept=False)
    assert preview.preview
    assert len(day.all(Note)) == count
    tables.bring_together(day, found)
    assert (shown(day), [tuple(v.text for v in one.versions) for one in conflicts(day)]) == results[0]
    assert sorted(one.text for one in day.all(Note) if one.text.startswith("From")) == ["From A", "From B", "From C"]
    assert sorted(results[0][1][0]) == [f"After lunch at {name}" for name in "ABC"]


def test_a_laptop_that_dies_loses_nothing_that_its_second_copy_holds(day: Session, tmp_path: Path) -> None:
    folder, safe = stick(day), tmp_path / "safe"
    safe.mkdir()
    one = tables.set_up(day, folder, day.all(RoomTable)[:1])[0]
    with Session.open(one.path) as copy:
        add_note(copy, copy.all(Step)[0], None, "Said before it died", kind="pain")
        second_copy(copy, safe)
    one.path.unlink()
    found = tables.look_in(day, safe)
    assert [(each.kind, each.joins) for each in found] == [("second copy", True)]
    tables.bring_together(day, found)
    assert "Said before it died" in {note.text for note in day.all(Note)}


def test_what_is_no_session_is_named_and_the_rest_comes_in(day: Session) -> None:
    folder = stick(day)
    made = tables.set_up(day, folder)
    write(made[0].path, "Good")
    (folder / "broken.hcd").write_bytes(b"not a session" * 100)
    (folder / "empty.hcd").touch()
    (folder / "folder.hcd").mkdir()
    made[1].path.write_bytes(made[1].path.read_bytes()[:4096])
    kinds = {one.path.name: one.kind for one in tables.look_in(day, folder)}
    assert (kinds["broken.hcd"], kinds["empty.hcd"], kinds["day - A.hcd"]) == ("unreadable", "unreadable", "table")
    usable = [one for one in tables.look_in(day, folder) if one.path != made[1].path]
    tables.bring_together(day, usable)
    assert "Good" in {one.text for one in day.all(Note)}
    for one in tables.look_in(day, folder):
        for language in ("cy", "en"):
            assert one.message(day).say(language)  # type: ignore[arg-type]
    with pytest.raises(Trouble):
        tables.bring_together(day, [])


def test_a_file_that_was_never_seeded_is_matched_step_by_step_and_taken_back_at_once(day: Session) -> None:
    path = day.path.parent / "theirs.hcd"
    with new_session(path, "blue-badge") as other:
        steps = other.all(Step)
        person = add_participant(other)
        gone = add_participant(other)
        add_note(other, steps[2], None, "Never seeded", kind="pain", participant=person)
        add_note(other, steps[2], None, "Withdrawn", kind="pain", participant=gone)
        rate_feeling(other, person, steps[2], -2)
        edit_record(other, steps[0], title=Words(en="Something else altogether", cy="Rhywbeth arall"))
        edit_record(other, gone, withdrawn=True)
    add_participant(day)  # P01 here is somebody else
    before = shown(day)
    found = next(one for one in tables.look_in(day, path.parent) if one.path == path)
    assert (found.kind, found.joins) == ("other", False)
    stranger = matching.read_stranger(day, path)
    assert [one.how for one in stranger.matches][:3] == ["order", "title", "title"]
    count = matching.bring(day, stranger)
    mine = matching.steps_in_order(day.snapshot())
    note = next(one for one in day.all(Note) if one.text == "Never seeded")
    assert count
    assert note.step == mine[2].id
    assert "Withdrawn" not in {one.text for one in day.all(Note)}
    assert sorted(one.code for one in day.all(Participant)) == ["P01", "P01b"]
    assert [one.source for one in day.all(Provenance) if one.id == note.provenance] == ["theirs.hcd"]
    assert [(one.step, one.value) for one in day.all(Feeling)] == [(mine[2].id, -2)]
    assert len(mine) == len(stranger.matches)
    day.undo()
    assert shown(day) == before


def test_a_person_corrects_a_match(day: Session) -> None:
    path = day.path.parent / "theirs.hcd"
    with new_session(path, "blue-badge") as other:
        add_note(other, other.all(Step)[0], None, "Here", kind="pain")
    stranger = matching.read_stranger(day, path)
    mine = matching.steps_in_order(day.snapshot())
    theirs = [one.theirs.id for one in stranger.matches]
    said = stranger.corrected({theirs[0]: mine[4].id, theirs[4]: ""})
    matching.bring(day, said)
    assert next(one for one in day.all(Note) if one.text == "Here").step == mine[4].id
    assert len(day.all(Step)) == len(mine) + 1


def test_titles_that_are_alike_match_and_strange_ones_do_not(day: Session, tmp_path: Path) -> None:
    with new_session(tmp_path / "a.hcd", "journey") as ours, new_session(tmp_path / "b.hcd", "journey") as theirs:
        stage = ours.all(Step)[0].stage
        found = ours.find(stage)
        add_step(ours, Words(en="Sends the proof"), stage=found)  # type: ignore[arg-type]
        other = theirs.find(theirs.all(Step)[0].stage)
        add_step(theirs, Words(en="Sends proof."), stage=other)  # type: ignore[arg-type]
        add_step(theirs, Words(en="Rings the bell"), stage=other)  # type: ignore[arg-type]
        matches = matching.match_steps(
            matching.steps_in_order(theirs.snapshot()), matching.steps_in_order(ours.snapshot())
        )
        how = {one.theirs.title.en: one.how for one in matches}
        assert (how["Sends proof."], how["Rings the bell"]) == ("alike", "new")


def test_the_command_sets_up_and_brings_together(day: Session, capsys: pytest.CaptureFixture[str]) -> None:
    folder = stick(day)
    file = day.path
    day.close()
    assert main(["tables", str(file), str(folder)]) == 0
    assert "day - B.hcd" in capsys.readouterr().out
    write(folder / "day - B.hcd", "From table B")
    make_sample(folder / "other.hcd").close()
    assert main(["tables", str(file), str(folder), "--together", "--preview"]) == 0
    assert "other.hcd" in capsys.readouterr().out
    assert main(["tables", str(file), str(folder), "--together", "--json"]) == 0
    assert main(["tables", str(file), str(folder), "--bring", "other.hcd", "--match", "1=", "2=1"]) == 0
    assert main(["tables", str(file), str(folder), "--bring", "other.hcd", "--match", "x=y"]) == 1
    with Session.open(file) as session:
        texts = {one.text for one in session.all(Note)}
        assert "From table B" in texts
        assert len(texts) > 300
