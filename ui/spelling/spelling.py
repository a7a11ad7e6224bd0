"""One speller for all editors: a cache of verdicts, words looked up in idle slices, suggestions made beside the window."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit
from shiboken6 import isValid

from hcd_studio.speech import Message
from hcd_studio.spelling import Speller, words_in
from ui.parts import Literal
from ui.spelling.marks import Marks, Tongue

if TYPE_CHECKING:
    from ui.context import Context
    from ui.jobs import Job

SLICE_S = 0.004
"""So long at a time words are looked up; a key that waits is served in between."""
MOST_CACHED = 20_000


class Spelling(QObject):
    """Watches editors; `on` says whether words are marked."""

    _loaded = Signal(object)
    _found = Signal(object)

    def __init__(self, context: Context):
        super().__init__(context)
        self.context = context
        self.on = context.settings.spelling
        self.speller = Speller()
        self._verdicts: dict[tuple[str, str], bool] = {}
        self._asked: dict[tuple[str, str], None] = {}
        self._marks: WeakSet[Marks] = WeakSet()
        self._loading = False
        self._wish = 0
        self.menu: QMenu | None = None
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._look_up)
        self._loaded.connect(self._begin)
        self._found.connect(self._offer)
        context.theme.changed.connect(self._again)

    def watch(self, editor: QPlainTextEdit, tongue: Tongue) -> Marks:
        """Mark the words of an editor; its context menu offers suggestions."""
        marks = Marks(self, editor, tongue)
        self._marks.add(marks)
        editor.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        editor.customContextMenuRequested.connect(partial(self._menu_at, marks))
        return marks

    def verdict(self, word: str, tongue: str) -> bool | None:
        """What is known of a word; None where it is looked up later."""
        found = self._verdicts.get((word, tongue))
        if found is None:
            self._asked[word, tongue] = None
            if self.speller.ready:
                self._idle.start()
            elif not self._loading:
                self._loading = True
                self.context.jobs.run(Message("Reading the dictionaries"), self._load, lambda _: None, quiet=True)
        return found

    def _load(self, _job: Job) -> None:
        self._loaded.emit(self.speller.load())

    def _begin(self, troubles: list[Message]) -> None:
        for one in troubles:  # said once: the dictionaries are read once
            self.context.bridge.tell(one)
        self._idle.start()

    def _look_up(self) -> None:
        until = time.monotonic() + SLICE_S
        while self._asked and time.monotonic() < until:
            word, tongue = next(iter(self._asked))
            del self._asked[word, tongue]
            if len(self._verdicts) > MOST_CACHED:
                self._verdicts.clear()
            self._verdicts[word, tongue] = self.speller.right(word, tongue)
        if not self._asked:
            self._idle.stop()
            self._again()

    def _again(self) -> None:
        for marks in list(self._marks):
            if isValid(marks):
                marks.rehighlight()

    # What actions call

    def toggle(self) -> None:
        """Mark words, or do not."""
        self.on = self.context.settings.spelling = not self.on
        self.context.settings.save()
        self._again()
        words = Message("Unknown words are marked.") if self.on else Message("Unknown words are not marked.")
        self.context.bridge.tell(words)

    def suggest(self) -> None:
        """Offer other words for the next unknown word of the editor that has the focus."""
        editor = QApplication.focusWidget()
        marks = next((one for one in self._marks if isValid(one) and one.editor is editor), None)
        if marks is None:
            self.context.bridge.tell(Message("Put the keys into a text first."))
            return
        at = marks.editor.textCursor().position()
        found = self._unknown(marks)
        if not found:
            self.context.bridge.tell(Message("No unknown words here."))
            return
        start, end = next((one for one in found if one[1] >= at), found[0])
        self._choose(marks, start, end)
        self._open(marks, marks.editor.viewport().mapToGlobal(marks.editor.cursorRect().bottomLeft()), (start, end))

    def _unknown(self, marks: Marks) -> list[tuple[int, int]]:
        text, tongue = marks.editor.toPlainText(), marks.tongue()
        return [(a, b) for a, b in words_in(text) if not self.speller.right(text[a:b], tongue)]

    def _choose(self, marks: Marks, start: int, end: int) -> None:
        cursor = marks.editor.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        marks.editor.setTextCursor(cursor)

    # The menu

    def _menu_at(self, marks: Marks, point: QPoint) -> None:
        at = marks.editor.cursorForPosition(point).position()
        word = next(((a, b) for a, b in self._unknown(marks) if a <= at <= b), None) if self.on else None
        self._open(marks, marks.editor.viewport().mapToGlobal(point), word)

    def _open(self, marks: Marks, point: QPoint, word: tuple[int, int] | None) -> None:
        menu = self.menu = marks.editor.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._wish += 1
        if word is not None:
            text = marks.editor.toPlainText()[word[0] : word[1]]
            first = menu.actions()[0] if menu.actions() else None
            wait = QAction(self._say(Message("Looking for words like “{word}” …", word=text)), menu)
            wait.setEnabled(False)
            add = QAction(self._say(Message("Add “{word}” to the dictionary", word=text)), menu)
            add.triggered.connect(partial(self.add, text))
            line = QAction(menu)
            line.setSeparator(True)
            menu.insertActions(first, [wait, add, line])  # type: ignore[arg-type]
            wish, tongue = self._wish, marks.tongue()

            def work(job: Job) -> None:
                found = self.speller.suggest(text, tongue, lambda: wish == self._wish and not job.stopping)
                self._found.emit((wish, found, marks, word, text, wait))

            self.context.jobs.run(Message("Looking for words"), work, lambda _: None, quiet=True)
        menu.popup(point)

    def _offer(self, answer: tuple[int, list[str], Marks, tuple[int, int], str, QAction]) -> None:
        wish, found, marks, place, word, wait = answer
        if wish != self._wish or not isValid(wait) or not isValid(marks):
            return
        menu: Any = wait.parent()
        made = []
        for one in found:
            action = QAction(one.replace("&", "&&"), menu)
            action.triggered.connect(partial(self._replace, marks, place, word, one))
            made.append(action)
        if made:
            menu.insertActions(wait, made)
            menu.removeAction(wait)
            menu.setActiveAction(made[0])
        else:
            wait.setText(self._say(Message("No word is like “{word}”", word=word)))

    def _replace(self, marks: Marks, place: tuple[int, int], word: str, instead: str) -> None:
        if not isValid(marks) or marks.editor.toPlainText()[place[0] : place[1]] != word:
            return
        self._choose(marks, *place)
        marks.editor.textCursor().insertText(instead)
        self.context.bridge.tell(Message("{word} put in place of {other}.", word=Literal(instead), other=word))

    def add(self, word: str) -> None:
        """A word that this person uses is right from now on."""
        self.speller.add(word)
        self._verdicts.clear()
        self._again()
        self.context.bridge.tell(Message("“{word}” is in the dictionary of this machine.", word=word))

    def _say(self, what: Message) -> str:
        return self.context.speaker.say(what).replace("&", "&&")
