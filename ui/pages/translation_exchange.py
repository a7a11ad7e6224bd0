"""Out to a translator and back, in the window: where to, what it would do, then one change."""

from __future__ import annotations

from pathlib import Path

from exports.translation import hand_over
from hcd_studio.importers.translation import Return, read_translation
from hcd_studio.importers.translation_plan import Plan, plan
from hcd_studio.questions.welsh import Pair
from hcd_studio.session import now
from hcd_studio.speech import Message
from ui.context import Context
from ui.parts import Literal

KINDS = "Excel (*.xlsx);;XLIFF 2.0 (*.xlf);;XLIFF 2.1 (*.xliff)"
MOST_TOLD = 14


def hand_out(context: Context, rows: tuple[Pair, ...]) -> None:
    """Write these texts for a translator."""
    session = context.bridge.session
    if session is None:
        return
    place = context.ask.save_file(Message("Hand over to a translator"), _folder(context) / "cyfieithu.xlsx", KINDS)
    if place is None:
        return
    with context.bridge.caught():
        hand_over(
            rows, place, to="cy" if any(one.words.en for one in rows) else "en", title=session.workshop.title.both()
        )
        context.bridge.tell(Message("Texts handed over: {n}, in {name}.", n=len(rows), name=place.name))


def take_in(context: Context) -> None:
    """Take in what a translator sent back, after saying what it would do."""
    session = context.bridge.session
    place = context.ask.open_file(Message("Take back from a translator"), _folder(context), "*.xlsx *.xlf *.xliff")
    if place is None or session is None:
        return

    def done(found: Return) -> None:
        if context.bridge.session is session:
            _take(context, found, plan(now(session, judged=True), found, context.settings.checker))

    reading = Message("Reading {source}", source=place.name)
    context.jobs.run(reading, lambda _: read_translation(place), done, context.bridge.fail)


def _take(context: Context, found: Return, planned: Plan) -> None:
    told, say = planned.told(), context.speaker.say
    more = [Message("… and {n} more.", n=len(told) - MOST_TOLD)] if len(told) > MOST_TOLD else []
    detail = Literal("\n".join(say(one) for one in (*told[:MOST_TOLD], *more)))
    if not planned.writes:
        context.ask.choose(Message("Nothing in it is new."), (Message("OK"),), detail=detail)
    elif context.ask.sure(Message("Take this in?"), Message("Take in"), detail=detail):
        context.bridge.do("take_translations", found, who=context.settings.checker)


def _folder(context: Context) -> Path:
    known = Path(context.settings.exports_folder or str(Path.home()))
    return known if known.is_dir() else Path.home()
