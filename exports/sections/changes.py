"""What changed since the pack was last issued, and every issue before."""

from __future__ import annotations

from exports.document import Block, Table, twin
from exports.sections.saying import DASH, chosen, date_of, head, para, said
from exports.sections.told import Told
from hcd_studio.records import PackIssue
from hcd_studio.speech import N_


def changes(told: Told) -> tuple[Block, ...]:
    """The latest issue's changes in words, then all issues in a table."""
    found = told.snapshot.all(PackIssue)
    if not found:
        return ()
    blocks: list[Block] = [head(2, N_("What changed since the last issue"), "changes")]
    blocks.append(para(twin(found[-1].changed) or said(N_("Nothing was written about what changed."))))
    heads = (N_("Version"), N_("Issued on"), N_("Audience"), N_("Approved by"), N_("What changed"))
    rows = tuple(
        (
            twin(one.version or one.ref or "–"), twin(date_of(one.issued)) or DASH,
            twin(chosen(one, "audience")) if one.audience else DASH, twin(one.approved_by) or DASH, twin(one.changed) or DASH,
        )
        for one in found
    )  # fmt: skip
    caption = said(N_("Issues of this pack"))
    blocks.append(Table(caption, tuple(said(one) for one in heads), rows, "issues", (0.12, 0.18, 0.14, 0.18, 0.38)))
    return tuple(blocks)
