"""The actions of people and their consent, as data; they work from every page."""

from __future__ import annotations

from hcd_studio.speech import N_
from ui.actions import Action

PEOPLE: tuple[Action, ...] = (
    Action("withdraw_consent", N_("Somebody withdraws …"), "people.withdraw", ("Ctrl+Shift+W",), "prohibit", "writable", "people"),
    Action("consent_again", N_("Somebody takes part again …"), "people.rejoin", (), "arrow-counter-clockwise", "writable", "people"),
    Action("consent_tier", N_("How far somebody’s words may travel …"), "people.consent", (), "shield-check", "writable", "people"),
    Action("erase_person", N_("Erase somebody’s words for good …"), "people.erase", (), "eraser", "writable", "people", 1),
    Action("reveal", N_("Reveal what was written in silence"), "people.reveal", ("Alt+Shift+R",), "eye", "writable", "people", 2),
    Action(
        "do_not_record", N_("Do not record"), "quiet.toggle", ("F9",), "pause", "writable", "people", 2,
        checked="quiet.resting",
    ),
)  # fmt: skip
