"""Sync: a copy of a session and the home library of its council, until each has what the other has.

One button and one command. It may be stopped or killed anywhere and goes on where it was: an object is known only once
all of it is in the log, and a change counts as sent only once it was read back. Nothing here is ever deleted because it is
missing there.
"""

from __future__ import annotations

from typing import Any

from hcd_studio.library import keys
from hcd_studio.library.compact import compact
from hcd_studio.library.copy import Copy
from hcd_studio.library.driver import Driver, Missing
from hcd_studio.library.gate import Gate, NoGate, enter, make, name_of, refuse_another
from hcd_studio.library.haves import ask_again, write_have
from hcd_studio.library.limits import SMALL_OBJECT
from hcd_studio.library.memory import Memory
from hcd_studio.library.progress import Progress, tell
from hcd_studio.library.pull import pull, pull_pictures
from hcd_studio.library.push import push
from hcd_studio.library.redact import redact
from hcd_studio.library.report import SyncReport
from hcd_studio.library.segment import Newer, Unsound, pack, unpack
from hcd_studio.library.visit import Visit
from hcd_studio.speech import Message, Trouble


def sync(
    driver: Driver, copy: Copy, *, progress: Progress | None = None, move: bool = False, renew: bool = False
) -> SyncReport:
    """Bring both sides together; what moved stands in the report.

    `move` says that a session which belongs to another library goes on in this one; `renew` makes a library that was
    wiped, or whose gate is damaged, again as the one that it was.
    """
    tell(progress, 0.0, Message("Looking at the library …"))
    gate = _enter(driver, copy, renew=renew)
    if not move:
        refuse_another(gate, copy.home())
    memory = copy.recall(gate.id)
    visit = Visit(driver, copy, gate, memory, SyncReport(name_of(gate)), progress)
    visit.look()
    pictures = copy.pictures() | set(memory.pictures)
    pull(visit)
    redact(visit, pictures)
    pull_pictures(visit)
    memory.pictures = sorted(copy.pictures())  # before any goes out: one that is gone later was erased
    copy.keep(gate.id, memory)
    push(visit)
    ask_again(visit)
    tell(progress, 0.95, Message("Writing down who has what …"))
    write_have(visit)
    write_card(visit)
    compact(visit)
    copy.keep(gate.id, memory)
    tell(progress, 1.0, Message("Synced."))
    return visit.report


def _enter(driver: Driver, copy: Copy, *, renew: bool) -> Gate:
    try:
        return enter(driver, "home")
    except NoGate:
        if not renew or not copy.home():
            raise
        driver.delete(keys.GATE)  # where one lies it is damaged
        return make(driver, "home", id=copy.home())


def write_card(visit: Visit) -> None:
    """The card of this session as it is now, and no other: an older one may show what was erased since."""
    card = visit.copy.card()
    standing = [one.key for one in visit.driver.list(f"{keys.CARDS}{visit.copy.session}")]
    current = next((key for key in standing if _shows(visit, key, card)), "")
    if not current:
        data = pack({"what": "card", "session": visit.copy.session, "card": card, "made": int(visit.copy.now())})
        current = keys.card(visit.copy.session, unpack(data).sha)
        visit.report.card = visit.driver.put_if_absent(current, data)
    for key in standing:
        if key != current:
            visit.driver.delete(key)


def _shows(visit: Visit, key: str, card: dict[str, Any]) -> bool:
    try:
        head = unpack(visit.driver.get(key, SMALL_OBJECT)).head
    except (Missing, Unsound, Newer):
        return False
    return head.get("what") == "card" and head.get("card") == card and head.get("session") == visit.copy.session


def has_news(driver: Driver, copy: Copy) -> bool:
    """Whether others put something into the library since this copy's last sync: a look at names only, for a watcher."""
    try:
        gate = enter(driver, "home")
        if copy.home() != gate.id:
            return False
        memory: Memory = copy.recall(gate.id)
        folder = keys.session_folder(copy.session)
        return any(
            one.key.endswith(keys.END)
            and not keys.is_have(one.key)
            and not one.key.startswith(keys.pictures(copy.session))
            and memory.known.get(one.key) != one.size
            and one.key not in memory.bad
            for one in driver.list(folder)
        )
    except Trouble:
        return False
