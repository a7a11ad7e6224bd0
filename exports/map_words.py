"""A map in words: the same stages, lanes, notes and feelings as headings, lists and tables, for every reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exports.document import NOTHING, Block, Heading, Items, Paragraph, Table, Twin, twin
from exports.flow import Span
from exports.map_facts import AUDIENCES, LEFT_OUT, NO_MISSING, facts
from hcd_studio.bilingual import Words
from hcd_studio.fields import Id
from hcd_studio.layout import Placed
from hcd_studio.layout.curve import split_words
from hcd_studio.layout.heads import NO_STAGE, NO_STEP
from hcd_studio.layout.notes import KIND_OF_LANE
from hcd_studio.layout.parts import LaneBand, NoteBox
from hcd_studio.questions.feelings import StepFeeling, feelings_of, low_points, signed
from hcd_studio.questions.ways import step_facts
from hcd_studio.records import Lane, Note, Stage, Step
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import LANGUAGES, N_, Language, Message, as_language, number
from hcd_studio.words import CHANNEL_WORDS, KIND_WORDS

LANGUAGE_NAMES: dict[Language, str] = {"cy": N_("Welsh"), "en": N_("English")}


def words_of_map(snapshot: Snapshot, placed: Placed) -> tuple[Block, ...]:
    """The whole map in words, as its view shows it."""
    blocks = [*_opening(snapshot, placed)]
    feelings = feelings_of(snapshot, placed.view.audience)
    steps = [head for head in placed.steps if head.id]
    if placed.curve and any(head.id in feelings for head in steps):
        blocks += _feelings(snapshot, placed, feelings)
    for stage in placed.stages:
        blocks += _stage(snapshot, placed, stage.id, stage.number, stage.steps)
    loose = [head.id for head in placed.steps if not head.id]
    if loose:
        blocks += _stage(snapshot, placed, "", 0, (), unplaced=True)
    if placed.stages and placed.lanes:
        blocks += [Heading(2, twin(Message(N_("How many notes stand where"))), "counts"), _counts(snapshot, placed)]
    blocks.append(Heading(2, twin(Message(N_("Missing voices"))), "missing"))
    blocks.append(Paragraph(twin(facts(snapshot).missing or Message(NO_MISSING))))
    return tuple(blocks)


def describe(snapshot: Snapshot, placed: Placed) -> Message:
    """A map in one paragraph: what a reader who cannot see the picture is told in its place."""
    shown = {head.id for head in placed.steps}
    feelings = {step: one for step, one in feelings_of(snapshot, placed.view.audience).items() if step in shown}
    low = low_points(feelings)
    opening = Message(
        N_("Journey map: {title}. Stages: {stages}. Lanes: {lanes}. Notes: {n}."),
        title=facts(snapshot).title,
        stages=[_stage_title(snapshot, stage.id) for stage in placed.stages],
        lanes=[_lane_title(snapshot, band.id) for band in placed.lanes],
        n=sum(head.count for head in placed.steps),
    )
    closing = Message(N_("The whole map follows in words."))
    if not low or placed.curve is None:
        return Message("{opening} {closing}", opening=opening, closing=closing)
    worst = snapshot.get(Step, low[0]) or Step()
    lowest = Message(
        N_("Lowest point of the feelings: {step}, mean {mean}."),
        step=worst.title,
        mean=_signed(feelings[low[0]].mean),
    )
    return Message("{opening} {lowest} {closing}", opening=opening, lowest=lowest, closing=closing)


def _opening(snapshot: Snapshot, placed: Placed) -> Iterable[Block]:
    known = facts(snapshot)
    yield Heading(1, twin(known.title), "map")
    if known.persona:
        yield Paragraph(twin(known.persona, "."))
    for label, words in ((N_("Scenario:"), known.scenario), (N_("Expects:"), known.expectation)):
        if words:
            yield Paragraph(_labelled(Message(label), words))
    day = [known.day] if known.day else []
    if known.council or day:
        yield Paragraph(twin(*([known.council + (", " if day else "")] if known.council else []), *day))
    shown = sum(head.count for head in placed.steps)
    numbers: list[Message | str] = []
    for message in (*known.numbers, Message(N_("Notes: {n}"), n=shown)):
        numbers += [message, ", "]
    yield Paragraph(twin(*numbers[:-1], "."))
    yield Paragraph(twin(Message(AUDIENCES[placed.view.audience]), " ", Message(LEFT_OUT)))


def _labelled(label: Message, words: Words) -> Twin:
    sides = {
        language: (
            Span(label.say(language) + " ", language, True),
            Span(words.say(language), words.language(language)),
        )
        for language in LANGUAGES
    }
    return Twin.of(sides)


def _feelings(snapshot: Snapshot, placed: Placed, feelings: dict[Id, StepFeeling]) -> Iterable[Block]:
    yield Heading(2, twin(Message(N_("How it felt, step by step"))), "feelings")
    shown = [(head.id, head.number) for head in placed.steps if head.id]
    titles = {step: (snapshot.get(Step, step) or Step()).title for step, _ in shown}
    known = [feelings[step] for step, _ in shown if step in feelings and feelings[step].mean is not None]
    numbers = dict(shown)
    if known:
        worst = min(known, key=lambda one: one.mean or 0.0)
        best = max(known, key=lambda one: one.mean or 0.0)
        yield Paragraph(
            twin(
                Message(
                    N_(
                        "Ratings run from −2, very bad, to +2, very good. Lowest: step {low}, {low_title}, {low_mean}. "
                        "Highest: step {high}, {high_title}, {high_mean}."
                    ),
                    low=numbers[worst.step], low_title=titles[worst.step], low_mean=_signed(worst.mean),
                    high=numbers[best.step], high_title=titles[best.step], high_mean=_signed(best.mean),
                )
            )
        )  # fmt: skip
    splits = [
        twin(Message(N_("Step {n}."), n=numbers[one.step]), " ", split_words(one.split))
        for one in known
        if one.split is not None
    ]
    if splits:
        yield Items(tuple(splits))
    rows = tuple(_feeling_row(n, titles[step], feelings.get(step)) for step, n in shown)
    head = (N_("Step"), N_("Mean"), N_("Ratings"), N_("Middle 80 %"), N_("Remark"))
    caption = twin(Message(N_("Feelings by step")))
    yield Table(caption, tuple(twin(Message(words)) for words in head), rows, "feelings", (0.36, 0.12, 0.12, 0.2, 0.2))


def _feeling_row(n: int, title: Words, feeling: StepFeeling | None) -> tuple[Twin, ...]:
    name = twin(f"{n}. ", title)
    if feeling is None:
        return (name, twin(NOTHING), twin("0"), twin(NOTHING), twin(Message(N_("No ratings"))))
    if feeling.mean is None:
        hidden = twin(Message(N_("Fewer than 5, hidden")))
        return (name, twin(NOTHING), twin("< 5"), twin(NOTHING), hidden)
    spread = twin(Message(N_("{lower} to {upper}"), lower=_signed(feeling.lower), upper=_signed(feeling.upper)))
    remark = twin(Message(N_("Low point"))) if feeling.low else twin("")
    return (name, twin(_signed(feeling.mean)), twin(number(feeling.n)), spread, remark)


def _stage(
    snapshot: Snapshot, placed: Placed, id: Id, n: int, steps: Sequence[Id], unplaced: bool = False
) -> Iterable[Block]:
    title = Message(NO_STEP) if unplaced else _stage_title(snapshot, id)
    key = "unplaced" if unplaced else f"stage-{n}"
    yield Heading(2, twin(f"{n}. ", title) if n else twin(title), key)
    columns = [placed.column_of(step) for step in (("",) if unplaced else steps)]
    if not unplaced:
        yield Items(tuple(_step_item(snapshot, placed, column) for column in columns))
    for row, band in enumerate(placed.lanes):
        items: list[Twin] = []
        for column in columns:
            items += _cell_items(snapshot, placed, band, row, column)
        if items:
            yield Heading(3, twin(_lane_title(snapshot, band.id)))
            yield Items(tuple(items))


def _step_item(snapshot: Snapshot, placed: Placed, column: int) -> Twin:
    head = placed.steps[column]
    step = snapshot.get(Step, head.id) or Step()
    named = twin(Message(N_("Step {n}."), n=head.number), " ", step.title)
    facts = list(step_facts(snapshot, step))
    if step.channels:
        facts.insert(0, Message(N_("Channels: {channels}"), channels=_channels(step)))
    if not facts:
        return named
    sides = {
        language: (*named.side(language), Span(". " + "; ".join(one.say(language) for one in facts), language))
        for language in LANGUAGES
    }
    return Twin.of(sides)


def _channels(step: Step) -> list[Message]:
    return [Message(CHANNEL_WORDS.get(channel, CHANNEL_WORDS["other"])) for channel in step.channels]


def _cell_items(snapshot: Snapshot, placed: Placed, band: LaneBand, row: int, column: int) -> list[Twin]:
    head = placed.steps[column]
    lead = Message(N_("Step {n}."), n=head.number) if head.number else None
    items = []
    for id in placed.cells[row][column].notes:
        note = snapshot.get(Note, id)
        box = placed.by_id.get(id)
        if note is not None:
            items.append(_note_item(note, box, band, lead, placed.view.languages == "both"))
    if placed.cells[row][column].gap:
        words = {"opportunity": N_("No ideas yet"), "pain": N_("No pain points yet")}[band.kind]
        items.append(twin(lead or "", " ", Message(words), "."))
    return items


def _note_item(note: Note, box: NoteBox | None, band: LaneBand, lead: Message | None, beside: bool) -> Twin:
    """A note in words; `beside` says that both sides stand together, so that a translation need not repeat its source."""
    spoken = as_language(note.language) if note.language else None
    sides = {language: _note_side(note, box, band, lead, beside, spoken, language) for language in LANGUAGES}
    if beside and not (spoken and note.translation):
        # Said in one language only: it stands once, in that one.
        only = spoken or "en"
        sides = {language: side if language == only else () for language, side in sides.items()}
    return Twin.of(sides)


def _note_side(
    note: Note,
    box: NoteBox | None,
    band: LaneBand,
    lead: Message | None,
    beside: bool,
    spoken: Language | None,
    language: Language,
) -> tuple[Span, ...]:
    spans: list[Span] = []
    if lead:
        spans.append(Span(lead.say(language) + " ", language, True))
    if box and box.kind != KIND_OF_LANE.get(band.kind):
        spans.append(Span(Message(KIND_WORDS[box.kind]).say(language) + ": ", language))
    text = f"“{note.text}”" if note.verbatim else note.text
    if spoken is None or spoken == language or not note.translation:
        spans.append(Span(text, spoken or "en"))
    elif beside:
        spans.append(Span(note.translation, language))
        spans.append(Span(" (" + Message(N_("translation")).say(language) + ")", language))
    else:
        spans.append(Span(note.translation, language))
        said_in = Message(N_("translation; said in {language}:"), language=Message(LANGUAGE_NAMES[spoken]))
        spans += [Span(f" ({said_in.say(language)} ", language), Span(text, spoken), Span(")", language)]
    return (*spans, *_marks(box, language))


def _marks(box: NoteBox | None, language: Language) -> list[Span]:
    if box is None:
        return []
    marks = [
        message.say(language)
        for count, message in (
            (box.dots, Message(N_("Dots: {n}"), n=box.dots)),
            (box.concerns, Message(N_("Concerns: {n}"), n=box.concerns)),
            (box.assumption, Message(N_("assumption"))),
        )
        if count
    ]
    return [Span(f" ({', '.join(marks)})", language)] if marks else []


def _counts(snapshot: Snapshot, placed: Placed) -> Table:
    bands = [(row, band) for row, band in enumerate(placed.lanes) if band.id]
    corner = twin(Message(N_("Lane")))
    head = (corner, *(twin(_stage_title(snapshot, stage.id)) for stage in placed.stages), twin(Message(N_("All"))))
    rows = []
    for row, band in bands:
        numbers = [
            sum(len(placed.cells[row][placed.column_of(step)].notes) for step in stage.steps) for stage in placed.stages
        ]
        cells = [twin(number(n) if n else NOTHING) for n in (*numbers, sum(numbers))]
        rows.append((twin(_lane_title(snapshot, band.id)), *cells))
    return Table(twin(Message(N_("Notes by lane and stage"))), head, tuple(rows), "counts")


def _stage_title(snapshot: Snapshot, id: Id) -> Words | Message:
    stage = snapshot.get(Stage, id)
    return stage.title if stage and stage.title else Message(NO_STAGE)


def _lane_title(snapshot: Snapshot, id: Id) -> Words | Message:
    lane = snapshot.get(Lane, id)
    return lane.title if lane and lane.title else Message(NO_STEP)


def _signed(value: float | None) -> str:
    return NOTHING if value is None else signed(value)
