"""The outlines of notes: colour, corner, icon and lane head all say the same kind, so a map can be read in grey."""

from __future__ import annotations

from dataclasses import dataclass

from hcd_studio.layout.view import Metrics, Path, Rect

ROUND = 0.5523
"""How far the handles of a quarter circle reach."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A note's outline, to be filled and edged, and what is drawn on it in the colour of the edge."""

    outline: Path
    filled: tuple[Path, ...] = ()
    stroked: tuple[Path, ...] = ()
    dashed: bool = False
    bubble: Path = ()


def body_height(kind: str, height: float, metrics: Metrics) -> float:
    """The height of a note's sheet without the tail of a quote or the bubble of a thought."""
    if kind == "quote":
        return height - metrics.tail
    return height - metrics.bubble if kind == "thought" else height


def note_shape(kind: str, width: float, height: float, metrics: Metrics, inset: float = 0.5) -> Shape:
    """The shape of a note with its top left at 0, 0; `inset` keeps a 1 px edge inside the rectangle."""
    k = inset
    right, bottom = width - k, body_height(kind, height, metrics) - k
    r, c = metrics.radius, metrics.corner
    if kind == "quote":
        tip, tail = metrics.corner * 4 / 3, bottom + metrics.tail
        path = (
            *corner((right, k + r), (right, k), (right - r, k), start=True),
            *corner((k + r, k), (k, k), (k, k + r)),
            *corner((k, bottom - r), (k, bottom), (k + r, bottom)),
            ("L", (tip, bottom)), ("L", (tip, tail)), ("L", (tip + metrics.corner * 5 / 6, bottom)),
            *corner((right - r, bottom), (right, bottom), (right, bottom - r)), ("Z", ()),
        )  # fmt: skip
        return Shape(path)
    if kind == "thought":
        size = metrics.bubble * 0.38
        x, y = metrics.corner * 1.8, bottom + metrics.bubble - size
        r = min(metrics.corner, (bottom - k) / 2)
        return Shape(rounded(Rect(k, k, right - k, bottom - k), r), bubble=circle(x, y, size))
    if kind == "pain":
        path = (
            ("M", (k + r, k)), ("L", (right - c, k)), ("L", (right, k + c)),
            *corner((right, bottom - r), (right, bottom), (right - r, bottom)),
            *corner((k + r, bottom), (k, bottom), (k, bottom - r)),
            *corner((k, k + r), (k, k), (k + r, k)), ("Z", ()),
        )  # fmt: skip
        fold: Path = (("M", (right - c, k)), ("L", (right - c, k + c)), ("L", (right, k + c)))
        return Shape(path, stroked=(fold,))
    if kind == "idea":
        path = (
            *corner((k, k + r), (k, k), (k + r, k), start=True),
            *corner((right - r, k), (right, k), (right, k + r)),
            ("L", (right, bottom - c)), ("L", (right - c, bottom)),
            *corner((k + r, bottom), (k, bottom), (k, bottom - r)), ("Z", ()),
        )  # fmt: skip
        flap: Path = (
            ("M", (right, bottom - c)), ("L", (right - c, bottom - c)), ("L", (right - c, bottom)), ("Z", ()),
        )  # fmt: skip
        return Shape(path, filled=(flap,))
    plain = rounded(Rect(k, k, right - k, bottom - k), r)
    if kind == "evidence":
        edge = metrics.bar
        return Shape(plain, stroked=((("M", (edge, k)), ("L", (edge, bottom))),))
    if kind == "need":
        return Shape(plain, filled=(rounded(Rect(k, k, right - k, metrics.bar), min(r, metrics.bar / 2)),))
    return Shape(plain, dashed=kind == "question")


def stack_edges(width: float, body: float, metrics: Metrics) -> Path:
    """Two strokes under a note that covers others."""
    gap = metrics.stack / 2.4
    first, second = body + gap, body + 2 * gap
    near, far = metrics.corner * 0.4, metrics.corner * 0.85
    return (
        ("M", (near, first)), ("L", (width - near, first)), ("M", (far, second)), ("L", (width - far, second)),
    )  # fmt: skip


def corner(
    before: tuple[float, float], at: tuple[float, float], after: tuple[float, float], *, start: bool = False
) -> Path:
    """A rounded corner: to where it begins, then round to where it ends."""
    (bx, by), (x, y), (ax, ay) = before, at, after
    handles = (bx + (x - bx) * ROUND, by + (y - by) * ROUND, ax + (x - ax) * ROUND, ay + (y - ay) * ROUND)
    return (("M" if start else "L", before), ("C", (*handles, ax, ay)))


def rounded(rect: Rect, r: float) -> Path:
    """A rectangle with round corners."""
    x, y, w, h = rect
    r = min(r, w / 2, h / 2)
    return (
        *corner((x, y + r), (x, y), (x + r, y), start=True),
        *corner((x + w - r, y), (x + w, y), (x + w, y + r)),
        *corner((x + w, y + h - r), (x + w, y + h), (x + w - r, y + h)),
        *corner((x + r, y + h), (x, y + h), (x, y + h - r)),
        ("Z", ()),
    )


def circle(x: float, y: float, r: float) -> Path:
    """A circle."""
    return rounded(Rect(x - r, y - r, 2 * r, 2 * r), r)


def triangle_down(x: float, y: float, r: float) -> Path:
    """The mark of a low point: a triangle that points down."""
    return (("M", (x, y + r * 1.15)), ("L", (x - r * 1.2, y - r * 0.95)), ("L", (x + r * 1.2, y - r * 0.95)), ("Z", ()))


def triangle_up(x: float, y: float, r: float) -> Path:
    """The mark of a concern: a triangle that points up."""
    return (("M", (x, y - r * 1.1)), ("L", (x - r * 1.15, y + r * 0.9)), ("L", (x + r * 1.15, y + r * 0.9)), ("Z", ()))


def moved(path: Path, x: float, y: float) -> Path:
    """A path elsewhere."""
    return tuple((verb, tuple(at + (y if i % 2 else x) for i, at in enumerate(ats))) for verb, ats in path)


def scaled(path: Path, k: float, x: float = 0, y: float = 0) -> Path:
    """A path larger by k, then elsewhere."""
    return tuple((verb, tuple(at * k + (y if i % 2 else x) for i, at in enumerate(ats))) for verb, ats in path)
