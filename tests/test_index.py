"""Who names whom, and judgements that are kept: always what a look at everything would find."""

from __future__ import annotations

import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from hcd_studio.bilingual import Words
from hcd_studio.index import Index
from hcd_studio.merge import merge
from hcd_studio.privacy import erase
from hcd_studio.records import Ballot, Criterion, Link, Need, Note, Participant, Record, Requirement, Theme, Vote
from hcd_studio.session import Session, now
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Trouble
from hcd_studio.verbs.needs import add_link, remove_link
from tests.pictures import agree, stale_pairs, suspect_links


def begun(folder: Path) -> Session:
    return Session.create(folder / "a.hcd")


def needs(session: Session, n: int) -> list[Need]:
    with session.change("add_need") as draft:
        return [draft.add(Need(i_need=Words(en=f"need {i}", cy=f"angen {i}", state="checked"))) for i in range(n)]


def test_links_are_found_by_both_ends_and_follow_what_goes_and_comes_back(tmp_path: Path) -> None:
    with begun(tmp_path) as session:
        a, b, c = needs(session, 3)
        assert session.links.out(a.id) == ()
        first, second = add_link(session, a, b), add_link(session, a, c)
        assert set(session.links.out(a.id)) == {first, second}
        assert session.links.into(b.id) == (first,)
        remove_link(session, first)
        assert session.links.out(a.id) == (second,)
        assert session.links.into(b.id) == ()
        session.undo()
        assert {link.id for link in session.links.out(a.id)} == {first.id, second.id}


def test_a_change_that_fails_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    with begun(tmp_path) as session:
        a, b, c = needs(session, 3)
        add_link(session, a, b)
        with pytest.raises(KeyError), session.change("fails") as draft:
            add_link(draft, b, c)
            draft.remove(session.links.out(a.id)[0])
            assert session.links.out(a.id) == ()
            assert session.snapshot().suspect == suspect_links(session)
            raise KeyError
        assert len(session.links.out(a.id)) == 1
        agree(session)


def test_every_reference_is_a_mapping_in_order_with_an_empty_group_for_nobody(tmp_path: Path) -> None:
    with begun(tmp_path) as session:
        with session.change("play") as draft:
            theme = draft.add(Theme(title=Words(en="Waiting")))
            notes = [draft.add(Note(text=str(i), theme=theme.id)) for i in range(5)]
            loose = draft.add(Note(text="loose"))
        by = session.by(Note, "theme")
        assert by[theme.id] == tuple(notes)
        assert by[""] == (loose,)
        assert by["f" * 32] == by.get("f" * 32) == ()
        assert "f" * 32 not in by
        with session.change("move") as draft:
            draft.patch(notes[0], theme="")
            draft.patch(notes[4], rank="0")
        assert [note.text for note in by[theme.id]] == ["4", "1", "2", "3"]
        assert {note.text for note in by[""]} == {"0", "loose"}
        with session.change("gone") as draft:
            draft.remove(theme)
        assert len(by[theme.id]) == 4, "what is gone may still be named"
        agree(session)


def test_a_snapshot_answers_as_the_session_did_and_stays_as_it_was(tmp_path: Path) -> None:
    with begun(tmp_path) as session:
        a, b, _ = needs(session, 3)
        link = add_link(session, a, b)
        taken, live = session.snapshot(), now(session, judged=True)
        with session.change("edit") as draft:
            draft.patch(b, i_need=replace(b.i_need, en="other words"))
            draft.remove(link)
        assert taken.links.out(a.id) == (link,)
        assert taken.by(Link, "target")[b.id] == (link,)
        assert live.links.out(a.id) == (), "a view of the session as it is follows it"
        assert not taken.stale
        assert session.snapshot().stale == {(b.id, "i_need")}


def test_a_circle_is_refused_however_long_and_found_from_its_target_alone(tmp_path: Path) -> None:
    with begun(tmp_path) as session:
        row = needs(session, 30)
        for one, other in pairwise(row):
            add_link(session, one, other)
        with pytest.raises(Trouble):
            add_link(session, row[-1], row[0])
        assert add_link(session, row[-1], row[0], kind="supports").kind == "supports"
        again = add_link(session, row[0], row[1])
        assert session.links.out(row[0].id) == (again,)


def test_kept_judgements_are_those_of_the_whole_log_through_erasure_merge_and_another_opening(tmp_path: Path) -> None:
    with begun(tmp_path) as session:
        rng = Random(7)
        with session.change("play") as draft:
            person = draft.add(Participant(code="P01"))
            notes = [draft.add(Note(text=f"n{i}", participant=person.id if i < 3 else "")) for i in range(8)]
            made = [draft.add(Requirement(statement=Words(en=f"{i}", cy=f"{i}", state="approved"))) for i in range(8)]
        for one in made:
            for note in rng.sample(notes, 3):
                add_link(session, one, note)
        agree(session)
    other_path = Path(shutil.copy(tmp_path / "a.hcd", tmp_path / "b.hcd"))
    with Session.open(tmp_path / "a.hcd") as session:
        agree(session)
        with Session.open(other_path) as other, other.change("there") as draft:
            draft.patch(notes[4], text="reworded there")
            draft.patch(made[1], statement=replace(made[1].statement, cy="newydd"))
            draft.remove(notes[5])
        merge(session, [other_path])
        assert len(session.judgements.suspect) > 2
        assert (made[1].id, "statement") in session.judgements.stale
        agree(session)
        erase(session, record=notes[0], reason="asked")
        agree(session)
        erase(session, participant=person, reason="asked")
        agree(session)
        stale, suspect = session.judgements.stale, set(session.judgements.suspect)
    with Session.open(tmp_path / "a.hcd") as again:
        assert (again.judgements.stale, again.judgements.suspect) == (stale, suspect)
        assert (again.judgements.stale, again.judgements.suspect) == (stale_pairs(again), suspect_links(again))


def test_many_links_are_judged_in_one_go_as_each_alone(tmp_path: Path) -> None:
    with begun(tmp_path) as session:
        with session.change("play") as draft:
            notes = [draft.add(Note(text=str(i))) for i in range(20)]
            made = [draft.add(Requirement(statement=Words(en=str(i)))) for i in range(15)]
            for one in made:
                for note in notes:
                    add_link(draft, one, note)
        with session.change("edit") as draft:
            draft.patch(notes[3], text="else")
        assert len(session.judgements.suspect) == 15
        assert session.judgements.suspect == suspect_links(session)


def test_an_index_is_in_step_after_any_come_and_go() -> None:
    rng = Random(3)
    shown: dict[str, dict[str, Record]] = {Vote.table: {}, Criterion.table: {}}
    index = Index(shown)
    for at in range(400):
        kind: type[Record] = rng.choice([Vote, Criterion])
        id = f"{rng.randrange(30):032x}"
        before = shown[kind.table].get(id)
        target = rng.choice(["", "x", "y", "z"])
        after: Record | None = Vote(id=id, ballot=target) if kind is Vote else Criterion(id=id, parent=target)
        if rng.random() < 0.4:
            after = None
        index.show(kind.table, before, after)
        if after is None:
            shown[kind.table].pop(id, None)
        else:
            shown[kind.table][id] = after
        if at == 50:
            index.by(Vote, "ballot")
        afresh = Index(shown)
        assert dict(index.by(Vote, "ballot")) == dict(afresh.by(Vote, "ballot"))
        assert dict(index.by(Criterion, "parent")) == dict(afresh.by(Criterion, "parent"))
        assert index.by(Vote, "ballot").groups == afresh.by(Vote, "ballot").groups


def test_a_snapshot_of_a_few_records_needs_no_session() -> None:
    ballot = Ballot(id="b" * 32)
    vote = Vote(id="v" * 32, ballot=ballot.id)
    assert Snapshot.of([ballot, vote]).by(Vote, "ballot")[ballot.id] == (vote,)
