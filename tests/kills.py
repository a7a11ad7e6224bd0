"""Kills, hundreds of them: a child works on session files and acknowledges on a pipe until it is killed mid-sentence.

Run as a program (`python -m tests.kills WHAT TIMES SEED FOLDER`), so that the forks are of a small process without
threads. Prints one line a violation and a line of counts at the end; the exit code says whether all was well.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from hcd_studio import home, merge, privacy, snapshots
from hcd_studio.records import Note
from hcd_studio.session import Session, Told
from hcd_studio.speech import Trouble
from hcd_studio.store.log import changes
from hcd_studio.store.verify import verify
from tests.stores import said, small, spoilt

Ack = Callable[[bytes], None]
OLDER = ("ALTER TABLE note DROP COLUMN strength", "DROP TABLE waiver")


def killed(work: Callable[[Ack], None], after: float, first: bool) -> list[bytes]:
    """Run `work` in a child, kill it `after` seconds (from its first word on where `first`); what it acknowledged."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            work(lambda word: None if os.write(writer, word.ljust(16, b" ")) == 16 else os._exit(3))
        except BaseException as error:
            os.write(2, repr(error).encode() + b"\n")
            os._exit(4)
        os._exit(0)
    os.close(writer)
    found = os.read(reader, 16) if first else b""
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while part := os.read(reader, 65536):
        found += part
    os.close(reader)
    return [found[at : at + 16] for at in range(0, len(found) - len(found) % 16, 16)]


class Kills:
    """One kind of work, killed again and again in one folder."""

    def __init__(self, folder: Path, seed: int):
        self.folder = folder
        self.chance = random.Random(seed)
        self.wrong: list[str] = []
        self.acknowledged = 0
        self.path = folder / "day.hcd"
        self.others: list[Path] = []

    def run(self, what: str, times: int) -> None:
        for n in range(times):
            getattr(self, what)(n)

    def opened(self, path: Path) -> Session | None:
        try:
            session = Session.open(path)
        except Trouble as trouble:
            self.wrong.append(f"{path.name}: {trouble.say('en')}")
            return None
        self.wrong += [f"{path.name}: {found}" for found in verify(session.store) if found.harm]
        return session

    def changes(self, n: int) -> None:
        """Every acknowledged change is there."""
        if n % 40 == 0:
            self.path.unlink(missing_ok=True)
            small(self.path)

        def work(ack: Ack) -> None:
            def tell(told: Told) -> None:
                for change in told.changes:
                    ack(change.id)

            session = Session.open(self.path)
            session.hear(tell)
            while True:
                with session.change("add") as draft:
                    draft.add(Note(text="words " * random.randrange(300)))
                    draft.patch(session.all(Note)[0], text=f"other {random.random()}")
                if random.random() < 0.2:
                    session.undo()
                if random.random() < 0.1:
                    session.close()
                    session = Session.open(self.path)
                    session.hear(tell)

        kept = killed(work, self.chance.random() * 0.04, first=n % 5 > 0)
        self.acknowledged += len(kept)
        session = self.opened(self.path)
        if session is not None:
            here = {change.id for change in changes(session.store.db)}
            self.wrong += ["lost" for id in kept if id not in here]
            session.close()

    def creation(self, n: int) -> None:
        """A file is there whole or not at all."""

        def work(ack: Ack) -> None:
            i = 0
            while True:
                with Session.create(self.folder / f"{n}-{i}.hcd"):
                    pass
                ack(str(i).encode())
                i += 1

        made = {int(word) for word in killed(work, self.chance.random() * 0.08, first=False)}
        self.acknowledged += len(made)
        there = {int(path.stem.partition("-")[2]): path for path in self.folder.glob(f"{n}-*.hcd")}
        self.wrong += [f"{n}-{i}: gone" for i in made - there.keys()]
        for i, path in there.items():
            session = self.opened(path)
            if session is not None:
                if i in made and not said(session)["workshop"]:
                    self.wrong.append(f"{path.name}: empty")
                session.close()

    def migration(self, n: int) -> None:
        """The older file or the newer one, never half of each; a snapshot lies beside."""
        if n == 0:
            with Session.open(small(self.path)) as first:
                self.wanted, self.session = said(first), first.store.session.hex()
        spoilt(self.path, *OLDER)
        for taken in snapshots.list_snapshots(self.session):
            taken.path.unlink()

        def work(ack: Ack) -> None:
            ack(b"begun")
            Session.open(self.path).close()
            ack(b"done")

        self.acknowledged += len(killed(work, self.chance.random() * 0.06, first=True))
        session = self.opened(self.path)
        if session is not None:
            if said(session) != self.wanted:
                self.wrong.append("another content")
            session.close()
        if not snapshots.list_snapshots(self.session):
            self.wrong.append("no snapshot")

    def merge(self, n: int) -> None:
        """What another copy brought is there whole or not at all, and whole where it was acknowledged."""
        if n % 20 == 0:
            for path in self.folder.glob("*.hcd"):
                path.unlink()
            small(self.path)
            self.others = [self.other(i) for i in range(16)]

        def work(ack: Ack) -> None:
            session = Session.open(self.path)
            here = {note.text for note in session.all(Note)}
            ack(b"begun")
            for i, path in enumerate(self.others):
                if f"one {i}" not in here:
                    merge.merge(session, [path])
                    ack(str(i).encode())
            os._exit(0)

        words = killed(work, self.chance.random() * 0.08, first=True)
        acknowledged = {int(word) for word in words if word.strip() != b"begun"}
        self.acknowledged += len(acknowledged)
        session = self.opened(self.path)
        if session is None:
            return
        here = {note.text for note in session.all(Note)}
        for i in range(len(self.others)):
            found = {f"one {i}", f"two {i}"} & here
            if len(found) == 1 or (i in acknowledged and not found):
                self.wrong.append(f"of copy {i} there is {found}")
        session.close()

    def other(self, i: int) -> Path:
        """A copy in which somebody made two changes."""
        path = self.folder / f"other-{i}.hcd"
        path.write_bytes(self.path.read_bytes())
        with Session.open(path) as session:
            for word in ("one", "two"):
                with session.change("add") as draft:
                    draft.add(Note(text=f"{word} {i}"))
        return path

    def erasure(self, n: int) -> None:
        """What was erased is gone to the last byte once the file was opened again; what was not is still there."""
        if n % 20 == 0:
            self.path.unlink(missing_ok=True)
            for path in home.folder("erased").iterdir():
                path.unlink()  # the new file has nothing of the old one's
            small(self.path)

        def work(ack: Ack) -> None:
            session = Session.open(self.path)
            while True:
                word = f"CANARY{os.urandom(4).hex()}"
                with session.change("add") as draft:
                    note = draft.add(Note(text=word))
                    copy = draft.add(Note(text=f"{word} again", origin=note.id))
                with session.change("reword") as draft:
                    draft.patch(note, text=f"{word} once more")
                snapshots.take(session.store)
                ack(word.encode())
                privacy.erase(session, record=note, reason="asked")
                ack(b"-" + word.encode())
                assert session.get(Note, copy.id) is None

        words = killed(work, self.chance.random() * 0.08, first=n % 5 > 0)
        self.acknowledged += len(words)
        session = self.opened(self.path)
        if session is None:
            return
        shown = " ".join(note.text for note in session.all(Note))
        folder = snapshots.folder_of(session.store.session.hex())
        session.close()
        content = b"".join(path.read_bytes() for path in [*self.folder.glob("day.hcd*"), *folder.iterdir()])
        for word in (word.strip().decode() for word in words if word.startswith(b"CANARY")):
            if word not in shown and word.encode() in content:
                self.wrong.append(f"{word} is left")
            if word in shown and f"-{word}".encode().ljust(16)[:16] in words:
                self.wrong.append(f"{word} is shown")


def main() -> int:
    """Kill and tell."""
    what, times, seed, folder = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
    kills = Kills(folder, seed)
    kills.run(what, times)
    print(f"{what}: {times} kills, {kills.acknowledged} acknowledged, {len(kills.wrong)} wrong")
    for line in kills.wrong[:20]:
        print(line)
    return bool(kills.wrong)


if __name__ == "__main__":
    sys.exit(main())
