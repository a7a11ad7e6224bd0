"""Small scanners for personal data, here only to warn: e-mail, UK telephone, UK postcode, National Insurance number.

They err on the side of silence for dates, money and references, since a warning that is mostly wrong is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_PHONE = re.compile(r"(?<![\w.,/£$€-])(?:\+44|\(?\b0)[\d\s().-]{8,20}\d(?![\d/])")
_DATE = re.compile(r"\d{1,2}[-. ]\d{1,2}[-. ]\d{4}|\d{4}[-. ]\d{2}[-. ]\d{2}")
_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX"
    " FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N"
    " NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF"
    " TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
).replace(" ", "|")
_POSTCODE = re.compile(
    rf"\b(?:{_AREAS})[0-9][0-9A-HJKMNPR-Y]? ?[0-9][ABD-HJLNP-UW-Z]{{2}}\b"
    rf"|\b(?:{_AREAS.lower()})[0-9][0-9a-hjkmnpr-y]? [0-9](?!st\b|nd\b|rd\b|th\b)[abd-hjlnp-uw-z]{{2}}\b"
)
_NI = re.compile(
    r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?[A-D]\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_DIGIT = re.compile(r"\d")


def seems_to_hold(text: str) -> tuple[str, ...]:
    """The kinds of personal data that a text seems to hold: `e-mail`, `phone`, `postcode`, `NI number`."""
    kinds = []
    if "@" in text and EMAIL.search(text):
        kinds.append("e-mail")
    if _DIGIT.search(text):
        if any(_is_phone(match[0]) for match in _PHONE.finditer(text)):
            kinds.append("phone")
        if _POSTCODE.search(text):
            kinds.append("postcode")
        if _NI.search(text):
            kinds.append("NI number")
    return tuple(kinds)


@lru_cache(maxsize=512)
def spans(text: str) -> tuple[tuple[str, int, int], ...]:
    """Where a text seems to hold personal data: the kind of it, and from which letter to which."""
    found = [("e-mail", one.start(), one.end()) for one in EMAIL.finditer(text)] if "@" in text else []
    if _DIGIT.search(text):
        if len(_DIGIT.findall(text)) >= 10:
            found += [("phone", one.start(), one.end()) for one in _PHONE.finditer(text) if _is_phone(one[0])]
        found += [("postcode", one.start(), one.end()) for one in _POSTCODE.finditer(text)]
        found += [("NI number", one.start(), one.end()) for one in _NI.finditer(text)]
    return tuple(found)


def is_only(text: str) -> str:
    """The kind of personal data that a text is and nothing else, empty when it is something more."""
    text = text.strip()
    if len(text) > 80:
        return ""
    if EMAIL.fullmatch(text):
        return "e-mail"
    if _POSTCODE.fullmatch(text) or _POSTCODE.fullmatch(text.upper()):
        return "postcode"
    if _PHONE.fullmatch(text) and _is_phone(text):
        return "phone"
    return "NI number" if _NI.fullmatch(text) else ""


def _is_phone(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    if text.startswith("+"):
        digits = "0" + digits[2:].removeprefix("0")
    if _DATE.search(text) or len(digits) not in (10, 11):
        return False
    return digits[1:2] in tuple("123578") and (len(digits) == 11 or digits.startswith(("01", "08", "05")))


class Names:
    """Names known from a column or a list of members, looked for in texts."""

    def __init__(self, names: Iterable[str] = ()):
        self._by_first: dict[str, list[list[str]]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Remember a full name; single words are too common to be told from other words."""
        words = [word.casefold() for word in _CAPITAL.findall(name)]
        if 2 <= len(words) <= 5:
            known = self._by_first.setdefault(words[0], [])
            if words not in known and len(known) < 1000:
                known.append(words)

    def in_text(self, text: str) -> bool:
        """Whether one of the names stands in the text."""
        if not self._by_first:
            return False
        words = [word.casefold() for word in _CAPITAL.findall(text)]
        return any(
            words[at : at + len(name)] == name for at, word in enumerate(words) for name in self._by_first.get(word, ())
        )
