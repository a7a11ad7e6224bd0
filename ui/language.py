"""The language in which the window speaks: one speaker, switched live, and Qt's own words out of our catalogue."""

from __future__ import annotations

import os
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, QTranslator, Signal

from hcd_studio.speech import N_, Language, Message, Sayable, as_language, catalogue

MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


class Speaker(QObject):
    """Says messages in the reader's language; `changed` tells every widget to say its words again."""

    changed = Signal()

    def __init__(self, language: str = "en", parent: QObject | None = None):
        super().__init__(parent)
        self.language: Language = as_language(language)
        self._qt = QtWords(self)
        self._installed = False
        self._install()

    def set(self, language: str) -> None:
        """Speak the other language from now on, everywhere at once."""
        wanted = as_language(language)
        if wanted != self.language:
            self.language = wanted
            self._install()
            self.changed.emit()

    def say(self, what: Sayable | str, /) -> str:
        """A message, a bilingual text or an English sentence of the catalogue, in the reader's language."""
        return (Message(what) if isinstance(what, str) else what).say(self.language)

    def day(self, when: datetime) -> str:
        """A date as people write it: `18 November`, with the year where it is not this one."""
        here = when.astimezone()
        month = self.say(MONTHS[here.month - 1])
        year = "" if here.year == datetime.now().astimezone().year else f" {here.year}"
        return f"{here.day} {month}{year}"

    def moment(self, when: datetime, *, seconds: bool = False) -> str:
        """A time of day of today, else date and time."""
        here = when.astimezone()
        time = here.strftime("%H:%M:%S" if seconds else "%H:%M")
        today = here.date() == datetime.now().astimezone().date()
        return time if today else f"{self.day(when)}, {time}"

    def _install(self) -> None:
        """Qt asks our catalogue first; told of the change, it says the words of its own dialogs again."""
        QLocale.setDefault(QLocale("cy_GB" if self.language == "cy" else "en_GB"))
        self._qt.spoken = self.language
        application = QCoreApplication.instance()
        if application is None:
            return
        if not self._installed:
            self._installed = application.installTranslator(self._qt)
        else:
            application.sendEvent(application, QEvent(QEvent.Type.LanguageChange))

    def leave(self) -> None:
        """Take Qt's words back: the application may outlive this speaker."""
        application = QCoreApplication.instance()
        if application is not None and self._installed:
            application.removeTranslator(self._qt)
        self._installed = False


class QtWords(QTranslator):
    """Qt's own words, from the same catalogue as ours; what it does not know stays as Qt wrote it."""

    spoken: Language = "en"

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, _disambiguation: str | None = None, _n: int = -1) -> str | None:
        """None for what is unknown: an empty text would blank Qt's buttons."""
        if self.spoken == "en" or not source:
            return None
        found = catalogue(self.spoken).pgettext("qt", source)
        return found if found and found != source else None


def first_language(chosen: str) -> Language:
    """The language to begin with: the person's choice, the environment, else the system's."""
    wanted = chosen or os.environ.get("HCD_STUDIO_LANGUAGE", "") or QLocale.system().name()
    return as_language(wanted)
