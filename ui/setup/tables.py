"""The tables of the room, and the groups whose voices should be heard."""

from __future__ import annotations

from typing import Any

from hcd_studio.bilingual import Words
from hcd_studio.questions.coverage import Heard, heard
from hcd_studio.records import Participant, ParticipantGroup, RoomTable
from hcd_studio.session import now
from hcd_studio.speech import Message, Sayable, number
from hcd_studio.words import choice_words, choices_of, field_words
from ui.context import Context
from ui.grid import Field, Grid
from ui.parts import EMPTY, Literal
from ui.setup.reading import share_of
from ui.setup.section import Section


class TablesSection(Section):
    """A row a table: its name, its scribe, its language, who sits there."""

    def __init__(self, context: Context):
        super().__init__(
            context, Message("Each table has a scribe and a language. Codes of people say where they sit.")
        )
        fields = (
            Field("name", field_words("room_table", "name")),
            Field("scribe", field_words("room_table", "scribe"), stretch=True),
            Field("language", field_words("room_table", "language"), offers=lambda: choices("room_table", "language")),
            Field("", Message("People"), said=self._people, figure=True),
        )
        self.take_grid(Grid(context, RoomTable, fields, Message("Tables"), also=("participant",)))
        self.tools(((Message("Add a table"), "plus", self.add), (Message("Remove"), "trash", self.remove)))

    def _people(self, record: Any) -> Sayable:
        session = self.context.bridge.session
        people = session.all(Participant) if session else ()
        return Literal(str(sum(one.room_table == record.id and not one.withdrawn for one in people)))

    def add(self) -> None:
        """One more table, under the next letter."""
        self.show_new(self.context.bridge.do("add_table"), 1)


class GroupsSection(Section):
    """A row a group: who counts, their share of the population, and how many of them are here."""

    def __init__(self, context: Context):
        super().__init__(
            context,
            Message(
                "Whose voices should be heard, against their share of the population. Put your council’s own figures in "
                "place of these, and groups of your own beside them."
            ),
        )
        fields = (
            Field("title_cy", Message("Title, {language}", language=Literal("Cymraeg")), stretch=True),
            Field("title_en", Message("Title, {language}", language=Literal("English")), stretch=True),
            Field(
                "counts",
                field_words("participant_group", "counts"),
                offers=lambda: choices("participant_group", "counts"),
            ),
            Field(
                "side", field_words("participant_group", "side"), offers=lambda: choices("participant_group", "side")
            ),
            Field("share", Message("Share, %"), read=share_of, figure=True, said=_share),
            Field("", Message("In the room"), said=self._present, figure=True),
            Field("source", field_words("participant_group", "source")),
        )
        self.take_grid(
            Grid(context, ParticipantGroup, fields, Message("Groups"), also=("participant", "note", "feeling", "vote"))
        )
        self.tools(
            (
                (Message("Add a group"), "plus", self.add),
                (Message("Remove"), "trash", self.remove),
                (Message("Use the usual groups"), "users", self.use_usual),
            )
        )

    def _present(self, record: Any) -> Sayable:
        session = self.context.bridge.session
        found: tuple[Heard, ...] = heard(now(session)) if session else ()
        one = next((one for one in found if one.group.id == record.id), None)
        if one is None:
            return EMPTY
        words = Message("{n} of {all}", n=one.present or 0, all=one.of)
        return Message("{words}, too few", words=words) if one.missing else words

    def add(self) -> None:
        """One more group."""
        self.show_new(
            self.context.bridge.do("add_participant_group", Words("New group", "Grŵp newydd", "translated")), 0
        )

    def use_usual(self) -> None:
        """Residents, staff, Welsh speakers, disabled people."""
        self.context.bridge.do("use_usual_groups")


def _share(record: Any) -> Sayable:
    return Literal(
        "" if record.share is None else number(record.share, places=0 if record.share == int(record.share) else 1)
    )


def choices(table: str, name: str) -> list[tuple[Any, Sayable]]:
    """The words of a list to choose from; none where the field may be empty."""
    known: list[tuple[Any, Sayable]] = [(one, choice_words(table, name, one)) for one in choices_of(table, name)]
    return known if table == "participant_group" else [("", Message("Not said")), *known]
