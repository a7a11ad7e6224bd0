"""Every colour of the look, by theme: the tables of `look/tokens.json`, checked there for contrast."""

from __future__ import annotations

COLOURS: dict[str, dict[str, str]] = {
    "light": {
        "canvas": "#F3F0E8", "sheet": "#FFFDF8", "well": "#FFFFFF", "ink": "#1B2630", "muted": "#4D5861",
        "hair": "#DAD4C6", "border": "#827A6B", "accent": "#0A5A69", "on_accent": "#FFFFFF", "accent_soft": "#D5E8E9",
        "rail": "#22313C", "on_rail": "#F6F3EC", "rail_muted": "#B7C3CA", "rail_line": "#6F808B", "focus": "#FFC629",
        "focus_edge": "#1B2630", "good": "#1E6B45", "warn": "#855000", "bad": "#A5301A", "good_soft": "#D9EDDF",
        "warn_soft": "#FBE9C2", "bad_soft": "#F9DACF", "band": "#BFD5D6", "curve": "#0A5A69", "low": "#A5301A",
    },
    "dark": {
        "canvas": "#141B20", "sheet": "#1D262C", "well": "#10161A", "ink": "#F1EEE7", "muted": "#B4BEC5",
        "hair": "#323E46", "border": "#7C8A94", "accent": "#74C7D2", "on_accent": "#0C1417", "accent_soft": "#1D4047",
        "rail": "#0C1215", "on_rail": "#F1EEE7", "rail_muted": "#A9B6BE", "rail_line": "#62727C", "focus": "#FFD24A",
        "focus_edge": "#0C1215", "good": "#86CE93", "warn": "#F0B95A", "bad": "#FF9C85", "good_soft": "#1B3826",
        "warn_soft": "#40320F", "bad_soft": "#4B2218", "band": "#2F5259", "curve": "#74C7D2", "low": "#FF9C85",
    },
    "contrast": {
        "canvas": "#000000", "sheet": "#000000", "well": "#000000", "ink": "#FFFFFF", "muted": "#FFFFFF",
        "hair": "#8C8C8C", "border": "#FFFFFF", "accent": "#FFE34D", "on_accent": "#000000", "accent_soft": "#2B2600",
        "rail": "#000000", "on_rail": "#FFFFFF", "rail_muted": "#FFFFFF", "rail_line": "#FFFFFF", "focus": "#FFE34D",
        "focus_edge": "#000000", "good": "#7CF08E", "warn": "#FFD24A", "bad": "#FF9478", "good_soft": "#00240A",
        "warn_soft": "#2B2000", "bad_soft": "#330E00", "band": "#4D4D4D", "curve": "#FFFFFF", "low": "#FF9478",
    },
}  # fmt: skip
"""Colours by theme and token."""

NOTES: dict[str, dict[str, tuple[str, str]]] = {
    "light": {
        "action": ("#F9E4A6", "#805A00"), "quote": ("#BCD7F3", "#124A86"), "thought": ("#F3EEFB", "#7B55AD"),
        "pain": ("#F4B9A6", "#98280F"), "idea": ("#DDF2CF", "#2C6A2F"), "evidence": ("#E6E8E9", "#4F5C65"),
        "question": ("#FFFDF8", "#5B5346"), "need": ("#ABDAD6", "#06505E"),
    },
    "dark": {
        "action": ("#332B0D", "#EBC05A"), "quote": ("#1B426A", "#86BBEF"), "thought": ("#2B2539", "#DCCBF8"),
        "pain": ("#77301E", "#FFAE9B"), "idea": ("#0F2E18", "#8BD398"), "evidence": ("#2D373E", "#AEBBC4"),
        "question": ("#1D262C", "#CEC4B4"), "need": ("#0F4147", "#74C7D2"),
    },
    "contrast": {
        "action": ("#000000", "#FFD400"), "quote": ("#000000", "#6CC5FF"), "thought": ("#000000", "#DCAEFF"),
        "pain": ("#000000", "#FF9478"), "idea": ("#000000", "#7CF08E"), "evidence": ("#000000", "#FFFFFF"),
        "question": ("#000000", "#E8DEC8"), "need": ("#000000", "#5FE6E0"),
    },
}  # fmt: skip
"""Fill and edge of a note by theme and kind."""

RATINGS: dict[str, dict[str, tuple[str, str]]] = {
    "light": {
        "-2": ("#98280F", "#FFFFFF"), "-1": ("#F6CDBF", "#1B2630"), "0": ("#FFFDF8", "#1B2630"),
        "+1": ("#CBE3E4", "#1B2630"), "+2": ("#0A5A69", "#FFFFFF"),
    },
    "dark": {
        "-2": ("#FFAE9B", "#0C1417"), "-1": ("#5A2416", "#F1EEE7"), "0": ("#1D262C", "#F1EEE7"),
        "+1": ("#1D4047", "#F1EEE7"), "+2": ("#74C7D2", "#0C1417"),
    },
    "contrast": {
        "-2": ("#FF9478", "#000000"), "-1": ("#000000", "#FF9478"), "0": ("#000000", "#FFFFFF"),
        "+1": ("#000000", "#5FE6E0"), "+2": ("#5FE6E0", "#000000"),
    },
}  # fmt: skip
"""Fill and text of a rating cell by theme and rating."""

SIZES: dict[str, float] = {
    "tag": 12, "small": 12.5, "note": 13, "chip": 12.5, "body": 14, "head": 15, "input": 16, "voice": 16, "lead": 16,
    "timer": 17, "card": 18, "title": 21, "page": 26, "hero": 38,
}  # fmt: skip
"""Letters in px at 100 %."""
