"""Gathers the notes of one source: cleans each, watches for what a person must be told, and makes the `Found`."""

from __future__ import annotations

from collections.abc import Sequence

from hcd_studio.importers.found import CannotRead, Found, FoundNote, Mapping, joined
from hcd_studio.importers.personal import Names, seems_to_hold
from hcd_studio.importers.text import clean, language_of, mended, one_line, says_something
from hcd_studio.speech import Message

LONG = 5_000
LONGEST = 32_767
MOST = 200_000


class Harvest:
    """The notes of one source while it is being read."""

    def __init__(self, source: str, how: str, *, sha256: str = "", encoding: str = "", mend: bool = False):
        self.source = source
        self.how = how
        self.sha256 = sha256
        self.encoding = encoding
        self.title = ""
        self.rows = 0
        self.empty = 0
        self.names = Names()
        self.dropped: list[str] = []
        self.columns: tuple[str, ...] = ()
        self.mapping = Mapping()
        self._mend = mend
        self._notes: list[FoundNote] = []
        self._groups: dict[str, None] = {}
        self._warnings: list[Message] = []
        self._long = self._lost = self._garbled = self._mended = 0
        self._example = ""

    def note(
        self,
        text: str,
        *,
        where: str,
        kind: str = "",
        group: Sequence[str] = (),
        labels: Sequence[str] = (),
        language: str = "",
        participant: str = "",
        place: tuple[str, str] = ("", ""),
    ) -> bool:
        """Take one note; False when the text says nothing. `place` names its step and its lane."""
        text = self.words(text)
        if not says_something(text):
            return False
        if len(text) > LONGEST:
            raise CannotRead(
                Message("The text at {where} is longer than {most} characters.", where=where, most=LONGEST),
                do=Message("Look for a missing quotation mark, or cut the text into shorter notes."),
            )
        if len(self._notes) >= MOST:
            raise CannotRead(
                Message("There are more than {most} notes.", most=MOST),
                do=Message("Cut it into smaller files."),
            )
        self._long += len(text) > LONG
        self._lost += "\ufffd" in text
        path = joined([self.line(part) for part in group])
        if path:
            self._groups[path] = None
        tags = tuple(dict.fromkeys(tag for label in labels if (tag := self.line(label)))) if labels else ()
        personal = seems_to_hold(text)
        if self.names.in_text(text):
            personal = (*personal, "name")
        self._notes.append(
            FoundNote(
                text,
                kind,
                path,
                tags,
                language or language_of(text),
                self.line(participant),
                where if where.isprintable() else self.line(where),
                personal,
                self.line(place[0]),
                self.line(place[1]),
            )
        )
        return True

    def words(self, text: str) -> str:
        """A text of the source, cleaned; letters encoded twice are counted, and mended when that was asked."""
        if text.isascii():
            return clean(text)
        better = mended(text)
        if better != text:
            if self._mend:
                self._mended += 1
                text = better
            else:
                self._garbled += 1
                self._example = self._example or _example(text, better)
        return clean(text)

    def line(self, text: str) -> str:
        """A name of the source on one line: a group, a label, a place."""
        return one_line(mended(text) if self._mend else text)

    def group(self, *parts: str) -> None:
        """Remember a group even when no note stands in it."""
        if path := joined([self.line(part) for part in parts]):
            self._groups[path] = None

    def warn(self, *messages: Message) -> None:
        """Something that a person must know before importing; said once."""
        self._warnings.extend(message for message in messages if message not in self._warnings)

    def found(self) -> Found:
        """What was found, with the warnings that follow from the notes."""
        for message in self._told():
            self.warn(message)
        return Found(
            notes=tuple(self._notes),
            source=self.source,
            how=self.how,
            rows=self.rows,
            empty=self.empty,
            dropped=tuple(dict.fromkeys(self.dropped)),
            encoding=self.encoding,
            groups=tuple(self._groups),
            title=one_line(self.title),
            sha256=self.sha256,
            warnings=tuple(self._warnings),
            columns=self.columns,
            mapping=self.mapping,
        )

    def _told(self) -> list[Message]:
        told = []
        if self._long:
            told.append(
                Message(
                    "{n} note is longer than {long} characters; it is kept whole.",
                    plural="{n} notes are longer than {long} characters; they are kept whole.",
                    count=self._long,
                    n=self._long,
                    long=LONG,
                )
            )
        if self._garbled:
            told.append(
                Message(
                    "{n} text holds letters that were encoded twice, such as {example}. They can be mended.",
                    plural="{n} texts hold letters that were encoded twice, such as {example}. They can be mended.",
                    count=self._garbled,
                    n=self._garbled,
                    example=self._example,
                )
            )
        if self._mended:
            told.append(
                Message(
                    "{n} text held letters that were encoded twice; they were mended.",
                    plural="{n} texts held letters that were encoded twice; they were mended.",
                    count=self._mended,
                    n=self._mended,
                )
            )
        if self._lost:
            told.append(
                Message(
                    "{n} note holds letters that were lost before it was exported (�).",
                    plural="{n} notes hold letters that were lost before they were exported (�).",
                    count=self._lost,
                    n=self._lost,
                )
            )
        return told


def _example(text: str, better: str) -> str:
    """The first word in which the garbled and the mended text differ."""
    for word in text.split():
        if mended(word) != word:
            return one_line(word)[:40]
    return one_line(better)[:40]
