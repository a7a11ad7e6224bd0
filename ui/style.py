"""The style under the style sheet: the focus ring, and what Qt should do everywhere alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFocusFrame,
    QLineEdit,
    QPlainTextEdit,
    QProxyStyle,
    QSlider,
    QSpinBox,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

if TYPE_CHECKING:
    from ui.theme import Theme

INSIDE, OUTSIDE = 2, 3
MARGIN = 4
RINGED = (QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSlider, QSpinBox, QAbstractItemView)


class FocusStyle(QProxyStyle):
    """Fusion with our focus ring: daffodil outside, slate inside, no gap, around every ordinary control."""

    def __init__(self, theme: Theme):
        super().__init__("Fusion")
        self._theme = theme

    def drawPrimitive(
        self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        if element != QStyle.PrimitiveElement.PE_FrameFocusRect:  # the ring around the control says it already
            super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self, element: QStyle.ControlElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        if element != QStyle.ControlElement.CE_FocusFrame:
            super().drawControl(element, option, painter, widget)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(option.rect)
        for token, width, inset in (("focus", OUTSIDE, OUTSIDE / 2), ("focus_edge", INSIDE, OUTSIDE + INSIDE / 2)):
            painter.setPen(QPen(self._theme.colour(token), width))
            painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 8 - inset, 8 - inset)

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        match metric:
            case QStyle.PixelMetric.PM_FocusFrameHMargin | QStyle.PixelMetric.PM_FocusFrameVMargin:
                return MARGIN
            case QStyle.PixelMetric.PM_SmallIconSize | QStyle.PixelMetric.PM_ButtonIconSize:
                return self._theme.scaled(16)
            case QStyle.PixelMetric.PM_ToolBarExtensionExtent:
                return self._theme.scaled(28)
            case QStyle.PixelMetric.PM_MenuBarPanelWidth | QStyle.PixelMetric.PM_MenuBarVMargin:
                return 0
        return super().pixelMetric(metric, option, widget)

    def standardIcon(
        self, which: QStyle.StandardPixmap, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> QIcon:
        if which == QStyle.StandardPixmap.SP_ToolBarHorizontalExtensionButton:
            return self._theme.icon("dots-three", "bold", "on_rail", 18)
        return super().standardIcon(which, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        data: QStyleHintReturn | None = None,
    ) -> int:
        match hint:
            case QStyle.StyleHint.SH_FocusFrame_AboveWidget:
                return 1
            case QStyle.StyleHint.SH_FocusFrame_Mask:
                return 0
            case QStyle.StyleHint.SH_UnderlineShortcut:
                return 1
            case QStyle.StyleHint.SH_Widget_Animate | QStyle.StyleHint.SH_Widget_Animation_Duration:
                return 0 if self._theme.still else super().styleHint(hint, option, widget, data)
            case QStyle.StyleHint.SH_ComboBox_Popup:
                return 0
        return super().styleHint(hint, option, widget, data)


class FocusRing(QObject):
    """Lays one ring around the control that has the focus. The board, the outline and menus draw their own."""

    def __init__(self, application: QApplication):
        super().__init__(application)
        self._frame: QFocusFrame | None = None
        application.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        ringed = (
            now is not None
            and (isinstance(now, RINGED) or now.property("ring") == "yes")
            and now.property("ring") != "own"
        )
        if self._frame is not None and not isValid(self._frame):
            self._frame = None  # it went with the window in which it lay
        if not ringed or now is None or now.window() is now:
            if self._frame is not None:
                self._frame.setWidget(None)  # type: ignore[arg-type]
            return
        if self._frame is None:
            self._frame = QFocusFrame(now.parentWidget())
        self._frame.setWidget(now)

    def leave(self) -> None:
        """Take the ring off for good."""
        application = self.parent()
        if isinstance(application, QApplication):
            application.focusChanged.disconnect(self._follow)
        if self._frame is not None and isValid(self._frame):
            self._frame.deleteLater()
        self._frame = None
