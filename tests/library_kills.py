"""Kills during sync and merge: `python -m tests.library_kills WHAT TIMES SEED FOLDER`, WHAT being `syncing` or `merging`.

Two copies of a session and a folder. The child writes, syncs (or merges) and acknowledges, until it is killed. Afterwards
every acknowledged change is in the file, every acknowledged sync is in the library, and the copies come together.
"""

from __future__ import annotations

import sys
from pathlib import Path

from hcd_studio.library.copy import SessionCopy
from hcd_studio.library.folder import Folder
from hcd_studio.library.gate import make
from hcd_studio.library.sync import sync
from hcd_studio.merge import merge
from hcd_studio.records import Note
from hcd_studio.session import Session, Told
from hcd_studio.store.log import changes
from tests.kills import Ack, Kills, killed
from tests.meeting import copy_of
from tests.stores import small

EVERY = 15
"""After so many kills a new pair of copies begins, so that files stay small."""


class LibraryKills(Kills):
    """Copies that are killed while they sync or merge."""

    def start(self, n: int) -> None:
        """Copies and a library to begin with."""
        if n % EVERY:
            return
        for path in self.folder.glob("*.hcd*"):
            path.unlink()
        small(self.path)
        self.other = copy_of(self.path, "B")
        self.library = Folder(self.folder / f"library {n}")
        self.library.root.mkdir()
        make(self.library, "home")

    def syncing(self, n: int) -> None:
        """What was acknowledged is in the file; what was synced is in the library, whole."""
        self.start(n)

        def work(ack: Ack) -> None:
            path = self.other if n % 2 else self.path
            with Session.open(path) as session:
                session.hear(lambda told: _acknowledge(ack, told))
                while True:
                    write(session)
                    sync(self.library, SessionCopy(session))
                    ack(b"synced")

        self.judge(killed(work, self.chance.random() * 0.12, first=n % 5 > 0), self.other if n % 2 else self.path)

    def merging(self, n: int) -> None:
        """A merge is there whole or not at all, and loses nothing of either side."""
        self.start(n)
        with Session.open(self.other) as session:
            for _ in range(20):
                write(session)

        def work(ack: Ack) -> None:
            with Session.open(self.path) as session:
                session.hear(lambda told: _acknowledge(ack, told))
                while True:
                    write(session)
                    merge(session, [self.other])
                    ack(b"merged")

        self.judge(killed(work, self.chance.random() * 0.12, first=n % 5 > 0), self.path)

    def judge(self, kept: list[bytes], path: Path) -> None:
        """Hold what is there against what was acknowledged; at the end the copies meet in the library."""
        self.acknowledged += len(kept)
        session = self.opened(path)
        if session is None:
            return
        with session:
            here = {change.id for change in changes(session.store.db)}
            self.wrong += ["lost" for id in kept if len(id.strip()) == 16 and id not in here]
            sync(self.library, SessionCopy(session))
        for one in (self.other, self.path):
            with Session.open(one) as session:
                sync(self.library, SessionCopy(session))
        found = []
        for one in (self.other, self.path):
            meeting = self.opened(one)
            if meeting is not None:
                with meeting:
                    sync(self.library, SessionCopy(meeting))
                    found.append({change.id for change in changes(meeting.store.db)})
        self.wrong += ["copies differ"] if found[0] != found[1] else []


def write(session: Session) -> None:
    """A change of several records, some of them reworded."""
    with session.change("add") as draft:
        note = draft.add(Note(text="words " * 40))
        draft.patch(session.all(Note)[0], text=f"other {note.id}")


def _acknowledge(ack: Ack, told: Told) -> None:
    for change in told.changes if told.source == "mine" else ():
        ack(change.id)


def main() -> int:
    """Kill and tell."""
    what, times, seed, folder = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
    kills = LibraryKills(folder, seed)
    kills.run(what, times)
    print(f"{what}: {times} kills, {kills.acknowledged} acknowledged, {len(kills.wrong)} wrong")
    for line in kills.wrong[:20]:
        print(line)
    return bool(kills.wrong)


if __name__ == "__main__":
    sys.exit(main())
