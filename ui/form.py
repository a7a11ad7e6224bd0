"""The form of a record: an editor for each field that people write, chosen by what the field holds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from hcd_studio.columns import Column, columns, title_of
from hcd_studio.fields import Id
from hcd_studio.records import KINDS, Record
from hcd_studio.speech import Message, Sayable
from hcd_studio.values import limits
from hcd_studio.words import choice_words, choices_of, field_words
from ui.choices import AmountEditor, ChoiceEditor, SeveralEditor, YesNoEditor
from ui.context import Context
from ui.fields import TextEditor, WordsEditor
from ui.lists import ListEditor
from ui.parts import Live, label

HIDDEN = (
    "rank", "ref", "origin", "provenance", "lifted", "journey", "persona", "confirmed", "withdrawn", "digest", "sha256",
    "media", "frontier", "theme_rank", "hidden_lanes", "hidden_kinds", "groups",
)  # fmt: skip
"""What people set by acts of their own, or never."""
FIRST = ("text", "translation")
LONG = ("text", "translation", "scenario", "expectation", "statement", "rationale", "main_flow", "circumstances")


def editors(
    context: Context,
    live: Live,
    record: Record,
    parent: QVBoxLayout,
    *,
    only: Sequence[str] = (),
    leave: Sequence[str] = (),
) -> list[Any]:
    """An editor for each field of a record that people write, put into a column; each has `show_record()`.

    `only` names the fields that are wanted where not all are, `leave` those that are not.
    """
    made: list[Any] = []
    done = set()
    for name, column_ in sorted(columns(record.table).items(), key=lambda one: one[0] not in FIRST):
        if column_.field in HIDDEN or column_.field in done or column_.field in leave:
            continue
        if only and column_.field not in only:
            continue
        done.add(column_.field)
        if column_.side:
            editor: Any = WordsEditor(context, record, column_.field, 3 if column_.field in LONG else 1)
        else:
            editor = _plain(context, record, name, column_)
            if editor is None:
                continue
            if not isinstance(editor, YesNoEditor):
                said = label("label", buddy=editor)
                live.text(said, field_words(record.table, name))
                parent.addWidget(said)
        parent.addWidget(editor)
        made.append(editor)
    return made


def plain_editor(context: Context, record: Record, name: str) -> Any:
    """The editor of one column that has one language, or none."""
    return _plain(context, record, name, columns(record.table)[name])


def _plain(context: Context, record: Record, name: str, column_: Column) -> Any:
    limit = limits(record.table, name)
    if column_.role == "ref":
        kinds = tuple(limit.get("kinds", ()))
        return ChoiceEditor(context, record, name, partial(_records, context, kinds)) if kinds else None
    if column_.type == "yes_no":
        return YesNoEditor(context, record, name)
    if column_.type in ("integer", "real"):
        return AmountEditor(context, record, name)
    if column_.type == "list":
        allowed = tuple(limit.get("allowed", ()))
        return SeveralEditor(context, record, name, allowed) if allowed else ListEditor(context, record, name)
    if column_.role == "consent":
        return ChoiceEditor(context, record, name, partial(_choices, record.table, name))
    if column_.role == "choice" and limit.get("allowed"):
        return ChoiceEditor(context, record, name, partial(_choices, record.table, name))
    if column_.role in ("words", "speech") or (column_.role == "choice" and name not in KINDS[record.table].key):
        return TextEditor(context, record, name, field_words(record.table, name), 3 if name in LONG else 1)
    return None


def tiers() -> list[tuple[str, Sayable]]:
    """How far something may travel, or not said."""
    return _choices("attachment", "tier")


def _choices(kind: str, name: str) -> list[tuple[str, Sayable]]:
    known: list[tuple[str, Sayable]] = [(one, choice_words(kind, name, one)) for one in choices_of(kind, name)]
    return [("", Message("Not said")), *known]


def _records(context: Context, kinds: tuple[str, ...]) -> list[tuple[Id, Sayable]]:
    session = context.bridge.session
    found: list[tuple[Id, Sayable]] = [("", Message("None"))]
    for kind in kinds:
        for one in session.all(KINDS[kind]) if session else ():
            title = title_of(one)
            ref = getattr(one, "ref", "")
            found.append((one.id, Message("{ref} {title}", ref=ref, title=title) if ref else title))
    return found
