"""A clause in few words, for trees, cards and headings."""

from __future__ import annotations

import re
from typing import Any

from hcd_studio.bilingual import Words
from hcd_studio.columns import title_of
from hcd_studio.questions.baseline import shortened
from hcd_studio.records import Measure, Need, Record, Requirement
from hcd_studio.speech import Message, Sayable

DOES_EN = re.compile(r"\bshall\s+(?=\S)")
DOES_CY = re.compile(r"\brhaid i(?:[’']r)? \w+\s+(?=\S)", re.IGNORECASE)
MOST = 64


def short(record: Record, most: int = MOST) -> Words:
    """What a record asks for: of a requirement what must be done, of a need what is needed."""
    if isinstance(record, Requirement):
        words = record.statement
        return shortened(Words(_does(words.en, DOES_EN), _does(words.cy, DOES_CY), words.state), most)
    if isinstance(record, Need):
        return shortened(Words(_capital(record.i_need.en), _capital(record.i_need.cy), record.i_need.state), most)
    title = title_of(record)
    return shortened(title, most) if isinstance(title, Words) else Words(en=str(title))


def named(record: Record, most: int = MOST) -> Sayable:
    """Its reference and its few words."""
    ref = getattr(record, "ref", "")
    return Message("{ref} {title}", ref=ref, title=short(record, most)) if ref else short(record, most)


def kpi(record: Any) -> bool:
    """Whether a record is a measure that is rated."""
    return isinstance(record, Measure) and record.kpi


def _does(text: str, after: re.Pattern[str]) -> str:
    found = after.search(text)
    if found is None:
        return _capital(text)
    rest = text[found.end() :]
    return _capital(rest.rstrip(".")) if after is DOES_EN else f"… {rest.rstrip('.')}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
