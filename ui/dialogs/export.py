"""For the room, and the data: format, paper, language, audience, and what the first sheet will look like."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QPixmap
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from exports import writers
from exports.options import PAPERS, Options
from exports.writing import Written
from hcd_studio.speech import N_, Message, Sayable
from hcd_studio.words import TIER_WORDS
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.flow import Flow
from ui.jobs import Job
from ui.parts import Beside, Literal, button, column, label
from ui.strip import News

LANGUAGES = (("cy", N_("Welsh")), ("en", N_("English")), ("side", N_("Welsh and English, Welsh first")))
OPTIONS = (
    ("tiles", N_("As A4 tiles to glue together")), ("chapters", N_("In chapters, a sheet for each part")),
    ("monochrome", N_("Black and white")),
)  # fmt: skip
WAIT_MS = 250


class ExportDialog(Dialog):
    """Everything is remembered for the next time; nothing is written before Export is pressed."""

    def __init__(self, context: Context, window: QWidget, what: str = "map"):
        super().__init__(context, window, Message("For the room") if what == "map" else Message("The data"), wide=860)
        self.window_, self.what = window, what
        session = context.bridge.session
        self.snapshot = session.snapshot() if session else None
        self.kept: dict[str, Any] = dict(context.settings.export)
        self._fresh = "paper" not in self.kept
        self.remedies: dict[str, QPushButton] = {}
        line = Beside(context.theme, gap=20, least=340)
        choices = QWidget()
        left = column(choices)
        self.live.space(left, (0, 0, 0, 0), 8)
        self._choices(left)
        line.add(choices, 2)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self._look)
        if what == "map":
            self.preview, self.warning = QLabel(), label("warn", wrap=True)
            line.add(self._right(), 3)
        self.body.addWidget(line)
        self.cancel_button()
        self.go = self.done_button(Message("Export …"))
        self._again()

    # What can be chosen

    def _choices(self, left: Any) -> None:
        self.formats: dict[str, QCheckBox] = {}
        said = label("label")
        self.live.text(said, Message("Formats"))
        left.addWidget(said)
        known = self.kept.get(f"{self.what}_formats")
        for writer in writers(self.what):
            one = QCheckBox()
            self.live.text(one, Message(writer.words))
            one.setChecked(writer.format in known if isinstance(known, list) and known else writer.usual)
            one.toggled.connect(self._again)
            self.formats[writer.format] = one
            left.addWidget(one)
        self.audience = self._combo(
            left, "audience", Message("Audience"), [(t, Message(w)) for t, w in TIER_WORDS.items()], "room"
        )
        about = label("small", wrap=True)
        self.live.text(
            about, Message("No text that may not travel so far leaves; small numbers are hidden; who withdrew is gone.")
        )
        left.addWidget(about)
        self.options: dict[str, QCheckBox] = {}
        if self.what == "map":
            self.paper = self._combo(left, "paper", Message("Paper"), [(p, Literal(p)) for p in reversed(PAPERS)], "A3")
            usual_language = self.context.speaker.language
            self.language = self._combo(
                left, "language", Message("Language"), [(n, Message(w)) for n, w in LANGUAGES], usual_language
            )
            for name, words in OPTIONS:
                one = QCheckBox()
                self.live.text(one, Message(words))
                one.setChecked(bool(self.kept.get(name)))
                one.toggled.connect(self._again)
                self.options[name] = one
                left.addWidget(one)
        left.addStretch(1)

    def _combo(self, left: Any, name: str, words: Message, offers: list[tuple[str, Sayable]], usual: str) -> QComboBox:
        box = QComboBox()
        for value, said in offers:
            box.addItem(self.context.speaker.say(said), value)
        known = self.kept.get(name, usual)
        box.setCurrentIndex(max(0, box.findData(known if isinstance(known, str) else usual)))
        box.activated.connect(self._again)
        head = label("label", buddy=box)
        self.live.text(head, words)
        self.live.name(box, words)
        left.addWidget(head)
        left.addWidget(box)
        return box

    def _right(self) -> QWidget:
        side = QWidget()
        grid = QGridLayout(side)
        self.live.space(grid, (0, 0, 0, 0), 8)
        head = label("label")
        self.live.text(head, Message("The first sheet"))
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.preview.setMinimumSize(QSize(self.context.theme.scaled(300), self.context.theme.scaled(220)))
        self.preview.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.live.name(self.preview, Message("The first sheet"))
        grid.addWidget(head, 0, 0)
        grid.addWidget(self.preview, 1, 0)
        grid.addWidget(self.warning, 2, 0)
        ways = Flow()
        self.live.space(ways, (0, 0, 0, 0), 8)
        for name, words in (("chapters", N_("In chapters")), ("tiles", N_("As A4 tiles"))):
            remedy = self.remedies[name] = button()
            self.live.text(remedy, Message(words))
            remedy.clicked.connect(partial(self._mend, name))
            remedy.hide()
            ways.addWidget(remedy)
        box = QWidget()
        box.setLayout(ways)
        grid.addWidget(box, 3, 0)
        grid.setRowStretch(1, 1)
        return side

    def _mend(self, name: str, *_: object) -> None:
        """Choose what makes the letters large enough."""
        for other, one in self.options.items():
            if other in self.remedies:
                one.setChecked(other == name)
        if name == "tiles":  # as large a map as can be read
            self.paper.setCurrentIndex(max(0, self.paper.findData("A4")))
            self._again()

    # Preview

    def _again(self, *_: object) -> None:
        self.go.setEnabled(any(one.isChecked() for one in self.formats.values()))
        if self.what == "map":
            self._wait.start()

    def _chosen(self) -> dict[str, Any]:
        found: dict[str, Any] = {"audience": self.audience.currentData()}
        if self.what == "map":
            found |= {"paper": self.paper.currentData(), "language": self.language.currentData()}
            found |= {name: one.isChecked() for name, one in self.options.items()}
        return found

    def _look(self) -> None:
        """Lay out and paint the first sheet beside the window."""
        snapshot, chosen = self.snapshot, self._chosen()
        if snapshot is None:
            return
        wide = max(320, self.preview.width())
        today = datetime.now().astimezone().date()

        fresh = self._fresh and not chosen["tiles"] and not chosen["chapters"]
        self._fresh = False

        def work(job: Job) -> tuple[QImage, Message | None, Options]:
            from exports.map_export import first_sheet, readable_choice
            from ui.poster_painter import picture

            options = Options(made=today, **chosen)
            better = readable_choice(snapshot, options) if fresh else options
            job.step()
            poster, warning = first_sheet(snapshot, better)
            return picture(poster, wide), warning, better

        self.context.jobs.run(Message("Laying out the map"), work, self._show, lambda error: self._fail(error))

    def _show(self, found: tuple[QImage, Message | None, Options]) -> None:
        if not self._there():
            return
        image, warning, better = found
        self.paper.setCurrentIndex(max(0, self.paper.findData(better.paper)))  # the first time, what can be read
        for name in self.remedies:
            self.options[name].blockSignals(True)
            self.options[name].setChecked(bool(getattr(better, name)))
            self.options[name].blockSignals(False)
        for name, remedy in self.remedies.items():
            remedy.setVisible(warning is not None and not self.options[name].isChecked())
        room = QSize(image.width(), max(self.context.theme.scaled(220), min(self.context.theme.scaled(360), 420)))
        smooth = Qt.TransformationMode.SmoothTransformation
        self.preview.setPixmap(QPixmap.fromImage(image).scaled(room, Qt.AspectRatioMode.KeepAspectRatio, smooth))
        self.live.text(self.warning, warning or Literal(""))

    def _fail(self, error: Exception) -> None:
        if self._there():
            self.reject()
        self.context.bridge.fail(error)

    def _there(self) -> bool:
        from shiboken6 import isValid

        return bool(isValid(self)) and self.isVisible()

    # Writing

    def accept(self) -> None:
        snapshot, chosen = self.snapshot, self._chosen()
        formats = [name for name, one in self.formats.items() if one.isChecked()]
        known = Path(self.context.settings.exports_folder or str(Path.home()))
        folder = self.context.ask.folder(Message("Where to?"), known if known.is_dir() else Path.home())
        if folder is None or snapshot is None:
            return
        settings = self.context.settings
        settings.export = {**settings.export, **chosen, f"{self.what}_formats": formats}
        settings.exports_folder = settings.exports_folder or str(folder)
        settings.save()
        super().accept()
        write(self.context, self.window_, self.what, snapshot, folder, formats, chosen)


def write(
    context: Context, window: Any, what: str, snapshot: Any, folder: Path, formats: list[str], chosen: dict[str, Any]
) -> None:
    """Write beside the window; each file is whole and checked, or it is not there."""
    options = Options(made=datetime.now().astimezone().date(), **chosen)

    def work(job: Job) -> Written:
        from exports import write

        def progress(share: float, said: Message) -> bool:
            if not job.stopping:
                job.step(share, said)
            return not job.stopping

        return write(snapshot, folder, what, formats, options, progress)

    def done(found: Written) -> None:
        files, warnings = found.files, found.warnings
        what_ = Message("Written: {files}", files=", ".join(file.name for file in files[:4]))
        rest = Message("{warnings}", warnings=warnings) if warnings else Literal(str(folder))
        show = Message("Show the folder")
        tone = "warn" if warnings else "news"

        def open_folder() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

        window.strip.tell(News(what_, rest, tone, show, open_folder))

    context.jobs.run(Message("Exporting"), work, done, context.bridge.fail)
