"""A session that was never seeded from this one, matched to it: which of its steps, lanes and people are ours.

Titles decide first, in either language, then likeness, then the order between what is matched. A person may correct any of
it; what is matched to nothing comes in as new. What comes in is a bundle with its provenance: one change, taken back at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, TypeVar

from hcd_studio import home
from hcd_studio.audience import seen_by
from hcd_studio.bilingual import Words
from hcd_studio.bundle import Bundle, bundle_of
from hcd_studio.columns import title_of
from hcd_studio.fields import Id
from hcd_studio.records import Journey, Lane, Participant, ParticipantGroup, Persona, Record, RoomTable, Stage, Step
from hcd_studio.session import Session
from hcd_studio.snapshot import Snapshot
from hcd_studio.snapshots import restore

ALIKE = 0.72
"""From this share of equal letters on, two titles are taken for one; people see which and may say otherwise."""
BROUGHT = (
    "journey", "stage", "step", "lane", "room_table", "participant_group", "persona", "participant", "claim", "actor",
    "theme", "note", "feeling", "pain", "idea", "need", "branch", "ballot", "vote", "decision", "action", "pulse",
    "attachment", "link",
)  # fmt: skip
"""What a table brings; the workshop's own description, its agenda, its requirements and its versions stay as they are here."""
How = Literal["title", "alike", "order", "new"]
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Match:
    """A step of the other session, the step of ours it is taken for (none: it comes in as a new one), and why."""

    theirs: Step
    ours: Step | None
    how: How


@dataclass(frozen=True)
class Stranger:
    """Another session as it was read: what the room there may see, its steps matched, its pictures."""

    name: str
    title: Words
    snapshot: Snapshot
    matches: tuple[Match, ...]
    pictures: tuple[tuple[object, ...], ...] = ()

    def corrected(self, said: Mapping[Id, Id]) -> Stranger:
        """The same with what a person said: their step → ours, or nothing for a new one; ours is known by its id."""
        ours = {one.ours.id: one.ours for one in self.matches if one.ours is not None}
        ours |= {id: Step(id=id) for id in said.values() if id and id not in ours}
        kept = tuple(
            replace(one, ours=ours.get(said[one.theirs.id]), how="title") if one.theirs.id in said else one
            for one in self.matches
        )
        return replace(self, matches=kept)


def read_stranger(session: Session, path: Path) -> Stranger:
    """Read a session that is no copy of this one, from a copy of its file, and match its steps; nothing is written."""
    with TemporaryDirectory(prefix="met-", dir=home.folder("scratch")) as folder:
        copy = Path(folder) / "copy.hcd"
        restore(path, copy)
        with Session.open(copy, read_only=True) as other:
            theirs = seen_by(other.snapshot(), "room")
            title = title_of(other.workshop)
            query = "SELECT sha256, mime, width, height, bytes FROM blob"
            pictures = tuple(tuple(row) for row in other.store.db.execute(query))
    steps = match_steps(steps_in_order(theirs), steps_in_order(session.snapshot()))
    return Stranger(path.name, title, theirs, steps, pictures)


def steps_in_order(snapshot: Snapshot) -> tuple[Step, ...]:
    """Steps as the map has them: stage by stage."""
    stages = {one.id: at for at, one in enumerate(snapshot.all(Stage))}
    return tuple(sorted(snapshot.all(Step), key=lambda one: stages.get(one.stage, len(stages))))


def match_steps(theirs: Sequence[Step], ours: Sequence[Step]) -> tuple[Match, ...]:
    """Each of their steps with the one of ours that it is, by title, by likeness, then by order between those."""
    free = list(ours)
    found: dict[Id, tuple[Step, How]] = {}
    tests: tuple[tuple[How, Callable[[Step, Step], bool]], ...] = (("title", _same), ("alike", _alike))
    for how, test in tests:
        for one in theirs:
            if one.id not in found and (mine := next((two for two in free if test(one, two)), None)):
                found[one.id] = (mine, how)
                free.remove(mine)
    _by_order(theirs, ours, found)
    return tuple(Match(one, *found[one.id]) if one.id in found else Match(one, None, "new") for one in theirs)


def _by_order(theirs: Sequence[Step], ours: Sequence[Step], found: dict[Id, tuple[Step, How]]) -> None:
    """Between two matched neighbours, as many steps there as here are the same steps in the same order."""
    if not found:
        return
    place = {one.id: at for at, one in enumerate(ours)}
    taken = {mine.id for mine, _ in found.values()}
    marks = [-1, *(at for at, one in enumerate(theirs) if one.id in found), len(theirs)]
    for left, right in pairwise(marks):
        gap = theirs[left + 1 : right]
        low = place[found[theirs[left].id][0].id] if left >= 0 else -1
        high = place[found[theirs[right].id][0].id] if right < len(theirs) else len(ours)
        mine = [one for one in ours[low + 1 : high] if one.id not in taken] if low < high else []
        if gap and len(gap) == len(mine):
            found.update({one.id: (two, "order") for one, two in zip(gap, mine, strict=True)})


def bundle_for(session: Session, stranger: Stranger) -> tuple[Bundle, dict[Id, Id]]:
    """What the stranger brings, and which of its ids are ours already: steps as matched, lanes by kind, people by their code."""
    theirs, ours = stranger.snapshot, session.snapshot()
    given: dict[Id, Id] = {one.theirs.id: one.ours.id for one in stranger.matches if one.ours is not None}
    given |= _same_by(theirs, ours, Journey, lambda one: one.kind)
    given |= _same_by(theirs, ours, Lane, lambda one: one.kind if one.kind != "custom" else _plain(one.title))
    for kind in (Stage, Persona, RoomTable, ParticipantGroup):
        given |= _same_by(theirs, ours, kind, lambda one: _plain(title_of(one)))
    needed = {one.theirs.stage for one in stranger.matches if one.ours is None}
    left_out = {one.id for one in theirs.all(Stage) if one.id not in needed and one.id not in given}
    codes = {one.code for one in ours.all(Participant)}
    brought = [
        _recoded(one, codes)
        for kind in BROUGHT
        for one in theirs.records.get(kind, {}).values()
        if one.id not in given and one.id not in left_out
    ]
    about = {"name": stranger.name, "title": stranger.title}
    bundle = bundle_of(brought, **about)
    return replace(bundle, extra={"steps": sum(one.ours is None for one in stranger.matches)}), given


def _recoded(record: Record, codes: set[str]) -> Record:
    """A person whose code is somebody else's here gets the code with a letter behind it."""
    if not isinstance(record, Participant) or record.code not in codes:
        return record
    ends = (chr(ord("b") + n) for n in range(25))
    free = next(
        (f"{record.code}{end}" for end in ends if f"{record.code}{end}" not in codes), f"{record.code}-{record.id[:4]}"
    )
    codes.add(free)
    return replace(record, code=free)


def _same_by(theirs: Snapshot, ours: Snapshot, kind: type[R], key: Callable[[R], str]) -> dict[Id, Id]:
    mine: dict[str, Id] = {}
    for one in ours.all(kind):
        mine.setdefault(key(one), one.id)
    return {one.id: mine[key(one)] for one in theirs.all(kind) if key(one) and key(one) in mine}


def _sides(words: Words) -> list[str]:
    return [plain for side in (words.en, words.cy) if (plain := _letters(side))]


def _plain(words: Words) -> str:
    return next(iter(_sides(words)), "")


def _letters(text: str) -> str:
    return " ".join("".join(one if one.isalnum() else " " for one in text.casefold()).split())


def _same(one: Step, two: Step) -> bool:
    return bool(set(_sides(one.title)) & set(_sides(two.title)))


def _alike(one: Step, two: Step) -> bool:
    return any(_likeness(left, right) >= ALIKE for left in _sides(one.title) for right in _sides(two.title))


def _likeness(left: str, right: str) -> float:
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def keep_pictures(session: Session, stranger: Stranger, wanted: Iterable[str]) -> None:
    """Put the pictures that its attachments name beside ours; one that is here already stays as it is."""
    from hcd_studio.store.verify_rows import is_picture

    names = set(wanted)
    with session.store.transaction():
        for row in stranger.pictures:
            if row[0] in names and is_picture(row):
                session.store.db.execute("INSERT OR IGNORE INTO blob VALUES(?, ?, ?, ?, ?)", row)


def ready_to_bring(session: Session, stranger: Stranger) -> tuple[Bundle, tuple[str, ...]]:
    """What `bring_session` is given; the pictures lie beside ours already, where nothing names them yet."""
    bundle, given = bundle_for(session, stranger)
    keep_pictures(session, stranger, (str(one.get("sha256", "")) for one in bundle.records.get("attachment", ())))
    return bundle, tuple(f"{theirs}={ours}" for theirs, ours in given.items())


def bring(session: Session, stranger: Stranger) -> int:
    """Bring it all in as one change; returns how many records came."""
    from hcd_studio.verbs.bring import bring_session

    bundle, matched = ready_to_bring(session, stranger)
    return bring_session(session, bundle, matched=matched)
