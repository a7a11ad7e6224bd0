"""The one way between the window and the open session: verbs go in, changes come out as one Qt signal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from hcd_studio.speech import Message, Sayable, Trouble
from ui.memory import building, let_go

if TYPE_CHECKING:
    from hcd_studio.change import ChangeId
    from hcd_studio.draft import Draft
    from hcd_studio.session import Session, Told
    from hcd_studio.undo import Undone
    from hcd_studio.verbs import Verb
    from ui.context import Context


class Bridge(QObject):
    """The open session, or none. Views read `session`, write through `do`, and hear `changed`."""

    opened = Signal()
    closed = Signal()
    changed = Signal(object)
    told = Signal(str)
    trouble = Signal(object)

    def __init__(self, context: Context):
        super().__init__(context)
        self.context = context
        self.session: Session | None = None
        self.saved: datetime | None = None
        self.resting = False
        """Whether nothing may be recorded just now; what is asked for meanwhile is not done."""
        self._stop_hearing: Callable[[], None] | None = None

    # Opening, closing

    def open(self, path: Path, *, read_only: bool = False) -> bool:
        """Open a session file in place of the one that is open; on trouble that one stays."""
        from hcd_studio.session import Session

        if self.session is not None and self.session.path.resolve() == path.resolve():
            return True
        with self.caught(), building():
            self.take(Session.open(path, read_only=read_only, whole=False))  # `Soundness` checks the rest
            return True
        return False

    def take(self, session: Session) -> None:
        """Make a session that is open already the one of this window."""
        if self.session is not None:
            self.close()
            let_go()
        self.session = session
        self._stop_hearing = session.hear(self._hear)
        self.saved = datetime.now().astimezone()
        self.opened.emit()

    def close(self) -> None:
        """Let the session go; everything in it was kept already."""
        session, self.session = self.session, None
        if session is None:
            return
        if self._stop_hearing:
            self._stop_hearing()
        self._stop_hearing = None
        self.closed.emit()
        with self.caught():
            session.close()

    # Changing

    def do(self, verb: str, /, *given: Any, quiet: bool = False, initiator: object = None, **arguments: Any) -> Any:
        """Run a verb as one change and tell what it did; None where it failed, and then `trouble` says why."""
        from hcd_studio import verbs

        if self.session is None or self._rests():
            return None
        with self.caught():
            done = verbs.do(self.session, verb, *given, initiator=initiator, **arguments)
            if not quiet:
                known = verbs.all_verbs()[verb]
                self.tell(_announcement(known, known.announce(done, *given, **arguments)))
            return done if done is not None else True
        return None

    def together(self, verb: str, acts: Callable[[Draft], Any], told: Message | None = None) -> Any:
        """Run several verbs as one change under the name of one: one line of history, one step to undo."""
        if self.session is None or self._rests():
            return None
        with self.caught():
            with self.session.change(verb) as draft:
                done = acts(draft)
            if told is not None:
                self.tell(told)
            return done if done is not None else True
        return None

    def _rests(self) -> bool:
        if self.resting:
            self.tell(Message("Nothing is recorded now. F9 goes on."))
        return self.resting

    def undo(self) -> None:
        """Undo my last change."""
        if self.session is None:
            return
        with self.caught():
            self._undone(self.session.undo(), Message("There is nothing to undo."), again=False)

    def redo(self) -> None:
        """Redo what was undone last."""
        if self.session is None:
            return
        with self.caught():
            self._undone(self.session.redo(), Message("There is nothing to redo."), again=True)

    def undo_to(self, change: ChangeId) -> None:
        """Undo my changes, the last first, until the one named is the last that stands."""
        session = self.session
        if session is None:
            return
        count = 0
        with self.caught():
            while session.steps.undo and session.steps.undo[-1].change != change:
                session.undo()
                count += 1
            self.tell(Message("Changes undone: {n}. Ctrl+Y redoes them.", n=count))

    def _undone(self, done: Undone | None, nothing: Message, *, again: bool) -> None:
        if done is None:
            self.tell(nothing)
            return
        from hcd_studio.history import verb_words

        words = verb_words(done.verb)
        self.tell(Message("Redone: {verb}.", verb=words) if again else Message("Undone: {verb}.", verb=words))
        if done.skipped:
            self.trouble.emit(Trouble(done.skipped[0], safe=Message("Everything else was undone.")))

    # Telling

    def tell(self, what: Sayable) -> None:
        """Say something: shown in the status and announced to screen readers."""
        self.told.emit(self.context.speaker.say(what))

    def caught(self) -> Caught:
        """Turn trouble, of whatever kind, into the strip above the capture bar."""
        return Caught(self)

    def fail(self, error: Exception) -> None:
        """Tell what went wrong beside the window, as what goes wrong in it is told."""
        with self.caught():
            raise error

    def _hear(self, told: Told) -> None:
        self.saved = datetime.now().astimezone()
        self.changed.emit(told)


class Caught:
    """What goes wrong inside is told as trouble and ends there; faults of ours go on."""

    def __init__(self, bridge: Bridge):
        self.bridge = bridge

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> bool:
        if isinstance(error, Trouble):
            self.bridge.trouble.emit(error)
            return True
        if isinstance(error, OSError):
            self.bridge.trouble.emit(
                Trouble(
                    Message("The disk did not do what it was asked ({detail}).", detail=error.strerror or str(error)),
                    safe=Message("What was kept before is safe."),
                    do=Message("Try again, or choose another folder."),
                )
            )
            return True
        return False


def _announcement(verb: Verb, message: Message) -> Message:
    return Message("{what} Ctrl+Z undoes it.", what=message) if verb.reminds else message
