"""The journey: whose it is, the map as a picture, and the same map in words with a table of feelings."""

from __future__ import annotations

from dataclasses import replace

from exports.document import Block, Figure, Heading, Items, Paragraph, Table, Twin, labelled, twin
from exports.map_words import describe, words_of_map
from exports.options import DocumentLanguage
from exports.poster import PAPERS, compose
from exports.sections.saying import choices, head, para
from exports.sections.told import Told
from hcd_studio.layout import Mode, View, Wrapping, place
from hcd_studio.layout import paper as measures
from hcd_studio.records import Branch, Claim, Note, Persona, Step
from hcd_studio.speech import N_, Message
from hcd_studio.words import field_words

LEGIBLE = 1.5
"""Points below which a drawn map is no picture any more."""

MODES: dict[DocumentLanguage, Mode] = {"cy": "cy", "en": "en", "side": "both"}


def journey(told: Told) -> tuple[Block, ...]:
    """The picture of the map, then everything in it as headings, lists and tables."""
    snapshot = told.snapshot
    blocks: list[Block] = [head(2, N_("The journey"), "journey"), *_people(told)]
    if not snapshot.all(Step) and not snapshot.all(Note):
        return () if len(blocks) == 1 else tuple(blocks)
    view = View(languages=MODES[told.options.language], audience=told.audience, private="hide")
    wrapping = Wrapping()
    poster = compose(snapshot, view, PAPERS["A3"], told.made, wrapping=wrapping)
    placed = place(snapshot, view, measures(), wrapping)
    told_of = describe(snapshot, placed)
    if poster.smallest >= LEGIBLE:
        blocks.append(para(N_("The map is drawn on the next sheet; after it the same map stands in words."), "small"))
        blocks.append(Figure(poster, twin(told_of), "map-picture", wide=True))
    else:
        blocks.append(para(N_("The map is too large to be drawn here; it stands in words."), "small"))
    blocks += [_lower(block) for block in words_of_map(snapshot, placed) if not _told_elsewhere(block)]
    return (*_without_tail(blocks), *_branches(told))


def _told_elsewhere(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 1


def _lower(block: Block) -> Block:
    """A heading of the map as one of the pack: everything a level down, and anchors that cannot meet others."""
    if isinstance(block, Heading):
        return replace(block, level=block.level + 1, key=f"map-{block.key}" if block.key else "")
    return replace(block, key=f"map-{block.key}") if isinstance(block, Table) else block


def _without_tail(blocks: list[Block]) -> list[Block]:
    """The map's own words on missing voices stand in a section of their own."""
    ends = [at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.key == "map-missing"]
    return blocks[: ends[0]] if ends else blocks


def _people(told: Told) -> list[Block]:
    blocks: list[Block] = []
    for one in told.snapshot.all(Persona):
        if not (one.name or one.circumstances):
            continue
        blocks.append(head(3, twin(one.ref + " " if one.ref else "", one.name or Message(N_("Persona")))))
        known = [name for name in ("circumstances", "goals") if getattr(one, name)]
        blocks += [Paragraph(labelled(field_words("persona", name), getattr(one, name))) for name in known]
        for name in ("access_needs", "channels", "barriers"):
            if getattr(one, name):
                listed = Message("{words}", words=choices(one, name))
                blocks.append(Paragraph(labelled(field_words("persona", name), listed)))
        claims = [claim for claim in told.snapshot.all(Claim) if claim.persona == one.id and claim.statement]
        if claims:
            blocks.append(Items(tuple(twin(claim.statement) for claim in claims)))
    return blocks


def _branches(told: Told) -> list[Block]:
    items: list[Twin] = []
    for one in told.snapshot.all(Branch):
        start, end = told.snapshot.get(Step, one.step), told.snapshot.get(Step, one.leads_to)
        if start and end:
            way = twin(Message(N_("From “{start}” to “{end}”"), start=start.title, end=end.title))
            items.append(twin(way, ": ", one.condition) if one.condition else way)
    return [head(3, N_("Other ways through")), Items(tuple(items))] if items else []
