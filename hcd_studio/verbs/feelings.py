"""Verbs of feelings: how each participant rates each step."""

from __future__ import annotations

from hcd_studio.draft import Draft, tidy
from hcd_studio.records import Feeling, Participant, Step
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb


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
