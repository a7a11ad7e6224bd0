"""Checks of clauses among others: what they rest on, what tests them, what they repeat or contradict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hcd_studio.checks.looking import Hit, World, on_record, on_whole
from hcd_studio.checks.phrases import tokens
from hcd_studio.checks.rules import Rule
from hcd_studio.checks.statements import NEGATIVE
from hcd_studio.columns import title_of
from hcd_studio.fields import Id
from hcd_studio.records import KINDS, Criterion, Link, Measure, Need, Note, Pain, Record, Requirement, UseCase
from hcd_studio.speech import LANGUAGES
from hcd_studio.values import limits

LIVING = ("draft", "checked", "agreed", "issued")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
ALIKE = 0.85
LITTLE = {
    *"the a an of to in on at by for and or that which with from shall must should it its is be".split(),
    *"y yr i o yn ar at a ac am gan rhaid â mewn ei eu sydd sy ’r ’n ’i ’u ’s".split(),
}
"""Words that say too little to make two sentences alike."""


def _counts(record: Requirement) -> bool:
    return record.status != "withdrawn" and record.moscow != "wont"


@on_record
def no_rationale(record: Requirement, _rule: Rule, _: World) -> Iterable[Hit]:
    """Nobody says why."""
    if _counts(record) and not record.rationale:
        yield Hit(field="rationale")


@on_record
def no_test(record: Requirement, _rule: Rule, world: World) -> Iterable[Hit]:
    """Neither fit criterion nor acceptance criterion nor measure."""
    if _counts(record) and not (record.fit_criterion or world.is_tested(record.id)):
        yield Hit(field="fit_criterion")


@on_record
def no_need(record: Requirement, _rule: Rule, world: World) -> Iterable[Hit]:
    """Rests on no need, pain point or voice."""
    if _counts(record) and not world.rests_on(record.id, "need", "pain", "note", "usecase"):
        yield Hit()


@on_record
def no_statement(record: Requirement, _rule: Rule, _: World) -> Iterable[Hit]:
    """Nothing is asked for."""
    if not record.statement:
        yield Hit(field="statement")


@on_record
def no_priority(record: Requirement, _rule: Rule, _: World) -> Iterable[Hit]:
    """Neither must nor should nor could."""
    if record.statement and not record.moscow:
        yield Hit(field="moscow")


@on_record
def criterion_alone(record: Criterion, _rule: Rule, world: World) -> Iterable[Hit]:
    """Belongs to nothing that is still there."""
    if not record.parent or not world.is_there(record.parent):
        yield Hit(field="parent")


@on_record
def measure_alone(record: Measure, _rule: Rule, world: World) -> Iterable[Hit]:
    """Belongs to nothing that is still there."""
    if not record.parent or not world.is_there(record.parent):
        yield Hit(field="parent")


@on_record
def link_to_nothing(link: Link, _rule: Rule, world: World) -> Iterable[Hit]:
    """One of its ends was removed; what rests on nothing now is named."""
    for end, other in ((link.target, link.source), (link.source, link.target)):
        if not world.is_there(end) and world.is_there(other):
            record = world.snapshot.find(other)
            yield Hit(record=record, args={"title": title_of(record) if record else ""})


@on_record
def link_suspect(link: Link, _rule: Rule, world: World) -> Iterable[Hit]:
    """The parent's words changed after the link was confirmed."""
    if link.id in world.snapshot.suspect:
        child, parent = (world.snapshot.find(id) for id in (link.source, link.target))
        if child is not None and parent is not None:
            yield Hit(record=child, args={"child": title_of(child), "parent": title_of(parent)})


@on_whole
def circles(_rule: Rule, world: World) -> Iterable[Hit]:
    """Records that rest on one another in a circle."""
    below: dict[Id, list[Id]] = {}
    for link in world.all(Link):
        if link.kind == "rests on":
            below.setdefault(link.source, []).append(link.target)
    done: set[Id] = set()
    for start in below:
        if start in done:
            continue
        way: list[Id] = [start]
        iterators = [iter(below[start])]
        on_way = {start}
        while way:
            following = next(iterators[-1], None)
            if following is None:
                done.add(way[-1])
                on_way.discard(way.pop())
                iterators.pop()
            elif following in on_way:
                yield from _circle(way[way.index(following) :], world)
            elif following not in done and following in below:
                way.append(following)
                on_way.add(following)
                iterators.append(iter(below[following]))


def _circle(ring: list[Id], world: World) -> Iterator[Hit]:
    records = [record for id in ring if (record := world.snapshot.find(id)) is not None]
    if records:
        yield Hit(record=records[0], args={"refs": " → ".join(_ref(one) for one in (*records, records[0]))})


def _ref(record: Record) -> str:
    return getattr(record, "ref", "") or title_of(record).en or record.id[:8]


@on_whole
def near_duplicates(_rule: Rule, world: World) -> Iterable[Hit]:
    """Requirements that say almost the same; those that differ in a number or a *not* are another rule's."""
    for first, second, side in world.alike(_pairs):
        if not _contradict(first, second, side):
            yield _pair(first, second, side)


@on_whole
def contradictions(_rule: Rule, world: World) -> Iterable[Hit]:
    """Requirements that say almost the same and yet ask for different numbers, or one for what the other forbids."""
    for first, second, side in world.alike(_pairs):
        if _contradict(first, second, side):
            yield _pair(first, second, side)


def _pair(first: Requirement, second: Requirement, side: str) -> Hit:
    text = second.statement.side("cy" if side == "cy" else "en")
    return Hit(
        0, len(text), {"first": _ref(first), "second": _ref(second)}, record=second, field="statement", language=side
    )


def _contradict(first: Requirement, second: Requirement, side: str) -> bool:
    one, other = (record.statement.side("cy" if side == "cy" else "en") for record in (first, second))
    numbers = [set(NUMBER.findall(text)) for text in (one, other)]
    refuses = [bool(NEGATIVE[side].search(text)) for text in (one, other)]
    return numbers[0] != numbers[1] or refuses[0] != refuses[1]


def _pairs(world: World) -> Iterator[tuple[Requirement, Requirement, str]]:
    """Each requirement that says almost what an earlier one says, found by the rarest words that they share."""
    told: set[Id] = set()
    for side in LANGUAGES[::-1]:
        bags: list[tuple[Requirement, frozenset[str]]] = []
        often: dict[str, int] = {}
        for record in world.all(Requirement):
            text = record.statement.side(side)
            if not text or not _counts(record):
                continue
            bag = frozenset(
                one.word
                for one in tokens(text)
                if one.word not in LITTLE and not one.word[0].isdecimal() and one.word != "not"
            )
            if len(bag) >= 3:
                bags.append((record, bag))
                for word in bag:
                    often[word] = often.get(word, 0) + 1
        by_rare: dict[str, list[int]] = {}
        for at, (record, bag) in enumerate(bags):
            ordered = sorted(bag, key=lambda word: (often[word], word))
            near: set[int] = set()
            if record.id in told:
                continue
            for word in ordered[: int(len(ordered) * (1 - ALIKE)) + 1]:
                near.update(by_rare.get(word, ()))
                by_rare.setdefault(word, []).append(at)
            for other in sorted(near):
                first, known = bags[other]
                if len(bag & known) >= ALIKE * len(bag | known):
                    told.add(record.id)
                    yield first, record, side
                    break


@on_whole
def pain_unanswered(rule: Rule, world: World) -> Iterable[Hit]:
    """A severe pain point that nothing answers and nobody parked."""
    for pain in world.all(Pain):
        answered = any(world.is_there(link.source) for link in world.above(pain.id))
        if (pain.severity or 0) >= rule.limits["severity"] and pain.status == "open" and not answered:
            yield Hit(record=pain, args={"title": title_of(pain)})


@on_record
def refers_to_nothing(record: Record, _rule: Rule, world: World) -> Iterable[Hit]:
    """A field names a record that is gone."""
    for name, kinds in _refs(record.table):
        id = getattr(record, name)
        if id and kinds and not world.is_there(id):
            yield Hit(field=name, args={"title": title_of(record), "kind": KINDS[kinds[0]].term()})


def _refs(table: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return _REFS.setdefault(
        table,
        tuple(
            (name, tuple(limits(table, name).get("kinds", ())))
            for name in ("step", "stage", "lane", "weight", "measure", "pack_issue", "requirement", "persona")
            if limits(table, name).get("kinds")
        ),
    )


_REFS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}

CLAUSES: tuple[type[Record], ...] = (Need, Requirement, UseCase, Note)
