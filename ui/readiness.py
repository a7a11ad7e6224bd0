"""What only the window can look at before the day: a second screen and a printer."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinterInfo

from hcd_studio.ready import Check
from hcd_studio.speech import Message


def check_screens(count: int | None = None) -> Check:
    """Whether there is a screen for the room."""
    n = len(QGuiApplication.screens()) if count is None else count
    title = Message("Second screen")
    if n > 1:
        return Check("screen", title, "good", Message("Screens: {n}. F5 shows the room.", n=n))
    return Check(
        "screen", title, "look", Message("There is one screen only."),
        Message("Plug the projector in and choose Extend. On a projector that mirrors, F5 covers this window."),
    )  # fmt: skip


def check_printer(names: list[str] | None = None) -> Check:
    """Whether a printer is known."""
    found = QPrinterInfo.availablePrinterNames() if names is None else names
    title = Message("Printer")
    if found:
        return Check("printer", title, "good", Message("Printers: {names}.", names=found[:3]))
    return Check(
        "printer", title, "look", Message("No printer is known."),
        Message("Add one, or save the PDF to the stick and print it elsewhere."),
    )  # fmt: skip
