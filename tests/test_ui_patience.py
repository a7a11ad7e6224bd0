"""What takes a moment in the window's own thread says so before it begins, and is over when it is done."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from hcd_studio.bilingual import Words
from hcd_studio.speech import Message
from tests.studio import running


def waiting() -> bool:
    cursor = QGuiApplication.overrideCursor()
    return cursor is not None and cursor.shape() == Qt.CursorShape.WaitCursor


@pytest.mark.parametrize("act", ["theme_dark", "larger"])
def test_a_change_of_look_waits_visibly_and_gives_the_cursor_back(qapp: Any, act: str) -> None:
    with running(qapp) as studio:
        studio.window.files.make(Words(en="Patience"), "journey")
        studio.context.actions.run("add_table")
        told = studio.window.header.status.text()
        seen: list[tuple[bool, str]] = []

        def look() -> None:
            seen.append((waiting(), studio.window.header.status.text()))

        studio.context.theme.changed.connect(look)
        getattr(studio.window.looks, act)()
        studio.context.theme.changed.disconnect(look)
        assert [one[0] for one in seen] == [True]
        assert not waiting()
        if act == "theme_dark":  # larger letters lay the header out anew
            assert "look" in seen[0][1]
            assert studio.window.header.status.accessibleName() == told


def test_work_that_fails_gives_the_cursor_back(qapp: Any) -> None:
    with running(qapp) as studio:
        with pytest.raises(ZeroDivisionError), studio.window.patience.over(Message("Opening {file} …", file="a.hcd")):
            assert waiting()
            1 / 0  # noqa: B018
        assert not waiting()
