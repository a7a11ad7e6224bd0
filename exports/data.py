"""The session's data for other programs: one JSON file of everything, or a folder of CSV tables, one a kind."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from exports.writing import Unsound, write_file
from hcd_studio.audience import seen_by
from hcd_studio.columns import columns, flat
from hcd_studio.fields import Tier
from hcd_studio.records import KINDS, Record
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Message, Trouble

FORMAT = "hcd-data"
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""First letters that a spreadsheet would take for a formula."""


def write_data(snapshot: Snapshot, to: Path, *, formats: Sequence[str] = ("json",), audience: Tier) -> list[Path]:
    """Write the data that an audience may see: `to` is a .json file, or a folder for the tables."""
    shown = seen_by(snapshot, audience)
    files: list[Path] = []
    if "json" in formats:
        target = to if to.suffix == ".json" else _folder(to) / "session.json"
        files.append(write_file(target, _json(shown, audience), _check_json))
    if "csv" in formats:
        folder = _folder(to.with_suffix("") if to.suffix else to)
        for kind in KINDS:
            records = shown.all(KINDS[kind])
            if records:
                files.append(write_file(folder / f"{kind}.csv", _csv(kind, records), _check_csv(len(records))))
    return files


def _folder(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(
            Message("{name} could not be written: {reason}.", name=path.name, reason=error.strerror or ""),
            safe=Message("Nothing was written."),
            do=Message("Choose another folder and try again."),
        ) from None
    return path


def _plain(record: Record) -> dict[str, Any]:
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in flat(record).items()}
    return {"id": record.id, **values}


def _json(snapshot: Snapshot, audience: Tier) -> bytes:
    records = {kind: [_plain(one) for one in snapshot.all(KINDS[kind])] for kind in KINDS}
    found = {"format": FORMAT, "version": 1, "audience": audience, "records": {k: v for k, v in records.items() if v}}
    return json.dumps(found, ensure_ascii=False, indent=1).encode() + b"\n"


def _check_json(path: Path) -> None:
    try:
        json.loads(path.read_bytes())
    except ValueError as error:
        raise Unsound from error


def _csv(kind: str, records: Sequence[Record]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["id", *columns(kind)])
    for record in records:
        writer.writerow([record.id, *(_cell(value) for value in flat(record).values())])
    return out.getvalue().encode("utf-8-sig")  # Excel reads Welsh letters right only with the mark


def _cell(value: Any) -> str:
    if isinstance(value, tuple):
        value = "; ".join(value)
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(RISKY) else value
    return "" if value is None else str(value)


def _check_csv(rows: int) -> Any:
    def check(path: Path) -> None:
        with path.open(encoding="utf-8-sig", newline="") as file:
            if sum(1 for _ in csv.reader(file)) != rows + 1:
                raise Unsound

    return check
