"""What was being typed when the program stopped: offered when its session is opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hcd_studio.speech import Message
from ui.context import Context
from ui.strip import News

if TYPE_CHECKING:
    from hcd_studio.journal import Jotted
    from ui.window import Window


class LeftOver(QObject):
    """Brings the capture line's text back into it, and offers every other text: keep it, or throw it away."""

    def __init__(self, context: Context, window: Window):
        super().__init__(window)
        self.context, self.window = context, window

    def offer(self) -> None:
        """Look what is there; what is only put off is offered again at the next opening."""
        from hcd_studio import journal
        from ui.capture import DRAFT

        session = self.context.bridge.session
        if session is None or session.store.read_only:
            return
        left = journal.jotted(session)
        for one in [one for one in left if one.field == DRAFT]:
            self.window.capture.field.setText(one.text)
            self.window.capture.typing.take_up()
            left.remove(one)
            self.window.strip.tell(News(Message("What you were typing is back in the line below."), tone="news"))
        if left:
            words = Message(
                "{n} text was being typed when the program stopped.",
                plural="{n} texts were being typed when the program stopped.", count=len(left), n=len(left),
            )  # fmt: skip
            first = Message("The first says: “{text}”", text=left[0].text[:80])
            self.window.strip.tell(
                News(
                    words, first, "news",
                    Message("Keep it"), lambda: self.keep(left), Message("Throw it away"), lambda: self.forget(left),
                )
            )  # fmt: skip

    def keep(self, left: list[Jotted]) -> None:
        """Say the texts after all, as one change."""
        from hcd_studio import journal

        told = Message("Kept: {n}.", n=len(left))
        if self.context.bridge.together("edit_record", lambda draft: journal.take_up_all(draft, left), told):
            self.forget(left)

    def forget(self, left: list[Jotted]) -> None:
        """They are history now, or not wanted."""
        from hcd_studio import journal

        session = self.context.bridge.session
        if session is not None:
            for one in left:
                journal.forget(session, one.record, one.field)
