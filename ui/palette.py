"""The command palette: type a few letters, press Enter; and its sister, which finds a record to link to."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from hcd_studio.columns import title_of
from hcd_studio.fields import Id
from hcd_studio.records import Decision, Idea, Need, Note, Pain, Requirement, Theme
from hcd_studio.speech import Message, Sayable
from ui.access import announce
from ui.actions import key_words
from ui.context import Context
from ui.parts import Live, column
from ui.trail import ICONS

MOST = 60


class Picker(QDialog):
    """A field over a list; arrows go through the list while the field keeps the keys."""

    def __init__(self, context: Context, parent: QWidget, hint: Sayable):
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.context = context
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("palette")
        self.live = Live(context, self)
        lines = column(self)
        self.live.space(lines, (12, 12, 12, 12), 8)
        self.field, self.list = QLineEdit(), QListWidget()
        self.field.setProperty("kind", "capture")
        self.live.say(self.field, "placeholder", self.field.setPlaceholderText, hint)
        self.live.name(self.field, hint)
        self.live.name(self.list, hint)
        self.live.say(self, "title", self.setWindowTitle, hint)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        lines.addWidget(self.field)
        lines.addWidget(self.list, 1)
        self.field.textChanged.connect(self.seek)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda _: self.take())
        self.list.currentItemChanged.connect(self._tell)
        theme = context.theme
        wide, tall = min(theme.scaled(620), parent.width() - 24), min(theme.scaled(440), parent.height() - 60)
        self.resize(wide, tall)
        self.move(
            parent.mapToGlobal(parent.rect().center()).x() - wide // 2,
            parent.mapToGlobal(parent.rect().topLeft()).y() + 48,
        )
        self.seek("")
        self.field.setFocus()

    def offers(self, words: list[str]) -> list[tuple[str, str, str, bool]]:
        """Id, words, icon and whether it can be had now, of all that fits."""
        raise NotImplementedError

    def chosen(self, id: str) -> None:
        """Do what was chosen."""
        raise NotImplementedError

    def seek(self, text: str) -> None:
        """List what fits, the first chosen."""
        self.list.clear()
        for id, said, icon, can in self.offers(text.casefold().split())[:MOST]:
            item = QListWidgetItem(said)
            item.setData(Qt.ItemDataRole.UserRole, id)
            item.setIcon(self.context.theme.icon(icon, size=16))
            if not can:
                item.setForeground(self.context.theme.colour("muted"))
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def take(self) -> None:
        """Take what is chosen."""
        item = self.list.currentItem()
        if item is not None:
            id = item.data(Qt.ItemDataRole.UserRole)
            self.close()
            self.chosen(id)

    def _tell(self, item: QListWidgetItem | None, *_: object) -> None:
        if item is not None:
            announce(self.field, item.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            move = {
                Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8,
            }.get(Qt.Key(event.key()))  # fmt: skip
            if move is not None:
                at = self.list.currentRow() + move
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, at)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.take()
                return True
        return False


class Palette(Picker):
    """Every action of every menu."""

    def __init__(self, context: Context, parent: QWidget):
        super().__init__(context, parent, Message("What would you like to do?"))

    def offers(self, words: list[str]) -> list[tuple[str, str, str, bool]]:
        """Actions whose words, in either language, hold all that was typed; those that can be done first."""
        say, actions = self.context.speaker.say, self.context.actions
        actions.word_undo()
        found = []
        for id, action in actions.known.items():
            both = f"{action.title.say('cy')} {action.title.say('en')} {id}".casefold()
            if id != "palette" and all(word in both for word in words):
                key = f"   {key_words(action.keys[0], self.context)}" if action.keys else ""
                starts = all(any(part.startswith(word) for part in both.split()) for word in words)
                found.append((not actions.can(id), not starts, id, f"{say(action.title)}{key}", action.icon))
        found.sort(key=lambda one: one[:2])
        return [(id, said, icon, not resting) for resting, _, id, said, icon in found]

    def chosen(self, id: str) -> None:
        """Do the action."""
        self.context.actions.run(id)


class LinkPalette(Picker):
    """Everything that a record can rest on."""

    def __init__(self, context: Context, parent: QWidget, source: Id):
        self.source = source
        super().__init__(context, parent, Message("What does it rest on?"))

    def offers(self, words: list[str]) -> list[tuple[str, str, str, bool]]:
        """Records whose words, in either language, or whose reference hold all that was typed."""
        session = self.context.bridge.session
        if session is None:
            return []
        found = []
        for kind in (Note, Pain, Theme, Need, Idea, Requirement, Decision):
            for record in session.all(kind):
                title = title_of(record)
                known = f"{getattr(record, 'ref', '')} {title.en} {title.cy}".casefold()
                if (
                    record.id != self.source
                    and not self.context.hiding.hides(record)
                    and all(word in known for word in words)
                ):
                    said = f"{getattr(record, 'ref', '')}  {self.context.speaker.say(title)}"
                    found.append((record.id, said, ICONS[record.table][0], True))
                    if len(found) >= MOST:
                        return found
        return found

    def chosen(self, id: str) -> None:
        """Link the record to what was chosen."""
        session = self.context.bridge.session
        source: Any = session.find(self.source) if session else None
        target: Any = session.find(id) if session else None
        if source is not None and target is not None:
            self.context.bridge.do("add_link", source, target)
