"""`name=value` from the command line as what a verb's signature asks for."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

from hcd_studio.bilingual import Words
from hcd_studio.columns import Column, columns, title_of
from hcd_studio.pictures import Picture, read_picture
from hcd_studio.records import KINDS, Participant, Record, Step
from hcd_studio.session import Session
from hcd_studio.speech import Language, Message, Trouble, Usage
from hcd_studio.verbs import Verb

R = TypeVar("R", bound=Record)


def describe(parameter: inspect.Parameter) -> dict[str, Any] | None:
    """A parameter as `verbs` prints it; None for one that only the window can give."""
    if parameter.kind is inspect.Parameter.VAR_KEYWORD:
        return {"name": "field=value …", "type": "fields", "required": False}
    type = _type_name(parameter.annotation)
    if type is None:
        return None
    required = parameter.default is inspect.Parameter.empty
    return {"name": parameter.name, "type": type, "required": required}


def _type_name(hint: Any) -> str | None:
    for part in _parts(hint):
        if isinstance(part, type) and issubclass(part, Record):
            return part.table or "record"
        if part in (str, int, float, bool):
            return {str: "text", int: "number", float: "number", bool: "yes or no"}[part]
        if part is Words:
            return "text in Welsh and English"
        if part is Picture:
            return "picture file"
        if typing.get_origin(part) is typing.Literal:
            return " | ".join(map(str, typing.get_args(part)))
        if typing.get_origin(part) is tuple:
            inner = _type_name(typing.get_args(part)[0])
            return f"several of: {inner}" if inner else None
    return None


def _parts(hint: Any) -> tuple[Any, ...]:
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        return tuple(part for part in typing.get_args(hint) if part is not type(None))
    return (hint,)


def arguments_of(session: Session, verb: Verb, given: Sequence[str], language: Language) -> dict[str, Any]:
    """The arguments of a verb, or trouble that names the one that does not fit."""
    said = _pairs(verb, given)
    found: dict[str, Any] = {}
    rest: str | None = None
    for name, parameter in verb.parameters.items():
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            rest = name
        elif _parts(parameter.annotation)[0] is Words:
            words = _words(session, name, said)
            if words is not None:
                found[name] = words
        elif name in said:
            found[name] = value_of(session, name, parameter.annotation, said.pop(name))
    if rest is not None:
        target = found.get("record", session.workshop)
        found.update({name: field_value(session, target.table, name, text) for name, text in said.items()})
        said = {}
    if said:
        raise _usage(verb, Message("{verb} takes no {names}.", verb=verb.name, names=list(said)))
    missing = [
        name
        for name, one in verb.parameters.items()
        if one.default is inspect.Parameter.empty
        and one.kind is not inspect.Parameter.VAR_KEYWORD
        and name not in found
    ]
    if missing:
        raise _usage(verb, Message("{verb} needs {names}.", verb=verb.name, names=missing))
    return found


def _usage(verb: Verb, what: Message) -> Usage:
    names = [found["name"] for one in verb.parameters.values() if (found := describe(one)) is not None]
    return Usage(what, do=Message("Its parameters are: {names}.", names=names))


def _pairs(verb: Verb, given: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in given:
        name, is_pair, value = part.partition("=")
        if not is_pair or not name.isidentifier():
            raise _usage(verb, Message("{part} is not of the form name=value.", part=part))
        found[name] = value
    return found


def _words(session: Session, name: str, said: dict[str, str]) -> Words | None:
    """`title=…` speaks the workshop's first language; `title_en=…` and `title_cy=…` name their side."""
    plain, en, cy = said.pop(name, None), said.pop(f"{name}_en", None), said.pop(f"{name}_cy", None)
    if plain is None and en is None and cy is None:
        return None
    welsh = (session.workshop.languages or ("en",))[0] == "cy"
    return Words(en or ("" if welsh else plain or ""), cy or (plain or "" if welsh else ""))


def value_of(session: Session, name: str, hint: Any, text: str) -> Any:
    """One value as its type asks for."""
    for part in _parts(hint):
        if typing.get_origin(part) is tuple:
            inner = typing.get_args(part)[0]
            if isinstance(inner, type) and issubclass(inner, Record):
                return records_of(session, inner, text)
            return tuple(value_of(session, name, inner, one.strip()) for one in text.split(",") if one.strip())
        if isinstance(part, type) and issubclass(part, Record):
            return record_of(session, part, text) if text else None
        if part is Picture:
            return _picture(text)
        if part is bool:
            return _yes(name, text)
        if part in (int, float):
            return _number(name, part, text)
        if typing.get_origin(part) is typing.Literal and text not in typing.get_args(part):
            raise Trouble(Message("{name} takes one of: {words}.", name=name, words=list(typing.get_args(part))))
    return text


def _picture(text: str) -> Picture:
    try:
        return read_picture(Path(text))
    except OSError as error:
        raise Trouble(
            Message("The file {file} cannot be read ({detail}).", file=text, detail=error.strerror or str(error))
        ) from None


def field_value(session: Session, table: str, name: str, text: str) -> Any:
    """The value of a record's field, by its column."""
    column: Column | None = columns(table).get(name)
    if column is None:
        raise Trouble(
            Message("{kind} has no field {field}.", kind=KINDS[table].term(), field=name),
            do=Message("Its fields are: {fields}.", fields=sorted(columns(table))),
        )
    if column.role == "ref" and text:
        return record_of(session, Record, text).id
    if column.type == "list":
        return tuple(one.strip() for one in text.split(",") if one.strip())
    if column.type == "yes_no":
        return _yes(name, text)
    if column.type in ("integer", "real"):
        return _number(name, int if column.type == "integer" else float, text) if text else None
    return text


def _yes(name: str, text: str) -> bool:
    known = {"yes": True, "true": True, "1": True, "ie": True, "no": False, "false": False, "0": False, "na": False}
    if text.casefold() not in known:
        raise Trouble(Message("{name} takes yes or no.", name=name))
    return known[text.casefold()]


def _number(name: str, kind: type, text: str) -> int | float:
    try:
        return int(text.replace("−", "-")) if kind is int else float(text.replace("−", "-"))
    except ValueError:
        raise Trouble(Message("{name} takes a number, not “{text}”.", name=name, text=text)) from None


def records_of(session: Session, kind: type[Record], text: str) -> tuple[Record, ...]:
    """Several records: names with commas, `all`, `unplaced`, or `field:value` such as `theme:Waiting` or `text:form`."""
    known = _candidates(session, kind)
    if text == "all":
        return tuple(known)
    if text == "unplaced":
        return tuple(one for one in known if not session.get(Step, getattr(one, "step", "")))
    field, colon, value = text.partition(":")
    if colon and kind.table and field in columns(kind.table):
        return tuple(one for one in known if _matches(session, one, field, value))
    return tuple(record_of(session, kind, one.strip()) for one in text.split(",") if one.strip())


def _matches(session: Session, record: Record, field: str, value: str) -> bool:
    held = getattr(record, columns(record.table)[field].field)
    if columns(record.table)[field].role == "ref":
        return bool(held) and held == record_of(session, Record, value).id
    return value.casefold() in str(held).casefold()


def record_of(session: Session, kind: type[R], text: str) -> R:
    """The record that a text names: by id, reference, code, title in either language; a step also by its number."""
    known = _candidates(session, kind)
    wanted = " ".join(text.split()).casefold()
    for names in (_exact_names, _titles):
        found = [one for one in known if wanted in names(one)]
        if len(found) == 1:
            return found[0]
        if found:
            raise Trouble(
                Message("“{text}” names several records.", text=text),
                do=Message("Use one of the ids: {ids}.", ids=[one.id for one in found[:5]]),
            )
    if kind is Step and text.isdecimal() and 0 < int(text) <= len(known):
        return cast(R, steps_in_order(session)[int(text) - 1])
    what = kind.term() if kind.table else Message("Record")
    raise Trouble(
        Message("There is no {kind} “{text}”.", kind=what, text=text),
        do=Message("List them with: hcd-studio show FILE {kind}", kind=kind.table or "KIND"),
    )


def steps_in_order(session: Session) -> list[Step]:
    """The steps as the map numbers them: stage by stage."""
    from hcd_studio.records import Stage

    stages = {stage.id: i for i, stage in enumerate(session.all(Stage))}
    return sorted(session.all(Step), key=lambda step: (stages.get(step.stage, len(stages)), step.rank, step.id))


def _candidates(session: Session, kind: type[R]) -> list[R]:
    kinds = [kind] if kind.table else list(KINDS.values())
    return [cast(R, record) for one in kinds for record in session.all(one)]


def _exact_names(record: Record) -> set[str]:
    names = {record.id, getattr(record, "ref", "").casefold()}
    if isinstance(record, Participant):
        names.add(record.code.casefold())
    return names - {""}


def _titles(record: Record) -> set[str]:
    title = title_of(record)
    names = {" ".join(side.split()).casefold() for side in (title.en, title.cy)}
    names.add(str(getattr(record, "name", "")).casefold())
    return names - {""}
