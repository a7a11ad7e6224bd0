"""Checks of what a requirement says, in English and in Welsh: patterns and lists over one text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import cast

from hcd_studio.checks.finding import Suggestion
from hcd_studio.checks.looking import Hit, Text, World, on_record, on_text
from hcd_studio.checks.phrases import count_words
from hcd_studio.checks.rules import Rule, data, gazetteer
from hcd_studio.importers.personal import spans
from hcd_studio.records import Requirement
from hcd_studio.speech import LANGUAGES, Message
from hcd_studio.words import choice_words

I = re.IGNORECASE  # noqa: E741

BINDING = {
    "en": re.compile(r"\b(?:shall|must|should|could|may)\b", I),
    "cy": re.compile(r"\b(?:rhaid|dylai|dylid|gallai|gallent|gellid|dylent|ch?aiff|ddylai|ddylid)\b", I),
}
SHALL = {"en": re.compile(r"\b(?:shall|must)\b", I), "cy": re.compile(r"(?<!mae’n )(?<!mae'n )\brhaid\b", I)}
SLASH = {
    "en": re.compile(r"\b(?:and|or)\s?/\s?(?:or|and)\b|\b[^\W\d_]{3,}\s?/\s?[^\W\d_]{3,}\b", I),
    "cy": re.compile(r"\b(?:ac?|neu)\s?/\s?(?:neu|ac?)\b|\b[^\W\d_]{3,}\s?/\s?[^\W\d_]{3,}\b", I),
}
SLASHED_ALIKE = re.compile(r"https?:|www\.|\d")

_IRREGULAR = (
    "made sent shown given kept held told built written read paid set seen taken done found put sold bought brought chosen"
    " known lost met drawn heard let left spoken begun understood dealt run cut shut upheld withdrawn overwritten reset"
).replace(" ", "|")
PASSIVE = re.compile(
    rf"\b(?:shall|must|should|could|will)\s+(?:not\s+|only\s+|also\s+)?be\s+(?:\w+ly\s+)?(?:re-?)?(?:\w+ed|{_IRREGULAR})\b",
    I,
)
NOT_PASSIVE = re.compile(
    r"\bbe\s+(?:\w+ly\s+)?(?:needed|required to|based|certified|accredited|qualified|registered|insured|experienced"
    r"|dedicated|committed|prepared|limited|entitled|responsible)\b", I)  # fmt: skip
AGENT = re.compile(
    r"\bby\s+(?!\d|default|post|phone|e-?mail|telephone|text|hand|letter|law|means|midnight|noon|\w+day\b|\w+ing\b|the end"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)\w",
    I,
)
WELSH_AGENT = re.compile(r"\b(?:gan|ganddo|ganddi|ganddynt|gennych|gennym)\b", I)
WELSH_PASSIVE = re.compile(
    r"\brhaid i\W?\S*(?:\s+\S+){0,6}?\s+gael\s+(?:ei|eu)\s+\w+"
    r"|(?<!mae’n )\brhaid\s+(?!i\b|i’|iddo\b|iddi\b|iddynt\b|iddyn\b|inni\b|imi\b|wrth\b|bod\b|oedd\b|nad\b|peidio\b)(?=\w)\w+"
    r"|\b(?:dylid|gellid)\s+\w+",
    I,
)
WELSH_IMPERSONAL = re.compile(r"^(?:Ni\s+)?\w{2,}(?:ir|wyd)\b", I)

UNIT_LESS = {
    "en": re.compile(
        r"\b(?:within|under|less than|no more than|more than|fewer than|at most|at least|up to|every|after|exceed)\s+"
        r"(\d+(?:[.,]\d+)*)(?=\s*(?:[.,;:)](?!\d)|$)|\s+(?:and|or|in|for|when|during|before|unless|while)\b)", I),
    "cy": re.compile(
        r"\b(?:o fewn|llai na|mwy na|dim mwy na|o leiaf|ar y mwyaf|hyd at|bob|ar ôl)\s+"
        r"(\d+(?:[.,]\d+)*)(?=\s*(?:[.,;:)](?!\d)|$)|\s+(?:ac?|neu|yn|mewn|wrth|pan|oni|tra)\b)", I),
}  # fmt: skip
AGE = re.compile(r"^(?:under|over) (?:1[1-9]|2[15]|5[05]|6[0-9])$", I)
NEGATIVE = {
    "en": re.compile(r"\b(?:shall|must|should|may|will)\s+(?:not|never)\b|\bcannot\b", I),
    "cy": re.compile(
        r"\bbeidio\b|\bpheidio\b|\bni (?:chaiff|ddylai|ddylid|ellir|cheir|all|fydd|ddylent)\b|\bna (?:ddylai|chaiff)\b",
        I,
    ),
}
PLACEHOLDER = {
    "en": re.compile(
        r"\bT\.?B\.?[ACDN]\b\.?|\bto be (?:confirmed|agreed|decided|determined|defined|advised|specified)\b|\?{2,}"
        r"|\bX{2,}\b|[£$€]\s?X+\b|\bX (?=days|hours|minutes|%|weeks|months|years)|\[[^\]\n]{0,160}\]|_{3,}|\blorem ipsum\b", I),
    "cy": re.compile(
        r"\bT\.?B\.?[ACDN]\b\.?|\bi’w (?:g|ch|c)(?:adarnhau|ytuno)\b"
        r"|\bi’w (?:b|ph|p)(?:enderfynu|ennu)\b|\bi’w (?:dd|d)iffinio\b|\?{2,}|\bX{2,}\b|[£$€]\s?X+\b"
        r"|\[[^\]\n]{0,160}\]|_{3,}", I),
}  # fmt: skip
OPEN_HINTS = frozenset("tbc tbd tba tbn be lorem x xx xxx xxxx i ’w t".split())
OPEN_SIGNS = ("[", "__", "??", "£", "$", "€", "T.B", "XX", "Xx")
PRONOUN = {
    "en": re.compile(
        r"(?:^|[,.;]\s+(?:then\s+)?)((?:it|they|this|these|those|he|she|that)\s+(?:shall|must|should|could|will))\b", I
    ),
    "cy": re.compile(
        r"^((?:rhaid|dylai|gallai)\s+(?:iddo|iddi|iddynt|iddyn nhw|ef|hi|fe|nhw|hwn|hyn|hynny|y rhain))\b", I
    ),
}
ACRONYM = re.compile(r"(?<![\w.-])[A-Z][A-Z0-9]{1,6}s?(?![\w.-]*\w)")
STOP = re.compile(r"(?<=[.!?])\s+(?=[\w“\"(])")
PURPOSE = {
    "en": re.compile(r"\b(?:in order to|so that|so as to|because|to ensure that)\b", I),
    "cy": re.compile(r"\b(?:er mwyn|fel y gall\w*|fel (?:bod|na)|oherwydd|i sicrhau bod)\b", I),
}
BRACKETS = re.compile(r"\([^)]{12,}\)")
HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
MARKUP = re.compile(r"</?[a-zA-Z][^>]{0,200}>|&(?:amp|lt|gt|nbsp|#\d+);|^\s*[=+@][A-Za-z(]|\{\{|\$\{")

OPENING = {
    "en": (("event", r"when(?:ever)?|upon|on receipt"), ("state", r"while|during|as long as"), ("optional", "where"), ("unwanted", "if")),
    "cy": (("event", "pan|pryd|wrth"), ("state", "tra|cyhyd"), ("optional", "lle|ble|yn achos"), ("unwanted", "os|pe")),
}  # fmt: skip
_OPENERS = {
    side: tuple((form, re.compile(rf"^(?:{words})\b", I)) for form, words in found) for side, found in OPENING.items()
}
_TRIGGERS = {
    side: re.compile(rf"\b(?:{'|'.join(words for _, words in found)})\b", I) for side, found in OPENING.items()
}
TELLS = {
    "en": re.compile(r"\bshall (?:publish|report|record|log|measure|count|show|list)\b", I),
    "cy": re.compile(r"\b(?:gyhoeddi|adrodd|gofnodi|fesur|gyfrif|ddangos|restru)\b", I),
}
WHOLE = re.compile(r"\b100(?:\s?%|\s+(?:per cent|percent|y cant)\b)|\b24\s?[/x]\s?7\b", I)
DIGIT = re.compile(r"\d")


def form_of(text: str, language: str) -> str:
    """The EARS form that a sentence has by its beginning; a second trigger before the modal makes it complex."""
    form = next((form for form, opener in _OPENERS[language] if opener.match(text.strip())), "")
    if not form:
        return "ubiquitous"
    modal = SHALL[language].search(text)
    before = text[: modal.start()] if modal else text
    return "complex" if len(_TRIGGERS[language].findall(before)) > 1 and "," in before.rstrip(" ,") else form


@on_text
def words(text: Text, rule: Rule, _: World) -> Iterable[Hit]:
    """Words and phrases of a list."""
    for match in text.found(rule):
        yield text.hit(match.start, match.end)


OTHERS = {
    "en": re.compile(r"\b(?:and|or) (?:any |all )?others?\b(?! than| person)", I),
    "cy": re.compile(r"\b(?:ac?|neu) \w+ eraill\b", I),
}


@on_text
def open_list(text: Text, rule: Rule, world: World) -> Iterable[Hit]:
    """Words of a list, and *and other methods*."""
    told = [(match.start, match.end) for match in text.found(rule)]
    yield from words(text, rule, world)
    for found in OTHERS[text.language].finditer(text.raw):
        if not any(start < found.end() and found.start() < end for start, end in told):
            yield text.hit(found.start(), found.end())


@on_text
def unbounded(text: Text, rule: Rule, world: World) -> Iterable[Hit]:
    """Words of a list, and the whole hundred per cent."""
    yield from words(text, rule, world)
    for found in WHOLE.finditer(text.raw):
        yield text.hit(found.start(), found.end())


@on_text
def words_without_number(text: Text, rule: Rule, _: World) -> Iterable[Hit]:
    """Words of a list in a text that says no number; to tell a time is not to keep one."""
    if not DIGIT.search(text.raw) and not TELLS[text.language].search(text.raw):
        for match in text.found(rule)[:1]:
            yield text.hit(match.start, match.end)


@on_text
def no_modal(text: Text, _rule: Rule, _: World) -> Iterable[Hit]:
    """No word that binds."""
    if len(text.words) > 1 and not BINDING[text.language].search(text.raw):
        yield Hit(0, len(text.raw))


@on_text
def several_shalls(text: Text, _rule: Rule, _: World) -> Iterable[Hit]:
    """More than one binding word."""
    found = list(SHALL[text.language].finditer(text.raw))
    if len(found) > 1:
        yield text.hit(found[1].start(), found[1].end(), count=len(found))


@on_text
def slashes(text: Text, _rule: Rule, _: World) -> Iterable[Hit]:
    """And/or, and words joined by a slash."""
    if "/" in text.raw:
        for found in SLASH[text.language].finditer(text.raw):
            before = text.raw[max(0, found.start() - 40) : found.end()].rsplit(" ", 3)
            if not any(SLASHED_ALIKE.search(part) for part in before[-2:]):
                yield text.hit(found.start(), found.end())


@on_text
def passive(text: Text, _rule: Rule, _: World) -> Iterable[Hit]:
    """Something is done and nobody does it."""
    raw = text.raw
    if text.language == "en":
        found = PASSIVE.search(raw)
        if found and not NOT_PASSIVE.search(raw, found.start()) and not AGENT.search(raw, found.end()):
            yield text.hit(found.start(), found.end())
        return
    raw = raw.replace("'", "’")
    found = WELSH_PASSIVE.search(raw) or (None if SHALL["cy"].search(raw) else WELSH_IMPERSONAL.search(raw))
    if found and not WELSH_AGENT.search(raw, found.end()):
        yield text.hit(found.start(), found.end())


@on_text
def number_without_unit(text: Text, _rule: Rule, _: World) -> Iterable[Hit]:
    """Within five of what."""
    if not text.has_digit:
        return
    for found in UNIT_LESS[text.language].finditer(text.raw):
        if not AGE.search(found[0]):
            yield text.hit(found.start(), found.end())


@on_text
def negative(text: Text, _rule: Rule, _: World) -> Iterable[Hit]:
    """Says what must not be."""
    found = NEGATIVE[text.language].search(text.raw)
    if found:
        yield text.hit(found.start(), found.end())


@on_text
def placeholder(text: Text, _rule: Rule, _: World) -> Iterable[Hit]:
    """Something is still to be decided."""
    if text.bag.isdisjoint(OPEN_HINTS) and not any(sign in text.raw for sign in OPEN_SIGNS):
        return
    for found in PLACEHOLDER[text.language].finditer(text.raw.replace("'", "’")):
        yield text.hit(found.start(), found.end())


@on_text
def pronoun(text: Text, _rule: Rule, _: World) -> Iterable[Hit]:
    """It shall, and nothing says who it is."""
    for found in PRONOUN[text.language].finditer(text.raw):
        yield text.hit(found.start(1), found.end(1))


@on_text
def undefined_term(text: Text, _rule: Rule, world: World) -> Iterable[Hit]:
    """Capitals that the glossary does not explain and no bracket spells out."""
    known = _known_capitals()
    for found in ACRONYM.finditer(text.raw):
        word = found[0].rstrip("s")
        spelt = text.raw[found.start() - 1 : found.start()] == "(" or text.raw[found.end() : found.end() + 2] == " ("
        explained = any(word.casefold() in term.split() or word.casefold() == term for term in world.terms)
        sheet = len(word) == 2 and word[1].isdecimal()  # A4, C5
        private = sheet or any(start <= found.start() < end for _, start, end in spans(text.raw))
        if word not in known and not spelt and not explained and not private and not text.raw.isupper():
            yield text.hit(found.start(), found.end())


@cache
def _known_capitals() -> frozenset[str]:
    return frozenset((*cast("list[str]", data("lists")["known_capitals"]), *gazetteer()))


@on_text
def long_sentence(text: Text, rule: Rule, _: World) -> Iterable[Hit]:
    """A sentence with more words than people hold in mind."""
    most = int(rule.limits[text.language])
    if len(text.words) <= most or count_words(text.words) <= most:
        return
    at = seen = 0
    for part in STOP.split(text.raw):
        start = text.raw.index(part, at)
        at = start + len(part)
        count = 0
        while seen < len(text.words) and text.words[seen].start < at:
            count += not text.words[seen].word.startswith("’")
            seen += 1
        if count > most:
            yield Hit(start, at, {"count": count, "most": most})


@on_text
def far_too_long(text: Text, rule: Rule, _: World) -> Iterable[Hit]:
    """A text that is a document."""
    if count_words(text.words) > rule.limits["words"]:
        yield Hit(0, len(text.raw), {"count": count_words(text.words), "most": int(rule.limits["words"])})


@on_text
def purpose(text: Text, _rule: Rule, _: World) -> Iterable[Hit]:
    """A reason inside the statement, after the duty."""
    duty = BINDING[text.language].search(text.raw)
    for found in PURPOSE[text.language].finditer(text.raw, duty.end() if duty else 0):
        yield text.hit(found.start(), found.end())


@on_text
def brackets(text: Text, _rule: Rule, _: World) -> Iterable[Hit]:
    """An explanation in brackets."""
    for found in BRACKETS.finditer(text.raw):
        yield text.hit(found.start(), found.end())


@on_text
def hidden_letters(text: Text, _rule: Rule, _: World) -> Iterable[Hit]:
    """Letters that nobody sees and that turn the order of others."""
    if text.raw.isascii():
        return
    found = HIDDEN.search(text.raw)
    if found:
        mended = Suggestion(Message("Remove the hidden letters"), {text.column: HIDDEN.sub("", text.raw)})
        yield Hit(found.start(), found.end(), {}, (mended,))


@on_text
def markup(text: Text, _rule: Rule, _: World) -> Iterable[Hit]:
    """Signs of markup or of a formula."""
    found = MARKUP.search(text.raw)
    if found:
        yield text.hit(found.start(), found.end())


@on_record
def form_mismatch(record: Requirement, _rule: Rule, _: World) -> Iterable[Hit]:
    """The sentence begins otherwise than its EARS form says."""
    if not record.ears:
        return
    for side in LANGUAGES:
        text = record.statement.side(side)
        if not text:
            continue
        form = form_of(text, side)
        alike = "complex" in (form, record.ears) and "ubiquitous" not in (form, record.ears)
        if form == record.ears or alike:
            continue
        yield Hit(
            0,
            len(text),
            {"is": form_words(form), "declared": form_words(record.ears)},
            (Suggestion(Message("Set the form to what the sentence is"), {"ears": form}),),
            field="statement",
            language=side,
        )


def form_words(form: str) -> Message:
    """The name of an EARS form."""
    return choice_words("requirement", "ears", form)
