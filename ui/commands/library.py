"""Commands of the library: what a folder between copies and councils can be asked for, the same as in the window."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from hcd_studio.library.driver import Driver, open_driver
from hcd_studio.speech import Language, Message, Sayable, Trouble, Usage
from ui.commands.printing import print_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hcd_studio.library.cards import Card
    from hcd_studio.library.progress import Progress

NONE = "-"
"""Instead of a library: only what comes with the program."""


def library(options: argparse.Namespace, language: Language) -> int:
    """Run one act on a library."""
    act: Act = ACTS[options.act]
    return act(options, language)


def _driver(options: argparse.Namespace) -> Driver:
    return open_driver(options.library)


def _driver_or_none(options: argparse.Namespace) -> Driver | None:
    return None if options.library == NONE else open_driver(options.library)


def _print(lines: Iterable[Sayable], language: Language) -> None:
    for line in lines:
        print(line.say(language))


def _progress(options: argparse.Namespace, language: Language) -> Progress | None:
    """Progress on standard error, where a person looks at it."""
    if options.json or not sys.stderr.isatty():
        return None

    def tell(share: float, doing: Message) -> bool:
        print(
            f"\r{share:4.0%} {doing.say(language):60}", end="" if share < 1 else "\r" + " " * 70 + "\r", file=sys.stderr
        )
        return True

    return tell


def init(options: argparse.Namespace, language: Language) -> int:
    """Make a library in a folder that has none."""
    from hcd_studio.library.gate import make, name_of

    place = Path(options.library)
    if "://" not in options.library and not place.exists() and place.parent.is_dir():
        place.mkdir()
    gate = make(_driver(options), "shared" if options.shared else "home", council=options.council)
    if options.json:
        print_json(gate.as_json())
    else:
        print(Message("Made: {library}", library=name_of(gate)).say(language))
    return 0


def list_sessions(options: argparse.Namespace, language: Language) -> int:
    """List the sessions of a library by their cards."""
    from hcd_studio.library.gate import enter
    from hcd_studio.library.publish import published_cards
    from hcd_studio.library.take import cards

    driver = _driver(options)
    found = published_cards(driver) if enter(driver).kind == "shared" else cards(driver)
    if options.json:
        print_json([card.as_json() for card in found])
    for card in found if not options.json else ():
        print(_card_line(card, language))
        _print([card.language_state()], language)
    if not found and not options.json:
        print(Message("The library holds no sessions yet.").say(language))
    return 0


def _card_line(card: Card, language: Language) -> str:
    parts = [card.session[:8], card.date, card.title.say(language), card.council, card.service, card.contact]
    return "  ".join(part for part in parts if part)


def sync(options: argparse.Namespace, language: Language) -> int:
    """Sync a session with the home library of its council."""
    from hcd_studio.library.copy import SessionCopy
    from hcd_studio.library.sync import sync as bring_together
    from hcd_studio.session import Session

    driver = _driver(options)
    with Session.open(_path(options)) as session:
        report = bring_together(
            driver, SessionCopy(session), progress=_progress(options, language), move=options.move, renew=options.renew
        )
    if options.json:
        print_json(report.as_json(language))
    else:
        _print(report.messages(), language)
    return 0


def take(options: argparse.Namespace, language: Language) -> int:
    """Take a whole session out of a home library into a new file."""
    from hcd_studio.library.take import take as take_out

    session, to = _words(options, "SESSION", "FILE")
    report = take_out(_driver(options), session, Path(to), progress=_progress(options, language))
    if options.json:
        print_json({"file": to, **report.as_json(language)})
    else:
        print(Message("The session is here: {file}", file=to).say(language))
        _print(report.messages(), language)
    return 0


def publish(options: argparse.Namespace, language: Language) -> int:
    """Publish a session, masked, or a part of it as a pattern; or only show what others would see."""
    from hcd_studio.library import publish as publishing
    from hcd_studio.session import Session

    driver = _driver(options)
    with Session.open(_path(options), read_only=True) as session:
        if options.pattern:
            return _publish_pattern(driver, session, options, language)
        audience: publishing.Open = "public" if options.audience == "public" else "library"
        licence = options.licence or publishing.LICENCE
        if options.preview:
            made = publishing.preview(session, audience, licence=licence)
        else:
            made = publishing.publish(driver, session, audience, licence=licence, progress=_progress(options, language))
    if options.json:
        print_json({"published": not options.preview, **made.as_json(language)})
        return 0
    _print(made.messages(), language)
    if options.preview:
        _print(publishing.names_of(made), language)
        print(Message("Nothing was published yet.").say(language))
    else:
        print(Message("Published.").say(language))
    return 0


def _publish_pattern(driver: Driver, session: object, options: argparse.Namespace, language: Language) -> int:
    from hcd_studio.bilingual import Words
    from hcd_studio.library.made import pattern_of, publish_pattern
    from hcd_studio.library.patterns import Pattern
    from hcd_studio.library.publish import LICENCE
    from hcd_studio.session import Session

    assert isinstance(session, Session)
    bundle = pattern_of(
        session, options.pattern, options.name, title=Words(options.title_en, options.title_cy),
        licence=options.licence or LICENCE, evidence=options.evidence,
    )  # fmt: skip
    made = Pattern(bundle, "") if options.preview else publish_pattern(driver, bundle)
    if options.json:
        print_json({"published": not options.preview, **made.as_json(language)})
    else:
        _print(_pattern_lines(made), language)
    return 0


def _pattern_lines(made: object) -> list[Message]:
    from hcd_studio.library.patterns import Pattern
    from hcd_studio.records import KINDS

    assert isinstance(made, Pattern)
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

    found = find(_driver_or_none(options), " ".join(options.words))
    if options.json:
        print_json([one.as_json(language) for one in found])
        return 0
    for one in found:
        _print(_pattern_lines(one), language)
        print()
    if not found:
        print(Message("Nothing was found.").say(language))
    return 0


def lift(options: argparse.Namespace, language: Language) -> int:
    """Lift a pattern into a session, as one change that can be undone."""
    from hcd_studio.library.patterns import note_lifted, pattern_named
    from hcd_studio.session import Session
    from hcd_studio.verbs.patterns import lift_pattern

    name, file = _words(options, "PATTERN", "FILE")
    driver = _driver_or_none(options)
    pattern = pattern_named(driver, name)
    with Session.open(Path(file)) as session:
        ids = lift_pattern(session, pattern.bundle)
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

    driver = _driver_or_none(options)
    with Session.open(_path(options), read_only=not options.take) as session:
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
        _print(one.messages(), language)
    if not found:
        print(Message("No pattern was lifted into this session.").say(language))
    return 0


def improve(options: argparse.Namespace, language: Language) -> int:
    """Push what became of a lifted pattern back as its next version."""
    from hcd_studio.bilingual import Words
    from hcd_studio.library.made import improve as push_back
    from hcd_studio.records import Provenance
    from hcd_studio.session import Session

    name, file = _words(options, "PATTERN", "FILE")
    with Session.open(Path(file)) as session:
        found = [one for one in session.all(Provenance) if one.kind == "pattern" and one.source == name]
        if not found:
            raise Trouble(Message("The pattern {name} was not lifted into this session.", name=name))
        made = push_back(_driver(options), session, found[-1], adaptations=Words(options.title_en, options.title_cy))
    if options.json:
        print_json(made.as_json(language))
    else:
        _print(_pattern_lines(made), language)
    return 0


def forget(options: argparse.Namespace, language: Language) -> int:
    """Carry what was erased in a session into the library, and print the certificate."""
    from hcd_studio.library.forget import forget as carry
    from hcd_studio.library.forget import forget_session
    from hcd_studio.session import Session

    (name,) = _words(options, "FILE")
    driver = _driver(options)
    if not Path(name).exists() and len(name) == 32 and not set(name) - set("0123456789abcdef"):
        certificate = forget_session(driver, name)
    else:
        with Session.open(Path(name)) as session:
            _erase_first(session, options)
            certificate = carry(driver, session, progress=_progress(options, language))
    if options.json:
        print_json(certificate.as_json(language))
    else:
        _print(certificate.lines(), language)
    return 0


def _erase_first(session: object, options: argparse.Namespace) -> None:
    """Erase what is named; without a name, only carry on what was erased before."""
    from hcd_studio.privacy import erase
    from hcd_studio.records import Participant, Record
    from hcd_studio.session import Session
    from ui.commands.values import record_of

    assert isinstance(session, Session)
    if not (options.participant or options.record):
        return
    if not options.reason:
        raise Usage(Message("An erasure needs a reason."), do=Message("Give one with --reason."))
    if options.participant:
        erase(session, participant=record_of(session, Participant, options.participant), reason=options.reason)
    else:
        erase(session, record=record_of(session, Record, options.record), field=options.field, reason=options.reason)


def search(options: argparse.Namespace, language: Language) -> int:
    """Search everything that the library holds."""
    from hcd_studio.library.catalogue import Facets, open_catalogue, spread
    from hcd_studio.library.catalogue import search as find
    from hcd_studio.library.catalogue.saved import save, saved

    words = " ".join(options.words)
    given = {one.name: getattr(options, one.name) for one in dataclasses.fields(Facets)}
    facets = Facets(**given)
    if options.saved:
        known = saved()
        if options.saved not in known:
            raise Trouble(Message("There is no saved search {name}.", name=options.saved))
        words, facets = known[options.saved]
    if options.save:
        save(options.save, words, facets)
    with open_catalogue(_driver(options), progress=_progress(options, language)) as catalogue:
        found = find(catalogue, words, facets, limit=options.limit)
        spreads = spread(catalogue, found) if options.json else {}
    if options.json:
        print_json(
            {
                "total": found.total, "more": found.more, "facets": spreads,
                "findings": [one.as_json(language) for one in found.findings],
            }
        )  # fmt: skip
        return 0
    for one in found.findings:
        print(f"{one.cite:18} {one.words.say(language)}")
        print(f"{'':18} {one.citation().say(language)}")
    _print(found.messages(), language)
    return 0


def same(options: argparse.Namespace, language: Language) -> int:
    """Who shares a pain; propose like ones; keep that a person found two to be the same."""
    import time

    from hcd_studio.library.catalogue import open_catalogue, shares

    driver = _driver(options)
    with open_catalogue(driver) as catalogue:
        if len(options.words) == 2:
            shares.judge(
                driver, catalogue, *options.words, same=not options.no, council=options.council, now=time.time()
            )
        one = [shares.share_of(catalogue, options.words[0])] if options.words else shares.shared_pains(catalogue)
        like = shares.alike(catalogue, options.words[0]) if len(options.words) == 1 else []
    if options.json:
        print_json(
            {"shared": [each.as_json(language) for each in one], "alike": [each.as_json(language) for each in like]}
        )
        return 0
    _print([each.message() for each in one], language)
    if like:
        print(Message("Perhaps the same, for a person to judge:").say(language))
    for finding in like:
        print(f"{finding.cite:18} {finding.words.say(language)}")
        print(f"{'':18} {finding.citation().say(language)}")
    return 0


def trends(options: argparse.Namespace, language: Language) -> int:
    """What hurts most, where, and whether it gets better or worse."""
    from hcd_studio.library.catalogue import open_catalogue
    from hcd_studio.library.catalogue.trends import trends as follow

    with open_catalogue(_driver(options)) as catalogue:
        found = follow(catalogue, options.by, service=options.service)
    if options.json:
        print_json([one.as_json(language) for one in found])
    else:
        _print([one.message() for one in found], language)
    return 0


def _words(options: argparse.Namespace, *names: str) -> list[str]:
    """So many words behind the act, by the names that the help gives them."""
    if len(options.words) != len(names):
        raise Usage(
            Message("{act} needs: {names}", act=options.act, names=list(names)),
            do=Message("See: hcd-studio library --help"),
        )
    return list(options.words)


def _path(options: argparse.Namespace) -> Path:
    return Path(_words(options, "FILE")[0])


Act = Callable[[argparse.Namespace, Language], int]
ACTS: dict[str, Act] = {
    "init": init, "list": list_sessions, "search": search, "sync": sync, "take": take, "publish": publish,
    "patterns": patterns, "lift": lift, "upstream": upstream, "improve": improve, "same": same, "trends": trends,
    "forget": forget,
}  # fmt: skip
