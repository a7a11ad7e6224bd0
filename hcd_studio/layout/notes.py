"""Which notes a view shows, of what kind, in which words and with which counts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from hcd_studio.audience import may_leave
from hcd_studio.fields import Id
from hcd_studio.layout.view import View
from hcd_studio.questions.ranking import tallies
from hcd_studio.questions.suppression import suppression
from hcd_studio.questions.trail import pains_of
from hcd_studio.records import Lane, Note, Participant, Step, Theme
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Language, Message, as_language
from hcd_studio.words import KIND_WORDS

KIND_OF_LANE = {
    "actions": "action",
    "touchpoints": "action",
    "saying": "quote",
    "thinking": "thought",
    "feeling": "thought",
    "pain": "pain",
    "opportunity": "idea",
    "evidence": "evidence",
    "frontstage": "action",
    "backstage": "action",
    "support": "evidence",
    "policy": "evidence",
    "custom": "action",
}
"""The kind of a note that names none, by the lane it stands in."""

KIND_ICONS = {
    "action": "footprints",
    "quote": "quotes",
    "thought": "cloud",
    "pain": "lightning",
    "idea": "lightbulb",
    "evidence": "paperclip",
    "question": "question",
    "need": "hand-heart",
}
"""The icon of each kind of note, without its weight."""

LANE_ICONS = {
    "actions": "footprints",
    "touchpoints": "path",
    "saying": "quotes",
    "thinking": "cloud",
    "feeling": "smiley",
    "pain": "lightning",
    "opportunity": "lightbulb",
    "evidence": "paperclip",
    "frontstage": "users",
    "backstage": "gear",
    "support": "buildings",
    "policy": "scales",
    "custom": "note-blank",
    "": "tray",
}

TRANSLATED = N_("transl.")


class NoteWords(NamedTuple):
    """What a note says in a view: its text, the language of that text, and a tag where it is not as one expects."""

    text: str
    language: Language
    tag: str
    translated: bool


shown_of = attrgetter("text", "language", "translation", "kind", "private", "room_table", "strength")
"""The fields of a note that a box shows, apart from where it stands and how many votes and versions it has."""


def shown_notes(snapshot: Snapshot, view: View) -> dict[tuple[Id, Id], list[Note]]:
    """The notes of a view by step and lane, in order; a step or lane that is gone counts as ''."""
    people = {person.id: person for person in snapshot.all(Participant)}
    steps = snapshot.records.get(Step.table, {})
    lanes = {lane.id: lane.kind for lane in snapshot.all(Lane)}
    themes = snapshot.records.get(Theme.table, {})
    by_theme = view.columns == "themes"
    found: dict[tuple[Id, Id], list[Note]] = {}
    for note in snapshot.all(Note):
        if not may_leave(note.tier, people.get(note.participant), view.audience):
            continue
        if note.parked or (note.private and view.private == "hide"):
            continue
        if view.kinds is not None and kind_of(note, lanes.get(note.lane, "")) not in view.kinds:
            continue
        if by_theme:
            if view.lanes is not None and note.lane not in view.lanes:
                continue
            key = (note.theme if note.theme in themes else "", "")
        else:
            key = (note.step if note.step in steps else "", note.lane if note.lane in lanes else "")
        found.setdefault(key, []).append(note)
    if by_theme:
        for notes in found.values():
            notes.sort(key=theme_place)
    return found


def map_place(note: Note) -> tuple[str, ...]:
    """What orders notes in a cell of the map."""
    return (note.rank, note.id)


def theme_place(note: Note) -> tuple[str, ...]:
    """What orders notes under a theme: those that were given a place there after all others."""
    return (note.theme_rank, note.rank, note.id)


def kind_of(note: Note, lane_kind: str) -> str:
    """The kind of a note: its own, else that of its lane."""
    return note.kind if note.kind in KIND_WORDS else KIND_OF_LANE.get(lane_kind, "action")


def kind_icon(kind: str) -> str:
    """The icon of a kind of note with its weight: filled, but for the paperclip, which filled is a mere blob."""
    name = KIND_ICONS[kind]
    return f"{name}-bold" if name == "paperclip" else f"{name}-fill"


def words_of(note: Note, view: View) -> NoteWords:
    """What a note says in a view: as it was spoken, or its translation, marked as one."""
    text = note.text or note.translation
    if view.languages == "both":
        return NoteWords(text, as_language(note.language), "", False)
    wanted: Language = view.languages
    if note.language in ("", wanted):
        return NoteWords(text, wanted, "", False)
    if note.translation:
        return NoteWords(note.translation, wanted, _translated(wanted), True)
    return NoteWords(text, as_language(note.language), note.language.upper(), False)


@lru_cache
def _translated(language: Language) -> str:
    return Message(TRANSLATED).say(language)


def votes_of(snapshot: Snapshot, view: View, notes: Iterable[Note] | None = None) -> dict[Id, tuple[int, int]]:
    """Dots and concerns by note, of all notes or some: those of the pain point it is linked to, else of its theme.

    What counts says `questions.ranking`; outside the room small numbers are left out.
    """
    if not view.counts:
        return {}
    rule = suppression(view.audience)
    totals = {id: told for id, tally in tallies(snapshot).items() if (told := tally.told(rule))}
    if not totals:
        return {}
    found: dict[Id, tuple[int, int]] = {}
    for note in snapshot.all(Note) if notes is None else notes:
        pain = next((pain.id for pain in pains_of(snapshot, note.id) if pain.id in totals), note.theme)
        if pain in totals:
            found[note.id] = (totals[pain].dots, totals[pain].concerns)
    return found
