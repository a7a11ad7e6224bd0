"""Trello boards: a list is a group, a card a note, an item of a checklist a note under its card.

Closed cards and closed lists are left out and counted; comments are read when they are asked for. Who did what is
dropped; names of members are only looked for in the texts.
"""

from __future__ import annotations

import math
import re
from typing import Any

from hcd_studio.importers.found import Mapping
from hcd_studio.importers.grid import Grid, layout_of
from hcd_studio.importers.harvest import Harvest
from hcd_studio.importers.jsonfile import inner, number, records, words
from hcd_studio.importers.table import rows_as_records
from hcd_studio.importers.vocabulary import folded
from hcd_studio.speech import Message

_CSV = ("card id", "card name", "list name")
_BETWEEN = re.compile(r"(?<=\)),")
_LABEL = re.compile(r"(?P<name>[^\n]*)\((?P<colour>[\w ]{1,30})\)\s*")


def is_board(value: Any) -> bool:
    """Whether a JSON value is a board as Trello exports it."""
    return isinstance(value, dict) and isinstance(value.get("lists"), list) and isinstance(value.get("cards"), list)


def is_csv(grid: Grid) -> bool:
    """Whether a table is Trello's own CSV."""
    names = {folded(name) for name in layout_of(grid).columns}
    return all(name in names for name in _CSV)


def read_board(board: dict[str, Any], harvest: Harvest, mapping: Mapping) -> None:
    """Read a board's JSON into the harvest."""
    harvest.title = words(board, "name")
    harvest.mapping = mapping
    for member in records(board, "members"):
        harvest.names.add(words(member, "fullName"))
    with_closed = "closed" in mapping.parts
    lists = sorted(records(board, "lists"), key=_place)
    open_lists = {words(one, "id"): words(one, "name") for one in lists if with_closed or one.get("closed") is not True}
    all_lists = {words(one, "id"): at for at, one in enumerate(lists)}
    for name in open_lists.values():
        harvest.group(name)
    cards = sorted(
        records(board, "cards"), key=lambda card: (all_lists.get(words(card, "idList"), math.inf), _place(card))
    )
    left_out = 0
    extras = _extras(board, mapping)
    for card in cards:
        at = words(card, "idList")
        in_closed = at in all_lists and at not in open_lists
        shut = card.get("closed") is True or card.get("isTemplate") is True or in_closed
        if shut and not with_closed:
            left_out += 1
            continue
        harvest.rows += 1
        if not _card(card, open_lists.get(at, ""), harvest, mapping, extras.get(words(card, "id"), [])):
            harvest.empty += 1
    _tell(harvest, left_out, len(records(board, "actions")), mapping)


def _place(one: dict[str, Any]) -> float:
    return number(one, "pos", math.inf)


def _extras(board: dict[str, Any], mapping: Mapping) -> dict[str, list[tuple[str, str, str]]]:
    """What stands on a card beside its own text: (heading, text, place) by card id."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    if "no checklists" not in mapping.parts:
        for checklist in sorted(records(board, "checklists"), key=_place):
            heading = words(checklist, "name")
            for item in sorted(records(checklist, "checkItems"), key=_place):
                place = f"checklist item {words(item, 'id')}"
                found.setdefault(words(checklist, "idCard"), []).append((heading, words(item, "name"), place))
    if "comments" in mapping.parts:
        for action in records(board, "actions"):
            data = inner(action, "data")
            if words(action, "type") == "commentCard":
                place = f"comment {words(action, 'id')}"
                found.setdefault(words(inner(data, "card"), "id"), []).append(("", words(data, "text"), place))
    return found


def _card(
    card: dict[str, Any], in_list: str, harvest: Harvest, mapping: Mapping, extras: list[tuple[str, str, str]]
) -> bool:
    name, about = words(card, "name"), words(card, "desc")
    text = name if "no descriptions" in mapping.parts or not about else f"{name}\n\n{about}"
    labels = [label for one in records(card, "labels") if (label := words(one, "name", "color"))]
    colours = [words(one, "color") for one in records(card, "labels")]
    kind = mapping.kind_of(*labels, *colours, in_list)
    place = f"card {words(card, 'id', 'shortLink')}"
    took = harvest.note(text, where=place, kind=kind, group=(in_list,), labels=labels)
    for heading, extra, where in extras:
        generic = folded(heading) in ("checklist", "rhestr wirio")
        group = (in_list, name, "" if generic else heading)
        took |= harvest.note(extra, where=f"{place}, {where}", kind=kind, group=group, labels=labels)
    return took


def _tell(harvest: Harvest, left_out: int, actions: int, mapping: Mapping) -> None:
    if left_out:
        harvest.warn(
            Message(
                "{n} closed card was left out.", plural="{n} closed cards were left out.", count=left_out, n=left_out
            )
        )
    if actions >= 1000 and "comments" in mapping.parts:
        harvest.warn(Message("Trello exports only the last 1,000 actions; older comments may be missing."))


def read_csv(grid: Grid, harvest: Harvest, mapping: Mapping) -> None:
    """Read Trello's own CSV into the harvest."""
    harvest.columns = layout_of(grid).columns
    harvest.mapping = mapping
    left_out = 0
    for row, record in rows_as_records(grid):
        card = {folded(name): value for name, value in record.items()}
        harvest.title = harvest.title or card.get("board name", "")
        if folded(card.get("archived", "")) in ("true", "yes", "1") and "closed" not in mapping.parts:
            left_out += 1
            continue
        harvest.rows += 1
        name, about = card.get("card name", ""), card.get("card description", "")
        text = f"{name}\n\n{about}" if about.strip() and "no descriptions" not in mapping.parts else name
        labels, colours = _labels(card.get("labels", ""))
        in_list = card.get("list name", "")
        place = f"row {row}, card {card.get('card id', '')}"
        kind = mapping.kind_of(*labels, *colours, in_list)
        if not harvest.note(text, where=place, kind=kind, group=(in_list,), labels=labels):
            harvest.empty += 1
    _tell(harvest, left_out, 0, mapping)


def _labels(text: str) -> tuple[list[str], list[str]]:
    """Names and colours of labels written as `Name (colour), …`; the colour stands for a label without a name."""
    found: list[tuple[str, str]] = []
    for part in _BETWEEN.split(text):
        match = _LABEL.fullmatch(part)
        if match:
            found.append((match["name"].strip(), match["colour"]))
        else:
            found += [(name, "") for one in part.split(",") if (name := one.strip())]
    return [name or colour for name, colour in found], [colour for _, colour in found]
