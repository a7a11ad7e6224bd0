"""Printing: the system's own dialog, then the same sheet that an export makes, as lines and letters, not as a picture."""

from __future__ import annotations

import importlib
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from exports.options import Options
from exports.poster import compose
from hcd_studio.layout import View
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Message, Trouble
from ui.context import Context
from ui.jobs import Job
from ui.poster_painter import QtPainter

if TYPE_CHECKING:
    from exports.sheets import Sheet


def print_map(context: Context, parent: QWidget) -> None:
    """Ask for the printer, lay the map out for its paper beside the window, then print."""
    session = context.bridge.session
    if session is None:
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A3), QPageLayout.Orientation.Landscape, QMarginsF(5, 5, 5, 5))
    )
    printer.setDocName(context.speaker.say(session.workshop.title) or "HCD Studio")
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(context.speaker.say(Message("Print the map")))
    chosen = dialog.exec()
    dialog.deleteLater()
    if chosen:
        send(context, printer, session.snapshot())


def send(context: Context, printer: QPrinter, snapshot: Snapshot) -> None:
    """Lay out beside the window, paint in it: a printer belongs to the thread of the window."""
    sheet = printer.pageLayout().paintRectPoints()
    plain = printer.colorMode() == QPrinter.ColorMode.GrayScale
    language = context.speaker.language
    made = datetime.now().astimezone().date()

    def work(job: Job) -> Any:
        job.step()
        size = (float(sheet.width()), float(sheet.height()))
        return compose(snapshot, View(languages=language, private="hide"), size, made, monochrome=plain)

    def done(poster: Any) -> None:
        painter = QPainter()
        if not painter.begin(printer):
            context.bridge.trouble.emit(
                Trouble(
                    Message("The printer did not answer."),
                    safe=Message("Everything is safe in the session."),
                    do=Message("Check that it is on, or export the map as a PDF."),
                )
            )
            return
        dots = printer.resolution() / 72
        painter.scale(dots, dots)
        poster.paint(QtPainter(painter))
        painter.end()
        context.bridge.tell(Message("The map is on its way to the printer."))

    context.jobs.run(Message("Laying out the map"), work, done, context.bridge.fail)


SHEETS = {"blanks": "exports.blanks:blanks_of", "ranking": "exports.room_ranking:ranking_of"}
"""What is printed as plain sheets, and what composes them."""


def print_sheets(context: Context, parent: QWidget, what: str) -> None:
    """Ask for the printer, compose the sheets, and print them: the same sheets that an export writes."""
    session = context.bridge.session
    if session is not None:
        print_these(context, parent, sheets_of(session.snapshot(), what))


def print_these(context: Context, parent: QWidget, sheets: list[Sheet]) -> None:
    """Ask for the printer and print sheets that are composed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    )
    printer.setFullPage(True)
    printer.setDocName("HCD Studio")
    dialog = QPrintDialog(printer, parent)
    chosen = dialog.exec()
    dialog.deleteLater()
    if chosen:
        send_sheets(context, printer, sheets)


def sheets_of(snapshot: Snapshot, what: str) -> list[Sheet]:
    """The sheets of a document, in both languages, for the room."""
    module, name = SHEETS[what].split(":")
    found: list[Sheet] = getattr(importlib.import_module(module), name)(
        snapshot, Options(language="side", audience="room", paper="A4")
    )
    return found


def send_sheets(context: Context, printer: QPrinter, sheets: list[Sheet]) -> None:
    """Paint sheet after sheet, each as large as its paper."""
    painter = QPainter()
    if not painter.begin(printer):
        context.bridge.trouble.emit(
            Trouble(
                Message("The printer did not answer."),
                safe=Message("Everything is safe in the session."),
                do=Message("Check that it is on, or export the map as a PDF."),
            )
        )
        return
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    for at, sheet in enumerate(sheets):
        if at:
            printer.newPage()
        wide, high = sheet.size
        k = min(paper.width() / wide, paper.height() / high)
        painter.save()
        painter.scale(k, k)
        sheet.paint(QtPainter(painter))
        painter.restore()
    painter.end()
    context.bridge.tell(Message("Sheets on their way to the printer: {n}.", n=len(sheets)))
