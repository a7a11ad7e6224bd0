"""The readiness check on paper, for IT: what was looked at, how it stands, what to do; in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from exports.sheets import LEFT, MUTED, RIGHT, TOP, Box, Rule, Sheet
from hcd_studio import __version__
from hcd_studio.layout.view import Rect
from hcd_studio.ready import STATES, Check
from hcd_studio.speech import Message


def ready_sheets(checks: Sequence[Check], made: date | None = None) -> list[Sheet]:
    """One sheet with a line for each check and a box to tick when it is done."""
    sheet = Sheet(("cy", "en"))
    y = sheet.put("H1", Message("Ready for the room?"), LEFT, TOP, RIGHT - LEFT - 150, size=20, serif=True)
    about = f"HCD Studio {__version__} · {(made or date.today()).isoformat()}"
    sheet.put("P", about, RIGHT - 190, TOP + 6, 190, size=10, right=True, colour=MUTED)
    y += 10
    for at, one in enumerate(checks):
        sheet.marks.append(Rule(LEFT, y, RIGHT, y, 0.6))
        sheet.marks.append(Box(Rect(LEFT, y + 8, 14, 14)))
        row = ("Table", f"TR#{at}")
        words = Message("{title}: {state}", title=one.title, state=Message(STATES[one.state]))
        end = sheet.put((*row, "TH#t"), words, LEFT + 26, y + 5, 150, size=11, strong=True)
        found = Message("{found} {do}", found=one.found, do=one.do)
        y = max(end, sheet.put((*row, "TD#f"), found, LEFT + 190, y + 5, RIGHT - LEFT - 190, size=10.5)) + 6
    return [sheet]
