"""`ask`: what follows from a session: a trail, a ranking, a ballot, whose voices, plan against actual, what is missing."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any

from hcd_studio.columns import title_of
from hcd_studio.questions.agenda import day_of, late_words, minutes_taken, slot_words
from hcd_studio.questions.coverage import Heard, heard, orphans, sources
from hcd_studio.questions.ranking import Ranking, Tally, ranking
from hcd_studio.questions.ready import lacks
from hcd_studio.questions.suppression import suppression
from hcd_studio.questions.trail import Knot, trail
from hcd_studio.questions.voting import options_of, turnout
from hcd_studio.records import Ballot, Need, Pain, Record, Requirement, Theme
from hcd_studio.session import Session, now
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Language, Message, Trouble
from hcd_studio.words import choice_words
from ui.commands.printing import print_json
from ui.commands.show import warn
from ui.commands.values import record_of

RANKED = ("theme", "pain", "idea")


def ask(options: argparse.Namespace, language: Language) -> int:
    """Print one answer."""
    with Session.open(options.file, read_only=True) as session:
        snapshot = now(session, judged=True)
        if options.what == "trail":
            if not options.about:
                raise Trouble(Message("Which record?"), do=Message("Give an id, a reference or a title."))
            found: Any = trail(snapshot, record_of(session, Record, options.about).id)
            _print_trail(found, language, options.json)
        elif options.what == "day":
            _print_day(snapshot, language, options.json)
        elif options.what == "setup":
            _print_setup(snapshot, language, options.json)
        elif options.what == "ranking":
            if options.about not in ("", *RANKED):
                raise Trouble(Message("{name} takes one of: {words}.", name="ranking", words=list(RANKED)))
            _print_ranking(ranking(snapshot, options.about or "theme", audience=options.audience), options, language)
        elif options.what == "ballot":
            _print_ballot(session, snapshot, options, language)
        elif options.what == "coverage":
            _print_coverage(snapshot, options, language)
        else:
            from ui.commands.answers import answered

            answered(snapshot, options, language)
        warn(session, language)
    return 0


def _print_day(snapshot: Snapshot, language: Language, as_json: bool) -> None:
    """Plan against actual, item by item."""
    day = day_of(snapshot)
    if as_json:
        rows = [
            {
                **_brief(one.item), "page": one.item.page, "begins": one.item.begins, "minutes": one.item.minutes,
                "began": one.item.began, "ended": one.item.ended, "state": one.state, "late": one.late,
                "took": minutes_taken(one.item),
            }
            for one in day.slots
        ]  # fmt: skip
        print_json({"items": rows, "late": day.late})
        return
    for slot in day.slots:
        print(f"{slot.item.begins[-5:]:>5}  {slot_words(slot).say(language)}")
    if day.late is not None:
        print(late_words(day.late).say(language))


def _print_setup(snapshot: Snapshot, language: Language, as_json: bool) -> None:
    """What the set-up still lacks."""
    found = lacks(snapshot)
    if as_json:
        print_json(
            [{"section": one.section, "words": one.words.say(language), "matters": one.matters} for one in found]
        )
        return
    for one in found:
        print(("! " if one.matters else "  ") + one.words.say(language))
    if not found:
        print(Message("Nothing is missing.").say(language))


def _named(record: Record, language: Language) -> str:
    ref = getattr(record, "ref", "")
    title = " ".join(title_of(record).say(language).split())
    return " ".join(part for part in (record.term().say(language), ref, title) if part)


def _brief(record: Record) -> dict[str, Any]:
    title = title_of(record)
    return {"kind": record.table, "id": record.id, "ref": getattr(record, "ref", ""), "en": title.en, "cy": title.cy}


def _print_trail(knots: Iterable[Knot], language: Language, as_json: bool) -> None:
    if as_json:
        print_json([{**_brief(one.record), "steps": one.steps, "suspect": one.suspect} for one in knots])
        return
    for one in knots:
        print(("> " if one.here else "  ") + _named(one.record, language))
        if one.suspect:
            print("    " + Message("What it rests on has changed. Look again.").say(language))


def _print_ranking(found: Ranking, options: argparse.Namespace, language: Language) -> None:
    if options.json:
        rows = [
            {
                **_brief(one.record), "place": one.place, "dots": one.room.dots, "concerns": one.room.concerns,
                "leaders": one.leaders.dots, "groups": {id: tally.dots for id, tally in one.groups.items()},
                "hidden": one.hidden,
            }
            for one in found.rows
        ]  # fmt: skip
        print_json({"rows": rows, "blind": [one.id for one in found.blind], "over": found.over})
        return
    for one in found.blind:
        print(Message("{title}: hidden until the round closes.", title=one.title).say(language))
    for row in found.rows:
        parts = [_counted(row.room, language)]
        if row.leaders:
            parts.append(Message("leaders: {votes}", votes=_counted(row.leaders, language)).say(language))
        if row.hidden:
            parts.append(suppression(options.audience).words(1).say(language))
        print(f"{row.place:>3}  {_named(row.record, language)}: {'; '.join(part for part in parts if part)}")


def _print_ballot(session: Session, snapshot: Snapshot, options: argparse.Namespace, language: Language) -> None:
    """What may be chosen, with its letters, and who has voted; never what was given."""
    last = next(iter(reversed(session.all(Ballot))), None)
    ballot = record_of(session, Ballot, options.about) if options.about else last
    if ballot is None:
        raise Trouble(
            Message("There is no ballot yet."), do=Message("Open one: hcd-studio do FILE open_ballot title=…")
        )
    far, found = turnout(snapshot, ballot), options_of(snapshot, ballot)
    if options.json:
        print_json(
            {
                **_brief(ballot), "status": ballot.status, "voters": far.of, "voted": far.voted, "complete": far.complete,
                "counted": far.counted, "options": [{"letter": one.letter, **_brief(one.record)} for one in found],
            }
        )  # fmt: skip
        return
    for words in (_named(ballot, language), choice_words("ballot", "status", ballot.status).say(language)):
        print(words)
    print(Message("Voted: {voted} of {all}.", voted=far.voted, all=far.of).say(language))
    for one in found:
        print(f"{one.letter:>3}  {_named(one.record, language)}")


def _counted(tally: Tally, language: Language) -> str:
    dots, concerns = tally.dots, tally.concerns
    said = [Message("{n} vote", plural="{n} votes", count=dots, n=dots)]
    if concerns:
        said.append(Message("{n} concern", plural="{n} concerns", count=concerns, n=concerns))
    return ", ".join(one.say(language) for one in said)


def _print_coverage(snapshot: Snapshot, options: argparse.Namespace, language: Language) -> None:
    groups, lacking = heard(snapshot, audience=options.audience), orphans(snapshot)
    known = sources(snapshot)
    levels = {
        kind: [min(known.get(one.id, 0), 2) for one in snapshot.all(kind)] for kind in (Theme, Pain, Need, Requirement)
    }
    if options.json:
        print_json(
            {
                "heard": [_as_json(one) for one in groups],
                "sources": {kind.table: {str(n): row.count(n) for n in (0, 1, 2)} for kind, row in levels.items()},
                "orphans": [{**_brief(one.record), "lack": one.lack} for one in lacking],
            }
        )
        return
    for one in groups:
        few = suppression(options.audience).words(1)
        n: object = few if one.present is None else one.present
        print(Message("{group}: {n} of {all} in the room", group=one.group.title, n=n, all=one.of).say(language))
    for kind, row in levels.items():
        none, single, several = (row.count(n) for n in (0, 1, 2))
        words = Message("no source: {none}, one: {one}, several: {several}", none=none, one=single, several=several)
        print(f"{kind.term().say(language)}: {words.say(language)}")
    for orphan in lacking:
        print(orphan.message().say(language))


def _as_json(one: Heard) -> dict[str, Any]:
    title = one.group.title
    return {
        "id": one.group.id, "en": title.en, "cy": title.cy, "present": one.present, "heard": one.heard, "of": one.of,
        "population": one.group.share, "missing": one.missing,
    }  # fmt: skip
