"""What is missing in Welsh, in a few words that stand in the header of a page and lead to the texts themselves."""

from __future__ import annotations

from typing import Any

from hcd_studio.questions.welsh import counted_words, missing, pairs
from hcd_studio.session import now
from hcd_studio.speech import Message
from ui.context import Context
from ui.parts import Live, restyle, tool


def welsh_strip(context: Context) -> WelshStrip:
    """The strip, for the `tools` of a page."""
    return WelshStrip(context)


class WelshStrip:
    """A button: “14 texts, 620 words missing in Welsh”. Pressed, it shows the texts; where nothing is missing it says so."""

    def __init__(self, context: Context):
        self.context = context
        self.button = tool("quiet")
        self.live = Live(context, self.button)
        self.button.clicked.connect(lambda: context.actions.run("page_translation"))
        context.bridge.opened.connect(self.read)
        context.bridge.changed.connect(self._hear)
        self.read()

    def _hear(self, told: Any) -> None:
        if self.button.isVisible() or any(a is None or b is None or a != b for a, b in told.touched.values()):
            self.read()

    def read(self) -> None:
        """Count again."""
        session = self.context.bridge.session
        count = missing(pairs(now(session))) if session else None
        if count:
            words = Message("{counted} missing in Welsh", counted=counted_words(count))
        else:
            words = Message("Nothing is missing in Welsh")
        self.live.text(self.button, words)
        self.live.tip(self.button, Message("Show Welsh and English side by side"))
        self.live.icon(self.button, "warning" if count else "check", "bold", "warn" if count else "good", 14)
        restyle(self.button, "state", "warn" if count else "good")
