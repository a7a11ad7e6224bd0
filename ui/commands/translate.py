"""`translate`: what is missing in Welsh or English, texts out to a translator, and what came back in again."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from exports.translation import hand_over, place_of
from hcd_studio.bilingual import shown_words
from hcd_studio.importers.translation import read_translation
from hcd_studio.importers.translation_plan import Plan, plan, sums
from hcd_studio.questions.welsh import (
    STATE_WORDS,
    TENDER,
    Counted,
    Pair,
    by_record,
    counted,
    counted_words,
    missing,
    offered,
    pairs,
)
from hcd_studio.records import KINDS
from hcd_studio.session import Session, now
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Language, Message, Trouble
from hcd_studio.verbs.welsh import take_translations
from ui.commands.printing import print_json
from ui.commands.show import warn


def translate(options: argparse.Namespace, language: Language) -> int:
    """Say how the texts stand, hand them over, or take them back as one change."""
    if options.act == "in":
        return _take_back(options, language)
    with Session.open(options.file, read_only=True) as session:
        snapshot = now(session, judged=True)
        found = _wanted(snapshot, options)
        if options.act == "status":
            _status(snapshot, found, options, language)
            warn(session, language)
            return 0
        title = session.workshop.title.both()
        written = hand_over(found, Path(_place(options, Message("Where to?"))), to=options.to, title=title)
    if options.json:
        print_json({"files": [str(one) for one in written.files], "texts": len(found)})
    else:
        print(written.files[0])
    return 0


def _place(options: argparse.Namespace, what: Message) -> str:
    if not options.place:
        raise Trouble(what, do=Message("Name a file."))
    return str(options.place)


def _wanted(snapshot: Snapshot, options: argparse.Namespace) -> list[Pair]:
    unknown = [name for name in options.kind if name not in KINDS]
    if unknown:
        raise Trouble(
            Message("There is no kind {name}.", name=unknown), do=Message("Kinds: {names}.", names=sorted(KINDS))
        )
    kinds = options.kind or (TENDER if options.tender else ())
    return [one for one in pairs(snapshot, kinds=kinds) if one.fits(options.state)]


def _status(snapshot: Snapshot, found: list[Pair], options: argparse.Namespace, language: Language) -> None:
    known = offered(pairs(snapshot))
    if options.json:
        print_json(
            {
                "states": {name: _count(one) for name, one in counted(found).items()},
                "missing": {side: _count(missing(found, side)) for side in ("cy", "en")},
                "tender": {side: _count(missing(pairs(snapshot, kinds=TENDER), side)) for side in ("cy", "en")},
                "texts": [_as_json(one, known.get(one.key, "")) for one in found],
            }
        )
        return
    for state, count in counted(found).items():
        words = Message("{state}: {counted}", state=Message(STATE_WORDS[state]), counted=counted_words(count))
        print(words.say(language))
    for side, said in (("cy", Message("Missing in Welsh")), ("en", Message("Missing in English"))):
        count = missing(found, "cy" if side == "cy" else "en")
        print(Message("{state}: {counted}", state=said, counted=counted_words(count)).say(language))
    for _, row in by_record(one for one in found if one.state != "checked"):
        for one in row:
            where, name = place_of(one)
            print(
                f"{shown_words(one.shown).say(language)}\t{where}, {name}\t{' '.join(one.words.say(language).split())}"
            )


def _count(one: Counted) -> dict[str, int]:
    return {"texts": one.texts, "words": one.words}


def _as_json(one: Pair, offer: str) -> dict[str, Any]:
    return {
        "kind": one.record.table, "id": one.record.id, "ref": getattr(one.record, "ref", ""), "field": one.field,
        "en": one.words.en, "cy": one.words.cy, "state": one.state, "words": one.count,
        "checked_by": one.who, "checked_on": one.day, "offer": offer,
    }  # fmt: skip


def _take_back(options: argparse.Namespace, language: Language) -> int:
    returned = read_translation(_place(options, Message("Which file?")))
    with Session.open(options.file, read_only=options.dry_run) as session:
        planned = plan(now(session, judged=True), returned, options.by)
        changed = 0
        if not options.dry_run and planned.writes:
            changed = len(take_translations(session, returned, who=options.by))
        _say(planned, changed, options, language)
    return 0


def _say(planned: Plan, changed: int, options: argparse.Namespace, language: Language) -> None:
    if options.json:
        print_json(
            {
                "source": planned.source.source, **sums(planned.steps), "changed": changed,
                "told": [one.say(language) for one in planned.told()], "dry_run": options.dry_run,
            }
        )  # fmt: skip
        return
    for one in planned.told():
        print(one.say(language))
