"""How the studio looks: colours by theme, letters and lengths by text size, icons in the colour of their place.

Lengths are named in px at 100 % text and grow with it (`scaled`), or in em of body text (`px`); 1 px lines stay thin.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)

from resources import path
from ui import tokens

BODY = 14
SANS, SERIF = "Atkinson Hyperlegible Next", "Source Serif 4"
FALLBACK = ("Noto Sans", "DejaVu Sans")
WEIGHTS = {400: QFont.Weight.Normal, 600: QFont.Weight.DemiBold, 700: QFont.Weight.Bold}
SERIFS = ("title", "page", "hero", "voice", "stage")
BOLD = {"head": 700, "timer": 700, "card": 700, "title": 600, "page": 600, "hero": 600}
FILES = (
    "AtkinsonHyperlegibleNext-Regular.ttf", "AtkinsonHyperlegibleNext-SemiBold.ttf",
    "AtkinsonHyperlegibleNext-Bold.ttf", "SourceSerif4-Regular.ttf", "SourceSerif4-Semibold.ttf",
    "NotoSans-Regular.ttf", "NotoSans-Bold.ttf",
)  # fmt: skip
MOVE_MS, REVEAL_MS = 120, 160


class NoteColours(NamedTuple):
    """The ground and the edge of a note; its text is always `ink`."""

    fill: QColor
    edge: QColor


class Theme(QObject):
    """The look in use. `changed` follows every change of theme, text size or motion; before it `changing`, after it `settled`."""

    changing = Signal()
    changed = Signal()
    settled = Signal()

    def __init__(
        self, wanted: str = "system", text_size: int = 100, motion: str = "system", parent: QObject | None = None
    ):
        super().__init__(parent)
        self.wanted, self.motion = wanted, motion
        self.text_size = text_size
        self.name = self._effective()
        self._icons: dict[tuple[str, str, str, int, int], QIcon] = {}
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)

    def set(self, *, theme: str | None = None, text_size: int | None = None, motion: str | None = None) -> None:
        """Another theme, size of letters or motion."""
        self.wanted = theme or self.wanted
        self.text_size = text_size or self.text_size
        self.motion = motion or self.motion
        self.name = self._effective()
        self._icons.clear()
        self.changing.emit()
        self.changed.emit()
        self.settled.emit()

    def _effective(self) -> str:
        if self.wanted != "system":
            return self.wanted
        hints = QGuiApplication.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "contrast"
        return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def _follow(self) -> None:
        if self.wanted == "system" and self._effective() != self.name:
            self.set()

    # Lengths

    @property
    def k(self) -> float:
        """How much larger than usual the letters are: 1.0 to 3.0."""
        return self.text_size / 100

    def px(self, em: float) -> int:
        """A length in em of body text (14 px at 100 %), as whole px."""
        return round(em * BODY * self.k)

    def scaled(self, length: float) -> int:
        """A length given in px at 100 %, as whole px at this text size; never less than one."""
        return max(1, round(length * self.k))

    @property
    def line(self) -> int:
        """The width of a thin line: 1 px to 150 %, then 2."""
        return 1 if self.text_size <= 150 else 2

    @property
    def move_ms(self) -> int:
        """How long a moved note slides; 0 where motion is reduced."""
        return 0 if self.still else MOVE_MS

    @property
    def reveal_ms(self) -> int:
        """How long a panel takes to open; 0 where motion is reduced."""
        return 0 if self.still else REVEAL_MS

    @property
    def still(self) -> bool:
        """Whether nothing may move."""
        if self.motion != "system":
            return self.motion == "reduced"
        return not _system_moves()

    # Colours

    def colour(self, token: str) -> QColor:
        """A colour of the look by its token, e.g. `accent`."""
        return QColor(tokens.COLOURS[self.name][token])

    def note(self, kind: str) -> NoteColours:
        """Fill and edge of a kind of note; an unknown kind looks like an action."""
        known = tokens.NOTES[self.name]
        fill, edge = known.get(kind, known["action"])
        return NoteColours(QColor(fill), QColor(edge))

    def rating(self, value: int) -> tuple[QColor, QColor]:
        """Fill and text of a rating from −2 to +2."""
        fill, text = tokens.RATINGS[self.name][f"{value:+d}" if value > 0 else str(value)]
        return QColor(fill), QColor(text)

    def palette(self) -> QPalette:
        """The colours for what Qt paints by itself."""
        palette = QPalette()
        role = QPalette.ColorRole
        for name, token in (
            (role.Window, "canvas"), (role.WindowText, "ink"), (role.Base, "well"), (role.AlternateBase, "sheet"),
            (role.Text, "ink"), (role.Button, "sheet"), (role.ButtonText, "ink"), (role.BrightText, "on_accent"),
            (role.Highlight, "accent"), (role.HighlightedText, "on_accent"), (role.Link, "accent"),
            (role.LinkVisited, "accent"), (role.ToolTipBase, "sheet"), (role.ToolTipText, "ink"),
            (role.PlaceholderText, "muted"), (role.Light, "sheet"), (role.Mid, "border"), (role.Dark, "border"),
            (role.Midlight, "hair"), (role.Shadow, "border"),
        ):  # fmt: skip
            palette.setColor(name, self.colour(token))
        for name in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, name, self.colour("muted"))
        return palette

    # Letters

    def font(self, role: str = "body", weight: int = 0) -> QFont:
        """The letters of a role (`tokens.SIZES`), with figures of one width; a missing font falls back, never fails."""
        serif = role in SERIFS
        font = QFont(SERIF if serif else SANS)
        font.setFamilies([SERIF if serif else SANS, *FALLBACK])
        size = tokens.SIZES.get("head" if role == "stage" else role, BODY)
        font.setPixelSize(max(1, int(size * self.k + 0.5)))
        font.setWeight(WEIGHTS[weight or BOLD.get(role, 400)])
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    # Icons

    def icon(self, name: str, weight: str = "regular", colour: str = "ink", size: float = 18, *, gap: int = 0) -> QIcon:
        """A Phosphor icon in the colour of a token (or a literal `#…`), sharp at 1, 1.5 and 2 times `size`.

        `gap` px stay clear to its right, since Qt sets words too close to the icon of a button.
        """
        key = (name, weight, colour, round(size * self.k), gap)
        if key not in self._icons:
            icon = QIcon()
            for ratio in (1.0, 1.5, 2.0):
                icon.addPixmap(self.pixmap(name, weight, colour, size, ratio, gap))
                if colour == "on_accent":  # a button that rests loses the ground on which this colour shows
                    icon.addPixmap(self.pixmap(name, weight, "muted", size, ratio, gap), QIcon.Mode.Disabled)
            self._icons[key] = icon
        return self._icons[key]

    def pixmap(
        self,
        name: str,
        weight: str = "regular",
        colour: str = "ink",
        size: float = 18,
        ratio: float = 1.0,
        gap: int = 0,
    ) -> QPixmap:
        """One icon painted at a device pixel ratio; an unknown one is blank."""
        from PySide6.QtSvg import QSvgRenderer

        side = self.scaled(size)
        pixmap = QPixmap(QSize(round((side + gap) * ratio), round(side * ratio)))
        pixmap.fill(Qt.GlobalColor.transparent)
        pixmap.setDevicePixelRatio(ratio)
        drawing = _drawing(name, weight)
        if drawing:
            shade = colour if colour.startswith("#") else tokens.COLOURS[self.name][colour]
            painter = QPainter(pixmap)
            QSvgRenderer(QByteArray(drawing.replace(b"currentColor", shade.encode()))).render(
                painter, QRectF(0, 0, side, side)
            )
            painter.end()
        return pixmap

    def image(self, name: str, weight: str, colour: str) -> str:
        """An icon as a file that a style sheet can name; empty where none can be written."""
        from hcd_studio import home

        shade = tokens.COLOURS[self.name][colour]
        try:
            file = home.folder("look") / f"{name}-{weight}-{shade[1:]}.svg"
            if not file.exists():
                file.write_bytes(_drawing(name, weight).replace(b"currentColor", shade.encode()))
        except OSError:
            return ""
        return file.as_posix()


_drawings: dict[tuple[str, str], bytes] = {}


def _drawing(name: str, weight: str) -> bytes:
    key = (name, weight)
    if key not in _drawings:
        _drawings[key] = b""
        for file in (f"{name}-{weight}.svg", f"{name}.svg"):
            try:
                _drawings[key] = path("icons", file).read_bytes()
                break
            except OSError:
                continue
    return _drawings[key]


def load_fonts() -> list[str]:
    """Bring the bundled fonts in before the first widget; names those that are missing or broken."""
    return [file for file in FILES if QFontDatabase.addApplicationFont(str(path("fonts", file))) < 0]


def _system_moves() -> bool:
    """Whether the system lets things move; Windows says so, elsewhere it is taken as yes."""
    try:
        import ctypes

        shown = ctypes.c_int(1)
        ctypes.windll.user32.SystemParametersInfoW(0x1042, 0, ctypes.byref(shown), 0)  # type: ignore[attr-defined]
        return bool(shown.value)
    except (AttributeError, OSError, ImportError):
        return True
