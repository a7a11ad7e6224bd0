"""Commands of copies and of care: merge, conflicts, erase, verify, salvage."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hcd_studio.records import Participant, Record
from hcd_studio.session import Session
from hcd_studio.speech import Language, Message, Trouble
from ui.commands.printing import print_json
from ui.commands.values import record_of

if TYPE_CHECKING:
    from hcd_studio.store.verify_log import Finding


def merge(options: argparse.Namespace, language: Language) -> int:
    """Bring copies of this workshop together, or only say what would come in."""
    from hcd_studio.merge import merge as bring_together
    from hcd_studio.merge import preview

    with Session.open(options.file) as session:
        report = (preview if options.preview else bring_together)(session, options.others)
    if options.json:
        print_json(report.as_json(language))
    else:
        for message in report.messages():
            print(message.say(language))
    return 0


def conflicts(options: argparse.Namespace, language: Language) -> int:
    """List the texts that copies wrote at once, and references that were given twice."""
    from hcd_studio.conflicts import conflicts as standing
    from hcd_studio.conflicts import double_citations

    with Session.open(options.file, read_only=True) as session:
        found = standing(session)
        doubles = double_citations(session.snapshot())
        if options.json:
            print_json([one.as_json(language) for one in found])
            return 0
        for message in (*(one.message() for one in found), *(one.message() for one in doubles)):
            print(message.say(language))
        if not found and not doubles:
            print(Message("No texts were written at once.").say(language))
    return 0


def erase(options: argparse.Namespace, language: Language) -> int:
    """Erase for good, and print the certificate."""
    from hcd_studio.privacy import erase as erase_for_good

    with Session.open(options.file) as session:
        person = record_of(session, Participant, options.participant) if options.participant else None
        record = _record(session, options.record) if options.record else None
        certificate = erase_for_good(
            session, participant=person, record=record, field=options.field, reason=options.reason
        )
    if options.json:
        print_json(certificate.as_json(language))
    else:
        for line in certificate.lines():
            print(line.say(language))
    return 0


def _record(session: Session, name: str) -> Record:
    return record_of(session, Record, name)


def verify(options: argparse.Namespace, language: Language) -> int:
    """Check the whole file; exit status 1 where anything does not hold."""
    findings = _findings(options.file)
    harmful = any(one.harm for one in findings)
    if options.json:
        listed = [
            {
                "rule": one.rule,
                "place": one.place,
                "message": one.what.say(language),
                "remedy": one.remedy.say(language),
                "severity": "error" if one.harm else "note",
            }
            for one in findings
        ]
        print_json({"sound": not harmful, "findings": listed})
    else:
        for one in findings:
            print(f"{one.place}: {one.say(language)}", file=sys.stderr)
        if not harmful:
            print(
                Message("{file} is sound: every page and every change was checked.", file=options.file.name).say(
                    language
                )
            )
    return 1 if harmful else 0


def _findings(file: Path) -> list[Finding]:
    """All findings of a file that can be opened; of one that cannot, why."""
    from hcd_studio.store import Store
    from hcd_studio.store.connect import Damaged
    from hcd_studio.store.verify import verify as check
    from hcd_studio.store.verify_log import Finding

    try:
        store = Store.open(file, read_only=True)
    except Damaged as trouble:
        return [Finding("opening", file.name, trouble.what, trouble.do)]
    try:
        return check(store)
    finally:
        store.close()


def salvage(options: argparse.Namespace, language: Language) -> int:
    """Save what is good into a new file; the damaged one is left as it is."""
    from hcd_studio.salvage import salvage as save

    if options.to.exists():
        raise Trouble(Message("{file} is there already.", file=options.to.name), do=Message("Choose another name."))
    report = save(options.file, options.to)
    if options.json:
        print_json({**dataclasses.asdict(report), "notes": [note.say(language) for note in report.notes]})
    else:
        for line in report.lines():
            print(line.say(language))
    return 0
