"""Every action as data: one declaration feeds menu, key, palette, tooltip, keyboard map and test.

`run` names what to call as `target.method`; the parts of the window offer themselves as targets (`serve`). `when` names a
condition; an action that rests keeps its words and says in its tooltip why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from weakref import WeakSet

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from hcd_studio.speech import N_, Message

if TYPE_CHECKING:
    from ui.context import Context


@dataclass(frozen=True)
class Action:
    """One thing a person can do.

    `menu` is the menu it stands in, empty for none; `group` parts a menu by lines. `keys` are portable key sequences.
    `local` keys belong to the widget that serves them (bare letters, arrows): they are shown, not installed.
    `checked` names a `target.property` that says whether it is ticked. An action with a `page` belongs to that page: its
    keys work there, and chosen elsewhere it shows the page first; without `run`, showing the page is all it does.
    """

    id: str
    words: str
    run: str = ""
    keys: tuple[str, ...] = ()
    icon: str = ""
    when: str = ""
    menu: str = ""
    group: int = 0
    tip: str = ""
    local: bool = False
    checked: str = ""
    page: str = ""

    @property
    def ticks(self) -> bool:
        """Whether it shows a tick."""
        return bool(self.checked) or (bool(self.page) and not self.run)

    @property
    def title(self) -> Message:
        """Its words as a message."""
        return Message(self.words)


def _session(context: Context) -> bool:
    return context.bridge.session is not None


def _writable(context: Context) -> bool:
    session = context.bridge.session
    return session is not None and not session.store.read_only


def _notes(context: Context) -> bool:
    return _writable(context) and bool(context.selection.ids)


def _one(context: Context) -> bool:
    return _writable(context) and len(context.selection.ids) == 1


def _undo(context: Context) -> bool:
    session = context.bridge.session
    return session is not None and bool(session.steps.undo)


def _redo(context: Context) -> bool:
    session = context.bridge.session
    return session is not None and bool(session.steps.redo)


def _clause(context: Context) -> bool:
    window = context.actions.target("window")
    return _writable(context) and window is not None and window.shown in ("needs", "requirements")


CONDITIONS: dict[str, tuple[Callable[[Context], bool], str]] = {
    "": (lambda context: True, ""),
    "session": (_session, N_("Open a session first.")),
    "writable": (_writable, N_("Open a session that can be changed first.")),
    "selection": (_notes, N_("Choose a note first.")),
    "one": (_one, N_("Choose one note first.")),
    "clause": (_clause, N_("Go to Needs or Requirements first.")),
    "undo": (_undo, N_("There is nothing to undo.")),
    "redo": (_redo, N_("There is nothing to redo.")),
}
"""When an action can be used, and the words that say why it rests."""


class Actions(QObject):
    """The registry: declarations become QActions, in the language of the reader and always in step with the session."""

    refreshed = Signal()

    def __init__(self, context: Context):
        super().__init__(context)
        self.context = context
        self.known: dict[str, Action] = {}
        self.qt: dict[str, QAction] = {}
        self._targets: dict[str, object] = {}
        self._declared: set[QKeyCombination] = set()
        self._watched: WeakSet[QWidget] = WeakSet()
        context.speaker.changed.connect(self.retranslate)
        context.theme.changed.connect(self.restyle)
        context.selection.changed.connect(self.refresh)
        context.bridge.opened.connect(self.refresh)
        context.bridge.closed.connect(self.refresh)
        context.bridge.changed.connect(self.refresh)

    def collect(self, actions: Iterable[Action]) -> None:
        """Take declarations in; an id belongs to one action only, and so does a key within the window or within a page."""
        for action in actions:
            if action.id in self.known:
                raise ValueError(f"two actions are called {action.id}")
            for key in () if action.local else action.keys:
                other = next((one for one in self.known.values() if key in one.keys and _meet(one, action)), None)
                if other is not None:
                    raise ValueError(f"{action.id} and {other.id} both want {key}")
            self.known[action.id] = action

    def serve(self, name: str, target: object) -> None:
        """Offer the object whose methods `name.method` call."""
        self._targets[name] = target

    def target(self, name: str) -> Any:
        """What serves under a name now, or None."""
        return self._targets.get(name)

    def withdraw(self, name: str) -> None:
        """Stop offering a target, e.g. when its page goes."""
        self._targets.pop(name, None)

    def install(self, window: QWidget) -> None:
        """Make a QAction of every declaration, with its keys, on the window."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._watch)
        for action in self.known.values():
            made = QAction(window)
            made.setObjectName(action.id)
            made.setMenuRole(QAction.MenuRole.NoRole)
            on_page = bool(action.page and action.run)
            scope = Qt.ShortcutContext
            made.setShortcutContext(scope.WidgetWithChildrenShortcut if on_page else scope.WindowShortcut)
            if not action.local:
                made.setShortcuts([QKeySequence(key) for key in action.keys])
                self._declared |= {cast(Any, QKeySequence(key))[0] for key in action.keys if not _types(key)}
            made.setCheckable(action.ticks)
            made.triggered.connect(lambda _=False, id=action.id: self.run(id))
            self.qt[action.id] = made
            if not on_page:
                window.addAction(made)
        self.retranslate()
        self.restyle()
        self.refresh()

    def _watch(self, _old: QWidget | None, now: QWidget | None) -> None:
        """A field would keep keys such as Ctrl+E for itself; what is declared is declared everywhere."""
        if isinstance(now, QLineEdit | QPlainTextEdit | QTextEdit) and now not in self._watched:
            self._watched.add(now)
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a declared key through a field to the window, unless the field has something of its own to undo."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        pressed = event.keyCombination()
        if pressed not in self._declared or _undoes(watched, event):
            return False
        event.ignore()
        return True

    def lend(self, name: str, page: QWidget) -> None:
        """Let the keys of a page's actions work on the page."""
        for id, action in self.known.items():
            if action.page == name and action.run:
                page.addAction(self.qt[id])

    def run(self, id: str) -> None:
        """Do an action if it can be done now; otherwise say why it rests."""
        action = self.known[id]
        if not self.can(id):
            self.context.bridge.tell(Message(CONDITIONS[action.when][1]))
            return
        if action.page and self._resolve("window.shown") != action.page:
            self._targets["window"].show_page(action.page)  # type: ignore[attr-defined]
        call = self._resolve(action.run)
        if callable(call):
            with self.context.bridge.caught():  # a disk that refuses is told above the capture bar, wherever it did
                call()
        self.refresh()

    def can(self, id: str) -> bool:
        """Whether an action can be done now."""
        action = self.known[id]
        if not CONDITIONS[action.when][0](self.context):
            return False
        return callable(self._resolve(action.run)) or action.page not in ("", self._resolve("window.shown"))

    def refresh(self, *_: object) -> None:
        """Hold what can be done, and what is ticked, against the session and the selection."""
        holds = {name: holds(self.context) for name, (holds, _) in CONDITIONS.items()}
        shown = self._resolve("window.shown")
        for id, made in self.qt.items():
            action = self.known[id]
            elsewhere = action.page not in ("", shown)
            can = holds[action.when] and (elsewhere or callable(self._resolve(action.run)))
            if made.isEnabled() != can:
                made.setEnabled(can)
                self._tip(action, made)
            if action.ticks:
                made.setChecked(self._ticked(action))
        self.refreshed.emit()

    def retranslate(self) -> None:
        """Say every action again."""
        for id, made in self.qt.items():
            action = self.known[id]
            words = self.context.speaker.say(action.title)
            key = action.keys[0] if action.keys else ""
            told = bool(key) and (action.local or key.rpartition("+")[2] in KEY_NAMES)
            made.setText(f"{words}\t{key_words(key, self.context)}" if told else words)
            self._tip(action, made)

    def restyle(self) -> None:
        """Draw every icon again."""
        for id, made in self.qt.items():
            if self.known[id].icon and not self.known[id].ticks:  # the tick takes its place
                made.setIcon(self.context.theme.icon(self.known[id].icon, size=16))

    def keys_of(self, id: str) -> str:
        """The first key of an action as people read it, empty where it has none."""
        keys = self.known[id].keys
        return key_words(keys[0], self.context) if keys else ""

    def _resolve(self, dotted: str) -> object:
        name, _, attribute = dotted.partition(".")
        return getattr(self._targets.get(name), attribute, None)

    def _ticked(self, action: Action) -> bool:
        if action.checked:
            return bool(self._resolve(action.checked))
        return self._resolve("window.shown") == action.page

    def _tip(self, action: Action, made: QAction) -> None:
        say = self.context.speaker.say
        parts = [say(Message(action.tip)) if action.tip else say(action.title)]
        if action.keys:
            parts.append(f"({key_words(action.keys[0], self.context)})")
        if not made.isEnabled() and CONDITIONS[action.when][1]:
            parts.append(say(Message(CONDITIONS[action.when][1])))
        made.setToolTip(" ".join(parts))

    def word_undo(self) -> None:
        """Undo and redo say what they would undo or redo; asked for when somebody looks."""
        session = self.context.bridge.session
        for id, steps, words in (
            ("undo", session.steps.undo if session else [], Message("Undo: {verb}")),
            ("redo", session.steps.redo if session else [], Message("Redo: {verb}")),
        ):
            if id in self.qt:
                text = self._with_verb(words, steps[-1].verb) if steps else self.known[id].title
                self.qt[id].setText(self.context.speaker.say(text))

    def _with_verb(self, words: Message, verb: str) -> Message:
        from hcd_studio.history import verb_words  # brings the database with it, which the first window does not need

        return Message(words.id, verb=verb_words(verb))


def _types(key: str) -> bool:
    """Whether a key writes a letter or a figure where text is typed: there it is only that."""
    return len(key.removeprefix("Shift+")) == 1


def _meet(one: Action, other: Action) -> bool:
    """Whether the keys of two actions are listened for in the same place."""
    if one.local:
        return False
    scopes = {each.page if each.run else "" for each in (one, other)}
    return len(scopes) == 1 or "" in scopes


def _undoes(field: QObject, event: QKeyEvent) -> bool:
    """Whether a field can itself take back, or do again, what this key asks for."""
    undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
    if isinstance(field, QLineEdit):
        return (undo and field.isUndoAvailable()) or (redo and field.isRedoAvailable())
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return (undo and field.document().isUndoAvailable()) or (redo and field.document().isRedoAvailable())
    return False


KEY_NAMES = {
    "Left": N_("Left arrow"), "Right": N_("Right arrow"), "Up": N_("Up arrow"), "Down": N_("Down arrow"),
}  # fmt: skip
"""Keys that bear no letter, by a name that cannot be taken for anything else."""


def key_words(key: str, context: Context) -> str:
    """A key sequence as the keyboard prints it; arrows by their name, for a drawn arrow is not read out."""
    head, plus, last = key.rpartition("+")
    named = KEY_NAMES.get(last)
    return f"{head}{plus}{context.speaker.say(Message(named))}" if named else key.replace("Return", "Enter")
