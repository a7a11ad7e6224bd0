"""Cut, copy, paste: our own bundle, a table for Excel and Word, plain lines for everything else; and back."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from hcd_studio.bundle import Bundle, bundle_of, from_json, to_json
from hcd_studio.columns import columns, from_flat
from hcd_studio.draft import Draft
from hcd_studio.fields import Id
from hcd_studio.layout.notes import kind_of
from hcd_studio.records import Lane, Note, Step
from hcd_studio.speech import Message, Trouble
from hcd_studio.verbs.notes import add_note, cell, copy_of
from hcd_studio.words import KIND_WORDS
from ui.board.acts import Acts, Place

BUNDLE = "application/x-hcd-bundle+json"
ASK_FROM = 50
"""From so many pasted notes on one is asked first."""


def copy(acts: Acts) -> int:
    """Put what is chosen on the clipboard; gives how many."""
    notes = acts.chosen()
    if notes:
        QGuiApplication.clipboard().setMimeData(mime_of(acts, notes))
        acts.keep_cut()
        acts.context.bridge.tell(Message("Copied: {count}.", count=len(notes)))
    return len(notes)


def cut(acts: Acts) -> None:
    """Copy, and move when one pastes here; until then nothing is changed."""
    if copy(acts):
        acts.mark_cut(note.id for note in acts.chosen())
        acts.context.bridge.tell(Message("Ready to move: {count}. Go to another cell and paste.", count=len(acts.cut)))


def paste(acts: Acts, place: Place) -> list[Id]:
    """What the clipboard holds becomes notes in a cell; what was cut here moves there."""
    mime = QGuiApplication.clipboard().mimeData()
    if mime is None or acts.session is None:
        return []
    current = acts.context.selection.current
    here = [note.id for note in acts.notes_in(place)]
    after = current if current in here else here[-1] if here else ""
    if mime.hasFormat(BUNDLE):
        bundle = _bundle(acts, mime)
        ids = [str(row.get("id", "")) for row in bundle.records.get("note", ())] if bundle else []
        if acts.cut and set(ids) == acts.cut:
            return _move(acts, ids, place, after)
        return _paste_bundle(acts, bundle, place, after) if bundle else []
    if mime.hasImage() and not mime.hasText() and acts.chosen():
        acts.context.actions.run("paste_picture")
        return []
    if mime.hasUrls():
        return []  # files go to the window
    return _paste_words(acts, mime.text(), mime.html() if mime.hasHtml() else "", place, after)


def mime_of(acts: Acts, notes: Sequence[Note]) -> QMimeData:
    """Notes as our bundle, as a table and as lines."""
    mime = QMimeData()
    mime.setData(BUNDLE, to_json(bundle_of(notes)).encode())
    mime.setText("\n".join(" ".join((note.text or note.translation).split()) for note in notes))
    mime.setHtml(_table(acts, notes))
    return mime


def _table(acts: Acts, notes: Sequence[Note]) -> str:
    say, session = acts.context.speaker.say, acts.session
    heads = [Message("Step"), Message("Lane"), Message("Kind"), Message("What was said"), Message("Language")]
    rows = ["<tr>" + "".join(f"<th>{escape(say(head))}</th>" for head in heads) + "</tr>"]
    for note in notes:
        step = session.get(Step, note.step) if session else None
        lane = session.get(Lane, note.lane) if session else None
        kind = Message(KIND_WORDS[kind_of(note, lane.kind if lane else "")])
        cells = [
            say(step.title) if step else "", say(lane.title) if lane else "", say(kind), note.text or note.translation,
            note.language,
        ]  # fmt: skip
        body = "".join("<td>" + escape(one).replace("\n", "<br>") + "</td>" for one in cells)
        rows.append(f"<tr>{body}</tr>")
    return '<html><head><meta charset="utf-8"></head><body><table>' + "".join(rows) + "</table></body></html>"


def _bundle(acts: Acts, mime: QMimeData) -> Bundle | None:
    with acts.context.bridge.caught():
        return from_json(bytes(mime.data(BUNDLE).data()).decode("utf-8", "replace"), "clipboard")
    return None


def _move(acts: Acts, ids: Sequence[Id], place: Place, after: Id) -> list[Id]:
    notes = [note for id in ids if (note := acts.note(id)) is not None]
    acts.keep_cut()
    return [note.id for note in notes] if acts.drop(notes, place, after) else []


def _paste_bundle(acts: Acts, bundle: Bundle, place: Place, after: Id) -> list[Id]:
    rows = bundle.records.get("note", ())

    def act(draft: Draft) -> list[Id]:
        last = draft.get(Note, after) if after else None
        made: list[Id] = []
        for row in rows:
            rank = draft.rank_after(cell(draft, *place), last)
            last = draft.add(copy_of(_note(draft, row), step=place[0], lane=place[1], rank=rank))
            made.append(last.id)
        return made

    return _kept(acts, acts.context.bridge.together("duplicate_note", act, pasted(len(rows))), place)


def _note(draft: Draft, row: Any) -> Note:
    """The note that was copied: the one that lives here, else what the clipboard says, without what it refers to."""
    known = columns(Note.table)
    living = draft.get(Note, str(row.get("id", "")))
    if living is not None:
        return living
    values = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in row.items()
        if name in known and known[name].role not in ("ref", "rank", "citation")
    }
    found = from_flat(Note.table, "", values)
    assert isinstance(found, Note)
    return found


def _paste_words(acts: Acts, text: str, html: str, place: Place, after: Id) -> list[Id]:
    from hcd_studio.importers.detect import read_text

    with acts.context.bridge.caught():
        found = read_text(text, html).notes
        if not found:
            raise Trouble(Message("The clipboard holds no words."), do=Message("Copy a text first."))
        many = Message("Paste {count} notes into one cell?", count=len(found))
        if len(found) >= ASK_FROM and not acts.context.ask.sure(many, Message("Paste")):
            return []

        def act(draft: Draft) -> list[Id]:
            last = draft.get(Note, after) if after else None
            made: list[Id] = []
            step, lane = draft.get(Step, place[0]), draft.get(Lane, place[1])
            for one in found:
                last = add_note(draft, step, lane, one.text, kind=one.kind, language=one.language, after=last)
                made.append(last.id)
            return made

        return _kept(acts, acts.context.bridge.together("add_note", act, pasted(len(found))), place)
    return []


def _kept(acts: Acts, made: Any, place: Place) -> list[Id]:
    ids = made if isinstance(made, list) else []
    if ids:
        acts.context.selection.set(ids, place=place)
        if acts.twin is not None:
            acts.twin.reveal(ids[-1])
    return ids


def pasted(count: int) -> Message:
    """What is told of a paste."""
    return Message("Pasted: {count}. Ctrl+Z undoes it.", count=count)
