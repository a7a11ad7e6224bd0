"""Whether every word that is seen has room: labels, buttons, ticks, tabs and fields in all that is shown."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QWidget,
)  # fmt: skip

from ui.parts import Elided
from ui.rail import Tab

SLACK = 1
"""A rounded px is nobody's loss."""


def cramped(shown: list[QWidget]) -> list[str]:
    """What has no room, each in one line."""
    found = []
    for top in shown:
        screen = top.screen().availableGeometry()
        if top.width() > screen.width() or top.height() > screen.height():
            found.append(f"{type(top).__name__}: it is {top.width()}x{top.height()}, larger than the screen")
        for one in top.findChildren(QWidget):
            if not one.isVisible() or one.window() is not top or one.objectName().startswith("qt_"):
                continue
            words = _words(one)
            why = _why(one, words) if words else ""
            if why:
                where = f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
                found.append(f"{where} {words!r}: {why}")
    return found


def _words(one: QWidget) -> str:
    if isinstance(one, Elided):
        return ""  # cut on purpose; the whole stands in its tooltip and its name
    if isinstance(one, QLabel | QAbstractButton):
        return one.text()
    if isinstance(one, QComboBox):
        return one.currentText()
    if isinstance(one, QLineEdit):
        return one.placeholderText() or one.text()
    return " ".join(one.tabText(at) for at in range(one.count())) if isinstance(one, QTabBar) else ""


def _why(one: QWidget, words: str) -> str:
    if isinstance(one, QLabel) and one.wordWrap():
        needs = one.heightForWidth(one.width())
        if needs > one.height() + SLACK:
            return f"its lines need {needs} px and have {one.height()}"
        plain = words if one.textFormat() == Qt.TextFormat.PlainText else ""
        longest = max((one.fontMetrics().horizontalAdvance(word) for word in plain.split()), default=0)
        if longest > one.contentsRect().width() + SLACK:
            return f"its longest word needs {longest} px and has {one.contentsRect().width()}"
    elif isinstance(one, QLabel):
        needs_, has = one.sizeHint(), one.size()
        if needs_.width() > has.width() + SLACK or needs_.height() > has.height() + SLACK:
            return f"it needs {needs_.width()}x{needs_.height()} and has {has.width()}x{has.height()}"
    elif isinstance(one, Tab):
        pass  # paints its words on two lines where they need it
    elif isinstance(one, QLineEdit):
        if one.isReadOnly() or not one.placeholderText():
            return ""
        needs = one.fontMetrics().horizontalAdvance(words) + 8
        if needs > one.contentsRect().width() and not one.text() and not one.toolTip():
            return f"what it asks for needs {needs} px and has {one.contentsRect().width()}"
    elif isinstance(one, QComboBox):
        if one.minimumSizeHint().height() > one.height() + SLACK:
            return f"it is {one.height()} px high"
    else:
        hint = one.minimumSizeHint() if one.layout() is not None else one.sizeHint()
        tall = one.fontMetrics().height() + 2 if one.layout() is None else hint.height()  # a style sheet may flatten it
        if hint.width() > one.width() + SLACK or tall > one.height() + SLACK:
            return f"it needs {hint.width()}x{hint.height()} and has {one.width()}x{one.height()}"
    return _outside(one)


def _outside(one: QWidget) -> str:
    """Whether part of it lies outside what holds it; what scrolls may."""
    rect = QRect(one.mapTo(one.window(), QPoint()), one.size())
    parent = one.parentWidget()
    while parent is not None and not parent.isWindow():
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            return ""
        held = QRect(parent.mapTo(one.window(), QPoint()), parent.size())
        if not held.adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(rect):
            return f"it stands out of its {type(parent).__name__}"
        parent = parent.parentWidget()
    if not one.window().rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(rect):
        return "it stands out of the window"
    return ""
