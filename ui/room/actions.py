"""What can be done with the projector, as data."""

from __future__ import annotations

from hcd_studio.speech import N_
from ui.actions import Action

ROOM: tuple[Action, ...] = (
    Action("show_room", N_("Show the room"), "room.toggle", ("F5",), "projector-screen", "session", "room", checked="room.showing"),
    Action("room_here", N_("Room view in this window"), "room.toggle_here", ("Alt+F5",), "", "session", "room", checked="room.here"),
    Action("room_freeze", N_("Pause what the room sees"), "room.freeze", ("Ctrl+F5",), "", "session", "room", 1, checked="room.frozen"),
    Action("room_blank", N_("Blank what the room sees"), "room.blank", ("Ctrl+Shift+F5",), "", "session", "room", 1, checked="room.dark"),
    Action("room_pin", N_("Keep this page for the room"), "room.pin", ("Shift+F5",), "", "session", "room", 1, checked="room.is_pinned"),
    Action("room_next", N_("Next screen for the room"), "roomlook.next_screen", ("Alt+PgDown",), "", "session", "room", 2),
    Action("room_before", N_("Screen before for the room"), "roomlook.screen_before", ("Alt+PgUp",), "", "session", "room", 2),
    Action(
        "room_contrast", N_("Room in high contrast"), "roomlook.toggle_contrast", (), "", "session", "room", 3,
        checked="roomlook.contrast",
    ),
    Action("room_larger", N_("Larger for the room"), "roomlook.larger", ("Alt+Shift+=",), "", "session", "room", 3),
    Action("room_smaller", N_("Smaller for the room"), "roomlook.smaller", ("Alt+Shift+-",), "", "session", "room", 3),
)  # fmt: skip
