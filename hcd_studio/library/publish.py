"""Publishing: what people agreed to share goes into the shared library, masked, without a log, and nothing else.

Every word passes through `audience.seen_by` first: nothing above its consent tier, nobody's name, nobody who withdrew. A
new publication takes the place of the earlier one, so what was withdrawn meanwhile is gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from hcd_studio.audience import seen_by
from hcd_studio.checks.publication import refuse_personal_data
from hcd_studio.columns import columns, flat, title_of
from hcd_studio.fields import Id
from hcd_studio.library import keys
from hcd_studio.library.cards import Card, card_of, read_card
from hcd_studio.library.copy import Copy, SessionCopy
from hcd_studio.library.driver import Driver, Missing
from hcd_studio.library.gate import enter
from hcd_studio.library.pictures import put_picture
from hcd_studio.library.progress import Progress, tell
from hcd_studio.library.segment import Newer, Unsound, pack, pack_lines, unpack
from hcd_studio.records import KINDS, Attachment, Record
from hcd_studio.session import Session
from hcd_studio.snapshot import Snapshot, in_order
from hcd_studio.speech import Language, Message, Trouble

Open = Literal["library", "public"]
LICENCE = "OGL-UK-3.0"
NEVER = ("saved_view", "agenda_item", "room_table")
"""Kinds that are of use in their own room only."""


@dataclass(frozen=True)
class Publication:
    """Exactly what another council will see: every record, the card, the pictures; and how much stays behind."""

    session: Id
    audience: str
    card: Card
    records: Mapping[str, tuple[Record, ...]]
    behind: Mapping[str, int]
    licence: str
    made: int
    pictures: tuple[str, ...] = ()

    def lines(self) -> Iterator[dict[str, Any]]:
        """The records as the object holds them: what is unset is left out."""
        for kind, records in self.records.items():
            known = columns(kind)
            for record in records:
                said = {
                    name: list(value) if isinstance(value, tuple) else value
                    for name, value in flat(record).items()
                    if value != known[name].default
                }
                yield {"kind": kind, "id": record.id, **said}

    def head(self) -> dict[str, Any]:
        """What the object says of itself."""
        return {
            "what": "published", "session": self.session, "audience": self.audience, "licence": self.licence,
            "made": self.made, "card": self.card.as_json(),
        }  # fmt: skip

    def messages(self) -> Iterator[Message]:
        """What goes out and what stays, in sentences."""
        yield Message("Others will see this session as: {title} ({council}, {service}).", title=self.card.title or self.session[:8],
                      council=self.card.council or "–", service=self.card.service or "–")  # fmt: skip
        if not self.card.contact:
            yield Message("No contact is given; others cannot ask back.")
        for kind, records in self.records.items():
            yield Message("Goes out: {kind}: {n}", kind=KINDS[kind].term(), n=len(records))
        if self.pictures:
            yield Message("Goes out: pictures: {n}", n=len(self.pictures))
        for kind, n in self.behind.items():
            yield Message("Stays here: {kind}: {n}", kind=KINDS[kind].term(), n=n)
        yield self.card.language_state()
        yield Message("Licence: {licence}", licence=self.licence)

    def as_json(self, language: Language) -> dict[str, Any]:
        """The publication as the command prints it with `--json`."""
        records: dict[str, list[dict[str, Any]]] = {}
        for line in self.lines():
            records.setdefault(str(line["kind"]), []).append(
                {name: value for name, value in line.items() if name != "kind"}
            )
        return {
            "session": self.session, "audience": self.audience, "licence": self.licence, "card": self.card.as_json(),
            "records": records, "behind": dict(self.behind), "pictures": list(self.pictures),
            "messages": [message.say(language) for message in self.messages()],
        }  # fmt: skip


def preview(session: Session, audience: Open = "library", *, licence: str = LICENCE) -> Publication:
    """What would be published; nothing is written."""
    whole = session.snapshot()
    if not whole.workshop.council:
        raise Trouble(
            Message("The session does not say which council it is of."),
            do=Message("Write the council on the first page, then publish."),
        )
    seen = seen_by(whole, audience)
    records = {kind: in_order(found.values()) for kind, found in seen.records.items() if found and kind not in NEVER}
    card = replace(read_card(card_of(seen, session.store.session.hex())), kind="shared")
    behind = {kind: n for kind in KINDS if (n := len(whole.records.get(kind, ())) - len(records.get(kind, ()))) > 0}
    return Publication(
        session.store.session.hex(), audience, card, records, behind, licence, int(session.clock.now() * 1000),
        _pictures(seen),
    )  # fmt: skip


def _pictures(seen: Snapshot) -> tuple[str, ...]:
    return tuple(sorted({one.sha256 for one in seen.all(Attachment) if one.sha256}))


def publish(
    driver: Driver,
    session: Session,
    audience: Open = "library",
    *,
    licence: str = LICENCE,
    progress: Progress | None = None,
) -> Publication:
    """Put a session's publication into the shared library, in the place of its earlier one; personal data stops it."""
    enter(driver, "shared")
    refuse_personal_data(session.snapshot(), audience)
    return send(driver, preview(session, audience, licence=licence), SessionCopy(session), progress=progress)


def send(driver: Driver, made: Publication, copy: Copy, *, progress: Progress | None = None) -> Publication:
    """Put a publication that somebody looked at into the shared library; `copy` brings its pictures."""
    enter(driver, "shared")
    folder = f"{keys.PUBLISHED}{made.session}/"
    tell(progress, 0.2, Message("Sending pictures …"))
    for sha256 in made.pictures:
        picture = copy.picture(sha256)
        if picture is not None:
            put_picture(driver, made.session, picture, folder=f"{folder}b/")
    tell(progress, 0.5, Message("Publishing …"))
    data = pack_lines(made.head(), made.lines())
    key = keys.published(made.session, unpack(data).sha)
    driver.put_if_absent(key, data)
    _replace(driver, made, key)
    _write_card(driver, made)
    tell(progress, 1.0, Message("Published."))
    return made


def _replace(driver: Driver, made: Publication, key: str) -> None:
    """What this session published before goes, damaged pieces included: nobody may find there what was withdrawn."""
    folder = f"{keys.PUBLISHED}{made.session}/"
    for one in list(driver.list(folder)):
        name = one.key[len(folder) :]
        if name.startswith("b/"):
            if name[2:66] not in made.pictures:
                driver.delete(one.key)
        elif one.key != key:
            driver.delete(one.key)


def _write_card(driver: Driver, made: Publication) -> None:
    """The card that a list shows, without reading all that was published."""
    data = pack({"what": "card", "session": made.session, "card": made.card.as_json(), "made": made.made // 1000})
    key = keys.card(made.session, unpack(data).sha)
    driver.put_if_absent(key, data)
    for one in list(driver.list(f"{keys.CARDS}{made.session}")):
        if one.key != key:
            driver.delete(one.key)


def withdraw(driver: Driver, session: Id) -> int:
    """Take back everything that was published of a session; how many objects went."""
    enter(driver, "shared")
    found = list(driver.list(f"{keys.PUBLISHED}{session}/"))
    for one in [*found, *driver.list(f"{keys.CARDS}{session}")]:
        driver.delete(one.key)
    return len(found)


def published_as(driver: Driver, session: Id) -> tuple[Open, str] | None:
    """For whom and under which licence a session is published; None where nothing of it lies there that can be read."""
    best: tuple[int, Open, str] | None = None
    for one in driver.list(f"{keys.PUBLISHED}{session}/"):
        try:
            head = unpack(driver.get(one.key)).head
        except (Missing, Unsound, Newer):
            continue
        made = head.get("made")
        if head.get("what") == "published" and isinstance(made, int) and (best is None or made > best[0]):
            best = (made, "library" if head.get("audience") == "library" else "public", str(head.get("licence", "")))
    return None if best is None else best[1:]


def names_of(made: Publication) -> list[Message]:
    """The first texts of each kind as others will see them, for a person who looks before publishing."""
    return [
        Message("{kind}: {title}", kind=KINDS[kind].term(), title=title_of(record))
        for kind, records in made.records.items()
        for record in records[:3]
    ]
