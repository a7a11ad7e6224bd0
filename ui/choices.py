"""Editors for what is chosen rather than typed: one of a list, several of a list, a number, a yes or no."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QMenu, QSizePolicy, QToolButton

from hcd_studio.columns import columns
from hcd_studio.records import Record
from hcd_studio.speech import Message, Sayable
from hcd_studio.values import limits
from hcd_studio.words import choice_words, field_words
from ui.context import Context
from ui.parts import Live


def write(context: Context, record: Record, name: str, value: Any) -> None:
    """Say one field anew."""
    said: dict[str, Any] = {name: value}
    context.bridge.do("edit_record", record, **said)


class ChoiceEditor(QComboBox):
    """One word of a list, or one record of a kind."""

    def __init__(self, context: Context, record: Record, name: str, offers: Callable[[], list[tuple[str, Sayable]]]):
        super().__init__()
        self.context, self.record, self.name = context, record.id, name
        self._offers = offers
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.activated.connect(self._keep)
        context.speaker.changed.connect(self.show_record)
        Live(context, self).name(self, field_words(record.table, name))
        self.show_record()

    def show_record(self) -> None:
        """Offer what there is, and show what is chosen."""
        session = self.context.bridge.session
        record = session.find(self.record) if session else None
        if record is None:
            return
        self.clear()
        for value, words in self._offers():
            self.addItem(self.context.speaker.say(words), value)
        at = self.findData(getattr(record, self.name))
        self.setCurrentIndex(at)

    def _keep(self) -> None:
        session = self.context.bridge.session
        record = session.find(self.record) if session else None
        if record is None or self.currentData() == getattr(record, self.name):
            return
        write(self.context, record, self.name, self.currentData())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the page must never change a value


class SeveralEditor(QToolButton):
    """Some words of a list, ticked in a menu."""

    def __init__(self, context: Context, record: Record, name: str, allowed: tuple[str, ...]):
        super().__init__()
        self.context, self.record, self.name, self.allowed = context, record.id, name, allowed
        self.table = record.table
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(QMenu(self))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.menu().aboutToShow.connect(self._fill)
        context.speaker.changed.connect(self.show_record)
        self.show_record()

    def show_record(self) -> None:
        """Say what is ticked."""
        chosen = self._chosen()
        say = self.context.speaker.say
        text = ", ".join(say(choice_words(self.table, self.name, one)) for one in chosen) or say(Message("None"))
        self.setText(text)
        self.setAccessibleName(f"{say(field_words(self.table, self.name))}: {text}")

    def _chosen(self) -> tuple[str, ...]:
        session = self.context.bridge.session
        record = session.find(self.record) if session else None
        return tuple(getattr(record, self.name)) if record is not None else ()

    def _fill(self) -> None:
        self.menu().clear()
        chosen = self._chosen()
        for one in (*self.allowed, *(other for other in chosen if other not in self.allowed)):
            entry = self.menu().addAction(self.context.speaker.say(choice_words(self.table, self.name, one)))
            entry.setCheckable(True)
            entry.setChecked(one in chosen)
            entry.toggled.connect(partial(self._keep, one))

    def _keep(self, one: str, on: bool) -> None:
        session = self.context.bridge.session
        record = session.find(self.record) if session else None
        if record is not None:
            known = [*self._chosen(), one] if on else [other for other in self._chosen() if other != one]
            order = {word: at for at, word in enumerate(self.allowed)}
            write(self.context, record, self.name, tuple(sorted(known, key=lambda word: order.get(word, 99))))


class AmountEditor(QDoubleSpinBox):
    """A number within its limits, or none; with decimals where the field takes them."""

    def __init__(self, context: Context, record: Record, name: str):
        super().__init__()
        self.context, self.record, self.name = context, record.id, name
        limit = limits(record.table, name)
        self.whole = columns(record.table)[name].type == "integer"
        self.low = int(limit.get("low") or 0)
        self.setDecimals(0 if self.whole else 2)
        self.setRange(self.low - 1, limit.get("high") or 999_999_999)
        self.setSpecialValueText("–")
        self.valueChanged.connect(self._keep)
        self.setKeyboardTracking(False)
        Live(context, self).name(self, field_words(record.table, name))
        self._showing = False
        self.show_record()

    def show_record(self) -> None:
        """Show the number that stands."""
        session = self.context.bridge.session
        record = session.find(self.record) if session else None
        if record is not None:
            value = getattr(record, self.name)
            self._showing = True
            self.setValue(self.low - 1 if value is None else value)
            self._showing = False

    def textFromValue(self, value: float) -> str:
        """Decimals only where there are some."""
        return self.locale().toString(int(value)) if value == int(value) else super().textFromValue(value)

    def _keep(self, value: float) -> None:
        session = self.context.bridge.session
        record = session.find(self.record) if session else None
        if record is not None and not self._showing:
            write(self.context, record, self.name, None if value < self.low else int(value) if self.whole else value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class YesNoEditor(QCheckBox):
    """A yes or no."""

    def __init__(self, context: Context, record: Record, name: str):
        super().__init__()
        self.context, self.record, self.name = context, record.id, name
        Live(context, self).text(self, field_words(record.table, name))
        self.clicked.connect(self._keep)
        self.show_record()

    def show_record(self) -> None:
        """Tick what stands."""
        session = self.context.bridge.session
        record = session.find(self.record) if session else None
        if record is not None:
            self.setChecked(bool(getattr(record, self.name)))

    def _keep(self, on: bool) -> None:
        session = self.context.bridge.session
        record = session.find(self.record) if session else None
        if record is not None:
            write(self.context, record, self.name, on)
