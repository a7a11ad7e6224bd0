"""What can be done on the page of suppliers' responses, as data."""

from __future__ import annotations

from hcd_studio.speech import N_
from ui.actions import Action

PAGE = "responses"

RESPONSES: tuple[Action, ...] = (
    Action(
        "import_responses", N_("Bring a supplier’s answers in …"), "responses.bring", ("I",), "download-simple", "writable", PAGE,
        page=PAGE, local=True,
    ),
    Action(
        "import_requirements", N_("Bring requirements in …"), "responses.bring_requirements", ("R",), "file-text", "writable", PAGE,
        page=PAGE, local=True,
    ),
    Action(
        "export_workbook", N_("The workbook for suppliers …"), "responses.write_workbook", ("W",), "export", "session", PAGE,
        page=PAGE, local=True,
    ),
    Action("score_response", N_("Score this answer"), "responses.write_score", ("S",), "star", "writable", PAGE, 1, page=PAGE, local=True),
    Action("agree_score", N_("Agree the score"), "responses.write_agreed", ("M",), "scales", "writable", PAGE, 1, page=PAGE, local=True),
    Action(
        "next_unscored", N_("Next answer without an agreed score"), "responses.next_open", ("N",), "arrow-down", "session", PAGE, 2,
        page=PAGE, local=True,
    ),
)  # fmt: skip
"""Keys that are letters work where no text is typed: on the table."""
