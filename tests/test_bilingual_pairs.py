"""The 867 pairs of a real bilingual service go through fields, board, outline, PDF and HTML, and no letter of them is missing.

They lie outside this repository; `HCD_BILINGUAL` names their folder, and without it a handful of hard ones is tried.
"""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest
from fontTools.ttLib import TTFont

from exports import write
from exports.options import Options
from hcd_studio.bilingual import Words
from hcd_studio.draft import tidy
from hcd_studio.records import Lane, Need, Note, Stage, Step
from hcd_studio.session import Session
from hcd_studio.sorting import welsh_key
from hcd_studio.templates import new_session
from resources import path as resource
from tests.studio import running

HARD = [
    ("Ŵyr, ŷd, ẁ, ẃ, ẅ, ỳ: Llŷn, dŵr, sŵn", "Water, sound, and the Llŷn peninsula"),
    ("Mae’n rhaid i’r gwasanaeth roi gwybod i bobl – “ar unwaith” – am £5…", "The service must tell people – “at once” – for £5…"),
    ("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch", "St Mary’s church"), ("Ï, ë, ö, â, ê, î, ô, û", "Café"),
]  # fmt: skip
PLACES = (os.environ.get("HCD_BILINGUAL", ""),)
"""Where the pairs may lie."""


def real_pairs() -> list[tuple[str, str]]:
    """(Welsh, English) of every key that stands in both files, once."""
    folder = next((Path(one) for one in PLACES if one and (Path(one) / "hwf-cy.yml").exists()), None)
    if folder is None:
        return []
    cy, en = (_leaves((folder / f"hwf-{side}.yml").read_text("utf-8")) for side in ("cy", "en"))
    found = [(tidy(cy[key]), tidy(en[key])) for key in cy if key in en]
    return [pair for pair in found if all(pair)]


def _leaves(text: str) -> dict[str, str]:
    """The leaves of a plain YAML file by their path: enough of it for files of words."""
    found: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    for line in text.splitlines():
        match = re.match(r"^(\s*)([^\s#][^:]*):(?:\s+(?:[&*]\S+\s*)?(.*))?$", line)
        if not match:
            continue
        depth, key, value = len(match[1]), match[2].strip("'\""), (match[3] or "").strip()
        above = [one for one in above if one[0] < depth]
        above.append((depth, key))
        if value and value not in ("|", ">", "|-", ">-"):
            found["/".join(name for _, name in above[1:])] = value.strip("'\"").replace("\\n", " ").replace('\\"', '"')
    return found


@pytest.fixture(scope="module")
def known() -> list[tuple[str, str]]:
    return [*HARD, *real_pairs()]


def filled(path: Path, known: list[tuple[str, str]]) -> Session:
    """A session in which every pair is a need; the shorter ones are steps and notes as well."""
    session = new_session(path, "blank")
    with session.change("fill") as draft:
        lane = draft.all(Lane)[0]
        stage = draft.add(Stage(title=Words(en="All", cy="Popeth", state="checked")))
        for cy, en in known:
            draft.add(Need(i_need=Words(en=en, cy=cy, state="checked")))
        for cy, en in [pair for pair in known if len(pair[0]) < 90][:60]:
            step = draft.add(Step(title=Words(en=en, cy=cy, state="checked"), stage=stage.id))
            draft.add(Note(step=step.id, lane=lane.id, text=cy, language="cy", translation=en, kind="quote"))
    return session


def test_the_bundled_fonts_have_every_letter_of_every_pair(known: list[tuple[str, str]]) -> None:
    letters = {
        ord(letter) for pair in known for text in pair for letter in text if letter.isprintable() and letter != "\xa0"
    }
    fonts = [TTFont(one) for one in Path(str(resource("fonts"))).glob("*.ttf")]
    assert fonts
    text = [one for one in fonts if "Atkinson" in str(one["name"].getDebugName(1))]
    assert text
    for one in text:
        gone = sorted(chr(letter) for letter in letters - set(one.getBestCmap()))
        assert gone == [], one["name"].getDebugName(4)


def test_every_pair_leaves_in_html_and_pdf_with_all_its_words(tmp_path: Path, known: list[tuple[str, str]]) -> None:
    with filled(tmp_path / "day.hcd", known) as session:
        snapshot = session.snapshot()
    options = Options(language="side", audience="council", made=date(2026, 5, 14))
    files = {one.suffix: one for one in write(snapshot, tmp_path / "pack", "pack", ["html", "pdf"], options).files}
    page = _plain(re.sub(r"<[^>]+>", " ", files[".html"].read_text("utf-8")))
    pdf = _joined(" ".join(one.extract_text() for one in pypdf.PdfReader(files[".pdf"]).pages))
    lost_html = [text for pair in known for text in pair if _joined(text) not in _joined(page)]
    lost_words = sorted({word for pair in known for text in pair for word in text.split() if _joined(word) not in pdf})
    assert lost_html == []
    assert lost_words == []
    assert "�" not in pdf


def test_the_map_bears_every_welsh_title(tmp_path: Path, known: list[tuple[str, str]]) -> None:
    with filled(tmp_path / "day.hcd", known) as session:
        snapshot = session.snapshot()
        titles = [one.title.cy for one in session.all(Step)]
    [file] = write(snapshot, tmp_path / "map.html", "map", ["html"], Options(language="cy", audience="council")).files
    page = _joined(_plain(re.sub(r"<[^>]+>", " ", file.read_text("utf-8"))))
    assert [one for one in titles if _joined(one) not in page] == []


def test_fields_board_and_outline_show_the_words_as_they_are(
    qapp: Any, tmp_path: Path, known: list[tuple[str, str]]
) -> None:
    filled(tmp_path / "day.hcd", known).close()
    with running(qapp, path=tmp_path / "day.hcd") as studio:
        studio.context.speaker.set("cy")
        session = studio.context.bridge.session
        assert session is not None
        studio.window.show_page("translation")
        page: Any = studio.window.pages["translation"]
        page.show_state("")
        for one in session.all(Need)[:12]:
            page._stand(page.model.row_of((one.id, "i_need")))
            cy, en = (box.toPlainText() for _, box in page.panel.editor.sides)
            assert (cy, en) == (one.i_need.cy, one.i_need.en)
        assert len(page.model.rows) >= len(known)
        board: Any = studio.window.page("map")
        live = board.board.board.live
        for note in session.all(Note):
            box = live.box_of(note.id)
            assert box is not None
            assert _joined("".join(box.lines)).rstrip("…") in _joined(note.text)


def test_welsh_titles_sort_by_the_welsh_alphabet(known: list[tuple[str, str]]) -> None:
    ordered = sorted((cy for cy, _ in known), key=welsh_key)
    assert ordered == sorted(ordered, key=welsh_key)
    assert sorted(["lwc", "llan", "ddoe", "dwr", "chwarae", "cyw"], key=welsh_key) == [
        "cyw",
        "chwarae",
        "dwr",
        "ddoe",
        "lwc",
        "llan",
    ]


def _plain(text: str) -> str:
    import html

    return html.unescape(text)


def _joined(text: str) -> str:
    """Without blanks, for lines break where there is room, and without the stop that a sentence around it takes the place of."""
    return re.sub(r"[\s\xad\u200b]+", "", text).rstrip(".,;:")
