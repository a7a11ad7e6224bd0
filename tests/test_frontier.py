"""A session as it stood: issued versions are read again, compared, and lose only what was erased."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from hcd_studio.bilingual import Words
from hcd_studio.frontier import Past, as_of, frontier
from hcd_studio.merge import merge
from hcd_studio.privacy import erase
from hcd_studio.questions.baseline import difference, fingerprint
from hcd_studio.records import Link, Need, Note, Pain, Participant, Requirement
from hcd_studio.session import Session
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Trouble
from hcd_studio.verbs.map import add_stage, add_step
from hcd_studio.verbs.needs import add_link, add_need, add_requirement
from hcd_studio.verbs.notes import add_note, edit_note
from hcd_studio.verbs.room import edit_record
from tests.plays import play
from tests.worlds import World


@pytest.mark.parametrize("seed", range(4))
def test_a_frontier_gives_back_the_session_that_it_was_taken_of(tmp_path: Path, seed: int) -> None:
    """Whatever people do, undo and merge afterwards, the moment stays what it was; what had come in part is completed."""
    world, chance = World(tmp_path, seed=f"frontier {seed}"), Random(seed)
    try:
        moments = []
        for _ in range(4):
            play(world, chance, 25)
            for copy, session in enumerate(world.sessions):
                moment, snapshot = frontier(session), session.snapshot()
                same(session, as_of(session, moment), snapshot)
                if not session.store.db.execute(IN_PART).get:
                    moments.append((copy, moment, snapshot))
        for copy, moment, snapshot in moments:
            same(world.sessions[copy], as_of(world.sessions[copy], moment), snapshot)
        assert len(moments) > 2
    finally:
        world.close()


IN_PART = "SELECT count(*) FROM change c WHERE c.edits > (SELECT count(*) FROM edit e WHERE e.change = c.n)"


def same(session: Session, past: Past, snapshot: Snapshot) -> None:
    """Alike but for what was erased, then or since."""
    gone = {record.hex() for record, _ in session.store.writer.erased}
    links = {one.id for one in (*snapshot.all(Link), *past.snapshot.all(Link)) if one.target in gone} | gone

    def kept(found: Snapshot) -> tuple[object, ...]:
        return (
            {
                kind: {id: one for id, one in records.items() if id not in gone}
                for kind, records in found.records.items()
            },
            {pair for pair in found.stale if pair[0] not in gone},
            found.suspect - links,
            {key: n for key, n in found.versions.items() if key[0] not in gone},
        )

    assert past.missing == 0
    assert kept(past.snapshot) == kept(snapshot)


def test_words_erased_since_are_gone_from_every_earlier_moment(tmp_path: Path) -> None:
    with Session.create(tmp_path / "day.hcd") as session:
        with session.change("set_up") as draft:
            person = draft.add(Participant(code="P1"))
        step = add_step(session, Words("Ask", "Gofyn"), stage=add_stage(session, Words("First", "Cyntaf")))
        note = add_note(session, step, None, "CANARY said", participant=person)
        kept = add_note(session, step, None, "somebody else said")
        moment = frontier(session)
        edit_note(session, kept, "somebody else said otherwise")
        erase(session, participant=person, reason="asked for it")
        past = as_of(session, moment).snapshot
        assert past.get(Note, note.id) is None
        assert past.get(Participant, person.id) is None
        assert "CANARY" not in repr(past.records)
        assert past.get(Note, kept.id) == kept


def test_a_copy_that_lacks_changes_of_a_moment_says_how_many(tmp_path: Path) -> None:
    with Session.create(tmp_path / "day.hcd") as session:
        add_stage(session, Words("First", "Cyntaf"))
        moment = frontier(session)
    with Session.create(tmp_path / "other.hcd") as other:
        assert as_of(other, moment).missing == 2
    for broken in ("zz:1-2", "00:one"):
        with Session.open(tmp_path / "day.hcd") as session, pytest.raises(Trouble):
            as_of(session, (broken,))


def test_a_difference_names_what_was_added_removed_reworded_and_what_turned_suspect(tmp_path: Path) -> None:
    with Session.create(tmp_path / "day.hcd") as session:
        need = add_need(
            session, Words("a carer", "gofalwr"), Words("know", "gwybod"), Words("I plan", "y gallaf gynllunio")
        )
        first, second, third = (
            add_requirement(session, Words(f"The service shall do {n}."), moscow="must") for n in (1, 2, 3)
        )
        link = add_link(session, first, need)
        before = session.snapshot()
        edit_record(session, record=first, statement_en="The service shall do otherwise.")
        edit_record(session, record=second, moscow="could")
        edit_record(session, record=need, i_need_en="know more")
        with session.change("remove_record") as draft:
            draft.remove(third)
        fourth = add_requirement(session, Words("The service shall do 4."))
        found = difference(before, session.snapshot())
        what = {line.record.id: line.what for line in found.of(Requirement)}
        assert what == {first.id: "reworded", second.id: "priority", third.id: "removed", fourth.id: "added"}
        assert {line.record.id: line.what for line in found.of(Need)} == {need.id: "reworded"}
        change = next(line for line in found.lines if line.record.id == first.id).fields[0]
        assert (change.field, change.before, change.after) == (
            "statement", Words("The service shall do 1."), Words("The service shall do otherwise."),
        )  # fmt: skip
        assert found.suspect == (session.get(Link, link.id),)
        assert difference(before, before).lines == ()


def test_the_fingerprint_of_the_clauses_is_the_same_on_every_copy(tmp_path: Path) -> None:
    from hcd_studio.snapshots import take_copy

    with Session.create(tmp_path / "day.hcd") as session:
        requirement = add_requirement(
            session, Words("The service shall send a receipt.", "Rhaid i’r gwasanaeth anfon derbynneb.")
        )
        take_copy(session, tmp_path / "copy.hcd")
        seal = fingerprint(session.snapshot())
        with session.change("add_pain") as draft:
            draft.add(Pain(title=Words("No receipt", "Dim derbynneb")))
        assert fingerprint(session.snapshot()) == seal
        edit_record(session, record=requirement, statement_en="The service shall send two receipts.")
        changed = fingerprint(session.snapshot())
        assert changed != seal
    with Session.open(tmp_path / "copy.hcd") as copy:
        assert fingerprint(copy.snapshot()) == seal
        merge(copy, [tmp_path / "day.hcd"])
        assert fingerprint(copy.snapshot()) == changed
