"""Verbs of attachments: photos and sketches beside what they show."""

from __future__ import annotations

from hcd_studio.bilingual import Words
from hcd_studio.draft import Draft
from hcd_studio.pictures import Picture
from hcd_studio.records import Attachment, Idea, Note, Pain, Participant, Record, Step
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb


@verb(say=N_("Attach a picture"), told=N_("Picture attached. Say what it shows for those who cannot see it."))
def add_attachment(
    draft: Draft,
    parent: Record,
    picture: Picture,
    *,
    alt: Words = Words(),
    caption: Words = Words(),
    tier: str = "",
    participant: Participant | None = None,
) -> Attachment:
    """A photo or sketch of an idea, a step, a note or a pain point; it travels as far as what it belongs to, unless said."""
    if not isinstance(parent, Note | Step | Idea | Pain):
        raise Trouble(Message("Pictures belong to an idea, a step, a note or a pain point."))
    draft.pictures.append(picture.row)
    voice = participant.id if participant else getattr(parent, "participant", "")
    return draft.add(
        Attachment(
            parent=parent.id,
            sha256=picture.sha256,
            media=picture.media,
            alt=alt,
            caption=caption,
            tier=tier or getattr(parent, "tier", ""),
            participant=voice,
        )
    )
