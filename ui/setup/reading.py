"""What people type into a cell as a value: times as one says them, numbers, lists; what cannot be read stays as typed, and is told."""

from __future__ import annotations

import re
from typing import Any

from hcd_studio.speech import Sayable
from hcd_studio.words import OFFERED, choice_words
from ui.context import Context
from ui.parts import Literal

TIME = re.compile(r"(\d{1,2})[:.h ]?(\d{2})?")


def time_of(text: str) -> str:
    """9, 9.45, 0945 and 9:45 are times."""
    found = TIME.fullmatch(text.strip())
    if found is None:
        return text.strip()
    return f"{int(found[1]):02}:{found[2] or '00'}"


def amount_of(text: str) -> Any:
    """A number, or none; a comma is a point."""
    plain = text.strip().rstrip("%").replace(",", ".").strip()
    if not plain:
        return None
    try:
        return float(plain) if "." in plain else int(plain)
    except ValueError:
        return text


def share_of(text: str) -> Any:
    """A share in per cent, or none."""
    found = amount_of(text)
    return float(found) if isinstance(found, int) else found


def list_of(context: Context, table: str, name: str, text: str) -> tuple[str, ...]:
    """Words with commas between them; one that says what is offered, in either language, is that one."""
    offered = OFFERED.get((table, name), {})
    known = {
        choice_words(table, name, one).say(language).casefold(): one for one in offered for language in ("cy", "en")
    }
    typed = [" ".join(one.split()) for one in re.split(r"[,;\n]", text)]
    return tuple(dict.fromkeys(known.get(one.casefold(), one) for one in typed if one))


def list_words(context: Context, table: str, name: str, words: tuple[str, ...]) -> Sayable:
    """A list as people read it."""
    return Literal(", ".join(context.speaker.say(choice_words(table, name, one)) for one in words))
