"""Records made up for questions, and snapshots of just these, links suspect at will."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Any, TypeVar

from hcd_studio.records import (
    Criterion,
    Link,
    Need,
    Note,
    Pain,
    Record,
    Requirement,
    Response,
)
from hcd_studio.snapshot import Snapshot

R = TypeVar("R", bound=Record)
numbers = count(1)


def made(kind: type[R], /, **fields: Any) -> R:
    n = next(numbers)
    ranked = {"rank": f"a{n:05}"} if "rank" in kind.__dataclass_fields__ and "rank" not in fields else {}
    return kind(id=f"{n:032x}", **ranked, **fields)


def link(source: Record, target: Record, kind: str = "rests on") -> Link:
    return made(Link, source=source.id, target=target.id, kind=kind, confirmed=True)


def of(*records: Record | Iterable[Record], suspect: Iterable[Link] = ()) -> Snapshot:
    flat = [one for some in records for one in ([some] if isinstance(some, Record) else some)]
    return Snapshot(Snapshot.of(flat).records, suspect=frozenset(one.id for one in suspect))


def chain() -> dict[str, Record]:
    note, pain, need = made(Note, text="cold"), made(Pain), made(Need)
    requirement = made(Requirement)
    return {
        "note": note, "pain": pain, "need": need, "requirement": requirement,
        "criterion": made(Criterion, parent=requirement.id), "response": made(Response, requirement=requirement.id),
        "a": link(pain, note), "b": link(need, pain), "c": link(requirement, need),
    }  # fmt: skip
