"""Paints a placed map, box by box, with any painter: stage bars, heads, lanes, notes, curve and blueprint lines."""

from __future__ import annotations

from functools import lru_cache

from exports.painter import Painter, measure
from exports.poster_look import Ink
from exports.svg_path import icon_path
from hcd_studio.layout import Cell, Curve, CurvePoint, LaneBand, Metrics, NoteBox, Placed, Rect, StepHead
from hcd_studio.layout.notes import KIND_ICONS, KIND_OF_LANE, kind_icon
from hcd_studio.layout.shapes import (
    Shape,
    body_height,
    circle,
    note_shape,
    rounded,
    stack_edges,
    triangle_down,
    triangle_up,
)
from hcd_studio.layout.text import face
from hcd_studio.speech import Language

_FILLED = {*KIND_ICONS.values(), "smiley", "gear", "users", "tray"} - {"paperclip"}

shape_of = lru_cache(maxsize=20_000)(note_shape)


def paint_map(placed: Placed, painter: Painter, ink: Ink) -> None:
    """Paint a whole map with its top left at the painter's origin."""
    for stage in placed.stages:
        m = placed.metrics
        painter.rect(stage.rect, fill=ink.ink)
        for at, line in enumerate(stage.lines):
            top = stage.rect.y + m.stage_pad + at * m.stage_leading
            y = top + face(m.stage_face).baseline(m.stage_size, m.stage_leading)
            painter.text(
                stage.rect.x + m.stage_inset, y, line.text, m.stage_face, m.stage_size, ink.paper, line.language
            )
    paint_ways(placed, painter, ink)
    for head in placed.steps:
        paint_step(head, placed.metrics, painter, ink)
    for band in placed.lanes:
        paint_lane(band, placed, painter, ink)
    painter.line(0, placed.height, placed.width, placed.height, ink.border, 1)
    paint_rules(placed, painter, ink)
    if placed.curve:
        paint_curve(placed.curve, placed, painter, ink)
    for row in placed.cells:
        for cell in row:
            if cell.gap:
                paint_gap(cell, placed.metrics, painter, ink)
    for box in placed.notes:
        paint_note(box, placed.metrics, painter, ink)
    counts = [(band, cell) for band, row in zip(placed.lanes, placed.cells, strict=True) for cell in row if band.folded]
    for band, cell in counts:
        paint_count(band, cell, placed.metrics, painter, ink)


def paint_ways(placed: Placed, painter: Painter, ink: Ink) -> None:
    """Paint branches and loops: arrows above the steps, loops dashed, each with the words that say when."""
    m = placed.metrics
    for way in placed.ways:
        painter.shape(way.line, edge=ink.ink, width=1.3, dash=(5.0, 3.0) if way.back else ())
        painter.shape(way.head, fill=ink.ink)
        leading = m.chip_small * 1.3
        for at, line in enumerate(way.words):
            y = way.text.bottom - (len(way.words) - at) * leading + face(m.text_face).baseline(m.chip_small, leading)
            painter.text(way.text.x, y, line.text, m.text_face, m.chip_small, ink.ink, line.language)


def paint_step(head: StepHead, m: Metrics, painter: Painter, ink: Ink) -> None:
    """Paint the head of a step: number, title, channels."""
    if head.number:
        x, y = head.rect.x + m.note_x, head.rect.y + m.step_pad
        if m.number_above:
            baseline = y + face(m.bold_face).baseline(m.number_size, m.number)
            painter.text(x, baseline, str(head.number), m.bold_face, m.number_size, ink.ink, "en")
        else:
            r = m.number / 2
            painter.shape(circle(x + r, y + r, r - 0.75), edge=ink.ink, width=1.5)
            size = measure(str(head.number), m.strong_face, m.number_size)
            baseline = y + face(m.strong_face).baseline(m.number_size, m.number)
            painter.text(x + r - size / 2, baseline, str(head.number), m.strong_face, m.number_size, ink.ink, "en")
    for at, line in enumerate(head.lines):
        y = head.text.y + at * m.step_leading + face(m.strong_face).baseline(m.step_size, m.step_leading)
        painter.text(head.text.x, y, line.text, m.strong_face, m.step_size, ink.ink, line.language)
    for mark in head.channels:
        top = mark.rect.y + (m.channel_leading - m.channel_icon) / 2
        painter.icon(mark.icon, mark.rect.x, top, m.channel_icon, ink.muted)
        for at, line in enumerate(mark.lines):
            y = mark.rect.y + at * m.channel_leading + face(m.text_face).baseline(m.channel_size, m.channel_leading)
            x = mark.rect.x + m.channel_icon + 4
            painter.text(x, y, line.text, m.text_face, m.channel_size, ink.muted, line.language)


def paint_lane(band: LaneBand, placed: Placed, painter: Painter, ink: Ink) -> None:
    """Paint the rule above a lane and its head."""
    m = placed.metrics
    if not band.rule:
        painter.line(0, band.rect.y, placed.width, band.rect.y, ink.border, 1)
    top = band.inner.y + m.cell_pad
    if not band.folded:
        kind = KIND_OF_LANE.get(band.kind, "")
        colour = ink.ink if band.kind in ("feeling", "custom", "") else ink.edge(kind)
        painter.icon(icon_of_lane(band.icon), m.head_pad, top, m.lane_icon, colour)
        top += m.lane_icon + 2
    for at, line in enumerate(band.lines):
        y = top + at * m.lane_leading + face(m.bold_face).baseline(m.lane_size, m.lane_leading)
        painter.text(m.head_pad, y, line.text, m.bold_face, m.lane_size, ink.ink, line.language)


def icon_of_lane(icon: str) -> str:
    """A lane's icon with its weight: filled or bold where the set has it so, but never a filled paperclip."""
    if icon in _FILLED:
        return f"{icon}-fill"
    return f"{icon}-bold" if icon_path(f"{icon}-bold") else icon


def paint_rules(placed: Placed, painter: Painter, ink: Ink) -> None:
    """Paint the lines of a service blueprint with their words."""
    m = placed.metrics
    for rule in placed.rules:
        dash = {"interaction": (), "visibility": (7.0, 4.0), "internal": (2.0, 3.0)}[rule.kind]
        painter.line(m.lane_head, rule.y, placed.width, rule.y, ink.ink, 1.4, dash)
        words = " · ".join(line.text for line in rule.lines)
        size = measure(words, m.strong_face, m.rule_size)
        painter.rect(Rect(m.lane_head + m.note_x + 8, rule.text.y + 1, size + 10, m.rule - 2), fill=ink.paper)
        x = m.lane_head + m.note_x + 13
        y = rule.text.y + face(m.strong_face).baseline(m.rule_size, m.rule)
        for at, line in enumerate(rule.lines):
            said = (" · " if at else "") + line.text
            painter.text(x, y, said, m.strong_face, m.rule_size, ink.ink, line.language)
            x += measure(said, m.strong_face, m.rule_size)


def paint_note(box: NoteBox, m: Metrics, painter: Painter, ink: Ink) -> None:
    """Paint a note: sheet, icon, lines, marks."""
    x, y, w, h = box.rect
    fill, edge = ink.fill(box.kind), ink.edge(box.kind)
    shape: Shape = shape_of(box.kind, w, h, m, ink.edge_width / 2)
    body = body_height(box.kind, h, m)
    if box.stacked:
        painter.shape(stack_edges(w, body, m), x, y, edge=edge, width=1.3)
    dash = (4.0, 3.0) if shape.dashed else ()
    if shape.bubble:
        painter.shape(shape.bubble, x, y, fill=fill, edge=edge, width=ink.edge_width)
    painter.shape(shape.outline, x, y, fill=fill, edge=edge, width=ink.edge_width, dash=dash)
    for path in shape.filled:
        painter.shape(path, x, y, fill=edge)
    for path in shape.stroked:
        painter.shape(path, x, y, edge=edge, width=ink.edge_width)
    extra = m.bar if box.kind == "need" else 0.0
    painter.icon(kind_icon(box.kind), x + m.icon_x, y + m.icon_y + extra, m.icon, edge)
    top = y + m.text_top + extra
    down = face(m.text_face).baseline(m.note_size, m.note_leading)
    for at, line in enumerate(box.lines):
        if line:
            left, baseline = x + m.text_left, top + at * m.note_leading + down
            painter.text(left, baseline, line, m.text_face, m.note_size, ink.ink, box.language)
    if box.footed:
        paint_marks(box, top + len(box.lines) * m.note_leading, m, painter, ink)


def paint_marks(box: NoteBox, top: float, m: Metrics, painter: Painter, ink: Ink) -> None:
    """Paint the row under a note's text: tag or what it covers on the left, votes on the right."""
    left = box.rect.x + (m.text_left if m.text_left > m.icon_x + 4 else m.icon_x)
    middle = top + m.footer / 2
    baseline = top + face(m.strong_face).baseline(m.tag_size, m.footer)
    colour = ink.edge(box.kind)
    if box.tag:
        size = measure(box.tag, m.strong_face, m.tag_size)
        frame = Rect(left + 0.5, top + 0.5, size + 8, m.footer - 1)
        painter.shape(rounded(frame, 3), edge=colour, width=1)
        painter.text(left + 4.5, baseline, box.tag, m.strong_face, m.tag_size, colour, box.language)
    elif box.stacked:
        painter.text(left, baseline, f"+{box.stacked}", m.text_face, m.tag_size, ink.ink, "en")
    last = (box.foot - 1) * m.footer
    middle, baseline = middle + last, baseline + last
    right = box.rect.right - m.text_right
    r = m.tag_size * 0.27
    for count, mark in ((box.concerns, triangle_up), (box.dots, circle)):
        if count:
            right -= measure(str(count), m.text_face, m.tag_size)
            painter.text(right, baseline, str(count), m.text_face, m.tag_size, ink.ink, "en")
            right -= 2.6 * r
            painter.shape(mark(right + r * 0.8, middle, r), fill=ink.ink)
            right -= 2 * r


def paint_gap(cell: Cell, m: Metrics, painter: Painter, ink: Ink) -> None:
    """Paint a cell where something is missing: dashed, hatched, with words."""
    x = cell.rect.x + m.note_x
    y = cell.rect.y + m.cell_pad
    h = len(cell.gap) * m.note_leading + m.text_top
    frame = Rect(x + 0.5, y + 0.5, m.note - 1, h)
    painter.begin(0, 0, 1, frame)
    at = frame.x - h
    while at < frame.right:
        painter.line(at, frame.bottom, at + h, frame.y, ink.hair, 1)
        at += 8
    painter.end()
    painter.shape(rounded(frame, m.radius), edge=ink.border, width=1, dash=(4.0, 3.0))
    for at_line, line in enumerate(cell.gap):
        size = measure(line.text, m.text_face, m.tag_size)
        top = y + m.text_top / 2 + at_line * m.note_leading
        painter.rect(Rect(x + m.text_right - 2, top + 1, size + 4, m.note_leading - 2), fill=ink.paper)
        baseline = top + face(m.text_face).baseline(m.tag_size, m.note_leading)
        painter.text(x + m.text_right, baseline, line.text, m.text_face, m.tag_size, ink.muted, line.language)


def paint_count(band: LaneBand, cell: Cell, m: Metrics, painter: Painter, ink: Ink) -> None:
    """Paint the count of a folded cell: a small sheet and a number."""
    if not cell.notes:
        return
    kind = KIND_OF_LANE.get(band.kind, "action")
    x, middle = cell.rect.x + m.note_x, cell.rect.y + cell.rect.h / 2
    painter.rect(Rect(x, middle - 6, 16, 12), fill=ink.fill(kind), edge=ink.edge(kind), width=1)
    baseline = middle - 9 + face(m.text_face).baseline(m.note_size, 18)
    painter.text(x + 22, baseline, str(len(cell.notes)), m.text_face, m.note_size, ink.ink, "en")


def paint_curve(curve: Curve, placed: Placed, painter: Painter, ink: Ink) -> None:
    """Paint the feelings: spread, zero line, scale, mean, points, figures, splits."""
    m = placed.metrics
    for band in curve.band:
        painter.shape(band, fill=ink.band)
    right = placed.width
    painter.line(m.lane_head, curve.zero, right, curve.zero, ink.border, 1, (2.0, 4.0))
    for y, text in ((curve.top, "+2"), (curve.zero, "0"), (curve.bottom, "−2")):
        size = measure(text, m.text_face, m.chip_small)
        baseline = y - 7 + face(m.text_face).baseline(m.chip_small, 14)
        painter.text(m.lane_head - 5 - size, baseline, text, m.text_face, m.chip_small, ink.muted, "en")
    for line in curve.line:
        painter.shape(line, edge=ink.curve, width=3)
    for split in curve.splits:
        for x0, x1, y in split.strokes:
            painter.line(x0, y, x1, y, ink.ink, 1.5, (4.0, 3.0))
    for point in curve.points:
        paint_point(point, m, painter, ink)
    for point in curve.points:
        paint_chip(point, m, painter, ink)
    for split in curve.splits:
        painter.rect(Rect(split.rect.x, split.rect.y, 3, split.rect.h), fill=ink.ink)
        leading = m.chip_small * 1.2
        for at, (text, language) in enumerate(split.lines):
            baseline = split.rect.y + at * leading + face(m.text_face).baseline(m.chip_small, leading)
            painter.text(split.rect.x + 7, baseline, text, m.text_face, m.chip_small, ink.ink, language)


def paint_point(point: CurvePoint, m: Metrics, painter: Painter, ink: Ink) -> None:
    """Paint one point: full above zero, hollow below, a triangle down where it is low, a dashed box where missing."""
    x, y, r = point.x, point.y, m.point
    if point.mark in ("missing", "hidden"):
        painter.shape(rounded(Rect(x - 1.6 * r, y - r, 3.2 * r, 2 * r), 2), edge=ink.border, width=1, dash=(3.0, 2.0))
    elif point.mark == "low":
        painter.shape(triangle_down(x, y, r), fill=ink.low, edge=ink.paper, width=1.5)
    else:
        fill = ink.curve if point.mark == "above" else ink.paper
        painter.shape(circle(x, y, r), fill=fill, edge=ink.curve, width=2)


def paint_chip(point: CurvePoint, m: Metrics, painter: Painter, ink: Ink) -> None:
    """Paint the figures of a point on a chip of paper, so that no line crosses them."""
    chip = point.chip
    language: Language = "en"
    painter.shape(rounded(chip.rect, 3), fill=ink.paper)
    big = measure(chip.mean, m.bold_face, m.chip_size)
    small = measure(chip.count, m.text_face, m.chip_small)
    x, y, w, _ = chip.rect
    baseline = y + face(m.bold_face).baseline(m.chip_size, m.chip)
    if chip.two_lines:
        painter.text(x + (w - big) / 2, baseline, chip.mean, m.bold_face, m.chip_size, ink.ink, language)
        painter.text(
            x + (w - small) / 2, baseline + m.chip * 0.8, chip.count, m.text_face, m.chip_small, ink.ink, language
        )
        return
    left = x + m.chip / 4
    painter.text(left, baseline, chip.mean, m.bold_face, m.chip_size, ink.ink, language)
    painter.text(left + big + m.chip / 4, baseline, chip.count, m.text_face, m.chip_small, ink.ink, language)
