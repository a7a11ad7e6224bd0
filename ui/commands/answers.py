"""More of `ask`: what pains cost, which channels are open, what to find out, what leaders want, what drives the award, the standards."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from hcd_studio.bilingual import Words
from hcd_studio.checks.guides import forms
from hcd_studio.columns import title_of
from hcd_studio.questions.channels import channel_parity
from hcd_studio.questions.cost import Rates, costs
from hcd_studio.questions.evidence import standards
from hcd_studio.questions.matrix import matrix
from hcd_studio.questions.priorities import priorities
from hcd_studio.questions.research import debt, research_questions
from hcd_studio.questions.weights import balance, drivers
from hcd_studio.questions.why import why
from hcd_studio.records import Ethics, Need, Pain, Record, Requirement, Step
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Language, Message, Sayable, Trouble, number
from hcd_studio.words import choice_words
from ui.commands.printing import print_json

Printed = tuple[Any, list[Sayable | str]]
"""An answer as JSON and as lines."""


def answered(snapshot: Snapshot, options: argparse.Namespace, language: Language) -> None:
    """Print one of the answers of this module."""
    data, lines = ANSWERS[options.what](snapshot, options)
    if options.json:
        print_json(data)
        return
    for line in lines:
        print(line if isinstance(line, str) else line.say(language))


def _costs(snapshot: Snapshot, _options: argparse.Namespace) -> Printed:
    rates = Rates()
    data, lines = [], list[Sayable | str]()
    for one in costs(snapshot, rates):
        pain = snapshot.get(Pain, one.pain)
        data.append(
            {
                **_brief(pain), "times": one.times, "residents": one.residents.pounds, "council": one.council.pounds,
                "resident_hours": one.residents.hours, "council_hours": one.council.hours, "pounds": one.pounds,
                "known": one.known, "lacking": list(one.lacking), "source": one.source,
            }
        )  # fmt: skip
        if one.known and pain is not None:
            lines.append(
                Message(
                    "{title}: residents £{residents}, council £{council} a year",
                    title=pain.title,
                    residents=number(one.residents.pounds or 0, places=0),
                    council=number(one.council.pounds or 0, places=0),
                )
            )
    unknown = sum(not one["known"] for one in data)
    lines.append(Message("Pain points whose cost is not known: {n}", n=unknown))
    lines.append(
        Message(
            "An hour counts £{resident} for residents and £{council} for the council.",
            resident=number(rates.resident, places=2),
            council=number(rates.council, places=2),
        )
    )
    return {"rates": {"resident": rates.resident, "council": rates.council}, "pains": data}, lines


def _channels(snapshot: Snapshot, _options: argparse.Namespace) -> Printed:
    found = channel_parity(snapshot)
    lines: list[Sayable | str] = [
        Message("{channel}: {n} steps", channel=choice_words("step", "channels", channel), n=n)
        for channel, n in found.counts.items()
    ]
    for one in found.shut:
        step = snapshot.get(Step, one.step)
        lines.append(Message("Only online: {title}", title=step.title if step else ""))
    for id in found.online_only:
        record = snapshot.get(Requirement, id)
        lines.append(Message("Speaks of online alone: {title}", title=title_of(record) if record else ""))
    data = {
        "counts": found.counts,
        "steps": [
            {
                "step": one.step,
                "channels": list(one.channels),
                "missing": list(one.missing),
                "digital_only": one.digital_only,
            }
            for one in found.steps
        ],
        "requirements": list(found.online_only),
    }
    return data, lines


def _research(snapshot: Snapshot, _options: argparse.Namespace) -> Printed:
    found = research_questions(snapshot)
    levels = debt(snapshot)
    data = {
        "questions": [
            {**_brief(one.record), "why": one.why, "words": {"en": one.words.say("en"), "cy": one.words.say("cy")}}
            for one in found
        ],
        "debt": {kind: list(counts) for kind, counts in levels.items()},
    }
    return data, [one.words for one in found]


def _priorities(snapshot: Snapshot, options: argparse.Namespace) -> Printed:
    found = priorities(snapshot, options.about or "theme", audience=options.audience)
    lines: list[Sayable | str] = []
    for one in found.rows:
        room, leaders = (str(place) if place else "–" for place in (one.room_place, one.leaders_place))
        lines.append(
            Message("{title}: room {room}, leaders {leaders}", title=title_of(one.record), room=room, leaders=leaders)
        )
    if not found.leaders_voted:
        lines.append(Message("Leaders have not voted."))
    rows = [
        {**_brief(one.record), "room": one.room_place, "leaders": one.leaders_place, "apart": one.apart}
        for one in found.rows
    ]
    return {"rows": rows, "leaders_voted": found.leaders_voted}, lines


def _weights(snapshot: Snapshot, _options: argparse.Namespace) -> Printed:
    stands = balance(snapshot)
    proposed = drivers(snapshot)
    lines: list[Sayable | str] = [
        Message(
            "Benefit to users {benefit} %, other quality {quality} %, cost {cost} %",
            benefit=_whole(stands.benefit), quality=_whole(stands.quality), cost=_whole(stands.cost),
        )
    ]  # fmt: skip
    for one in proposed:
        need = snapshot.get(Need, one.need)
        lines.append(
            Message(
                "{share} %: {need} (votes: {votes})",
                share=one.share,
                need=title_of(need) if need else "",
                votes=one.votes,
            )
        )
    data = {
        "benefit": stands.benefit, "quality": stands.quality, "cost": stands.cost, "total": stands.total, "ratio": stands.ratio,
        "whole": stands.whole, "cost_leads": stands.cost_leads, "owed": list(stands.owed),
        "drivers": [
            {
                "need": one.need, "votes": one.votes, "severity": one.severity, "pains": one.pains,
                "requirements": one.requirements, "share": one.share,
            }
            for one in proposed
        ],
    }  # fmt: skip
    return data, lines


def _standards(snapshot: Snapshot, _options: argparse.Namespace) -> Printed:
    from hcd_studio.checks.rules import data as rule_data

    evidence = rule_data("evidence")
    titles = {one["key"]: one["title"] for one in (*evidence["standards"], *evidence["promises"])}
    rows, lines = [], list[Sayable | str]()
    for one in standards(snapshot):
        title = Words(titles[one.key]["en"], titles[one.key]["cy"])
        rows.append(
            {
                "key": one.key, "title": {"en": title.en, "cy": title.cy},
                "shown": {each.name: each.count for each in one.shown}, "lacking": list(one.lacking),
                "met": one.said.met if one.said else "",
            }
        )  # fmt: skip
        shown = [Message("{what}: {n}", what=Words(**evidence["words"][each.name]), n=each.count) for each in one.shown]
        lines.append(Message("{key} {title}", key=one.key, title=title))
        lines.append(Message("    {shown}", shown=shown or Message("nothing yet")))
    scores = [
        {"principle": one.principle, "score": one.score, "reason": {"en": one.reason.en, "cy": one.reason.cy}}
        for one in snapshot.all(Ethics)
    ]
    return {"standards": rows, "ethics": scores}, lines


def _whole(value: float) -> float:
    """A percentage without a decimal that says nothing."""
    return int(value) if value == int(value) else value


def _matrix(snapshot: Snapshot, _options: argparse.Namespace) -> Printed:
    rows, lines = [], list[Sayable | str]()
    for one in matrix(snapshot):
        rows.append(
            {
                **_brief(one.requirement), "needs": list(one.needs), "usecases": list(one.usecases), "pains": list(one.pains),
                "notes": list(one.notes), "sources": one.sources, "criteria": list(one.criteria),
                "measures": list(one.measures), "suspect": one.suspect,
            }
        )  # fmt: skip
        counts = Message(
            "{ref}: needs {needs}, pain points {pains}, voices {voices} from {sources} sources, tests {tests}",
            ref=one.requirement.ref, needs=len(one.needs), pains=len(one.pains), voices=len(one.notes), sources=one.sources,
            tests=len(one.criteria) + len(one.measures),
        )  # fmt: skip
        lines.append(counts)
    return rows, lines


def _why(snapshot: Snapshot, options: argparse.Namespace) -> Printed:
    found = next((one for one in snapshot.all(Requirement) if options.about in (one.ref, one.id)), None)
    page = why(snapshot, found.id, audience=options.audience) if found else None
    if page is None:
        raise Trouble(Message("Which requirement?"), do=Message("Give its reference, such as R-A1."))
    data = {
        **_brief(page.requirement), "needs": [_brief(one) for one in page.needs],
        "pains": [{**_brief(one.pain), "dots": one.votes.dots, "pounds": one.cost.pounds} for one in page.hurts],
        "voices": [{**_brief(one), "language": one.language, "text": one.text} for one in page.voices],
        "unseen": page.unseen, "sources": page.evidence.sources, "criteria": [_brief(one) for one in page.criteria],
        "measures": [_brief(one) for one in page.measures], "waivers": [_brief(one) for one in page.waivers],
        "suspect": page.suspect,
    }  # fmt: skip
    lines: list[Sayable | str] = [page.requirement.statement, page.requirement.rationale]
    lines += [title_of(one) for one in page.needs]
    lines += [Message("{title} (votes: {votes})", title=one.pain.title, votes=one.votes.dots) for one in page.hurts]
    lines += [f"“{one.text}”" for one in page.voices]
    lines.append(Message("Voices that may not be shown here: {n}", n=page.unseen))
    return data, lines


def _forms(_snapshot: Snapshot, _options: argparse.Namespace) -> Printed:
    data, lines = [], list[Sayable | str]()
    for one in forms():
        pairs = {name: getattr(one, name) for name in ("template", "fits", "example")}
        data.append({"key": one.key, **{name: {"en": pair.en, "cy": pair.cy} for name, pair in pairs.items()}})
        lines += [Message("{key}: {title}", key=one.key, title=one.title), one.template, one.example]
    return data, lines


def _brief(record: Record | None) -> dict[str, Any]:
    if record is None:
        return {}
    title = title_of(record)
    return {"kind": record.table, "id": record.id, "ref": getattr(record, "ref", ""), "en": title.en, "cy": title.cy}


def _responses(snapshot: Snapshot, options: argparse.Namespace) -> Printed:
    from ui.commands.responses import side_by_side

    return side_by_side(snapshot, options)


ANSWERS: dict[str, Callable[[Snapshot, argparse.Namespace], Printed]] = {
    "costs": _costs,
    "channels": _channels,
    "research": _research,
    "priorities": _priorities,
    "weights": _weights,
    "standards": _standards,
    "matrix": _matrix,
    "forms": _forms,
    "why": _why,
    "responses": _responses,
}
