"""For those who hear or feel the window: names, announcements, the order of the keys."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str, *, now: bool = False) -> None:
    """Have a screen reader say something without moving the focus; `now` interrupts what it says."""
    if not text:
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    event.setPoliteness(
        QAccessible.AnnouncementPoliteness.Assertive if now else QAccessible.AnnouncementPoliteness.Polite
    )
    QAccessible.updateAccessibility(event)


def name(widget: QWidget, text: str, more: str = "") -> None:
    """Give a control the name and the description by which assistive technology knows it."""
    widget.setAccessibleName(text)
    if more:
        widget.setAccessibleDescription(more)


def order(widgets: Sequence[QWidget]) -> None:
    """Let Tab go through these in turn."""
    for first, second in itertools.pairwise(widgets):
        QWidget.setTabOrder(first, second)
