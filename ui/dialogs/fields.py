"""A dialog of a few named fields, declared as data: what one act of a person needs to know, in both languages where it is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from hcd_studio.bilingual import Words
from hcd_studio.speech import Message, Sayable
from ui.context import Context
from ui.dialogs.dialog import Dialog
from ui.fields import SIDES, TextBox
from ui.parts import Beside, Literal, column, label


@dataclass(frozen=True)
class Field:
    """One thing to say: `kind` is words (both languages), text, number, choice or yes; `needed` may not stay empty."""

    name: str
    words: Sayable
    kind: str = "text"
    offers: tuple[tuple[str, Sayable], ...] = ()
    value: Any = ""
    needed: bool = False


class FieldsDialog(Dialog):
    """Says the fields to `act`; closes when that gave something, and else keeps what was typed."""

    def __init__(
        self,
        context: Context,
        parent: QWidget | None,
        title: Sayable,
        fields: Sequence[Field],
        do: Sayable,
        act: Callable[[dict[str, Any]], Any],
        *,
        about: Sayable | None = None,
    ):
        super().__init__(context, parent, title, wide=620)
        self.act = act
        self.fields = {one.name: one for one in fields}
        self.boxes: dict[str, Any] = {}
        if about is not None:
            said = label("muted", wrap=True)
            self.live.text(said, about)
            self.body.addWidget(said)
        for one in fields:
            self.boxes[one.name] = getattr(self, f"_{one.kind}")(one)
        self.done_button(do)
        self.cancel_button()
        first = next(iter(self.boxes.values()))
        self.first = first[0] if isinstance(first, tuple) else first

    # One editor a sort of field

    def _words(self, one: Field) -> tuple[TextBox, TextBox]:
        said = label("label")
        self.live.text(said, one.words)
        self.body.addWidget(said)
        both = Beside(self.context.theme, gap=8, least=200)
        boxes = []
        given = one.value if isinstance(one.value, Words) else Words()
        for side, tongue in SIDES:
            box = TextBox(2)
            box.setPlainText(given.cy if side == "cy" else given.en)
            part = QWidget()
            lines = column(part)
            lines.setContentsMargins(3, 3, 3, 3)
            tag = label("tag", buddy=box)
            tag.setText(tongue)
            lines.addWidget(tag)
            lines.addWidget(box)
            self.live.name(box, Message("{field}, {language}", field=one.words, language=Literal(tongue)))
            both.add(part)
            boxes.append(box)
        self.body.addWidget(both)
        return boxes[0], boxes[1]

    def _text(self, one: Field) -> QLineEdit:
        field = QLineEdit(str(one.value))
        self.line(one.words, field)
        return field

    _number = _text

    def _choice(self, one: Field) -> QComboBox:
        box = QComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        for value, words in one.offers:
            box.addItem(self.context.speaker.say(words), value)
        box.setCurrentIndex(max(0, box.findData(one.value)))
        self.line(one.words, box)
        return box

    def _yes(self, one: Field) -> QCheckBox:
        box = QCheckBox()
        self.live.text(box, one.words)
        box.setChecked(bool(one.value))
        self.body.addWidget(box)
        return box

    # What was said

    def said(self, name: str) -> Any:
        """What stands in a field; ValueError for a number that is none."""
        box, kind = self.boxes[name], self.fields[name].kind
        if kind == "words":
            cy, en = (one.toPlainText().strip() for one in box)
            return Words(en=en, cy=cy, state="translated" if en and cy else "")
        if kind == "choice":
            return box.currentData()
        if kind == "yes":
            return box.isChecked()
        text = box.text().strip()
        if kind == "number":
            return float(text.replace(",", ".").rstrip("% ")) if text else None
        return text

    def accept(self) -> None:
        """Say it; what is needed and empty, or no number, gets the keys."""
        values = {}
        for name, one in self.fields.items():
            try:
                values[name] = self.said(name)
            except ValueError:
                self._miss(name, Message("{field}: a number is needed.", field=one.words))
                return
            if one.needed and not values[name] and values[name] != 0:
                self._miss(name, Message("{field} is still empty.", field=one.words))
                return
        if self.act(values) is not None:
            super().accept()

    def _miss(self, name: str, words: Message) -> None:
        self.context.bridge.tell(words)
        box = self.boxes[name]
        (box[0] if isinstance(box, tuple) else box).setFocus()


def whole(value: float | None) -> int | None:
    """A number of things rather than a measure."""
    return None if value is None else round(value)
