"""The tree at the left: needs with what answers them, each with a mark of its findings; Find narrows it down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from hcd_studio.fields import Id
from hcd_studio.records import Need, Record, Requirement, UseCase
from hcd_studio.session import now
from hcd_studio.sorting import fold
from hcd_studio.speech import N_, Message
from hcd_studio.words import choice_words
from ui.clauses.short import short
from ui.clauses.watch import LOOK, SEVERITY, Watch
from ui.context import Context
from ui.parts import Live

Index = QModelIndex | QPersistentModelIndex
ID, MARK, ABOUT, LOOSE = (Qt.ItemDataRole.UserRole + at for at in range(4))
SHOWN = ("need", "usecase", "requirement")
WITHOUT = N_("Without a need")
Branches = list[tuple[Record | None, list[Record]]]


def by_need(context: Context) -> Branches:
    """Each need with the requirements that rest on it; those that rest on none come last."""
    session = context.bridge.session
    if session is None:
        return []
    snapshot = now(session)
    needs, seen = snapshot.all(Need), set[Id]()
    order = {one.id: at for at, one in enumerate(snapshot.all(Requirement))}
    known = snapshot.records.get(Requirement.table, {})
    found: Branches = []
    for need in needs:
        resting = sorted(
            {link.source for link in snapshot.links.into(need.id) if link.source in order}, key=order.__getitem__
        )
        own = [known[id] for id in resting if id not in seen]
        seen.update(resting)
        found.append((need, own))
    loose = [one for one in snapshot.all(Requirement) if one.id not in seen]
    if loose:
        found.append((None, list(loose)))
    return found


def flat(context: Context, kind: type[Record]) -> Branches:
    """The records of one kind, one below the other."""
    session = context.bridge.session
    return [(one, []) for one in session.all(kind)] if session is not None else []


class ClauseTree(QTreeView):
    """What is chosen here is what the page edits."""

    chosen = Signal(str)

    def __init__(self, context: Context, watch: Watch):
        super().__init__()
        self.context, self.watch = context, watch
        self.rows = QStandardItemModel(self)
        self.items: dict[Id, QStandardItem] = {}
        self._sought: tuple[str, ...] = ()
        self.branches: Branches = []
        self.setModel(self.rows)
        Live(context, self).name(self, Message("Needs and requirements"))
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setProperty("plain", True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.paints = RowPainter(context, self)
        self.setItemDelegate(self.paints)
        self.selectionModel().currentChanged.connect(self._choose)
        context.theme.changed.connect(self._measure)

    # Reading

    def show_branches(self, branches: Branches) -> None:
        """Lay the tree out anew; what was chosen stays chosen."""
        kept = self.current
        self.branches = branches
        blocked = self.selectionModel().blockSignals(True)
        self.paints.forget()
        self.rows.clear()
        self.items.clear()
        for top, under in branches:
            below = [one for one in under if self._fits(one)]
            if top is not None and not below and not self._fits(top):
                continue
            if top is None and not below:
                continue
            item = self._item(top) if top is not None else self._loose()
            item.appendRows([self._item(one) for one in below])
            self.rows.appendRow(item)
        self.expandAll()
        self.selectionModel().blockSignals(blocked)
        if kept in self.items:
            self.choose(kept, quiet=True)

    def _fits(self, record: Record) -> bool:
        if not self._sought:
            return True
        words = short(record, 2000)
        known = fold(f"{getattr(record, 'ref', '')} {words.en} {words.cy}")
        return all(word in known for word in self._sought)

    def _loose(self) -> QStandardItem:
        item = QStandardItem(self.context.speaker.say(Message(WITHOUT)))
        item.setData("", ID)
        item.setData("need", LOOSE)
        item.setSelectable(False)
        return item

    def _item(self, record: Record) -> QStandardItem:
        item = QStandardItem()
        item.setData(record.id, ID)
        item.setData(record.table, LOOSE)
        self.items[record.id] = item
        self._say(item, record)
        return item

    def _say(self, item: QStandardItem, record: Record) -> None:
        say = self.context.speaker.say
        title, ref = say(short(record)), getattr(record, "ref", "")
        if isinstance(record, Need | UseCase):
            title, about = f"{ref} {title}", ""
        else:
            moscow = getattr(record, "moscow", "")
            about = f"{ref} · {say(choice_words(record.table, 'moscow', moscow))}" if moscow else ref
        mark = self._mark(record)
        if item.text() != title or item.data(ABOUT) != about or item.data(MARK) != mark:
            item.setText(title)
            item.setData(about, ABOUT)
            item.setData(mark, MARK)
            said = say(Message(SEVERITY[mark])) if mark in SEVERITY else ""
            item.setData(". ".join(one for one in (title, about, said) if one), Qt.ItemDataRole.AccessibleTextRole)

    def _mark(self, record: Record) -> str:
        worst = self.watch.worst([record.id])
        if worst in ("stops", "mend"):
            return worst
        return "open" if getattr(record, "status", "") == "draft" else ""

    def show_marks(self) -> None:
        """The marks of every row as they stand now."""
        session = self.context.bridge.session
        known = {id: one for kind in SHOWN for id, one in session.records.get(kind, {}).items()} if session else {}
        for id, item in self.items.items():
            record = known.get(id)
            if record is not None and self._mark(record) != item.data(MARK):
                self._say(item, record)

    def show_records(self, ids: Iterable[Id]) -> None:
        """The marks and words of some rows."""
        session = self.context.bridge.session
        for id in ids:
            record = session.find(id) if session else None
            if record is not None and id in self.items:
                self._say(self.items[id], record)

    def seek(self, text: str) -> None:
        """Show only what holds these words."""
        self._sought = tuple(fold(text).split())
        self.show_branches(self.branches)

    # Choosing

    @property
    def current(self) -> Id:
        """What is chosen, empty for nothing."""
        return str(self.currentIndex().data(ID) or "")

    def choose(self, id: Id, *, quiet: bool = False) -> bool:
        """Choose a record and bring it into view; `quiet` tells nobody."""
        item = self.items.get(id)
        if item is None:
            return False
        blocked = self.selectionModel().blockSignals(quiet)
        self.setCurrentIndex(item.index())
        self.selectionModel().blockSignals(blocked)
        self.scrollTo(item.index())
        self.viewport().update()
        return True

    def ids(self) -> Iterator[Id]:
        """What is shown, from top to bottom."""
        for at in range(self.rows.rowCount()):
            top = self.rows.item(at)
            if top.data(ID):
                yield top.data(ID)
            for under in range(top.rowCount()):
                yield top.child(under).data(ID)

    def _choose(self, index: QModelIndex, _before: QModelIndex) -> None:
        id = str(index.data(ID) or "")
        if id:
            self.chosen.emit(id)

    def _measure(self) -> None:
        self.paints.forget()
        self.doItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._measure()


class RowPainter(QStyledItemDelegate):
    """A row: the mark, two lines of words at most, the reference and the urgency below."""

    def __init__(self, context: Context, tree: ClauseTree):
        super().__init__(tree)
        self.context, self.tree = context, tree
        self._heights: dict[tuple[str, bool], int] = {}

    def forget(self) -> None:
        """Letters or width changed."""
        self._heights.clear()

    def _metrics(self, bold: bool) -> QFontMetrics:
        return QFontMetrics(self.context.theme.font("body", 600 if bold else 0))

    def _left(self, index: Index) -> int:
        return self.context.theme.scaled(24 if not index.parent().isValid() else 36)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = self.context.theme
        top = not index.parent().isValid()
        wide = max(40, self.tree.viewport().width() - self._left(index) - theme.scaled(10))
        text = str(index.data() or "")
        key = (text, top)
        if key not in self._heights:
            metrics = self._metrics(True)
            line = metrics.lineSpacing()
            whole = line if metrics.horizontalAdvance(text) <= wide else 2 * line
            if index.data(ABOUT):
                whole += QFontMetrics(theme.font("small")).lineSpacing()
            self._heights[key] = whole + theme.scaled(10)
        return QSize(wide, max(theme.scaled(26), self._heights[key]))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        theme = self.context.theme
        rect: QRect = option.rect
        painter.save()
        painter.setClipRect(rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, theme.colour("accent_soft"))
            painter.fillRect(QRect(rect.left(), rect.top(), theme.scaled(3), rect.height()), theme.colour("accent"))
        top = not index.parent().isValid()
        left = rect.left() + self._left(index)
        self._paint_sign(painter, rect, index, left)
        font = theme.font("body", 600 if top or chosen else 0)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        room = QRect(
            left, rect.top() + theme.scaled(5), rect.right() - left - theme.scaled(8), 2 * metrics.lineSpacing()
        )
        text = str(index.data() or "")
        for at, line in enumerate(two_lines(text, metrics, room.width())):
            painter.drawText(left, room.top() + metrics.ascent() + at * metrics.lineSpacing(), line)
        about = str(index.data(ABOUT) or "")
        if about:
            small = theme.font("small")
            painter.setFont(small)
            painter.setPen(theme.colour("muted"))
            painter.drawText(left, rect.bottom() - theme.scaled(5) - QFontMetrics(small).descent(), about)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("focus_edge"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _paint_sign(self, painter: QPainter, rect: QRect, index: Index, left: int) -> None:
        theme = self.context.theme
        top, kind = not index.parent().isValid(), index.data(LOOSE)
        mark = str(index.data(MARK) or "")
        icon, colour, weight = (*LOOK[mark], "regular" if mark == "open" else "fill")
        if top and kind in ("need", "usecase") and mark not in SEVERITY:
            icon, weight = ("hand-heart" if kind == "need" else "path"), "fill"
            colour = theme.note("need").edge.name()
        side = theme.scaled(15)
        ratio = self.tree.devicePixelRatioF()
        painter.drawPixmap(
            QPointF(left - side - theme.scaled(6), rect.top() + theme.scaled(6)),
            theme.pixmap(icon, weight, colour, 15, ratio),
        )


def two_lines(text: str, metrics: QFontMetrics, wide: int) -> list[str]:
    """A text on at most two lines, broken at a word, with an ellipsis where more is said."""
    if metrics.horizontalAdvance(text) <= wide:
        return [text]
    words, first = text.split(" "), ""
    while words and metrics.horizontalAdvance(f"{first} {words[0]}".strip()) <= wide:
        first = f"{first} {words.pop(0)}".strip()
    rest = " ".join(words)
    lines = [first] if first else []
    return [*lines, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, wide)] if rest else lines
