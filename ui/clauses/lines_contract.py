"""What the tables of the contract say: criteria, measures with results, questions, versions, costs, channels, priorities."""

from __future__ import annotations

from hcd_studio.fields import Id
from hcd_studio.records import Actual, Clarification, Measure, PackIssue, Pain, Step, Weight
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Message, Sayable, number
from hcd_studio.words import choice_words
from ui.clauses.lines import NO, YES, Line, Lines, Literals, text
from ui.clauses.short import named, short
from ui.parts import EMPTY


def weights_lines(snapshot: Snapshot) -> Lines:
    return [
        Line(
            one.id,
            (
                one.title, choice_words("weight", "side", one.side), text(percent(one.percentage)), one.reason, one.method,
                text(percent(one.pass_mark)),
            ),
            asks=not one.method,
        )
        for one in snapshot.all(Weight)
    ]  # fmt: skip


def percent(value: float | None) -> str:
    """A percentage, empty where none is given."""
    return "" if value is None else f"{number(int(value) if value == int(value) else value)} %"


def weights_about(snapshot: Snapshot) -> Sayable:
    from hcd_studio.questions.weights import balance
    from ui.clauses.weights import sum_words

    return sum_words(balance(snapshot), bool(snapshot.all(Weight)))[0]


def kpis_lines(snapshot: Snapshot) -> Lines:
    found: Lines = []
    for one in snapshot.all(Measure):
        parent = snapshot.find(one.parent)
        of = text(getattr(parent, "ref", "–"))
        found.append(
            Line(
                one.id,
                (
                    named(one), of, text(one.baseline), text(one.target), text(one.unit), YES if one.kpi else NO, EMPTY, EMPTY,
                ),
                asks=not (one.baseline and one.target),
            )
        )  # fmt: skip
        for actual in sorted(snapshot.by(Actual, "measure")[one.id], key=lambda each: each.period):
            rating = choice_words("actual", "rating", actual.rating) if actual.rating else EMPTY
            found.append(
                Line(
                    actual.id,
                    (
                        Message("… result for {period}", period=actual.period), of, EMPTY, EMPTY, text(one.unit), EMPTY,
                        text(actual.value), rating,
                    ),
                )
            )  # fmt: skip
    return found


def kpis_about(snapshot: Snapshot) -> Sayable:
    kpis = sum(one.kpi for one in snapshot.all(Measure))
    return Message(
        "KPIs: {n}. Contracts above five million pounds need three or more; each is rated by one of five words.", n=kpis
    )


def clarifications_lines(snapshot: Snapshot) -> Lines:
    return [
        Line(
            one.id,
            (
                text(one.ref), choice_words("clarification", "kind", one.kind), one.question, one.answer, text(one.asked),
                text(one.answered), _about_one(snapshot, one.about),
            ),
            asks=not one.answer,
        )
        for one in snapshot.all(Clarification)
    ]  # fmt: skip


def _about_one(snapshot: Snapshot, id: Id) -> Sayable:
    record = snapshot.find(id) if id else None
    return text(getattr(record, "ref", "")) if record is not None else EMPTY


def issues_lines(snapshot: Snapshot) -> Lines:
    return [
        Line(
            one.id,
            (
                text(one.version), text(one.issued), text(one.approved_by), choice_words("pack_issue", "audience", one.audience),
                one.changed,
            ),
        )
        for one in reversed(snapshot.all(PackIssue))
    ]  # fmt: skip


# What it costs, who is shut out, what leaders want


def costs_lines(snapshot: Snapshot) -> Lines:
    from hcd_studio.questions.cost import costs

    found: Lines = []
    for one in costs(snapshot):
        pain = snapshot.get(Pain, one.pain)
        if pain is None:
            continue
        found.append(
            Line(
                pain.id,
                (
                    named(pain), text(one.times), text(pain.resident_minutes), text(pain.council_minutes),
                    text(pounds(one.residents.pounds)), text(pounds(one.council.pounds)), text(pain.cost_source),
                ),
                asks=not one.known,
            )
        )  # fmt: skip
    return found


def pounds(value: float | None) -> str:
    """Pounds a year, a dash where nobody knows."""
    return "–" if value is None else f"£{number(value, places=0)}"


def costs_about(snapshot: Snapshot) -> Sayable:
    from hcd_studio.questions.cost import Rates, costs

    rates, known = Rates(), [one for one in costs(snapshot) if one.known]
    return Message(
        "Known for {n}: residents {residents}, council {council} a year. An hour counts £{resident} and £{staff}.",
        n=len(known), residents=pounds(sum(one.residents.pounds or 0 for one in known)),
        council=pounds(sum(one.council.pounds or 0 for one in known)),
        resident=number(rates.resident, places=2), staff=number(rates.council, places=2),
    )  # fmt: skip


def channels_lines(snapshot: Snapshot) -> Lines:
    from hcd_studio.questions.channels import channel_parity

    parity = channel_parity(snapshot)
    found: Lines = []
    for one in parity.steps:
        step = snapshot.get(Step, one.step)
        why = Message("only online") if one.digital_only else EMPTY
        if step is not None:
            found.append(
                Line(step.id, (step.title, channels(one.channels), channels(one.missing), why), asks=one.digital_only)
            )
    for id in parity.online_only:
        record = snapshot.find(id)
        if record is not None:
            found.append(Line(id, (named(record), EMPTY, EMPTY, Message("speaks of online alone")), asks=True))
    return found


def channels(known: tuple[str, ...]) -> Sayable:
    """Channels in words."""
    return Channels([choice_words("step", "channels", one) for one in known])


class Channels(Literals):
    """A few words with commas between."""

    def say(self, language: str) -> str:
        """One after the other."""
        return ", ".join(one.say(language) for one in self.said)  # type: ignore[arg-type]


def priorities_lines(snapshot: Snapshot) -> Lines:
    from hcd_studio.questions.priorities import priorities

    return [
        Line(
            one.record.id,
            (
                short(one.record), text(one.room_place or "–"), text(one.room.dots), text(one.leaders_place or "–"),
                text(one.leaders.dots), Message("they part here") if one.apart else EMPTY,
            ),
            asks=one.apart,
        )
        for one in priorities(snapshot, "theme").rows
    ]  # fmt: skip


def priorities_about(snapshot: Snapshot) -> Sayable:
    from hcd_studio.questions.priorities import priorities

    if not priorities(snapshot, "theme").leaders_voted:
        return Message("Leaders have not voted. Their list stands beside the residents’, and is never summed with it.")
    return Message("Two lists side by side, never one sum.")
