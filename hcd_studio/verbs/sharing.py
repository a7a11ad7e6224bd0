"""Verbs of copies that met: choosing between versions that were written at once."""

from __future__ import annotations

from dataclasses import replace

from hcd_studio.change import EditId
from hcd_studio.columns import title_of, word_columns
from hcd_studio.conflicts import Version, versions_of
from hcd_studio.draft import Draft, tidy
from hcd_studio.records import Note, Record
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb
from hcd_studio.verbs.notes import cell, copy_of

BOTH = "both"


@verb(say=N_("Choose a version"), told=N_("Version chosen."))
def settle_versions(
    draft: Draft, record: Record, field: str, *, keep: str = "", text: str = "", known: tuple[str, ...] = ()
) -> Record:
    """Keep one version (its letter or the id of its edit), `both` as two notes, or put a new text in place of all.

    `known` are the edits that whoever chooses has seen; a version that came later stays beside what was chosen.
    """
    record = draft.fresh(record)
    if field not in word_columns(record.table):
        raise Trouble(
            Message("{field} of {kind} is no text that can have versions.", field=field, kind=record.term()),
            do=Message("Choose one of: {fields}.", fields=list(word_columns(record.table))),
        )
    asked = {id.strip().lower() for id in known}
    heads = [head for head in draft.heads(record.id, field) if not asked or head.id.hex() in asked]
    found = versions_of(draft.session, record, field, heads)
    if len(found) < 2:
        raise Trouble(
            Message("{field} of “{title}” has one version only.", field=field, title=title_of(record)),
            do=Message("There is nothing to choose."),
        )
    replaced = {field: tuple(head.id for head in heads)}
    if keep == BOTH:
        return _as_notes(draft, record, field, found, replaced)
    chosen = _one(found, keep).text if keep else tidy(text)
    if not chosen:
        raise Trouble(
            Message("Nothing was chosen."),
            do=Message("Name a version ({letters}), keep both, or give a text.", letters=[one.letter for one in found]),
        )
    return draft.patch(record, {field: chosen}, prev=replaced)


def _one(found: tuple[Version, ...], keep: str) -> Version:
    wanted = keep.strip()
    for version in found:
        if wanted.upper() == version.letter or wanted.lower() in {edit.hex() for edit in version.edits}:
            return version
    raise Trouble(
        Message("There is no version {name}.", name=wanted),
        do=Message("Choose one of: {letters}.", letters=[one.letter for one in found]),
    )


def _as_notes(
    draft: Draft, record: Record, field: str, found: tuple[Version, ...], replaced: dict[str, tuple[EditId, ...]]
) -> Record:
    """The version on top stays; each other becomes a note of its own beside it, which remembers where its words came from."""
    if not isinstance(record, Note) or field != "text":
        raise Trouble(
            Message("Only the text of a note can be kept as two notes."),
            do=Message("Choose one version, or write a text that holds both."),
        )
    kept = draft.patch(record, {field: found[0].text}, prev=replaced)
    beside = kept
    for version in found[1:]:
        place = draft.rank_after(cell(draft, kept.step, kept.lane), beside)
        new = copy_of(kept, step=kept.step, lane=kept.lane, rank=place)
        beside = draft.add(replace(new, text=version.text, translation=""))
    return kept
