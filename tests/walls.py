"""The page of pain points as its tests drive it: a room of three, eight notes that hurt, two themes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hcd_studio.bilingual import Words
from hcd_studio.records import Note, Theme
from hcd_studio.session import Session
from hcd_studio.templates import new_session
from hcd_studio.verbs import insights, notes, people
from hcd_studio.verbs.notes import theme_order
from tests.studio import running


@contextmanager
def pains_page(qapp: Any, folder: Path) -> Iterator[Any]:
    """The page, shown; `page.studio` is the program around it."""
    with new_session(folder / "day.hcd", "blue-badge") as session:
        for group in ("Residents", "Residents", "Staff"):
            people.add_participant(session, group=group)
        made = [notes.add_note(session, text=f"Hurts {n}", kind="pain", language="en") for n in range(8)]
        insights.add_theme(session, Words("Proof", "Prawf"), notes=tuple(made[:2]))
        insights.add_theme(session, Words("Waiting", "Aros"))
    with running(qapp, path=folder / "day.hcd") as studio:
        studio.window.show_page("pains")
        found: Any = studio.window.pages["pains"]
        found.studio = studio
        qapp.processEvents()
        yield found


def session_of(page: Any) -> Session:
    found: Session = page.context.bridge.session
    return found


def under(page: Any, title: str) -> list[str]:
    session = session_of(page)
    theme = next((one for one in session.all(Theme) if one.title.en == title), None)
    id = theme.id if theme else ""
    return [
        note.text for note in theme_order(one for one in session.all(Note) if one.theme == id and one.kind == "pain")
    ]


def note(page: Any, text: str) -> Note:
    return next(one for one in session_of(page).all(Note) if one.text == text)


def stand(page: Any, *texts: str) -> None:
    ids = [note(page, text).id for text in texts]
    page.wall.setFocus()
    page.wall.choose(ids, ids[-1])


def dialog(qapp: Any) -> Any:
    found = qapp.activeModalWidget()
    assert found is not None
    return found
