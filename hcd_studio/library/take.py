"""A whole session out of a home library, by its id: a new copy on this computer, which syncs like any other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hcd_studio import home
from hcd_studio.clock import Clock
from hcd_studio.fields import Id
from hcd_studio.library import keys
from hcd_studio.library.cards import Card, read_card
from hcd_studio.library.copy import SessionCopy
from hcd_studio.library.driver import Driver, Missing
from hcd_studio.library.gate import enter
from hcd_studio.library.limits import SMALL_OBJECT
from hcd_studio.library.progress import Progress
from hcd_studio.library.report import SyncReport
from hcd_studio.library.segment import Newer, Unsound, unpack
from hcd_studio.library.sync import sync
from hcd_studio.numbering import own_letters
from hcd_studio.session import Session
from hcd_studio.speech import Message, Trouble
from hcd_studio.store import Store

SHORTEST = 6
"""So many letters of an id are enough where they name one session."""


def cards(driver: Driver) -> list[Card]:
    """The card of every session in a library, newest date first; of several cards of one session the newest."""
    gate = enter(driver)
    found: dict[Id, tuple[int, Card]] = {}
    for made, card in _cards(driver):
        if made >= found.get(card.session, (-1, card))[0]:
            found[card.session] = (made, card)
    listed = [card for _, card in found.values() if card.session and card.kind == gate.kind]
    return sorted(listed, key=lambda card: (card.date, card.title.en, card.session), reverse=True)


def _cards(driver: Driver) -> Iterator[tuple[int, Card]]:
    for one in driver.list(keys.CARDS):
        if one.size > SMALL_OBJECT:
            continue
        try:
            head = unpack(driver.get(one.key, SMALL_OBJECT), SMALL_OBJECT).head
        except (Missing, Unsound, Newer):
            continue
        made = head.get("made")
        if head.get("what") == "card" and isinstance(made, int):
            yield made, read_card(head.get("card"))


def session_named(driver: Driver, name: str) -> Id:
    """The id of the one session in a library that an id, or the beginning of one, names."""
    wanted = name.strip().casefold()
    ids = sorted({one.key.split("/")[1] for one in driver.list(keys.SESSIONS) if one.key.count("/") > 1})
    found = [id for id in ids if id.startswith(wanted)] if len(wanted) >= SHORTEST else []
    if len(found) == 1 and len(found[0]) == 32:
        return found[0]
    raise Trouble(
        Message("There is no session {name} in this library.", name=name)
        if not found
        else Message("{name} names several sessions of this library.", name=name),
        do=Message("List them with: hcd-studio library {place} list", place=driver.describe().address),
    )


def take(
    driver: Driver, name: str, to: Path, *, progress: Progress | None = None, clock: Clock | None = None
) -> SyncReport:
    """Make a new session file that holds everything the library has of a session; nothing is left where that fails."""
    enter(driver, "home")
    session = session_named(driver, name)
    clock = clock or Clock()
    Store.create(to, session, letters=own_letters(clock), home=home.machine())
    try:
        with Session.open(to, clock=clock) as made:
            report = sync(driver, SessionCopy(made), progress=progress)
            if not report.received:
                raise Trouble(
                    Message("Nothing of this session can be read in the library yet."),
                    do=Message("Wait until the folder is up to date and try again."),
                )
    except BaseException:
        to.unlink(missing_ok=True)
        raise
    return report
