"""Commands of a session as a whole: new, templates, history, undo, redo."""

from __future__ import annotations

import argparse
import sys

from hcd_studio.bilingual import Words
from hcd_studio.session import Session
from hcd_studio.speech import Language, Message, Trouble
from hcd_studio.undo import Undone
from ui.commands.printing import plain, print_json
from ui.commands.show import warn


def new(options: argparse.Namespace, language: Language) -> int:
    """Make a session file from a template; nothing is left behind where that fails."""
    from hcd_studio.templates import new_session

    title = Words(options.title_en, options.title_cy)
    with new_session(options.file, options.template, title) as session:
        if options.json:
            print_json({"file": str(options.file), "workshop": plain(session.workshop)})
        else:
            print(Message("Made {file}.", file=str(options.file)).say(language))
    return 0


def templates(options: argparse.Namespace, language: Language) -> int:
    """List the templates."""
    from hcd_studio.templates import templates as known

    found = known()
    if options.json:
        print_json(
            [
                {
                    "name": name,
                    "title_en": one.title.en,
                    "title_cy": one.title.cy,
                    "about": one.about.say(language),
                    "licence": one.licence,
                }
                for name, one in found.items()
            ]
        )
    else:
        for name, one in found.items():
            print(f"{name:12} {one.title.say(language)}: {one.about.say(language)}")
    return 0


def history(options: argparse.Namespace, language: Language) -> int:
    """Print the change log in words."""
    from hcd_studio.history import as_json
    from hcd_studio.history import history as lines_of

    with Session.open(options.file, read_only=True) as session:
        lines = lines_of(session, newest=options.newest)
        if options.json:
            print_json([as_json(session, line, language) for line in lines])
        else:
            for line in lines:
                mark = "-" if line.undone else " "
                print(f"{mark} {line.when.astimezone():%Y-%m-%d %H:%M:%S}  {line.who:3}  {line.words.say(language)}")
        warn(session, language)
    return 0


def undo(options: argparse.Namespace, language: Language) -> int:
    """Undo the last change of this laptop."""
    with Session.open(options.file) as session:
        return _report(session.undo(), Message("There is nothing to undo."), options, language)


def redo(options: argparse.Namespace, language: Language) -> int:
    """Redo what was undone last."""
    with Session.open(options.file) as session:
        return _report(session.redo(), Message("There is nothing to redo."), options, language, again=True)


def _report(
    done: Undone | None, nothing: Message, options: argparse.Namespace, language: Language, *, again: bool = False
) -> int:
    from hcd_studio.history import verb_words

    if done is None:
        raise Trouble(nothing)
    words = verb_words(done.verb)
    if options.json:
        print_json({"verb": done.verb, "skipped": [message.say(language) for message in done.skipped]})
        return 0
    told = Message("Redone: {verb}", verb=words) if again else Message("Undone: {verb}", verb=words)
    print(told.say(language))
    for message in done.skipped:
        print(message.say(language), file=sys.stderr)
    return 0
