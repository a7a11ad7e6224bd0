"""Commands of the library: what a folder between copies and councils can be asked for, the same as in the window."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from hcd_studio.speech import Language, Message, Usage
from ui.commands.library_find import same, search, trends
from ui.commands.library_parts import driver_of, path_of, print_lines, progress_of, words_of
from ui.commands.library_patterns import improve, lift, patterns, publish_part, upstream
from ui.commands.printing import print_json

if TYPE_CHECKING:
    from hcd_studio.library.cards import Card
    from hcd_studio.session import Session


def library(options: argparse.Namespace, language: Language) -> int:
    """Run one act on a library."""
    act: Act = ACTS[options.act]
    return act(options, language)


def init(options: argparse.Namespace, language: Language) -> int:
    """Make a library in a folder that has none."""
    from hcd_studio.library.gate import make, name_of

    place = Path(options.library)
    if "://" not in options.library and not place.exists() and place.parent.is_dir():
        place.mkdir()
    gate = make(driver_of(options), "shared" if options.shared else "home", council=options.council)
    if options.json:
        print_json(gate.as_json())
    else:
        print(Message("Made: {library}", library=name_of(gate)).say(language))
    return 0


def list_sessions(options: argparse.Namespace, language: Language) -> int:
    """List the sessions of a library by their cards."""
    from hcd_studio.library.take import cards

    found = cards(driver_of(options))
    if options.json:
        print_json([card.as_json() for card in found])
    for card in found if not options.json else ():
        print(_card_line(card, language))
        print_lines([card.language_state()], language)
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

    driver = driver_of(options)
    with Session.open(path_of(options)) as session:
        report = bring_together(
            driver,
            SessionCopy(session),
            progress=progress_of(options, language),
            move=options.move,
            renew=options.renew,
        )
    if options.json:
        print_json(report.as_json(language))
    else:
        print_lines(report.messages(), language)
    return 0


def take(options: argparse.Namespace, language: Language) -> int:
    """Take a whole session out of a home library into a new file."""
    from hcd_studio.library.take import take as take_out

    session, to = words_of(options, "SESSION", "FILE")
    report = take_out(driver_of(options), session, Path(to), progress=progress_of(options, language))
    if options.json:
        print_json({"file": to, **report.as_json(language)})
    else:
        print(Message("The session is here: {file}", file=to).say(language))
        print_lines(report.messages(), language)
    return 0


def publish(options: argparse.Namespace, language: Language) -> int:
    """Publish a session, masked, or a part of it as a pattern; or only show what others would see."""
    from hcd_studio.library import publish as publishing
    from hcd_studio.session import Session

    driver = driver_of(options)
    with Session.open(path_of(options), read_only=True) as session:
        if options.pattern:
            return publish_part(driver, session, options, language)
        audience: publishing.Open = "public" if options.audience == "public" else "library"
        licence = options.licence or publishing.LICENCE
        if options.preview:
            made = publishing.preview(session, audience, licence=licence)
        else:
            made = publishing.publish(
                driver, session, audience, licence=licence, progress=progress_of(options, language)
            )
    if options.json:
        print_json({"published": not options.preview, **made.as_json(language)})
        return 0
    print_lines(made.messages(), language)
    if options.preview:
        print_lines(publishing.names_of(made), language)
        print(Message("Nothing was published yet.").say(language))
    else:
        print(Message("Published.").say(language))
    return 0


def forget(options: argparse.Namespace, language: Language) -> int:
    """Carry what was erased in a session into the library, and print the certificate."""
    from hcd_studio.library.forget import forget as carry
    from hcd_studio.library.forget import forget_session
    from hcd_studio.session import Session

    (name,) = words_of(options, "FILE")
    driver = driver_of(options)
    if not Path(name).exists() and len(name) == 32 and not set(name) - set("0123456789abcdef"):
        certificate = forget_session(driver, name)
    else:
        with Session.open(Path(name)) as session:
            _erase_first(session, options)
            certificate = carry(driver, session, progress=progress_of(options, language))
    if options.json:
        print_json(certificate.as_json(language))
    else:
        print_lines(certificate.lines(), language)
    return 0


def _erase_first(session: Session, options: argparse.Namespace) -> None:
    """Erase what is named; without a name, only carry on what was erased before."""
    from hcd_studio.privacy import erase
    from hcd_studio.records import Participant, Record
    from ui.commands.values import record_of

    if not (options.participant or options.record):
        return
    if not options.reason:
        raise Usage(Message("An erasure needs a reason."), do=Message("Give one with --reason."))
    if options.participant:
        erase(session, participant=record_of(session, Participant, options.participant), reason=options.reason)
    else:
        erase(session, record=record_of(session, Record, options.record), field=options.field, reason=options.reason)


Act = Callable[[argparse.Namespace, Language], int]
ACTS: dict[str, Act] = {
    "init": init, "list": list_sessions, "search": search, "sync": sync, "take": take, "publish": publish,
    "patterns": patterns, "lift": lift, "upstream": upstream, "improve": improve, "same": same, "trends": trends,
    "forget": forget,
}  # fmt: skip
