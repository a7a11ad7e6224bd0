"""How answers are weighed: benefit to people openly against cost, each share with its reason."""

from __future__ import annotations

from exports.document import Block, Figure, Paragraph, Table, Twin, twin
from exports.sections.bars import Share, bar
from exports.sections.saying import DASH, chosen, head, para, percent, said
from exports.sections.told import Told
from hcd_studio.questions.weights import balance as balance_of
from hcd_studio.records import Pain, Theme, Weight
from hcd_studio.speech import LANGUAGES, N_, Language, Message, number


def award(told: Told) -> tuple[Block, ...]:
    """The bar, the criteria with their reasons, and what the room ranked beside them."""
    found = told.snapshot.all(Weight)
    if not found:
        return ()
    blocks: list[Block] = [head(2, N_("How answers are weighed"), "award"), *balance(told, "award-bar")]
    heads = (N_("Award criterion"), N_("Per cent"), N_("Counts for"), N_("Reason"))
    rows = tuple(
        (twin(one.title), _percent(one), twin(chosen(one, "side")), twin(one.reason) if one.reason else DASH)
        for one in found
    )
    caption = said(N_("Award criteria and what they weigh"))
    blocks.append(Table(caption, tuple(said(one) for one in heads), rows, "weights", (0.28, 0.11, 0.15, 0.46), (1,)))
    whole = sum(one.percentage or 0 for one in found)
    if abs(whole - 100) > 0.005:
        blocks.append(para(N_("The weights add up to {n} %, not to 100 %."), n=percent(whole)))
    for one in found:
        blocks += _method(one)
    return (*blocks, *_leaders(told))


def balance(told: Told, key: str, *, words: bool = True) -> list[Block]:
    """Benefit against cost as a bar and as a sentence; `words` repeats below the bar what its parts are."""
    found = balance_of(told.snapshot)
    sentence = said(
        N_("Benefit to people: {benefit} %. Cost: {cost} %."), benefit=percent(found.benefit), cost=percent(found.cost)
    )
    if found.quality:
        sentence = twin(sentence, " ", Message(N_("Other quality: {n} %."), n=percent(found.quality)))
    languages = _languages(told)
    drawn = bar(
        [
            Share(_both(Message(N_("Benefit to people")), languages), found.benefit, True),
            Share(_both(Message(N_("Other quality")), languages), found.quality, False),
            Share(_both(Message(N_("Cost")), languages), found.cost, False),
        ],
        words,
    )
    blocks: list[Block] = [Paragraph(sentence, "loud")] if words or drawn is None else []
    if drawn is not None:
        blocks.append(Figure(drawn, twin(Message(N_("A bar in two parts.")), " ", sentence), key))
    if found.cost_leads:
        blocks.append(para(N_("Cost weighs more than benefit to people; the reasons stand in the table.")))
    return blocks


def _languages(told: Told) -> tuple[Language, ...]:
    language = told.options.language
    return LANGUAGES if language == "side" else ("cy",) if language == "cy" else ("en",)


def _both(words: Message, languages: tuple[Language, ...]) -> tuple[tuple[str, Language], ...]:
    return tuple((words.say(language), language) for language in languages)


def _percent(one: Weight) -> Twin:
    return DASH if one.percentage is None else twin(f"{percent(one.percentage)} %")


def _method(one: Weight) -> list[Block]:
    parts: list[Twin | str | Message] = []
    if one.method:
        parts += [twin(one.title, strong=True), ": ", twin(one.method)]
    if one.pass_mark is not None:
        parts += [*([" "] if parts else [twin(one.title, strong=True), ": "])]
        parts.append(Message(N_("Pass mark: {n} %."), n=percent(one.pass_mark)))
    return [para(twin(*parts))] if parts else []


def _leaders(told: Told) -> list[Block]:
    """Leaders' priorities beside residents', never summed."""
    rows = [row for on in ("theme", "pain") for row in told.ranking(on).rows if row.leaders]
    if not rows:
        return []
    names = [twin(row.record.title) for row in rows if isinstance(row.record, Pain | Theme)]
    cells = tuple(
        (name, twin(number(row.room.dots)) if row.room.dots else DASH, twin(number(row.leaders.dots)))
        for name, row in zip(names, rows, strict=True)
    )
    heads = (N_("What hurts"), N_("Dots of the room"), N_("Dots of leaders"))
    return [
        head(3, N_("What leaders put first, beside the room")),
        Table(said(N_("Priorities side by side")), tuple(said(one) for one in heads), cells, "leaders", (0.6, 0.2, 0.2), (1, 2)),
    ]  # fmt: skip
