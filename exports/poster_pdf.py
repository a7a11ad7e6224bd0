"""A map as PDF: one sheet, chapters, or A4 tiles cut from one drawing; then the same map in words. Tagged (PDF/UA-1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from string import ascii_uppercase

from exports.document import Block
from exports.map_words_pdf import paint_words
from exports.painter_pdf import PdfPainter
from exports.poster import MM, PAPERS, Poster
from exports.tagged import TaggedCanvas
from hcd_studio.layout import Rect
from hcd_studio.layout.text import REGULAR, face
from hcd_studio.speech import N_, Language, Message

BORDER = 8 * MM
"""The edge of an A4 sheet that no office printer reaches."""

OVERLAP = 10 * MM
"""How much of its neighbour each tile repeats, for glue."""


@dataclass(frozen=True, slots=True)
class Tiling:
    """How many A4 sheets make a poster, and how large it becomes."""

    columns: int
    rows: int

    @property
    def size(self) -> tuple[float, float]:
        """The size of the glued poster in points."""
        return self.columns * _STEP_X + OVERLAP, self.rows * _STEP_Y + OVERLAP


_SHOWN_X = PAPERS["A4"][0] - 2 * BORDER
_SHOWN_Y = PAPERS["A4"][1] - 2 * BORDER
_STEP_X, _STEP_Y = _SHOWN_X - OVERLAP, _SHOWN_Y - OVERLAP


def tiling_for(size: tuple[float, float]) -> Tiling:
    """The tiles that come nearest to a sheet; the poster is laid out to fill them exactly."""
    columns = max(1, round((size[0] - OVERLAP) / _STEP_X))
    rows = max(1, round((size[1] - OVERLAP) / _STEP_Y))
    return Tiling(columns, rows)


def pdf_of(
    posters: Sequence[Poster],
    alts: Sequence[str],
    blocks: Sequence[Block],
    languages: Sequence[Language],
    title: str,
    author: str,
    made: date,
    tiling: Tiling | None = None,
) -> tuple[bytes, int]:
    """The document and its number of pages: pictures first, then the words."""
    size = PAPERS["A4"] if tiling else (posters[0].width, posters[0].height)
    canvas = TaggedCanvas(size, language=languages[0], title=title, author=author, made=made)
    for poster, alt in zip(posters, alts, strict=True):
        if tiling:
            _tiles(canvas, poster, alt, tiling, languages)
        else:
            _sheet(canvas, poster, alt)
    if blocks:
        paint_words(canvas, blocks, languages, title)
    return canvas.finish(), canvas.pages


def _sheet(canvas: TaggedCanvas, poster: Poster, alt: str) -> None:
    w, h = poster.width, poster.height
    canvas.setPageSize((w, h))
    box = f"<</O /Layout /Placement /Block /BBox [0 0 {w:.2f} {h:.2f}]>>"
    painter = PdfPainter(canvas)
    with canvas.tag("Figure", alt=alt, attributes=box):
        painter.turn(h)
        poster.paint(painter)
        painter.end()
    canvas.showPage()


def _tiles(canvas: TaggedCanvas, poster: Poster, alt: str, tiling: Tiling, languages: Sequence[Language]) -> None:
    with canvas.form("poster", poster.width, poster.height):
        painter = PdfPainter(canvas)
        painter.turn(poster.height)
        poster.paint(painter)
        painter.end()
    figure = None
    wide, high = PAPERS["A4"]
    for row in range(tiling.rows):
        for column in range(tiling.columns):
            canvas.setPageSize((wide, high))
            window = Rect(column * _STEP_X, row * _STEP_Y, _SHOWN_X, _SHOWN_Y)
            if figure is None:
                with canvas.tag("Figure", alt=alt) as figure:
                    _window(canvas, poster, window)
            else:
                with canvas.within(figure):
                    _window(canvas, poster, window)
            _crop_marks(canvas, tiling, row, column, languages)
            canvas.showPage()


def _window(canvas: TaggedCanvas, poster: Poster, window: Rect) -> None:
    """Show the part of the poster that a tile bears; the poster's y runs down, the page's up."""
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(BORDER, BORDER, _SHOWN_X, _SHOWN_Y)
    canvas.clipPath(clip, stroke=0)
    canvas.translate(BORDER - window.x, BORDER + _SHOWN_Y + window.y - poster.height)
    canvas.doForm("poster")
    canvas.restoreState()


def _crop_marks(canvas: TaggedCanvas, tiling: Tiling, row: int, column: int, languages: Sequence[Language]) -> None:
    """Mark where to cut and glue, and which tile this is."""
    wide, high = PAPERS["A4"]
    painter = PdfPainter(canvas)
    with canvas.artifact():
        painter.turn(high)
        reach = BORDER * 0.7
        for x in (BORDER, wide - BORDER):
            outside = 0 if x == BORDER else wide
            for y in (BORDER, high - BORDER):
                above = 0 if y == BORDER else high
                painter.line(x, above, x, above + (reach if y == BORDER else -reach), "#000000", 0.5)
                painter.line(outside, y, outside + (reach if x == BORDER else -reach), y, "#000000", 0.5)
        if column:
            x = BORDER + OVERLAP
            painter.line(x, 0, x, reach, "#000000", 0.5, (2.0, 2.0))
            painter.line(x, high, x, high - reach, "#000000", 0.5, (2.0, 2.0))
        if row:
            y = BORDER + OVERLAP
            painter.line(0, y, reach, y, "#000000", 0.5, (2.0, 2.0))
            painter.line(wide, y, wide - reach, y, "#000000", 0.5, (2.0, 2.0))
        words = tile_words(tiling, row, column)
        text = " · ".join(words.say(language) for language in languages)
        x = wide - BORDER - 12 - face(REGULAR).width(text, 8)
        painter.text(x, high - BORDER * 0.35, text, REGULAR, 8, "#000000", languages[0])
        painter.end()


def tile_words(tiling: Tiling, row: int, column: int) -> Message:
    """Which tile this is: its name and where it goes."""
    return Message(
        N_("{name} of {all}: row {row} of {rows}, column {column} of {columns}"),
        name=tile_name(row, column), all=tiling.rows * tiling.columns,
        row=row + 1, rows=tiling.rows, column=column + 1, columns=tiling.columns,
    )  # fmt: skip


def tile_name(row: int, column: int) -> str:
    """The name of a tile: a letter for its row, a number for its column."""
    letters = ascii_uppercase[row % 26] * ceil((row + 1) / 26)
    return f"{letters}{column + 1}"
