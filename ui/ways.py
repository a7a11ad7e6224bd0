"""Branches and loops, who does a step, and saved views: what their menu does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from hcd_studio.bilingual import Words
from hcd_studio.records import Actor, Lane, Note, SavedView, Step
from hcd_studio.speech import Message, Sayable
from ui.context import Context

if TYPE_CHECKING:
    from ui.dialogs.pick import PickDialog
    from ui.window import Window


class Ways(QObject):
    """Acts on the step where one works, and on the view that is shown."""

    def __init__(self, context: Context, window: Window):
        super().__init__(window)
        self.context, self.window = context, window

    def step(self) -> Step | None:
        """The step that is chosen, of the chosen note, or where the next note goes."""
        session = self.context.bridge.session
        if session is None:
            return None
        chosen = session.find(self.context.selection.current)
        if isinstance(chosen, Step):
            return chosen
        if isinstance(chosen, Note) and chosen.step:
            return session.get(Step, chosen.step)
        return session.get(Step, self.context.selection.place[0])

    def _words(self, text: str) -> Words:
        return Words(cy=text) if self.context.speaker.language == "cy" else Words(en=text)

    def _none(self) -> None:
        self.context.bridge.tell(Message("Choose a step first."))

    def _pick(self, what: Sayable, offers: Sequence[tuple[Any, Sayable]], more: Sayable | None = None) -> PickDialog:
        """Ask for one of several in a small dialog; gives it with the line that was typed."""
        from ui.dialogs.pick import PickDialog

        return PickDialog(self.context, self.window, what, offers, more)

    # Branches

    def branch(self) -> None:
        """Ask where the step leads, and when."""
        from hcd_studio.matching import steps_in_order

        session, step = self.context.bridge.session, self.step()
        if session is None or step is None:
            self._none()
            return
        steps = steps_in_order(session.snapshot())
        offers = [
            (one, Message("{n} {title}", n=at, title=one.title)) for at, one in enumerate(steps, 1) if one.id != step.id
        ]
        dialog = self._pick(
            Message("Where does “{step}” lead, besides the next step?", step=step.title),
            offers,
            Message("When, in a few words"),
        )
        dialog.chosen.connect(
            lambda to, text: self.context.bridge.do(
                "add_branch", step, to, condition=self._words(text) if text else Words()
            )
        )
        dialog.open()

    def unbranch(self) -> None:
        """Ask which way goes."""
        from hcd_studio.questions.ways import ways_of

        session, step = self.context.bridge.session, self.step()
        if session is None or step is None:
            self._none()
            return
        offers = [(one.branch, one.message()) for one in ways_of(session.snapshot()) if one.branch.step == step.id]
        if not offers:
            self.context.bridge.tell(Message("No way but the next step leads from here."))
            return
        dialog = self._pick(Message("Which way goes?"), offers)
        dialog.chosen.connect(lambda branch, _: self.context.bridge.do("remove_branch", branch))
        dialog.open()

    # Who does it

    def done_by(self) -> None:
        """Ask which organisation, team or system does the step; a new one is typed."""
        session, step = self.context.bridge.session, self.step()
        if session is None or step is None:
            self._none()
            return
        offers: list[tuple[Any, Sayable]] = [(one, one.title) for one in session.all(Actor)]
        offers.append((None, Message("Somebody else, named below")))
        dialog = self._pick(
            Message("Who does “{step}”?", step=step.title), offers, Message("Organisation, team or system")
        )
        dialog.chosen.connect(lambda actor, text: self._done_by(step, actor, text))
        dialog.open()

    def _done_by(self, step: Step, actor: Actor | None, text: str) -> None:
        def keep(draft: Any) -> None:
            from hcd_studio.verbs.views import add_actor, done_by

            done_by(draft, step, actor or add_actor(draft, self._words(text)))

        if actor is not None or text:
            name = actor.title if actor is not None else self._words(text)
            self.context.bridge.together(
                "done_by", keep, Message("Done by {actor}: “{step}”.", actor=name, step=step.title)
            )

    def say(self) -> None:
        """Say what the step asks of people, who does it and where it leads."""
        from hcd_studio.questions.ways import step_facts

        session, step = self.context.bridge.session, self.step()
        if session is None or step is None:
            self._none()
            return
        facts = step_facts(session.snapshot(), step)
        words = (
            Message("{step}: {facts}.", step=step.title, facts=list(facts))
            if facts
            else Message(
                "Nothing is noted of “{step}” yet: letters, journeys, paper, waiting stand in its form.",
                step=step.title,
            )
        )
        self.context.bridge.tell(words)

    # Views

    def _shown(self) -> dict[str, Any]:
        session, shown = self.context.bridge.session, self.context.actions.target("shown")
        lanes = shown.hidden("lanes") if shown else set()
        kinds = shown.hidden("kinds") if shown else set()
        return {
            "hidden_lanes": tuple(one for one in session.all(Lane) if one.id in lanes) if session else (),
            "hidden_kinds": tuple(sorted(kinds)),
        }

    def save(self) -> None:
        """Ask for a name, and keep what is shown under it."""
        text = self.context.ask.text(Message("A name for this view"))
        if text:
            self.context.bridge.do("save_view", self._words(text), **self._shown())

    def choose(self) -> None:
        """Ask for a saved view and show it."""
        self._with_view(Message("Which view?"), self.show)

    def show(self, view: SavedView) -> None:
        """Show what a view shows; lanes that are gone are forgotten."""
        shown = self.context.actions.target("shown")
        if shown is not None:
            self.window.show_page("map")
            shown.put(view.hidden_lanes, view.hidden_kinds)
            self.context.bridge.tell(Message("View: {title}.", title=view.title))

    def update(self) -> None:
        """Ask which view shows from now on what is shown now."""
        self._with_view(
            Message("Which view shows this from now on?"),
            lambda view: self.context.bridge.do("update_view", view, **self._shown()),
        )

    def remove(self) -> None:
        """Ask which view goes."""
        self._with_view(Message("Which view goes?"), lambda view: self.context.bridge.do("remove_view", view))

    def _with_view(self, what: Sayable, act: Any) -> None:
        session = self.context.bridge.session
        views = session.all(SavedView) if session else ()
        if not views:
            self.context.bridge.tell(Message("No view is saved yet. Alt+Shift+W saves one."))
            return
        dialog = self._pick(what, [(one, one.title) for one in views])
        dialog.chosen.connect(lambda view, _: act(view))
        dialog.open()
