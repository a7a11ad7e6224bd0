"""What the page reads of a library, beside the window: the catalogue, the patterns, one search with all that its cards say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hcd_studio.library.catalogue import Facets, Finding, Found, kept_catalogue, open_catalogue, search, spread
from hcd_studio.library.catalogue.search import FINDING
from hcd_studio.library.catalogue.shares import Shared, alike, share_of, shared_pains, shares_among
from hcd_studio.library.driver import open_driver
from hcd_studio.library.gate import Gate, enter
from hcd_studio.library.patterns import Pattern, versions
from hcd_studio.library.progress import Progress
from hcd_studio.library.upstream import withdrawn

MOST = 20
"""So many findings stand on the page."""
READ = 80
"""So many are read, since those that are the same stand once."""


@dataclass(frozen=True)
class Held:
    """What a look at a library brought: its gate, every version of its patterns, what was withdrawn."""

    gate: Gate
    versions: tuple[Pattern, ...]
    gone: frozenset[str]


@dataclass(frozen=True)
class Seen:
    """One search: its findings, who shares them, how all of them spread, and how much the library holds."""

    words: str
    facets: Facets
    findings: tuple[Finding, ...]
    found: Found
    kinds: Mapping[str, int]
    spreads: Mapping[str, Mapping[str, int]]
    shares: Mapping[str, Shared]
    councils: int = 0
    sessions: int = 0
    entries: int = 0


def look_over(address: str, progress: Progress | None = None) -> Held:
    """Bring the catalogue up to date with the library, and read its patterns."""
    driver = open_driver(address)
    with open_catalogue(driver, progress=progress) as catalogue:
        gate = catalogue.gate
    shared = driver if gate.kind == "shared" else None
    return Held(gate, tuple(versions(shared)), frozenset(withdrawn(shared)))


def gate_at(address: str) -> Gate:
    """Which library lies in a folder."""
    return enter(open_driver(address))


def seek(gate: Gate, words: str, facets: Facets) -> Seen:
    """Search the catalogue as it is on this computer; no network is needed."""
    with kept_catalogue(gate) as catalogue:
        whole = search(catalogue, words, replace(facets, kind=""), limit=0)
        spreads = spread(catalogue, whole)
        found = search(catalogue, words, facets, limit=READ)
        first: tuple[Finding, ...] = ()
        if not words.strip() and not replace(facets, kind="").as_json() and facets.kind in ("", FINDING):
            first = tuple(one.findings[0] for one in shared_pains(catalogue)[:MOST])  # what most councils share
        shares = shares_among(catalogue, (*first, *found.findings))
        kinds = spreads.get("kind", {})
        followed = {kind: kinds.get(kind, 0) for kind in ("need", "requirement")}
        return Seen(
            words, facets, _once((*first, *found.findings), shares), found,
            {"": sum(kinds.values()), FINDING: sum(kinds.values()) - sum(followed.values()), **followed}, spreads, shares,
            catalogue.one("SELECT count(DISTINCT council_key) FROM session WHERE council_key <> ''") or 0,
            catalogue.one("SELECT count(*) FROM session") or 0, catalogue.one("SELECT count(*) FROM entry") or 0,
        )  # fmt: skip


def _once(findings: tuple[Finding, ...], shares: Mapping[str, Shared]) -> tuple[Finding, ...]:
    """Each finding once; of those that people found to be the same, the one that stands first."""
    found: dict[str, Finding] = {}
    said: set[str] = set()
    for one in findings:
        if one.cite not in said:
            found[one.cite] = one
            said |= {one.cite, *(each.cite for each in shares[one.cite].findings)} if one.cite in shares else {one.cite}
    return tuple(found.values())[:MOST]


def like(gate: Gate, cite: str) -> list[Finding]:
    """Pain points of other councils that may be the same, for a person to judge."""
    with kept_catalogue(gate) as catalogue:
        known = {one.cite for one in share_of(catalogue, cite).findings}
        return [one for one in alike(catalogue, cite) if one.cite not in known]
