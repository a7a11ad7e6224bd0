"""Edits that verify and lie: whatever they name and in whatever order they come, all copies are the same session."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import apsw
import pytest

from hcd_studio import privacy
from hcd_studio.change import ALIVE, ERASED, Change, Edit, encode, sealed, sealed_edit, stem_of
from hcd_studio.columns import columns
from hcd_studio.merge import take_in
from hcd_studio.records import KINDS, Note, Step
from hcd_studio.session import Session
from hcd_studio.store import log
from hcd_studio.store.foreign import Foreign
from hcd_studio.store.log import changes
from hcd_studio.store.verify import verify
from tests.meeting import START, at, morning, the_note
from tests.pictures import agree, tables

ORDERS = 10


class Stranger:
    """Somebody with a program of their own who knows every rule but keeps none."""

    def __init__(self, session: Session):
        self.session = session.store.session
        self.chance = Random(7)
        self.seq = 0

    def says(self, *edits: Edit, verb: str = "lies") -> Change:
        self.seq += 1
        hlc, replica = int((START + 5000 + self.seq) * 1000) << 16, self.chance.randbytes(8)
        stem = stem_of(self.session, replica, self.seq, hlc, "Z", verb, b"")
        done = [sealed_edit(edit, stem, i, self.chance.randbytes(16)) for i, edit in enumerate(edits)]
        return sealed(
            self.session, verb=verb, actor="Z", replica=replica, seq=self.seq, hlc=hlc, undoes=b"", edits=done
        )


def take(session: Session, *some: Change) -> None:
    report = take_in(session, [Foreign("z", session.store.session, list(some))])
    assert report.files[0].bad == 0


def holds(session: Session) -> None:
    assert [finding.say("en") for finding in verify(session.store) if finding.harm] == []
    agree(session)


def lies(session: Session) -> tuple[list[Change], list[Change]]:
    """What honest copies say, and what a stranger makes of it."""
    note, step = the_note(session), session.all(Step)[0]
    stranger = Stranger(session)
    stood = tuple(head.id for head in session.store.heads(note.id, "text"))
    new, other = (stranger.chance.randbytes(16).hex() for _ in range(2))
    reworded = stranger.says(Edit("note", note.id, "text", encode("honest words"), stood))
    added = stranger.says(Edit("note", new, ALIVE, "true"), Edit("note", new, "text", encode("a new note")))
    again = stranger.says(Edit("note", note.id, "text", encode("reworded again"), (reworded.edits[0].id,)))
    dated = stranger.says(Edit("note", new, "text", encode("changed"), (added.edits[1].id,)))
    honest = [reworded, added, again, dated]
    named = [edit.id for change in honest for edit in change.edits]
    false = [
        stranger.says(Edit("note", note.id, "ref", encode("X1"), (reworded.edits[0].id,))),
        stranger.says(Edit("step", step.id, "title_en", encode("lie"), tuple(sorted(named)))),
        stranger.says(Edit("zzz", new, "q", encode("squat")), Edit("zzz", new, ALIVE, "true")),
        stranger.says(Edit("step", note.id, "title_en", encode("squat"))),
        stranger.says(Edit("step", new, "text", encode("squat"), (added.edits[1].id,))),
        stranger.says(Edit("zzz", other, ERASED, encode("*")), verb="erase"),
        stranger.says(Edit("step", step.id, ERASED, encode("a\nb")), Edit("step", step.id, ERASED, '"\\ud800"')),
        stranger.says(Edit("note", new, "translation", '"\\ud800 \\u0000"')),
        stranger.says(Edit("note", note.id, "text", encode("later"), (again.edits[0].id,), (named[1],))),
    ]
    return honest, false


def picture(session: Session) -> object:
    heads = sorted(session.store.db.execute("SELECT id, head FROM edit"))
    return session.records, session.versions, tables(session), heads


def test_hostile_edits_in_any_order_give_the_same_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(privacy, "remember", lambda _: None)  # each copy as on a machine of its own
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        honest, false = lies(session)
        begun = list(changes(session.store.db))
    pictures = []
    for seed in range(ORDERS):
        chance = Random(seed)
        (tmp_path / str(seed)).mkdir()
        everything: list[Change] = [*honest, *false]
        chance.shuffle(everything)
        copy = copy_of(a, tmp_path / str(seed))
        while everything:
            with Session.open(copy) as session:
                for _ in range(chance.randint(1, 3)):
                    take(session, *(everything.pop() for _ in range(min(len(everything), chance.randint(1, 3)))))
        with Session.open(copy) as session:
            take(session, *begun, *honest)
            holds(session)
            pictures.append(picture(session))
    assert all(one == pictures[0] for one in pictures)


def copy_of(path: Path, folder: Path) -> Path:
    copy = folder / "copy.hcd"
    copy.write_bytes(path.read_bytes())
    return copy


def test_a_word_named_from_another_field_still_stands(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        honest, false = lies(session)
        take(session, false[0])
        take(session, honest[0])
        assert the_note(session).text == "honest words"
        assert len(session.store.heads(the_note(session).id, "text")) == 1
        holds(session)


def test_a_word_that_was_replaced_before_it_came_is_old_after_a_restart_too(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        (reworded, _, again, _), _ = lies(session)
        take(session, again)
    with at(a) as session:
        take(session, reworded)
        assert len(session.store.heads(the_note(session).id, "text")) == 1
        holds(session)


def test_a_history_that_is_too_long_is_cut_between_generations_and_keeps_to_its_field(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = {name: name.encode() * 16 for name in "rabcdexy"}
    earlier = {"r": "abx", "a": "c", "b": "d", "c": "e", "x": "y"}
    fresh = {
        id: (
            Edit(
                "note", "00" * 16, "ref" if name in "xy" else "text", "", tuple(names[n] for n in earlier.get(name, ()))
            ),
            b"",
        )
        for name, id in names.items()
    }
    for most, found in ((1, "abx"), (4, "abxcd"), (100, "abxcde")):
        monkeypatch.setattr(log, "LONGEST_HISTORY", most)
        assert log._replaced(apsw.Connection(":memory:"), names["r"], fresh) == {names[name] for name in found}


def test_a_record_written_as_two_kinds_is_of_one_whatever_came_first(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        stranger, id = Stranger(session), "ab" * 16
        one = stranger.says(Edit("note", id, ALIVE, "true"), Edit("note", id, "text", encode("as a note")))
        other = stranger.says(Edit("step", id, ALIVE, "true"), Edit("step", id, "title_en", encode("as a step")))
        wanted = min((change.edits[0].id, change.edits[0].kind) for change in (one, other))[1]
    for name, order in (("B", (one, other)), ("C", (other, one)), ("D", (one, other, one))):
        (tmp_path / name).mkdir()
        with Session.open(copy_of(a, tmp_path / name)) as session:
            for change in order:
                take(session, change)
            found = session.find(id)
            assert found is not None
            assert found.table == wanted
            holds(session)


@pytest.mark.parametrize(
    "value", ['"bad \\ud800 x"', '"bad \\u0000 x"', '"\\udc00\\ud800"', "[" * 60_000, '"' + "y" * 90_000 + '"']
)
def test_one_bad_value_costs_one_edit_at_most(tmp_path: Path, value: str) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        stood = tuple(head.id for head in session.store.heads(the_note(session).id, "text"))
        stranger, note = Stranger(session), the_note(session)
        good = stranger.says(Edit("note", note.id, "translation", encode("good")))
        bad = [
            stranger.says(Edit("note", note.id, name, value, stood if name == "text" else ()))
            for name in ("text", "ref")
        ]
        bad.append(stranger.says(Edit("step", session.all(Step)[0].id, "channels", f"[{value}]")))
        take(session, good, *bad)
        assert the_note(session).translation == "good"
        the_note(session).text.encode()
        assert "\0" not in the_note(session).text
        assert len(the_note(session).text) <= 65_536
        holds(session)
    with at(a) as session:
        holds(session)


def test_texts_that_are_far_too_long_in_every_field_of_a_record_can_be_read(tmp_path: Path) -> None:
    widest = max(KINDS, key=lambda kind: sum(column.type == "text" for column in columns(kind).values()))
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        stranger, id = Stranger(session), "cd" * 16
        names = [name for name, column in columns(widest).items() if column.type == "text"]
        assert len(names) > 16
        long = '"' + "x" * (4 * 2**20 - 10) + '"'
        take(session, *[stranger.says(Edit(widest, id, name, long)) for name in names[:17]])
        assert session.find(id) is not None
    with at(a) as session:
        assert session.find(id) is not None


@pytest.mark.parametrize("name", ["a\nb", "\ud800", "x" * 101, "\x7f", "", 7, ["*"]])
def test_an_erasure_of_what_is_no_name_erases_nothing(tmp_path: Path, name: object) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        value = json.dumps(name)
        take(session, Stranger(session).says(Edit("note", the_note(session).id, ERASED, value), verb="erase"))
        assert session.store.writer.erased == set()
        assert isinstance(the_note(session), Note)
        holds(session)
