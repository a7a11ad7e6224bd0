"""Real inputs that lie beside a developer's checkout; nothing of them is part of the project."""

from __future__ import annotations

import os
from pathlib import Path


def real_notes() -> list[Path]:
    """Files of real notes, or none where the folder is absent."""
    folder = Path(os.environ.get("HCD_DATA") or Path(__file__).parents[2] / "shared" / "data") / "notes"
    return sorted(folder.glob("*")) if folder.is_dir() else []
