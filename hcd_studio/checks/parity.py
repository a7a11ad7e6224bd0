"""Checks of a pair: does the Welsh say what the English says, as far as numbers, references and binding words can tell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hcd_studio.bilingual import Words
from hcd_studio.checks.finding import Suggestion
from hcd_studio.checks.looking import Hit, World, on_pair, on_whole
from hcd_studio.checks.phrases import Token, mutated, numbers_in, tokens
from hcd_studio.checks.rules import Rule
from hcd_studio.checks.statements import NEGATIVE, form_of, form_words
from hcd_studio.columns import columns
from hcd_studio.records import Record
from hcd_studio.speech import LANGUAGES, Message

NUMBER = re.compile(r"(?<![\w.])[−-]?\d[\d,]*(?:[.:]\d+)*(?![\w]*@)")
REFERENCE = re.compile(
    r"https?://[^\s)>\]]+|www\.[^\s)>\]]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
    r"|\b[A-Z]-[A-Z]{1,3}\d+\b|\b(?:WCAG|ISO|BS|EN|PAS)[ -]?[\d.]+\b"
)
ENGLISH_NUMBERS = {
    **{word: str(n) for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen"
       " fourteen fifteen sixteen seventeen eighteen nineteen twenty".split())},
    "no": "0", "none": "0", "once": "1", "twice": "2", "first": "1", "second": "2", "third": "3", "fourth": "4",
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "hundred": "100", "half": "30", "both": "2", "a": "1", "an": "1",
    "midnight": "00:00", "noon": "12", "double": "2", "single": "1",
}  # fmt: skip
_WELSH = {
    "0": "sero dim", "1": "un cyntaf unwaith", "2": "dau dwy ail dwywaith deuddydd", "3": "tri tair trydydd trydedd teirgwaith tridiau",
    "4": "pedwar pedair pedwerydd pedwaredd", "5": "pump pum pumed", "6": "chwech chwe chweched", "7": "saith seithfed",
    "8": "wyth wythfed", "9": "naw nawfed", "10": "deg deng degfed", "11": "unarddeg", "12": "deuddeg deuddeng",
    "14": "pedwarardeg pythefnos", "15": "pymtheg pymtheng", "20": "ugain", "30": "hanner", "40": "deugain", "50": "hanner",
    "60": "trigain", "100": "cant can", "24": "pedairawrarhugain",
}  # fmt: skip
WELSH_NUMBERS = {form: n for n, found in _WELSH.items() for word in found.split() for form in mutated(word)}
STRENGTH = {
    "en": (("must", re.compile(r"\b(?:shall|must)\b", re.IGNORECASE)), ("should", re.compile(r"\bshould\b", re.IGNORECASE)),
           ("could", re.compile(r"\b(?:could|may)\b", re.IGNORECASE))),
    "cy": (("must", re.compile(r"\brhaid\b", re.IGNORECASE)), ("should", re.compile(r"\b(?:dylai|dylid|dylent|ddylai)\b", re.IGNORECASE)),
           ("could", re.compile(r"\b(?:gallai|gellid|gallent|caiff)\b", re.IGNORECASE))),
}  # fmt: skip
LITTLE = {
    "en": frozenset("the and of to is are shall must for that with from which be was has it this by when if".split()),
    "cy": frozenset("yn y yr mae ’r ’n ’w rhaid gan gyda sydd sy ar oedd bydd neu wedi pan os lle mewn".split()),
}


@on_pair
def one_side_empty(record: Record, field: str, pair: Words, _rule: Rule, world: World) -> Iterable[Hit]:
    """Only Welsh or only English was written."""
    languages = world.snapshot.workshop.languages
    for side in LANGUAGES:
        if not pair.side(side).strip() and (not languages or side in languages):
            yield Hit(language=side, field=field)


@on_pair
def numbers_differ(record: Record, field: str, pair: Words, _rule: Rule, _: World) -> Iterable[Hit]:
    """A number stands on one side only, in figures or in words."""
    if not (pair.en and pair.cy):
        return
    found = {side: _numbers(pair.side(side)) for side in LANGUAGES}
    if found["en"] == found["cy"]:
        return
    in_words = {
        "en": numbers_in(tokens(pair.en), ENGLISH_NUMBERS),
        "cy": numbers_in(tokens(pair.cy), WELSH_NUMBERS),
    }
    only_en = [one for one in found["en"] if one not in found["cy"] and one not in in_words["cy"]]
    only_cy = [one for one in found["cy"] if one not in found["en"] and one not in in_words["en"]]
    if not only_en and not only_cy:
        return
    suggestions: tuple[Suggestion, ...] = ()
    if len(only_en) == len(only_cy) == 1:
        en, cy = only_en[0], only_cy[0]
        suggestions = (
            Suggestion(Message("Use {number} in both", number=en), _swapped(field, pair.cy, "cy", cy, found["en"][en])),
            Suggestion(Message("Use {number} in both", number=cy), _swapped(field, pair.en, "en", en, found["cy"][cy])),
        )
    side = "cy" if only_cy or not only_en else "en"
    start, end = _where(pair.side("cy" if side == "cy" else "en"), (only_cy or only_en)[0])
    said = {"en": ", ".join(only_en) or "–", "cy": ", ".join(only_cy) or "–"}
    yield Hit(start, end, said, suggestions, field=field, language=side)


@on_pair
def references_differ(record: Record, field: str, pair: Words, _rule: Rule, _: World) -> Iterable[Hit]:
    """An address, a reference or a standard stands on one side only."""
    if not (pair.en and pair.cy):
        return
    en, cy = ({one.rstrip(".,;") for one in REFERENCE.findall(pair.side(side))} for side in ("en", "cy"))
    if {_bare(one) for one in en} != {_bare(one) for one in cy}:
        odd = sorted(en ^ cy)
        yield Hit(args={"found": ", ".join(odd)}, field=field, language="cy" if en - cy else "en")


@on_pair
def binding_differs(record: Record, field: str, pair: Words, _rule: Rule, _: World) -> Iterable[Hit]:
    """One side binds and the other advises."""
    if pair.en and pair.cy:
        en, cy = (_strength(pair.side(side), side) for side in ("en", "cy"))
        if en and cy and en != cy:
            yield Hit(0, len(pair.cy), {"en": en, "cy": cy}, field=field, language="cy")


@on_pair
def negation_differs(record: Record, field: str, pair: Words, _rule: Rule, _: World) -> Iterable[Hit]:
    """One side forbids what the other asks for."""
    if pair.en and pair.cy:
        en, cy = (bool(NEGATIVE[side].search(pair.side(side).replace("'", "’"))) for side in ("en", "cy"))
        if en != cy:
            yield Hit(0, len(pair.cy), {}, field=field, language="cy")


@on_pair
def trigger_differs(record: Record, field: str, pair: Words, _rule: Rule, _: World) -> Iterable[Hit]:
    """One side begins with when and the other with if."""
    if pair.en and pair.cy:
        en, cy = form_of(pair.en, "en"), form_of(pair.cy, "cy")
        if en != cy and "complex" not in (en, cy):
            yield Hit(0, len(pair.cy), {"en": form_words(en), "cy": form_words(cy)}, field=field, language="cy")


@on_whole
def stale_pair(_rule: Rule, world: World) -> Iterable[Hit]:
    """A side changed after the pair was checked: read off the judgements, which change without the record."""
    for id, field in sorted(world.snapshot.stale):
        record = world.snapshot.find(id)
        if record is not None:
            yield Hit(record=record, field=field, language="cy")


@on_pair
def same_text(record: Record, field: str, pair: Words, rule: Rule, _: World) -> Iterable[Hit]:
    """Both sides are the same words."""
    if pair.en == pair.cy and len(tokens(pair.cy)) >= rule.limits["words"]:
        side = _likely(tokens(pair.cy))
        yield Hit(0, len(pair.cy), {}, field=field, language="en" if side == "cy" else "cy")


@on_pair
def wrong_language(record: Record, field: str, pair: Words, _rule: Rule, _: World) -> Iterable[Hit]:
    """The text of one side is in the other language."""
    if pair.en == pair.cy:
        return
    for side, other in (("en", "cy"), ("cy", "en")):
        text = pair.side("cy" if side == "cy" else "en")
        if text and _likely(tokens(text)) == other:
            yield Hit(0, len(text), {}, field=field, language=side)


@on_pair
def lengths_differ(record: Record, field: str, pair: Words, rule: Rule, _: World) -> Iterable[Hit]:
    """One side says far more than the other."""
    short, long = sorted((len(pair.en), len(pair.cy)))
    if short and long >= rule.limits["letters"] and long > rule.limits["times"] * short:
        yield Hit(field=field, language="cy" if len(pair.cy) < len(pair.en) else "en")


def _numbers(text: str) -> dict[str, str]:
    """The numbers of a text in one spelling, and how each is written there."""
    found: dict[str, str] = {}
    for one in NUMBER.finditer(text):
        written = one[0].rstrip(",")
        found.setdefault(written.replace(",", "").replace("−", "-"), written)
    return found


def _where(text: str, number: str) -> tuple[int, int]:
    for one in NUMBER.finditer(text):
        if one[0].rstrip(",").replace(",", "").replace("−", "-") == number:
            return one.start(), one.start() + len(one[0].rstrip(","))
    return 0, len(text)


def _swapped(field: str, text: str, side: str, number: str, instead: str) -> dict[str, str]:
    start, end = _where(text, number)
    return {f"{field}_{side}": text[:start] + instead + text[end:]}


def _bare(reference: str) -> str:
    """An address without what tells its languages apart: `…/cy/…`, `llyw.cymru` for `gov.wales`."""
    if "/" in reference or "." in reference.rstrip("0123456789."):
        return "@" if "@" in reference else "address"
    return reference.replace("-", " ")


def _strength(text: str, side: str) -> str:
    return next((word for word, pattern in STRENGTH[side] if pattern.search(text)), "")


def _likely(words: tuple[Token, ...]) -> str:
    """The language that a text is most likely in; empty where it is too short to tell."""
    if len(words) < 4:
        return ""
    said = [one.word for one in words]
    en, cy = (sum(map(LITTLE[side].__contains__, said)) for side in ("en", "cy"))
    if max(en, cy) < 2 or min(en, cy) * 2 > max(en, cy):
        return ""
    return "en" if en > cy else "cy"


def pairs_of(record: Record) -> tuple[str, ...]:
    """The bilingual fields of a record."""
    return tuple(dict.fromkeys(column.field for column in columns(record.table).values() if column.side))
