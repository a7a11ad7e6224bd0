"""What is done with files: new, open, sample, import, paste, export, print, copies. Long work goes beside the window."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from hcd_studio import home
from hcd_studio.bilingual import Words
from hcd_studio.speech import Message, Trouble
from ui.context import Context
from ui.left_over import LeftOver
from ui.strip import News

if TYPE_CHECKING:
    from hcd_studio.importers.found import Found
    from ui.dialogs.bring import BringDialog
    from ui.window import Window

SESSION_KINDS = "HCD Studio (*.hcd)"
NOTE_KINDS = "HCD Studio, Excel, CSV, JSON, Markdown, TXT (*.hcd *.xlsx *.csv *.tsv *.json *.md *.txt *.html)"
ENDING = ".hcd"


class Files(QObject):
    """Everything about files that a menu, a card or a drop can ask for."""

    def __init__(self, context: Context, window: Window):
        super().__init__(window)
        self.context, self.window = context, window
        self.left_over = LeftOver(context, window)

    # New and open

    def folder(self) -> Path:
        """Where sessions lie: the person's folder if it is there, else the program's own, never a synced one."""
        chosen = Path(self.context.settings.sessions_folder)
        return chosen if self.context.settings.sessions_folder and chosen.is_dir() else home.folder("sessions")

    def new(self, template: str = "") -> None:
        """Ask for a title and a template, then make the session."""
        from ui.dialogs.new import NewDialog

        dialog = NewDialog(self.context, template or "journey", self.window)
        dialog.made.connect(self.make)
        dialog.open()

    def make(self, title: Words, template: str) -> None:
        """Make a session from a template and open it."""
        from hcd_studio import verbs
        from hcd_studio.session import Session

        with self.context.bridge.caught():
            session = Session.create(free_place(self.folder(), title.en or title.cy))
            try:
                if template:
                    verbs.do(session, "use_template", template)
                if title:
                    verbs.do(session, "describe_workshop", title=title)
            except BaseException:
                session.close()
                raise
            self._take(session)

    def open(self) -> None:
        """Ask for a file: a session is opened, anything else is read for notes."""
        path = self.context.ask.open_file(Message("Open a file"), self.folder(), NOTE_KINDS)
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open a session; read anything else for notes."""
        if path.suffix.casefold() != ENDING:
            self.import_path(path)
            return
        bridge = self.context.bridge
        told: list[Trouble] = []
        bridge.trouble.connect(told.append)
        with self.window.patience.over(Message("Opening {file} …", file=path.name)):
            done = bridge.open(path)
        bridge.trouble.disconnect(told.append)
        if done:
            self._opened(path)
        elif told and path.exists():
            self.window.strip.withdraw(told[0].what)
            rest = Message("{safe} {do}", safe=told[0].safe, do=told[0].do)
            self.window.strip.tell(
                News(told[0].what, rest, "bad", Message("Open it only to read"), lambda: self._open_to_read(path))
            )

    def _open_to_read(self, path: Path) -> None:
        if self.context.bridge.open(path, read_only=True):
            self._opened(path)

    def _take(self, session: Any) -> None:
        self.context.bridge.take(session)
        self._opened(session.path)

    def _opened(self, path: Path) -> None:
        session = self.context.bridge.session
        if session is None:
            return
        title = session.workshop.title
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        self.context.settings.remember(path, {"title_en": title.en, "title_cy": title.cy}, when=now)
        self.context.settings.save()
        self.window.show_page("map")
        self.left_over.offer()
        self._tell_versions()
        for warning in getattr(session.store, "warnings", ()):
            self.window.strip.tell(News(warning, tone="warn"))

    def _tell_versions(self) -> None:
        """Say that texts wait to be settled, and lead to the first."""
        session = self.context.bridge.session
        if session is None or not session.versions:
            return
        n = len(session.versions)
        words = Message("{n} text was written twice.", plural="{n} texts were written twice.", count=n, n=n)
        rest = Message("All versions are safe. Choose what the map shows when you like.")
        self.window.strip.tell(
            News(words, rest, "news", Message("Settle them"), lambda: self.window.show_page("tables"))
        )

    def sample(self) -> None:
        """Open the sample workshop: the copy that is there already, or a new one."""
        path = self.folder() / "Blue Badge.hcd"
        if path.exists():
            self.open_path(path)
        else:
            self._make_sample(path)

    def fresh_sample(self) -> None:
        """A new copy of the sample beside the ones that are there."""
        self._make_sample(free_place(self.folder(), "Blue Badge"))

    def _make_sample(self, path: Path) -> None:
        from hcd_studio.templates import make_sample
        from ui.warm import take_sample

        if take_sample(path):
            self.open_path(path)
            self.window.hint()
            return
        with self.context.bridge.caught():
            self._take(make_sample(path))
            self.window.hint()

    def close(self) -> None:
        """Let the session go and show the start page."""
        self.context.bridge.close()
        self.window.show_page("start")

    def take_copy(self) -> None:
        """A copy of the session, where people find it."""
        session = self.context.bridge.session
        if session is None:
            return
        place = self.context.ask.save_file(
            Message("Take a copy"), free_place(Path.home(), session.path.stem), SESSION_KINDS
        )
        if place is None:
            return
        from hcd_studio.snapshots import take_copy

        with self.context.bridge.caught():
            if place.exists():
                place.unlink()  # the dialog asked whether to replace it
            take_copy(session, place.with_suffix(ENDING))
            self.context.bridge.tell(Message("Copy taken: {file}.", file=place.name))

    def set_up_tables(self) -> None:
        """A copy for each table's laptop."""
        from ui.dialogs.set_up_tables import SetUpTablesDialog

        SetUpTablesDialog(self.context, self.window).open()

    # Bringing in

    def import_file(self) -> None:
        """Ask for a file of notes."""
        path = self.context.ask.open_file(Message("Bring notes in"), Path.home(), NOTE_KINDS)
        if path is not None:
            self.open_path(path)

    def import_path(self, path: Path) -> None:
        """Show what a file holds; where no session is open, one is made for it."""
        from ui.dialogs.bring import BringDialog

        if self.context.bridge.session is None:
            self.make(Words(en=path.stem), "journey")
        if self.context.bridge.session is None:
            return
        self._bring(BringDialog(self.context, self.window, path=path))

    def paste_list(self, text: str = "") -> None:
        """Show what the clipboard holds, a line a note."""
        from ui.dialogs.bring import BringDialog

        mime = QGuiApplication.clipboard().mimeData()
        html = mime.html() if mime is not None and not text else ""
        words = text or QGuiApplication.clipboard().text()
        self._bring(BringDialog(self.context, self.window, text=words, html=html))

    def _bring(self, dialog: BringDialog) -> None:
        dialog.wanted.connect(self._bring_in)
        dialog.open()

    def _bring_in(self, found: Found, named: dict[str, Any]) -> None:
        with self.window.patience.over(Message("Bringing in: {n} …", n=len(found.notes))):
            self.context.bridge.do("import_notes", found, **named)

    # Giving out

    def print_blanks(self) -> None:
        """Sheets to fill in by hand, which match the session."""
        from ui.printing import print_sheets

        print_sheets(self.context, self.window, "blanks")

    def ready(self) -> None:
        """Look whether this laptop is ready for the room."""
        from ui.dialogs.ready import ReadyDialog

        ReadyDialog(self.context, self.window).open()

    # Second copy

    def second_copy(self) -> None:
        """Refresh the second copy, where one is wanted; tells in the corner when it was made, or why not."""
        session, place = self.context.bridge.session, self.context.settings.copy_folder
        if session is None or not place or session.store.read_only:
            self.window.top.show_copy(None)
            return
        from hcd_studio.snapshots import second_copy

        now = datetime.now().astimezone().strftime("%H:%M")
        try:
            if not Path(place).is_dir():
                raise Trouble(Message("The stick is missing."))
            second_copy(session, Path(place))
        except (Trouble, OSError) as error:
            words = error.what if isinstance(error, Trouble) else Message("The stick is missing.")
            self.window.top.show_copy(Message("No second copy: {why}", why=words), late=True)
            return
        self.window.top.show_copy(Message("Second copy {time}", time=now))


def free_place(folder: Path, title: str) -> Path:
    """A path for a new session: its title as a file name, with a number where that is taken."""
    name = "".join(letter if letter.isalnum() or letter in " -_'’()" else " " for letter in title)
    name = " ".join(name.split())[:60].strip(" .") or "Workshop"
    path = folder / f"{name}{ENDING}"
    number = 2
    while path.exists():
        path = folder / f"{name} {number}{ENDING}"
        number += 1
    return path
