"""Files that somebody or something altered anywhere: whatever comes first, a good copy makes it whole, and it opens again."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path
from random import Random

import apsw
import pytest

from hcd_studio.change import Change, encode
from hcd_studio.merge import merge, take_in
from hcd_studio.records import Need, Note, Participant
from hcd_studio.session import Session
from hcd_studio.speech import Trouble
from hcd_studio.store.foreign import Foreign
from hcd_studio.store.log import changes
from tests.meeting import at, morning, the_note
from tests.pictures import agree, shown

ROUNDS = 2000 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 60
FAST = "/dev/shm" if Path("/dev/shm").is_dir() else None


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    """One copy as it was in the morning, one on which a table worked: edits, an undo, a delete, versions, several in a change."""
    a, b = morning(tmp_path, "A", "B")
    with at(b) as session:
        for turn in range(4):
            with session.change("work") as draft:
                draft.patch(the_note(session), text=f"turn {turn}", translation=f"tro {turn}", tier="council")
                draft.add(Note(text=f"note {turn}"))
        session.undo()
        with session.change("remove") as draft:
            draft.remove(session.all(Note)[1])
            draft.add(Participant(code="P1"))
            draft.add(Need())
    return a, b


def altered(path: Path, to: Path, rng: Random) -> None:
    """Up to three cells of the log changed at random, by somebody with another tool."""
    shutil.copy(path, to)
    db = apsw.Connection(str(to))
    for _ in range(rng.randint(1, 3)):
        table = rng.choice(
            ["edit", "edit", "edit", "change", "change", "record", "field", "replica", "waiting", "erased"]
        )
        names = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        rows = [row[0] for row in db.execute(f"SELECT rowid FROM {table}")]
        if not rows:
            continue
        name, row = rng.choice(names), rng.choice(rows)
        value = rng.choice([None, 0, 1, -1, 2**62, "", '"x"', b"", rng.randbytes(16), rng.randbytes(8), 1.5])
        try:
            if rng.random() < 0.2:
                db.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))
            elif rng.random() < 0.3:
                other = rng.choice(rows)
                db.execute(
                    f"UPDATE {table} SET {name} = (SELECT {name} FROM {table} WHERE rowid = ?) WHERE rowid = ?",
                    (other, row),
                )
            else:
                db.execute(f"UPDATE {table} SET {name} = ? WHERE rowid = ?", (value, row))
        except (apsw.ConstraintError, apsw.MismatchError):
            continue
    db.close()


def test_whatever_was_altered_a_good_copy_makes_it_whole_and_the_file_opens_again(
    copies: tuple[Path, Path], tmp_path: Path
) -> None:
    a, b = copies
    wanted = tmp_path / "wanted.hcd"
    shutil.copy(a, wanted)
    with at(wanted) as session:
        merge(session, [b])
        right = shown(session)
    refused = parts = 0
    for seed in range(ROUNDS):
        mine, theirs = tmp_path / "mine.hcd", tmp_path / "theirs.hcd"
        shutil.copy(a, mine)
        altered(b, theirs, Random(seed))
        with at(mine) as session:
            try:
                parts += merge(session, [theirs]).part
            except Trouble:
                refused += 1
            agree(session)
        with at(mine) as session:
            merge(session, [b])
            assert shown(session) == right, f"seed {seed}"
            agree(session)
        with at(mine) as session:
            assert shown(session) == right
    assert parts > ROUNDS // 3
    assert refused < ROUNDS // 3


def made(session: Session) -> list[Change]:
    return [change for change in changes(session.store.db) if change.verb == "work"]


def forged(change: Change, rng: Random) -> Change:
    """A part of a change under a wrong name, a wrong count, or both."""
    edits = tuple(sorted(rng.sample(change.edits, rng.randint(1, len(change.edits) - 1)), key=lambda edit: edit.i))
    id = rng.choice([change.id, rng.randbytes(16)])
    return replace(change, id=id, edits=edits, count=rng.choice([change.count, change.count + 3, 1, len(edits)]))


def test_parts_under_wrong_names_and_counts_are_set_right_by_the_whole(
    copies: tuple[Path, Path], tmp_path: Path
) -> None:
    a, b = copies
    with at(b) as session:
        every = list(changes(session.store.db))
        right = shown(session)
        several = [change for change in made(session) if change.count > 2]
    for seed in range(ROUNDS):
        rng = Random(seed)
        mine = tmp_path / "mine.hcd"
        shutil.copy(a, mine)
        with at(mine) as session:
            for _ in range(3):
                wrong = [forged(rng.choice(several), rng) for _ in range(2)]
                take_in(session, [Foreign("z", session.store.session, wrong)])
                agree(session)
        with at(mine) as session:
            take_in(session, [Foreign("b", session.store.session, every)])
            assert shown(session)[:2] == right[:2], f"seed {seed}"
            assert session.store.writer.part == set(), f"seed {seed}"
            agree(session)
        with at(mine) as session:
            agree(session)


def test_a_word_that_is_gone_though_nobody_erased_it_is_not_taken_for_erased(
    copies: tuple[Path, Path], tmp_path: Path
) -> None:
    a, b = copies
    theirs = tmp_path / "theirs.hcd"
    shutil.copy(b, theirs)
    db = apsw.Connection(str(theirs))
    db.execute("UPDATE edit SET value = NULL, salt = NULL WHERE value = ?", (encode("note 2"),))
    db.close()
    with at(a) as session:
        assert merge(session, [theirs]).part
        assert merge(session, [b]).files[0].edits == 1
        assert any(note.text == "note 2" for note in session.all(Note))
    with at(a) as session:
        agree(session)


def test_a_machine_that_was_cloned_while_it_ran_loses_no_word(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    clone = tmp_path / "clone.hcd"
    shutil.copy(a, clone)
    twins = []
    for path in (a, clone):
        session = Session.open(path)
        session.replica, session.seq = b"the same", 0
        with session.change("add") as draft:
            draft.add(Note(text=f"by {path.stem}"))
        session.close()
        twins.append(path)
    with at(a) as session:
        merge(session, [clone])
        assert {note.text for note in session.all(Note)} == {"Cannot upload the photo", "by A", "by clone"}
    with at(a) as session:
        agree(session)
