"""A rank between two ranks: short strings whose order is the order on the map.

A rank is an integer part of variable length (`a0` … `az`, `b00` …, downwards `Zz` …) and a fraction in base 62, the idea
of D. Greenspan's *Implementing Fractional Indexing* (2020), followed by two random digits, so that two tables that put a
note at the same place rarely write the same rank. Readers order by (rank, id).
"""

from __future__ import annotations

from collections.abc import Callable

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
SUFFIX = 2


def between(before: str, after: str, random: Callable[[int], bytes]) -> str:
    """A rank after `before` and before `after`; either may be empty for the very first or last place.

    Where the two are equal or the wrong way round (copies met) the rank follows `before`; the caller re-ranks the right one.
    """
    if after and before >= after:
        after = ""
    low = before if is_rank(before) else ""
    high = after if is_rank(after) else ""
    middle = _between(low, high)
    spread = "".join(DIGITS[byte % 61 + 1] for byte in random(SUFFIX))
    while high and high.startswith(middle):
        middle = _between(low, middle)
    return middle + spread


def following(last: str, count: int, random: Callable[[int], bytes]) -> list[str]:
    """`count` ranks in order, all after `last`."""
    ranks = []
    for _ in range(count):
        last = between(last, "", random)
        ranks.append(last)
    return ranks


def is_rank(text: str) -> bool:
    """Whether a text is a rank that `between` can reckon with; ranks from elsewhere may be anything."""
    if not text or not text[0].isascii() or not text[0].isalpha():
        return False
    return len(text) >= _length(text[0]) and all(letter in DIGITS for letter in text) and text[0] not in "Az"


def _length(head: str) -> int:
    return ord(head) - ord("a") + 2 if head >= "a" else ord("Z") - ord(head) + 2


def _between(low: str, high: str) -> str:
    if not low and not high:
        return "a0"
    if not low:
        size = _length(high[0])
        whole = high[:size]
        return whole if whole < high else _step(whole, -1)
    size = _length(low[0])
    whole, fraction = low[:size], low[size:]
    if not high:
        return _step(whole, 1)
    other = high[: _length(high[0])]
    if whole == other:
        return whole + _middle(fraction, high[size:])
    up = _step(whole, 1)
    return up if up < high else whole + _middle(fraction, "")


def _step(whole: str, by: int) -> str:
    """The next integer part up or down, growing by a digit where the length is used up."""
    head, digits = whole[0], [DIGITS.index(letter) for letter in whole[1:]]
    for place in range(len(digits) - 1, -1, -1):
        digits[place] += by
        if 0 <= digits[place] < 62:
            return head + "".join(DIGITS[digit] for digit in digits)
        digits[place] %= 62
    if by > 0:
        head = "a" if head == "Z" else chr(ord(head) + 1)
    else:
        head = "Z" if head == "a" else chr(ord(head) - 1)
    return head + (DIGITS[0] if by > 0 else DIGITS[-1]) * (_length(head) - 1)


def _middle(low: str, high: str) -> str:
    """A fraction strictly between two fractions; an empty `high` is one."""
    common = 0
    while high and common < len(high) and (low[common] if common < len(low) else "0") == high[common]:
        common += 1
    if common:
        return high[:common] + _middle(low[common:], high[common:])
    first = DIGITS.index(low[0]) if low else 0
    last = DIGITS.index(high[0]) if high else 62
    if last - first > 1:
        return DIGITS[(first + last) // 2]
    if high and len(high) > 1:
        return high[0]
    return DIGITS[first] + _middle(low[1:], "")
