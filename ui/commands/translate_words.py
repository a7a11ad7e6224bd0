"""The words of `hcd-studio translate FILE …` on the command line; what it does stands in `translate`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from hcd_studio.speech import Message

STATES = ("missing", "to check", "stale", "checked")
"""As in `hcd_studio.questions.welsh`, which a start need not read; a test holds them equal."""
Said = Callable[[Message], str]
Command = Callable[..., argparse.ArgumentParser]


def add_translate(command: Command, said: Said) -> None:
    """`translate FILE status`, `out TO`, `in SOURCE`; `spell FILE`."""
    made = command(
        "translate",
        "ui.commands.translate:translate",
        Message("Welsh and English: what is missing, hand it over to a translator, take it back."),
    )
    made.add_argument("act", choices=("status", "out", "in"))
    made.add_argument("place", nargs="?", default="", metavar="TO|SOURCE")
    made.add_argument("--state", choices=STATES, default="", help=said(Message("Only texts that stand so.")))
    made.add_argument("--kind", action="append", default=[], metavar="KIND", help=said(Message("Only these kinds.")))
    made.add_argument("--tender", action="store_true", help=said(Message("Only what suppliers read.")))
    made.add_argument("--to", choices=("cy", "en"), default="cy", help=said(Message("The language to translate into.")))
    made.add_argument("--by", default="", metavar="NAME", help=said(Message("Who checked what is marked as checked.")))
    made.add_argument("--dry-run", action="store_true", help=said(Message("Only say what would come in.")))
    made = command("spell", "ui.commands.spell:spell", Message("Print the words that no dictionary knows."))
    made.add_argument(
        "--add", nargs="+", action="extend", default=[], metavar="WORD",
        help=said(Message("Add words to the dictionary of this machine.")),
    )  # fmt: skip
