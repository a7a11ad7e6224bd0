"""A rank between two ranks, and places on the map where copies gave one rank twice."""

from __future__ import annotations

from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from hcd_studio import ranks
from hcd_studio.records import Note
from hcd_studio.session import Session
from tests.meeting import at, morning, the_note


def chance(size: int) -> bytes:
    return Random(size).randbytes(size)


def test_the_first_rank_needs_no_neighbours() -> None:
    assert ranks.is_rank(ranks.between("", "", chance))


@given(st.lists(st.tuples(st.integers(0, 10**6), st.binary(min_size=2, max_size=2)), min_size=1, max_size=120))
def test_however_often_one_puts_something_in_between_the_order_holds(puts: list[tuple[int, bytes]]) -> None:
    row: list[str] = []
    for place, bytes in puts:
        at = place % (len(row) + 1)
        low, high = row[at - 1] if at else "", row[at] if at < len(row) else ""
        new = ranks.between(low, high, lambda size, found=bytes: found)  # type: ignore[misc]
        assert low < new
        assert not high or new < high
        assert ranks.is_rank(new)
        row.insert(at, new)
    assert row == sorted(set(row))


def test_always_at_the_same_place_ranks_grow_slowly() -> None:
    for at_end in (True, False):
        row = ["a0", "a1"]
        for _ in range(1_000):
            row.insert(
                *(
                    (-1, ranks.between(row[-2], row[-1], chance))
                    if at_end
                    else (1, ranks.between(row[0], row[1], chance))
                )
            )
        assert row == sorted(row)
        assert len(max(row, key=len)) < 700
    last = ""
    for _ in range(10_000):
        last = ranks.between(last, "", chance)
    assert len(last) < 8


def test_two_tables_that_put_a_note_at_one_place_rarely_give_one_rank() -> None:
    rng = Random(1)
    given_ranks = [ranks.between("a1", "a2", rng.randbytes) for _ in range(50)]
    assert len(set(given_ranks)) > 45


def test_following_ranks_are_in_order() -> None:
    found = ranks.following("a5", 70, chance)
    assert found == sorted(found)
    assert len(found) == 70
    assert found[0] > "a5"


def test_what_is_no_rank_is_known() -> None:
    for text in ("", "0", "a", "é5", "A" + "0" * 30, "z" + "0" * 30, "a 5"):
        assert not ranks.is_rank(text)
    for text in ("a0", "Zz", "b00V", "a0xx"):
        assert ranks.is_rank(text)


def row_of(session: Session) -> list[str]:
    return [note.text for note in session.all(Note)]


def with_ranks(session: Session, *given_ranks: str) -> list[Note]:
    """The morning's note gone, and notes n0, n1 … with these ranks; those of one rank in the order of their ids."""
    with session.change("set_up") as draft:
        draft.remove(the_note(session))
        ids = sorted(session.clock.id() for _ in given_ranks)
        return [
            draft.add(Note(id=id, text=f"n{i}", rank=rank))
            for i, (id, rank) in enumerate(zip(ids, given_ranks, strict=True))
        ]


def put_after(session: Session, after: Note | None) -> set[str]:
    """Put a new note there; give the ids of others that got a new rank."""
    before = {note.id: note.rank for note in session.all(Note)}
    with session.change("add_note") as draft:
        draft.add(Note(text="new", rank=draft.rank_after(session.all(Note), after)))
    return {note.id for note in session.all(Note) if before.get(note.id, note.rank) != note.rank}


def test_a_note_put_between_two_of_one_rank_stands_there_and_only_the_right_one_moves(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        notes = with_ranks(session, "a1", "a1", "a2")
        assert put_after(session, notes[0]) == {notes[1].id}
        assert row_of(session) == ["n0", "new", "n1", "n2"]
        session.undo()
        assert row_of(session) == ["n0", "n1", "n2"]


def test_of_three_of_one_rank_those_to_the_right_move_and_keep_their_order(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        notes = with_ranks(session, "a1", "a1", "a1", "a2")
        assert put_after(session, notes[0]) == {notes[1].id, notes[2].id}
        assert row_of(session) == ["n0", "new", "n1", "n2", "n3"]
        assert put_after(session, session.all(Note)[2]) == set()


def test_where_ranks_differ_nobody_else_moves(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        notes = with_ranks(session, "a1", "a2", "a3")
        for after in (None, notes[0], notes[2]):
            assert put_after(session, after) == set()
        assert row_of(session) == ["new", "n0", "new", "n1", "n2", "new"]


def test_a_note_goes_before_one_that_has_no_rank(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        notes = with_ranks(session, "a1", "a2")
        with session.change("blank") as draft:
            draft.patch(notes[0], rank="")
        assert put_after(session, None) == {notes[0].id}
        assert row_of(session) == ["new", "n0", "n1"]
