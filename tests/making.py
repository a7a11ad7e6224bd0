"""Open sessions of any size for tests and measurements: real-looking notes in both languages, votes, feelings, a curve."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import md5
from pathlib import Path
from typing import Any

from hcd_studio.clock import Clock
from hcd_studio.columns import columns, flat, from_flat
from hcd_studio.records import Lane, Note, Record, Stage, Step, Workshop
from hcd_studio.session import Session
from tests.maps import SAID, contents, skeleton

LONGER = (
    ("en", "Rings three times, waits 25 minutes each time and is told to write in, though the letter says to ring"),
    ("cy", "Mae'r llythyr yn gofyn am ddogfennau gwreiddiol, ond dydi hi ddim eisiau anfon ei phasbort drwy'r post"),
    ("en", "Her GP will not write a letter"),
    ("cy", "Tŷ bach"),
    ("en", "Nobody rang back. She asked the neighbour, who asked the councillor, who asked the office."),
    ("cy", "Pam mae'n rhaid i mi brofi'r un peth bob tair blynedd? Dydi fy nghoes i ddim yn mynd i dyfu'n ôl."),
)
"""Texts that make notes of very different heights."""


def workshop(notes: int = 340, *, stages: int = 6, lanes: int = 9, people: int = 18, seed: int = 1) -> list[Record]:
    """The records of a made-up workshop, every fourth note with a text of unusual length."""
    chance = random.Random(seed)
    made: list[Record] = []
    for record in (*skeleton(stages, lanes), *contents(notes, stages, lanes, people, chance)):
        if isinstance(record, Note) and chance.random() < 0.25:
            language, text = chance.choice(LONGER)
            record = replace(record, text=text, language=language)
        made.append(record)
    return made


def named(id: str) -> str:
    """A short name of these workshops as a record's id."""
    return md5(id.encode(), usedforsecurity=False).hexdigest() if id else ""


def rooted(record: Record) -> Record:
    """The record under a real id, its references too."""
    known = columns(record.table)
    values = {name: named(value) if known[name].role == "ref" else value for name, value in flat(record).items()}
    return from_flat(record.table, named(record.id), values)


def keep(session: Session, records: Iterable[Record]) -> None:
    """Put records into a session as one change, under their own ids; the workshop's own record is described, not doubled."""
    with session.change("add_note") as draft:
        for record in records:
            if not isinstance(record, Workshop):
                draft.add(rooted(record))


def session_of(path: Path, records: Iterable[Record] = ()) -> Session:
    """An open session that holds these records."""
    session = Session.create(path, clock=Clock())
    keep(session, records)
    return session


@contextmanager
def opened(path: Path, notes: int = 340, *, stages: int = 6, lanes: int = 9, seed: int = 1) -> Iterator[Session]:
    """An open session with so many notes, closed at the end."""
    session = session_of(path, workshop(notes, stages=stages, lanes=lanes, seed=seed))
    try:
        yield session
    finally:
        session.close()


def steps(session: Session) -> list[Step]:
    """The steps of a workshop in order."""
    order = {stage.id: at for at, stage in enumerate(session.all(Stage))}
    return sorted(session.all(Step), key=lambda step: (order.get(step.stage, len(order)), step.rank, step.id))


def lane(session: Session, kind: str) -> Lane:
    """The first lane of a kind."""
    return next(one for one in session.all(Lane) if one.kind == kind)


def cell(session: Session, step: str, lane: str) -> list[Note]:
    """The notes of a cell, in order."""
    return [note for note in session.all(Note) if (note.step, note.lane) == (step, lane)]


def some_text(chance: random.Random) -> str:
    """A text as somebody would say it."""
    return chance.choice((*SAID, *LONGER))[1]


class Held:
    """A board, its context and its session, as a test drives them."""

    def __init__(self, session: Session, **settings: Any):
        from ui.board.view import BoardView
        from ui.context import Context
        from ui.model import BoardModel
        from ui.settings import Settings
        from ui.theme import load_fonts

        load_fonts()
        self.context = Context(Settings(**{"theme": "light", "language": "en", **settings}))
        self.session = session
        self.context.bridge.take(session)
        self.model = BoardModel(self.context)
        self.model.show(stack_above=None)
        self.view = BoardView(self.context, self.model)
        self.view.resize(1366, 768)
        self.view.show()
        self.view.setFocus()
        self.troubles: list[Any] = []
        self.told: list[str] = []
        self.context.bridge.trouble.connect(self.troubles.append)
        self.context.bridge.told.connect(self.told.append)
        self.settle()

    def settle(self) -> None:
        """Let the board paint until it rests."""
        from PySide6.QtWidgets import QApplication

        for _ in range(3000):
            QApplication.processEvents()
            if not self.view.busy:
                return

    @property
    def changes(self) -> int:
        """How many changes this copy has made."""
        return self.session.seq

    def point(self, id: str) -> Any:
        """The middle of a note on the screen."""
        return self.view.visualRect(self.model.index_of(id)).center()

    def place_point(self, step: str, lane: str) -> Any:
        """The middle of the lower end of a cell on the screen."""
        rect = self.model.live.cell_rect((step, lane))
        assert rect is not None
        on = self.view.camera.rect_on_screen(rect)
        return on.center()

    def close(self) -> None:
        """Take it all apart."""
        self.view.close()
        self.view.deleteLater()
        self.model.deleteLater()
        self.context.close()
        self.context.deleteLater()


@contextmanager
def held(path: Path, notes: int = 60, **settings: Any) -> Iterator[Held]:
    """A board on a session of so many notes."""
    board = Held(session_of(path, workshop(notes)), **settings)
    try:
        yield board
    finally:
        board.close()
