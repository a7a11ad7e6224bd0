"""Old segments are folded into one, so that a folder stays far below what a sync client can bear.

Only what every copy has, as its have-file says, and only what is older than a month. The new segment is there and read
back before an old one goes; a kill in between leaves both, which is no harm.
"""

from __future__ import annotations

from datetime import UTC, datetime

from hcd_studio.change import ChangeId
from hcd_studio.clock import stamp_time
from hcd_studio.library import keys
from hcd_studio.library.lines import pieces
from hcd_studio.library.push import put_segment
from hcd_studio.library.visit import Visit, changes_in

ENOUGH = 12
"""So many old segments are worth one new one."""
OLD = 30 * 86_400.0


def compact(visit: Visit) -> None:
    """Fold old segments, if there are enough of them and nobody still waits for one."""
    now = visit.copy.now()
    month = f"{datetime.fromtimestamp(now - OLD, UTC):%Y%m}"
    likely = [key for key in sorted(visit.memory.known) if key.rpartition("/")[2][:6] <= month]
    if len(likely) < ENOUGH or visit.report.waiting or not _all_have_all(visit):
        return
    folded: list[str] = []
    ids: dict[ChangeId, None] = {}
    for key in likely:
        found = visit.fetch(key)
        if found is None or found.what != "changes":
            continue
        changes = changes_in(found, visit.copy.session).changes
        newest = max((stamp_time(change.hlc).timestamp() for change in changes), default=now)
        if now - newest > OLD and not visit.copy.lacks(changes):
            folded.append(key)
            ids.update(dict.fromkeys(change.id for change in changes))
    if len(folded) < ENOUGH:
        return
    made = set()
    for lot in pieces(visit.copy.changes(ids)):
        key, size = put_segment(visit.driver, visit.copy.session, lot)
        visit.memory.known[key] = visit.listing[key] = size
        made.add(key)
    for key in folded:
        if key not in made:
            visit.driver.delete(key)
            visit.memory.known.pop(key, None)
            visit.listing.pop(key, None)
            visit.report.folded += 1


def _all_have_all(visit: Visit) -> bool:
    """Whether every copy that ever said what it has, has what I have; one whose saying cannot be read may lack anything."""
    read = {have.key for have in visit.haves}
    said = all(key in read or key in visit.memory.haves for key in visit.listing if keys.is_have(key))
    return said and all(
        have.summary == visit.memory.summary for have in visit.haves if have.key not in visit.memory.haves
    )
