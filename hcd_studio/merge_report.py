"""What a merge did, or would do: in sentences for people, as JSON for programs; the same whichever copy came first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from hcd_studio.bilingual import Words
from hcd_studio.fields import Id
from hcd_studio.records import KINDS
from hcd_studio.speech import N_, Language, Message

What = Literal["added", "changed", "both", "revived", "removed"]
WORDS: dict[What, str] = {
    "added": N_("{kind}: {n} added ({titles})."),
    "changed": N_("{kind}: {n} changed ({titles})."),
    "both": N_("{kind}: {n} with several versions, since copies wrote at once ({titles}). Choose what to keep."),
    "revived": N_("{kind}: {n} kept though one copy removed it, since another had edited it ({titles})."),
    "removed": N_("{kind}: {n} removed ({titles})."),
}
TITLES = 5
"""So many are named in a sentence; JSON names all."""


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one record, or of one field of it where several texts now stand."""

    what: What
    kind: str
    record: Id
    title: Words
    field: str = ""
    versions: int = 0


@dataclass(frozen=True, slots=True)
class Met:
    """What one file brought: changes and edits that were new, edits that could not be used; `part` says that it is damaged."""

    file: str
    changes: int = 0
    edits: int = 0
    bad: int = 0
    part: bool = False
    warnings: tuple[Message, ...] = ()

    def messages(self) -> Iterator[Message]:
        """The file in a few sentences."""
        if self.changes:
            yield Message(
                "{file}: {n} new change.", plural="{file}: {n} new changes.", count=self.changes,
                file=self.file, n=self.changes,
            )  # fmt: skip
        else:
            yield Message("{file}: nothing new.", file=self.file)
        if self.part:
            yield Message(
                "{file} is damaged in part. Edits that could not be used: {n}. All others were.",
                file=self.file,
                n=self.bad,
            )
        yield from self.warnings


@dataclass
class MergeReport:
    """The whole of a merge; `preview` says that nothing was kept."""

    preview: bool = False
    files: list[Met] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    newer: int = 0
    """Edits of kinds that only a newer version of the program knows: kept, not shown."""
    erased: int = 0
    """Words that arrived for what was erased for good: not taken in."""
    pictures: int = 0
    """Pictures that no copy brought."""
    waiting: int = 0
    """Earlier words that the log names and no copy brought yet."""

    @property
    def part(self) -> bool:
        """Whether some file was damaged."""
        return any(one.part for one in self.files)

    def of(self, what: What) -> list[Line]:
        """The lines of one sort."""
        return [line for line in self.lines if line.what == what]

    def add(self, lines: Iterable[Line]) -> None:
        """Take lines in, in an order that does not depend on which copy came first."""
        kinds = list(KINDS)
        sorts = list(WORDS)
        self.lines.extend(lines)
        self.lines.sort(key=lambda one: (sorts.index(one.what), kinds.index(one.kind), one.record, one.field))

    def messages(self) -> list[Message]:
        """The report in sentences."""
        found = [message for file in self.files for message in file.messages()]
        for what, words in WORDS.items():
            for kind in KINDS:
                titles = {line.record: line.title for line in self.of(what) if line.kind == kind}
                if titles:
                    found.append(Message(words, kind=KINDS[kind].term(), n=len(titles), titles=_named(titles.values())))
        rest = (
            (self.newer, N_("Edits of a newer version, kept for it: {n}.")),
            (self.erased, N_("Texts not taken in, since they were erased for good: {n}.")),
            (self.pictures, N_("Pictures missing here, which come with another copy: {n}.")),
            (self.waiting, N_("Earlier texts missing here, which come with another copy: {n}.")),
        )
        return [*found, *(Message(words, n=n) for n, words in rest if n)]

    def as_json(self, language: Language) -> dict[str, Any]:
        """The report as the command prints it with `--json`."""
        return {
            "preview": self.preview,
            "files": [
                {
                    "file": one.file, "changes": one.changes, "edits": one.edits, "refused": one.bad, "part": one.part,
                    "messages": [message.say(language) for message in one.messages()],
                }
                for one in self.files
            ],
            **{what: self._records(what, language) for what in WORDS},
            "skipped": {
                "damaged": sum(one.bad for one in self.files), "newer": self.newer, "erased": self.erased,
                "pictures": self.pictures,
            },
            "waiting": self.waiting,
        }  # fmt: skip

    def _records(self, what: What, language: Language) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = {}
        for line in self.of(what):
            row: dict[str, Any] = {"id": line.record, "title": line.title.say(language)}
            if line.field:
                row |= {"field": line.field, "versions": line.versions}
            found.setdefault(line.kind, []).append(row)
        return found


def _named(titles: Iterable[Words]) -> list[object]:
    """A few titles, short, and how many more there are."""
    every = list(titles)
    shown: list[object] = [Words(_short(one.en), _short(one.cy)) for one in every[:TITLES]]
    return [*shown, Message("{n} more", n=len(every) - TITLES)] if len(every) > TITLES else shown


def _short(text: str, most: int = 40) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"
