"""Paints a sheet as SVG: text as text under its real family names, icons once each, a title and a description."""

from __future__ import annotations

from exports.markup import markup
from exports.painter import Colour, measure, runs
from exports.poster import Poster
from exports.svg_path import BOX, icon_path
from hcd_studio.layout import Path, Rect
from hcd_studio.layout.text import face
from hcd_studio.speech import Language

FALLBACKS = {"Atkinson Hyperlegible Next": "'Noto Sans', 'DejaVu Sans', sans-serif", "Source Serif 4": "serif"}


def svg_of(poster: Poster, title: str, description: str, language: Language) -> bytes:
    """A sheet as an SVG file."""
    painter = SvgPainter(language)
    poster.paint(painter)
    w, h = number(poster.width), number(poster.height)
    mm_w, mm_h = number(poster.width / 72 * 25.4), number(poster.height / 72 * 25.4)
    symbols = "".join(
        f'<symbol id="{name}" viewBox="0 0 {BOX:g} {BOX:g}"><path d="{path_data(icon_path(name))}"/></symbol>\n'
        for name in sorted(painter.icons)
    )
    styles = "".join(f".{short}{{{style}}}\n" for style, short in painter.styles.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="{mm_w}mm" '
        f'height="{mm_h}mm" viewBox="0 0 {w} {h}" role="img" aria-labelledby="title desc" xml:lang="{language}" '
        f'lang="{language}">\n<title id="title">{markup(title)}</title>\n<desc id="desc">{markup(description)}</desc>\n'
        f"<style>text{{white-space:pre}}\n{styles}</style>\n<defs>\n{symbols}</defs>\n"
        + "\n".join(painter.out)
        + "\n</svg>\n"
    ).encode()


class SvgPainter:
    """The painter that writes SVG elements."""

    def __init__(self, language: Language):
        self.out: list[str] = []
        self.icons: set[str] = set()
        self.styles: dict[str, str] = {}
        self.language = language
        self.clips = 0
        self.opened: list[str] = []

    def begin(self, x: float, y: float, k: float, clip: Rect | None = None) -> None:
        extra = ""
        if clip is not None:
            self.clips += 1
            box = f'x="{number(clip.x)}" y="{number(clip.y)}" width="{number(clip.w)}" height="{number(clip.h)}"'
            self.out.append(f'<clipPath id="clip{self.clips}"><rect {box}/></clipPath>')
            extra = f' clip-path="url(#clip{self.clips})"'
        self.out.append(f'<g transform="translate({number(x)} {number(y)}) scale({k:.6g})"{extra}>')

    def end(self) -> None:
        self.out.append("</g>")

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
        place = f' transform="translate({number(x)} {number(y)})"' if x or y else ""
        self.out.append(f'<path d="{path_data(path)}"{place}{_paint(fill, edge, width, dash)}/>')

    def rect(self, rect: Rect, *, fill: Colour = "", edge: Colour = "", width: float = 1) -> None:
        x, y, w, h = map(number, rect)
        self.out.append(f'<rect x="{x}" y="{y}" width="{w}" height="{h}"{_paint(fill, edge, width, ())}/>')

    def line(
        self, x0: float, y0: float, x1: float, y1: float, edge: Colour, width: float, dash: tuple[float, ...] = ()
    ) -> None:
        ends = f'x1="{number(x0)}" y1="{number(y0)}" x2="{number(x1)}" y2="{number(y1)}"'
        self.out.append(f"<line {ends}{_paint('', edge, width, dash)}/>")

    def text(self, x: float, y: float, text: str, name: str, size: float, colour: Colour, language: Language) -> None:
        pieces = runs(text, name)
        if not pieces:
            return
        inner = "".join(
            markup(piece) if at == name else f'<tspan class="{self.style(at, size, colour)}">{markup(piece)}</tspan>'
            for at, piece in pieces
        )
        mark = f' xml:lang="{language}" lang="{language}"' if language != self.language else ""
        # Where the family is missing, another one is squeezed or stretched to the width that was measured.
        long = number(measure(text, name, size))
        place = f'x="{number(x)}" y="{number(y)}" textLength="{long}" class="{self.style(name, size, colour)}"'
        self.out.append(f'<text {place} lengthAdjust="spacingAndGlyphs"{mark}>{inner}</text>')

    def icon(self, name: str, x: float, y: float, size: float, colour: Colour) -> None:
        self.icons.add(name)
        box = f'x="{number(x)}" y="{number(y)}" width="{number(size)}" height="{number(size)}"'
        self.out.append(f'<use href="#{name}" {box} fill="{colour}"/>')

    def style(self, name: str, size: float, colour: Colour) -> str:
        """The class of one way of setting text."""
        chosen = face(name)
        family = f"'{chosen.family}', {FALLBACKS.get(chosen.family, 'sans-serif')}"
        style = f"font-family:{family};font-weight:{chosen.weight};font-size:{number(size)}px;fill:{colour}"
        return self.styles.setdefault(style, f"t{len(self.styles)}")


def _paint(fill: Colour, edge: Colour, width: float, dash: tuple[float, ...]) -> str:
    found = f' fill="{fill or "none"}"'
    if edge:
        found += f' stroke="{edge}" stroke-width="{number(width)}"'
    if dash:
        found += f' stroke-dasharray="{" ".join(map(number, dash))}"'
    return found


def number(value: float) -> str:
    """A length with as many places as a printer can tell apart."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def path_data(path: Path) -> str:
    """A path as SVG writes it."""
    return "".join(f"{verb}{' '.join(map(number, n))}" for verb, n in path)
