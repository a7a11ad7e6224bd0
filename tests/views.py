"""Every page and dialog of the window, by name, brought up as a person would: for pictures, and for tests of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hcd_studio.records import Lane, Need, Note, Pain, Step
from hcd_studio.speech import Message, Trouble
from hcd_studio.templates import make_sample
from ui.pages import PAGES
from ui.strip import News

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
View = Callable[[Any], None]


def _page(name: str) -> View:
    return lambda studio: studio.window.show_page(name)


def _act(id: str) -> View:
    return lambda studio: studio.context.actions.run(id)


def _note(studio: Any) -> Note:
    """A pain point that has a trail, as far as there is one."""
    found: list[Note] = [one for one in studio.context.bridge.session.all(Note) if one.kind == "pain"]
    return found[0]


def _chosen(studio: Any) -> None:
    studio.window.page("map").reveal(_note(studio).id)


def _form(studio: Any) -> None:
    _chosen(studio)
    studio.window.page("map").edit_details()


def _step_form(studio: Any) -> None:
    page = studio.window.page("map")
    page.board.walker.stand_on_head("step", studio.context.bridge.session.all(Step)[2].id)
    page.edit_details()


def _outline(studio: Any) -> None:
    studio.window.page("map").show_twin("outline")


def _find(studio: Any) -> None:
    page = studio.window.page("map")
    studio.context.actions.run("find")
    page.find_bar.field.setText("photo")


def _editor(studio: Any) -> None:
    page = studio.window.page("map")
    page.board.zoom_full()
    page.reveal(_note(studio).id)
    page.board.edit_current()


def _drag_note(studio: Any) -> None:
    view = studio.window.page("map").board
    note = _note(studio)
    view.reveal(note.id)
    port, start = view.viewport(), view.visualRect(view.board.index_of(note.id)).center()
    _pull(port, start, start + QPoint(130, -70))


def _drag_head(studio: Any) -> None:
    view = studio.window.page("map").board
    rect = view.head_rect(("step", studio.context.bridge.session.all(Step)[1].id))
    _pull(view.viewport(), rect.center(), rect.center() + QPoint(260, 12))


def _drag_lane(studio: Any) -> None:
    view = studio.window.page("map").board
    rect = view.head_rect(("lane", studio.context.bridge.session.all(Lane)[1].id))
    _pull(view.viewport(), rect.center(), rect.center() + QPoint(20, 150))


def _pull(port: QWidget, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(port, LEFT, PLAIN, start)
    for part in (0.4, 1.0):
        QTest.mouseMove(port, start + (end - start) * part)


def _trouble(studio: Any) -> None:
    studio.context.bridge.trouble.emit(
        Trouble(
            Message("The disk is full."),
            safe=Message("What was kept before is safe."),
            do=Message("Make room on the disk, then do it again."),
        )
    )


def _crash(studio: Any) -> None:
    words = Message(
        "{n} text was being typed when the program stopped.",
        plural="{n} texts were being typed when the program stopped.", count=2, n=2,
    )  # fmt: skip
    first = Message("The first says: “{text}”", text="Mae’r llythyr yn gofyn am ddogfennau gwreiddiol")
    studio.window.strip.tell(
        News(words, first, "news", Message("Keep it"), lambda: None, Message("Throw it away"), lambda: None)
    )


def _busy(studio: Any) -> None:
    busy = studio.window.busy
    busy.live.text(busy.words, Message("Reading {source}", source="nodiadau-y-gweithdy.xlsx"))
    busy.bar.setRange(0, 1000)
    busy.bar.setValue(420)
    busy.show()


def _tray(studio: Any) -> None:
    studio.context.bridge.do("remove_step", studio.context.bridge.session.all(Step)[3])
    studio.window.show_page("unplaced")


def _paste(studio: Any) -> None:
    studio.window.files.paste_list("Nobody rang back\nMae’r ffurflen yn rhy hir\nThe photo was refused three times")


def _link(studio: Any) -> None:
    studio.window.acts.link(_note(studio).id)


def _table(name: str) -> View:
    return _act(f"table_{name}")


def _suspect(studio: Any) -> None:
    session = studio.context.bridge.session
    pain = next(one for one in session.all(Pain) if session.links.into(one.id))
    studio.context.bridge.do("edit_record", pain, title_en="Proof again and again")
    studio.window.show_page("needs")
    need = next(link.source for link in session.links.into(pain.id) if session.get(Need, link.source))
    studio.window.page("needs").go(need)


def _findings(studio: Any) -> None:
    page = studio.window.page("requirements")
    studio.window.show_page("requirements")
    words = {
        "statement_en": "The service shall quickly keep the answers for 28 days and send any suitable letter, etc.",
        "statement_cy": "Rhaid i’r gwasanaeth gadw’r atebion yn gyflym am 21 diwrnod.", "rationale_cy": "",
    }  # fmt: skip
    studio.context.bridge.do("edit_record", studio.context.bridge.session.find(page.desk.form.record), **words)
    page.desk.watch.settle()


def _usecases(studio: Any) -> None:
    studio.window.show_page("needs")
    studio.window.page("needs").show_list(True)


def _issue(studio: Any) -> None:
    studio.window.show_page("requirements")
    studio.context.actions.run("issue_pack_here")


VIEWS: dict[str, View] = {
    "language": _page("language"),
    "start": _page("start"),
    "board": lambda studio: None,
    "board-note": _chosen,
    "board-form": _form,
    "board-head-form": _step_form,
    "board-editor": _editor,
    "board-find": _find,
    "drag-note": _drag_note,
    "drag-step": _drag_head,
    "drag-lane": _drag_lane,
    "outline": _outline,
    "tray": _tray,
    "tray-empty": _page("unplaced"),
    "history": _page("history"),
    "error": _trouble,
    "crash": _crash,
    "busy": _busy,
    "needs-suspect": _suspect,
    "usecases": _usecases,
    "requirements-findings": _findings,
    "requirements-matrix": _table("matrix"),
    "requirements-weights": _table("weights"),
    "requirements-kpis": _table("kpis"),
    "requirements-costs": _table("costs"),
    "requirements-standards": _table("standards"),
    "dialog-issue": _issue,
    "dialog-new": _act("new"),
    "dialog-bring": _paste,
    "dialog-export": _act("export"),
    "dialog-data": _act("export_data"),
    "dialog-settings": _act("settings"),
    "dialog-keys": _act("keys"),
    "dialog-about": _act("about"),
    "palette": _act("palette"),
    "palette-link": _link,
}


SHOWN = {"map": "board", "unplaced": "tray"}
VIEWS.update({page.name: _page(page.name) for page in PAGES if SHOWN.get(page.name, page.name) not in VIEWS})


def settle(application: Any, studio: Any) -> None:
    """Let work end and everything be painted; let go what was told to go."""
    for _ in range(400):
        application.processEvents()
        board = studio.window.pages.get("map")
        if not studio.context.jobs.running and (board is None or not board.board.busy):
            break
        QTest.qWait(5)
    QThreadPool.globalInstance().waitForDone(2000)
    for _ in range(4):  # a layout that changes its mind asks those around it again
        application.processEvents()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@contextmanager
def seen(application: Any, studio: Any, name: str) -> Iterator[list[QWidget]]:
    """One view, and what is seen of it: the window, then the dialogs over it; put back afterwards."""
    window, session = studio.window, studio.context.bridge.session
    before = len(session.steps.undo)
    window.show_page("map")
    window.page("map").show_twin("board")
    window.page("map").board.fit()
    VIEWS[name](studio)
    settle(application, studio)
    try:
        yield [window, *_dialogs(window)]
    finally:
        for one in _dialogs(window):
            one.close()
        page = window.page("map")
        page.board.cancel_gesture()
        if page.board.editor is not None:
            page.board.editor.give_up()
        if page.inspector.editing:
            page.inspector.toggle_edit()
        if page.find_bar.isVisible():
            page.find_bar.done.click()
        studio.context.selection.clear()
        while window.strip.waiting:
            window.strip.answer()
        window.busy.hide()
        if "requirements" in window.pages:
            window.pages["requirements"].show_table("clauses")
        if "needs" in window.pages:
            window.pages["needs"].show_list(False)
        while len(session.steps.undo) > before:
            studio.context.bridge.undo()
        settle(application, studio)


def _dialogs(window: QWidget) -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window and one.isWindow()]


def sample(folder: Path) -> Path:
    """A closed session that holds the sample."""
    path = folder / "Blue Badge.hcd"
    make_sample(path).close()
    return path
