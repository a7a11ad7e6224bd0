"""The colours of paper: white ground, notes in their own colours; or black and white, where corner and icon carry all."""

from __future__ import annotations

from dataclasses import dataclass, field

from exports.painter import Colour

_FILLS = {
    "action": "#F9E4A6", "quote": "#BCD7F3", "thought": "#F3EEFB", "pain": "#F4B9A6", "idea": "#DDF2CF",
    "evidence": "#E6E8E9", "question": "#FFFFFF", "need": "#ABDAD6",
}  # fmt: skip
_EDGES = {
    "action": "#805A00", "quote": "#124A86", "thought": "#7B55AD", "pain": "#98280F", "idea": "#2C6A2F",
    "evidence": "#4F5C65", "question": "#5B5346", "need": "#06505E",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of one way of printing."""

    paper: Colour = "#FFFFFF"
    ink: Colour = "#1B2630"
    muted: Colour = "#4D5861"
    hair: Colour = "#DAD4C6"
    border: Colour = "#827A6B"
    band: Colour = "#CFDFE0"
    curve: Colour = "#0A5A69"
    low: Colour = "#A5301A"
    edge_width: float = 1
    fills: dict[str, Colour] = field(default_factory=lambda: dict(_FILLS))
    edges: dict[str, Colour] = field(default_factory=lambda: dict(_EDGES))

    def fill(self, kind: str) -> Colour:
        """The ground of a note."""
        return self.fills.get(kind, self.paper)

    def edge(self, kind: str) -> Colour:
        """The edge of a note, and its icon."""
        return self.edges.get(kind, self.ink)


COLOURED = Ink()
PLAIN = Ink(
    ink="#000000", muted="#333333", hair="#BFBFBF", border="#666666", band="#D9D9D9", curve="#000000", low="#000000",
    edge_width=1.25, fills=dict.fromkeys(_FILLS, "#FFFFFF"), edges=dict.fromkeys(_EDGES, "#000000"),
)  # fmt: skip
