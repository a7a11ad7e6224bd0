"""A person at the pages of needs and requirements, for tests: keys, dialogs, pickers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest

from hcd_studio.templates import make_sample
from tests.studio import running


class Desktop:
    """A running studio as a person at its keys sees it."""

    def __init__(self, studio: Any, qapp: Any):
        self.studio, self.app, self.context, self.window = studio, qapp, studio.context, studio.window
        self.wake()

    def wake(self) -> None:
        """Give the window the keys, which another test's may still have."""
        for _ in range(50):
            self.window.activateWindow()
            self.app.processEvents()
            if self.window.isActiveWindow():
                break

    @property
    def session(self) -> Any:
        return self.context.bridge.session

    def show(self, name: str) -> Any:
        self.window.show_page(name)
        self.app.processEvents()
        return self.window.page(name)

    def run(self, id: str) -> None:
        self.context.actions.run(id)
        self.app.processEvents()

    def dialog(self) -> Any:
        return self.app.activeModalWidget()

    def say(self, box: Any, text: str) -> None:
        """Write a text into a box, over what stands there."""
        for _ in range(50):
            if box.hasFocus():
                break
            self.window.activateWindow() if self.dialog() is None else self.dialog().activateWindow()
            box.setFocus()
            self.app.processEvents()
        box.selectAll()
        if text.isascii():
            QTest.keyClicks(box, text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            self.app.sendEvent(box, event)

    def fill(self, **said: Any) -> None:
        """Fill the fields of the dialog that is open, and press its button."""
        dialog = self.dialog()
        for name, value in said.items():
            box = dialog.boxes[name]
            if isinstance(box, tuple):
                for one, text in zip(box, value, strict=True):
                    self.say(one, text)
            elif hasattr(box, "findData"):
                box.setCurrentIndex(box.findData(value))
            elif hasattr(box, "isChecked"):
                box.setChecked(value)
            else:
                self.say(box, value)
        dialog.accept()
        self.app.processEvents()

    def pick(self, text: str) -> None:
        """Type a few letters in the picker that is open, and take the first."""
        picker = next(one for one in self.app.topLevelWidgets() if one.objectName() == "palette" and one.isVisible())
        QTest.keyClicks(picker.field, text)
        QTest.keyClick(picker.field, Qt.Key.Key_Return)
        self.app.processEvents()


@cache
def made() -> Path:
    """A file of the sample, made once, to be copied."""
    path = Path(mkdtemp()) / "day.hcd"
    make_sample(path).close()
    return path


@contextmanager
def at_sample(qapp: Any, folder: Path) -> Iterator[Desktop]:
    """The sample, open in the window."""
    shutil.copyfile(made(), folder / "day.hcd")
    with running(qapp, path=folder / "day.hcd") as studio:
        yield Desktop(studio, qapp)


def boxes(page: Any, field: str) -> dict[str, Any]:
    """The two sides of a text of the form that is shown."""
    page.desk.form.complete()
    words = next(one for one in page.desk.form.words if one.field == field)
    return {box.name.rpartition("_")[2]: box for _, box in words.sides}


def rules(page: Any) -> list[str]:
    return [card.finding.rule for card in page.desk.margin.findings.cards]
