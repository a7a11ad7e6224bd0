"""The session's data for other programs: one JSON file of everything, or a folder of CSV tables, one a kind."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from exports import chosen
from exports.book import guarded
from exports.options import Options
from exports.writing import Progress, Unsound, Written, tell, write_file
from hcd_studio.audience import seen_by
from hcd_studio.columns import columns, flat
from hcd_studio.fields import Tier
from hcd_studio.records import KINDS, Record
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Message, Trouble

FORMAT = "hcd-data"
SCHEMA = "urn:hcd-studio:hcd-data-1"
"""The published schema of the JSON, in `resources/schema`."""


def write_data(snapshot: Snapshot, target: Path, options: Options, progress: Progress | None = None) -> Written:
    """Write the data that an audience may see: `target` is a .json file, or a folder for the tables."""
    formats = {one.format for one in chosen("data", options.formats)}
    shown = seen_by(snapshot, options.audience)
    files: list[Path] = []
    if "json" in formats:
        tell(progress, 0.0, Message(N_("Writing {format}"), format="JSON"))
        file = target if target.suffix == ".json" else _folder(target) / "session.json"
        files.append(write_file(file, _json(shown, options.audience), _check_json))
    if "csv" in formats:
        folder = _folder(target.with_suffix("") if target.suffix else target)
        for at, (kind, record) in enumerate(KINDS.items()):
            tell(progress, 0.5 + at / len(KINDS) / 2, Message(N_("Writing {format}"), format="CSV"))
            if records := shown.all(record):
                files.append(write_file(folder / f"{kind}.csv", _csv(kind, records), _check_csv(len(records))))
    tell(progress, 1.0, Message(N_("Done")))
    return Written(tuple(files))


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
    found = {
        "$schema": SCHEMA,
        "format": FORMAT,
        "version": 1,
        "audience": audience,
        "records": {k: v for k, v in records.items() if v},
    }
    return json.dumps(found, ensure_ascii=False, indent=1).encode() + b"\n"


def _check_json(path: Path) -> None:
    try:
        json.loads(path.read_bytes())
    except ValueError as error:
        raise Unsound from error


def table_of(kind: str, records: Sequence[Record]) -> tuple[list[str], list[list[str]]]:
    """Records of a kind as a table of texts: its heads and its rows."""
    return ["id", *columns(kind)], [[one.id, *(_cell(value) for value in flat(one).values())] for one in records]


def _csv(kind: str, records: Sequence[Record]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    heads, rows = table_of(kind, records)
    writer.writerow(heads)
    writer.writerows([[guarded(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")  # Excel reads Welsh letters right only with the mark


def _cell(value: Any) -> str:
    if isinstance(value, tuple):
        value = "; ".join(value)
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)


def _check_csv(rows: int) -> Any:
    def check(path: Path) -> None:
        with path.open(encoding="utf-8-sig", newline="") as file:
            if sum(1 for _ in csv.reader(file)) != rows + 1:
                raise Unsound

    return check
