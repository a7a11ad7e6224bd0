"""The text of one note made fit to keep: one Unicode form, no control characters, line breaks kept.

Also what a text gives away about itself: the language it seems to be in, and letters that were encoded twice.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Controls, soft hyphen, zero-width space, bidirectional overrides, noncharacters, lone surrogates. Tag characters stay:
# the flag of Wales is made of them.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069"
    "\ufff9-\ufffb\ufffe\uffff\ufdd0-\ufdef\ud800-\udfff"
    + "".join(chr(plane * 0x10000 + low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACE = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_BEFORE_BREAK = re.compile(r" +(?=\n)")
_MANY_BREAKS = re.compile(r"\n{3,}")
_NOTHING = "-–—−_.…·•*/\\|=~,;:'\"“”‘’()[] \n"
_NO_ANSWER = frozenset(("n/a", "#n/a", "null", "<na>", "#ref!", "#value!", "#name?", "#div/0!", "#num!", "#null!"))


def clean(text: str) -> str:
    """The text in NFC with plain spaces and line feeds, without control characters and outer white space."""
    if text.isprintable():
        return unicodedata.normalize("NFC", text).strip()
    text = _BREAK.sub("\n", text)
    text = _UNWANTED.sub("", _SPACE.sub(" ", text))
    text = _BEFORE_BREAK.sub("", unicodedata.normalize("NFC", text))
    return _MANY_BREAKS.sub("\n\n", text).strip()


@lru_cache(4096)
def one_line(text: str) -> str:
    """The text on one line, runs of white space closed up: names of columns, lists, frames and headings."""
    return " ".join(clean(text).split())


def says_something(text: str) -> bool:
    """Whether a cleaned text is more than a dash, a full stop, "n/a" or an error of a spreadsheet."""
    return bool(text.strip(_NOTHING)) and text.casefold() not in _NO_ANSWER and text != "NaN"


# ── the language it seems to be in ──────────────────────────────────────────────────────────────────────────────────

_WORD = re.compile(r"[a-zâêîôûŵŷäëïöüáéíóúàèìòù]+(?:['’][a-zâêîôûŵŷ]+)?")
_WELSH = frozenset(
    "mae mae'n dydy dyw nid nad wedi sydd sy'n rwy'n dwi dwi'n roedd roedd gyda eisiau ddim dim hefyd fod bod oedd mewn"
    " angen rhaid gallu methu pan beth sut pam ble pwy hyn hwn hon nhw chi fy eich ein dw'i dyna achos oherwydd wrth"
    " gwybod gael cael mynd gwneud dylai byddai fyddai unrhyw pobl iawn gwaith cymraeg ydy ydi ydw yw".split()
)
_WELSH_TOO = frozenset("yn y yr ond neu ar i'r a'r o'r gan am o i ac".split())
_ENGLISH = frozenset(
    "the and with they not that this have you your are it's don't what when was were which there their from would could"
    " should because can't didn't doesn't i'm we're how who why is for but has had been about".split()
)
_ENGLISH_TOO = frozenset("of to in it be do if we us our as an on or no at by".split())


def language_of(text: str) -> str:
    """`cy` or `en` when the function words leave little doubt, else empty. Never a claim about a short text."""
    lowered = text.casefold().replace("’", "'")
    words = set(_WORD.findall(lowered))
    welsh = 2 * len(words & _WELSH) + (2 if "ŵ" in lowered or "ŷ" in lowered else 0)
    english = 2 * len(words & _ENGLISH)
    if welsh:
        welsh += len(words & _WELSH_TOO)
    if english:
        english += len(words & _ENGLISH_TOO)
    if welsh >= 3 and welsh > 2 * english:
        return "cy"
    if english >= 3 and english > 2 * welsh:
        return "en"
    return ""


# ── letters encoded twice ───────────────────────────────────────────────────────────────────────────────────────────


def _as_read(codec: str) -> list[str]:
    """How each byte looks to a program that takes it for that encoding; bytes without a meaning stay as they are."""
    return [bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in range(256)]


def _twice(looks: list[str]) -> re.Pattern[str]:
    """Runs of characters that are UTF-8 when they are turned back into bytes."""
    lead2, lead3, lead4 = (_one_of(looks[a : b + 1]) for a, b in ((0xC2, 0xDF), (0xE0, 0xEF), (0xF0, 0xF4)))
    more = _one_of(looks[0x80:0xC0] + [chr(byte) for byte in range(0x80, 0xA0)])
    return re.compile(f"{lead2}{more}|{lead3}{more}{{2}}|{lead4}{more}{{3}}")


def _one_of(chars: list[str]) -> str:
    return "[" + "".join(map(re.escape, sorted(set(chars)))) + "]"


_LOOKS = {codec: _as_read(codec) for codec in ("cp1252", "mac_roman")}
_TWICE = {codec: _twice(looks) for codec, looks in _LOOKS.items()}
_BYTE = {codec: {char: byte for byte, char in enumerate(looks)} for codec, looks in _LOOKS.items()}
_ISOLATED = re.compile("[\x80-\x84\x86-\x9f]")


def _likely(char: str) -> bool:
    """Whether a mended letter is one that people here write: Latin letters, punctuation, arrows, emoji."""
    point = ord(char)
    usual = 0xA0 <= point <= 0x17F or 0x2010 <= point <= 0x203A or point in (0x20AC, 0x2122)
    return usual or 0x2190 <= point <= 0x21FF or 0x25A0 <= point <= 0x27BF or point >= 0x1F000


def _back(run: str, codec: str) -> str:
    """The letter a run stands for, or the run itself when turning it back does not prove it."""
    table = _BYTE[codec]
    try:
        raw = bytes(table.get(char, ord(char)) for char in run)
        char = raw.decode("utf-8")
    except ValueError:
        return run
    return char if _likely(char) else run


def mended(text: str) -> str:
    """The text with letters that were encoded twice set right, where turning them back proves it.

    `cafÃ©` becomes `café`, `â€™` becomes `’`, `Å·` becomes `ŷ`; what does not turn back stays.
    """
    if text.isascii():
        return text
    for codec, pattern in _TWICE.items():
        for _ in range(2):  # a file can go through the mill twice
            better = pattern.sub(lambda match: _back(match[0], codec), text)  # noqa: B023 (used at once)
            if better == text:
                break
            text = better
    return _ISOLATED.sub(lambda match: _LOOKS["cp1252"][ord(match[0])], text)
