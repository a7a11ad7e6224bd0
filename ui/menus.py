"""The menu bar, made from the declarations: every action with its key; letters to reach each menu are chosen by themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from hcd_studio.bilingual import Words
from hcd_studio.speech import N_, Message, Sayable
from ui.context import Context
from ui.frame_actions import MENUS, RESERVED
from ui.parts import Live

SUBMENUS = (
    ("recent", "file", 0, N_("Recent")),
    ("day", "workshop", 0, N_("The day")),
    ("setup", "workshop", 0, N_("Set-up")),
    ("people", "workshop", 0, N_("People and consent")),
    ("step", "map", 3, N_("Step")),
    ("stage", "map", 4, N_("Stage")),
    ("lane", "map", 5, N_("Lane")),
    ("capture", "workshop", 2, N_("Type as")),
    ("typing", "workshop", 2, N_("While typing")),
    ("feelings", "workshop", 3, N_("Feelings")),
    ("translation", "share", 2, N_("Welsh and English")),
    ("needs", "clauses", 0, N_("Needs")),
    ("findings", "clauses", 2, N_("Findings")),
    ("clause_tables", "clauses", 3, N_("Tables")),
    ("contract", "clauses", 3, N_("Contract and record")),
    ("themes", "workshop", 3, N_("Themes")),
    ("voting", "workshop", 3, N_("Ranking and voting")),
    ("ideas", "workshop", 3, N_("Ideas and pictures")),
    ("room", "workshop", 0, N_("The room’s screen")),
    ("playback", "workshop", 3, N_("Playback")),
    ("tables", "workshop", 4, N_("Tables")),
    ("ways", "map", 7, N_("Ways and views")),
    ("responses", "workshop", 3, N_("Supplier responses")),
    ("lanes", "view", 2, N_("Lanes")),
    ("kinds", "view", 2, N_("Kinds of note")),
    ("theme", "view", 4, N_("Theme")),
    ("library", "share", 2, N_("Library")),
)
"""Menus within menus: name, where, in which group, words."""
WITHIN = {("map", 3): "step", ("map", 4): "stage", ("map", 5): "lane"}
"""Groups that are too long for their menu stand in a menu of their own."""


class Menus(QObject):
    """Fills a menu bar from the registry. Lanes, kinds and recent files are filled when they are opened."""

    def __init__(self, context: Context, bar: QMenuBar, open_path: Callable[[Path], None]):
        super().__init__(bar)
        self.open_path = open_path
        self.context = context
        self.bar = bar
        self.live = Live(context, bar)
        self.menus: dict[str, QMenu] = {}
        for name, _ in MENUS:
            self.menus[name] = bar.addMenu("")
        for name, _, _, words in SUBMENUS:
            self.menus[name] = QMenu(bar)
            self.live.say(self.menus[name], "title", self.menus[name].setTitle, Message(words))
        self._fill()
        self.menus["lanes"].aboutToShow.connect(self._fill_lanes)
        self.menus["kinds"].aboutToShow.connect(self._fill_kinds)
        self.menus["edit"].aboutToShow.connect(context.actions.word_undo)
        self.menus["recent"].aboutToShow.connect(self._fill_recent)
        context.speaker.changed.connect(self.title)
        self.title()

    def title(self) -> None:
        """Name the menus, with a letter each that no other has."""
        taken = set(RESERVED)
        for name, words in MENUS:
            self.menus[name].setTitle(with_letter(self.context.speaker.say(Message(words)), taken))

    def _fill(self) -> None:
        actions = self.context.actions
        places: dict[str, list[tuple[int, QAction]]] = {name: [] for name in self.menus}
        for id, action in actions.known.items():
            menu = WITHIN.get((action.menu, action.group), action.menu)
            if menu in places:
                places[menu].append((action.group, actions.qt[id]))
        for name, where, group, _ in SUBMENUS:
            places[where].append((group, self.menus[name].menuAction()))
        for name, found in places.items():
            last = None
            for group, made in sorted(found, key=lambda one: one[0]):
                if last is not None and group != last:
                    self.menus[name].addSeparator()
                self.menus[name].addAction(made)
                last = group

    def _fill_recent(self) -> None:
        menu = self.menus["recent"]
        menu.clear()
        for one in self.context.settings.recent:
            path = Path(one["path"])
            title = Words(one.get("title_en", ""), one.get("title_cy", "")).say(self.context.speaker.language)
            entry = menu.addAction(f"{title or path.stem}  ·  {path.name}".replace("&", "&&"))
            entry.setEnabled(path.exists())
            entry.triggered.connect(partial(self.open_path, path))
        if menu.isEmpty():
            menu.addAction(self.context.speaker.say(Message("No sessions yet"))).setEnabled(False)

    def _fill_lanes(self) -> None:
        from hcd_studio.records import Lane

        session = self.context.bridge.session
        offers = [(one.id, one.title) for one in session.all(Lane)] if session else []
        self._fill_shown("lanes", offers)

    def _fill_kinds(self) -> None:
        from hcd_studio.words import KIND_WORDS

        session = self.context.bridge.session
        self._fill_shown("kinds", [(kind, Message(words)) for kind, words in KIND_WORDS.items()] if session else [])

    def _fill_shown(self, what: str, offers: Sequence[tuple[str, Sayable]]) -> None:
        """Ticked is shown; another click hides."""
        menu, page = self.menus[what], self.context.actions.target("shown")
        menu.clear()
        for value, words in offers:
            entry = menu.addAction(self.context.speaker.say(words).replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(value not in page.hidden(what))
            entry.triggered.connect(partial(page.toggle, what, value))
        if not offers:
            menu.addAction(self.context.speaker.say(Message("Open a session first."))).setEnabled(False)


def with_letter(words: str, taken: set[str]) -> str:
    """Words with `&` before the first letter that is free."""
    for at, letter in enumerate(words):
        if letter.isalpha() and letter.upper() not in taken:
            taken.add(letter.upper())
            return f"{words[:at]}&{words[at:]}"
    return words
