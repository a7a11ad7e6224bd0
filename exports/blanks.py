"""Paper for the room that matches the session: note cards, rating sheets with its steps, consent forms, tear-off cards.

Every sheet bears both languages, Welsh first, or one where one is asked for; whoever types it in afterwards follows its order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from exports.options import Options
from exports.poster_look import COLOURED
from exports.sheets import BORDER, BOTTOM, LEFT, MUTED, RIGHT, TOP, WIDTH, Box, Icon, Rule, Sheet, languages_of, pdf_of
from exports.writing import Progress, Written, check_pdf, file_stem, tell, write_file
from hcd_studio.audience import seen_by
from hcd_studio.bilingual import Words
from hcd_studio.columns import title_of
from hcd_studio.layout.notes import KIND_ICONS
from hcd_studio.layout.view import Rect
from hcd_studio.records import Participant, Stage, Step, Workshop
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Language, Message
from hcd_studio.words import KIND_WORDS, RATING_WORDS, TIER_WORDS

CARD_KINDS = ("action", "quote", "pain", "idea")
CARDS = (2, 4)
SLIPS = (2, 5)
TIERS = {
    "room": N_("My words stay in this room."),
    "council": N_("The council may use my words, without my name."),
    "library": N_("Other councils may read my words, without my name or code."),
    "public": N_("My words may be published, without my name or code."),
}
"""What each tier means to the person who ticks it."""
MOST_PEOPLE = 200


def blanks_of(snapshot: Snapshot, options: Options) -> list[Sheet]:
    """Every blank of a session in the order in which the day needs them."""
    shown = seen_by(snapshot, options.audience)
    languages = languages_of(options)
    codes = [one.code for one in shown.all(Participant) if one.code][:MOST_PEOPLE]
    workshop = next(iter(shown.all(Workshop)), Workshop())
    return [
        *_consent(workshop, languages),
        *_cards(languages),
        *(sheet for code in (*codes, "") for sheet in _ratings(shown, workshop, code, languages)),
        *_slips(workshop, codes or [""] * (SLIPS[0] * SLIPS[1]), languages),
    ]


def write_blanks(snapshot: Snapshot, target: Path, options: Options, progress: Progress | None = None) -> Written:
    """Write the blanks as one tagged PDF to print."""
    tell(progress, 0.0, Message(N_("Laying out the sheets")))
    sheets = blanks_of(snapshot, options)
    language: Language = "en" if options.language == "en" else "cy"
    title = Message(N_("{title}: sheets to fill in"), title=title_of(snapshot.workshop)).say(language)
    data = pdf_of(sheets, title, snapshot.workshop.council, options.made)
    path = (
        target / f"{file_stem(title_of(snapshot.workshop).en)}-blanks.pdf"
        if target.is_dir()
        else target.with_suffix(".pdf")
    )
    tell(progress, 0.8, Message(N_("Writing {format}"), format="PDF"))
    return Written((write_file(path, data, check_pdf(len(sheets))),))


def _masthead(sheet: Sheet, workshop: Workshop, heading: Message) -> float:
    y = sheet.put("H1", heading, LEFT, TOP, RIGHT - LEFT - 130, size=20, serif=True)
    council = " · ".join(part for part in (workshop.council, workshop.date) if part)
    if council:
        sheet.put("P", council, RIGHT - 130, TOP + 4, 130, size=10, right=True, colour=MUTED)
    if workshop.title:
        y = sheet.put("P", workshop.title, LEFT, y + 2, RIGHT - LEFT - 130, size=11, colour=MUTED, stacked=False)
    sheet.marks.append(Rule(LEFT, y + 6, RIGHT, y + 6, 2, edge=COLOURED.ink))
    return y + 16


def _field(sheet: Sheet, words: Message, x: float, y: float, width: float, value: str = "") -> None:
    """A name and a line to write on, or what is known already."""
    end = sheet.put("P", words, x, y, width, size=10, strong=True, stacked=False)
    if value:
        sheet.put("P", value, x, end, width, size=16, strong=True)
    else:
        sheet.marks.append(Rule(x, end + 20, x + width, end + 20))


# Note cards


def _cards(languages: tuple[Language, ...]) -> Iterator[Sheet]:
    sheet = Sheet(languages)
    across, down = CARDS
    wide, high = (RIGHT - LEFT) / across, (BOTTOM - TOP) / down
    for at in range(across * down):
        x, y = LEFT + (at % across) * wide, TOP + (at // across) * high
        _card(sheet, Rect(x, y, wide, high))
    yield sheet


def _card(sheet: Sheet, box: Rect) -> None:
    sheet.marks.append(Box(box, width=0.6, edge=BORDER))
    x, y = box.x + 9, box.y + 8
    each = (box.w - 18) / 2
    for at, kind in enumerate(CARD_KINDS):
        left, top = x + at % 2 * each, y + at // 2 * 18
        sheet.marks.append(Box(Rect(left, top + 1, 10, 10)))
        sheet.marks.append(Icon(f"{KIND_ICONS[kind]}-fill", left + 14, top, 12, COLOURED.edge(kind)))
        sheet.put("P", Message(KIND_WORDS[kind]), left + 30, top, each - 30, size=8.6, stacked=False, most=1)
    y += 36
    for at in range(4):
        line = y + 22 + at * 25
        sheet.marks.append(Rule(x, line, box.right - 9, line, 0.6))
    foot = box.bottom - 26
    third = (box.w - 18) / 3
    for at, words in enumerate((Message("Step"), Message("Code"), Message("Table"))):
        end = sheet.put("P", words, x + at * third, foot, third - 6, size=9, stacked=False)
        sheet.marks.append(Rule(x + at * third + third * 0.74, end - 1, x + (at + 1) * third - 6, end - 1, 0.6))


# Rating sheets


def _ratings(snapshot: Snapshot, workshop: Workshop, code: str, languages: tuple[Language, ...]) -> Iterator[Sheet]:
    stages = {one.id: at for at, one in enumerate(snapshot.all(Stage))}
    steps = sorted((one for one in snapshot.all(Step) if one.stage in stages), key=lambda one: stages[one.stage])
    rows: list[Step | None] = [*steps] or [None] * 16
    high = 34.0 if len(languages) > 1 else 26.0
    first = 0
    while first < len(rows):
        sheet = Sheet(languages)
        y = _masthead(sheet, workshop, Message("How did each step feel?"))
        _field(sheet, Message("Code"), LEFT, y, 120, code)
        sheet.put(
            "P",
            Message("One tick on each line. Leave a line empty where you were not there."),
            LEFT + 140,
            y,
            RIGHT - LEFT - 140,
            size=10,
        )
        y += 46
        y = _scale(sheet, y)
        room = int((BOTTOM - 34 - y) // high)
        for at, step in enumerate(rows[first : first + room], first):
            y = _rating(sheet, at, step, y, high)
        first += room
        sheet.put(
            "P",
            Message("Which step was the worst, and why?"),
            LEFT,
            BOTTOM - 30,
            RIGHT - LEFT,
            size=10,
            strong=True,
            stacked=False,
        )
        sheet.marks.append(Rule(LEFT, BOTTOM, RIGHT, BOTTOM))
        yield sheet


SCALE_LEFT, SCALE = RIGHT - 5 * 52, 52.0


def _scale(sheet: Sheet, y: float) -> float:
    head = ("Table", "TR#head")
    sheet.cell(*head, "TH#n")
    sheet.put((*head, "TH#step"), Message("Step"), LEFT, y, 200, size=9, strong=True, stacked=False)
    bottom = y
    for at, (value, word) in enumerate(RATING_WORDS.items()):
        x = SCALE_LEFT + at * SCALE
        figure = f"+{value}" if value > 0 else str(value).replace("-", "−")
        top = sheet.put((*head, f"TH#{at}"), figure, x + 2, y, SCALE - 4, size=12, strong=True)
        bottom = max(bottom, sheet.put((*head, f"TH#{at}"), Message(word), x + 2, top, SCALE - 4, size=8.5))
    return bottom + 6


def _rating(sheet: Sheet, at: int, step: Step | None, y: float, high: float) -> float:
    sheet.marks.append(Rule(LEFT, y, RIGHT, y, 0.5))
    row = ("Table", f"TR#{at}")
    sheet.put((*row, "TH#n"), str(at + 1), LEFT, y + 5, 22, size=12, strong=True)
    if step is None:
        sheet.cell(*row, "TD#title")
    else:
        sheet.put((*row, "TD#title"), step.title, LEFT + 26, y + 4, SCALE_LEFT - LEFT - 34, size=9.5, most=1)
    for place in range(5):
        side = 16.0
        x = SCALE_LEFT + place * SCALE + 6
        sheet.cell(*row, f"TD#{place}")
        sheet.marks.append(Box(Rect(x, y + (high - side) / 2, side, side)))
    return y + high


# Consent


def _consent(workshop: Workshop, languages: tuple[Language, ...]) -> Iterator[Sheet]:
    sheet = Sheet(languages)
    y = _masthead(sheet, workshop, Message("What may happen with your words"))
    for words in _terms(workshop):
        y = sheet.put("P", words, LEFT, y, RIGHT - LEFT, size=11.5) + 8
    y = (
        sheet.put(
            "H2", Message("Tick one. You may change it at any time."), LEFT, y + 6, RIGHT - LEFT, size=14, strong=True
        )
        + 8
    )
    for tier in TIER_WORDS:
        sheet.marks.append(Box(Rect(LEFT, y + 2, 16, 16)))
        y = sheet.put("P", Message(TIERS[tier]), LEFT + 28, y, RIGHT - LEFT - 28, size=12) + 10
    y += 10
    third = (RIGHT - LEFT - 40) / 3
    for at, words in enumerate((Message("Code"), Message("Date"), Message("Signature"))):
        _field(sheet, words, LEFT + at * (third + 20), y, third)
    yield sheet


def _terms(workshop: Workshop) -> Iterator[Message]:
    yield Message("We write down what you say under a code, never under your name.")
    yield Message("You need not say anything that you do not want to say, and you may leave at any time.")
    if workshop.withdraw_by:
        yield Message(
            "You can take your words back until {date}. Give your code; nobody asks why.", date=workshop.withdraw_by
        )
    else:
        yield Message("You can take your words back. Give your code; nobody asks why.")
    if workshop.contact:
        yield Message("Contact: {contact}", contact=workshop.contact)
    if workshop.safeguarding:
        yield Message(
            "If we hear that somebody is in danger, we have to tell: {contact}", contact=workshop.safeguarding
        )


# Tear-off cards


def _slips(workshop: Workshop, codes: Sequence[str], languages: tuple[Language, ...]) -> Iterator[Sheet]:
    across, down = SLIPS
    each = across * down
    for first in range(0, len(codes), each):
        sheet = Sheet(languages)
        wide, high = WIDTH / across, (BOTTOM - TOP) / down
        for at, code in enumerate(codes[first : first + each]):
            box = Rect((at % across) * wide, TOP + (at // across) * high, wide, high)
            _slip(sheet, workshop, code, box)
        for line in range(1, down):
            y = TOP + line * high
            sheet.marks.append(Rule(12, y, WIDTH - 12, y, 0.6, (4, 4)))
        sheet.marks.append(Rule(WIDTH / 2, TOP, WIDTH / 2, BOTTOM, 0.6, (4, 4)))
        yield sheet


def _slip(sheet: Sheet, workshop: Workshop, code: str, box: Rect) -> None:
    x, wide = box.x + 30, box.w - 54
    y = sheet.put("P", Message("My code"), x, box.y + 10, wide, size=9.5, strong=True, stacked=False)
    if code:
        y = sheet.put("P", code, x, y, wide, size=24, strong=True) + 2
    else:
        sheet.marks.append(Rule(x, y + 22, x + 120, y + 22))
        y += 30
    y = sheet.put("P", workshop.title or Words("", ""), x, y, wide, size=9.5, stacked=False, most=2)
    if workshop.withdraw_by:
        y = sheet.put(
            "P", Message("My words can be taken back until {date}.", date=workshop.withdraw_by), x, y + 3, wide, size=9
        )
    if workshop.contact:
        sheet.put(
            "P", Message("Contact: {contact}", contact=workshop.contact), x, y + 3, wide, size=9, stacked=False, most=2
        )
