"""Which voices are missing, as a statement in both languages that people then make their own."""

from __future__ import annotations

from hcd_studio.bilingual import Words
from hcd_studio.questions.coverage import Heard, heard
from hcd_studio.records import Participant
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Message, number


def missing_voices(snapshot: Snapshot) -> Words:
    """A first draft from the coverage, by the rules of small numbers that hold outside; its pair counts as a draft."""
    sentences = [_sentence(one) for one in heard(snapshot, audience="public") if _lacks(one)]
    quiet = [one for one in heard(snapshot) if one.present and one.heard == 0]
    sentences += [Message("Nobody of this group said anything: {group}.", group=one.group.title) for one in quiet]
    if not any(not one.withdrawn for one in snapshot.all(Participant)):
        sentences = [Message("Nobody has been noted as present yet.")]
    elif not sentences:
        sentences = [
            Message("Every group that was asked for was in the room; who else was missing is for people to say.")
        ]
    else:
        sentences.append(Message("Who else was missing is for people to say."))
    return Words(" ".join(one.say("en") for one in sentences), " ".join(one.say("cy") for one in sentences), "draft")


def _lacks(one: Heard) -> bool:
    return one.missing


def _sentence(one: Heard) -> Message:
    share = (
        ""
        if one.group.share is None
        else number(one.group.share, places=0 if one.group.share == int(one.group.share) else 1)
    )
    if one.present is None:
        return Message(
            "{group}: too few in the room to give a number; {share} % of the population.",
            group=one.group.title, share=share,
        )  # fmt: skip
    return Message(
        "{group}: {n} of {all} in the room; {share} % of the population.",
        group=one.group.title, n=one.present, all=one.of, share=share,
    )  # fmt: skip
