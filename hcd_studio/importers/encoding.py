"""Which encoding a text file is in: rules that give the same answer every time, a guesser only as the last help."""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass

from hcd_studio.importers.found import CannotRead
from hcd_studio.speech import Message

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_CONTROL = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_TORN_END = re.compile(rb"(?:[\xc2-\xf4]|[\xe0-\xf4][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})\Z")
_SAMPLE = 1 << 20
_NAMES = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "iso8859_14": "ISO 8859-14"}
_GUESSABLE = frozenset(
    "cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 iso8859_2 iso8859_15 koi8_r koi8_u cp932 shift_jis euc_jp gb18030"
    " gbk gb2312 big5 euc_kr cp949".split()
)
_USUAL = frozenset("âêîôûŵŷàèìòùẁẃáéíóúäëïöüñçßÂÊÎÔÛŴŶ’‘“”–—…£€•°½¼¾·®©²")


@dataclass(frozen=True, slots=True)
class Coding:
    """How bytes become text: the name to show, the codec and what to do with bytes that it cannot read."""

    name: str
    codec: str
    errors: str = "strict"
    warning: Message | None = None

    def text(self, data: bytes) -> str:
        """The whole text."""
        return data.decode(self.codec, self.errors)

    def stream(self, data: bytes) -> io.TextIOWrapper:
        """The text line by line, line ends as they are."""
        return io.TextIOWrapper(io.BytesIO(data), encoding=self.codec, errors=self.errors, newline="")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return (error.object[error.start : error.end].decode("cp1252", "replace"), error.end)


codecs.register_error("hcd-cp1252", _as_cp1252)


def coding_of(data: bytes, name: str) -> Coding:
    """The encoding of a text file; `CannotRead` when it is no text."""
    for bom, codec, shown in _BOMS:
        if data.startswith(bom):
            return _checked(data, Coding(shown, codec))
    if codec := _utf16(data):
        return _checked(data, Coding("UTF-16", codec))
    head = data[:65536]
    if len(head) - len(head.translate(None, _CONTROL)) > len(head) // 100:
        raise CannotRead(
            Message("{name} is not a text file.", name=name),
            do=Message("Choose a CSV, Excel, JSON, Markdown or text file."),
        )
    if _is_utf8(data):
        return Coding("UTF-8", "utf-8")
    return _mostly_utf8(data) or _single_byte(data)


def _checked(data: bytes, coding: Coding) -> Coding:
    """The coding a byte order mark promises; bytes that break the promise are replaced and told."""
    try:
        coding.text(data)
    except (ValueError, OverflowError):
        errors = "hcd-cp1252" if coding.name == "UTF-8" else "replace"
        return Coding(coding.name, coding.codec, errors, _MIXED)
    return coding


_MIXED = Message("The file mixes two encodings; some letters may be wrong.")


def _utf16(data: bytes) -> str:
    """UTF-16 without a mark: every other byte is nought in Welsh and English."""
    head = data[:4096]
    pairs = len(head) // 2
    if not pairs:
        return ""
    even, odd = head[0::2].count(0) / pairs, head[1::2].count(0) / pairs
    if odd > 0.4 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.1 else ""


def _is_utf8(data: bytes) -> bool:
    if data.isascii():
        return True
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(data), _SAMPLE):
            decoder.decode(data[at : at + _SAMPLE])
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(data: bytes) -> Coding | None:
    """UTF-8 with a few stray bytes: a file cut off within a letter, or one with pieces pasted from Windows."""
    torn = _TORN_END.search(data[-3:])
    if torn and not data[: len(data) - len(torn[0])].isascii() and _is_utf8(data[: len(data) - len(torn[0])]):
        return Coding(
            "UTF-8", "utf-8", "ignore", Message("The file breaks off within a letter; its end may be missing.")
        )
    high = len(data.translate(None, bytes(range(128))))
    letters = _UTF8.findall(data)
    stray = high - sum(map(len, letters))
    return Coding("UTF-8", "utf-8", "hcd-cp1252", _MIXED) if letters and len(letters) >= 2 * stray else None


def _single_byte(data: bytes) -> Coding:
    """The one-byte encoding whose letters make the most sense here; Windows-1252 when in doubt."""
    high = max(1, len(data[:_SAMPLE].translate(None, bytes(range(128)))))
    scores = {codec: _sense(data[:_SAMPLE].decode(codec, "replace")) for codec in _NAMES}
    codec = max(scores, key=lambda candidate: scores[candidate])
    if scores[codec] < 1.5 * high and (helped := _guessed(data)):
        codec = helped
    name = _NAMES.get(codec, codec)
    return Coding(
        name,
        codec,
        "replace",
        Message("The file does not say how its letters are encoded; it was read as {encoding}.", encoding=name),
    )


def _sense(text: str) -> int:
    """How much sense the letters beyond ASCII make: usual ones in usual places count for, odd ones against."""
    score = 0
    for match in re.finditer(r"[^\x00-\x7f]", text):
        char, at = match[0], match.start()
        before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
        score += 2 if char in _USUAL else -5 if char == "\ufffd" or "\x80" <= char <= "\x9f" else -1
        if char.isalpha():
            score += 1 if before.isalpha() or after.isalpha() else -1
            score -= 2 if char.isupper() and before.islower() else 0
        else:
            score += -2 if before.isalpha() and after.isalpha() and char != "’" else 1
    return score


def _guessed(data: bytes) -> str:
    """What charset-normalizer makes of a sample, empty when it has no answer that reads the whole."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:65536]).best()
    if best is None or best.encoding not in _GUESSABLE:
        return ""
    try:
        data.decode(best.encoding)
    except (ValueError, LookupError):
        return ""
    return best.encoding
