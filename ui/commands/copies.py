"""Commands of copies on this machine and elsewhere: copy, snapshots."""

from __future__ import annotations

import argparse

from hcd_studio import snapshots as kept
from hcd_studio.session import Session
from hcd_studio.speech import Language, Message, Trouble
from ui.commands.printing import print_json


def copy(options: argparse.Namespace, language: Language) -> int:
    """Take a copy for another table or another place; it has letters of its own and never replaces a file."""
    with Session.open(options.file) as session:
        letters = kept.take_copy(session, options.to, letters=options.letters)
    if options.json:
        print_json({"file": str(options.to), "letters": letters})
    else:
        print(Message("Copy {letters} is here: {file}", letters=letters, file=str(options.to)).say(language))
    return 0


def snapshots(options: argparse.Namespace, language: Language) -> int:
    """List the snapshots that this machine keeps of a session, or restore one under a new name."""
    with Session.open(options.file, read_only=True) as session:
        found = kept.list_snapshots(session.store.session.hex())
    if options.restore:
        number, to = options.restore
        if not number.isdecimal() or not 0 < int(number) <= len(found):
            raise Trouble(
                Message("There is no snapshot {number}.", number=number),
                do=Message("List them with: hcd-studio snapshots {file}", file=options.file.name),
            )
        kept.restore(found[int(number) - 1].path, options.file.with_name(to))
        print(Message("Restored as {file}.", file=to).say(language))
        return 0
    rows = [{"number": n, "taken": one.taken.isoformat(), "changes": one.changes} for n, one in enumerate(found, 1)]
    if options.json:
        print_json(rows)
    for n, one in enumerate(found, 1):
        if not options.json:
            print(f"{n:3}  {one.taken.astimezone():%Y-%m-%d %H:%M:%S}  {one.letters}  {one.changes}")
    return 0
