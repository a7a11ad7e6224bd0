"""What one sees while the board is panned, zoomed and changed: never blank, never wrong, and the same whatever way led there."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QRegion

from hcd_studio import verbs
from hcd_studio.records import Note
from tests.making import Held, held
from tests.test_board_model import one_act, pick
from ui.board import surface
from ui.board.frame import SIDE, Frame, keys


@pytest.fixture
def board(qapp: object, tmp_path: Path) -> Iterator[Held]:
    with held(tmp_path / "map.hcd", 200) as found:
        yield found


def seen(board: Held) -> QImage:
    return board.view.viewport().grab().toImage()


def pane(board: Held, image: QImage) -> QImage:
    return image.copy(board.view.camera.pane)


def painted(image: QImage, ground: QColor) -> float:
    """The share of points that are not bare ground."""
    points = [(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)]
    return sum(image.pixelColor(x, y) != ground for x, y in points) / len(points)


@pytest.mark.parametrize("seed", range(4))
def test_the_picture_is_the_same_whatever_way_led_there(board: Held, seed: int) -> None:
    chance, view = random.Random(seed), board.view
    for _ in range(25):
        act = chance.randrange(4)
        if act == 0:
            view.set_zoom(view.camera.zoom * chance.choice((0.7, 0.9, 1.2, 1.6)))
        elif act == 1:
            bar = pick(chance, (view.horizontalScrollBar(), view.verticalScrollBar()))
            bar.setValue(bar.value() + chance.choice((-300, -40, 40, 300, 1000)))
        elif act == 2:
            one_act(board.session, chance)
        seen(board)
        if chance.random() < 0.5:
            board.settle()
    board.context.selection.clear()
    board.settle()
    found = seen(board)
    view._make_paints()
    view.viewport().update()
    board.settle()
    assert found == seen(board)


@pytest.mark.parametrize("by", [0.6, 0.9, 1.3, 2.0])
@pytest.mark.parametrize("start", [0.7, 1.0])
def test_a_zoom_is_never_blank(board: Held, start: float, by: float) -> None:
    view = board.view
    view.set_zoom(start)
    board.settle()
    for _ in range(3):
        view.set_zoom(view.camera.zoom * by)
        first = pane(board, seen(board))
        ground = board.view.paints.colour("canvas")
        assert view.zooming
        assert not view.tiles.sharp
        assert painted(first, ground) > 0.04
    board.settle()
    sharp = pane(board, seen(board))
    assert painted(first, ground) > painted(sharp, ground) / 3


@pytest.mark.parametrize("zoom", [0.3, 1.0])
def test_what_was_changed_is_not_shown_as_it_was(board: Held, zoom: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where there is no time to paint it at once."""
    view = board.view
    view.set_zoom(zoom)
    board.settle()
    note = board.session.all(Note)[0]
    view.see(note.id)
    board.context.selection.clear()
    board.settle()
    rect = view.camera.rect_on_screen(board.model.live.rect_of(note.id) or pytest.fail("it is shown"))
    before = seen(board).copy(rect)
    monkeypatch.setattr(surface, "CHANGE_BUDGET", 0.0)
    monkeypatch.setattr(surface, "PAN_BUDGET", 0.0)
    verbs.do(board.session, "remove_note", note)
    assert seen(board).copy(rect) != before
    assert not view.tiles.sharp
    verbs.do(board.session, "edit_note", board.session.all(Note)[0], "Geiriau newydd")
    view.set_zoom(view.camera.zoom * 1.2)
    assert painted(pane(board, seen(board)), view.paints.colour("canvas")) > 0.04


def squares(area: QRect, colour: str) -> dict[tuple[int, int], QPixmap]:
    found = {}
    for key in keys(area):
        found[key] = QPixmap(SIDE, SIDE)
        found[key].fill(QColor(colour))
    return found


def drawn(frame: Frame, zoom: float, wanted: QRect) -> tuple[QImage, QRegion]:
    image = QImage(wanted.width(), wanted.height(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.translate(-wanted.topLeft())
    bare = frame.preview(painter, zoom, QRegion(wanted))
    painter.end()
    return image, bare


def test_a_frame_is_stretched_where_it_was_and_leaves_the_rest(qapp: object) -> None:
    frame, area = Frame(), QRect(100, 300, 400, 200)
    assert drawn(frame, 1.0, area)[1] == QRegion(area)
    frame.bring(area, 1.0, squares(area, "red"))
    image, bare = drawn(frame, 0.5, QRect(0, 100, 300, 200))
    assert bare == QRegion(0, 100, 300, 200).subtracted(QRegion(50, 150, 200, 100))
    assert image.pixelColor(60, 60) == QColor("red")
    assert image.pixelColor(40, 60) == QColor("white")


def test_a_frame_forgets_what_changed(qapp: object) -> None:
    frame, area, part = Frame(), QRect(0, 0, 300, 300), QRect(10, 10, 20, 20)
    frame.bring(area, 1.0, squares(area, "red"))
    frame.forget(part, 1.0)
    assert drawn(frame, 1.0, area)[1] == QRegion(part)
    assert drawn(frame, 2.0, area)[1] == QRegion(area), "where it would lie then is not known"
    frame.bring(area, 1.0, squares(area, "blue"))
    assert drawn(frame, 1.0, area)[0].pixelColor(15, 15) == QColor("blue")
    frame.forget(part, 2.0)
    assert drawn(frame, 1.0, area)[1] == QRegion(area), "what a change at another zoom touches is not known"


def test_nothing_is_stretched_once_all_is_sharp(board: Held) -> None:
    board.view.set_zoom(0.8)
    assert board.view.tiles.frame.zoom == 1.0
    board.settle()
    seen(board)
    assert not board.view.tiles.frame.zoom
