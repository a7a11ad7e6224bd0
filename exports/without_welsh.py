"""A pack for suppliers or the public stops while Welsh is missing, until a named person gives a reason, which is printed."""

from __future__ import annotations

from exports.document import Block, Twin, twin
from exports.options import Options, Reason
from exports.sections.saying import head, para
from hcd_studio.questions.welsh import Counted, counted_words, missing_for_tender
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Message, Trouble

PACKS = ("pack", "joint")
OUTSIDE = ("library", "public")


def welsh_missing(snapshot: Snapshot, what: str, audience: str) -> Counted:
    """What of a pack that leaves the council is not there in Welsh."""
    if what not in PACKS or audience not in OUTSIDE:
        return Counted()
    return missing_for_tender(snapshot)


def refuse_silent_english(snapshot: Snapshot, what: str, options: Options) -> None:
    """Stop it where nobody answers for what is missing."""
    count = welsh_missing(snapshot, what, options.audience)
    reason = options.without_welsh
    if count and not (reason and reason.who.strip() and reason.why.strip()):
        raise Trouble(
            Message(N_("Welsh is missing: {counted}."), counted=counted_words(count)),
            safe=Message(N_("Nothing was written.")),
            do=Message(N_("Have it written, or let a named person give a reason, which is printed: --reason-without-welsh “NAME: TEXT”")),
        )  # fmt: skip


def read_reason(text: str) -> Reason | None:
    """“NAME: TEXT” as a reason; trouble where one of them is missing."""
    if not text.strip():
        return None
    who, colon, why = text.partition(":")
    if not colon or not who.strip() or not why.strip():
        raise Trouble(
            Message(N_("A reason needs a name and a text.")),
            safe=Message(N_("Nothing was written.")),
            do=Message(N_("Write it as NAME: TEXT.")),
        )
    return Reason(who.strip(), why.strip())


def printed(snapshot: Snapshot, what: str, options: Options) -> tuple[Block, ...]:
    """What the pack says of it: how much, why, and who answers for it."""
    count, reason = welsh_missing(snapshot, what, options.audience), options.without_welsh
    if not count or reason is None:
        return ()
    said: Twin = twin(Message(N_("Not yet in Welsh: {counted}."), counted=counted_words(count)))
    why = Message(N_("Reason, given by {who}: {why}"), who=reason.who, why=reason.why)
    return (head(3, N_("Where Welsh is missing")), para(said, "strong"), para(twin(why)))
