"""The parts that map writers share: icon paths, broken paragraphs, letters no face has, clean markup, dashes."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as some

from exports.flow import Span, flow, line_width
from exports.markup import markup
from exports.painter import measure, runs, shown
from exports.poster_paint import icon_of_lane
from exports.poster_spread import spread
from exports.svg_path import BOX, flatten, icon_path, parse_path
from hcd_studio.layout import View, paper, place
from hcd_studio.layout.heads import CHANNEL_ICONS
from hcd_studio.layout.notes import KIND_ICONS, LANE_ICONS, kind_icon
from hcd_studio.layout.shapes import body_height, note_shape
from hcd_studio.layout.text import FALLBACK, REGULAR, tidy
from tests.maps import made_up, sample


def test_every_icon_that_a_map_needs_is_there_and_stays_in_its_box() -> None:
    names = [kind_icon(kind) for kind in KIND_ICONS] + list(CHANNEL_ICONS.values())
    names += [icon_of_lane(icon) for icon in LANE_ICONS.values()]
    for name in dict.fromkeys(names):
        points = [point for polygon in flatten(icon_path(name)) for point in polygon]
        assert points, name
        assert all(-1 <= value <= BOX + 1 for point in points for value in point), name


def test_arcs_curves_and_shorthands_become_plain_curves() -> None:
    assert parse_path("M10 10h5v-5l2,2z") == (
        ("M", (10, 10)), ("L", (15, 10)), ("L", (15, 5)), ("L", (17, 7)), ("Z", ()),
    )  # fmt: skip
    half = parse_path("M0 0a5 5 0 0110 0")
    assert half[-1][1][-2:] == pytest.approx((10, 0))
    assert len(half) == 3
    top = min(y for polygon in flatten(half) for _, y in polygon)
    assert top == pytest.approx(-5, abs=0.05)
    assert [verb for verb, _ in parse_path("M0 0Q5 5 10 0T20 0S25 5 30 0m1 1 2 2")] == ["M", "C", "C", "C", "M", "L"]


@given(
    some.lists(some.text(some.sampled_from("ab ŵ-’ \n😀Ж"), max_size=30), min_size=1, max_size=5), some.floats(30, 300)
)
def test_paragraphs_of_several_spans_lose_nothing_and_fit(texts: list[str], width: float) -> None:
    spans = [Span(text, "cy" if at % 2 else "en", at % 3 == 0) for at, text in enumerate(texts)]
    lines = flow(spans, width, 11)
    told = "".join(piece.text for line in lines for piece in line)
    assert "".join(told.split()) == "".join("".join(tidy(text) for text in texts).split())
    for line in lines:
        assert line_width(line, 11) <= width + 1e-6 or len("".join(piece.text for piece in line).strip()) == 1
        assert all(piece.language == spans[piece.span].language for piece in line)


def test_spans_that_touch_are_not_parted_and_those_with_a_blank_are() -> None:
    line = flow([Span("(", "en"), Span("Diolch", "cy"), Span(") ", "en"), Span("then", "en")], 400, 11)[0]
    assert "".join(piece.text for piece in line) == "(Diolch) then"


def test_letters_come_from_the_face_that_has_them() -> None:
    assert runs("Plain", REGULAR) == ((REGULAR, "Plain"),)
    assert runs("aЖb", REGULAR) == ((REGULAR, "a"), (FALLBACK, "Ж"), (REGULAR, "b"))
    assert shown("a😀b→c", REGULAR) == "a?b›c"
    assert measure("a😀", REGULAR, 10) > measure("a", REGULAR, 10)
    assert runs("", REGULAR) == ()


@given(some.text())
def test_any_text_makes_well_formed_markup(text: str) -> None:
    ElementTree.fromstring(f'<a b="{markup(text)}">{markup(text)}</a>')


@pytest.mark.parametrize("kind", KIND_ICONS)
def test_every_kind_has_a_corner_of_its_own(kind: str) -> None:
    metrics = paper()
    shape = note_shape(kind, 61, 80, metrics)
    others = [note_shape(other, 61, 80, metrics) for other in KIND_ICONS if other != kind]
    assert shape not in others
    for path in (shape.outline, *shape.filled, *shape.stroked, shape.bubble):
        points = [point for polygon in flatten(path) for point in polygon] if path else []
        assert all(-0.01 <= x <= 61.01 and -0.01 <= y <= 80.01 for x, y in points)
    assert body_height(kind, 80, metrics) <= 80


def test_full_steps_get_their_notes_abreast_until_the_map_has_the_shape_of_its_sheet() -> None:
    snapshot = sample()
    narrow = place(snapshot, View(), paper(86))
    abreast = spread(narrow, 1.8)
    wider = place(snapshot, View(), paper(86), abreast=abreast)
    assert max(abreast) > 1
    assert wider.height < narrow.height
    assert wider.width / wider.height == pytest.approx(1.8, rel=0.15)
    assert {box.id for box in wider.notes} == {box.id for box in narrow.notes}
    assert spread(place(made_up(0), View(), paper()), 1.4) == (1,) * 16
