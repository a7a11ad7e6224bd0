"""Mappings remembered by the header they were made for: the next export of the same survey needs no mapping.

One small JSON file for each header, in a folder that the caller names. A damaged file is no preset, never an error.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from hcd_studio.importers.found import CannotRead, Mapping
from hcd_studio.importers.vocabulary import folded
from hcd_studio.speech import Message


def fingerprint(columns: Sequence[str]) -> str:
    """What a header row is recognised by: its names in their order, capitals and spacing set aside."""
    return hashlib.sha256("\x1f".join(map(folded, columns)).encode("utf-8", "replace")).hexdigest()[:32]


def remember(folder: Path, columns: Sequence[str], mapping: Mapping, name: str = "") -> Path:
    """Keep a mapping for this header; an earlier one for it is replaced."""
    path = folder / f"{fingerprint(columns)}.json"
    kept = {"name": name, "columns": list(columns), "mapping": json.loads(mapping.to_json())}
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise CannotRead(
            Message("The mapping could not be remembered."),
            safe=Message("Nothing was changed."),
            do=Message("Check that there is room on the disk."),
        ) from None
    return path


def recall(folder: Path, columns: Sequence[str]) -> Mapping | None:
    """The mapping remembered for this header, if there is one."""
    kept = _load(folder / f"{fingerprint(columns)}.json")
    return kept[1] if kept else None


def known(folder: Path) -> list[tuple[str, Mapping]]:
    """Every remembered mapping with its name, by name."""
    found = [kept for path in sorted(folder.glob("*.json")) if (kept := _load(path))]
    return sorted(found, key=lambda kept: kept[0].casefold())


def forget(folder: Path, columns: Sequence[str]) -> None:
    """Forget the mapping for this header."""
    (folder / f"{fingerprint(columns)}.json").unlink(missing_ok=True)


def _load(path: Path) -> tuple[str, Mapping] | None:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return (str(kept.get("name", "")), Mapping.from_json(json.dumps(kept["mapping"])))
    except (OSError, ValueError, KeyError, AttributeError, TypeError, RecursionError, CannotRead):
        return None
