"""Checks of what must not leave: addresses, numbers, names, words of people who withdrew, words above their consent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hcd_studio.audience import may_leave
from hcd_studio.checks.finding import Suggestion
from hcd_studio.checks.looking import Hit, Text, World, on_record, on_text, on_whole
from hcd_studio.checks.phrases import Token, tokens
from hcd_studio.checks.rules import Rule
from hcd_studio.columns import columns
from hcd_studio.importers.personal import EMAIL, spans
from hcd_studio.records import (
    Attachment,
    Criterion,
    Decision,
    Idea,
    Need,
    Note,
    Pain,
    Participant,
    Persona,
    Record,
    Requirement,
    Theme,
    UseCase,
    Weight,
)
from hcd_studio.speech import Message

RUN = 8
"""So many words in a row, taken from somebody's note, are that person's words."""
RETOLD: tuple[type[Record], ...] = (Need, Requirement, Criterion, UseCase, Pain, Theme, Idea, Decision, Weight, Persona)
MENDED = {
    "e-mail": ("(e-mail address)", "(cyfeiriad e-bost)"),
    "phone": ("(phone number)", "(rhif ffôn)"),
    "postcode": ("(postcode)", "(cod post)"),
    "NI number": ("(NI number)", "(rhif YG)"),
}


def _seen(text: Text, kind: str) -> Iterator[Hit]:
    for found, start, end in spans(text.raw):
        if found == kind:
            instead = MENDED[kind][text.language == "cy"]
            mended = Suggestion(Message("Replace it with {text}", text=instead), text.with_instead(start, end, instead))
            yield Hit(start, end, {"found": text.raw[start:end]}, (mended,))


@on_text
def emails(text: Text, _rule: Rule, _: World) -> Iterable[Hit]:
    """An e-mail address."""
    return _seen(text, "e-mail") if "@" in text.raw and EMAIL.search(text.raw) else ()


@on_text
def phones(text: Text, _rule: Rule, _: World) -> Iterable[Hit]:
    """A telephone number."""
    return _seen(text, "phone") if "0" in text.raw or "+" in text.raw else ()


@on_text
def postcodes(text: Text, _rule: Rule, _: World) -> Iterable[Hit]:
    """A postcode."""
    return _seen(text, "postcode") if not text.raw.isalpha() else ()


@on_text
def ni_numbers(text: Text, _rule: Rule, _: World) -> Iterable[Hit]:
    """A National Insurance number."""
    return _seen(text, "NI number") if not text.raw.isalpha() else ()


@on_text
def names(text: Text, _rule: Rule, world: World) -> Iterable[Hit]:
    """The name of somebody on the list of participants."""
    if not world.names or not world.known_names.in_text(text.raw):
        return
    for name in world.names:
        found = re.search(rf"\b{re.escape(name)}\b", text.raw, re.IGNORECASE)
        if found:
            yield text.hit(found.start(), found.end())


@on_whole
def withdrawn_words(_rule: Rule, world: World) -> Iterable[Hit]:
    """Words of somebody who withdrew, retold in a clause, a theme, a pain point."""
    if world.quiet_notes:
        yield from _retold(world, world.quiet_notes)


@on_whole
def withdrawn_evidence(_rule: Rule, world: World) -> Iterable[Hit]:
    """Something rests on nothing but the words of people who withdrew."""
    quiet = {note.id for note in world.quiet_notes}
    for note in world.quiet_notes:
        for link in world.above(note.id):
            others = [one for one in world.below(link.source) if world.is_there(one.target)]
            record = world.snapshot.find(link.source)
            if record is not None and all(one.target in quiet for one in others):
                yield Hit(record=record)


@on_whole
def beyond_consent(_rule: Rule, world: World) -> Iterable[Hit]:
    """A note's words, retold where the public reads them, though the person allowed less."""
    people = {one.id: one for one in world.all(Participant)}
    kept = [
        note
        for note in world.all(Note)
        if note.participant not in world.withdrawn and not may_leave(note.tier, people.get(note.participant), "public")
    ]
    yield from _retold(world, kept)


def _retold(world: World, notes: Iterable[Note]) -> Iterator[Hit]:
    runs: dict[tuple[str, ...], Note] = {}
    for note in notes:
        for said in (note.text, note.translation):
            words = [one.word for one in _words(said)]
            for at in range(len(words) - RUN + 1):
                runs.setdefault(tuple(words[at : at + RUN]), note)
    if not runs:
        return
    for kind in RETOLD:
        for record in world.all(kind):
            yield from _repeats(record, runs)


def _words(text: str) -> tuple[Token, ...]:
    """The words of a text without what hangs on them, which Welsh has more of."""
    return tuple(one for one in tokens(text) if not one.word.startswith("’"))


def _repeats(record: Record, runs: dict[tuple[str, ...], Note]) -> Iterator[Hit]:
    for column in columns(record.table).values():
        if column.role not in ("words", "speech") or column.type != "text":
            continue
        value = getattr(record, column.field)
        text = getattr(value, column.side) if column.side else value
        words = _words(text)
        for at in range(len(words) - RUN + 1):
            note = runs.get(tuple(one.word for one in words[at : at + RUN]))
            if note is not None:
                start, end = words[at].start, words[at + RUN - 1].end
                args = {"found": text[start:end], "note": note.ref}
                yield Hit(start, end, args, record=record, field=column.field, language=column.side)
                break


@on_record
def photo_without_words(record: Attachment, _rule: Rule, _: World) -> Iterable[Hit]:
    """A photo that those who cannot see it are told nothing about."""
    if not record.alt:
        yield Hit(field="alt")
