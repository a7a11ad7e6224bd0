"""Paints a sheet as a picture with Pillow: strips drawn larger and shrunk, so that edges are smooth and memory small."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw, ImageFont, PngImagePlugin

from exports.document import Drawing
from exports.painter import Colour, runs
from exports.poster import Poster
from exports.svg_path import BOX, flatten, icon_path
from hcd_studio.layout import Path, Rect
from hcd_studio.layout.shapes import scaled
from hcd_studio.layout.text import face, tidy
from hcd_studio.speech import Language
from resources import path as resource

FINER = 3
"""How many times finer the strips are drawn than the picture becomes."""

STRIP = 256
"""The height of a strip of the picture in pixels."""

Polygons = list[list[tuple[float, float]]]


def png_of(poster: Poster, dpi: int) -> bytes:
    """A sheet as a PNG file that knows its resolution."""
    return picture_of(poster, dpi, poster.frame.title)


def picture_of(poster: Drawing, dpi: int, title: str) -> bytes:
    """Any drawing as a PNG file under a title."""
    recorder = PngPainter(dpi / 72 * FINER)
    poster.paint(recorder)
    width, height = round(poster.width / 72 * dpi), round(poster.height / 72 * dpi)
    picture = Image.new("RGB", (width, height), "#FFFFFF")
    for top in range(0, height, STRIP):
        rows = min(STRIP, height - top)
        strip = Image.new("RGB", (width * FINER, rows * FINER), "#FFFFFF")
        draw = ImageDraw.Draw(strip)
        for command in recorder.commands:
            if command.bottom >= top * FINER and command.top <= (top + rows) * FINER:
                command.draw(strip, draw, -top * FINER)
        picture.paste(strip.reduce(FINER), (0, top))
    about = PngImagePlugin.PngInfo()
    about.add_itxt("Title", tidy(title))
    out = BytesIO()
    picture.save(out, "PNG", dpi=(dpi, dpi), pnginfo=about, optimize=False)
    return out.getvalue()


class _Shape:
    def __init__(self, polygons: Polygons, fill: Colour, edge: Colour, width: float, dash: tuple[float, ...]):
        self.polygons = [[(x, y) for x, y in polygon] for polygon in polygons]
        self.fill, self.edge, self.dash = fill, edge, dash
        self.width = max(1, round(width))
        ys = [y for polygon in polygons for _, y in polygon]
        self.top, self.bottom = min(ys) - width, max(ys) + width

    def draw(self, strip: Image.Image, draw: ImageDraw.ImageDraw, dy: float) -> None:
        for polygon in self.polygons:
            points = [(x, y + dy) for x, y in polygon]
            if self.fill and len(points) > 2:
                draw.polygon(points, fill=self.fill)
            if self.edge:
                for line in _dashed(points, self.dash) if self.dash else [points]:
                    draw.line(line, fill=self.edge, width=self.width, joint="curve")


class _Text:
    def __init__(self, x: float, y: float, text: str, font: ImageFont.FreeTypeFont, colour: Colour):
        self.x, self.y, self.text, self.font, self.colour = x, y, text, font, colour
        self.top, self.bottom = y - font.size * 1.2, y + font.size * 0.5

    def draw(self, strip: Image.Image, draw: ImageDraw.ImageDraw, dy: float) -> None:
        draw.text((self.x, self.y + dy), self.text, fill=self.colour, font=self.font, anchor="ls")


class _Icon:
    def __init__(self, name: str, x: float, y: float, size: float, colour: Colour):
        self.name, self.x, self.y, self.size, self.colour = name, round(x), round(y), max(1, round(size)), colour
        self.top, self.bottom = y, y + size + 1

    def draw(self, strip: Image.Image, draw: ImageDraw.ImageDraw, dy: float) -> None:
        mask = _mask(self.name, self.size)
        strip.paste(self.colour, (self.x, self.y + round(dy)), mask)


@cache
def _mask(name: str, size: int) -> Image.Image:
    """An icon as a stencil; what lies inside an odd number of outlines is ink."""
    mask = Image.new("1", (size, size))
    for polygon in flatten(scaled(icon_path(name), size / BOX)):
        if len(polygon) > 2:
            one = Image.new("1", (size, size))
            ImageDraw.Draw(one).polygon(polygon, fill=1)
            mask = ImageChops.logical_xor(mask, one)
    return mask


@cache
def _font(name: str, size: float) -> ImageFont.FreeTypeFont:
    file = str(resource("fonts", face(name).file))
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)


class PngPainter:
    """The painter that records what is drawn, in fine pixels, for strip after strip."""

    def __init__(self, k: float):
        self.commands: list[_Shape | _Text | _Icon] = []
        self.stack: list[tuple[float, float, float, Rect | None]] = []
        self.x = self.y = 0.0
        self.k = k
        self.clip: Rect | None = None

    def begin(self, x: float, y: float, k: float, clip: Rect | None = None) -> None:
        self.stack.append((self.x, self.y, self.k, self.clip))
        self.x, self.y, self.k = self.x + x * self.k, self.y + y * self.k, self.k * k
        if clip is not None:
            self.clip = Rect(self.x + clip.x * self.k, self.y + clip.y * self.k, clip.w * self.k, clip.h * self.k)

    def end(self) -> None:
        self.x, self.y, self.k, self.clip = self.stack.pop()

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
        placed = scaled(path, self.k, self.x + x * self.k, self.y + y * self.k)
        self._add(flatten(placed), fill, edge, width, dash)

    def rect(self, rect: Rect, *, fill: Colour = "", edge: Colour = "", width: float = 1) -> None:
        x, y, w, h = rect
        self._add([self._points((x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y))], fill, edge, width, ())

    def line(
        self, x0: float, y0: float, x1: float, y1: float, edge: Colour, width: float, dash: tuple[float, ...] = ()
    ) -> None:
        points = self._points((x0, y0), (x1, y1))
        if self.clip is not None:
            points = _cut(points, self.clip)
        if points:
            self._add([points], "", edge, width, dash)

    def text(self, x: float, y: float, text: str, name: str, size: float, colour: Colour, language: Language) -> None:
        left = self.x + x * self.k
        for at, piece in runs(text, name):
            font = _font(at, round(size * self.k, 2))
            # Word by word: Pillow rounds each letter to a pixel, and a long line would drift from where it was measured.
            for word in re.findall(r"\S+\s*|\s+", piece):
                if word.strip():
                    self.commands.append(_Text(left, self.y + y * self.k, word.replace("\u00a0", " "), font, colour))
                left += face(at).width(word, size) * self.k

    def icon(self, name: str, x: float, y: float, size: float, colour: Colour) -> None:
        self.commands.append(_Icon(name, self.x + x * self.k, self.y + y * self.k, size * self.k, colour))

    def _points(self, *points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(self.x + x * self.k, self.y + y * self.k) for x, y in points]

    def _add(self, polygons: Polygons, fill: Colour, edge: Colour, width: float, dash: tuple[float, ...]) -> None:
        if polygons:
            fine = tuple(part * self.k for part in dash)
            self.commands.append(_Shape(polygons, fill, edge, width * self.k, fine))


def _cut(points: list[tuple[float, float]], clip: Rect) -> list[tuple[float, float]]:
    """The part of a straight line inside a rectangle (Liang and Barsky); nothing if it lies outside."""
    (x0, y0), (x1, y1) = points
    dx, dy = x1 - x0, y1 - y0
    enter, leave = 0.0, 1.0
    for p, q in ((-dx, x0 - clip.x), (dx, clip.right - x0), (-dy, y0 - clip.y), (dy, clip.bottom - y0)):
        if p == 0:
            if q < 0:
                return []
        elif p < 0:
            enter = max(enter, q / p)
        else:
            leave = min(leave, q / p)
    if enter >= leave:
        return []
    return [(x0 + enter * dx, y0 + enter * dy), (x0 + leave * dx, y0 + leave * dy)]


def _dashed(points: list[tuple[float, float]], dash: tuple[float, ...]) -> Polygons:
    """A line as its dashes."""
    found: Polygons = []
    at, left, on = 0, dash[0], True
    current = [points[0]]
    for (x0, y0), (x1, y1) in pairwise(points):
        length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
        done = 0.0
        while length - done > left:
            done += left
            point = (x0 + (x1 - x0) * done / length, y0 + (y1 - y0) * done / length)
            if on:
                found.append([*current, point])
            current = [point]
            on = not on
            at = (at + 1) % len(dash)
            left = dash[at]
        left -= length - done
        current.append((x1, y1))
    if on and len(current) > 1:
        found.append(current)
    return found
