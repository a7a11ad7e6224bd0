"""The one page that says why a requirement is there, from its voices to its clause, written beside the window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from hcd_studio.records import Requirement
from hcd_studio.speech import Message
from ui.context import Context
from ui.strip import News

if TYPE_CHECKING:
    from hcd_studio.snapshot import Snapshot
    from ui.window import Window


def write_why(context: Context, window: Window, requirement: Requirement) -> None:
    """Ask where, then write it; the strip tells when it is there."""
    from exports import write
    from exports.options import Options

    session = context.bridge.session
    if session is None:
        return
    folder = Path(context.settings.exports_folder) if context.settings.exports_folder else session.path.parent
    place = context.ask.save_file(Message("The “why” page"), folder / f"{requirement.ref or 'R'}.pdf", "PDF (*.pdf)")
    if place is None:
        return
    snapshot = only(session.snapshot(), requirement)
    options = Options(formats=("pdf",), language=context.speaker.language, audience="council")

    def work(job: Any) -> Any:
        return write(snapshot, place, "why", ("pdf",), options, lambda share, doing: job.step(share, doing) is None)

    def show() -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))

    def done(_written: Any) -> None:
        window.strip.tell(
            News(Message("{file} is written.", file=place.name), tone="news", do=Message("Open it"), act=show)
        )

    context.jobs.run(Message("Writing {file}", file=place.name), work, done, context.bridge.fail)


def only(snapshot: Snapshot, requirement: Requirement) -> Snapshot:
    """The session with this requirement alone."""
    return replace(snapshot, records={**snapshot.records, Requirement.table: {requirement.id: requirement}}, ordered={})
