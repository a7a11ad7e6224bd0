"""The command line: `hcd-studio …`, the same acts as the window, for officers, scripts and tests.

Exit status: 0 good, 1 the work could not be done (one message on standard error, nothing half-written), 2 wrong usage.
A command imports only what it needs, since a start is what people wait for.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from exports import DOCUMENTS, writers
from exports.options import PAPERS
from exports.sections import SECTIONS
from hcd_studio.fields import NOTE_KINDS
from hcd_studio.speech import Language, Message, Trouble, as_language
from ui.commands.library_words import add_library
from ui.commands.translate_words import add_translate
from ui.usage import SHOW_VERSION, speak

Said = Callable[[Message], str]
Command = Callable[..., argparse.ArgumentParser]

AUDIENCES = ("room", "council", "library", "public")
QUESTIONS = (
    "trail", "ranking", "ballot", "coverage", "costs", "channels", "research", "priorities", "weights", "standards",
    "matrix", "responses", "forms", "why", "day", "setup",
)  # fmt: skip
LANGUAGE_CHOICES = ("cy", "en", "side", "tumble")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = spoken_language()
    options = parser(language).parse_args(_with_command(given))
    try:
        module, name = options.run.split(":")
        run = getattr(importlib.import_module(module), name)
        return int(run(options, language) or 0)
    except Trouble as trouble:
        say_trouble(trouble, language, as_json=getattr(options, "json", False))
        return trouble.status
    except KeyboardInterrupt:
        print(Message("Stopped. What was kept before is safe.").say(language), file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader of our output went away
        return 1


def say_trouble(trouble: Trouble, language: Language, *, as_json: bool) -> None:
    """Tell a trouble on standard error, as one paragraph or as JSON."""
    print(
        json.dumps(trouble.as_json(language), ensure_ascii=False) if as_json else trouble.say(language), file=sys.stderr
    )


def spoken_language() -> Language:
    """Welsh or English: what the environment asks for, else what the system speaks."""
    for name in ("HCD_STUDIO_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return as_language(os.environ[name])
    return "en"


COMMANDS = (
    "open", "new", "templates", "do", "verbs", "show", "ask", "trail", "check", "rules", "baseline", "history",
    "undo", "redo", "import", "export", "merge", "conflicts", "erase", "verify", "salvage", "copy", "snapshots",
    "translate", "spell", "library", "demo",
)  # fmt: skip


def _with_command(given: list[str]) -> list[str]:
    """`hcd-studio day.hcd` and bare `hcd-studio` open the window."""
    if not given or (given[0] not in COMMANDS and not given[0].startswith("-")):
        looks_like_file = not given or Path(given[0]).suffix == ".hcd" or Path(given[0]).exists()
        return ["open", *given] if looks_like_file else given
    return given


def parser(language: Language) -> argparse.ArgumentParser:
    """The whole command line; its words come from the catalogue."""

    def said(text: Message) -> str:
        return text.say(language).replace("%", "%%")

    speak(language)
    what = Message("Workshops with the people who live the service, from notes to clauses.")
    top = argparse.ArgumentParser(prog="hcd-studio", description=said(what))
    top.add_argument("--version", action="version", version=_version(), help=said(Message(SHOW_VERSION)))
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, run: str, help: Message, *, file: bool = True, json: bool = True) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=said(help), description=said(help))
        made.set_defaults(run=run)
        if file:
            made.add_argument("file", type=Path, metavar="FILE")
        if json:
            made.add_argument("--json", action="store_true", help=said(Message("Print data as JSON.")))
        return made

    made = command("open", "ui.commands.window:open_window", Message("Open the window."), file=False, json=False)
    made.add_argument("file", type=Path, nargs="?", metavar="FILE")

    made = command("new", "ui.commands.session:new", Message("Make a new session file."))
    made.add_argument("--template", default="blank", metavar="NAME")
    made.add_argument("--title-en", default="", metavar="TITLE")
    made.add_argument("--title-cy", default="", metavar="TITLE")
    command("templates", "ui.commands.session:templates", Message("List the templates."), file=False)

    made = command(
        "do",
        "ui.commands.do:do",
        Message("Run any verb; a value that names a record takes an id, a reference or a title."),
    )
    made.add_argument("verb", metavar="VERB")
    made.add_argument("values", nargs="*", metavar="name=value")
    command("verbs", "ui.commands.do:verbs", Message("List every verb with its parameters."), file=False)

    made = command("show", "ui.commands.show:show", Message("Print records."))
    made.add_argument("kind", nargs="?", default="", metavar="KIND")
    _add_questions(command, said)
    made = command("history", "ui.commands.session:history", Message("Print who changed what, and when."))
    made.add_argument("--newest", type=int, metavar="N", help=said(Message("Only the newest so many.")))
    command("undo", "ui.commands.session:undo", Message("Undo the last change."))
    command("redo", "ui.commands.session:redo", Message("Redo what was undone."))
    _add_exchange(command, said)
    add_translate(command, said)
    _add_tables(command, said)
    _add_ready(command, said)
    add_library(command, said)
    made = command(
        "demo",
        "ui.commands.demo:demo",
        Message("Make the sample workshop and its maps, in both languages."),
        file=False,
    )
    made.add_argument("folder", type=Path, nargs="?", default=Path("hcd-demo"), metavar="FOLDER")
    made.add_argument("--session", action="store_true", help=said(Message("Only the session, without its maps.")))
    return top


def _add_questions(command: Command, said: Said) -> None:
    made = command(
        "ask",
        "ui.commands.ask:ask",
        Message(
            "Print an answer: a trail, a ranking, a ballot, whose voices, what pains cost, what to find out, what drives the award."
        ),
    )
    made.add_argument("what", choices=QUESTIONS)
    made.add_argument("about", nargs="?", default="", metavar="RECORD|KIND")
    made.add_argument("--audience", choices=AUDIENCES, default="room")
    made = command("trail", "ui.commands.ask:ask", Message("Print the trail of a record, from voices to clauses."))
    made.add_argument("about", metavar="RECORD")
    made.set_defaults(what="trail", audience="room")
    made = command(
        "check", "ui.commands.checking:check", Message("Print what the rules find, and what to do about it.")
    )
    made.add_argument(
        "--rule", action="append", default=[], metavar="ID", help=said(Message("Only these rules or families."))
    )
    made.add_argument("--about", default="", metavar="RECORD", help=said(Message("Only one record.")))
    made.add_argument(
        "--audience",
        choices=AUDIENCES,
        default="",
        help=said(Message("Only personal data that this audience would see.")),
    )
    made.add_argument(
        "--strict", action="store_true", help=said(Message("Exit with 1 where something stops an issue."))
    )
    command("rules", "ui.commands.checking:rules", Message("List the rules and what they rest on."), file=False)
    made = command(
        "baseline",
        "ui.commands.checking:baseline",
        Message("Print what changed between two issues, or since the last one."),
    )
    made.add_argument("first", nargs="?", default="", metavar="A")
    made.add_argument("last", nargs="?", default="", metavar="B")


def _add_exchange(command: Command, said: Said) -> None:
    _add_import(command, said)
    made = command("export", "ui.commands.export:export", Message("Write documents for people outside the session."))
    made.add_argument("to", type=Path, metavar="TO")
    made.add_argument("--what", choices=tuple(DOCUMENTS), default="map")
    made.add_argument("--format", default="", metavar="…,…", help=said(_formats_in_words()))
    made.add_argument("--language", choices=LANGUAGE_CHOICES, default="")
    made.add_argument("--audience", choices=AUDIENCES, default="council")
    made.add_argument("--paper", choices=PAPERS, default="A3")
    made.add_argument("--tiles", action="store_true", help=said(Message("A4 sheets to stick together.")))
    made.add_argument(
        "--chapters", action="store_true", help=said(Message("A page for every few stages, so that text stays large."))
    )
    made.add_argument("--monochrome", action="store_true", help=said(Message("For printers without colour.")))
    _add_house(made, said)

    made = command("merge", "ui.commands.share:merge", Message("Bring copies of this workshop together."))
    made.add_argument("others", type=Path, nargs="+", metavar="OTHER")
    made.add_argument("--preview", action="store_true", help=said(Message("Only say what would come in.")))
    command("conflicts", "ui.commands.share:conflicts", Message("List the texts that were written at once."))
    made = command(
        "erase", "ui.commands.share:erase", Message("Erase for good: a person's words, a record or a field.")
    )
    which = made.add_mutually_exclusive_group(required=True)
    which.add_argument("--participant", default="", metavar="P")
    which.add_argument("--record", default="", metavar="ID")
    made.add_argument("--field", default="", metavar="F")
    made.add_argument("--reason", required=True, metavar="TEXT")
    command("verify", "ui.commands.share:verify", Message("Check that a session file is whole."))
    made = command(
        "salvage", "ui.commands.share:salvage", Message("Save what is good from a damaged file into a new one.")
    )
    made.add_argument("to", type=Path, metavar="TO")
    made = command("copy", "ui.commands.copies:copy", Message("Take a copy for another table or place."))
    made.add_argument("to", type=Path, metavar="TO")
    made.add_argument("--letters", default="", metavar="LETTERS", help=said(Message("The letters of its citations.")))
    made = command(
        "snapshots", "ui.commands.copies:snapshots", Message("List the snapshots of a session, or restore one.")
    )
    made.add_argument("--restore", nargs=2, metavar=("NUMBER", "NAME"))


def _add_tables(command: Command, said: Said) -> None:
    made = command(
        "tables",
        "ui.commands.tables:tables",
        Message("Write a copy for each table of the room, or bring their files together."),
    )
    made.add_argument("folder", type=Path, metavar="FOLDER")
    made.add_argument(
        "--together",
        action="store_true",
        help=said(Message("Bring together what the tables' files in the folder hold.")),
    )
    made.add_argument("--preview", action="store_true", help=said(Message("Only say what would come in.")))
    made.add_argument(
        "--bring",
        default="",
        metavar="NAME",
        help=said(Message("Bring in a file there that was not made from this one.")),
    )
    made.add_argument(
        "--match", nargs="+", action="extend", default=[], metavar="theirs=ours",
        help=said(Message("Which of its steps, by number, is which of ours; nothing after = makes it a new step.")),
    )  # fmt: skip
    made.add_argument(
        "--table", nargs="+", action="extend", default=[], metavar="NAME", help=said(Message("Only these tables."))
    )


def _add_ready(command: Command, said: Said) -> None:
    made = command(
        "ready", "ui.commands.ready:ready", Message("Look whether this laptop is ready for the room."), file=False
    )
    made.add_argument("--copy-folder", default="", metavar="FOLDER", help=said(Message("Where the second copy goes.")))


def _add_import(command: Command, said: Said) -> None:
    made = command(
        "import",
        "ui.commands.import_notes:bring_in",
        Message("Bring notes, requirements or suppliers’ answers in from a file, as one change."),
    )
    made.add_argument("source", metavar="SOURCE", help=said(Message("A file, or - for text on standard input.")))
    made.add_argument("--as", dest="kind", choices=("notes", "requirements", "responses"), default="notes")
    made.add_argument(
        "--supplier",
        default="",
        metavar="NAME",
        help=said(Message("Whose answers they are, if the workbook does not say.")),
    )
    made.add_argument(
        "--spoken",
        choices=("cy", "en"),
        default="en",
        help=said(Message("The language of requirements that carry no mark.")),
    )
    made.add_argument("--kind", dest="kind_of_note", choices=NOTE_KINDS, default="", metavar="KIND")
    made.add_argument("--map", nargs="+", action="extend", default=[], metavar="field=column")
    made.add_argument("--preset", default="", metavar="NAME", help=said(Message("A remembered mapping.")))
    made.add_argument(
        "--remember", default="", metavar="NAME", help=said(Message("Remember this mapping under a name."))
    )
    made.add_argument(
        "--reader", default="", metavar="NAME", help=said(Message("csv, xlsx, forms, trello, miro, markdown or paste."))
    )
    made.add_argument("--place", choices=("match", "steps", "lanes", "themes", "none"), default="match")
    made.add_argument("--step", default="", metavar="STEP")
    made.add_argument("--lane", default="", metavar="LANE")
    made.add_argument(
        "--keep-personal", action="store_true", help=said(Message("Keep columns with names and e-mail addresses."))
    )
    made.add_argument("--mend", action="store_true", help=said(Message("Mend letters that were encoded twice.")))
    made.add_argument("--dry-run", action="store_true", help=said(Message("Only say what would come in.")))


def _add_house(made: argparse.ArgumentParser, said: Said) -> None:
    made.add_argument(
        "--sections",
        default="",
        metavar="…,…",
        help=said(Message("Only these sections of a pack: {names}.", names=list(SECTIONS))),
    )
    made.add_argument("--name", default="", metavar="COUNCIL", help=said(Message("Whose name stands on it.")))
    made.add_argument("--colour", default="", metavar="#RRGGBB", help=said(Message("The council’s colour.")))
    made.add_argument("--logo", type=Path, default=None, metavar="FILE", help=said(Message("A PNG or JPEG picture.")))
    made.add_argument(
        "--reason-without-welsh", default="", metavar="NAME: TEXT",
        help=said(Message("Who lets a pack go out although Welsh is missing, and why; it is printed.")),
    )  # fmt: skip
    made.add_argument(
        "--with", dest="others", type=Path, nargs="+", default=[], metavar="FILE",
        help=said(Message("Sessions of other councils, for a joint pack.")),
    )  # fmt: skip


def _formats_in_words() -> Message:
    known = [f"{what}: {', '.join(one.format for one in writers(what))}" for what in DOCUMENTS]
    return Message("{formats}", formats="; ".join(known))


def _version() -> str:
    from hcd_studio import __version__

    return f"HCD Studio {__version__}"
