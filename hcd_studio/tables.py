"""The tables of one workshop: seeded copies for their laptops, and their files found again where they are put together.

A seeded copy has letters of its own, so that what two tables number never meets, and knows which table it is for. Files are
brought together in any order (`merge`); a file that was never seeded is another session, and is matched (`matching`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hcd_studio.columns import title_of
from hcd_studio.fields import Id
from hcd_studio.merge import MergeReport, merge, preview
from hcd_studio.numbering import own_letters
from hcd_studio.records import RoomTable
from hcd_studio.session import Session
from hcd_studio.snapshots import SECOND_COPY_OF, take_copy
from hcd_studio.speech import Message, Sayable, Trouble
from hcd_studio.store.copy import facts_of

ENDING = ".hcd"
GIVEN = "letters_given"
"""The letters that copies of this session were given, each with its table, so that none is given twice."""
README = "Byrddau - Tables.txt"
Kind = Literal["table", "second copy", "other", "unreadable"]


@dataclass(frozen=True, slots=True)
class Seeded:
    """A copy for one table: its letters, and where it lies."""

    table: RoomTable
    letters: str
    path: Path


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A session file in a folder: a table's copy, a second copy of one, another session, or one that cannot be read."""

    path: Path
    kind: Kind
    letters: str = ""
    table: Id = ""
    new: int = 0
    trouble: Trouble | None = None

    @property
    def joins(self) -> bool:
        """Whether it is a copy of this session and can simply be merged."""
        return self.kind in ("table", "second copy")

    def message(self, session: Session) -> Message:
        """The file in a sentence."""
        if self.kind == "unreadable":
            return Message(
                "{file} cannot be used: {why}", file=self.path.name, why=self.trouble.what if self.trouble else ""
            )
        if self.kind == "other":
            return Message(
                "{file} was not made from this workshop: its steps are matched one by one.", file=self.path.name
            )
        table = session.get(RoomTable, self.table)
        said: Sayable = (
            Message("table {name}", name=table.name) if table else Message("copy {letters}", letters=self.letters)
        )
        if not self.new:
            return Message("{file}, {table}: nothing new.", file=self.path.name, table=said)
        return Message("{file}, {table}: new changes: {n}.", file=self.path.name, table=said, n=self.new)


# Setting up


def set_up(session: Session, folder: Path, tables: Sequence[RoomTable] = ()) -> list[Seeded]:
    """Write a seeded copy for each table into a folder, with a note that says which is which; all of them or none."""
    wanted = tuple(tables) or session.all(RoomTable)
    if not wanted:
        raise Trouble(Message("There are no tables yet."), do=Message("Add the tables of the room first."))
    if not folder.is_dir():
        raise Trouble(
            Message("{folder} is not there.", folder=str(folder)),
            safe=Message("Nothing was written."),
            do=Message("Put the stick in, or choose another folder."),
        )
    given = _given(session)
    taken = {session.letters, *given}
    made: list[Seeded] = []
    try:
        for table in wanted:
            letters = _letters(session, table, taken)
            taken.add(letters)
            path = _free(folder, f"{session.path.stem} - {table.name or letters}")
            take_copy(session, path, letters=letters, room_table=table.id)
            made.append(Seeded(table, letters, path))
        _free_note(folder).write_text("\r\n".join(_note(session, made)) + "\r\n", encoding="utf-8-sig", newline="")
    except BaseException:
        for one in made:
            one.path.unlink(missing_ok=True)
        raise
    with session.store.transaction():
        session.store.set_meta(**{GIVEN: json.dumps(given | {one.letters: one.table.id for one in made})})
    return made


def _given(session: Session) -> dict[str, Id]:
    return {str(letters): str(table) for letters, table in json.loads(session.store.meta(GIVEN) or "{}").items()}


def table_of(session: Session, letters: str) -> RoomTable | None:
    """The table whose copy bears these letters, if a copy was made for one."""
    return session.get(RoomTable, _given(session).get(letters, ""))


def _letters(session: Session, table: RoomTable, taken: Iterable[str]) -> str:
    """The table's own name where that is a letter or two and free, so that people read P-B9 as table B; else random ones."""
    used = set(taken)
    name = table.name.strip().upper()
    if name.isascii() and name.isalpha() and len(name) <= 2:
        for wanted in (name, f"T{name}"):
            if wanted not in used:
                return wanted
    while (drawn := own_letters(session.clock)) in used:
        continue
    return drawn


def _free(folder: Path, stem: str) -> Path:
    name = " ".join("".join(one if one.isalnum() or one in " -_'’()" else " " for one in stem).split())[:80].strip(" .")
    path, number = folder / f"{name}{ENDING}", 2
    while path.exists():
        path, number = folder / f"{name} {number}{ENDING}", number + 1
    return path


def _free_note(folder: Path) -> Path:
    path, number = folder / README, 2
    while path.exists():
        path, number = folder / f"{Path(README).stem} {number}.txt", number + 1
    return path


def _note(session: Session, made: Sequence[Seeded]) -> list[str]:
    """What lies beside the copies, for whoever carries the stick: Welsh, then English."""
    lines = []
    for language in ("cy", "en"):
        said = [
            Message("{title}: a file for each table.", title=title_of(session.workshop)),
            *(Message("Table {name}: {file}", name=one.table.name, file=one.path.name) for one in made),
            Message("Copy your file to the laptop, open it there, and bring it back on the stick when the room comes together."),
        ]  # fmt: skip
        lines += [*(one.say(language) for one in said), ""]
    return lines[:-1]


# Bringing together


def look_in(session: Session, folder: Path) -> list[FoundFile]:
    """Every session file in a folder and one folder down, by name; the open one itself is left out."""
    if not folder.is_dir():
        raise Trouble(
            Message("{folder} is not there.", folder=str(folder)),
            do=Message("Put the stick in, or choose another folder."),
        )
    here = session.path.resolve()
    paths = sorted({*folder.glob(f"*{ENDING}"), *folder.glob(f"*/*{ENDING}")}, key=lambda one: str(one).casefold())
    known = {id for (id,) in session.store.db.execute("SELECT id FROM change")}
    return [_look_at(session, one, known) for one in paths if one.is_file() and one.resolve() != here]


def _look_at(session: Session, path: Path, known: set[bytes]) -> FoundFile:
    try:
        facts, changes = facts_of(path)
    except (Trouble, OSError, ValueError) as error:
        told = error if isinstance(error, Trouble) else Trouble(Message("{file} cannot be read.", file=path.name))
        return FoundFile(path, "unreadable", trouble=told)
    if facts.get("session") != session.store.session.hex():
        return FoundFile(path, "other", letters=str(facts.get("letters") or ""))
    kind: Kind = "second copy" if facts.get(SECOND_COPY_OF) else "table"
    new = sum(id not in known for id in changes)
    return FoundFile(path, kind, str(facts.get("letters") or ""), str(facts.get("room_table") or ""), new)


def bring_together(session: Session, found: Sequence[FoundFile], *, kept: bool = True) -> MergeReport:
    """Merge every table's file, in whatever order they stand, or only say what would come in."""
    paths = [one.path for one in found if one.joins]
    if not paths:
        raise Trouble(
            Message("No file of a table was found."),
            safe=Message("Nothing was changed."),
            do=Message("Choose the folder or the stick with the tables’ files."),
        )
    return (merge if kept else preview)(session, paths)


def own_table(session: Session) -> RoomTable | None:
    """The table for which this copy was made, if it was made for one."""
    return session.get(RoomTable, str(session.store.meta("room_table") or ""))
