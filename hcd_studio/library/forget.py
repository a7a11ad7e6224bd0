"""Erasure in a library, and the certificate of it: what was written anew, who has confirmed, what is out of reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hcd_studio.fields import Id
from hcd_studio.library import keys
from hcd_studio.library.catalogue.place import throw_away
from hcd_studio.library.copy import Copy, SessionCopy, print_of
from hcd_studio.library.driver import Driver, Missing
from hcd_studio.library.gate import Gate, enter, name_of
from hcd_studio.library.patterns import clean_patterns
from hcd_studio.library.progress import Progress
from hcd_studio.library.publish import preview, published_as, send, withdraw
from hcd_studio.library.segment import Newer, Unsound, pack, unpack
from hcd_studio.library.sync import sync
from hcd_studio.library.visit import have_of
from hcd_studio.session import Session
from hcd_studio.speech import N_, Language, Message

OUT_OF_REACH = (
    Message(
        "Version histories and recycle bins of OneDrive, SharePoint, Nextcloud and the like, and backups of the share."
    ),
    Message("Laptops that do not sync any more, sticks, e-mailed files and exports."),
    Message("What other councils lifted or exported before; they are told at their next look at the library."),
)
WAITING = N_("Copy {letters} ({name}) has not confirmed yet; it will at its next sync.")


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Whether one copy of the session says that it has carried out the erasures."""

    letters: str
    copy: str
    done: bool


@dataclass(frozen=True)
class LibraryCertificate:
    """What an erasure did in one library. It names no words."""

    library: Message
    session: Id
    erased: int
    rewritten: int = 0
    removed: int = 0
    patterns: int = 0
    published: bool = False
    copies: tuple[Confirmed, ...] = ()

    def lines(self) -> Iterator[Message]:
        """The certificate, line by line."""
        yield Message("Erasure in the {library}, session {session}.", library=self.library, session=self.session)
        yield Message("Places erased for good in this session: {n}", n=self.erased)
        if self.rewritten:
            yield Message("Files written anew without the erased words: {n}", n=self.rewritten)
        if self.removed:
            yield Message("Files removed: {n}", n=self.removed)
        if self.published:
            yield Message("Published anew, without them.")
        if self.patterns:
            yield Message("Patterns written anew: {n}", n=self.patterns)
        for one in self.copies:
            said = N_("Copy {letters} ({name}) has confirmed.") if one.done else WAITING
            yield Message(said, letters=one.letters, name=one.copy)
        yield Message("Out of reach of this program:")
        yield from OUT_OF_REACH

    def as_json(self, language: Language) -> dict[str, Any]:
        """The certificate as the command prints it with `--json`."""
        return {
            "library": self.library.say(language), "session": self.session, "erased": self.erased,
            "rewritten": self.rewritten, "removed": self.removed, "patterns": self.patterns, "published": self.published,
            "copies": [{"letters": one.letters, "copy": one.copy, "confirmed": one.done} for one in self.copies],
            "lines": [line.say(language) for line in self.lines()],
        }  # fmt: skip


def forget(driver: Driver, session: Session, *, progress: Progress | None = None) -> LibraryCertificate:
    """Carry what was erased in a session into a library of either kind, and say what came of it."""
    gate = enter(driver)
    copy = SessionCopy(session)
    erased = len(copy.erasures())
    if gate.kind == "shared":
        return _forget_shared(driver, session, gate, erased, progress)
    report = sync(driver, copy, progress=progress)
    return LibraryCertificate(
        name_of(gate), copy.session, erased, report.rewritten, report.removed, copies=tuple(confirmations(driver, copy))
    )


def _forget_shared(
    driver: Driver, session: Session, gate: Gate, erased: int, progress: Progress | None
) -> LibraryCertificate:
    id = session.store.session.hex()
    published = published_as(driver, id)
    if published is not None:
        audience, licence = published
        again = preview(session, audience, licence=licence)  # for nobody more than before
        send(driver, again, SessionCopy(session), progress=progress)
    patterns = clean_patterns(driver, lambda record, field: session.store.is_erased(record, field))
    _tell_others(driver, session)
    throw_away(gate.id)
    return LibraryCertificate(name_of(gate), id, erased, patterns=patterns, published=published is not None)


def _tell_others(driver: Driver, session: Session) -> None:
    """Prints of what is gone, so that whoever lifted it hears of it; nobody can read out of them what it was."""
    prints = sorted({print_of(record, field) for record, field in session.store.writer.erased})
    if prints:
        data = pack({"what": "gone", "prints": prints})
        driver.put_if_absent(keys.gone(unpack(data).sha), data)


def withdrawn_prints(driver: Driver) -> set[str]:
    """The prints of everything that was withdrawn at its source."""
    found: set[str] = set()
    for one in driver.list(keys.GONE):
        try:
            head = unpack(driver.get(one.key)).head
        except (Missing, Unsound, Newer):
            continue
        if head.get("what") == "gone" and isinstance(head.get("prints"), list):
            found |= {one for one in head["prints"] if isinstance(one, str)}
    return found


def confirmations(driver: Driver, copy: Copy) -> list[Confirmed]:
    """What every copy says in its have-file of the erasures that stand in this one."""
    due = set(copy.erasures())
    found: dict[str, Confirmed] = {}
    for one in driver.list(keys.session_folder(copy.session)):
        if not keys.is_have(one.key):
            continue
        try:
            have = have_of(unpack(driver.get(one.key)), one.key)
        except (Missing, Unsound, Newer):
            continue
        if have is not None:
            done = due <= have.erased
            before = found.get(have.copy)
            found[have.copy] = Confirmed(have.letters, have.copy[:8], done and (before is None or before.done))
    return [found[name] for name in sorted(found)]


def forget_session(driver: Driver, session: Id) -> LibraryCertificate:
    """Take a whole session back out of the shared library."""
    gate = enter(driver, "shared")
    return LibraryCertificate(name_of(gate), session, 0, removed=withdraw(driver, session))
