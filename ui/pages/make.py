"""Makes a page when it is first shown, from the module that bears its name."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from ui.context import Context

if TYPE_CHECKING:
    from ui.window import Window


def make_page(name: str, context: Context, window: Window) -> QWidget:
    """A page, with its wires to the window."""
    return cast("QWidget", importlib.import_module(f"ui.pages.{name}").make(context, window))
