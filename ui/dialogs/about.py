"""What this is, and what it is made of."""

from __future__ import annotations

import sys

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from hcd_studio.speech import Message
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.parts import Literal, label

MADE_OF = (
    "Qt for Python (LGPL-3.0) · Atkinson Hyperlegible Next, Source Serif 4, Noto Sans (OFL-1.1) · "
    "Phosphor (MIT) · SQLite · APSW · ReportLab (BSD) · openpyxl (MIT) · Pillow (MIT-CMU)"
)


class AboutDialog(Dialog):
    """Name, version, licence."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent, Message("About HCD Studio"), wide=520)
        what = label("lead", wrap=True)
        self.live.text(
            what, Message("Journey maps, feelings, needs and requirements from a workshop room, in Welsh and English.")
        )
        nothing = label(wrap=True)
        self.live.text(nothing, Message("No account. Nothing leaves this laptop."))
        made = label("small", wrap=True)
        self.live.text(made, Message("Made of: {parts}", parts=MADE_OF))
        versions = label("small")
        self.live.text(
            versions, Literal(f"HCD Studio {_version()} · Python {sys.version.split()[0]} · Qt {qVersion()}")
        )
        for part in (what, nothing, made, versions):
            self.body.addWidget(part)
        self.done_button(Message("Close"), primary=False)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("hcd-studio")
    except PackageNotFoundError:
        return "0.1.0"
