"""What a person chose on this machine: language, size of letters, theme, folders, recent files; never in a session.

Kept as JSON in the program's own folder. Whatever stands there, the program opens: a damaged file is put aside, a value
that does not fit gives way to the usual one, and what a newer version wrote is kept word for word.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from hcd_studio import home

FILE = "settings.json"
RECENT = 12
THEMES = ("system", "light", "dark", "contrast")
MOTIONS = ("system", "full", "reduced")
SMALLEST, LARGEST, TEXT_STEP = 100, 300, 25


@dataclass
class Settings:
    """Everything that is the person's and not the session's."""

    language: str = ""
    text_size: int = 100
    theme: str = "system"
    motion: str = "system"
    sessions_folder: str = ""
    exports_folder: str = ""
    copy_folder: str = ""
    recent: list[dict[str, str]] = field(default_factory=list)
    window: dict[str, Any] = field(default_factory=dict)
    capture: dict[str, str] = field(default_factory=dict)
    export: dict[str, Any] = field(default_factory=dict)
    views: dict[str, dict[str, Any]] = field(default_factory=dict)
    checker: str = ""
    spelling: bool = True
    hints: list[str] = field(default_factory=list)
    inspector: bool = True
    sound: bool = False
    libraries: list[dict[str, str]] = field(default_factory=list)
    library: str = ""
    damaged: bool = False
    extra: dict[str, Any] = field(default_factory=dict)

    def remember(self, path: Path, title: Mapping[str, str] | None = None, *, when: str = "") -> None:
        """Put a session at the head of the recent ones."""
        place = str(path)
        known = next((one for one in self.recent if one.get("path") == place), {})
        fresh = {**known, "path": place, **({"when": when} if when else {}), **(title or {})}
        self.recent = [fresh, *(one for one in self.recent if one.get("path") != place)][:RECENT]

    def forget(self, path: str) -> None:
        """Take a session off the list of recent ones; its file stays where it is."""
        self.recent = [one for one in self.recent if one.get("path") != path]

    def view(self, session: str) -> dict[str, Any]:
        """What this person last saw of a session: page, hidden lanes, zoom."""
        return self.views.setdefault(session, {})

    def save(self) -> bool:
        """Write them down, whole or not at all; a disk that refuses costs the choice, never the work."""
        kept = {one.name: getattr(self, one.name) for one in fields(self) if one.name not in ("extra", "damaged")}
        kept["views"] = dict(list(self.views.items())[-50:])
        try:
            place = home.folder() / FILE
            draft = place.with_suffix(f".{os.getpid()}.tmp")
            draft.write_text(json.dumps({**self.extra, **kept}, ensure_ascii=False, indent=1), encoding="utf-8")
            draft.replace(place)
        except (OSError, ValueError):
            return False
        return True


def load() -> Settings:
    """The settings of this machine, or the usual ones."""
    try:
        place = home.folder() / FILE
        text = place.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError):
        return Settings(damaged=True)
    try:
        found = json.loads(text)
        if not isinstance(found, dict):
            raise TypeError
    except (ValueError, TypeError, RecursionError):
        _put_aside(place)
        return Settings(damaged=True)
    return read(found)


def read(found: Mapping[str, Any]) -> Settings:
    """Settings from what a file says; each value that does not fit gives way to the usual one."""
    usual = Settings()
    settings = Settings(extra={name: value for name, value in found.items() if name not in _NAMES})
    for name in _NAMES:
        value = found.get(name, getattr(usual, name))
        if type(value) is type(getattr(usual, name)):
            setattr(settings, name, value)
    if settings.language not in ("", "cy", "en"):
        settings.language = ""
    if settings.theme not in THEMES:
        settings.theme = usual.theme
    if settings.motion not in MOTIONS:
        settings.motion = usual.motion
    settings.text_size = max(SMALLEST, min(LARGEST, settings.text_size))
    settings.recent = [one for one in map(_texts, settings.recent) if one.get("path")][:RECENT]
    settings.libraries = [one for one in map(_texts, settings.libraries) if one.get("path")]
    settings.capture = _texts(settings.capture)
    settings.views = {name: one for name, one in settings.views.items() if isinstance(one, dict)}
    settings.hints = [one for one in settings.hints if isinstance(one, str)]
    return settings


_NAMES = tuple(one.name for one in fields(Settings) if one.name not in ("extra", "damaged"))


def _texts(found: object) -> dict[str, str]:
    if not isinstance(found, dict):
        return {}
    return {str(name): value for name, value in found.items() if isinstance(value, str)}


def _put_aside(place: Path) -> None:
    with contextlib.suppress(OSError):
        place.replace(place.with_name("settings.damaged.json"))
