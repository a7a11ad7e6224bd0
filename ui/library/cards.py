"""The cards of the library page: a finding with its voice and the councils that share it, a pattern to lift."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from hcd_studio.records import KINDS
from hcd_studio.speech import Message, Sayable
from ui.context import Context
from ui.flow import Flow
from ui.parts import Beside, FaceButton, Literal, Live, column, label, row

if TYPE_CHECKING:
    from hcd_studio.bilingual import Words
    from hcd_studio.library.catalogue import Finding
    from hcd_studio.library.catalogue.shares import Shared
    from hcd_studio.library.patterns import Pattern

CELL, GAP = 13, 3
LONGEST = 240
SHARE, ASKED, SILENT = "share", "asked", "silent"


class Squares(QWidget):
    """One square for each council: filled shares it, outlined asked and did not find it, dashed did not ask."""

    def __init__(self, context: Context, sharing: int, asked: int, councils: int):
        super().__init__()
        self.context = context
        self.sorts = [SHARE] * sharing + [ASKED] * max(0, asked - sharing) + [SILENT] * max(0, councils - asked)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _step(self) -> int:
        return self.context.theme.scaled(CELL + GAP)

    def sizeHint(self) -> QSize:
        return QSize(self._step() * len(self.sorts), self._step() + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._step() * 4, self._step() + 1)

    def heightForWidth(self, width: int) -> int:
        abreast = max(1, width // self._step())
        return -(-len(self.sorts) // abreast) * self._step() + 1

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        step, size = self._step(), self.context.theme.scaled(CELL)
        abreast = max(1, self.width() // step)
        for at, sort in enumerate(self.sorts):
            square(
                painter,
                self.context,
                QRectF(at % abreast * step + 0.5, at // abreast * step + 0.5, size - 1, size - 1),
                sort,
            )
        painter.end()


def square(painter: QPainter, context: Context, place: QRectF, sort: str) -> None:
    """One square of the sort that it stands for."""
    theme = context.theme
    pen = QPen(theme.colour("accent" if sort != SILENT else "border"), theme.line)
    if sort == SILENT:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(theme.colour("accent") if sort == SHARE else Qt.BrushStyle.NoBrush)
    painter.drawRect(place)


class Key(QWidget):
    """One square with its meaning in words."""

    def __init__(self, context: Context, live: Live, sort: str, words: Sayable):
        super().__init__()
        line = row(self)
        live.space(line, (0, 0, 0, 0), 5)
        one = Squares(context, 0, 0, 1)
        one.sorts = [sort]
        live.dress(one, "width", lambda: one.setFixedWidth(context.theme.scaled(CELL) + 1))
        line.addWidget(one)
        said = label("small")
        live.text(said, words)
        line.addWidget(said)


class Card(FaceButton):
    """A card that can be chosen; arrows go from one to the next, and it comes into view with the keys."""

    turned = Signal(int)

    def __init__(self, context: Context):
        super().__init__("card")
        self.context = context
        self.live = Live(context, self)
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.face = column(self)
        self.live.space(self.face, (16, 10, 16, 10), 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if by is not None:
            self.turned.emit(by)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self, 0, self.context.theme.scaled(12))

    def put(self, role: str, words: Sayable, *, to: object = None) -> None:
        """One more text on the card."""
        made = label(role, wrap=True)
        self.live.text(made, words)
        (to or self.face).addWidget(made)  # type: ignore[attr-defined]


class FindingCard(Card):
    """What was found, in both languages, who said it, where it is to be cited, who shares it."""

    def __init__(self, context: Context, finding: Finding, shared: Shared | None, councils: int, *, first: bool):
        super().__init__(context)
        self.finding, self.shared, self.councils = finding, shared, councils
        halves = Beside(context.theme, gap=20, least=300)
        said, of = QWidget(), QWidget()
        left, right = column(said), column(of)
        for lines in (left, right):
            self.live.space(lines, (0, 0, 0, 0), 3)
        voiced = finding.kind == "note"
        main, other = (short(one) for one in _sides(finding.words, context))
        if voiced:
            self._voice(left, finding.words)
        else:
            self.put("head", Literal(main), to=left)
            if other:
                self.put("muted", Literal(other), to=left)
            if finding.voice:
                self._voice(left, finding.voice)
        self.put("small", finding.citation(), to=left)
        left.addStretch(1)
        halves.add(said, 1)
        if shared is not None and shared.asked and councils > 1:
            self._share(right, shared, councils, first=first)
        else:
            self.put(
                "small",
                Message("{kind} · {method}", kind=KINDS[finding.kind].term(), method=finding.method or "–"),
                to=right,
            )
        self._foot(right)
        right.addStretch(1)
        halves.add(of, 1)
        self.face.addWidget(halves)
        self.live.say(self, "name", self.setAccessibleName, Joined(self._spoken()))

    def _voice(self, lines: object, words: Words) -> None:
        from ui.library.voice import Voice

        lines.addWidget(Voice(self.context, replace(words, en=short(words.en), cy=short(words.cy))))  # type: ignore[attr-defined]

    def _share(self, lines: object, shared: Shared, councils: int, *, first: bool) -> None:
        add = lines.addWidget  # type: ignore[attr-defined]
        counted = row()
        self.live.space(counted, (0, 0, 0, 0), 6)
        number, rest = label("card"), label("", wrap=True)
        number.setText(str(len(shared.sharing)))
        self.live.text(rest, Message("of {of} councils that asked", of=len(shared.asked)))
        counted.addWidget(number)
        counted.addWidget(rest, 1)
        lines.addLayout(counted)  # type: ignore[attr-defined]
        add(Squares(self.context, len(shared.sharing), len(shared.asked), councils))
        if first:
            keys = QWidget()
            flow = Flow()
            keys.setLayout(flow)
            self.live.space(flow, (0, 2, 0, 0), 12)
            for sort, words in (
                (SHARE, Message("share it")), (ASKED, Message("asked, not found")), (SILENT, Message("did not ask")),
            ):  # fmt: skip
                flow.addWidget(Key(self.context, self.live, sort, words))
            add(keys)
        trend = shared.trend()
        if trend is not None:
            self.put("small", trend, to=lines)

    def _foot(self, lines: object) -> None:
        contact: Sayable = Literal(self.finding.contact) if self.finding.contact else Message("no contact given")
        state = self.finding.language_state()
        self.put("small", Message("Contact: {contact}", contact=contact), to=lines)
        self.put("small", state, to=lines)

    def _spoken(self) -> Sequence[Sayable]:
        parts: list[Sayable] = [self.finding.words]
        if self.finding.voice:
            parts.append(self.finding.voice)
        parts.append(self.finding.citation())
        if self.shared is not None and self.shared.asked:
            parts.append(share_words(self.shared))
        return parts


def share_words(shared: Shared) -> Message:
    """How many councils share a pain, of those that asked."""
    return Message("{n} of {of} councils that asked", n=len(shared.sharing), of=len(shared.asked))


def short(text: str) -> str:
    """So much of a text as a card has room for; the whole stands beside it once the card is chosen."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …"


def _sides(words: Words, context: Context) -> tuple[str, str]:
    """The text in the reader's language, and in the other one."""
    mine, other = (words.cy, words.en) if context.speaker.language == "cy" else (words.en, words.cy)
    return (mine, other) if mine else (other, "")


class PatternCard(Card):
    """A pattern that can be lifted: from whom, what it holds, how far in both languages, under which licence."""

    def __init__(self, context: Context, pattern: Pattern):
        super().__init__(context)
        self.pattern = pattern
        bundle = pattern.bundle
        head = row()
        self.live.space(head, (0, 0, 0, 0), 8)
        sign = label()
        self.live.picture(sign, "seal-check" if not pattern.shipped else "stack", "regular", "accent", 22)
        head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        title = label("head", wrap=True)
        self.live.text(title, bundle.title)
        head.addWidget(title, 1)
        self.face.addLayout(head)
        self.put("small", from_words(pattern))
        self.put("", held_words(pattern))
        self.put("small", pattern.language_state())
        contact = str(bundle.extra.get("contact", ""))
        self.put("small", Message("Contact: {contact}", contact=contact) if contact else Message("no contact given"))
        self.put("small", Message("Licence: {licence}", licence=bundle.licence or "–"))
        self.face.addStretch(1)
        self.live.say(
            self, "name", self.setAccessibleName,
            Joined((Message("Pattern"), bundle.title, from_words(pattern), held_words(pattern), pattern.language_state())),
        )  # fmt: skip


def from_words(pattern: Pattern) -> Message:
    """From whom a pattern is, and its version."""
    council: Sayable = Literal(pattern.bundle.council) if pattern.bundle.council else Message("HCD Studio")
    return Message("{council} · version {version}", council=council, version=pattern.bundle.version or "1")


def held_words(pattern: Pattern) -> Message:
    """What a pattern holds, in a line."""
    counts = pattern.counts()
    parts: list[Sayable] = [Message("Journey")] if counts.get("journey") or counts.get("step") else []
    if counts.get("need"):
        parts.append(Message("Needs: {n}", n=counts["need"]))
    if counts.get("requirement"):
        parts.append(Message("Requirements: {n}", n=counts["requirement"]))
    if not parts:
        parts = [Message("{kind}: {n}", kind=KINDS[kind].term(), n=n) for kind, n in list(counts.items())[:3]]
    return Message("{parts}", parts=parts)


class Joined:
    """Several things said after each other."""

    def __init__(self, parts: Sequence[Sayable]):
        self.parts = parts

    def say(self, language: str) -> str:
        """All of them."""
        return ". ".join(part.say(language) for part in self.parts)  # type: ignore[arg-type]
