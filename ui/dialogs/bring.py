"""Bringing notes in: what a file or the clipboard holds, what goes where, and one change that can be undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget
from shiboken6 import isValid

from hcd_studio import home
from hcd_studio.importers.found import Found, FoundNote, Mapping
from hcd_studio.layout.notes import KIND_ICONS
from hcd_studio.records import Lane, Step
from hcd_studio.speech import N_, Message
from hcd_studio.words import KIND_WORDS
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.jobs import Job
from ui.parts import Literal, label

PLACES = (
    ("match", N_("Where the source says, by step, lane or group")), ("here", N_("All at the step where I am")),
    ("steps", N_("Each group becomes a step")), ("lanes", N_("Each group becomes a lane")),
    ("themes", N_("Each group becomes a theme")), ("none", N_("In the tray, to be placed by hand")),
)  # fmt: skip
PARTS = (
    ("text", N_("What was said")), ("kind", N_("Kind")), ("group", N_("Group")), ("participant", N_("Participant")),
    ("language", N_("Language")), ("step", N_("Step")), ("lane", N_("Lane")),
)  # fmt: skip
SHOWN = 200
ABREAST = 4
"""So many choices of columns stand beside each other."""


class BringDialog(Dialog):
    """A dry run first; Import asks for it to be made so, as one change."""

    wanted = Signal(object, dict)

    def __init__(self, context: Context, parent: QWidget, *, path: Path | None = None, text: str = "", html: str = ""):
        super().__init__(context, parent, Message("Bring notes in"), wide=820, tall=620)
        self.path, self.text, self.html = path, text, html
        self.found: Found | None = None
        self.summary, self.warnings = label("strong", wrap=True), label("warn", wrap=True)
        self.unused = label("muted", wrap=True)
        self.live.text(
            self.summary, Message("Reading {source}", source=path.name if path else Message("the clipboard"))
        )
        self.body.addWidget(self.summary)
        self.body.addWidget(self.warnings)
        self.body.addWidget(self.unused)
        self.unused.hide()
        self.columns = self._columns()
        self.body.addLayout(self._choices())
        self.preview = QTreeWidget()
        self.preview.setColumnCount(3)
        self.preview.setRootIsDecorated(False)
        self.preview.setUniformRowHeights(True)
        self.preview.setAlternatingRowColors(True)
        self.live.name(self.preview, Message("What would come in"))
        heads = Literal("")
        self.live.say(self.preview, "heads", lambda _: self._heads(), heads)
        self.body.addWidget(self.preview, 1)
        self.cancel_button()
        self.go = self.done_button(Message("Import"))
        self.go.setEnabled(False)
        self.read()

    # What can be chosen

    def _columns(self) -> dict[str, QComboBox]:
        self.grid = QGridLayout()
        self.live.space(self.grid, (0, 0, 0, 0), 8)
        found: dict[str, QComboBox] = {}
        for at, (name, words) in enumerate(PARTS):
            box = QComboBox()
            said = label("label", buddy=box)
            self.live.text(said, Message(words))
            self.live.name(box, Message("Column: {what}", what=Message(words)))
            self.grid.addWidget(said, 2 * (at // ABREAST), at % ABREAST)
            self.grid.addWidget(box, 2 * (at // ABREAST) + 1, at % ABREAST)
            self.grid.setColumnStretch(at % ABREAST, 1)
            box.activated.connect(self.read)
            found[name] = box
        self.mapping = QWidget()
        self.mapping.setLayout(self.grid)
        self.mapping.hide()
        self.body.addWidget(self.mapping)
        return found

    def _choices(self) -> QGridLayout:
        grid = QGridLayout()
        self.live.space(grid, (0, 0, 0, 0), 8)
        self.place, self.kind = QComboBox(), QComboBox()
        say = self.context.speaker.say
        for value, words in PLACES:
            self.place.addItem(say(Message(words)), value)
        self.place.setCurrentIndex(1 if self.path is None else 0)
        self.kind.addItem(say(Message("As the source says")), "")
        for kind, words in KIND_WORDS.items():
            self.kind.addItem(self.context.theme.icon(KIND_ICONS[kind], "fill", size=16), say(Message(words)), kind)
        for at, (named, box) in enumerate(
            ((Message("Where they go"), self.place), (Message("Kind of note"), self.kind))
        ):
            said = label("label", buddy=box)
            self.live.text(said, named)
            self.live.name(box, named)
            grid.addWidget(said, 0, at)
            grid.addWidget(box, 1, at)
            grid.setColumnStretch(at, 2 - at)
        self.personal, self.mend, self.remember = QCheckBox(), QCheckBox(), QCheckBox()
        self.live.text(self.personal, Message("Also read columns that say who somebody is"))
        self.live.text(self.mend, Message("Mend letters that were encoded twice"))
        self.live.text(self.remember, Message("Remember what goes where for files like this, as"))
        self.preset = QLineEdit()
        self.live.name(self.preset, Message("Name of the mapping"))
        for at, part in enumerate((self.personal, self.mend)):
            grid.addWidget(part, 2, at)
            part.toggled.connect(self.read)
            part.setVisible(self.path is not None)
        grid.addWidget(self.remember, 3, 0)
        grid.addWidget(self.preset, 3, 1)
        self.remember.hide()
        self.preset.hide()
        return grid

    def _heads(self) -> None:
        say = self.context.speaker.say
        self.preview.setHeaderLabels([say(Message("Kind")), say(Message("What was said")), say(Message("Where"))])

    # Reading

    def read(self, *_: object) -> None:
        """Read beside the window, with what is chosen now."""
        mapping = self._mapping()
        path, text, html = self.path, self.text, self.html
        personal, mend = self.personal.isChecked(), self.mend.isChecked()

        def work(job: Job) -> Found:
            from hcd_studio.importers import presets
            from hcd_studio.importers.detect import read, read_text

            job.step()
            if path is None:
                return read_text(text, html, mend=mend)
            found = read(path, mapping=mapping, keep_personal=personal, mend=mend)
            known = presets.recall(home.folder("presets"), found.columns) if mapping is None and found.columns else None
            return found if known is None else read(path, mapping=known, keep_personal=personal, mend=mend)

        self.go.setEnabled(False)
        self.context.jobs.run(Message("Reading"), work, self._show, self._fail)

    def _mapping(self) -> Mapping | None:
        if self.found is None or not self.found.columns:
            return None
        chosen = {name: (box.currentData(),) for name, box in self.columns.items() if box.currentData()}
        said: dict[str, Any] = {name: chosen.get(name, ()) for name, _ in PARTS}
        return replace(self.found.mapping, **said)

    def _fail(self, error: Exception) -> None:
        if isValid(self) and self.isVisible():
            self.reject()
        self.context.bridge.fail(error)

    def _show(self, found: Found) -> None:
        if not isValid(self):
            return
        first, self.found = self.found is None, found
        self.live.text(
            self.summary,
            Message("{source}: {summary}", source=found.source or Message("The clipboard"), summary=found.summary()),
        )
        self.live.text(self.warnings, Message("{all}", all=list(found.warnings)) if found.warnings else Literal(""))
        self.warnings.setVisible(bool(found.warnings))
        self.live.text(self.unused, Message("Not used: {columns}.", columns=list(found.unused)))
        self.unused.setVisible(bool(found.unused))
        if first:
            self._offer(found)
        self.preview.clear()
        say = self.context.speaker.say
        for note in found.notes[:SHOWN]:
            kind = say(Message(KIND_WORDS[note.kind])) if note.kind in KIND_WORDS else ""
            self.preview.addTopLevelItem(QTreeWidgetItem([kind, " ".join(note.text.split()), _where(note)]))
        self.preview.setColumnWidth(0, self.context.theme.scaled(110))
        self.preview.setColumnWidth(1, self.context.theme.scaled(460))
        self.go.setEnabled(bool(found.notes))
        self.live.text(self.go, Message("Import notes: {n}", n=len(found.notes)))

    def _offer(self, found: Found) -> None:
        self.mapping.setVisible(bool(found.columns))
        for part in (self.remember, self.preset):
            part.setVisible(bool(found.columns))
        self.preset.setText(Path(found.source).stem)
        for name, box in self.columns.items():
            box.addItem(self.context.speaker.say(Message("None")), "")
            for column in found.columns:
                box.addItem(column, column)
            used = getattr(found.mapping, name)
            box.setCurrentIndex(max(0, box.findData(used[0])) if used else 0)

    # Importing

    def accept(self) -> None:
        session, found = self.context.bridge.session, self.found
        if session is None or found is None or not found.notes:
            return
        place: str = self.place.currentData()
        named: dict[str, Any] = {"place": place, "kind": self.kind.currentData()}
        if place == "here":
            step, lane = self.context.selection.place
            named |= {"place": "none", "step": session.get(Step, step)}
            named["lane"] = None if self.kind.currentData() else session.get(Lane, lane)
        if self.remember.isChecked() and found.columns:
            from hcd_studio.importers import presets

            with self.context.bridge.caught():
                presets.remember(home.folder("presets"), found.columns, found.mapping, self.preset.text().strip())
        super().accept()
        self.wanted.emit(found, named)

    def keyPressEvent(self, event: Any) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.go.isEnabled():
            return
        super().keyPressEvent(event)


def _where(note: FoundNote) -> str:
    return " · ".join(part for part in (note.step, note.lane, note.group) if part)
