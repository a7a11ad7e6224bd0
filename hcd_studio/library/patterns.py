"""Patterns: parts of a workshop that others can lift, with licence, council, version, evidence and contact.

A pattern is a bundle. Its records keep the ids that they had where they were first written, so that a session knows of each
lifted record which one it came from, an improvement goes back to the same place, and an erasure finds every copy.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from hcd_studio.bilingual import Words
from hcd_studio.bundle import Bundle, digest_of, from_json, read_bundle, to_json
from hcd_studio.columns import word_columns
from hcd_studio.fields import Id
from hcd_studio.library import keys
from hcd_studio.library.driver import Driver, Missing
from hcd_studio.library.gate import enter
from hcd_studio.library.segment import Newer, Unsound, pack, unpack
from hcd_studio.records import KINDS
from hcd_studio.speech import Language, Message, Trouble
from resources import path

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


@dataclass(frozen=True)
class Pattern:
    """One version of a pattern, and who lifted any version of it."""

    bundle: Bundle
    digest: str
    shipped: bool = False
    lifted_by: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name by which all its versions go."""
        return self.bundle.name

    @property
    def version(self) -> int:
        """Its version; a later one is greater."""
        return int(self.bundle.version) if self.bundle.version.isdecimal() else 0

    def language_state(self) -> Message:
        """How far both languages are there, in words."""
        pairs = list(_pairs(self.bundle))
        return Message(
            "Welsh and English: {checked} of {total} texts checked, {missing} missing in one language",
            checked=sum(pair.shown() == "checked" for pair in pairs), total=len(pairs),
            missing=sum(pair.shown() == "missing" for pair in pairs),
        )  # fmt: skip

    def counts(self) -> dict[str, int]:
        """How many records of each kind it holds."""
        return {kind: len(rows) for kind, rows in self.bundle.records.items() if rows}

    def as_json(self, language: Language) -> dict[str, Any]:
        """The pattern as the command prints it with `--json`."""
        made = self.bundle
        return {
            "name": self.name, "version": made.version, "title": {"en": made.title.en, "cy": made.title.cy},
            "about": {"en": made.about.en, "cy": made.about.cy}, "licence": made.licence, "council": made.council,
            "digest": self.digest, **{key: str(value) for key, value in made.extra.items()}, "counts": self.counts(),
            "languages": self.language_state().say(language), "shipped": self.shipped, "lifted_by": list(self.lifted_by),
        }  # fmt: skip


def _pairs(bundle: Bundle) -> Iterator[Words]:
    for rows in bundle.records.values():
        for row in rows:
            for name in [name for name in row if name.endswith(("_en", "_cy"))]:
                stem = name[:-3]
                if name.endswith("_en") or f"{stem}_en" not in row:
                    yield Words(*(str(row.get(f"{stem}_{side}", "")) for side in ("en", "cy", "state")))


@cache
def shipped() -> tuple[Pattern, ...]:
    """The patterns that come with the program."""
    found = [read_bundle(file) for file in sorted(path("patterns").glob("*.json"))]
    return tuple(Pattern(bundle, digest_of(bundle), shipped=True) for bundle in found)


def versions(driver: Driver | None) -> list[Pattern]:
    """Every version of every pattern, in the library and shipped, oldest version first."""
    found: dict[str, Pattern] = {one.digest: one for one in shipped()}
    lifted: dict[str, set[str]] = {}
    if driver is not None:
        enter(driver, "shared")
        for one in driver.list(keys.PATTERNS):
            try:
                held = unpack(driver.get(one.key))
                if held.what == "lifted":
                    lifted.setdefault(str(held.head.get("name")), set()).add(str(held.head.get("council"))[:200])
                elif held.what == "pattern":
                    bundle = from_json(held.body.decode("utf-8"), one.key)
                    found.setdefault(digest_of(bundle), Pattern(bundle, digest_of(bundle)))
            except (Missing, Unsound, Newer, UnicodeDecodeError, Trouble):
                continue
    named = [replace(one, lifted_by=tuple(sorted(lifted.get(one.name, ())))) for one in found.values()]
    return sorted(named, key=lambda one: (one.name, one.version, one.digest))


def patterns(driver: Driver | None, query: str = "") -> list[Pattern]:
    """The newest version of every pattern whose words hold all the words asked for, accents or not, by title."""
    return matching(versions(driver), query)


def matching(known: Iterable[Pattern], query: str = "") -> list[Pattern]:
    """The same, of versions that were read before, oldest first."""
    newest = {one.name: one for one in known}
    wanted = folded(query).split()
    found = [one for one in newest.values() if not wanted or all(word in _text(one) for word in wanted)]
    return sorted(found, key=lambda one: (not _in_title(one, wanted), one.bundle.title.en.casefold(), one.name))


def _in_title(one: Pattern, wanted: Iterable[str]) -> bool:
    title = folded(one.bundle.title.both())
    return all(word in title for word in wanted)


def _text(one: Pattern) -> str:
    made = one.bundle
    parts = [made.name, made.title.both(), made.about.both(), made.council, *map(str, made.extra.values())]
    for kind, rows in made.records.items():
        names = word_columns(kind)
        parts += [str(row[name]) for row in rows for name in names if name in row]
    return folded(" ".join(parts))


def folded(text: str) -> str:
    """A text as a search compares it: no accents, no capitals."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()


def pattern_named(driver: Driver | None, name: str) -> Pattern:
    """The newest version of a pattern, or `name@version`, or the one that a digest names."""
    wanted, _, version = name.partition("@")
    found = [
        one
        for one in versions(driver)
        if (one.name == wanted and (not version or one.bundle.version == version))
        or (len(wanted) >= 8 and one.digest.startswith(wanted))
    ]
    if not found:
        raise Trouble(
            Message("There is no pattern {name}.", name=name),
            do=Message("Choose one of: {names}.", names=sorted({one.name for one in versions(driver)})),
        )
    return found[-1]


def of_digest(driver: Driver | None, digest: str) -> Pattern | None:
    """The very version that was lifted, if it is still there."""
    return next((one for one in versions(driver) if one.digest == digest), None)


def put_pattern(driver: Driver, bundle: Bundle) -> Pattern:
    """Put one version of a pattern into the shared library."""
    enter(driver, "shared")
    if not NAME.fullmatch(bundle.name):
        raise Trouble(
            Message("{name} is no name of a pattern.", name=bundle.name),
            do=Message("Use small letters, digits and hyphens, such as blue-badge-needs."),
        )
    if not bundle.council or not bundle.licence:
        raise Trouble(Message("A pattern names its council and its licence."), do=Message("Give both."))
    if not bundle.count():
        raise Trouble(Message("There is nothing to publish as a pattern."))
    data = pack({"what": "pattern", "name": bundle.name}, to_json(bundle).encode())
    driver.put_if_absent(keys.pattern(bundle.name, unpack(data).sha), data)
    return Pattern(bundle, digest_of(bundle))


def note_lifted(driver: Driver, pattern: Pattern, council: str) -> None:
    """Say openly that a council lifted a pattern; its makers can then see what it is good for."""
    if council:
        data = pack({"what": "lifted", "name": pattern.name, "council": council})
        driver.put_if_absent(keys.pattern(pattern.name, unpack(data).sha), data)


def clean_patterns(driver: Driver, is_erased: Callable[[Id, str], bool]) -> int:
    """Write patterns anew that hold erased words; how many. A record that was erased whole leaves its pattern."""
    done = 0
    for one in list(driver.list(keys.PATTERNS)):
        try:
            held = unpack(driver.get(one.key))
            if held.what != "pattern":
                continue
            bundle = from_json(held.body.decode("utf-8"), one.key)
        except (Missing, Unsound, Newer, UnicodeDecodeError, Trouble):
            continue
        cleaned = without_erased(bundle, is_erased)
        if cleaned.records != bundle.records:
            if cleaned.count():
                put_pattern(driver, cleaned)
            driver.delete(one.key)
            done += 1
    return done


def without_erased(bundle: Bundle, is_erased: Callable[[Id, str], bool]) -> Bundle:
    """A bundle without erased records and without erased fields."""
    records: dict[str, list[Mapping[str, Any]]] = {}
    for kind, rows in bundle.records.items():
        kept: list[Mapping[str, Any]] = [
            {name: value for name, value in row.items() if name == "id" or not _gone(row, name, is_erased)}
            for row in rows
            if not _gone(row, "*", is_erased)
        ]
        if kept:
            records[kind] = kept
    there = {row.get("id") for rows in records.values() for row in rows}
    links = [row for row in records.pop("link", ()) if {row.get("source"), row.get("target")} <= there]
    if links:
        records["link"] = links
    return replace(bundle, records={kind: records[kind] for kind in KINDS if kind in records})


def _gone(row: Mapping[str, Any], name: str, is_erased: Callable[[Id, str], bool]) -> bool:
    id = str(row.get("id", ""))
    return len(id) == 32 and not set(id) - set("0123456789abcdef") and is_erased(id, name)
