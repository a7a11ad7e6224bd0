"""Tables of one workshop, each with a copy of its session file, as they are set up in the morning and meet at noon."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hcd_studio.clock import Clock, frozen_clock
from hcd_studio.merge import MergeReport, merge
from hcd_studio.records import Lane, Note, Stage, Step
from hcd_studio.session import Session
from hcd_studio.store import Store

START = 1_795_000_000.0
YEAR_2030 = 1_900_000_000.0


def clock(name: str, start: float = START) -> Clock:
    return frozen_clock(name, start)


def morning(folder: Path, *letters: str, note: str = "Cannot upload the photo") -> list[Path]:
    """Copies of one session, closed: a stage, two steps, two lanes and one note; the first letters made it."""
    first = folder / f"{letters[0]}.hcd"
    with (
        Session.create(first, clock=clock("morning"), letters=letters[0]) as session,
        session.change("set_up") as draft,
    ):
        stage = draft.add(Stage())
        steps = [draft.add(Step(stage=stage.id)) for _ in range(2)]
        lane = draft.add(Lane(kind="pain"))
        draft.add(Lane(kind="saying"))
        draft.add(Note(text=note, step=steps[0].id, lane=lane.id))
    return [first, *(copy_of(first, one) for one in letters[1:])]


def copy_of(path: Path, letters: str) -> Path:
    """A copy for another laptop: what was done before is not its own to undo."""
    copy = path.with_name(f"{letters}.hcd")
    shutil.copy(path, copy)
    store = Store.open(copy)
    store.db.execute("UPDATE replica SET mine = 0")
    store.set_meta(letters=letters)
    store.close()
    return copy


@contextmanager
def at(path: Path, start: float = START + 3600) -> Iterator[Session]:
    """The session of one table, open for a while."""
    with Session.open(
        path, clock=clock(f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}", start)
    ) as session:
        yield session


def the_note(session: Session) -> Note:
    return session.all(Note)[0]


def say(path: Path, text: str, start: float = START + 3600) -> None:
    """Somebody at this table rewords the note."""
    with at(path, start) as session, session.change("edit_note") as draft:
        draft.patch(the_note(session), text=text)


def meet(path: Path, *others: Path) -> MergeReport:
    """The first copy takes in the others."""
    with at(path) as session:
        return merge(session, others)


def texts(session: Session, note: Note) -> set[str]:
    """Every text that stands on a note."""
    return {head.value.strip('"') for head in session.store.heads(note.id, "text") if head.value}
