"""Path data of our icons as plain moves, lines and curves, so that every painter draws the same icon."""

from __future__ import annotations

import re
from functools import cache
from math import atan2, ceil, cos, hypot, pi, sin, sqrt, tan

from hcd_studio.layout.view import Path
from resources import path as resource

BOX = 256.0
"""Icons are drawn in a square of this width."""

_TOKENS = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_NEEDS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}

Move = tuple[str, tuple[float, ...]]


@cache
def icon_path(name: str) -> Path:
    """The outline of an icon in `resources/icons`; an empty one where the icon is missing."""
    file = resource("icons", f"{name}.svg")
    if not file.is_file():
        return ()
    found = re.findall(r'<path[^>]*\sd="([^"]+)"', file.read_text("utf-8"))
    return tuple(move for data in found for move in parse_path(data))


def parse_path(data: str) -> Path:
    """SVG path data as absolute moves, lines and cubic curves."""
    return tuple(_Pen().draw(data))


class _Pen:
    def __init__(self) -> None:
        self.moves: list[Move] = []
        self.x = self.y = 0.0
        self.start = (0.0, 0.0)
        self.handle: tuple[float, float] | None = None
        self.quad: tuple[float, float] | None = None

    def draw(self, data: str) -> list[Move]:
        for verb, numbers in _commands(data):
            needs = _NEEDS[verb.upper()]
            groups = [numbers[at : at + needs] for at in range(0, len(numbers), needs)] if needs else [[]]
            for at, group in enumerate(groups):
                # Further pairs after a move are lines.
                real = ("l" if verb == "m" else "L") if at and verb in "mM" else verb
                self.step(real, group)
        return self.moves

    def step(self, verb: str, n: list[float]) -> None:
        dx, dy = (self.x, self.y) if verb.islower() else (0.0, 0.0)
        kind = verb.upper()
        handle, quad = self.handle, self.quad
        self.handle = self.quad = None
        if kind == "M":
            self.x, self.y = n[0] + dx, n[1] + dy
            self.start = (self.x, self.y)
            self.moves.append(("M", self.start))
        elif kind == "Z":
            self.x, self.y = self.start
            self.moves.append(("Z", ()))
        elif kind in "LHV":
            x = n[0] + dx if kind in "LH" else self.x
            y = n[-1] + dy if kind in "LV" else self.y
            self.x, self.y = x, y
            self.moves.append(("L", (x, y)))
        elif kind == "A":
            self.arc(n[0], n[1], n[2], bool(n[3]), bool(n[4]), n[5] + dx, n[6] + dy)
        else:
            self.curve(kind, [value + (dy if i % 2 else dx) for i, value in enumerate(n)], handle, quad)

    def curve(
        self, kind: str, n: list[float], handle: tuple[float, float] | None, quad: tuple[float, float] | None
    ) -> None:
        if kind in "ST":
            before = handle if kind == "S" else quad
            mirror = (2 * self.x - before[0], 2 * self.y - before[1]) if before else (self.x, self.y)
            n = [*mirror, *n]
        if kind in "QT":
            qx, qy, x, y = n
            self.quad = (qx, qy)
            n = [
                self.x + 2 / 3 * (qx - self.x), self.y + 2 / 3 * (qy - self.y),
                x + 2 / 3 * (qx - x), y + 2 / 3 * (qy - y), x, y,
            ]  # fmt: skip
        else:
            self.handle = (n[2], n[3])
        self.moves.append(("C", tuple(n)))
        self.x, self.y = n[4], n[5]

    def arc(self, rx: float, ry: float, turn: float, large: bool, sweep: bool, x: float, y: float) -> None:
        """An elliptical arc as cubics, after the SVG notes on its implementation."""
        x0, y0 = self.x, self.y
        self.x, self.y = x, y
        rx, ry = abs(rx), abs(ry)
        if not rx or not ry or (x0, y0) == (x, y):
            self.moves.append(("L", (x, y)))
            return
        phi = turn * pi / 180
        c, s = cos(phi), sin(phi)
        ux, uy = c * (x0 - x) / 2 + s * (y0 - y) / 2, -s * (x0 - x) / 2 + c * (y0 - y) / 2
        grow = sqrt((ux / rx) ** 2 + (uy / ry) ** 2)
        if grow > 1:
            rx, ry = rx * grow, ry * grow
        spare = (rx * ry) ** 2 - (rx * uy) ** 2 - (ry * ux) ** 2
        k = sqrt(max(spare, 0) / ((rx * uy) ** 2 + (ry * ux) ** 2)) * (-1 if large == sweep else 1)
        mx, my = k * rx * uy / ry, -k * ry * ux / rx
        cx, cy = c * mx - s * my + (x0 + x) / 2, s * mx + c * my + (y0 + y) / 2
        begin = atan2((uy - my) / ry, (ux - mx) / rx)
        span = atan2((-uy - my) / ry, (-ux - mx) / rx) - begin
        if sweep and span < 0:
            span += 2 * pi
        elif not sweep and span > 0:
            span -= 2 * pi
        parts = max(1, ceil(abs(span) / (pi / 2) - 1e-9))
        step = span / parts
        reach = 4 / 3 * tan(step / 4)
        for at in range(parts):
            a, b = begin + at * step, begin + (at + 1) * step
            points = (
                (cos(a) - reach * sin(a), sin(a) + reach * cos(a)),
                (cos(b) + reach * sin(b), sin(b) - reach * cos(b)),
                (cos(b), sin(b)),
            )
            flat = [
                value for px, py in points for value in (c * rx * px - s * ry * py + cx, s * rx * px + c * ry * py + cy)
            ]
            self.moves.append(("C", tuple(flat)))


def _commands(data: str) -> list[tuple[str, list[float]]]:
    found: list[tuple[str, list[float]]] = []
    at = 0
    while at < len(data):
        if found and found[-1][0] in "aA" and len(found[-1][1]) % 7 in (3, 4):
            # The two flags of an arc may stand together: 0113 is 0, 1, 13.
            flag = re.compile(r"[\s,]*([01])").match(data, at)
            if flag:
                found[-1][1].append(float(flag[1]))
                at = flag.end()
                continue
        token = _TOKENS.match(data, at)
        if token is None:
            at += 1
            continue
        if token[1]:
            found.append((token[1], []))
        elif found:
            found[-1][1].append(float(token[2]))
        at = token.end()
    return found


def flatten(path: Path, error: float = 0.25) -> list[list[tuple[float, float]]]:
    """A path as polygons, for painters that know no curves; `error` is how far a chord may stray."""
    polygons: list[list[tuple[float, float]]] = []
    for verb, n in path:
        if verb == "M":
            polygons.append([(n[0], n[1])])
        elif verb == "L":
            polygons[-1].append((n[0], n[1]))
        elif verb == "C":
            x0, y0 = polygons[-1][-1]
            x1, y1, x2, y2, x3, y3 = n
            length = hypot(x1 - x0, y1 - y0) + hypot(x2 - x1, y2 - y1) + hypot(x3 - x2, y3 - y2)
            parts = max(2, min(64, int(sqrt(length / error))))
            for at in range(1, parts + 1):
                t = at / parts
                a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
                polygons[-1].append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
        elif polygons and polygons[-1][0] != polygons[-1][-1]:
            polygons[-1].append(polygons[-1][0])
    return polygons
