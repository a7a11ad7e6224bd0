"""Commands of the tables in the room: copies for their laptops, and their files brought together."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from hcd_studio import matching
from hcd_studio import tables as room
from hcd_studio.bilingual import Words
from hcd_studio.fields import Id
from hcd_studio.records import RoomTable, Step
from hcd_studio.session import Session
from hcd_studio.speech import N_, Language, Message, Trouble
from ui.commands.printing import print_json
from ui.commands.values import record_of

WHY = {
    "title": N_("same title"), "alike": N_("similar title"), "order": N_("same place"), "new": N_("new step"),
}  # fmt: skip


def tables(options: argparse.Namespace, language: Language) -> int:
    """Write seeded copies for the tables; or bring their files together; or bring in one that was never seeded."""
    with Session.open(options.file) as session:
        if options.bring:
            return _bring(session, options, language)
        if options.together or options.preview:
            return _together(session, options, language)
        wanted = [record_of(session, RoomTable, name) for name in options.table]
        made = room.set_up(session, options.folder, wanted)
    if options.json:
        print_json([{"table": one.table.name, "letters": one.letters, "file": str(one.path)} for one in made])
    for one in made if not options.json else ():
        words = Message(
            "Table {name} ({letters}): {file}", name=one.table.name, letters=one.letters, file=str(one.path)
        )
        print(words.say(language))
    return 0


def _together(session: Session, options: argparse.Namespace, language: Language) -> int:
    found = room.look_in(session, options.folder)
    report = room.bring_together(session, found, kept=not options.preview)
    if options.json:
        files = [{"file": str(one.path), "kind": one.kind, "letters": one.letters, "new": one.new} for one in found]
        print_json({**report.as_json(language), "found": files})
        return 0
    for message in (*report.messages(), *(one.message(session) for one in found if not one.joins)):
        print(message.say(language))
    return 0


def _bring(session: Session, options: argparse.Namespace, language: Language) -> int:
    path: Path = options.folder / options.bring
    stranger = matching.read_stranger(session, path)
    stranger = stranger.corrected(_corrections(session, stranger, options.match))
    rows = _rows(session, stranger, language)
    count = 0 if options.preview else matching.bring(session, stranger)
    if options.json:
        print_json({"file": path.name, "preview": options.preview, "records": count, "steps": rows})
        return 0
    for row in rows:
        print(f"{row['theirs']:>4}  {row['title']}  →  {row['ours'] or ''} {row['our_title']} ({row['why']})")
    if not options.preview:
        print(Message("Brought in: {count}.", count=count).say(language))
    return 0


def _rows(session: Session, stranger: matching.Stranger, language: Language) -> list[dict[str, Any]]:
    mine = {one.id: (at, one.title) for at, one in enumerate(matching.steps_in_order(session.snapshot()), 1)}
    rows = []
    for at, one in enumerate(stranger.matches, 1):
        number, title = mine[one.ours.id] if one.ours is not None else (0, Words())
        rows.append(
            {
                "theirs": at,
                "title": one.theirs.title.say(language),
                "ours": number or None,
                "our_title": title.say(language),
                "why": Message(WHY[one.how]).say(language),
            }
        )
    return rows


def _corrections(session: Session, stranger: matching.Stranger, said: list[str]) -> dict[Id, Id]:
    mine: tuple[Step, ...] = matching.steps_in_order(session.snapshot())
    found: dict[Id, Id] = {}
    for pair in said:
        theirs, _, ours = pair.partition("=")
        known = theirs.isdecimal() and 0 < int(theirs) <= len(stranger.matches)
        if not known or (ours and not (ours.isdecimal() and 0 < int(ours) <= len(mine))):
            raise Trouble(
                Message("{pair} names no steps.", pair=pair),
                do=Message("Give numbers of steps, theirs=ours, or theirs= for a new one."),
            )
        found[stranger.matches[int(theirs) - 1].theirs.id] = mine[int(ours) - 1].id if ours else ""
    return found
