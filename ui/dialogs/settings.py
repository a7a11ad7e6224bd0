"""Settings: language, size of letters, theme, motion, folders. Each takes effect at once and is kept at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFormLayout, QLineEdit, QSlider, QWidget

from hcd_studio import home
from hcd_studio.speech import N_, Message, Sayable
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.flow import Flow
from ui.parts import Beside, Literal, Segment, button, column, label, row
from ui.settings import LARGEST, SMALLEST, TEXT_STEP

LOOKS = (
    ("system", N_("As the system")), ("light", N_("Light")), ("dark", N_("Dark")), ("contrast", N_("High contrast")),
)  # fmt: skip
MOTIONS = (("system", N_("As the system")), ("full", N_("With motion")), ("reduced", N_("Without motion")))
FOLDERS = (
    ("sessions_folder", N_("Sessions lie in"), N_("The program's own folder")),
    ("exports_folder", N_("Exports go to"), N_("Where the last one went")),
    ("copy_folder", N_("A second copy goes to"), N_("Nowhere; choose a stick or a folder")),
)


class SettingsDialog(Dialog):
    """What a person likes; never a matter of the session."""

    folders_changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent, Message("Settings"), wide=600, tall=520)
        page = QWidget()
        form = QFormLayout(page)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.live.space(form, (4, 4, 8, 4), 14)
        self.form = form
        tongues: tuple[tuple[str, Sayable], ...] = (("cy", Literal("Cymraeg")), ("en", Literal("English")))
        self._row(Message("Language"), self._choices("language", tongues, context.speaker.language, self._language))
        self._row(Message("Size of letters"), self._size())
        looks = tuple((name, Message(words)) for name, words in LOOKS)
        self._row(Message("Theme"), self._choices("theme", looks, context.settings.theme, self._theme))
        motions = tuple((name, Message(words)) for name, words in MOTIONS)
        self._row(Message("Motion"), self._choices("motion", motions, context.settings.motion, self._motion))
        self.folders: dict[str, QLineEdit] = {}
        for name, words, nowhere in FOLDERS:
            self._row(Message(words), self._folder(name, Message(words), Message(nowhere)))
        self.body.addWidget(page)
        self.done_button(Message("Close"), primary=False)
        self.first = next(iter(page.findChildren(Segment)), None)

    def _row(self, words: Sayable, field: QWidget) -> None:
        said = label("strong")
        self.live.text(said, words)
        self.live.name(field, words)
        self.form.addRow(said, field)

    def _choices(
        self, name: str, offers: Sequence[tuple[str, Sayable]], chosen: str, choose: Callable[[str], None]
    ) -> QWidget:
        box = QWidget()
        line = Flow()
        box.setLayout(line)
        self.live.space(line, (0, 0, 0, 0), 6)
        group = QButtonGroup(box)
        for value, words in offers:
            one = Segment("choice")
            one.setObjectName(f"{name}-{value}")
            one.setChecked(value == chosen)
            self.live.text(one, words)
            one.clicked.connect(partial(self._chosen, choose, value))
            group.addButton(one)
            line.addWidget(one)
        return box

    def _chosen(self, choose: Callable[[str], None], value: str, *_: Any) -> None:
        choose(value)
        self.context.settings.save()

    def _size(self) -> QWidget:
        box = QWidget()
        line = row(box)
        self.live.space(line, (0, 0, 0, 0), 12)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(SMALLEST // TEXT_STEP, LARGEST // TEXT_STEP)
        self.slider.setPageStep(2)
        self.slider.setValue(self.context.theme.text_size // TEXT_STEP)
        self.percent = label()
        self._say_size()
        self.live.name(self.slider, Message("Size of letters"))
        # While the handle is dragged only the number moves: the letters follow when it is let go.
        self.slider.valueChanged.connect(self._sized)
        self.slider.sliderReleased.connect(self._sized)
        line.addWidget(self.slider, 1)
        line.addWidget(self.percent)
        return box

    def _sized(self, *_: object) -> None:
        self._say_size()
        size = self.slider.value() * TEXT_STEP
        if not self.slider.isSliderDown() and size != self.context.theme.text_size:
            self.context.settings.text_size = size
            self.context.settings.save()
            self.context.theme.set(text_size=size)

    def _say_size(self) -> None:
        self.percent.setText(f"{self.slider.value() * TEXT_STEP} %")

    def _folder(self, name: str, words: Message, nowhere: Message) -> QWidget:
        box = QWidget()
        lines = column(box)
        self.live.space(lines, (0, 0, 0, 0), 6)
        field = QLineEdit(getattr(self.context.settings, name))
        field.setReadOnly(True)
        self.live.say(field, "placeholder", field.setPlaceholderText, nowhere)
        self.live.name(field, words)
        choose, clear = button(), button()
        self.live.text(choose, Message("Choose …"))
        self.live.name(choose, Message("Choose: {what}", what=words))
        self.live.text(clear, Message("Usual"))
        self.live.name(clear, Message("Usual: {what}", what=words))
        choose.clicked.connect(partial(self._choose, name))
        clear.clicked.connect(partial(self._put, name, ""))
        both, pair = Beside(self.context.theme, gap=6), QWidget()
        line = Flow()
        pair.setLayout(line)
        self.live.space(line, (0, 0, 0, 0), 6)
        for one in (choose, clear):
            line.addWidget(one)
        both.add(field)
        both.add(pair, 0)
        lines.addWidget(both)
        self.folders[name] = field
        return box

    def _choose(self, name: str, *_: object) -> None:
        known = getattr(self.context.settings, name)
        found = self.context.ask.folder(Message("Choose a folder"), Path(known) if known else home.folder())
        if found is not None:
            self._put(name, str(found))

    def _put(self, name: str, place: str, *_: object) -> None:
        setattr(self.context.settings, name, place)
        self.folders[name].setText(place)
        self.context.settings.save()
        self.folders_changed.emit()

    def _language(self, language: str) -> None:
        self.context.settings.language = language
        self.context.speaker.set(language)

    def _theme(self, name: str) -> None:
        self.context.settings.theme = name
        self.context.theme.set(theme=name)

    def _motion(self, name: str) -> None:
        self.context.settings.motion = name
        self.context.theme.set(motion=name)
