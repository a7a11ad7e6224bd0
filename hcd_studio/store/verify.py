"""Whether a session file holds together: pages, schema, log, readable tables, erasures, pictures.

`verify` answers at once, `verify_in_slices` in small pieces between which the session goes on, `at_opening` as far as an
opening has time for it. None of them changes anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import apsw

from hcd_studio.speech import Message, Trouble
from hcd_studio.store.connect import refuse_foreign_schema
from hcd_studio.store.verify_log import Finding, LogCheck, harm, newest
from hcd_studio.store.verify_rows import pictures, rows, small_tables

if TYPE_CHECKING:
    from hcd_studio.store import Store

__all__ = ["Finding", "at_opening", "verify", "verify_in_slices"]

WHOLE_AT_OPENING = 25_000
"""Edits up to which an opening checks the whole log."""
TAIL = 2_000
AT_ONCE = 1_000_000
PICTURES_AT_OPENING = 8 * 2**20
BROKEN = (apsw.Error, ValueError, TypeError, OverflowError, KeyError, AttributeError)


def verify(store: Store) -> list[Finding]:
    """Everything that does not hold; empty for a sound file."""
    found = _safely(_pages, store, "integrity_check(10)")
    return found or [finding for piece in verify_in_slices(store, 10_000) for finding in piece]


def verify_in_slices(store: Store, slice: int = 500, *, pages: bool = True) -> Iterator[list[Finding]]:
    """As `verify`, some milliseconds at a time: take the next piece whenever the window is idle."""
    if pages:
        yield _safely(_pages, store, "quick_check(10)")
    yield _safely(_schema, store)
    try:
        log = LogCheck(store)
        while True:
            yield [*log.names(), *log.edits(min(log.reached + slice, newest(store)))]
            if log.reached >= newest(store):
                break
        yield from log.changes(slice)
        yield from log.flags(slice * 10)
        yield [*log.waiting(), *log.erasures(), *log.unused(), *small_tables(store)]
        yield from rows(log, slice)
        yield from pictures(store)
    except BROKEN as error:
        yield [_unreadable(error)]


def at_opening(store: Store, *, readable: bool, whole: bool = True) -> list[Finding]:
    """What an opening checks: everything of a small file, pages and the newest edits of a large one.

    Without `whole` the middling ones are left for `verify_in_slices`, and the store says that this is owed.
    """
    found = _safely(_pages, store, "quick_check(1)")
    if found:
        return found
    try:
        last = newest(store)
        after = 0 if last <= (WHOLE_AT_OPENING if whole else TAIL) else last - TAIL
        store.check_owed = bool(after) and last <= WHOLE_AT_OPENING
        log = LogCheck(store, after)
        found += [*log.names(), *log.edits(last)]
        pieces = [*log.changes(AT_ONCE), *log.flags(AT_ONCE)]
        found += [*log.waiting(), *log.erasures(), *small_tables(store)]
        if not after:
            found += log.unused()
            pieces += rows(log) if readable else ()
        if int(store.db.execute("SELECT total(length(bytes)) FROM blob").get) <= PICTURES_AT_OPENING:
            pieces += pictures(store)
        return [*found, *(finding for piece in pieces for finding in piece)]
    except BROKEN as error:
        return [*found, _unreadable(error)]


def _safely(check: Callable[..., list[Finding]], *given: Any) -> list[Finding]:
    try:
        return check(*given)
    except BROKEN as error:
        return [_unreadable(error)]


def _pages(store: Store, check: str) -> list[Finding]:
    said = [str(row[0]) for row in store.db.execute(f"PRAGMA {check}")]
    return [] if said == ["ok"] else [harm("pages", "", Message("Pages of the file are damaged."))]


def _schema(store: Store) -> list[Finding]:
    try:
        stale = refuse_foreign_schema(store.db, store.path)
    except Trouble as trouble:
        return [harm("schema", "", trouble.what)]
    if stale and not store.read_only:
        return [harm("schema", "", Message("The tables for other programs are of another version."))]
    return []


def _unreadable(error: BaseException) -> Finding:
    return harm("pages", type(error).__name__, Message("A part of the file cannot be read."))
