"""Saved searches: a person's own, kept in the program's folder, never in a library."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

from hcd_studio import home
from hcd_studio.library.catalogue.search import Facets
from hcd_studio.speech import Message, Trouble

MOST = 200


def _file() -> Path:
    return home.folder("library") / "searches.json"


def saved() -> dict[str, tuple[str, Facets]]:
    """Every saved search by name: its words and its facets."""
    try:
        found = json.loads(_file().read_text(encoding="utf-8"))
        known = {one.name for one in fields(Facets)}
        return {
            str(name): (
                str(one["words"]),
                Facets(**{key: str(value) for key, value in one["facets"].items() if key in known}),
            )
            for name, one in found.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def save(name: str, words: str, facets: Facets) -> None:
    """Keep a search under a name; the same name again replaces it."""
    name = " ".join(name.split())[:80]
    if not name:
        raise Trouble(Message("A saved search needs a name."))
    found = {**saved(), name: (words, facets)}
    if len(found) > MOST:
        raise Trouble(Message("There are too many saved searches; remove some first."))
    _write(found)


def remove(name: str) -> None:
    """Forget a saved search."""
    found = saved()
    if name not in found:
        raise Trouble(Message("There is no saved search {name}.", name=name))
    del found[name]
    _write(found)


def _write(found: dict[str, tuple[str, Facets]]) -> None:
    text = json.dumps(
        {name: {"words": words, "facets": facets.as_json()} for name, (words, facets) in found.items()},
        ensure_ascii=False, indent=1,
    )  # fmt: skip
    file = _file()
    half = file.with_suffix(".part")
    half.write_text(text, encoding="utf-8")
    half.replace(file)
