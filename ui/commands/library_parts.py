"""What the commands of the library share: the driver, the words behind an act, progress for people."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from hcd_studio.library.driver import Driver, open_driver
from hcd_studio.speech import Language, Message, Sayable, Usage

if TYPE_CHECKING:
    from hcd_studio.library.progress import Progress

NONE = "-"
"""Instead of a library: only what comes with the program."""


def driver_of(options: argparse.Namespace) -> Driver:
    """The library that was named."""
    return open_driver(options.library)


def driver_or_none(options: argparse.Namespace) -> Driver | None:
    """The library that was named, or none where only what comes with the program is meant."""
    return None if options.library == NONE else open_driver(options.library)


def print_lines(lines: Iterable[Sayable], language: Language) -> None:
    """Lines for people, in their language."""
    for line in lines:
        print(line.say(language))


def progress_of(options: argparse.Namespace, language: Language) -> Progress | None:
    """Progress on standard error, where a person looks at it."""
    if options.json or not sys.stderr.isatty():
        return None

    def tell(share: float, doing: Message) -> bool:
        print(
            f"\r{share:4.0%} {doing.say(language):60}", end="" if share < 1 else "\r" + " " * 70 + "\r", file=sys.stderr
        )
        return True

    return tell


def words_of(options: argparse.Namespace, *names: str) -> list[str]:
    """So many words behind the act, by the names that the help gives them."""
    if len(options.words) != len(names):
        raise Usage(
            Message("{act} needs: {names}", act=options.act, names=list(names)),
            do=Message("See: hcd-studio library --help"),
        )
    return list(options.words)


def path_of(options: argparse.Namespace) -> Path:
    """The one file behind the act."""
    return Path(words_of(options, "FILE")[0])
