"""For the library: exactly what another council will see of this session, and what holds it up; then sending it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from hcd_studio.checks.publication import personal_data
from hcd_studio.columns import title_of
from hcd_studio.library.publish import LICENCE, Open, Publication, preview, send
from hcd_studio.records import KINDS, Note, Record
from hcd_studio.speech import Message, Sayable
from hcd_studio.words import TIER_WORDS
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.jobs import Job
from ui.library.asking import progress_of
from ui.parts import Literal, button, label
from ui.strip import News

if TYPE_CHECKING:
    from ui.library.desk import Desk
    from ui.window import Window


class PublishDialog(Dialog):
    """Tier, licence, contact; the preview follows each choice; personal data stops it until it is answered."""

    def __init__(self, context: Context, window: Window, desk: Desk):
        super().__init__(context, window, Message("For the library"), wide=820, tall=560)
        self.window_, self.desk = window, desk
        session = context.bridge.session
        assert session is not None
        self.session = session
        self.made: Publication | None = None
        self.audience = QComboBox()
        for tier in ("library", "public"):
            self.audience.addItem(context.speaker.say(Message(TIER_WORDS[tier])), tier)
        self.audience.activated.connect(self.look)
        self.line(Message("Who may see it"), self.audience)
        self.council, self.contact, self.licence = QLineEdit(), QLineEdit(), QLineEdit(LICENCE)
        self.council.setText(session.workshop.council)
        self.contact.setText(session.workshop.contact)
        for words, field in (
            (Message("Council"), self.council), (Message("Contact, for those who ask back"), self.contact),
            (Message("Licence"), self.licence),
        ):  # fmt: skip
            self.line(words, field)
            field.editingFinished.connect(self.look)
        self.held, self.text = label("bad", wrap=True), QPlainTextEdit()
        self.body.addWidget(self.held)
        head = label("head")
        self.live.text(head, Message("What another council will see"))
        self.body.addWidget(head)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.live.name(self.text, Message("What another council will see"))
        self.live.dress(self.text, "height", lambda: self.text.setMinimumHeight(context.theme.scaled(220)))
        self.body.addWidget(self.text, 1)
        back = button()
        self.live.text(back, Message("Take back what was published …"))
        back.clicked.connect(self._withdraw)
        self.foot.insertWidget(0, back)
        self.cancel_button()
        self.go = self.done_button(Message("Publish"))
        self.first = self.audience
        context.speaker.changed.connect(self.look)
        self.look()

    def _describe(self) -> None:
        """Council and contact are facts of the workshop: they are kept there, as one change."""
        workshop = self.session.workshop
        said = {"council": self.council.text().strip(), "contact": self.contact.text().strip()}
        new: dict[str, Any] = {name: value for name, value in said.items() if value != getattr(workshop, name)}
        if new and not self.session.store.read_only:
            self.context.bridge.do("edit_record", workshop, **new)

    def look(self) -> None:
        """Work out anew what goes out, and what stops it."""
        self._describe()
        say = self.context.speaker.say
        tier: Open = "public" if self.audience.currentData() == "public" else "library"
        self.made = None
        if not self.session.workshop.council:
            self.live.text(self.held, Message("Write which council the session is of; then it can be published."))
            self.text.setPlainText("")
            self.go.setEnabled(False)
            return
        self.made = preview(self.session, tier, licence=self.licence.text().strip() or LICENCE)
        found = personal_data(self.session.snapshot(), tier)
        lines: list[Sayable] = [Message("{finding} {remedy}", finding=one.message, remedy=one.remedy) for one in found]
        stop = Message("Personal data stops it: {n}. Mend each place, or waive it with a reason.", n=len(found))
        self.live.text(self.held, Message("{stop} {places}", stop=stop, places=lines) if found else Literal(""))
        self.held.setVisible(bool(found))
        said = [say(one) for one in self.made.messages()]
        said.append("")
        for kind, records in self.made.records.items():
            said.append(f"{say(KINDS[kind].term())}: {len(records)}")
            said += [f"    {_words(record, say)}" for record in records if kind not in ("link", "feeling")]
        self.text.setPlainText("\n".join(said))
        self.go.setEnabled(not found)

    def _withdraw(self) -> None:
        self.reject()
        self.desk.withdraw()

    def accept(self) -> None:
        from hcd_studio.library.copy import SessionCopy
        from hcd_studio.library.elsewhere import elsewhere

        self.look()
        made, place, session = self.made, self.desk.shared_place(), self.session
        if made is None or place is None or not self.go.isEnabled():
            return
        super().accept()
        copy, asking = SessionCopy(session), self.desk.exchanging.asking

        def work(job: Job) -> Publication:
            from hcd_studio.library.driver import open_driver

            return send(
                open_driver(place.path), made, elsewhere(copy, asking.of(job, session)), progress=progress_of(job)
            )

        def done(_: Publication) -> None:
            title = Message("Published: {title}", title=made.card.title)
            rest = Message("Records: {n}. Others see them at their next look.", n=sum(map(len, made.records.values())))
            self.window_.strip.tell(News(title, rest, "news"))
            self.desk.exchanging.look()

        self.context.jobs.run(Message("Publishing"), work, done, self.context.bridge.fail)


def _words(record: Record, say: object) -> str:
    """What a record says, in one line."""
    if isinstance(record, Note):
        return record.text
    return str(say(title_of(record)))  # type: ignore[operator]
