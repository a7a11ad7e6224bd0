"""`show`: the records of a session."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from hcd_studio.columns import title_of
from hcd_studio.records import KINDS, Record
from hcd_studio.session import Session
from hcd_studio.speech import Language, Message, Trouble
from ui.commands.printing import plain, print_json


def show(options: argparse.Namespace, language: Language) -> int:
    """Print all records, or those of one kind."""
    if options.kind and options.kind not in KINDS:
        raise Trouble(
            Message("There is no kind {kind}.", kind=options.kind), do=Message("Kinds are: {kinds}.", kinds=list(KINDS))
        )
    with Session.open(options.file, read_only=True) as session:
        wanted = [KINDS[options.kind]] if options.kind else list(KINDS.values())
        found = {kind.table: session.all(kind) for kind in wanted}
        if options.json:
            print_json(
                {
                    kind: [plain(record) for record in records]
                    for kind, records in found.items()
                    if records or options.kind
                }
            )
        else:
            _print_lines(found, language)
        warn(session, language)
    return 0


def _print_lines(found: Mapping[str, tuple[Record, ...]], language: Language) -> None:
    for kind, records in found.items():
        if records:
            print(Message("{kind}: {n}", kind=KINDS[kind].term(), n=len(records)).say(language))
        for record in records:
            ref = getattr(record, "ref", "")
            title = " ".join(title_of(record).say(language).split())
            print(f"  {ref:8} {title}" if ref else f"  {title}")


def warn(session: Session, language: Language) -> None:
    """What the reader should know of the file, on standard error."""
    import sys

    for warning in session.store.warnings:
        print(warning.say(language), file=sys.stderr)
