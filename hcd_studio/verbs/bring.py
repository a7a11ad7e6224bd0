"""Verbs that bring records in from elsewhere: templates, clipboard, files of notes. Each is one change, with its provenance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from hcd_studio.bilingual import Words
from hcd_studio.bundle import Bundle, use
from hcd_studio.change import clean
from hcd_studio.draft import Draft
from hcd_studio.fields import Id
from hcd_studio.importers.found import PATH, Found, FoundNote
from hcd_studio.records import Lane, Note, Participant, Provenance, Stage, Step, Theme
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb
from hcd_studio.verbs.map import add_lane, add_stage, id_of, the_journey

PLACES = ("match", "steps", "lanes", "themes", "none")
"""How the groups of a file find their place: by title where one matches, or as new steps, lanes or themes, or not at all."""

LANE_OF_KIND = {
    "action": "actions", "quote": "saying", "thought": "thinking", "pain": "pain", "idea": "opportunity",
    "evidence": "evidence", "question": "evidence", "need": "opportunity",
}  # fmt: skip
LONGEST_TITLE = 120


@verb(say=N_("Use template"), told=N_("Template {name} used."))
def use_template(draft: Draft, name: str) -> None:
    """Everything a template holds, added to the workshop."""
    from hcd_studio.templates import template

    use(draft, template(name))


@verb(say=N_("Paste"), told=N_("Pasted."))
def use_bundle(draft: Draft, bundle: Bundle, *, kind: str = "paste") -> dict[str, Id]:
    """The records of a bundle, e.g. from the clipboard; returns its ids and the new ones."""
    return use(draft, bundle, kind=kind)


@verb(
    say=N_("Bring a session in"), told=N_("Brought in: {count}."), reminds=True, gaps=lambda count, _: {"count": count}
)
def bring_session(draft: Draft, bundle: Bundle, *, matched: tuple[str, ...] = ()) -> int:
    """What another session holds, with where it came from; `matched` says which of its ids are ours, as theirs=ours."""
    pairs = [one.partition("=") for one in matched]
    given = {theirs.strip(): ours.strip() for theirs, _, ours in pairs}
    for theirs, ours in given.items():
        if not theirs or draft.session.find(ours) is None:
            raise Trouble(
                Message("{pair} matches nothing here.", pair=f"{theirs}={ours}"),
                do=Message("Name a record of the other session and one of this, as theirs=ours."),
            )
    use(draft, bundle, kind="import", ids=given)
    return bundle.count()


@verb(say=N_("Import notes"), told=N_("Notes imported: {count}."))
def import_notes(
    draft: Draft,
    found: Found,
    *,
    place: str = "match",
    step: Step | None = None,
    lane: Lane | None = None,
    kind: str = "",
    tier: str = "",
) -> tuple[Note, ...]:
    """All notes of a reading, with where they came from; each group finds its place as `place` says."""
    if place not in PLACES:
        raise Trouble(Message("Groups can become: {places}.", places=list(PLACES)))
    if not found.notes:
        raise Trouble(Message("{source} holds no notes.", source=found.source))
    provenance = draft.add(
        Provenance(
            title=Words(both := clean(found.title or found.source), both),
            kind="paste" if found.how == "paste" else "import",
            source=clean(found.source),
            digest=found.sha256,
            summary=found.summary().say("en"),
        )
    )
    places = _places(draft, found, place)
    people = {one.code.casefold(): one for one in draft.all(Participant)}
    made = []
    for one in found.notes:
        at = places.at(one) if place == "match" else places.of(one.group)
        note_lane = lane.id if lane else at.lane or (_lane_for(draft, one.kind or kind) if (step or at.step) else "")
        person = people.get(one.participant.casefold())
        made.append(
            draft.add(
                Note(
                    text=clean(one.text).strip(),
                    kind=one.kind or kind or "evidence",
                    language=one.language if one.language in ("cy", "en") else "",
                    verbatim=one.kind == "quote",
                    step=step.id if step else at.step,
                    lane=note_lane,
                    theme=at.theme,
                    participant=id_of(person),
                    tier=tier or (person.tier if person else ""),
                    provenance=provenance.id,
                )
            )
        )
    return tuple(made)


@dataclass
class _At:
    step: Id = ""
    lane: Id = ""
    theme: Id = ""


@dataclass
class _Places:
    """Where the notes of each group go; groups are known by their path or the last part of it."""

    known: dict[str, _At] = field(default_factory=dict)
    steps: dict[str, Id] = field(default_factory=dict)
    lanes: dict[str, Id] = field(default_factory=dict)

    def at(self, note: FoundNote) -> _At:
        """Where the source says that a note stands: a step by its number or title, a lane by its title; else by its group."""
        step, lane = self.steps.get(_folded(note.step), ""), self.lanes.get(_folded(note.lane), "")
        found = self.of(note.group)
        return _At(step or found.step, lane or found.lane, found.theme) if step or lane else found

    def of(self, group: str) -> _At:
        for part in _parts(group):
            if part in self.known:
                return self.known[part]
        return _At()


def _parts(group: str) -> list[str]:
    """A group as names to look for: the whole path, then its parts from the innermost out."""
    whole = [group, *reversed(group.split(PATH))]
    return [" ".join(part.split()).casefold() for part in whole if part.strip()]


def _places(draft: Draft, found: Found, place: str) -> _Places:
    if place == "none":
        return _Places()
    if place == "match":
        return _matching(draft)
    groups = list(Counter(note.group for note in found.notes if note.group))
    made = {"steps": _as_steps, "lanes": _as_lanes, "themes": _as_themes}[place](draft, found, groups)
    return _Places({" ".join(group.split()).casefold(): at for group, at in made})


def _matching(draft: Draft) -> _Places:
    places = _Places()
    titled: Iterable[tuple[Words, _At]] = (
        *((one.title, _At(theme=one.id)) for one in draft.all(Theme)),
        *((one.title, _At(step=_first_step(draft, one))) for one in draft.all(Stage)),
        *((one.title, _At(lane=one.id)) for one in draft.all(Lane)),
        *((one.title, _At(step=one.id)) for one in draft.all(Step)),
    )
    for title, at in titled:
        for side in (title.en, title.cy):
            if side:
                places.known[_folded(side)] = at
                places.steps |= {_folded(side): at.step} if at.step else {}
                places.lanes |= {_folded(side): at.lane} if at.lane else {}
    ranks = {stage.id: nth for nth, stage in enumerate(draft.all(Stage))}
    ordered = sorted(draft.all(Step), key=lambda step: (ranks.get(step.stage, len(ranks)), step.rank, step.id))
    places.steps |= {str(nth): step.id for nth, step in enumerate(ordered, 1)}
    return places


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _first_step(draft: Draft, stage: Stage) -> Id:
    return next((step.id for step in draft.all(Step) if step.stage == stage.id), "")


def _as_steps(draft: Draft, found: Found, groups: list[str]) -> list[tuple[str, _At]]:
    the_journey(draft)
    stage = add_stage(draft, _title(found.title or found.source))
    return [(group, _At(step=draft.add(Step(title=_title(group), stage=stage.id)).id)) for group in groups]


def _as_lanes(draft: Draft, found: Found, groups: list[str]) -> list[tuple[str, _At]]:
    return [(group, _At(lane=add_lane(draft, _title(group)).id)) for group in groups]


def _as_themes(draft: Draft, found: Found, groups: list[str]) -> list[tuple[str, _At]]:
    return [(group, _At(theme=draft.add(Theme(title=_title(group))).id)) for group in groups]


def _title(text: str) -> Words:
    """A group's name as a title in English, where most sources are written; people give the Welsh."""
    line = clean(" ".join(text.split()))
    return Words(en=line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…")


def _lane_for(draft: Draft, kind: str) -> Id:
    lanes = draft.all(Lane)
    wanted = (LANE_OF_KIND.get(kind, ""), "evidence", "touchpoints", "custom")
    found = next((lane for want in wanted for lane in lanes if lane.kind == want), None) or next(iter(lanes), None)
    return id_of(found)
