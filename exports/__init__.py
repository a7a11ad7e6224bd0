"""What can be written for people outside the session: data first, and each writer is imported only when it is used.

A new document is a line in `WRITERS` and a function `(snapshot, target, options, progress) -> Written`; the command line
and the window offer it from then on.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from hcd_studio.speech import N_, Message, Trouble

if TYPE_CHECKING:
    from exports.options import Options
    from exports.writing import Progress, Written
    from hcd_studio.snapshot import Snapshot

    Write = Callable[[Snapshot, Path, Options, Progress | None], Written]

Button = Literal["room", "tender", "library", "more"]
"""For whom a document is, and so behind which button it stands."""

DOCUMENTS = {
    "map": N_("The map"),
    "pack": N_("The requirements pack"),
    "summary": N_("A summary for leaders"),
    "you-said": N_("You said, we did"),
    "easy-read": N_("Easy Read"),
    "why": N_("Why each requirement is there"),
    "brief": N_("The brief, filled in"),
    "joint": N_("One pack for several councils"),
    "ranking": N_("The ranking"),
    "blanks": N_("Sheets to fill in"),
    "workbook": N_("The supplier response workbook"),
    "tender": N_("The tender fragment"),
    "backlog": N_("The backlog"),
    "open-data": N_("Open data"),
    "data": N_("The data"),
}
"""Every document by its name on the command line, and its words."""


@dataclass(frozen=True, slots=True)
class Writer:
    """One format of one document: its words, the ending of its files, its button, and `module:function` that writes it."""

    what: str
    format: str
    words: str
    suffix: str
    button: Button
    load: str
    usual: bool = False

    def function(self) -> Write:
        """What writes it, imported now."""
        module, name = self.load.split(":")
        found: Write = getattr(importlib.import_module(module), name)
        return found


def _documents(what: str, button: Button, function: str) -> tuple[Writer, ...]:
    """The formats that every document has."""
    words = {
        "html": N_("HTML, to read on a screen"), "pdf": N_("PDF, to print or to send"), "docx": N_("Word, to go on writing"),
        "odt": N_("OpenDocument, to go on writing"),
    }  # fmt: skip
    usual = ("html", "pdf", "docx") if what == "pack" else ("html", "pdf")
    return tuple(
        Writer(what, name, said, f".{name}", button, f"exports.pack:{function}", usual=name in usual)
        for name, said in words.items()
    )


WRITERS: tuple[Writer, ...] = (
    Writer("map", "pdf", N_("PDF, to print or to send"), ".pdf", "room", "exports.map_export:write_map", usual=True),
    Writer("map", "svg", N_("SVG, to work on in a drawing program"), ".svg", "room", "exports.map_export:write_map"),
    Writer("map", "png", N_("PNG, a picture"), ".png", "room", "exports.map_export:write_map"),
    Writer("map", "html", N_("HTML, to read on a screen"), ".html", "room", "exports.map_export:write_map"),
    Writer(
        "ranking",
        "pdf",
        N_("PDF, a sheet to take home"),
        ".pdf",
        "room",
        "exports.room_ranking:write_ranking",
        usual=True,
    ),
    Writer(
        "blanks", "pdf", N_("PDF, sheets to fill in by hand"), ".pdf", "room", "exports.blanks:write_blanks", usual=True
    ),
    *_documents("pack", "tender", "write_pack"),
    *_documents("why", "tender", "write_why"),
    *_documents("brief", "tender", "write_brief"),
    *_documents("joint", "tender", "write_joint"),
    *_documents("summary", "room", "write_summary"),
    *_documents("you-said", "library", "write_you_said"),
    *_documents("easy-read", "library", "write_easy_read"),
    Writer(
        "workbook",
        "xlsx",
        N_("Excel, for suppliers to fill in"),
        ".xlsx",
        "tender",
        "exports.workbook:write_workbook",
        True,
    ),
    Writer(
        "workbook",
        "ods",
        N_("OpenDocument, for suppliers to fill in"),
        ".ods",
        "tender",
        "exports.workbook:write_workbook",
    ),
    Writer(
        "tender",
        "ocds",
        N_("OCDS, a fragment for a buying system and no notice"),
        ".json",
        "tender",
        "exports.ocds:write_tender",
        usual=True,
    ),
    Writer("backlog", "jira", N_("Jira, a CSV file"), ".csv", "more", "exports.backlog:write_backlog", usual=True),
    Writer("backlog", "azure", N_("Azure DevOps, a CSV file"), ".csv", "more", "exports.backlog:write_backlog"),
    Writer("backlog", "github", N_("GitHub, a CSV file"), ".csv", "more", "exports.backlog:write_backlog"),
    Writer("backlog", "trello", N_("Trello, a CSV file"), ".csv", "more", "exports.backlog:write_backlog"),
    Writer(
        "open-data",
        "zip",
        N_("ZIP, tables with their description"),
        ".zip",
        "library",
        "exports.open_data:write_open_data",
        True,
    ),
    Writer("data", "json", N_("JSON, everything in one file"), ".json", "more", "exports.data:write_data", usual=True),
    Writer("data", "csv", N_("CSV, a table of each kind"), ".csv", "more", "exports.data:write_data", usual=True),
    Writer("data", "reqif", N_("ReqIF, for requirements tools"), ".reqif", "more", "exports.reqif:write_reqif"),
)
"""Every format of every document, in the order in which people are offered them."""


def writers(what: str) -> tuple[Writer, ...]:
    """The formats of one document."""
    return tuple(one for one in WRITERS if one.what == what)


def chosen(what: str, formats: Sequence[str]) -> tuple[Writer, ...]:
    """The writers of the formats asked for, in their order, or trouble that names what there is."""
    known = {one.format: one for one in writers(what)}
    unknown = [name for name in formats if name not in known]
    if unknown or not formats:
        raise Trouble(
            Message("{what} cannot be written as {formats}.", what=_words(what), formats=unknown or ["–"]),
            safe=Message("Nothing was written."),
            do=Message("Choose from: {formats}.", formats=list(known)),
        )
    return tuple(known[name] for name in dict.fromkeys(formats))


def write(
    snapshot: Snapshot,
    target: Path,
    what: str,
    formats: Sequence[str],
    options: Options,
    progress: Progress | None = None,
) -> Written:
    """Write a document in the formats asked for; each file is whole and checked, or it is not there.

    Personal data, or missing Welsh, that nobody answered for stops what would leave the council.
    """
    from exports.without_welsh import refuse_silent_english
    from exports.writing import Written, within
    from hcd_studio.checks.publication import refuse_personal_data

    for told in (snapshot, *options.others):
        refuse_personal_data(told, options.audience)
        refuse_silent_english(told, what, options)

    groups: dict[str, list[Writer]] = {}
    for one in chosen(what, formats):
        groups.setdefault(one.load, []).append(one)
    files: list[Path] = []
    warnings: list[Message] = []
    for at, group in enumerate(groups.values()):
        wanted = replace(options, formats=tuple(one.format for one in group))
        done = group[0].function()(snapshot, target, wanted, within(progress, at, len(groups)))
        files += done.files
        warnings += done.warnings
    return Written(tuple(files), tuple(warnings))


def _words(what: str) -> Message:
    return Message(DOCUMENTS.get(what, what))
