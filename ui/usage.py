"""What Python's own reader of command lines says, in the language of the reader."""

from __future__ import annotations

import argparse
import gettext

from hcd_studio.speech import N_, Language, catalogue

SHOW_VERSION = N_("show program's version number and exit")
WORDS = (
    N_("usage: "), N_("positional arguments"), N_("options"), N_("subcommands"), N_("show this help message and exit"),
    SHOW_VERSION, N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"), N_("unrecognized arguments: %s"), N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"), N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"), N_("expected one argument"), N_("expected at most one argument"),
    N_("expected at least one argument"), N_("expected %s argument"), N_("expected %s arguments"),
    N_("not allowed with argument %s"), N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"), N_("unknown parser %(parser_name)r (choices: %(choices)s)"),
)  # fmt: skip
"""As argparse writes them; what it says besides stays English."""


def speak(language: Language) -> None:
    """Let argparse say its words in this language from now on: it offers no other way than its own two names."""
    words = catalogue(language) if language == "cy" else gettext.NullTranslations()

    def plural(one: str, many: str, count: int) -> str:
        return words.gettext(one if count == 1 else many)

    for name, say in (("_", words.gettext), ("ngettext", plural)):
        setattr(argparse, name, say)
