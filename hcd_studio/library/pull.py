"""What others put into the library comes in: every object that is not known yet, oldest first, checked edit by edit."""

from __future__ import annotations

from hcd_studio.library import keys
from hcd_studio.library.driver import Missing
from hcd_studio.library.limits import LARGEST_PICTURE, MOST_AT_ONCE
from hcd_studio.library.pictures import picture_in
from hcd_studio.library.progress import tell
from hcd_studio.library.segment import Newer, Unsound, unpack
from hcd_studio.library.visit import Visit, changes_in, have_of, held_by
from hcd_studio.speech import Message
from hcd_studio.store.exchange import Checked


def pull(visit: Visit) -> None:
    """Read what is new, take it in as one merge, and only then call it known."""
    _read_new(visit)
    together = Checked()
    for key in sorted(visit.opened):
        together.changes += visit.opened[key]
    before = set(visit.copy.since(0))
    if together.changes and visit.copy.lacks(together.changes):
        tell(visit.progress, 0.5, Message("Bringing together …"))
        visit.report.merge = visit.copy.take_in(visit.driver.describe().address, together)
    visit.report.received = len(held_by(together.changes) - before)
    for key, changes in visit.opened.items():
        visit.note_there(changes)
        if not visit.copy.lacks(changes):
            visit.memory.known[key] = visit.listing[key]


def _read_new(visit: Visit) -> None:
    wanted = [key for key in visit.segments() if key not in visit.memory.known]
    amount = 0
    for at, key in enumerate(wanted):
        tell(visit.progress, 0.5 * at / len(wanted), Message("Reading the library …"))
        amount += visit.listing[key]
        if amount > MOST_AT_ONCE and visit.opened:
            visit.report.waiting = True
            return
        found = visit.fetch(key)
        if found is None:
            continue
        try:
            if found.what == "changes":
                visit.opened[key] = changes_in(found, visit.copy.session).changes
            elif found.what == "have" and (have := have_of(found, key)) is not None:
                visit.haves.append(have)
        except Unsound:
            visit.report.unreadable += 1


def pull_pictures(visit: Visit) -> None:
    """Pictures that standing words name, by the hash of their content, under whatever name they lie."""
    wanted = visit.copy.missing_pictures()
    if not wanted:
        return
    lying = [key for key in visit.listing if key.startswith(keys.pictures(visit.copy.session))]
    likely = [key for key in lying if key.rpartition("/")[2][:64] in wanted]
    for key in [*likely, *(key for key in lying if key not in likely and not _is_plain(key))]:
        try:
            picture = picture_in(unpack(visit.driver.get(key, LARGEST_PICTURE)))
        except (Missing, Unsound, Newer):
            continue
        if picture is not None and picture[0] in wanted and visit.copy.bring(picture):
            wanted.discard(picture[0])
            visit.report.pictures_received += 1
    visit.report.pictures_missing = visit.report.merge.pictures = len(wanted)


def _is_plain(key: str) -> bool:
    """Whether a key is one that we would write ourselves, so that what lies there has the hash in its name, or is damaged."""
    name = key.rpartition("/")[2].removesuffix(keys.END)
    return len(name) == 64 and not set(name) - set("0123456789abcdef")
