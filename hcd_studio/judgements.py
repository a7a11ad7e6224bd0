"""Judgements that lose their ground: a checked pair whose texts changed, a link whose parent changed.

A judgement names the heads it was passed on. It stands as long as those heads stand; an undo that brings a text back
brings the judgement's ground back too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from hcd_studio.change import EditId
from hcd_studio.columns import columns, word_columns
from hcd_studio.fields import Id
from hcd_studio.reading import Head, said
from hcd_studio.records import KINDS, Link
from hcd_studio.store.log import edit_of, stands_for

if TYPE_CHECKING:
    from hcd_studio.session import Session

JUDGED = ("checked", "approved")


def stale_pairs(session: Session) -> frozenset[tuple[Id, str]]:
    """(record, field) of every checked or approved pair one side of which changed since."""
    found = set()
    for kind in KINDS:
        pairs = sorted({column.field for column in columns(kind).values() if column.side})
        for record in session.records[kind].values():
            for name in pairs:
                if getattr(record, name).state in JUDGED and not pair_stands(session, record.id, name):
                    found.add((record.id, name))
    return frozenset(found)


def pair_stands(session: Session, id: Id, name: str) -> bool:
    """Whether the judgement on one pair still names the texts that stand there."""
    judged = max(session.store.heads(id, f"{name}_state"), key=lambda head: head.order, default=None)
    if judged is None:
        return False
    now = {head.id for side in ("en", "cy") for head in said(session.store.heads(id, f"{name}_{side}"))}
    return _same(session, now, judged)


def suspect_links(session: Session) -> frozenset[Id]:
    """Links whose parent's words changed after they were confirmed."""
    prints: dict[Id, set[EditId]] = {}
    return frozenset(
        link.id for link in session.all(Link) if link.confirmed and not _link_stands(session, link, prints)
    )


def is_suspect(session: Session, link: Link) -> bool:
    """Whether one link's parent changed after the link was confirmed."""
    return link.confirmed and not _link_stands(session, link, {})


def _link_stands(session: Session, link: Link, prints: dict[Id, set[EditId]]) -> bool:
    judged = max(session.store.heads(link.id, "confirmed"), key=lambda head: head.order, default=None)
    if link.target not in prints:
        prints[link.target] = _words(session, link.target)
    return judged is not None and _same(session, prints[link.target], judged)


def _words(session: Session, id: Id) -> set[EditId]:
    kind = session.kind_of(id)
    heads = session.store.all_heads(id) if kind in KINDS else {}
    return {head.id for name in (word_columns(kind) if heads else ()) for head in said(heads.get(name, ()))}


def _same(session: Session, now: set[EditId], judgement: Head) -> bool:
    """Whether what stands now is what was judged.

    That an undo's judgement names the one it brought back is left out, and so is an empty place that an undo left.
    """
    if now == set(judgement.seen):
        return True

    def resolved(ids: Iterable[EditId]) -> set[EditId]:
        roots = {stands_for(session.store, id) for id in ids}
        return {id for id in roots if (found := edit_of(session.store, id)) is None or found[0].value != ""}

    return resolved(now) == resolved(judgement.seen) - resolved([judgement.id])
