"""What copies wrote at once in records that have a key, and in lists: one record, one list, nothing lost."""

from __future__ import annotations

from pathlib import Path

from hcd_studio.merge import merge
from hcd_studio.records import Feeling, Link, Note, Participant, Step
from hcd_studio.verbs import feelings, needs, people, room
from tests.meeting import START, at, copy_of, meet, morning
from tests.pictures import agree


def test_what_has_a_key_and_was_written_on_two_copies_is_one_record(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A")[0], tmp_path / "B.hcd"
    with at(a) as session:
        people.add_participant(session, "P01")
    copy_of(a, "B")
    for path, value, start in ((a, -2, START + 7200), (b, 1, START + 9000)):
        with at(path, start) as session:
            who = session.all(Participant)[0]
            feelings.rate_feeling(session, who, session.all(Step)[0], value)
            needs.add_link(session, session.all(Note)[0], session.all(Step)[0], kind="about")
    for path, other in ((a, b), (b, a)):
        with at(path, START + 9900) as session:
            merge(session, [other])
            assert [one.value for one in session.all(Feeling)] == [1]
            assert len(session.all(Link)) == 1
            agree(session)
    with at(a, START + 10_000) as session:
        done = session.undo()  # the link stands on B's word too
        assert done is not None
        assert done.skipped
        assert len(session.all(Link)) == 1


def test_lists_written_at_once_are_joined(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    for path, channels in ((a, ("phone", "paper")), (b, ("online", "phone"))):
        with at(path) as session:
            room.edit_record(session, session.all(Step)[0], channels=channels)
    meet(a, b)
    meet(b, a)
    for path in (a, b):
        with at(path) as session:
            assert set(session.all(Step)[0].channels) == {"phone", "paper", "online"}
            room.edit_record(session, session.all(Step)[0], channels=("post",))
            assert session.all(Step)[0].channels == ("post",)
            agree(session)
