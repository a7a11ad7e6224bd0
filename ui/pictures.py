"""Pictures of a record: dropped, pasted or opened, read beside the window, shown small with what they say to those who cannot see them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPixmap
from PySide6.QtWidgets import QWidget

from hcd_studio.fields import Id
from hcd_studio.pictures import Picture, content_of, read_picture
from hcd_studio.records import Attachment, Idea, Note, Pain, Step
from hcd_studio.speech import Message
from ui.choices import ChoiceEditor
from ui.context import Context
from ui.fields import WordsEditor
from ui.form import tiers
from ui.jobs import Job
from ui.parts import Live, button, clear, column, label, row

if TYPE_CHECKING:
    from ui.window import Window

ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".svg")
"""Files that are pictures to whoever drops them; whether they can be read is said when they are."""
PICTURED = (Note, Step, Idea, Pain)
"""What pictures belong to."""
SMALL = 120
"""Height of a picture beside the form, in px at 100 %."""


class Attaching(QObject):
    """One for each window: pictures for what is chosen."""

    def __init__(self, context: Context, window: Window):
        super().__init__(window)
        self.context, self.window = context, window

    def parent_id(self) -> Id:
        """What a picture would belong to: the idea of the page of ideas, else the note, else the step where one stands."""
        page: Any = self.window.pages.get(self.window.shown)
        if hasattr(page, "pictured"):
            return str(page.pictured())
        selection, session = self.context.selection, self.context.bridge.session
        for id in (selection.current, selection.place[0]):
            if session is not None and id and isinstance(session.find(id), PICTURED):
                return id
        return ""

    def open(self) -> None:
        """Ask for a file."""
        parent = self._parent()
        if parent:
            kinds = f"{self.context.speaker.say(Message('Pictures'))} (*{' *'.join(ENDINGS)})"
            path = self.context.ask.open_file(Message("Attach a picture"), Path.home(), kinds)
            if path is not None:
                self.attach(path, parent)

    def paste(self) -> None:
        """The picture on the clipboard."""
        mime = QGuiApplication.clipboard().mimeData()
        parent = self._parent()
        if not parent or mime is None:
            return
        files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        image = QGuiApplication.clipboard().image()
        if files:
            self.drop(files)
        elif image.isNull():
            self.context.bridge.tell(Message("There is no picture on the clipboard."))
        else:
            self._read(lambda: read_picture(_bytes(image)), parent)

    def drop(self, paths: list[Path]) -> bool:
        """Pictures among what was dropped; False where there are none, or nothing to which they could belong."""
        found = [path for path in paths if path.suffix.casefold() in ENDINGS]
        if not found or self.context.bridge.session is None:
            return False
        parent = self._parent()
        for path in found if parent else ():
            self.attach(path, parent)
        return True

    def take(self, paths: list[Path]) -> None:
        """Pictures belong to what is chosen; anything else is opened."""
        if not self.drop(paths):
            self.window.files.open_path(paths[0])

    def attach(self, path: Path, parent: Id) -> None:
        """Read a file beside the window, then keep it."""
        self._read(partial(read_picture, path), parent)

    def _parent(self) -> Id:
        parent = self.parent_id()
        if not parent:
            self.context.bridge.tell(Message("Choose an idea, a note or a step first; the picture will belong to it."))
        return parent

    def _read(self, read: Any, parent: Id) -> None:
        def work(job: Job) -> Picture:
            job.step(0.1)
            found: Picture = read()
            return found

        self.context.jobs.run(
            Message("Reading the picture"), work, partial(self._keep, parent), self.context.bridge.fail
        )

    def _keep(self, parent: Id, picture: Picture) -> None:
        session = self.context.bridge.session
        record = session.find(parent) if session else None
        if record is not None:
            self.context.bridge.do("add_attachment", record, picture)


def _bytes(image: QImage) -> bytes:
    """A picture of the clipboard as a file would hold it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(buffer.data().data())


class Pictures(QWidget):
    """The pictures of one record, each with its words; missing words are asked for."""

    def __init__(self, context: Context):
        super().__init__()
        self.context = context
        self.live = Live(context, self)
        self.parent_: Id = ""
        self.lines = column(self)
        self.live.space(self.lines, (0, 0, 0, 0), 6)
        head = row()
        title = label("label")
        self.live.text(title, Message("Pictures"))
        head.addWidget(title)
        head.addStretch(1)
        self.lines.addLayout(head)
        self.list = column()
        self.live.space(self.list, (0, 0, 0, 0), 6)
        self.lines.addLayout(self.list)
        self.add = button()
        self.live.text(self.add, Message("Attach a picture …"))
        self.live.icon(self.add, "image", size=16)
        self.live.tip(self.add, Message("Or drop a picture on the window, or paste one."))
        self.add.clicked.connect(lambda: context.actions.run("attach_picture"))
        self.lines.addWidget(self.add)
        self._shown: tuple[Id, ...] = ()
        self._editors: list[Any] = []
        context.theme.changed.connect(self._again)

    def show_record(self, parent: Id) -> None:
        """The pictures of a record, as they stand now."""
        session = self.context.bridge.session
        self.parent_ = parent
        found = [one for one in session.all(Attachment) if parent and one.parent == parent] if session else []
        self.add.setEnabled(bool(parent) and session is not None and not session.store.read_only)
        if tuple(one.id for one in found) != self._shown:
            self._shown = tuple(one.id for one in found)
            clear(self.list)
            self._editors = []
            for one in found:
                self._show(one)
        for editor in self._editors:
            editor.show_record()

    @property
    def any(self) -> bool:
        """Whether there are any."""
        return bool(self._shown)

    def _again(self) -> None:
        self._shown = ()
        self.show_record(self.parent_)

    def _show(self, one: Attachment) -> None:
        session, say = self.context.bridge.session, self.context.speaker.say
        picture = label(wrap=True)
        content = content_of(session, one.sha256) if session else None
        pixmap = QPixmap()
        if content and pixmap.loadFromData(content):
            ratio = self.devicePixelRatioF()
            side = round(self.context.theme.scaled(SMALL) * ratio)
            small = pixmap.scaled(
                QSize(side * 2, side), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            small.setDevicePixelRatio(ratio)
            picture.setPixmap(small)
        else:
            picture.setText(say(Message("The picture itself did not come along.")))
        picture.setAccessibleName(say(one.alt) or say(Message("Picture without words")))
        picture.setToolTip(picture.accessibleName())
        self.list.addWidget(picture)
        words = WordsEditor(self.context, one, "alt", 2)
        self.list.addWidget(words)
        line = row()
        tier = ChoiceEditor(self.context, one, "tier", tiers)
        remove = button()
        self.live.text(remove, Message("Remove"))
        self.live.icon(remove, "trash", size=16)
        remove.clicked.connect(partial(self._remove, one.id))
        line.addWidget(tier, 1)
        line.addWidget(remove)
        self.list.addLayout(line)
        self._editors += [words, tier]

    def _remove(self, id: Id, _on: bool = False) -> None:
        session = self.context.bridge.session
        found = session.get(Attachment, id) if session else None
        if found is not None:
            self.context.bridge.do("remove_record", found)
