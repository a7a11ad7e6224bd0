"""A small map as readable text: what moved, and why, can be seen in a diff. Run with HCD_GOLDEN=1 to write it anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hcd_studio.bilingual import Words
from hcd_studio.layout import BOARD, Metrics, Placed, Rect, View, paper, place
from hcd_studio.records import Feeling, Lane, Note, Participant, ParticipantGroup, Stage, Step
from hcd_studio.snapshot import Snapshot

GOLDEN = Path(__file__).parent / "golden"

SMALL = Snapshot.of(
    [
        Stage(id="g1", title=Words("Getting ready", "Paratoi"), rank="a"),
        Stage(id="g2", title=Words("Applying", "Ymgeisio"), rank="b"),
        Step(id="s1", stage="g1", title=Words("Gathers proof", "Casglu tystiolaeth"), channels=("paper", "phone"), rank="a"),
        Step(id="s2", stage="g1", title=Words("Takes a photo", "Tynnu llun"), channels=("mobile",), rank="b"),
        Step(id="s3", stage="g2", title=Words("Fills in the form", "Llenwi'r ffurflen"), channels=("online",), rank="c"),
        Lane(id="l1", kind="actions", title=Words("Doing", "Gwneud"), rank="a"),
        Lane(id="l2", kind="saying", title=Words("Saying", "Dweud"), rank="b"),
        Lane(id="l3", kind="feeling", title=Words("Feelings", "Teimladau"), rank="c"),
        Lane(id="l4", kind="backstage", title=Words("Behind the scenes", "Y tu ôl i'r llenni"), rank="d"),
        Lane(id="l5", kind="opportunity", title=Words("Ideas", "Syniadau"), rank="e"),
        *(ParticipantGroup(id=one, title=Words(one, one)) for one in ("residents", "staff")),
        *(Participant(id=f"q{at}", group="staff" if at > 3 else "residents") for at in range(6)),
        *(
            Feeling(id=f"f{step}{at}", step=step, participant=f"q{at}", value=value)
            for step, values in {"s1": (0, 1, 0, 1, 2, 1), "s3": (-2, -2, -1, -2, 0, -1)}.items()
            for at, value in enumerate(values)
        ),
        Note(id="n1", step="s1", lane="l1", text="Looks for the award letter and last year's badge", language="en", rank="a"),
        Note(id="n2", step="s1", lane="l2", text="Forty years with one leg. Why prove it again?", language="en", rank="b"),
        Note(id="n3", step="s3", lane="l2", text="Deg ceiniog y dudalen, a dwy filltir i gyrraedd.", language="cy", rank="c"),
        Note(id="n4", step="s3", lane="l2", text="It threw me out\nand forgot everything.", language="en",
             translation="Fe'm taflodd i allan ac anghofio popeth.", rank="d"),
        Note(id="n5", step="s3", lane="l4", text="www.cyngor-bro-aeron.llyw.cymru/bathodynnau", rank="e"),
        Note(id="n6", step="s2", lane="l5", text="Take the photo at the library desk", kind="idea", rank="f"),
        Note(id="n7", step="gone", lane="l1", text="From a step that is gone", kind="question", rank="g"),
    ]
)  # fmt: skip


def at(rect: Rect) -> str:
    return " ".join(f"{value:g}" for value in (round(each, 1) for each in rect))


def told(placed: Placed) -> str:
    """A placed map as text, one thing a line."""
    out = [f"map {placed.width:g} × {placed.height:g}, heads to {placed.head:g}"]
    out += [
        f"stage {stage.number} [{at(stage.rect)}] {' / '.join(line.text for line in stage.lines)}"
        for stage in placed.stages
    ]
    for head in placed.steps:
        out.append(
            f"step {head.number} [{at(head.rect)}] {' / '.join(line.text for line in head.lines)} ({head.count})"
        )
        out += [
            f"  {mark.icon} [{at(mark.rect)}] {' / '.join(line.text for line in mark.lines)}" for mark in head.channels
        ]
    for band in placed.lanes:
        out += [
            f"rule {rule.kind} {rule.y:g} {rule.lines[0].text}"
            for rule in placed.rules
            if 0 < rule.y - band.rect.y < band.rule
        ]
        out.append(
            f"lane {band.kind or '-'} {band.icon} [{at(band.rect)}] {' / '.join(line.text for line in band.lines)}"
        )
        for cell, boxes in zip(placed.cells[placed.row_of(band.id)], placed.boxes[placed.row_of(band.id)], strict=True):
            out += [f"  gap [{at(cell.rect)}] {line.text}" for line in cell.gap]
            for box in boxes:
                tag = f" <{box.tag}>" if box.tag else ""
                out.append(f"  {box.kind} {box.id} [{at(box.rect)}] {box.language}{tag}: {' / '.join(box.lines)}")
    if placed.curve:
        out.append(f"curve {placed.curve.top:g} {placed.curve.zero:g} {placed.curve.bottom:g}")
        for point in placed.curve.points:
            chip = f"{point.chip.mean} {point.chip.count} [{at(point.chip.rect)}]"
            out.append(f"  {point.mark} {point.x:g} {point.y:.1f} {chip}")
        out += [
            f"  split [{at(one.rect)}] {' / '.join(line.text for line in one.lines)}" for one in placed.curve.splits
        ]
    return "\n".join(out) + "\n"


@pytest.mark.parametrize(
    ("name", "view", "metrics"),
    [
        ("board-en", View(languages="en"), BOARD),
        ("paper-both", View(languages="both"), paper(74)),
    ],
)
def test_a_small_map_is_where_it_was(name: str, view: View, metrics: Metrics, monkeypatch: pytest.MonkeyPatch) -> None:
    # The words of the catalogue grow; this is about places.
    monkeypatch.setattr("hcd_studio.speech.catalogue", lambda _language: __import__("gettext").NullTranslations())
    found = told(place(SMALL, view, metrics))
    file = GOLDEN / f"layout-{name}.txt"
    if os.environ.get("HCD_GOLDEN"):
        file.write_text(found, "utf-8", newline="\n")
    assert found == file.read_text("utf-8")
