"""The keyboard map: every action with its keys, by menu; it can be searched, and printed by the export of anybody."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from hcd_studio.speech import N_, Message, Sayable
from hcd_studio.words import KIND_WORDS
from ui.actions import key_words
from ui.capture_menus import SIGNS
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.frame_actions import MENUS
from ui.menus import SUBMENUS

MORE = {"capture": N_("While typing"), "": N_("On the map and in lists")}
"""What a group is called where it is no menu, or where its menu says too little."""
TYPED = (
    ("Enter", N_("Keep what was typed, go on to the next")),
    ("Ctrl+Enter", N_("Keep it and go on to the next kind at the same step")),
    ("9 Enter", N_("Go to step 9")),
    ("Esc", N_("Give up what was typed")),
)


class KeysDialog(Dialog):
    """A tree: menus, and in each the actions with their keys."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent, Message("Keys"), wide=680, tall=600)
        self.field = QLineEdit()
        self.live.say(self.field, "placeholder", self.field.setPlaceholderText, Message("Find an action or a key"))
        self.live.name(self.field, Message("Find an action or a key"))
        self.tree = QTreeWidget()
        self.tree.setColumnCount(2)
        self.tree.setUniformRowHeights(True)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setStretchLastSection(False)
        self.live.name(self.tree, Message("Keys"))
        self.body.addWidget(self.field)
        self.body.addWidget(self.tree, 1)
        self.field.textChanged.connect(self._seek)
        context.speaker.changed.connect(self.fill)
        self.done_button(Message("Close"), primary=False)
        self.fill()
        self.field.setFocus()

    def fill(self) -> None:
        """Every action with its keys, in the language of the reader."""
        say = self.context.speaker.say
        self.tree.clear()
        self.tree.setHeaderLabels([say(Message("Action")), say(Message("Key"))])
        for menu, words in self._groups():
            rows: list[tuple[Sayable, str]] = [
                (action.title, "   ".join(key_words(key, self.context) for key in action.keys))
                for action in self.context.actions.known.values()
                if action.menu == menu
            ]
            if menu == "capture":
                rows += [(Message(text), key) for key, text in TYPED]
                signs = {kind: sign for sign, kind in reversed(SIGNS.items())}
                kinds = [(kind, Message(KIND_WORDS[kind])) for kind in signs]
                rows += [(Message("{kind}, in the empty field", kind=said), signs[kind]) for kind, said in kinds]
            if not rows:
                continue
            top = QTreeWidgetItem([say(Message(words)), ""])
            font = self.context.theme.font("body", 700)
            top.setFont(0, font)
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.tree.addTopLevelItem(top)
            for title, keys in rows:
                top.addChild(QTreeWidgetItem([say(title), keys]))
        self.tree.expandAll()
        self._seek(self.field.text())

    def _groups(self) -> list[tuple[str, str]]:
        """Every menu with its words: those of the bar, those within them, and what stands in none."""
        within = [(name, words) for name, _, _, words in SUBMENUS]
        return [(name, MORE.get(name, words)) for name, words in (*MENUS, *within, ("", MORE[""]))]

    def _seek(self, text: str) -> None:
        words = text.casefold().split()
        for top, children in self._known():
            for child in children:
                said = f"{child.text(0)} {child.text(1)}".casefold()
                child.setHidden(not all(word in said for word in words))
            top.setHidden(all(child.isHidden() for child in children))

    def _known(self) -> list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]]:
        tops = [self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount())]
        return [
            (top, [child for at in range(top.childCount()) if (child := top.child(at)) is not None])
            for top in tops
            if top is not None
        ]
