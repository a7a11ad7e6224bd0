"""Map and ranking for everybody in one step: written into one folder as PDF, in both languages, for the room."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from hcd_studio.session import now
from hcd_studio.speech import Message
from ui.context import Context
from ui.jobs import Job
from ui.strip import News

if TYPE_CHECKING:
    from ui.window import Window

HANDED = ("map", "ranking")


def hand_out(context: Context, window: Window) -> None:
    """Ask for a folder, write both beside the window, and offer to open the folder."""
    session = context.bridge.session
    if session is None:
        return
    place = Path(context.settings.exports_folder or Path.home())
    folder = context.ask.folder(Message("Where the map and the ranking go"), place)
    if folder is None:
        return
    snapshot = now(session)

    def work(job: Job) -> list[Path]:
        from exports import write
        from exports.options import Options

        files: list[Path] = []
        for at, what in enumerate(HANDED):
            job.step(at / len(HANDED))
            options = Options(language="side", audience="room", paper="A3")
            files += write(snapshot, folder, what, ("pdf",), options).files
        return files

    def done(files: list[Any]) -> None:
        words = Message("For everybody: {files}.", files=[one.name for one in files])
        window.strip.tell(News(words, tone="news", do=Message("Open the folder"), act=lambda: _open(folder)))
        context.bridge.tell(words)

    context.jobs.run(Message("Writing the map and the ranking"), work, done, context.bridge.fail)


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
