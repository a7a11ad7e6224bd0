"""What can be done on the page of Welsh and English, as data."""

from __future__ import annotations

from hcd_studio.speech import N_
from ui.actions import Action

PAGE = "translation"

TRANSLATION: tuple[Action, ...] = (
    Action(
        "pair_checked", N_("Checked, and on to the next"),
        "translation.check", ("Ctrl+.",), "check", "writable", PAGE, page=PAGE,
    ),
    Action(
        "pair_approved", N_("Approved, and on to the next"),
        "translation.approve", ("Ctrl+Shift+C",), "seal-check", "writable", PAGE, page=PAGE,
    ),
    Action(
        "pair_again", N_("Still to be checked"),
        "translation.uncheck", ("Ctrl+;",), "", "writable", PAGE, page=PAGE,
    ),
    Action(
        "pair_offer", N_("Use words checked elsewhere"),
        "translation.take_offer", ("Ctrl+T",), "copy", "writable", PAGE, 1, page=PAGE,
    ),
    Action(
        "pair_next", N_("Next text to do"),
        "translation.next_one", ("Ctrl+Shift+Down",), "", "session", PAGE, 1, page=PAGE,
    ),
    Action(
        "pair_previous", N_("Text before"),
        "translation.previous_one", ("Ctrl+Shift+Up",), "", "session", PAGE, 1, page=PAGE,
    ),
    Action(
        "pair_show", N_("Show others: missing, to check, changed, all"),
        "translation.next_filter", ("Alt+Shift+I",), "funnel", "session", PAGE, 1, page=PAGE,
    ),
    Action(
        "translation_out", N_("Hand over to a translator …"),
        "translation.hand_over", ("Alt+Shift+X",), "export", "session", PAGE, 2, page=PAGE,
    ),
    Action(
        "translation_back", N_("Take back from a translator …"),
        "translation.take_back", ("Alt+Shift+Y",), "download-simple", "writable", PAGE, 2, page=PAGE,
    ),
)  # fmt: skip
