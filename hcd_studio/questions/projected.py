"""What the room may see: each page of the workshop as the projector shows it, and nothing that is not for everybody's eyes.

No code, no name, no private note, no setting stands in a scene; a blind round shows how far it is, never how it goes. Every
sentence comes in Welsh and in English, equal, Welsh above.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from hcd_studio.audience import seen_by
from hcd_studio.bilingual import Words
from hcd_studio.columns import title_of
from hcd_studio.fields import Id
from hcd_studio.questions.agenda import Slot, day_of, shown_time
from hcd_studio.questions.feelings import feelings_of, low_points, signed
from hcd_studio.questions.ranking import ranking
from hcd_studio.questions.voting import options_of
from hcd_studio.records import Ballot, Idea, Need, Note, Participant, Stage, Step, Vote, Workshop
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import LANGUAGES, Language, Message

Kind = Literal["agenda", "map", "curve", "wall", "vote", "ranking", "cards", "needs", "thanks"]
PAGES = ("setup", "map", "feelings", "pains", "ideas", "needs", "playback")
"""Pages that the room may see; on any other the projector stays where it was."""
ROWS: dict[str, int] = {"cards": 4, "thanks": 4, "needs": 2}
MOST = 8
"""So many things stand on the projector at once, large enough for the last row of chairs; of long ones fewer."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing on the projector: its letter or place, its words in both languages, a figure, and whether it is the one now."""

    words: Words
    mark: str = ""
    figure: str = ""
    low: bool = False
    now: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A step on the curve: its number and its mean, None where nobody rated it."""

    step: Id
    number: int
    mean: float | None
    low: bool
    n: int


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture of the projector. `pages` says how many screens of lines there are; `foot` stands below them."""

    kind: Kind
    title: Words
    lines: tuple[Line, ...] = ()
    points: tuple[Point, ...] = ()
    foot: Words = Words()
    dots: int = 0
    concerns: int = 0
    placed: int | None = None
    of: int = 0
    page: int = 0
    pages: int = 1

    def spoken(self) -> Words:
        """The whole scene as text, for whoever cannot see it, and for tests."""

        def said_in(language: Language) -> str:
            rows = (f"{one.mark} {one.words.say(language)} {one.figure}".strip() for one in self.lines)
            return "\n".join(one for one in (self.title.say(language), *rows, self.foot.say(language)) if one)

        return Words(said_in("en"), said_in("cy"))


def room_snapshot(snapshot: Snapshot) -> Snapshot:
    """The workshop without whatever the projector may never show: codes, names, private and parked notes, table scribes."""
    seen = seen_by(snapshot, "room")
    kept = {kind: dict(found) for kind, found in seen.records.items()}
    for id, note in list(kept.get(Note.table, {}).items()):
        if isinstance(note, Note):
            if note.private or note.parked:
                del kept[Note.table][id]
            else:
                kept[Note.table][id] = replace(note, participant="", room_table="", ref="")
    for id, person in list(kept.get(Participant.table, {}).items()):
        if isinstance(person, Participant):
            kept[Participant.table][id] = replace(person, code="", name="")
    return Snapshot(kept)


def scene_of(snapshot: Snapshot, page: str, screen: int = 0) -> Scene:
    """What the room sees on a page; `screen` is which of several screens of lines."""
    found = {
        "setup": _agenda, "map": _map, "feelings": _curve, "pains": _pains, "ideas": _ideas, "needs": _needs,
        "playback": _thanks,
    }.get(page, _agenda)(room_snapshot(snapshot))  # fmt: skip
    if found.kind in ("map", "curve", "wall"):
        return found
    rows = ROWS.get(found.kind, MOST)
    pages = max(1, -(-len(found.lines) // rows))
    at = min(max(screen, 0), pages - 1)
    return replace(found, lines=found.lines[at * rows : (at + 1) * rows], page=at, pages=pages)


def prompt_of(snapshot: Snapshot) -> Words:
    """What is read aloud just now, if the item that runs has a prompt."""
    running = day_of(snapshot).now
    return running.prompt if running else Words()


def said(message: Message) -> Words:
    """A sentence in both languages."""
    return Words(message.say("en"), message.say("cy"))


def _title(snapshot: Snapshot, page: str, otherwise: Message) -> Words:
    """The running item where it belongs to the page, else what the page asks."""
    running = day_of(snapshot).now
    if running is not None and running.page == page and running.title:
        return running.title
    return said(otherwise)


def _agenda(snapshot: Snapshot) -> Scene:
    day = day_of(snapshot)
    workshop = next(iter(snapshot.all(Workshop)), Workshop())
    title = workshop.title or said(Message("Workshop"))
    return Scene("agenda", title, tuple(_slot(one) for one in day.slots), foot=prompt_of(snapshot))


def _slot(slot: Slot) -> Line:
    return Line(slot.item.title, figure=shown_time(slot.item.begins), now=slot.state == "now")


def _map(snapshot: Snapshot) -> Scene:
    workshop = next(iter(snapshot.all(Workshop)), Workshop())
    return Scene(
        "map",
        _title(snapshot, "map", Message("What happens, step by step?")),
        foot=prompt_of(snapshot) or workshop.scenario,
    )


def _curve(snapshot: Snapshot) -> Scene:
    felt = feelings_of(snapshot)
    steps = _steps(snapshot)
    numbers = {one.id: at for at, one in enumerate(steps, 1)}
    titles = {one.id: one.title for one in steps}
    points = tuple(
        Point(
            one.id,
            numbers[one.id],
            found.mean if (found := felt.get(one.id)) else None,
            bool(found and found.low),
            found.n if found else 0,
        )
        for one in steps
    )
    low = [felt[id] for id in low_points(felt) if id in titles][:3]
    lines = tuple(Line(titles[one.step], str(numbers[one.step]), signed(one.mean or 0), low=True) for one in low)
    return Scene(
        "curve",
        _title(snapshot, "feelings", Message("How does each step feel?")),
        lines,
        points,
        foot=prompt_of(snapshot),
    )


def _steps(snapshot: Snapshot) -> tuple[Step, ...]:
    stages = {one.id: at for at, one in enumerate(snapshot.all(Stage))}
    return tuple(sorted((one for one in snapshot.all(Step) if one.stage in stages), key=lambda one: stages[one.stage]))


def _pains(snapshot: Snapshot) -> Scene:
    rounds = [one for one in snapshot.all(Ballot) if one.voters == "room"]
    if rounds and rounds[-1].status == "open":
        return _vote(snapshot, rounds[-1])
    if rounds:
        return _ranking(snapshot, rounds[-1])
    return Scene("wall", _title(snapshot, "pains", Message("What belongs together?")), foot=prompt_of(snapshot))


def _vote(snapshot: Snapshot, ballot: Ballot) -> Scene:
    """What may be chosen, by letter; where the round is blind, only how much is placed."""
    lines = tuple(Line(title_of(one.record), one.letter) for one in options_of(snapshot, ballot))
    votes = [one for one in snapshot.all(Vote) if one.ballot == ballot.id and one.kind == "dot"]
    people = (
        ballot.present if ballot.present is not None else sum(not one.withdrawn for one in snapshot.all(Participant))
    )
    dots, concerns = ballot.dots or 0, ballot.concerns or 0
    if dots and concerns:
        foot = said(Message("Dots for each person: {dots}. Concerns: {concerns}.", dots=dots, concerns=concerns))
    else:
        foot = said(Message("Dots for each person: {dots}.", dots=dots)) if dots else Words()
    title = ballot.title or said(Message("What hurts most?"))
    placed = sum(one.count or 0 for one in votes)
    return Scene("vote", title, lines, foot=foot, dots=dots, concerns=concerns, placed=placed, of=dots * people)


def _ranking(snapshot: Snapshot, ballot: Ballot) -> Scene:
    letters = {one.record.id: one.letter for one in options_of(snapshot, ballot)}
    found = [one for one in ranking(snapshot, ballot.on, ballot=ballot.id).rows if one.room]
    lines = tuple(
        Line(title_of(one.record), str(one.place), f"{one.room.dots}", low=bool(one.room.concerns)) for one in found
    )
    foot = said(
        Message(
            "Dots, most first. Letters: {letters}.", letters=[letters.get(one.record.id, "") for one in found[:MOST]]
        )
    )
    return Scene("ranking", ballot.title or said(Message("What hurts most?")), lines, foot=foot if lines else Words())


def _ideas(snapshot: Snapshot) -> Scene:
    ideas = [Line(one.title, str(at)) for at, one in enumerate(snapshot.all(Idea), 1) if one.title]
    spoken = [_note(one) for one in snapshot.all(Note) if one.kind == "idea"]
    lines = ideas or [Line(words, str(at)) for at, words in enumerate(spoken, 1)]
    return Scene("cards", _title(snapshot, "ideas", Message("How might we …?")), tuple(lines), foot=prompt_of(snapshot))


def _note(note: Note) -> Words:
    """A note in the language it was spoken in, with its translation where there is one."""
    if note.language == "cy":
        return Words(note.translation, note.text)
    return Words(note.text, note.translation)


def _needs(snapshot: Snapshot) -> Scene:
    found = [one for one in snapshot.all(Need) if one.i_need]
    lines = tuple(Line(_whole(one), str(at)) for at, one in enumerate(found, 1))
    return Scene("needs", _title(snapshot, "needs", Message("What do people need?")), lines, foot=prompt_of(snapshot))


def _whole(need: Need) -> Words:
    """A need in one sentence a language; a side that lacks its middle is left out."""
    sides: dict[Language, str] = {}
    for side in LANGUAGES:
        as_a, i_need, so_that = (one.side(side) for one in (need.as_a, need.i_need, need.so_that))
        parts = [part for part in (as_a, i_need, so_that) if part]
        sides[side] = ", ".join(parts) if i_need else ""
    return Words(sides["en"], sides["cy"])


def _thanks(snapshot: Snapshot) -> Scene:
    workshop = next(iter(snapshot.all(Workshop)), Workshop())
    lines = [Line(said(Message("You get the map and the ranking today.")))]
    if workshop.withdraw_by:
        lines.append(Line(said(Message("You can take your words back until {date}.", date=workshop.withdraw_by))))
    if workshop.contact:
        lines.append(Line(said(Message("Questions: {contact}", contact=workshop.contact))))
    return Scene("thanks", said(Message("Thank you.")), tuple(lines), foot=prompt_of(snapshot))
