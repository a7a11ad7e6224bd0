"""Who comes: participants by code, a row each; consent given, taken back, and given again."""

from __future__ import annotations

from typing import Any

from hcd_studio.columns import title_of
from hcd_studio.questions.agenda import shown_time
from hcd_studio.records import Participant, RoomTable
from hcd_studio.speech import Message, Sayable
from hcd_studio.words import TIER_WORDS, field_words
from ui.context import Context
from ui.grid import Field, Grid, records
from ui.parts import EMPTY, Literal
from ui.setup.reading import list_of, list_words, time_of
from ui.setup.section import Section

TONGUES: tuple[tuple[tuple[str, ...], Sayable], ...] = (
    ((), Message("Not said")),
    (("cy",), Literal("Cymraeg")),
    (("en",), Literal("English")),
    (("cy", "en"), Literal("Cymraeg, English")),
)


class PeopleSection(Section):
    """The table of people; a name is never asked for."""

    def __init__(self, context: Context):
        super().__init__(
            context,
            Message(
                "People are known by a code, never by a name. Notes with a code can be found when somebody withdraws."
            ),
        )
        fields = (
            Field("code", field_words("participant", "code")),
            Field(
                "group",
                field_words("participant", "group"),
                offers=records(context, "participant_group", none=Message("None")),
            ),
            Field("languages", field_words("participant", "languages"), offers=lambda: TONGUES),
            Field(
                "access_needs",
                field_words("participant", "access_needs"),
                read=self._needs,
                said=self._say_needs,
                stretch=True,
            ),
            Field("room_table", field_words("participant", "room_table"), offers=self._tables),
            Field("tier", Message("Consent"), offers=_tiers),
            Field("arrived", field_words("participant", "arrived"), read=time_of, said=_arrived, figure=True),
            Field("left", field_words("participant", "left"), read=time_of, said=_left, figure=True),
            Field("", Message("State"), said=_state),
        )
        self.take_grid(
            Grid(context, Participant, fields, Message("Participants"), also=("participant_group", "room_table"))
        )
        self.tools(
            (
                (Message("Add a person"), "user-plus", self.add),
                (Message("Several …"), "users", self.several),
                (Message("Paste a list …"), "clipboard-text", self.paste),
                (Message("Arrived now"), "check", self.arrived),
                (Message("Left now"), "sign-out", self.left),
                (Message("Withdraws"), "prohibit", self.withdraw),
                (Message("Takes part again"), "arrow-counter-clockwise", self.rejoin),
                (Message("Merge two"), "git-merge", self.merge),
                (Message("Remove"), "trash", self.remove),
            )
        )

    # Values

    def _needs(self, text: str) -> tuple[str, ...]:
        return list_of(self.context, "participant", "access_needs", text)

    def _say_needs(self, record: Any) -> Sayable:
        return list_words(self.context, "participant", "access_needs", record.access_needs)

    def _tables(self) -> list[tuple[Any, Sayable]]:
        session = self.context.bridge.session
        found = session.all(RoomTable) if session else ()
        return [("", Message("None")), *((one.id, title_of(one)) for one in found)]

    # Doing

    def add(self) -> None:
        """One more person, under the next free code."""
        self.show_new(self.context.bridge.do("add_participant"), 1)

    def several(self) -> None:
        """So many people at once."""
        from ui.dialogs.people import SeveralDialog

        SeveralDialog(self.context, self.window()).open()

    def paste(self) -> None:
        """The people of a list."""
        from ui.dialogs.people import PeopleListDialog

        PeopleListDialog(self.context, self.window()).open()

    def arrived(self) -> None:
        """Who is chosen comes now."""
        self._each("note_arrival")

    def left(self) -> None:
        """Who is chosen leaves now."""
        self._each("note_leaving")

    def withdraw(self) -> None:
        """Who is chosen takes their consent back: their words are hidden everywhere at once."""
        self._each("withdraw")

    def rejoin(self) -> None:
        """Who is chosen takes part again."""
        self._each("rejoin")

    def remove_one(self, record: Any) -> None:
        """The code goes; what was said stays, without one."""
        self.context.bridge.do("remove_participant", record)

    def merge(self) -> None:
        """Two chosen codes are one person: what the second said becomes the first's."""
        chosen = self.grid.chosen() if self.grid else []
        if len(chosen) != 2:
            self.context.bridge.tell(Message("Choose two people first: Shift and the arrows choose several rows."))
            return
        self.context.bridge.do("merge_participants", chosen[1], chosen[0])

    def _each(self, name: str) -> None:
        chosen = self.grid.chosen() if self.grid else []
        if not chosen:
            self.context.bridge.tell(Message("Choose a row first."))
        elif len(chosen) == 1:
            self.context.bridge.do(name, chosen[0])
        else:
            from hcd_studio import verbs

            def act(draft: Any) -> None:
                for one in chosen:
                    verbs.do(draft, name, one)

            words = verbs.all_verbs()[name].words()
            self.context.bridge.together(
                name, act, Message("{verb}: {n}. Ctrl+Z undoes it.", verb=words, n=len(chosen))
            )


def _tiers() -> list[tuple[Any, Sayable]]:
    return [("", Message("Not said")), *((name, Message(words)) for name, words in TIER_WORDS.items())]


def _arrived(record: Any) -> Sayable:
    return Literal(shown_time(record.arrived) or record.arrived)


def _left(record: Any) -> Sayable:
    return Literal(shown_time(record.left) or record.left)


def _state(record: Any) -> Sayable:
    if record.withdrawn:
        return Message("withdrawn, hidden")
    return Message("left early") if record.left else Message("came late") if record.arrived else EMPTY
