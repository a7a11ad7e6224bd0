"""Miro boards as JSON: a dump of widgets, items of the Web SDK, or pages of the REST API v2.

A note belongs to the frame that its parent names, else to the innermost frame that contains its centre; frames within
frames make a path. Pictures, lines and authors are left out. Colours become kinds only through a mapping.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from hcd_studio.importers.found import CannotRead, Mapping
from hcd_studio.importers.harvest import Harvest
from hcd_studio.importers.jsonfile import inner, number, records, words
from hcd_studio.importers.markup import plain
from hcd_studio.speech import Message

_NOTES = frozenset(("sticker", "sticky_note", "stickynote", "shape", "text", "card", "app_card", "paragraph"))
_MOST_FRAMES = 2_000
_TYPES = _NOTES | frozenset(
    "frame image line connector preview embed document tag group kanban usm mockup drawing paint emoji webscreenshot"
    " curve doc_format mindmap_node data_table_format".split()
)


@dataclass(frozen=True, slots=True)
class _Frame:
    id: str
    title: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)

    def contains(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def widgets_of(value: Any) -> list[dict[str, Any]]:
    """The widgets of a board in any of the three shapes; empty when it is none."""
    for key in ("widgets", "data", "items", ""):
        found = records(value, key)
        if found and sum(_type(one) in _TYPES for one in found) * 2 >= len(found):
            return found
        pages = [one for page in found for one in records(page, "data")]
        if pages and sum(_type(one) in _TYPES for one in pages) * 2 >= len(pages):
            return pages
    return []


def is_empty_board(value: Any) -> bool:
    """Whether this is a board's dump without a widget."""
    return isinstance(value, dict) and value.get("widgets") == []


def read_board(value: Any, harvest: Harvest, mapping: Mapping) -> None:
    """Read a board into the harvest, frame by frame, from top to bottom."""
    widgets = widgets_of(value)
    harvest.title = words(value, "title", "name")
    harvest.mapping = mapping
    places = _places(widgets)
    frames = [_frame(one, places[id(one)]) for one in widgets if _type(one) == "frame"]
    if len(frames) > _MOST_FRAMES:
        raise CannotRead(
            Message("The board has more than {most} frames.", most=_MOST_FRAMES),
            do=Message("Export a part of the board."),
        )
    paths = {frame: _path(frame, frames) for frame in frames}
    for frame in sorted(frames, key=lambda frame: (frame.top, frame.left)):
        harvest.group(*paths[frame])
    tags = {words(one, "id"): words(one, "title") for one in widgets if _type(one) == "tag"}
    notes = [one for one in widgets if _type(one) in _NOTES]
    for one, group in _in_order(notes, frames, paths, places):
        harvest.rows += 1
        labels = _labels(one, tags)
        kind = mapping.kind_of(*labels, _colour(one), *reversed(group))
        text = _text(one)
        if not harvest.note(text, where=f"item {words(one, 'id')}", kind=kind, group=group, labels=labels):
            harvest.empty += 1
    pictures = sum(_type(one) in ("image", "drawing", "paint", "document", "preview", "embed") for one in widgets)
    if pictures:
        harvest.warn(
            Message("{n} picture was left out.", plural="{n} pictures were left out.", count=pictures, n=pictures)
        )


def _type(one: dict[str, Any]) -> str:
    return words(one, "type").casefold()


def _text(one: dict[str, Any]) -> str:
    """The words of a widget without HTML; a card's title and description."""
    data = inner(one, "data") or one
    if _type(one) in ("card", "app_card"):
        parts = [plain(words(data, "title")), plain(words(data, "description"))]
        return "\n\n".join(part for part in parts if part.strip())
    return plain(words(data, "content", "text", "plainText"))


def _colour(one: dict[str, Any]) -> str:
    style = inner(one, "style")
    return words(style, "stickerBackgroundColor", "fillColor", "cardTheme", "backgroundColor")


def _labels(one: dict[str, Any], tags: dict[str, str]) -> list[str]:
    found = one.get("tags")
    names = [words(tag, "title", "name", "text") for tag in records(found)]
    if isinstance(found, list):
        names += [tag for tag in found if isinstance(tag, str)]
    ids = one.get("tagIds")
    names += [tags.get(str(tag), "") for tag in ids] if isinstance(ids, list) else []
    return [name for name in names if name]


Box = tuple[float, float, float, float]


def _places(widgets: list[dict[str, Any]]) -> dict[int, Box]:
    """Centre, width and height of every widget on the board; places within a parent are made absolute."""
    placed = {id(one): _box(one) for one in widgets}
    by_id = {words(one, "id"): placed[id(one)] for one in widgets}
    for one in widgets:
        parent = by_id.get(_parent(one)) if _parent(one) else None
        relative = words(inner(one, "position"), "relativeTo") or words(one, "relativeTo")
        if parent and relative == "parent_top_left":
            x, y, width, height = placed[id(one)]
            placed[id(one)] = (x + parent[0] - parent[2] / 2, y + parent[1] - parent[3] / 2, width, height)
    return placed


def _box(one: dict[str, Any]) -> Box:
    bounds, position, geometry = inner(one, "bounds"), inner(one, "position") or one, inner(one, "geometry") or one
    left, right = number(bounds, "left"), number(bounds, "right")
    top, bottom = number(bounds, "top"), number(bounds, "bottom")
    if not math.isnan(left + right + top + bottom):
        return ((left + right) / 2, (top + bottom) / 2, abs(right - left), abs(bottom - top))
    scale = number(one, "scale", 1.0)
    width, height = number(geometry, "width", 0.0) * scale, number(geometry, "height", 0.0) * scale
    return (number(position, "x"), number(position, "y"), width, height)


def _parent(one: dict[str, Any]) -> str:
    return words(inner(one, "parent"), "id") or words(one, "parentId", "parentFrameId")


def _frame(one: dict[str, Any], box: Box) -> _Frame:
    x, y, width, height = box
    title = plain(words(inner(one, "data"), "title") or words(one, "title"))
    return _Frame(words(one, "id"), title, x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _path(frame: _Frame, frames: list[_Frame]) -> list[str]:
    """The titles from the outermost frame that holds this one to itself."""
    x, y = (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2
    outer = [other for other in frames if other.area > frame.area and other.contains(x, y)]
    return [one.title for one in sorted(outer, key=lambda other: -other.area)] + [frame.title]


def _in_order(
    notes: list[dict[str, Any]], frames: list[_Frame], paths: dict[_Frame, list[str]], places: dict[int, Box]
) -> list[tuple[dict[str, Any], list[str]]]:
    """Each note with its group, frames from top to bottom, notes in reading order within; unframed ones last."""
    by_id = {frame.id: frame for frame in frames if frame.id}
    heights = sorted(height for one in notes if (height := places[id(one)][3]) > 0)
    line = heights[len(heights) // 2] if heights else 1.0
    keyed = []
    for at, one in enumerate(notes):
        x, y, _, _ = places[id(one)]
        frame = by_id.get(_parent(one)) or min(
            (frame for frame in frames if frame.contains(x, y)), key=lambda frame: frame.area, default=None
        )
        x, y = (0.0 if math.isnan(x) else x), (0.0 if math.isnan(y) else y)
        where = (0, frame.top, frame.left) if frame and not math.isnan(frame.top) else (1, 0.0, 0.0)
        keyed.append(((*where, y // line, x, at), one, paths[frame] if frame else []))
    return [(one, group) for _, one, group in sorted(keyed, key=lambda item: item[0])]
