"""The peer of the board's figures: the same notes in a plain QGraphicsScene, one painted item a note."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import Any


def beside(bench: Any) -> list[dict[str, Any]]:
    """The same notes in a plain QGraphicsScene."""
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QColor, QPainter
    from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QGraphicsView

    from hcd_studio.layout.view import Rect
    from tests.bench.board import SIZE, row
    from ui.board.paints import font

    live = bench.model.live
    letters = font("AtkinsonHyperlegibleNext-Regular", 13)

    class Card(QGraphicsItem):
        def __init__(self, box: Any, x: float, y: float):
            super().__init__()
            self.box = box
            self.setPos(x, y)

        def boundingRect(self) -> QRectF:
            return QRectF(0, 0, self.box.rect.w, self.box.rect.h)

        def paint(self, painter: QPainter, _option: Any, _widget: Any = None) -> None:
            painter.setPen(QColor("#805A00"))
            painter.setBrush(QColor("#F9E4A6"))
            painter.drawRoundedRect(self.boundingRect(), 3, 3)
            painter.setFont(letters)
            painter.setPen(QColor("#1B2630"))
            painter.drawText(
                self.boundingRect().adjusted(27, 5, -8, -8), Qt.TextFlag.TextWordWrap, " ".join(self.box.lines)
            )

    scene = QGraphicsScene()
    for box, x, y in live.boxes_in(Rect(0, 0, *live.content)):
        scene.addItem(Card(box, x, y))
    plain = QGraphicsView(scene)
    plain.setRenderHint(QPainter.RenderHint.Antialiasing)
    plain.resize(*SIZE)
    plain.show()
    bench.app.processEvents()
    plain.fitInView(scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
    bench.app.processEvents()

    def frame(act: Callable[[], object]) -> float:
        start = time.thread_time()
        act()
        plain.viewport().repaint()
        return (time.thread_time() - start) * 1000

    theirs = median([frame(lambda: None) for _ in range(3)])
    zoomed = median([frame(lambda: plain.scale(1.1, 1.1)) for _ in range(3)])
    bench.view.fit()
    bench.settle()
    ours = median([bench.frame(lambda: None) for _ in range(40)])
    steps = []
    for _ in range(3):
        bench.view.fit()
        bench.settle()
        steps += bench.wheel(1)
    ratio, faster = theirs / ours, zoomed / median(steps)
    rows = [
        row(
            "cached repaint at fit: 50 × ours / the scene's",
            50 / ratio,
            "",
            1,
            f"{ratio:.0f} × faster: {ours:.2f} against {theirs:.0f} ms",
        ),
        row(
            "zoom step at fit: 15 × ours / the scene's",
            15 / faster,
            "",
            1,
            f"{faster:.0f} × faster: {median(steps):.2f} against {zoomed:.0f} ms",
        ),
    ]
    plain.close()
    return rows
