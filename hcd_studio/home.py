"""The program's own folder on this machine: who this machine is, snapshots, settings. Never inside a synced folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def folder(*parts: str) -> Path:
    """A folder of the program's own, made when missing; `HCD_STUDIO_HOME` puts it elsewhere."""
    chosen = os.environ.get("HCD_STUDIO_HOME")
    if chosen:
        base = Path(chosen)
    else:
        from platformdirs import user_data_path  # only when asked for: a start need not import it

        base = user_data_path("HCD Studio", appauthor=False, roaming=False)
    found = base.joinpath(*parts)
    found.mkdir(parents=True, exist_ok=True)
    return found


def machine() -> str:
    """A random name of this installation, so that a session that was mailed here is known as a copy; empty if unwritable."""
    try:
        file = folder() / "machine"
        if file.exists():
            return file.read_text(encoding="ascii").strip()[:32]
        name = secrets.token_hex(8)
        file.write_text(name, encoding="ascii")
        return name
    except OSError:
        return ""
