"""A person at the window: every word typed key by key, every choice pressed or clicked; nothing is called behind the back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QInputDialog, QLineEdit, QMenu, QWidget

from hcd_studio.fields import Id
from hcd_studio.records import Lane, Note, Step
from ui.say import Asker

KEY, MOD = Qt.Key, Qt.KeyboardModifier
LEFT, PLAIN, CTRL, SHIFT, ALT = (
    Qt.MouseButton.LeftButton, MOD.NoModifier, MOD.ControlModifier, MOD.ShiftModifier, MOD.AltModifier,
)  # fmt: skip
LETTERS = {"action": KEY.Key_A, "quote": KEY.Key_Q, "thought": KEY.Key_T, "pain": KEY.Key_P, "idea": KEY.Key_I}


class Person:
    """Sits in front of one window and does one thing after another."""

    def __init__(self, application: Any, studio: Any):
        self.application, self.studio = application, studio
        studio.context.ask = Asker(studio.context)  # real questions, really answered
        self.drags = 0

    @property
    def session(self) -> Any:
        return self.studio.context.bridge.session

    @property
    def page(self) -> Any:
        return self.studio.window.pages["map"]

    @property
    def board(self) -> Any:
        return self.page.board

    def settle(self) -> None:
        """Let things paint; and let go what was told to go, as the loop of a running program does."""
        self.application.processEvents()
        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def come_back(self) -> None:
        """A window manager gives the keys back to the window when a dialog or a menu goes; here nobody does."""
        active = QApplication.activeWindow()
        if active is None or not active.isVisible():
            self.studio.window.activateWindow()
            self.settle()

    # Keys, questions, menus

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = PLAIN, *, on: QWidget | None = None) -> None:
        """Press a key where the focus is."""
        target = on or self.application.focusWidget() or self.studio.window
        QTest.keyClick(target, key, keys)

    def type(self, text: str, *, on: QWidget | None = None) -> None:
        """Type a text where the focus is; letters that no key of the test's keyboard bears arrive as an input method sends them."""
        target = on or self.application.focusWidget()
        for part, plain in _parts(text):
            if plain:
                QTest.keyClicks(target, part)
            else:
                for letter in part:
                    QTest.sendKeyEvent(QTest.KeyAction.Click, target, KEY.Key_unknown, letter, PLAIN)

    def answer(self, act: Callable[[], None], *texts: str) -> None:
        """Do something that asks, and type the answers, one question after another."""
        left = list(texts)

        def reply() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, QInputDialog), f"nothing asks for {left[0]!r}"
            field = dialog.findChild(QLineEdit)
            assert field is not None
            self.press(KEY.Key_A, CTRL, on=field)
            self.type(left.pop(0), on=field)
            if left:
                QTimer.singleShot(0, reply)
            self.press(KEY.Key_Return, on=field)

        QTimer.singleShot(0, reply)
        act()
        self.come_back()
        assert not left, f"nobody asked for {left}"

    def pick(self, opener: QWidget, words: str) -> None:
        """Open a menu with the mouse and click the entry that begins with these words."""
        missed: list[str] = []

        def choose() -> None:
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            entry = next((one for one in menu.actions() if one.text().startswith(words)), None)
            if entry is None:
                missed.extend(one.text() for one in menu.actions())
                menu.close()
                return
            QTest.mouseClick(menu, LEFT, PLAIN, menu.actionGeometry(entry).center())

        QTimer.singleShot(0, choose)
        QTest.mouseClick(opener, LEFT)
        self.come_back()
        assert not missed, f"{words!r} is not among {missed}"

    def pick_in(self, box: QComboBox, data: str) -> None:
        """Choose in a list that drops down, by keys."""
        self.press(KEY.Key_Down, ALT, on=box)
        list_ = box.view()
        self.press(KEY.Key_Home, on=list_)
        for _ in range(box.findData(data)):
            self.press(KEY.Key_Down, on=list_)
        self.press(KEY.Key_Return, on=list_)
        self.settle()
        self.come_back()

    # The board

    def focus_board(self) -> None:
        self.press(KEY.Key_M, CTRL)

    def go_head(self, kind: str, id: Id) -> None:
        """See the whole map, and click on a head."""
        self.press(KEY.Key_0, CTRL)
        seen = self.board.head_rect((kind, id)).intersected(self.board.viewport().rect())
        QTest.mouseClick(self.board.viewport(), LEFT, PLAIN, seen.center())
        self.settle()
        assert self.board.structure.head == (kind, id)

    def walk_to(self, place: tuple[Id, Id]) -> None:
        """Go to a cell by the arrows, from the first step of the first lane."""
        live = self.board.board.live
        self.focus_board()
        self.press(KEY.Key_Home, CTRL)
        for key, count in (
            (KEY.Key_PageUp, 12), (KEY.Key_Home, 1), (KEY.Key_PageDown, live.row_of[place[1]]),
            (KEY.Key_Right, live.column_of[place[0]]),
        ):  # fmt: skip
            for _ in range(count):
                self.press(key)
        here = self.studio.context.selection.place
        assert here == place

    def drag(self, note: Note, place: tuple[Id, Id]) -> bool:
        """Pull a note into a cell with the mouse, below what is there; False where one of them is not seen."""
        view = self.board
        port, pane = view.viewport(), view.camera.pane
        start = view.visualRect(view.board.index_of(note.id)).center()
        cell = view.board.live.cell_rect(place)
        if cell is None or not pane.contains(start):
            return False
        on = view.camera.rect_on_screen(cell)
        end = QPoint(on.center().x(), on.bottom() - 2)
        if not pane.adjusted(40, 40, -40, -40).contains(end):
            return False
        QTest.mousePress(port, LEFT, PLAIN, start)
        for part in (0.3, 0.7, 1.0):
            QTest.mouseMove(port, start + (end - start) * part)
        QTest.mouseRelease(port, LEFT, PLAIN, end)
        self.drags += 1
        return True

    def lane(self, title: str) -> Lane:
        return next(one for one in self.session.all(Lane) if one.title.en == title)

    def step(self, title: str) -> Step:
        return next(one for one in self.session.all(Step) if one.title.en == title)


def _parts(text: str) -> list[tuple[str, bool]]:
    """Runs of letters that keys bear, and runs that they do not."""
    found: list[tuple[str, bool]] = []
    for letter in text:
        plain = " " <= letter <= "~"
        if found and found[-1][1] == plain:
            found[-1] = (found[-1][0] + letter, plain)
        else:
            found.append((letter, plain))
    return found
