"""The history page: the newest changes at once, older ones as one scrolls, all of them for one who searches."""

from __future__ import annotations

from typing import Any

from hcd_studio.bilingual import Words
from hcd_studio.records import Lane, Step
from tests.studio import running
from ui.pages import history as page_


def test_older_changes_follow_as_one_scrolls_and_a_search_reads_them_all(
    qtbot: Any, qapp: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(page_, "PAGE", 10)
    with running(qapp) as studio:
        studio.window.files.make(Words(en="Long day"), "journey")
        session = studio.context.bridge.session
        step, lane = session.all(Step)[0], session.all(Lane)[0]
        for at in range(45):
            studio.context.bridge.do("add_note", step, lane, f"Note {at}", quiet=True)
        studio.window.show_page("history")
        page: Any = studio.window.pages["history"]
        qapp.processEvents()
        first = len(page.model.lines)
        assert 10 <= first < 45, "only what is seen is read"
        whole = page_.count(session)
        assert page.count.text() == f"Changes: {whole}"
        bar = page.table.verticalScrollBar()
        for _ in range(20):
            bar.setValue(bar.maximum())
            qapp.processEvents()
        assert len(page.model.lines) == whole
        assert [line.id for line in page.model.lines] == [line.id for line in page_.history(session)[::-1]]
        page.model.read()
        qtbot.keyClicks(page.words, "Note 3")
        assert page.chosen.rowCount() == 11
        assert page.count.text() == "Changes: 11"
