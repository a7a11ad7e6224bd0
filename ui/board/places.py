"""Where notes stand, as Qt and assistive technology ask for it; nothing is laid out by Qt itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from hcd_studio.layout.view import Rect
from ui.board.camera import Camera
from ui.model import BoardModel

if TYPE_CHECKING:
    from ui.context import Context

Index = QModelIndex | QPersistentModelIndex
SLACK = 24
"""Room beyond the last cell, in px."""


class Places(QListView):
    """A list view whose items stand where the layout puts them."""

    def __init__(self, context: Context, model: BoardModel):
        super().__init__()
        self.context = context
        self.board = model
        self.camera = Camera()
        self._prepare()

    def _prepare(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("ring", "own")
        self.setStyleSheet("QListView { border: none; }")  # the sheet of the window frames every list
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAutoScroll(False)
        self.setAcceptDrops(False)  # files go up to the window
        self.viewport().setAcceptDrops(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)

    # Where items are, for Qt and for assistive technology

    def visualRect(self, index: Index) -> QRect:
        rect = self.board.live.rect_of(self.board.id_at(index.row())) if index.isValid() else None
        return self.camera.rect_on_screen(rect) if rect is not None else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        if not self.camera.pane.contains(point):
            return QModelIndex()
        box = self.board.live.note_at(*self.camera.content_at(point))
        return self.board.index_of(box.id) if box is not None else QModelIndex()

    def isIndexHidden(self, _index: Index) -> bool:
        return False

    def horizontalOffset(self) -> int:
        return self.camera.x

    def verticalOffset(self) -> int:
        return self.camera.y

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        self.selectionModel().select(self._selection_in(rect), command)

    def _selection_in(self, rect: QRect) -> QItemSelection:
        found = QItemSelection()
        for id in self.ids_in(rect):
            index = self.board.index_of(id)
            found.select(index, index)
        return found

    def ids_in(self, rect: QRect) -> list[str]:
        """The notes that a rectangle of the screen touches."""
        x, y = self.camera.content_at(rect.topLeft())
        zoom = self.camera.zoom
        part = Rect(x, y, max(1, rect.width()) / zoom, max(1, rect.height()) / zoom)
        return [box.id for box, _, _ in self.board.live.boxes_in(part)]

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes()[:200]:
            region += self.visualRect(index)
        return region

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        rect = self.board.live.rect_of(self.board.id_at(index.row())) if index.isValid() else None
        if rect is not None:
            self.show_rect(rect, center=hint == QAbstractItemView.ScrollHint.PositionAtCenter)

    def show_rect(self, rect: Rect, *, center: bool = False) -> None:
        """Scroll so that a part of the content is seen, by as little as possible."""
        on, pane = self.camera.rect_on_screen(rect).adjusted(-10, -10, 10, 10), self.camera.pane
        if center and not pane.contains(on):
            dx, dy = on.center().x() - pane.center().x(), on.center().y() - pane.center().y()
        else:
            dx = _into(on.left(), on.right(), pane.left(), pane.right())
            dy = _into(on.top(), on.bottom(), pane.top(), pane.bottom())
        if dx:
            self.horizontalScrollBar().setValue(self.camera.x + dx)
        if dy:
            self.verticalScrollBar().setValue(self.camera.y + dy)

    # Laying out: all of it stands already

    def doItemsLayout(self) -> None:
        self.updateGeometries()
        self.viewport().update()

    def updateGeometries(self) -> None:
        viewport = self.viewport()
        camera = self.camera
        camera.width, camera.height = viewport.width(), viewport.height()
        width, height = self.board.live.content
        pane = camera.pane
        for bar, size, page in (
            (self.horizontalScrollBar(), width, pane.width()),
            (self.verticalScrollBar(), height, pane.height()),
        ):
            whole = round(size * camera.zoom)
            bar.setPageStep(page)
            bar.setSingleStep(40)
            bar.setRange(0, max(0, whole + SLACK - page) if whole > page else 0)
        camera.x, camera.y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()


def _into(first: int, last: int, low: int, high: int) -> int:
    """By how much to scroll so that first … last lies within low … high; the beginning counts more."""
    if first < low or last - first > high - low:
        return first - low
    return last - high if last > high else 0
