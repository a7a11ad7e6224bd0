"""The words of `hcd-studio library LIBRARY …` on the command line; what they do stands in `library`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from hcd_studio.speech import Message

Said = Callable[[Message], str]
Command = Callable[..., argparse.ArgumentParser]

ACTS = (
    "init", "list", "search", "sync", "take", "publish", "patterns", "lift", "upstream", "improve", "same", "trends",
    "forget",
)  # fmt: skip
ABOUT = (
    ("init [--shared] [--council …]", Message("make a library in a folder")),
    ("list", Message("the sessions in it, by their cards")),
    ("sync FILE [--move] [--renew]", Message("bring a session and its home library together")),
    ("take SESSION FILE", Message("a whole session out of a home library, as a new file")),
    ("publish FILE [--preview]", Message("a session into a shared library, masked")),
    ("publish FILE --pattern … --name …", Message("a part of a session as a new pattern")),
    ("patterns [WORD …]", Message("the patterns, or those that hold some words")),
    ("lift PATTERN FILE [--part …]", Message("a pattern into a session, as one change")),
    ("upstream FILE [--take [--both]]", Message("what changed in lifted patterns; take it over")),
    ("improve PATTERN FILE", Message("give a lifted pattern back as its next version")),
    ("search WORD … [--kind …] [--save …]", Message("everything in it, in Welsh or English")),
    ("same [CITE [CITE [--no]]]", Message("who shares a pain; that two are the same")),
    ("trends [--by …] [--service …]", Message("what hurts most, and where it gets better or worse")),
    ("forget FILE [--participant …] …", Message("carry an erasure into the library; its certificate")),
)
FACETS = (
    "kind", "council", "service", "year", "since", "until", "method", "barrier", "persona", "confidence", "review-before",
)  # fmt: skip


def add_library(command: Command, said: Said) -> None:
    """The command `library` with all its acts; which options an act takes, its help says."""
    made = command(
        "library",
        "ui.commands.library:library",
        Message("Use a library: bring copies together, publish, search, lift patterns."),
        file=False,
    )
    made.formatter_class = argparse.RawDescriptionHelpFormatter
    made.epilog = "\n".join(f"  {usage:36} {said(words)}" for usage, words in ABOUT)
    made.add_argument("library", metavar="LIBRARY", help=said(Message("A folder; - for what comes with the program.")))
    made.add_argument("act", choices=ACTS, metavar="ACT", help=", ".join(ACTS))
    words = Message("A session file, a pattern, a citation, or words to search for.")
    made.add_argument("words", nargs="*", metavar="WORD", help=said(words))
    _add_making(made, said)
    _add_publishing(made, said)
    for facet in FACETS:
        if facet != "council":
            made.add_argument(f"--{facet}", default="", metavar="VALUE")
    made.add_argument("--limit", type=int, default=50, metavar="N", help=said(Message("Show so many findings.")))
    made.add_argument("--save", default="", metavar="NAME", help=said(Message("Keep this search under a name.")))
    made.add_argument("--saved", default="", metavar="NAME", help=said(Message("Search as was saved under a name.")))
    made.add_argument("--by", choices=("service", "barrier", "council", "method"), default="service")
    made.add_argument("--no", action="store_true", help=said(Message("The two are not the same after all.")))


def _add_making(made: argparse.ArgumentParser, said: Said) -> None:
    made.add_argument("--shared", action="store_true", help=said(Message("Make a library between councils.")))
    made.add_argument("--council", default="", metavar="COUNCIL")
    made.add_argument("--move", action="store_true", help=said(Message("The session goes on in this library.")))
    made.add_argument("--renew", action="store_true", help=said(Message("Make a library that was wiped again.")))
    made.add_argument("--take", action="store_true", help=said(Message("Take over what changed in the pattern.")))
    made.add_argument("--both", action="store_true", help=said(Message("Also where it was changed here as well.")))
    made.add_argument("--participant", default="", metavar="P")
    made.add_argument("--record", default="", metavar="ID")
    made.add_argument("--field", default="", metavar="F")
    made.add_argument("--reason", default="", metavar="TEXT")


def _add_publishing(made: argparse.ArgumentParser, said: Said) -> None:
    made.add_argument("--preview", action="store_true", help=said(Message("Only show what others would see.")))
    made.add_argument("--audience", choices=("library", "public"), default="library")
    made.add_argument("--licence", default="", metavar="NAME")
    made.add_argument(
        "--pattern",
        choices=("journey", "needs", "requirements", "lanes", "checklist", "everything"),
        default="",
        help=said(Message("Publish this part as a pattern.")),
    )
    parts = said(Message("Lift only this part; may be given several times."))
    made.add_argument("--part", action="append", default=[], metavar="PART", help=parts)
    made.add_argument("--name", default="", metavar="NAME")
    made.add_argument("--title-en", default="", metavar="TITLE")
    made.add_argument("--title-cy", default="", metavar="TITLE")
    made.add_argument("--evidence", default="", metavar="TEXT")
