"""The painter that writes PDF operators: paths as they are, icons once each, text in embedded faces."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from reportlab.pdfbase import pdfdoc, pdfmetrics

from exports.painter import Colour, runs
from exports.svg_path import BOX, icon_path
from exports.tagged import TaggedCanvas
from hcd_studio.layout import Path, Rect
from hcd_studio.speech import Language

_VERBS = {"M": "m", "L": "l", "C": "c"}


class PdfPainter:
    """Paints on a tagged canvas with y downwards; `spaced` ends each line with a blank so that words stay apart."""

    def __init__(self, canvas: TaggedCanvas, *, spaced: bool = True):
        self.canvas = canvas
        self.spaced = spaced

    def begin(self, x: float, y: float, k: float, clip: Rect | None = None) -> None:
        self._put(f"q {k:.6g} 0 0 {k:.6g} {_n(x)} {_n(y)} cm")
        if clip is not None:
            self._put(f"{_box(clip)} re W n")

    def turn(self, height: float) -> None:
        """Begin with the origin at the top left and y downwards; end with `end`."""
        self._put(f"q 1 0 0 -1 0 {_n(height)} cm")

    def end(self) -> None:
        self._put("Q")

    def shape(
        self,
        path: Path,
        x: float = 0,
        y: float = 0,
        *,
        fill: Colour = "",
        edge: Colour = "",
        width: float = 1,
        dash: tuple[float, ...] = (),
    ) -> None:
        place = f"1 0 0 1 {_n(x)} {_n(y)} cm " if x or y else ""
        self._put(f"q {place}{_paint(fill, edge, width, dash)}{path_operators(path)} {_end(fill, edge)} Q")

    def rect(self, rect: Rect, *, fill: Colour = "", edge: Colour = "", width: float = 1) -> None:
        self._put(f"q {_paint(fill, edge, width, ())}{_box(rect)} re {_end(fill, edge)} Q")

    def line(
        self, x0: float, y0: float, x1: float, y1: float, edge: Colour, width: float, dash: tuple[float, ...] = ()
    ) -> None:
        self._put(f"q {_paint('', edge, width, dash)}{_n(x0)} {_n(y0)} m {_n(x1)} {_n(y1)} l S Q")

    def text(self, x: float, y: float, text: str, name: str, size: float, colour: Colour, language: Language) -> None:
        self._put(self.text_operators(x, y, text, name, size, colour))

    def text_operators(self, x: float, y: float, text: str, name: str, size: float, colour: Colour) -> str:
        """One line of text as operators, for what is put into a page later."""
        canvas = self.canvas
        operators = [f"BT {_colour(colour)} rg 1 0 0 -1 {_n(x)} {_n(y)} Tm"]
        pieces = runs(text, name)
        for at, (real, piece) in enumerate(pieces):
            font: Any = pdfmetrics.getFont(real)
            if self.spaced and at == len(pieces) - 1 and not piece.endswith(" "):
                piece += " "
            for subset, codes in font.splitString(piece, canvas._doc):
                operators.append(f"{font.getSubsetInternalName(subset, canvas._doc)} {_n(size)} Tf")
                operators.append(f"({canvas._escape(codes)}) Tj")
        operators.append("ET")
        return " ".join(operators)

    def icon(self, name: str, x: float, y: float, size: float, colour: Colour) -> None:
        canvas = self.canvas
        if not canvas.hasForm(name):
            form = pdfdoc.PDFFormXObject(0, 0, BOX, BOX)
            form.compression = 1
            form.Resources = pdfdoc.PDFResourceDictionary()
            form.setStreamList([path_operators(icon_path(name)) + " f"])
            canvas._doc.addForm(name, form)
        k = f"{size / BOX:.6g}"
        self._put(f"q {_colour(colour)} rg {k} 0 0 {k} {_n(x)} {_n(y)} cm")
        canvas.doForm(name)
        self._put("Q")

    def _put(self, operators: str) -> None:
        self.canvas._code.append(operators)


def path_operators(path: Path) -> str:
    """A path as PDF writes it."""
    return " ".join("h" if verb == "Z" else f"{' '.join(map(_n, n))} {_VERBS[verb]}" for verb, n in path)


def _paint(fill: Colour, edge: Colour, width: float, dash: tuple[float, ...]) -> str:
    found = f"{_colour(fill)} rg " if fill else ""
    if edge:
        found += f"{_colour(edge)} RG {_n(width)} w "
    if dash:
        found += f"[{' '.join(map(_n, dash))}] 0 d "
    return found


def _end(fill: Colour, edge: Colour) -> str:
    return "B" if fill and edge else "f" if fill else "S"


def _box(rect: Rect) -> str:
    return " ".join(map(_n, rect))


@lru_cache(maxsize=200)
def _colour(colour: Colour) -> str:
    return " ".join(_n(int(colour[at : at + 2], 16) / 255, 3) for at in (1, 3, 5))


def _n(value: float, places: int = 2) -> str:
    text = f"{value:.{places}f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))
    return "0" if text in ("-0", "") else text
