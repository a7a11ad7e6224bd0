"""Documents for people outside: three buttons, for the room, the tender and the library; then what, how, and for whom."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, Literal

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from exports import DOCUMENTS, WRITERS, Button, Writer, writers
from exports.options import House, Reason
from exports.sections import KINDS, SECTIONS
from exports.without_welsh import welsh_missing
from hcd_studio.questions.welsh import Counted, counted_words
from hcd_studio.session import Session
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Message, Sayable, Trouble
from hcd_studio.words import TIER_WORDS
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.dialogs.export import ExportDialog, write
from ui.flow import Flow
from ui.parts import Beside, Segment, button, clear, column, label

BUTTONS: tuple[tuple[Button, str], ...] = (
    ("room", N_("For the room")), ("tender", N_("For the tender")), ("library", N_("For the library")),
)  # fmt: skip
LANGUAGES = (
    ("side", N_("Welsh and English, Welsh first")), ("cy", N_("Welsh")), ("en", N_("English")),
    ("tumble", N_("Welsh from the front, English from the back")),
)  # fmt: skip
IN_SIGHT = ("html", "pdf", "docx", "xlsx")
"""Formats that everybody knows; the rest stands under More."""

AUDIENCE = {"room": "room", "tender": "council", "library": "library"}
"""For whom a document usually is."""


class DeliverDialog(Dialog):
    """Everything chosen is remembered with what this person saw of the session; nothing is written before Export."""

    def __init__(self, context: Context, window: QWidget, button_: Button = "tender"):
        super().__init__(context, window, Message("Documents"), wide=820, tall=560)
        self.window_ = window
        session = context.bridge.session
        self.snapshot = session.snapshot() if session else None
        view = context.settings.view(session.workshop.id) if session else {}
        kept = view.setdefault("documents", {})
        self.kept: dict[str, Any] = kept if isinstance(kept, dict) else {}
        self.formats: dict[str, QCheckBox] = {}
        self.sections: dict[str, QCheckBox] = {}
        self.others: list[Snapshot] = []
        self._buttons()
        sides = Beside(context.theme, gap=24, least=300)
        left, right = QWidget(), QWidget()
        self.left, self.right = column(left), column(right)
        for part in (self.left, self.right):
            self.live.space(part, (0, 0, 0, 0), 8)
        sides.add(left, 1)
        sides.add(right, 1)
        self.body.addWidget(sides)
        self._left()
        self._house()
        self.cancel_button()
        self.go = self.done_button(Message("Export …"))
        self.choose(button_)

    # What can be chosen

    def _buttons(self) -> None:
        line = Flow()
        self.live.space(line, (0, 0, 0, 0), 0)
        self.buttons: dict[str, Segment] = {}
        group = QButtonGroup(self)
        for name, words in BUTTONS:
            made = self.buttons[name] = Segment()
            self.live.text(made, Message(words))
            made.clicked.connect(partial(self.choose, name))
            group.addButton(made)
            line.addWidget(made)
        self.body.addLayout(line)

    def _left(self) -> None:
        self.what = self._combo(self.left, Message("Document"))
        self.what.activated.connect(self._documents)
        said = label("label")
        self.live.text(said, Message("Formats"))
        self.left.addWidget(said)
        self.shown = column()
        self.more = button()
        self.more.setCheckable(True)
        self.live.text(self.more, Message("More formats"))
        self.more.toggled.connect(self._more)
        self.hidden = QWidget()
        self.rest = column(self.hidden)
        for part in (self.shown, self.rest):
            self.live.space(part, (0, 0, 0, 0), 6)
        self.left.addLayout(self.shown)
        self.left.addWidget(self.more)
        self.left.addWidget(self.hidden)
        offers: list[tuple[str, Sayable]] = [(name, Message(words)) for name, words in LANGUAGES]
        self.language = self._combo(self.left, Message("Language"), offers)
        tiers: list[tuple[str, Sayable]] = [(name, Message(words)) for name, words in TIER_WORDS.items()]
        self.audience = self._combo(self.left, Message("Audience"), tiers)
        about = label("small", wrap=True)
        words = Message("No text that may not travel so far leaves; small numbers are hidden; who withdrew is gone.")
        self.live.text(about, words)
        self.left.addWidget(about)
        self.left.addStretch(1)

    def _house(self) -> None:
        head = label("label")
        self.live.text(head, Message("House style"))
        self.right.addWidget(head)
        self.name = self._field("name", Message("Council’s name"))
        self.colour = self._field("colour", Message("Colour"), "#0A5A69")
        self.logo = button()
        self.logo_path = str(self.kept.get("logo") or "")
        self.logo.clicked.connect(self._choose_logo)
        self.right.addWidget(self.logo)
        self._tell_logo()
        self.join = button()
        self.live.text(self.join, Message("Add another council’s session …"))
        self.join.clicked.connect(self._join)
        self.joined = label("small", wrap=True)
        self.right.addWidget(self.join)
        self.right.addWidget(self.joined)
        self.heading = label("label")
        self.live.text(self.heading, Message("What is in it"))
        self.right.addWidget(self.heading)
        self.inside = column()
        self.live.space(self.inside, (0, 0, 0, 0), 4)
        self.right.addLayout(self.inside)
        self.right.addStretch(1)

    def _field(self, name: str, words: Message, hint: str = "") -> QLineEdit:
        made = QLineEdit(str(self.kept.get(name) or ""))
        made.setPlaceholderText(hint or (self.snapshot.workshop.council if self.snapshot else ""))
        said = label("label", buddy=made)
        self.live.text(said, words)
        self.live.name(made, words)
        self.right.addWidget(said)
        self.right.addWidget(made)
        return made

    def _combo(self, into: QVBoxLayout, words: Message, offers: list[tuple[str, Sayable]] | None = None) -> QComboBox:
        box = QComboBox()
        for value, said in offers or ():
            box.addItem(self.context.speaker.say(said), value)
        head = label("label", buddy=box)
        self.live.text(head, words)
        self.live.name(box, words)
        into.addWidget(head)
        into.addWidget(box)
        return box

    def choose(self, name: str, _checked: bool = False) -> None:
        """One of the three: its documents, and for whom they usually are."""
        self.buttons[name].setChecked(True)
        self.chosen_button = name
        self.what.clear()
        for what in dict.fromkeys(one.what for one in WRITERS if name in (one.button, _beside(one))):
            self.what.addItem(self.context.speaker.say(Message(DOCUMENTS[what])), what)
        self.what.setCurrentIndex(max(0, self.what.findData(self.kept.get(f"{name}_what"))))
        self._set(self.audience, f"{name}_audience", AUDIENCE[name])
        both = self.snapshot is None or len(self.snapshot.workshop.languages) != 1
        usual = "side" if both or self.snapshot is None else self.snapshot.workshop.languages[0]
        self._set(self.language, f"{name}_language", usual)
        self._documents()

    def _set(self, box: QComboBox, name: str, usual: str) -> None:
        box.setCurrentIndex(max(0, box.findData(self.kept.get(name, usual))))

    def _documents(self, *_: object) -> None:
        """The formats and sections of the document that is chosen."""
        what = str(self.what.currentData())
        self.formats = {}
        for part in (self.shown, self.rest, self.inside):
            clear(part)
        known = self.kept.get(f"{what}_formats")
        for one in writers(what):
            box = QCheckBox()
            self.live.text(box, Message(one.words))
            box.setChecked(one.format in known if isinstance(known, list) and known else one.usual)
            box.toggled.connect(self._again)
            self.formats[one.format] = box
            (self.shown if one.format in IN_SIGHT else self.rest).addWidget(box)
        some = any(box.isChecked() for name, box in self.formats.items() if name not in IN_SIGHT)
        self.more.setVisible(any(name not in IN_SIGHT for name in self.formats))
        self.more.setChecked(some)
        self._more(some)
        self.join.setVisible(what == "joint")
        self.joined.setVisible(what == "joint")
        self._sections(what)
        self._again()

    def _join(self) -> None:
        found = self.context.ask.open_file(Message("Add another council’s session …"), Path.home(), "*.hcd")
        if found is None:
            return
        try:
            with Session.open(found, read_only=True) as session:
                self.others.append(session.snapshot())
        except Trouble as trouble:
            self.live.text(self.joined, Message("{words}", words=trouble.what))
            return
        names = [one.workshop.council or one.workshop.title for one in self.others]
        self.live.text(self.joined, Message("With: {names}", names=names))

    def _sections(self, what: str) -> None:
        self.sections = {}
        keys = KINDS.get(what, ())
        left_out = self.kept.get(f"{what}_without") or []
        self.heading.setVisible(len(keys) > 2)
        for key in keys if len(keys) > 2 else ():
            box = QCheckBox()
            self.live.text(box, Message(SECTIONS[key].words))
            box.setChecked(key not in left_out or key == "heard")
            box.setEnabled(key != "heard")
            if key == "heard":
                box.setToolTip(
                    self.context.speaker.say(Message("A pack always says who was heard and who was missing."))
                )
            self.sections[key] = box
            self.inside.addWidget(box)

    def _more(self, shown: bool) -> None:
        self.hidden.setVisible(shown)

    def _again(self, *_: object) -> None:
        self.go.setEnabled(any(box.isChecked() for box in self.formats.values()))

    def _choose_logo(self) -> None:
        if self.logo_path:
            self.logo_path = ""
        else:
            found = self.context.ask.open_file(Message("Choose a logo …"), Path.home(), "*.png *.jpg *.jpeg")
            self.logo_path = str(found or "")
        self._tell_logo()

    def _tell_logo(self) -> None:
        words: Sayable = Message("Choose a logo …")
        if self.logo_path:
            words = Message("Remove the logo {name}", name=Path(self.logo_path).name)
        self.live.text(self.logo, words)

    # Writing

    def accept(self) -> None:
        what, name = str(self.what.currentData()), self.chosen_button
        if what == "map":
            super().accept()
            ExportDialog(self.context, self.window_).open()
            return
        formats = [one for one, box in self.formats.items() if box.isChecked()]
        without = [key for key, box in self.sections.items() if not box.isChecked()]
        self.kept.update(
            {
                f"{name}_what": what, f"{name}_language": self.language.currentData(),
                f"{name}_audience": self.audience.currentData(), f"{what}_formats": formats,
                f"{what}_without": without, "name": self.name.text().strip(),
                "colour": self.colour.text().strip(), "logo": self.logo_path,
            }
        )  # fmt: skip
        reason = self._reason(what)
        if reason is False:
            return
        settings = self.context.settings
        known = Path(settings.exports_folder or str(Path.home()))
        folder = self.context.ask.folder(Message("Where to?"), known if known.is_dir() else Path.home())
        if folder is None or self.snapshot is None:
            return
        settings.exports_folder = settings.exports_folder or str(folder)
        settings.save()
        kept = tuple(key for key in self.sections if key not in without) if without else ()
        logo = Path(self.logo_path) if self.logo_path else None
        chosen = {
            "others": tuple(self.others) if what == "joint" else (), "sections": kept,
            "audience": self.audience.currentData(), "language": self.language.currentData(),
            "without_welsh": reason,
            "house": House(name=self.name.text().strip(), colour=self.colour.text().strip(), logo=logo),
        }  # fmt: skip
        super().accept()
        write(self.context, self.window_, what, self.snapshot, folder, formats, chosen)

    def _reason(self, what: str) -> Reason | Literal[False] | None:
        """Who lets it go out although Welsh is missing, and why; False where nobody does."""
        told = (self.snapshot, *self.others) if self.snapshot else ()
        found = [welsh_missing(one, what, str(self.audience.currentData())) for one in told]
        count = sum(found, Counted())
        if not count:
            return None
        counted = counted_words(count)
        asked = Message("Welsh is missing: {counted}. Why does it go out like this? It is printed.", counted=counted)
        why = self.context.ask.text(asked)
        who = self.context.ask.text(Message("Who answers for it?"), self.context.settings.checker) if why else None
        return Reason(who, why) if who and why else False


def _beside(one: Writer) -> str:
    """Data stand with the library, in want of a button of their own."""
    return "library" if one.button == "more" else ""
