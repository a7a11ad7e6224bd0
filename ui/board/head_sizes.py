"""How large the heads of the board are at a zoom, and how their titles are broken."""

from __future__ import annotations

from dataclasses import dataclass

from hcd_studio.layout.live import LiveMap
from ui.board.paints import Letters

WORDED = 0.97
"""From this zoom on channels are told by words, below it by icons alone."""


@dataclass(frozen=True)
class HeadSizes:
    """How large the panes are, in logical px."""

    left: int
    top: int


def head_scale(zoom: float) -> float:
    """Heads keep their size when the board shrinks and grow with it up to twice."""
    return min(max(zoom, 1.0), 2.0)


def head_sizes(live: LiveMap, zoom: float) -> HeadSizes:
    """The sizes of the panes at a zoom."""
    k, metrics = head_scale(zoom), live.metrics
    channels = [mark.rect.y for head in live.heads for mark in head.channels]
    if channels and zoom < WORDED:  # icons alone need one row
        height = min(channels) + metrics.channel_leading + metrics.channel_pad
        return HeadSizes(round(metrics.lane_head * k), round(height * k))
    return HeadSizes(round(live.metrics.lane_head * k), round(live.head_height * k))


def between_words(letters: Letters, title: str, room: float) -> list[str]:
    """A title broken between its words only; a word that is wider than the room is cut."""
    lines: list[str] = []
    for word in title.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and letters.width(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word if letters.width(word) <= room else letters.cut(word, room))
    return lines
