"""Commands of patterns: publish, list, lift, see what changed, push an improvement back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from hcd_studio.library.driver import Driver
from hcd_studio.speech import Language, Message, Trouble
from ui.commands.library_parts import driver_of, driver_or_none, path_of, print_lines, words_of
from ui.commands.printing import print_json

if TYPE_CHECKING:
    from hcd_studio.library.patterns import Pattern
    from hcd_studio.session import Session


def publish_part(driver: Driver, session: Session, options: argparse.Namespace, language: Language) -> int:
    """Publish a part of a session as a new pattern, or only show it."""
    from hcd_studio.bilingual import Words
    from hcd_studio.library.made import pattern_of, publish_pattern
    from hcd_studio.library.patterns import Pattern
    from hcd_studio.library.publish import LICENCE

    bundle = pattern_of(
        session, options.pattern, options.name, title=Words(options.title_en, options.title_cy),
        licence=options.licence or LICENCE, evidence=options.evidence,
    )  # fmt: skip
    made = Pattern(bundle, "") if options.preview else publish_pattern(driver, bundle)
    if options.json:
        print_json({"published": not options.preview, **made.as_json(language)})
    else:
        print_lines(pattern_lines(made), language)
    return 0


def pattern_lines(made: Pattern) -> list[Message]:
    """A pattern in sentences: what it holds, from whom, under which licence, how far in both languages."""
    from hcd_studio.records import KINDS

    bundle = made.bundle
    lines = [
        Message(
            "{name}, version {version}: {title}", name=made.name, version=bundle.version or "1", title=bundle.title
        ),
        Message("From {council}, licence {licence}", council=bundle.council or "–", licence=bundle.licence or "–"),
        *(Message("{kind}: {n}", kind=KINDS[kind].term(), n=n) for kind, n in made.counts().items()),
        made.language_state(),
    ]
    if bundle.extra.get("contact"):
        lines.append(Message("Contact: {contact}", contact=bundle.extra["contact"]))
    if bundle.extra.get("evidence"):
        lines.append(Message("Evidence: {evidence}", evidence=bundle.extra["evidence"]))
    if made.lifted_by:
        lines.append(Message("Lifted by: {councils}", councils=list(made.lifted_by)))
    return lines


def patterns(options: argparse.Namespace, language: Language) -> int:
    """List patterns, or those that hold some words."""
    from hcd_studio.library.patterns import patterns as find

    found = find(driver_or_none(options), " ".join(options.words))
    if options.json:
        print_json([one.as_json(language) for one in found])
        return 0
    for one in found:
        print_lines(pattern_lines(one), language)
        print()
    if not found:
        print(Message("Nothing was found.").say(language))
    return 0


def lift(options: argparse.Namespace, language: Language) -> int:
    """Lift a pattern into a session, as one change that can be undone."""
    from hcd_studio.library.patterns import note_lifted, pattern_named
    from hcd_studio.session import Session
    from hcd_studio.verbs.patterns import lift_pattern

    name, file = words_of(options, "PATTERN", "FILE")
    driver = driver_or_none(options)
    pattern = pattern_named(driver, name)
    with Session.open(Path(file)) as session:
        ids = lift_pattern(session, pattern.bundle, parts=tuple(options.part))
        if driver is not None:
            note_lifted(driver, pattern, session.workshop.council)
    if options.json:
        print_json({"pattern": pattern.as_json(language), "records": len(ids)})
    else:
        print(
            Message(
                "Lifted: {title}, {n} records. One step of undo takes it back.", title=pattern.bundle.title, n=len(ids)
            ).say(language)
        )
    return 0


def upstream(options: argparse.Namespace, language: Language) -> int:
    """Say what changed in lifted patterns since, and take it over where asked to."""
    from hcd_studio.library.upstream import take_over
    from hcd_studio.library.upstream import upstream as look
    from hcd_studio.session import Session

    driver = driver_or_none(options)
    with Session.open(path_of(options), read_only=not options.take) as session:
        found = look(driver, session)
        if options.take:
            for one in found:
                take_over(session, one, both=options.both)
    if options.json:
        print_json(
            [
                {
                    "name": one.newest.name, "version": one.provenance.version, "newest": one.newest.bundle.version,
                    "differences": [each.as_json(language) for each in one.differences], "taken": bool(options.take),
                }
                for one in found
            ]
        )  # fmt: skip
        return 0
    for one in found:
        print_lines(one.messages(), language)
    if not found:
        print(Message("No pattern was lifted into this session.").say(language))
    return 0


def improve(options: argparse.Namespace, language: Language) -> int:
    """Push what became of a lifted pattern back as its next version."""
    from hcd_studio.bilingual import Words
    from hcd_studio.library.made import improve as push_back
    from hcd_studio.records import Provenance
    from hcd_studio.session import Session

    name, file = words_of(options, "PATTERN", "FILE")
    with Session.open(Path(file)) as session:
        found = [one for one in session.all(Provenance) if one.kind == "pattern" and one.source == name]
        if not found:
            raise Trouble(Message("The pattern {name} was not lifted into this session.", name=name))
        made = push_back(driver_of(options), session, found[-1], adaptations=Words(options.title_en, options.title_cy))
    if options.json:
        print_json(made.as_json(language))
    else:
        print_lines(pattern_lines(made), language)
    return 0
