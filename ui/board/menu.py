"""Context menus, made from the declarations: every action with its key, and a tip that says why it rests."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from hcd_studio.speech import Message
from ui.actions import CONDITIONS, Action, key_words
from ui.board.actions import BOARD

if TYPE_CHECKING:
    from ui.context import Context

_BY_ID = {action.id: action for action in BOARD}


def local_keys() -> dict[str, str]:
    """Key sequence → what it runs, for the keys that belong to the view with the focus."""
    return {key: action.run for action in BOARD if action.local for key in action.keys}


def make_menu(context: Context, parent: QWidget, ids: Iterable[str], run: dict[str, object]) -> QMenu:
    """A menu of these actions; `run` gives the targets that they name."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    for id in ids:
        if not id:
            menu.addSeparator()
            continue
        menu.addAction(_entry(context, menu, _BY_ID.get(id) or context.actions.known[id], run))
    return menu


def _entry(context: Context, menu: QMenu, action: Action, run: dict[str, object]) -> QAction:
    say = context.speaker.say
    text = say(action.title)
    entry = QAction(f"{text}\t{key_words(action.keys[0], context)}" if action.keys else text, menu)
    entry.setObjectName(action.id)
    if action.icon:
        entry.setIcon(context.theme.icon(action.icon, size=16))
    can, why = CONDITIONS[action.when]
    entry.setEnabled(can(context))
    if not entry.isEnabled() and why:
        entry.setToolTip(say(Message(why)))
    entry.triggered.connect(partial(call, action.run, run))
    return entry


def call(dotted: str, targets: dict[str, object], _checked: bool = False) -> bool:
    """Run `target.method`; False where there is none."""
    name, _, method = dotted.partition(".")
    found = getattr(targets.get(name), method, None)
    if callable(found):
        found()
        return True
    return False
