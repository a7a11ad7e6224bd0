"""What a screen reader finds: every control that is seen hangs in the tree from the window down, with name, role and state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QWidget,
)
from shiboken6 import invalidate

from hcd_studio.bilingual import Words
from tests.studio import running
from ui.pages import PAGES

CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView, QSlider)
NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description
ROLE = QAccessible.Role


@dataclass(frozen=True)
class Heard:
    """What a screen reader is told of one thing."""

    what: Any
    name: str
    description: str
    role: QAccessible.Role
    checked: bool


def walk(interface: QAccessibleInterface) -> list[Heard]:
    """Everything from here down, as a screen reader walks it."""
    thing = interface.object()
    found = [
        Heard(
            thing, interface.text(NAME), interface.text(DESCRIPTION), interface.role(), bool(interface.state().checked)
        )
    ]
    below = 0 if isinstance(thing, QAbstractItemView) else interface.childCount()
    for at in range(below):
        child = interface.child(at)
        if child is not None and child.isValid():
            found += walk(child)
    invalidate(interface)  # Qt owns it: a wrapper that stays would be taken for what comes to lie at its address
    return found


def tree(window: QWidget) -> dict[Any, Heard]:
    made = QAccessible.queryAccessibleInterface(window)
    assert made is not None
    return {one.what: one for one in walk(made) if one.what is not None}


@pytest.mark.parametrize(
    "page",
    [one.name for one in PAGES],
)
def test_every_control_that_is_seen_is_in_the_tree_with_a_name_and_a_role(qapp: Any, page: str) -> None:
    with running(qapp) as studio:
        if page not in ("start", "language"):
            studio.window.files.make(Words(en="Seen"), "journey")
        studio.window.show_page(page)
        qapp.processEvents()
        known = tree(studio.window)
        missing, nameless = [], []
        for kind in CONTROLS:
            for one in studio.window.findChildren(kind):
                if not one.isVisible() or one.objectName().startswith("qt_") or isinstance(one, QHeaderView):
                    continue
                words = f"{type(one).__name__} {one.objectName()} in {type(one.parentWidget()).__name__}"
                if one not in known:
                    missing.append(words)
                elif not known[one].name or known[one].role in (ROLE.NoRole, ROLE.Client):
                    nameless.append(f"{words}: {known[one].role}")
        assert missing == []
        assert nameless == []


def test_the_top_bar_says_what_is_saved_and_which_language_is_chosen(qtbot: Any, qapp: Any) -> None:
    with running(qapp) as studio:
        studio.window.files.make(Words(en="Bar"), "journey")
        qapp.processEvents()
        top = studio.window.top
        known = tree(studio.window)
        said = [one.name for one in known.values() if one.role == ROLE.StaticText]
        assert any(words.startswith("Saved ") for words in said)
        for chosen in ("cy", "en"):
            qtbot.mouseClick(top.tongues[chosen], Qt.MouseButton.LeftButton)
            known = tree(studio.window)
            assert {name: known[one].checked for name, one in top.tongues.items()} == {
                "cy": chosen == "cy",
                "en": chosen == "en",
            }
        assert [known[one].name for one in top.tongues.values()] == ["Cymraeg", "English"]
        assert known[top.tongues["cy"]].description == "The language in which the studio speaks"


def test_where_no_words_have_room_the_sign_bears_them(qapp: Any) -> None:
    with running(qapp, size=(640, 480)) as studio:
        studio.window.files.make(Words(en="Narrow"), "journey")
        qapp.processEvents()
        picture, words = studio.window.top._marks["saved"]
        assert not words.isVisible()
        assert picture.isVisible()
        assert tree(studio.window)[picture].name.startswith("Saved ")


def test_the_ribbon_is_a_slider_over_the_steps(qapp: Any) -> None:
    with running(qapp) as studio:
        studio.window.files.make(Words(en="Ribbon"), "journey")
        qapp.processEvents()
        page = studio.window.pages["map"]
        assert tree(studio.window)[page.ribbon].role == ROLE.Slider
        page.board.zoom_to(3.0)
        qapp.processEvents()
        assert page.board.visible_part()[1] < 5
        page.ribbon.setValue(6)
        qapp.processEvents()
        assert page.board.visible_part()[1] == 5
        assert page.ribbon.value() == page.board.visible_part()[0] + 1
