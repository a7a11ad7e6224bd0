"""Use cases with the complex needs and exceptions that a supplier must know."""

from __future__ import annotations

from exports.document import Block
from exports.sections.saying import cited, ends, field, head, listed
from exports.sections.told import Told
from hcd_studio.records import Need, UseCase
from hcd_studio.speech import N_
from hcd_studio.words import field_words


def usecases(told: Told) -> tuple[Block, ...]:
    """Every use case."""
    found = [one for one in told.snapshot.all(UseCase) if one.title or one.main_flow]
    if not found:
        return ()
    blocks: list[Block] = [head(2, N_("Use cases and complex needs"), "usecases")]
    for one in found:
        blocks.append(head(3, cited(one), f"usecase-{one.id[:8]}"))
        for name in ("actor", "trigger", "main_flow", "complex_needs", "exceptions"):
            blocks += field(field_words("usecase", name).id, getattr(one, name))
        blocks += field(N_("Needs"), listed(ends(told.snapshot, one.id, Need)))
    return tuple(blocks)
