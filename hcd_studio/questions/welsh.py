"""Welsh and English side by side: every text that should stand in both, what is missing, what is to be checked, by whom it was.

A note is no such text: it is evidence in the language in which it was said, and a translation only stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from hcd_studio.bilingual import Shown, Words
from hcd_studio.columns import columns
from hcd_studio.fields import Id
from hcd_studio.records import KINDS, PairCheck, Record, Stage, Step
from hcd_studio.snapshot import Snapshot
from hcd_studio.sorting import fold
from hcd_studio.speech import LANGUAGES, N_, Language, Message

STATES = ("missing", "to check", "stale", "checked")
"""How a text stands, the most urgent first; a stale one was checked and has changed since, so it is to be checked as well."""
STATE_WORDS = {
    "missing": N_("missing"), "to check": N_("to check"), "stale": N_("changed since it was checked"), "checked": N_("checked"),
}  # fmt: skip
"""How a text stands, in words."""
TENDER = (
    "workshop", "persona", "journey", "stage", "step", "pain", "need", "usecase", "weight", "requirement", "criterion", "measure",
    "term", "clarification", "waiver", "ethics", "standard_evidence",
)  # fmt: skip
"""The kinds whose texts suppliers read."""
_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")


def counted_words(count: Counted) -> Message:
    """“14 texts, 620 words”, in the language that hears it."""
    texts = Message(N_("{n} text"), plural="{n} texts", count=count.texts, n=count.texts)
    words = Message(N_("{n} word"), plural="{n} words", count=count.words, n=count.words)
    return Message("{texts}, {words}", texts=texts, words=words)


@dataclass(frozen=True)
class Pair:
    """One text in both languages: where it stands, and how far it is. `who` and `day` are of its last check."""

    record: Record
    field: str
    words: Words
    stale: bool = False
    who: str = ""
    day: str = ""

    @property
    def key(self) -> tuple[Id, str]:
        """What tells it from all others."""
        return self.record.id, self.field

    @property
    def shown(self) -> Shown:
        """Missing, to check or checked."""
        return self.words.shown(self.stale)

    @property
    def state(self) -> str:
        """One of `STATES`."""
        return "stale" if self.stale and self.shown == "to check" else self.shown

    @property
    def lacks(self) -> Language | None:
        """The language in which nothing was written."""
        return "cy" if not self.words.cy else "en" if not self.words.en else None

    @property
    def written(self) -> Language:
        """The language to write from: the one that is there, English where both are."""
        return "cy" if self.lacks == "en" else "en"

    @property
    def count(self) -> int:
        """How many words it has in the language it is written from."""
        return count_words(self.words.side(self.written))

    def fits(self, state: str) -> bool:
        """Whether it stands so; a stale one is to be checked too, and any state fits none."""
        return not state or state == self.state or (state == "to check" and self.state == "stale")


@dataclass(frozen=True)
class Counted:
    """So many texts, and so many words in them."""

    texts: int = 0
    words: int = 0

    def __add__(self, other: Counted) -> Counted:
        return Counted(self.texts + other.texts, self.words + other.words)

    def __bool__(self) -> bool:
        return self.texts > 0


def pairs(snapshot: Snapshot, *, kinds: Iterable[str] = (), ids: Iterable[Id] = ()) -> tuple[Pair, ...]:
    """Every text of the session in both languages, in the order in which people read: by kind, then by place."""
    wanted, only = tuple(kinds) or tuple(KINDS), frozenset(ids)
    checks = {(one.place, one.field): one for one in snapshot.all(PairCheck)}
    found = []
    for table in wanted:
        names = pair_fields(table)
        for record in _in_reading_order(snapshot, table) if names else ():
            if only and record.id not in only:
                continue
            for name in names:
                words: Words = getattr(record, name)
                if words:
                    found.append(_pair(snapshot, record, name, words, checks.get((record.id, name))))
    return tuple(found)


def _in_reading_order(snapshot: Snapshot, table: str) -> Iterable[Record]:
    """The records of a kind, steps stage by stage."""
    if table != Step.table:
        return snapshot.all(KINDS[table])
    places = {one.id: at for at, one in enumerate(snapshot.all(Stage))}
    return sorted(snapshot.all(Step), key=lambda one: places.get(one.stage, len(places)))


def _pair(snapshot: Snapshot, record: Record, name: str, words: Words, check: PairCheck | None) -> Pair:
    who, day = (check.checked_by, check.checked_on) if check and words.state in ("checked", "approved") else ("", "")
    return Pair(record, name, words, (record.id, name) in snapshot.stale, who, day)


def counted(found: Iterable[Pair]) -> dict[str, Counted]:
    """By state, how many texts and words; every state is there."""
    sums = dict.fromkeys(STATES, Counted())
    for one in found:
        sums[one.state] += Counted(1, one.count)
    return sums


def missing(found: Iterable[Pair], language: Language = "cy") -> Counted:
    """How many texts, and words to be written, are missing in a language."""
    return sum((Counted(1, one.count) for one in found if one.lacks == language), Counted())


def missing_for_tender(snapshot: Snapshot, language: Language = "cy") -> Counted:
    """How much of what suppliers read is missing in a language."""
    return missing(pairs(snapshot, kinds=TENDER), language)


def offers(snapshot: Snapshot, pair: Pair) -> tuple[str, ...]:
    """What stands elsewhere for the same words, in the language that is missing: approved first, then checked."""
    return offers_among(pairs(snapshot), pair)


def offers_among(known: Iterable[Pair], pair: Pair) -> tuple[str, ...]:
    """As `offers`, among texts that were read already."""
    lacks = pair.lacks
    if lacks is None:
        return ()
    wanted = _alike(pair.words.side(pair.written))
    good = [one for one in known if one.state == "checked" and _alike(one.words.side(pair.written)) == wanted]
    good.sort(key=lambda one: one.words.state != "approved")
    return tuple(dict.fromkeys(one.words.side(lacks) for one in good))


def offered(known: tuple[Pair, ...]) -> dict[tuple[Id, str], str]:
    """For every text that is missing in one language: the best of what stands elsewhere for the same words."""
    good: dict[tuple[Language, str], Pair] = {}
    for one in known:
        if one.state == "checked":
            for side in LANGUAGES:
                place = (side, _alike(one.words.side(side)))
                if place not in good or (one.words.state == "approved" and good[place].words.state != "approved"):
                    good[place] = one
    found = {}
    for one in known:
        lacks = one.lacks
        match = good.get((one.written, _alike(one.words.side(one.written)))) if lacks else None
        if lacks and match:
            found[one.key] = match.words.side(lacks)
    return found


def _alike(text: str) -> str:
    return " ".join(fold(text).split()).strip(" .!?:;,")


def count_words(text: str) -> int:
    """How many words a text has, as a translator counts them."""
    return sum(1 for _ in _WORD.finditer(text))


@cache
def pair_fields(table: str) -> tuple[str, ...]:
    """The fields of a kind that hold a text in both languages, in the order of their declaration."""
    return tuple(dict.fromkeys(column.field for column in columns(table).values() if column.side))


def kinds_of(found: Iterable[Pair]) -> tuple[str, ...]:
    """The kinds that have texts among these, in order."""
    return tuple(dict.fromkeys(one.record.table for one in found))


def by_record(found: Iterable[Pair]) -> Iterator[tuple[Record, tuple[Pair, ...]]]:
    """The texts of each record together."""
    together: dict[Id, list[Pair]] = {}
    for one in found:
        together.setdefault(one.record.id, []).append(one)
    for row in together.values():
        yield row[0].record, tuple(row)
