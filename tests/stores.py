"""What the tests of the session file share: small sessions, what they say, and the one sentence of a refusal."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import apsw
import pytest

from hcd_studio.bilingual import Words
from hcd_studio.clock import frozen_clock
from hcd_studio.records import Attachment, Lane, Note, Participant, Step
from hcd_studio.session import Session
from hcd_studio.speech import Trouble
from hcd_studio.store import Store
from hcd_studio.store.verify import Finding, verify

PICTURE = b"\xff\xd8\xff\xe0 a small picture of nothing"


def small(path: Path, notes: int = 4, seed: str = "small") -> Path:
    """A closed session with a bit of everything: notes, a rewording, an undo, a removal, a photo, an erasure."""
    with Session.create(path, clock=frozen_clock(seed)) as session:
        with session.change("add_step") as draft:
            step = draft.add(Step(title=Words("Ask", "Gofyn")))
            lane = draft.add(Lane(title=Words("Said", "Dywedwyd")))
            person = draft.add(Participant(code="P1"))
        made = []
        for n in range(notes):
            with session.change("add_note") as draft:
                note = Note(step=step.id, lane=lane.id, text=f"Words {n} of somebody", language="en", kind="quote")
                made.append(draft.add(note))
        with session.change("reword") as draft:
            draft.patch(made[0], text="Other words", participant=person.id)
        with session.change("move_note") as draft:
            draft.patch(made[1], tier="council")
        session.undo()
        with session.change("remove_note") as draft:
            draft.remove(made[1])
        with session.change("add_photo") as draft:
            sha256 = hashlib.sha256(PICTURE).hexdigest()
            draft.add(Attachment(parent=made[2].id, sha256=sha256))
            photo = (sha256, "image/jpeg", 640, 480, PICTURE)
        with session.store.transaction():
            session.store.db.execute("INSERT INTO blob VALUES(?, ?, ?, ?, ?)", photo)
    return path


def raw(path: Path) -> apsw.Connection:
    """A connection that may do anything to a closed file, as a hostile hand would."""
    db = apsw.Connection(str(path))
    db.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 0)
    return db


def spoilt(path: Path, *statements: str, schema: bool = False) -> Path:
    """The same file after some SQL that no session of ours would run."""
    db = raw(path)
    if schema:
        db.execute("PRAGMA writable_schema=1")
    for statement in statements:
        db.execute(statement)
    db.close()
    return path


def said(session: Session) -> dict[str, Any]:
    """All that a session shows."""
    return {kind: dict(found) for kind, found in session.records.items()}


def sentence(path: Path, **how: Any) -> str:
    """The sentence with which an opening is refused."""
    with pytest.raises(Trouble) as caught:
        Store.open(path, **how).close()
    return caught.value.say("en")


def findings(path: Path) -> list[Finding]:
    """What does not hold in a file that opens."""
    store = Store.open(path, read_only=True)
    try:
        return verify(store)
    finally:
        store.close()


def holds(path: Path) -> dict[str, Any]:
    """What a file shows, after everything in it was found to hold."""
    with Session.open(path) as session:
        assert [finding.say("en") for finding in verify(session.store) if finding.harm] == []
        return said(session)
