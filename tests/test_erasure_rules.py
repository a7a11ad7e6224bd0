"""Erasure in the corners: the last word of a record, copies made elsewhere meanwhile, other workshops, a list that cannot be kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from hcd_studio import home as own_home
from hcd_studio import privacy, snapshots
from hcd_studio.change import ERASED, Change, encode
from hcd_studio.columns import Column, columns
from hcd_studio.history import history
from hcd_studio.merge import merge, take_in
from hcd_studio.records import KINDS, Note, Pain, Participant, Record, Step
from hcd_studio.session import Session
from hcd_studio.speech import Trouble
from hcd_studio.store import Store
from hcd_studio.store.erase import SCRUB_DUE
from hcd_studio.store.foreign import Foreign
from hcd_studio.store.log import changes
from hcd_studio.store.verify import verify
from tests.meeting import at, morning, the_note
from tests.pictures import agree, tables


def holds(session: Session) -> None:
    assert [finding.say("en") for finding in verify(session.store) if finding.harm] == []
    agree(session)


def forget_here(session: Session) -> None:
    """As if this machine had never heard of the erasure."""
    for path in own_home.folder("erased").glob("*"):
        path.unlink()


def take(session: Session, some: Iterable[Change]) -> None:
    take_in(session, [Foreign("other", session.store.session, list(some))])


def test_the_only_words_of_a_record_are_erased_and_the_file_opens(tmp_path: Path) -> None:
    path, kinds = tmp_path / "day.hcd", [kind for kind in KINDS if kind != "workshop"]
    with Session.create(path) as session:
        with session.change("add") as draft:
            for kind in kinds:
                if text := next((name for name, one in columns(kind).items() if is_words(one)), None):
                    draft.patch(draft.add(KINDS[kind]()), {text: "CANARY"})
        made = [one for kind in kinds for one in session.all(KINDS[kind])]
        assert len(made) > 30
        while due := [(one, field) for one in made if (field := something_of(session, one))]:
            for one, field in due:
                privacy.write_erasure(session, privacy.due(session, one.id, field=field))
            holds(session)
        privacy.scrub(session)
    with Session.open(path) as session:
        holds(session)
        assert [one for one in made if session.find(one.id)] == []  # without a word left there is nothing to show
    assert b"CANARY" not in path.read_bytes()


def is_words(column: Column) -> bool:
    return column.type == "text" and column.role in ("words", "speech")


def something_of(session: Session, record: Record) -> str:
    """A field of a record that is not erased yet."""
    if session.find(record.id) is None:
        return ""
    names = sorted(session.store.all_heads(record.id).keys() - {"alive", ERASED, "tier"})
    return next((name for name in names if not session.store.is_erased(record.id, name)), "")


@pytest.mark.parametrize("first", ["A", "B"])
def test_an_erased_field_is_followed_into_copies_made_elsewhere_meanwhile(tmp_path: Path, first: str) -> None:
    a, b = morning(tmp_path, "A", "B", note="CANARY said")
    with at(b) as session, session.change("duplicate") as draft:
        copy = draft.add(replace(the_note(session), id="", ref="", rank="", origin=the_note(session).id))
        second = draft.add(replace(copy, id="", ref="", rank="", origin=copy.id))
        pain = draft.add(
            Pain(origin=second.id, because="CANARY hurts") if "because" in columns("pain") else Pain(origin=second.id)
        )
    with at(a) as session:
        privacy.erase(session, record=the_note(session), field="text", reason="asked")
        forget_here(session)
    order = [(a, b), (b, a), (a, b)] if first == "A" else [(b, a), (a, b), (b, a)]
    for here, there in order:
        with at(here) as session:
            merge(session, [there])
            assert session.store.is_erased(copy.id, "text")
            assert session.store.is_erased(second.id, "text")
            assert session.store.is_erased(pain.id, "*")
            holds(session)
        forget_here_in(tmp_path)
        assert b"CANARY" not in here.read_bytes()
    with at(a) as left, at(b) as right:
        assert left.records == right.records
        assert all(line.when.year > 2000 for line in history(left))  # what copies worked out by themselves is no act
        assert tables(left) == tables(right)
        ids = [{id for (id,) in one.store.db.execute("SELECT id FROM edit")} for one in (left, right)]
        assert ids[0] == ids[1]


def forget_here_in(tmp_path: Path) -> None:
    for path in (tmp_path / "home" / "erased").glob("*"):
        path.unlink()


def test_an_erased_place_is_not_followed_into_a_copy_of_another_kind(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        with session.change("lift") as draft:
            pain = draft.add(Pain(origin=the_note(session).id))
        privacy.erase(session, record=the_note(session), field="step", reason="asked")
        assert session.find(pain.id) is not None
        holds(session)


def test_an_erasure_that_comes_before_its_record_shows_no_empty_ghost(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    with at(b) as session:
        with session.change("add_note") as draft:
            note = draft.add(Note(text="CANARY later", step=session.all(Step)[0].id))
        privacy.erase(session, record=note, field="text", reason="asked")
        said = list(changes(session.store.db))
        forget_here(session)
    erasing = [change for change in said if any(edit.field == ERASED for edit in change.edits)]
    with at(a) as session:
        take(session, erasing)
        assert session.find(note.id) is None
        holds(session)
    with at(a) as session:
        take(session, said)
        found = session.get(Note, note.id)
        assert found is not None
        assert (found.text, found.step) == ("", note.step)
        holds(session)


# The machine's list


def test_a_list_that_cannot_be_kept_stops_neither_the_erasure_nor_the_next_opening(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A", note="CANARY said")
    with at(a) as session:
        in_the_way = own_home.folder("erased") / f"{session.store.session.hex()}.jsonl"
        in_the_way.mkdir()
        certificate = privacy.erase(session, record=the_note(session), reason="asked")
        assert not certificate.done
        assert "could not note" in certificate.say("en")
        assert not session.store.meta(SCRUB_DUE)
    assert b"CANARY" not in a.read_bytes()
    with at(a) as session:
        assert any("could not note" in warning.say("en") for warning in session.store.warnings)
        assert privacy.erased_here(session.store.session.hex()) == []
    in_the_way.rmdir()
    with at(a) as session:
        assert session.store.warnings == []
        assert privacy.erased_here(session.store.session.hex())


def test_nothing_can_be_slipped_into_the_list_and_no_name_falls_out_of_it(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        step, note, id = session.all(Step)[0], the_note(session), session.store.session.hex()
        with session.change("erase") as draft:
            draft.raw("note", note.id, ERASED, encode("said by"), (), ())
            draft.raw("note", note.id, ERASED, encode(f"x\nstep {step.id} *"), (), ())
        privacy.remember(session)
        assert privacy.erased_here(id) == [("note", note.id, "said by")]
    with (own_home.folder("erased") / f"{id}.jsonl").open("a") as file:
        file.write('{"v": 1, "kind": "step", "rec')  # a kill while it was written
    with at(a) as session:
        privacy.erase(session, record=note, reason="asked")
        assert ("note", note.id, "*") in privacy.erased_here(id)
        assert session.get(Step, step.id) == step


@pytest.mark.parametrize(
    "line",
    ['{"v": 2, "kind": "note", "record": "ID", "name": "*"}', "[]", "7", '{"v": 1}', "\\", "[" * 5000,
     '{"v": 1, "kind": "no\\nte", "record": "ID", "name": "*"}', '{"v": 1, "kind": "note", "record": "ID", "name": ["*"]}',
     '{"v": 1, "kind": "note", "record": 5, "name": "*"}'],
)  # fmt: skip
def test_what_is_no_entry_of_the_list_is_passed_over(tmp_path: Path, line: str) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        note, id = the_note(session), session.store.session.hex()
    (own_home.folder("erased") / f"{id}.jsonl").write_text(line.replace("ID", note.id), encoding="utf-8")
    with at(a) as session:
        assert the_note(session) == note


def test_what_was_erased_in_one_workshop_is_erased_in_the_copies_that_others_took(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A", note="CANARY words")
    other = tmp_path / "other.hcd"
    with at(a) as session:
        note = the_note(session)
    with Session.create(other) as session, session.change("add") as draft:
        draft.add(Note(text="CANARY words", origin=note.id))
        kept = draft.add(Note(text="mine", origin="ee" * 16))
    with at(a) as session:
        privacy.erase(session, record=note, reason="asked")
    with Session.open(other) as session:
        assert session.all(Note) == (kept,)
        holds(session)
    assert b"CANARY" not in other.read_bytes()


# Consent


def test_a_limit_is_not_erased_by_itself(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        with session.change("add") as draft:
            person = draft.add(Participant(code="P1", withdrawn=True, tier="council"))
        records: tuple[tuple[Record, str], ...] = ((person, "withdrawn"), (person, "tier"), (the_note(session), "tier"))
        for record, field in records:
            with pytest.raises(Trouble, match="limit"):
                privacy.erase(session, record=record, field=field, reason="asked")
        with session.change("erase") as draft:  # a copy that knows no better
            for field in ("withdrawn", "tier"):
                draft.raw("participant", person.id, ERASED, encode(field), (), ())
                draft.blank("participant", person.id, field)
            draft.settle("participant", person.id)
        found = session.get(Participant, person.id)
        assert found is not None
        assert (found.withdrawn, found.tier) == (True, "")
        holds(session)


# Snapshots


def test_a_snapshot_whose_scrubbing_was_cut_short_is_scrubbed_where_it_is_restored(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A", note="CANARY said")
    with at(a) as session:
        snapshot = snapshots.take(session.store) or snapshots.list_snapshots(session.store.session.hex())[0].path
        before = snapshot.read_bytes()
        privacy.erase(session, record=the_note(session), reason="asked")
        erasing = [one for one in changes(session.store.db) if any(edit.field == ERASED for edit in one.edits)]
    snapshot.write_bytes(before)
    store = Store.open(snapshot)
    with store.transaction():
        for change in erasing:
            store.put(change)
        store.set_meta(**{SCRUB_DUE: 1})
    wal, content = snapshot.with_name(f"{snapshot.name}-wal"), snapshot.read_bytes()
    log = wal.read_bytes()
    store.close()
    snapshot.write_bytes(content)
    wal.write_bytes(log)  # as a kill leaves it
    snapshots.restore(snapshot, tmp_path / "again.hcd")
    assert Path(snapshot).read_bytes() == content
    restored = Store.open(tmp_path / "again.hcd", read_only=True)
    assert restored.meta(SCRUB_DUE)
    restored.close()
    forget_here_in(tmp_path)
    with Session.open(tmp_path / "again.hcd") as session:
        assert session.all(Note) == ()
        holds(session)
    assert b"CANARY" not in (tmp_path / "again.hcd").read_bytes()
