"""Two copies become one: what both hold afterwards, what people are told, and what is refused."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import apsw
import pytest

from hcd_studio.bilingual import Words
from hcd_studio.clock import stamp_time
from hcd_studio.conflicts import conflicts, double_citations
from hcd_studio.merge import merge, preview, take_in
from hcd_studio.questions.unplaced import unplaced, unplaced_notes
from hcd_studio.records import Lane, Need, Note, Requirement, Step, Theme, Workshop
from hcd_studio.session import Session, Told
from hcd_studio.speech import Trouble
from hcd_studio.store.foreign import Foreign
from hcd_studio.store.log import changes
from hcd_studio.verbs.sharing import settle_versions
from tests.meeting import YEAR_2030, at, clock, copy_of, meet, morning, say, texts, the_note
from tests.pictures import agree, picture, shown, tables


def test_what_two_tables_wrote_is_all_there_and_told_with_titles(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    with at(b) as session, session.change("add") as draft:
        draft.add(Note(text="The queue is long", step=session.all(Step)[1].id))
        draft.add(Theme(title=Words(en="Waiting", cy="Aros")))
    with at(a) as session:
        report = merge(session, [b])
        assert [note.text for note in session.all(Note)] == ["Cannot upload the photo", "The queue is long"]
        agree(session)
    said = [message.say("en") for message in report.messages()]
    assert said[0] == "B.hcd: 1 new change."
    assert "Note: 1 added (The queue is long)." in said
    assert "Theme: 1 added (Waiting)." in said
    found = report.as_json("cy")
    assert found["added"]["theme"][0]["title"] == "Aros"
    assert found["files"][0]["part"] is False
    assert json.dumps(found)


def test_a_second_merge_of_the_same_file_brings_nothing_new(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    say(b, "No photo can be sent")
    assert meet(a, b).files[0].changes == 1
    again = meet(a, b)
    assert [message.say("en") for message in again.messages()] == ["B.hcd: nothing new."]
    assert not again.lines


def test_texts_written_at_once_are_both_kept_and_the_later_stands_on_top(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    say(a, "The upload fails")
    say(b, "Nobody explains the photo", start=clock("b").now() + 7200)
    with at(a) as session:
        report = merge(session, [b])
        note = the_note(session)
        assert texts(session, note) == {"The upload fails", "Nobody explains the photo"}
        assert note.text == "Nobody explains the photo"
        assert session.versions == {(note.id, "text"): 2}
        found = conflicts(session)
        assert [(one.letter, one.text, one.copy) for one in found[0].versions] == [
            ("A", "Nobody explains the photo", "B"),
            ("B", "The upload fails", "A"),
        ]
        assert "has 2 versions" in found[0].message().say("en")
        assert found[0].as_json("en")["versions"][0]["copy"] == "B"
    assert [(line.what, line.field, line.versions) for line in report.lines] == [("both", "text", 2)]


@pytest.mark.parametrize(("keep", "left"), [("A", "later"), ("b", "sooner"), ("", "a third text")])
def test_choosing_a_version_replaces_all_of_them(tmp_path: Path, keep: str, left: str) -> None:
    a, b = morning(tmp_path, "A", "B")
    say(a, "sooner")
    say(b, "later", start=clock("b").now() + 7200)
    meet(a, b)
    with at(a) as session:
        settle_versions(session, the_note(session), "text", keep=keep, text="a third text")
        assert the_note(session).text == left
        assert session.versions == {}
        assert len(session.store.heads(the_note(session).id, "text")) == 1
    meet(b, a)
    with at(b) as session:
        assert the_note(session).text == left


def test_both_versions_can_be_kept_as_two_notes_the_second_knowing_where_it_came_from(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    say(a, "sooner")
    say(b, "later", start=clock("b").now() + 7200)
    meet(a, b)
    with at(a) as session:
        first = the_note(session)
        settle_versions(session, first, "text", keep="both")
        one, other = session.all(Note)
        assert (one.id, one.text, other.text) == (first.id, "later", "sooner")
        assert (other.origin, other.step, other.lane) == (first.id, first.step, first.lane)
        assert other.ref != one.ref
        session.undo()
        assert session.all(Note) == (first,)
        assert session.versions == {(first.id, "text"): 2}


def test_a_version_that_came_while_somebody_chose_stays_beside_the_choice(tmp_path: Path) -> None:
    a, b, c = morning(tmp_path, "A", "B", "C")
    for path in (a, b, c):
        say(path, f"said at {path.stem}")
    meet(a, b)
    with at(a) as session:
        known = conflicts(session)[0].known
        merge(session, [c])
        settle_versions(session, the_note(session), "text", text="chosen", known=known)
        assert texts(session, the_note(session)) == {"chosen", "said at C"}


def test_choosing_is_refused_where_there_is_nothing_to_choose(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        for field, keep in (("text", "A"), ("step", "A"), ("nonsense", "A")):
            with pytest.raises(Trouble):
                settle_versions(session, the_note(session), field, keep=keep)
        assert not session.steps.redo


def test_a_delete_never_beats_an_edit_that_it_had_not_seen_and_this_is_said(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    with at(a) as session, session.change("remove_note") as draft:
        draft.remove(the_note(session))
    say(b, "still true")
    with at(a) as session:
        assert not session.all(Note)
        assert [line.what for line in merge(session, [b]).lines] == ["revived"]
        assert the_note(session).text == "still true"
    with at(b) as session:
        report = merge(session, [a])
        assert the_note(session).text == "still true"
    assert "kept though one copy removed it" in report.messages()[1].say("en")


def test_a_delete_that_saw_everything_removes_elsewhere_too(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    say(b, "reworded")
    meet(a, b)
    with at(a) as session, session.change("remove_note") as draft:
        draft.remove(the_note(session))
    with at(b) as session:
        report = merge(session, [a])
        assert not session.all(Note)
    assert "Note: 1 removed (reworded)." in [message.say("en") for message in report.messages()]


def test_of_two_moves_one_is_whole_and_never_half_of_each(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    wanted = {}
    for path, step, lane in ((a, 1, 0), (b, 0, 1)):
        with at(path) as session, session.change("move_note") as draft:
            steps, lanes = session.all(Step), session.all(Lane)
            moved = draft.patch(
                the_note(session), step=steps[step].id, lane=lanes[lane].id, rank="a5" + path.stem, whole=True
            )
            wanted[path] = (moved.step, moved.lane, moved.rank)
    meet(a, b)
    with at(a) as session:
        note = the_note(session)
        assert (note.step, note.lane, note.rank) in wanted.values()


def test_a_preview_says_exactly_what_the_merge_does_and_changes_nothing(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    say(a, "here")
    say(b, "there")
    with at(a) as session:
        before = picture(session)
        told: list[Told] = []
        session.hear(told.append)
        foreseen = preview(session, [b])
        assert picture(session) == before
        assert not told
        assert foreseen.preview
        report = merge(session, [b])
        assert report.as_json("cy") | {"preview": True} == foreseen.as_json("cy")
        assert report.messages() == foreseen.messages()


def test_one_merge_is_told_as_one_and_is_not_mine_to_undo(tmp_path: Path) -> None:
    a, b, c = morning(tmp_path, "A", "B", "C")
    for path in (b, c):
        say(path, f"said at {path.stem}")
        say(path, f"said again at {path.stem}")
    with at(a) as session:
        steps = list(session.steps.undo)
        told: list[Told] = []
        session.hear(told.append)
        note = the_note(session)
        merge(session, [b, c])
        assert [(one.source, len(one.changes)) for one in told] == [("merge", 4)]
        assert told[0].touched == {note.id: (note, the_note(session))}
        assert session.steps.undo == steps


def test_a_merge_waits_while_a_change_is_open_or_somebody_hears(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    say(b, "there")
    with at(a) as session:
        session.hear(lambda told: print(merge(session, [b])))
        with session.change("edit") as draft:
            with pytest.raises(RuntimeError):
                merge(session, [b])
            draft.patch(the_note(session), text="here")
        assert [type(error) for error in session.failures] == [RuntimeError]


def test_a_merge_that_the_disk_refuses_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = morning(tmp_path, "A", "B")
    say(b, "there")
    with at(a) as session:
        before = picture(session)

        def full(rows: object) -> None:
            raise apsw.FullError("full")

        monkeypatch.setattr(session.store, "put_rows", full)
        with pytest.raises(Trouble, match="disk is full"):
            merge(session, [b])
        monkeypatch.undo()
        assert picture(session) == before
        merge(session, [b])
        assert the_note(session).text == "there"
        agree(session)


def test_three_tables_merged_in_any_order_have_the_same_readable_tables_to_the_byte(tmp_path: Path) -> None:
    paths = morning(tmp_path, "A", "B", "C")
    for i, path in enumerate(paths):
        with at(path) as session:
            with session.change("work") as draft:
                note = draft.patch(
                    the_note(session), text=f"said at {path.stem}", tier=["council", "room", "public"][i]
                )
                draft.add(Need(i_need=Words(en=f"need of {path.stem}")))
                draft.patch(note, step=session.all(Step)[i % 2].id, rank="a3", whole=True)
            if path.stem == "B":
                session.undo()
            if path.stem == "C":
                with session.change("remove") as draft:
                    draft.remove(the_note(session))
    found = []
    for turn, order in enumerate(permutations(paths)):
        folder = tmp_path / str(turn)
        folder.mkdir()
        first = folder / order[0].name
        first.write_bytes(order[0].read_bytes())
        report = meet(first, *order[1:])
        with at(first) as session:
            agree(session)
            found.append((tables(session), shown(session), conflicts(session)))
        assert not report.waiting
    assert all(one == found[0] for one in found)


def test_a_clock_in_the_year_2030_is_named_refused_never_and_does_not_drag_mine_along(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    say(b, "from the future", start=YEAR_2030)
    report = meet(a, b)
    assert any("clock of copy B" in message.say("en") for message in report.messages())
    with at(a) as session:
        assert the_note(session).text == "from the future"
        with session.change("edit") as draft:
            draft.patch(the_note(session), text="today")
        assert the_note(session).text == "today"
        assert stamp_time(session.clock.last).year < 2028


def test_a_clone_on_another_machine_gets_letters_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (a,) = morning(tmp_path, "A")
    clone = tmp_path / "clone.hcd"
    clone.write_bytes(a.read_bytes())
    monkeypatch.setenv("HCD_STUDIO_HOME", str(tmp_path / "another machine"))
    with at(clone) as session:
        assert session.letters != "A"
        assert session.undo() is None
        with session.change("add") as draft:
            ref = draft.add(Requirement()).ref
    assert ref == f"R-{session.letters}1"


def test_citations_that_uncoordinated_copies_gave_twice_are_found(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    (tmp_path / "again.hcd").write_bytes(a.read_bytes())
    for path in (a, tmp_path / "again.hcd"):
        with at(path) as session, session.change("add") as draft:
            draft.add(Requirement(statement=Words(en=f"by {path.stem}")))
    with at(a) as session:
        merge(session, [tmp_path / "again.hcd"])
        (found,) = double_citations(session.snapshot())
        assert found.ref == "R-A1"
        assert found.message().say("en").startswith("R-A1 stands on 2 records: by ")
        with session.change("add") as draft:
            assert draft.add(Requirement()).ref == "R-A2"


def test_a_note_whose_step_was_removed_elsewhere_is_unplaced_and_not_lost(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    with at(a) as session, session.change("remove_step") as draft:
        draft.remove(session.all(Step)[1])
    with at(b) as session, session.change("add") as draft:
        draft.add(Note(text="here", step=session.all(Step)[1].id))
    with at(a) as session:
        merge(session, [b])
        (found,) = unplaced(session.snapshot())
        assert unplaced_notes(session.snapshot()) == (found.record,)
        assert found.message().say("en") == "Note “here” has lost its place: its Step is gone."


def test_edits_may_arrive_before_what_they_replace(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    for i in range(3):
        say(b, f"text {i}")
    with at(b) as session:
        mine = list(changes(session.store.db))[-3:]
    with at(a) as session:
        take_in(session, [Foreign("b", session.store.session, [mine[2]])])
        report = take_in(session, [Foreign("b", session.store.session, [mine[0]])])
        assert report.waiting == 1
        assert texts(session, the_note(session)) == {"text 2", "text 0"}
        report = take_in(session, [Foreign("b", session.store.session, [mine[1]])])
        assert report.waiting == 0
        assert texts(session, the_note(session)) == {"text 2"}
        agree(session)


def test_a_session_is_not_merged_with_itself(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        with pytest.raises(Trouble, match="open already"):
            merge(session, [a])
        with session.change("goes on") as draft:
            draft.patch(session.workshop, place="Town hall")
    with at(a) as session:
        assert session.all(Workshop)[0].place == "Town hall"


def test_20_000_concurrent_edits_meet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import time

    a, b = morning(tmp_path, "A", "B")
    with at(a) as session, session.change("many") as draft:
        notes = [draft.add(Note(text=f"note {i}")) for i in range(2_000)]
    b.unlink()
    b = copy_of(a, "B")
    for path in (a, b):
        with at(path) as session:
            for turn in range(10):
                with session.change("edit") as draft:
                    for note in notes[::2]:
                        draft.patch(note, text=f"{path.stem} {turn}")
    with at(a) as session:
        began = time.perf_counter()
        merge(session, [b])
        took = time.perf_counter() - began
        assert len(session.versions) == 1_000
        assert isinstance(session, Session)
    with capsys.disabled():
        print(f"\n10,000 edits on either side, 1,000 notes with two versions: merged in {took:.2f} s")
