"""Links that no longer hold as they were confirmed, around one record; looked at again and confirmed in one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcd_studio.fields import Id
from hcd_studio.questions.trail import below
from hcd_studio.records import Link
from hcd_studio.session import now
from hcd_studio.speech import Message
from ui.context import Context

if TYPE_CHECKING:
    from hcd_studio.draft import Draft


def suspect_around(context: Context, id: Id) -> list[Link]:
    """The suspect links by which a record rests on others, near or far, and by which others rest on it."""
    session = context.bridge.session
    if session is None or not id:
        return []
    snapshot = now(session, judged=True)
    if not snapshot.suspect:
        return []
    beneath = below(snapshot, id)
    found = [link for source in beneath for link in snapshot.links.out(source) if link.id in snapshot.suspect]
    found += [link for link in snapshot.links.into(id) if link.id in snapshot.suspect and link not in found]
    return found


def confirm_around(context: Context, id: Id) -> int:
    """Confirm all of them as one change; tells how many, and says so where there are none."""
    from hcd_studio.verbs.needs import confirm_link

    links = suspect_around(context, id)
    if not links:
        context.bridge.tell(Message("Everything that this rests on stands as it was confirmed."))
        return 0

    def acts(draft: Draft) -> bool:
        for link in links:
            confirm_link(draft, link)
        return True

    context.bridge.together("confirm_link", acts, Message("Links confirmed as they stand now: {n}.", n=len(links)))
    return len(links)
