"""`do` and `verbs`: derived from the verbs' signatures, never listed a second time."""

from __future__ import annotations

import argparse
import difflib
import inspect
from typing import Any

from hcd_studio.records import Record
from hcd_studio.session import Session, Told
from hcd_studio.speech import Language, Message, Usage
from hcd_studio.verbs import Verb, all_verbs
from hcd_studio.verbs import do as run
from ui.commands.printing import plain, print_json
from ui.commands.values import arguments_of, describe


def do(options: argparse.Namespace, language: Language) -> int:
    """Run one verb as one change and print the record it made or changed."""
    verb = _verb(options.verb)
    with Session.open(options.file) as session:
        heard: list[Told] = []
        session.hear(heard.append)
        given = arguments_of(session, verb, options.values, language)
        result = run(session, verb.name, **given)
        if options.json:
            print_json(_as_json(heard))
        else:
            for record in _records(result, heard):
                print_json(plain(record))
    return 0


def verbs(options: argparse.Namespace, language: Language) -> int:
    """List every verb, its parameters and its words."""
    found = [_described(verb, language) for verb in all_verbs().values() if by_command(verb)]
    if options.json:
        print_json(found)
        return 0
    for verb in found:
        parameters = " ".join(f"{one['name']}" if one["required"] else f"[{one['name']}]" for one in verb["parameters"])
        print(f"{verb['name']:20} {verb['words'][language]}\n{'':20} {parameters}")
    return 0


def by_command(verb: Verb) -> bool:
    """Whether the command can give all that a verb needs; a reading or a bundle comes by `import` instead."""
    needed = [one for one in verb.parameters.values() if one.default is inspect.Parameter.empty]
    return all(describe(one) is not None for one in needed)


def _described(verb: Verb, language: Language) -> dict[str, Any]:
    return {
        "name": verb.name,
        "words": {"cy": verb.words().say("cy"), "en": verb.words().say("en")},
        "about": (verb.function.__doc__ or "").strip(),
        "parameters": [found for one in verb.parameters.values() if (found := describe(one)) is not None],
    }


def _verb(name: str) -> Verb:
    known = all_verbs()
    if name in known and by_command(known[name]):
        return known[name]
    near = difflib.get_close_matches(name, known, 3)
    raise Usage(
        Message("There is no verb {name}.", name=name),
        do=Message("Did you mean {names}?", names=near) if near else Message("List them with: hcd-studio verbs"),
    )


def _as_json(heard: list[Told]) -> dict[str, Any]:
    if not heard:
        return {"change": None, "records": {}}
    records: dict[str, list[dict[str, Any]]] = {}
    for _, after in heard[0].touched.values():
        if after is not None:
            records.setdefault(after.table, []).append(plain(after))
    removed = [id for id, (before, after) in heard[0].touched.items() if after is None and before is not None]
    return {"change": heard[0].changes[0].id.hex(), "records": records, "removed": removed}


def _records(result: Any, heard: list[Told]) -> list[Record]:
    if isinstance(result, Record):
        return [result]
    if isinstance(result, tuple | list):
        return [one for one in result if isinstance(one, Record)]
    return [after for told in heard for _, after in told.touched.values() if after is not None]
