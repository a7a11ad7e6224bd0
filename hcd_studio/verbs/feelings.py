"""Verbs of feelings: how each participant rates each step."""

from __future__ import annotations

from hcd_studio.draft import Draft, tidy
from hcd_studio.records import Feeling, Participant, RoomTable, Step
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb
from hcd_studio.verbs.map import id_of
from hcd_studio.verbs.people import group_named

SCALE = (-2, -1, 0, 1, 2)
MOST_COUNTED = 500
"""People; nobody counts more by hand."""


@verb(say=N_("Rate feeling"), told=N_("{participant}, {step}: {value}."))
def rate_feeling(
    draft: Draft,
    participant: Participant,
    step: Step,
    value: int,
    *,
    word: str = "",
    because: str = "",
    language: str = "",
    source: str = "person",
) -> Feeling:
    """One rating from −2 to +2; a second one of the same person on the same step replaces the first."""
    if not -2 <= value <= 2:
        raise Trouble(
            Message("A feeling is a number from −2 to +2, not {value}.", value=value),
            do=Message("Type −2, −1, 0, 1 or 2."),
        )
    said = {"value": value, "word": word, "because": tidy(because), "language": language}
    known = draft.known(Feeling, participant.id, step.id)
    if known:
        return draft.patch(known, {name: given for name, given in said.items() if given != ""})
    return draft.add(
        Feeling(
            participant=participant.id,
            step=step.id,
            value=value,
            word=word,
            because=tidy(because),
            language=language,
            source=source,
            tier=participant.tier,
        )
    )


@verb(say=N_("Clear feeling"), told=N_("Rating taken away; it counts as not present."), reminds=True)
def clear_feeling(draft: Draft, feeling: Feeling) -> None:
    """The rating goes: not present, which is never 0."""
    draft.remove(feeling)


@verb(say=N_("Count feelings"), told=N_("{step}: ratings counted from paper: {count}."))
def count_feelings(
    draft: Draft, step: Step, counts: tuple[int, ...], *, group: str = "", room_table: RoomTable | None = None
) -> tuple[Feeling, ...]:
    """Ratings read off paper without codes: how many gave −2, −1, 0, +1 and +2. A recount of a table replaces its count."""
    if len(counts) != len(SCALE) or min(counts) < 0 or sum(counts) > MOST_COUNTED:
        raise Trouble(
            Message(
                "Five numbers are needed, how many people gave −2, −1, 0, +1 and +2, and not over {most} people.",
                most=MOST_COUNTED,
            ),
            do=Message("Type for example 3,5,4,2,1."),
        )
    origin = f"{id_of(room_table)}/{group_named(draft, group)}"
    for one in draft.all(Feeling):
        if one.source == "paper" and not one.participant and one.step == step.id and one.counted == origin:
            draft.remove(one)
    return tuple(
        draft.add(Feeling(step=step.id, value=value, source="paper", counted=origin))
        for value, many in zip(SCALE, counts, strict=True)
        for _ in range(many)
    )
