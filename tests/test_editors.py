"""A text that is being typed while copies meet, or when the power fails: no word of anybody is lost."""

from __future__ import annotations

from pathlib import Path

from hcd_studio.journal import jot, jotted, take_up
from hcd_studio.merge import merge
from tests.meeting import at, morning, say, texts, the_note
from tests.pictures import agree


def test_an_editor_that_is_open_across_a_merge_keeps_both_texts(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    say(b, "came meanwhile")
    with at(a) as session:
        note = the_note(session)
        opened = {
            name: tuple(head.id for head in session.store.heads(note.id, name)) for name in ("text", "translation")
        }
        merge(session, [b])
        with session.change("edit_note") as draft:
            draft.patch(note, text="typed meanwhile", prev=opened)
        assert texts(session, note) == {"came meanwhile", "typed meanwhile"}


def test_an_editor_opened_on_an_empty_field_does_not_replace_what_came_meanwhile(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    with at(b) as session, session.change("translate") as draft:
        draft.patch(the_note(session), translation="Methu uwchlwytho'r llun")
    with at(a) as session:
        merge(session, [b])
        with session.change("translate") as draft:
            draft.patch(the_note(session), translation="Dim llun", prev={"translation": ()})
        assert session.versions == {(the_note(session).id, "translation"): 2}


def test_an_editor_open_across_a_merge_and_a_crash_keeps_both_texts(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    say(b, "came meanwhile")
    with at(a) as session:
        note = the_note(session)
        jot(
            session,
            note.id,
            "text",
            "typed before the crash",
            [head.id for head in session.store.heads(note.id, "text")],
        )
        merge(session, [b])
        crashed = tmp_path / "crashed.hcd"
        for ending in ("", "-wal"):
            crashed.with_name(crashed.name + ending).write_bytes(a.with_name(a.name + ending).read_bytes())
    with at(crashed) as session:
        (one,) = jotted(session)
        with session.change("edit_note") as draft:
            take_up(draft, one)
        assert texts(session, the_note(session)) == {"came meanwhile", "typed before the crash"}
        agree(session)
