"""Whether this laptop is ready for the room: writing, room on the disk, the clock, letters, the second copy, and what the window adds.

Each check says how it stands and what to do; IT can be handed the list on paper. Nothing is left behind by looking.
"""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from hcd_studio import home
from hcd_studio.speech import N_, Language, Message
from resources import path as resource

State = Literal["good", "look", "bad", "unknown"]
STATES: dict[State, str] = {
    "good": N_("ready"), "look": N_("look at it"), "bad": N_("not ready"), "unknown": N_("not checked"),
}  # fmt: skip
FREE, ENOUGH = 200 * 2**20, 2 * 2**30
SLOW = 0.25
"""Seconds for one small write that is surely on the disk; slower than this typing would wait."""
BUILT = datetime(2026, 1, 1, tzinfo=UTC)
"""A clock before this day is wrong."""
FONTS = (
    "AtkinsonHyperlegibleNext-Regular.ttf", "AtkinsonHyperlegibleNext-SemiBold.ttf", "AtkinsonHyperlegibleNext-Bold.ttf",
    "SourceSerif4-Regular.ttf", "SourceSerif4-Semibold.ttf", "NotoSans-Regular.ttf",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: how it stands, what was found, what to do."""

    name: str
    title: Message
    state: State
    found: Message
    do: Message = Message("")

    def as_json(self, language: Language) -> dict[str, Any]:
        """The check as the command prints it."""
        return {
            "name": self.name, "title": self.title.say(language), "state": self.state,
            "found": self.found.say(language), "do": self.do.say(language),
        }  # fmt: skip


def check_all(copy_folder: str = "", *, now: Callable[[], float] = time.time) -> tuple[Check, ...]:
    """Everything that can be looked at without a window."""
    sessions = home.folder("sessions")
    return (
        check_writing(sessions), check_space(sessions), check_second_copy(copy_folder), check_fonts(resource("fonts")),
        check_clock(now(), sessions),
    )  # fmt: skip


def worst(checks: Iterable[Check]) -> State:
    """How the laptop stands as a whole."""
    found = {one.state for one in checks}
    return next((one for one in ("bad", "look") if one in found), "good")


def check_writing(folder: Path) -> Check:
    """Write a little, surely onto the disk, and read it back."""
    title = Message("Writing sessions")
    probe = folder / f".ready-{secrets.token_hex(4)}"
    try:
        took = _write(probe)
    except OSError as error:
        return Check(
            "write", title, "bad", Message("{folder} cannot be written ({why}).", folder=str(folder), why=error.strerror or "?"),
            Message("Ask IT to let this account write there."),
        )  # fmt: skip
    finally:
        probe.unlink(missing_ok=True)
    ms = round(took * 1000)
    if took > SLOW:
        return Check(
            "write", title, "look", Message("A write takes {n} ms.", n=ms),
            Message("Keep sessions on the laptop’s own disk, not in a synced or network folder."),
        )  # fmt: skip
    return Check("write", title, "good", Message("A write takes {n} ms.", n=ms))


def _write(probe: Path) -> float:
    import os

    content = secrets.token_bytes(4096)
    began = time.perf_counter()
    with probe.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    took = time.perf_counter() - began
    if probe.read_bytes() != content:
        raise OSError(5, "read back differently")
    return took


def check_space(folder: Path) -> Check:
    """Whether the disk has room for a day with photos."""
    title = Message("Room on the disk")
    free = shutil.disk_usage(folder).free
    found = Message("Free: {n} MB.", n=free // 2**20)
    if free < FREE:
        return Check("disk", title, "bad", found, Message("Make room: at least 200 MB, better 2 GB."))
    if free < ENOUGH:
        return Check("disk", title, "look", found, Message("Enough without photos; with photos make 2 GB free."))
    return Check("disk", title, "good", found)


def check_second_copy(folder: str) -> Check:
    """Whether the stick or folder for the second copy is there and can be written."""
    title = Message("Second copy")
    if not folder:
        return Check(
            "stick", title, "look", Message("No place for a second copy is chosen."),
            Message("Put a stick in, and choose it under File, Settings."),
        )  # fmt: skip
    place = Path(folder)
    if not place.is_dir():
        return Check(
            "stick", title, "bad", Message("{folder} is not there.", folder=folder), Message("Put the stick in.")
        )
    try:
        probe = place / f".ready-{secrets.token_hex(4)}"
        try:
            _write(probe)
        finally:
            probe.unlink(missing_ok=True)
    except OSError:
        return Check(
            "stick", title, "bad", Message("{folder} cannot be written.", folder=folder),
            Message("Take another stick, or ask IT to allow it."),
        )  # fmt: skip
    return Check("stick", title, "good", Message("{folder} can be written.", folder=folder))


def check_fonts(folder: Path, names: Sequence[str] = FONTS) -> Check:
    """Whether the letters with ŵ and ŷ are there."""
    title = Message("Letters")
    missing = [name for name in names if not (folder / name).is_file()]
    if missing:
        return Check(
            "fonts", title, "bad", Message("Missing: {files}.", files=missing), Message("Install HCD Studio again.")
        )
    return Check("fonts", title, "good", Message("All letters are there, with ŵ and ŷ."))


def check_clock(now: float, sessions: Path) -> Check:
    """Whether the clock can be right: not before the program was made, nor before the newest session."""
    title = Message("Clock")
    newest = max((one.stat().st_mtime for one in sessions.glob("*.hcd")), default=0.0)
    said = datetime.fromtimestamp(now, UTC).astimezone().strftime("%Y-%m-%d %H:%M")
    if now < BUILT.timestamp() or now < newest - 120:
        return Check(
            "clock",
            title,
            "look",
            Message("The clock says {time}.", time=said),
            Message("Set the clock; the work is safe in any case."),
        )
    return Check("clock", title, "good", Message("The clock says {time}.", time=said))
