"""The style sheet: one text, filled from the tokens and the size of letters, set once on the application."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from ui import tokens

if TYPE_CHECKING:
    from ui.theme import Theme

# Lengths are `$n14` for 14 px at 100 % text; colours are tokens; `$line` is a thin line.
SHEET = """
QWidget { color: $ink; selection-background-color: $accent; selection-color: $on_accent; }
QMainWindow, QDialog, QWidget[ground="canvas"] { background: $canvas; }
QWidget[ground="sheet"] { background: $sheet; }
QWidget[ground="rail"], QWidget[ground="rail"] QLabel { background: $rail; color: $on_rail; }
QLabel { background: transparent; }
QLabel[role="tag"] { font-size: $f_tag; }
QLabel[role="small"] { font-size: $f_small; color: $muted; }
QLabel[role="hint"] { font-size: $f_small; color: $ink; background: $sheet; border: ${line}px solid $border;
  border-radius: 4px; padding: 1px $n6; }
QLabel[role="label"] { font-size: $f_small; color: $muted; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="row"] { font-size: $f_head; font-weight: 600; }
QLabel[role="head"] { font-size: $f_head; font-weight: 700; }
QLabel[role="card"] { font-size: $f_card; font-weight: 700; }
QLabel[role="lead"] { font-size: $f_lead; }
QLabel[role="voice"] { font-family: "Source Serif 4"; font-size: $f_voice; }
QLabel[role="pulled"] { font-family: "Source Serif 4"; font-size: $f_voice; border-left: 3px solid $curve;
  padding-left: $n8; }
QLabel[role="agree"] { background: $good_soft; border-left: 4px solid $good; padding: $n8 $n10; }
QLabel[role="title"] { font-family: "Source Serif 4"; font-size: $f_title; font-weight: 600; }
QLabel[role="page"] { font-family: "Source Serif 4"; font-size: $f_page; font-weight: 600; }
QLabel[role="hero"] { font-family: "Source Serif 4"; font-size: $f_hero; font-weight: 600; }
QLabel[role="later"] { font-size: $f_small; color: $rail_muted; background: transparent; padding: $n4 $n13; }
QLabel[role="aloud"] { font-size: $n24; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="good"] { color: $good; } QLabel[role="warn"] { color: $warn; font-weight: 600;
  } QLabel[role="bad"] { color: $bad; font-weight: 600; }
QLabel[role="key"] { border: ${line}px solid $border; border-bottom-width: 2px; border-radius: 4px; background: $well;
  padding: 0 $n5; font-size: $f_tag; min-width: $n9; color: $ink; }

QMenuBar { background: $rail; color: $on_rail; font-size: $f_note; spacing: 0; padding: 0; $rail_edge }
QWidget#bar { background: $rail; $rail_edge }
QMenuBar QToolButton { background: $rail; color: $on_rail; border: 1px solid $rail_line; border-radius: 4px;
  min-height: $n18; padding: 0 $n4; }
QMenuBar::item { background: transparent; padding: $n5 $n8; border-radius: 3px; color: $on_rail; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $on_rail; color: $rail; }
QWidget#bar QLabel { color: $on_rail; font-size: $f_note; }
QWidget#bar QLabel[role="brand"] { font-weight: 700; }
QMenu { background: $sheet; color: $ink; border: ${line}px solid $border; padding: $n4 0; }
QMenu::item { padding: $n4 $n24 $n4 $n12; min-height: $n18; border: 2px solid transparent; }
QMenu::item:selected { background: $accent_soft; color: $ink; border: 2px solid $focus_line; }
QMenu::item:disabled { color: $muted; }
QMenu::icon { padding-left: $n8; } QMenu::indicator { width: $n16; height: $n16; left: $n6; }
QMenu::indicator:checked { image: url($tick_ink); }
QMenu::separator { height: 1px; background: $hair; margin: $n4 $n8; }

QPushButton, QToolButton { background: $sheet; color: $ink; border: ${line}px solid $border; border-radius: $n5;
  padding: 0 $n12; min-height: $n30; }
QToolButton { padding: 0 $n8; }
QPushButton:hover, QToolButton:hover { background: $accent_soft; }
QPushButton:pressed, QToolButton:pressed { background: $accent_soft; border-color: $ink; }
QPushButton:disabled, QToolButton:disabled { color: $muted; border-style: dashed; background: $canvas; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed { background: $accent; border: 2px solid $ink;
  }
QPushButton[kind="primary"]:disabled { background: $canvas; color: $muted; border: ${line}px dashed $border; }
QPushButton[kind="choice"] { font-weight: 600; }
QPushButton[kind="choice"]:checked { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[kind="section"] { background: transparent; border: ${line}px solid transparent; text-align: left;
  padding: $n4 $n8; min-height: $n40; }
QPushButton[kind="section"]:hover { background: $accent_soft; }
QPushButton[kind="section"]:checked { background: $accent_soft; border-color: $accent; }
QLineEdit[kind="cell"], QComboBox[kind="cell"] { min-height: 0; padding: 0 $n4; border-radius: 0; }
QDialog#palette { border: 2px solid $border; background: $canvas; }
QPushButton[kind="link"] { background: transparent; border: none; color: $accent; text-decoration: underline;
  padding: 0 $n4;
  min-height: $n24; text-align: left; }
QPushButton[kind="row"] { background: transparent; border: none; border-top: 1px solid $hair; border-radius: 0;
  text-align: left;
  padding: $n8 $n4; }
QPushButton[kind="row"]:hover { background: $accent_soft; }
QPushButton[kind="card"] { background: $sheet; border: ${line}px solid $border; border-radius: 6px; text-align: left;
  padding: 0; }
QPushButton[kind="card"]:hover { background: $sheet; border: 2px solid $accent; }
QPushButton[kind="card"]:checked { border: 2px solid $accent; }
QPushButton[kind="language"] { background: $sheet; border: ${line}px solid $border; border-radius: 6px;
  font-family: "Source Serif 4"; min-height: $n60; padding: $n16 $n24;
  font-size: $f_hero; font-weight: 600; }
QPushButton[kind="segment"] { border-radius: 0; font-size: $f_body; margin: 0; padding: 0 $n11; font-weight: 600; }
QPushButton[kind="segment"]:checked { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[place="first"], QToolButton[place="first"] { border-top-left-radius: $n5; border-bottom-left-radius: $n5;
  border-right: none; }
QPushButton[place="last"], QToolButton[place="last"] { border-top-right-radius: $n5; border-bottom-right-radius: $n5; }
QPushButton[kind="tongue"] { background: transparent; color: $on_rail; border: 1px solid $rail_line; border-radius: 0;
  min-height: $n20; max-height: $n20; padding: 0 $n9; font-size: $f_small; font-weight: 600; }
QPushButton[kind="tongue"]:checked { background: $on_rail; color: $rail; }
QPushButton[kind="tongue"][place="first"] { border-top-left-radius: 4px; border-bottom-left-radius: 4px; }
QPushButton[kind="tongue"][place="last"] { border-top-right-radius: 4px; border-bottom-right-radius: 4px; }
QToolButton[kind="quiet"] { background: transparent; border: 1px solid transparent; padding: 0 $n6; min-height: $n26;
  min-width: $n18; }
QToolButton[kind="quiet"]:hover { background: $accent_soft; border-color: $border; }
QToolButton[kind="quiet"]:checked { background: $accent_soft; border-color: $accent; }
QToolButton[kind="chip"] { min-height: $n22; padding: 0 $n7; font-size: $f_small; border-radius: 4px; }
QToolButton[kind="chip"]:checked { background: $ink; color: $sheet; border-color: $ink; }
QToolButton[kind="rating"] { min-height: $n48; min-width: $n24; padding: 0 $n2; font-size: $f_small; font-weight: 600; }
QToolButton[kind="rating"]:checked { background: $accent_soft; border: 2px solid $ink; }
QLabel[role="split"] { border-left: 3px solid $ink; padding-left: $n8; font-size: $f_small; }
QToolButton[place="middle"] { border-right: none; border-radius: 0; }
QToolButton[kind="capture"] { min-height: $n36; padding: 0 $n9; }
QToolButton[kind="tab"] { background: transparent; color: $on_rail; border: none; border-radius: 0; text-align: left;
  padding: 0; }
QToolButton::menu-indicator { image: none; width: 0; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox { background: $well; color: $ink;
  border: ${line}px solid $border; border-radius: $n5;
  padding: 0 $n8; min-height: $n30; }
QLineEdit { placeholder-text-color: $muted; }
QPlainTextEdit, QTextEdit { padding: $n4 $n6; }
QLineEdit[kind="capture"] { font-size: $f_input; min-height: $n36; padding: 0 $n10; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $canvas; }
QComboBox { padding-right: $n20; } QComboBox::drop-down { border: none; width: $n22; }
QComboBox::down-arrow { image: url($caret); width: $n12; height: $n12; }
QComboBox QAbstractItemView { background: $sheet; color: $ink; border: 1px solid $border;
  selection-background-color: $accent_soft;
  selection-color: $ink; outline: 0; }
QSpinBox::up-button, QSpinBox::down-button { width: $n20; border: none; background: transparent; }
QSpinBox QLineEdit, QDoubleSpinBox QLineEdit { border: none; background: transparent; padding: 0 $n8; min-height: 0; }
QCheckBox, QRadioButton { spacing: $n8; min-height: $n24; background: transparent; padding: 0 $n6 0 $n4; }
QCheckBox::indicator, QRadioButton::indicator { width: $n16; height: $n16; border: ${line}px solid $border;
  background: $well; border-radius: 3px; }
QRadioButton::indicator { border-radius: $n8; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($tick); }
QRadioButton::indicator:checked { border-color: $accent;
  background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
  stop: 0 $accent, stop: 0.58 $accent, stop: 0.66 $well, stop: 1 $well); }
QSlider { min-height: $n30; }
QSlider::groove:horizontal { height: $n6; background: $hair; border: 1px solid $border; border-radius: 3px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 3px; }
QSlider::handle:horizontal { width: $n18; margin: -$n8 0; background: $sheet; border: 2px solid $accent;
  border-radius: 4px; }

QAbstractItemView { background: $well; color: $ink; border: ${line}px solid $border; border-radius: 4px; outline: 0;
  alternate-background-color: $sheet; }
QAbstractItemView::item { padding: $n5 $n6; min-height: $n20; }
QAbstractItemView::item:selected { background: $accent_soft; color: $ink; }
QAbstractItemView[plain="true"] { border: none; border-radius: 0; background: $canvas; }
QAbstractItemView[plain="true"] QScrollBar, QAbstractItemView[plain="true"]::corner { background: $canvas; }
QHeaderView { background: $sheet; border: none; border-radius: 0; } QHeaderView::section { background: $sheet;
  color: $muted; border: none; border-bottom: 1px solid $border;
  padding: $n4 $n6; font-weight: 600; font-size: $f_small; }
QHeaderView[plain="true"] { background: $canvas; } QHeaderView[plain="true"]::section { background: $canvas;
  color: $ink; border: none; font-size: $f_small; padding: 0 $n4; }
QHeaderView[plain="true"]::section:checked { background: $focus_edge; color: $focus; border-radius: 3px; }
QTableView[plain="true"] QTableCornerButton::section { background: $canvas; border: none; }
QScrollArea, QScrollArea > QWidget > QWidget[ground="none"] { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: $n14; margin: 0;
  } QScrollBar:horizontal { background: transparent; height: $n14; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 4px; margin: 3px; min-height: $n32; min-width: $n32; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0;
  } QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: $sheet; color: $ink; border: 1px solid $border; padding: $n4 $n6; }
QProgressBar { border: none; background: $hair; max-height: $n4; min-height: $n4; border-radius: 0;
  } QProgressBar::chunk { background: $accent; }
QSplitter::handle { background: $hair; }
QFrame[rule="hair"] { background: $hair; border: none; max-height: 1px; min-height: 1px; }
QFrame[rule="rail"] { background: $rail_line; border: none; max-height: 1px; min-height: 1px; }
QFrame[panel="true"] { background: $sheet; border: 1px solid $panel_edge; border-radius: 6px; }
QWidget#header { background: $canvas; border-bottom: 1px solid $panel_edge; }
QWidget#inspector { background: $sheet; border-left: 1px solid $panel_edge; }
QWidget#capture { background: $sheet; border-top: 2px solid $accent; }
QWidget#chip { background: $sheet; border: ${line}px solid $border; border-radius: 4px;
  } QLabel[role="chip"] { font-size: $f_small; }
QWidget#aside { background: $canvas; border-right: 1px solid $panel_edge; }
QLabel[role="sheet"] { font-size: $f_title; } QLabel[role="note"] { font-size: $f_note; }
QLabel[role="letter"] { border: 2px solid $ink; border-radius: $n15; min-width: $n28; max-width: $n28;
  min-height: $n28; max-height: $n28; font-weight: 700; font-size: $f_input; }
QWidget#beginning { background: $sheet; border-top: 1px solid $panel_edge; }
QWidget#find { background: $sheet; border-bottom: 1px solid $panel_edge; }
QWidget#rail { background: $rail; $rail_side }
QWidget#strip { background: $bad_soft; border: none; border-left: 4px solid $bad; border-top: 1px solid $bad; }
QWidget#strip[tone="news"] { background: $accent_soft; border-left: 4px solid $accent; border-top: 1px solid $accent;
  }
QWidget#strip[tone="warn"] { background: $warn_soft; border-left: 4px solid $warn; border-top: 1px solid $warn; }
QWidget#busy { background: $accent_soft; border-bottom: 1px solid $panel_edge; }
QFrame[panel="finding"] { background: $sheet; border: 1px solid $border; border-left: 4px solid $border; border-radius: 6px; }
QFrame[panel="finding"][severity="stops"] { border-color: $bad; } QFrame[panel="finding"][severity="mend"] { border-color: $warn; }
QFrame[panel="finding"][pointed="yes"] { background: $accent_soft; }
QLabel[role="count"] { border: 1px solid $border; border-radius: 4px; padding: 1px $n8; font-weight: 600; background: $sheet; }
QLabel[role="count"][severity="stops"] { border-color: $bad; color: $bad; }
QLabel[role="count"][severity="mend"] { border-color: $warn; color: $warn; }
QLabel[role="chip-ref"] { border: ${line}px solid $border; border-radius: 4px; padding: $n4 $n9; background: $sheet; font-weight: 600; }
QPushButton[kind="lacks"] { border-color: $warn; }
QPlainTextEdit[role="lead"] { font-size: $f_lead; }
QTabWidget::pane { border: 1px solid $panel_edge; background: $sheet; }
QTabBar::tab { padding: $n6 $n12; background: $canvas; border: 1px solid $panel_edge; border-bottom: none; }
QTabBar::tab:selected { background: $sheet; border-top: 3px solid $accent; font-weight: 600; }
"""


def sheet(theme: Theme) -> str:
    """The style sheet for a theme at its size of letters."""
    words = dict(tokens.COLOURS[theme.name])
    contrast = theme.name == "contrast"
    words["line"] = str(theme.line)
    words["panel_edge"] = words["border"] if contrast else words["hair"]
    words["focus_line"] = words["focus"] if contrast else words["accent"]
    words["rail_edge"] = f"border-bottom: 1px solid {words['rail_line']};" if contrast else ""
    words["rail_side"] = f"border-right: 1px solid {words['rail_line']};" if contrast else ""
    words["caret"] = theme.image("caret-down", "bold", "ink")
    words["tick_ink"] = theme.image("check", "bold", "ink")
    words["tick"] = theme.image("check", "bold", "on_accent")
    words.update({f"f_{role}": f"{max(1, int(size * theme.k + 0.5))}px" for role, size in tokens.SIZES.items()})
    words.update({f"n{n}": f"{theme.scaled(n)}px" for n in range(1, 61)})
    return Template(SHEET).substitute(words)
