"""A part of this session as a pattern: what, under which name and licence, on what evidence; exactly what goes out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from hcd_studio.bilingual import Words
from hcd_studio.library.made import WHAT, pattern_of, publish_pattern
from hcd_studio.library.patterns import Pattern, folded
from hcd_studio.library.publish import LICENCE
from hcd_studio.records import KINDS
from hcd_studio.speech import N_, Message, Trouble
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.library.lifting import title_of_row
from ui.parts import Literal, label

if TYPE_CHECKING:
    from ui.library.desk import Desk
    from ui.window import Window

WHAT_WORDS = {
    "journey": N_("The journey"), "needs": N_("Needs"), "requirements": N_("Requirements"), "lanes": N_("Lanes"),
    "checklist": N_("Checklist"), "everything": N_("Everything"),
}  # fmt: skip


class PatternDialog(Dialog):
    """The preview follows what is chosen."""

    def __init__(self, context: Context, window: Window, desk: Desk):
        super().__init__(context, window, Message("A part as a pattern"), wide=760, tall=560)
        self.window_, self.desk = window, desk
        session = context.bridge.session
        assert session is not None
        self.session = session
        title = session.workshop.title
        self.what = QComboBox()
        for what in WHAT:
            self.what.addItem(context.speaker.say(Message(WHAT_WORDS[what])), what)
        self.what.setCurrentIndex(WHAT.index("everything"))
        self.what.activated.connect(self.look)
        self.line(Message("What it holds"), self.what)
        self.welsh, self.english = QLineEdit(title.cy), QLineEdit(title.en)
        self.name, self.licence, self.evidence = QLineEdit(_name(title.en or title.cy)), QLineEdit(LICENCE), QLineEdit()
        for words, field in (
            (Message("Title in Welsh"), self.welsh), (Message("Title in English"), self.english),
            (Message("Short name, small letters and hyphens"), self.name), (Message("Licence"), self.licence),
            (Message("Evidence: whom it rests on"), self.evidence),
        ):  # fmt: skip
            self.line(words, field)
            field.editingFinished.connect(self.look)
        self.held, self.text = label("bad", wrap=True), QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.live.name(self.text, Message("What another council will see"))
        self.live.dress(self.text, "height", lambda: self.text.setMinimumHeight(context.theme.scaled(160)))
        self.body.addWidget(self.held)
        self.body.addWidget(self.text, 1)
        self.cancel_button()
        self.go = self.done_button(Message("Publish"))
        self.first = self.what
        self.made: Pattern | None = None
        self.look()

    def look(self) -> None:
        """Work out anew what goes out."""
        say = self.context.speaker.say
        bundle = pattern_of(
            self.session, self.what.currentData(), self.name.text().strip(),
            title=Words(self.english.text().strip(), self.welsh.text().strip()),
            licence=self.licence.text().strip() or LICENCE, evidence=self.evidence.text().strip(),
        )  # fmt: skip
        self.made = Pattern(bundle, "")
        held = (
            Literal("")
            if bundle.council
            else Message("Write which council the session is of; then it can be published.")
        )
        held = held if bundle.count() else Message("There is nothing to publish as a pattern.")
        self.live.text(self.held, held)
        self.held.setVisible(bool(say(held)))
        self.go.setEnabled(not say(held))
        said = [
            say(self.made.language_state()),
            say(Message("Contact: {contact}", contact=bundle.extra.get("contact") or "–")),
            "",
        ]
        for kind, rows in bundle.records.items():
            said.append(f"{say(KINDS[kind].term())}: {len(rows)}")
            said += [f"    {say(words)}" for row in rows if (words := title_of_row(row)) is not None and kind != "link"]
        self.text.setPlainText("\n".join(said))

    def accept(self) -> None:
        from hcd_studio.checks.publication import refuse_personal_data
        from hcd_studio.library.driver import open_driver

        self.look()
        place = self.desk.shared_place()
        if self.made is None or place is None or not self.go.isEnabled():
            return
        try:
            refuse_personal_data(self.session.snapshot(), "library")
            made = publish_pattern(open_driver(place.path), self.made.bundle)
        except Trouble as trouble:  # the name may be taken: the dialog stays
            self.live.text(self.held, Message("{what} {do}", what=trouble.what, do=trouble.do))
            self.held.show()
            return
        super().accept()
        self.context.bridge.tell(
            Message("Published: {title}, version {version}.", title=made.bundle.title, version=made.bundle.version)
        )
        self.desk.exchanging.look()


def _name(title: str) -> str:
    """A short name out of a title."""
    return re.sub(r"[^a-z0-9]+", "-", folded(title)).strip("-")[:60].strip("-")
