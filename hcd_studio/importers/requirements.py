"""Requirements written elsewhere, from ReqIF or a table: what would come in, said before anything is. Writes nothing."""

from __future__ import annotations

import os
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence

from hcd_studio.importers import delimited, workbook
from hcd_studio.importers.clauses import (
    FIELDS,
    LONGEST,
    FoundClauses,
    FoundRequirement,
    lists_of,
    places_of,
    words_of,
)
from hcd_studio.importers.encoding import coding_of
from hcd_studio.importers.files import Raw, fetch
from hcd_studio.importers.found import CannotRead
from hcd_studio.importers.grid import Grid, Layout, is_blank, layout_of
from hcd_studio.importers.reqif_file import documents_in
from hcd_studio.importers.requirements_reqif import from_document
from hcd_studio.speech import Language, Message


def read_requirements(
    path: str | os.PathLike[str], mapping: AnyMapping[str, str] | None = None, language: Language = "en"
) -> FoundClauses:
    """The requirements of a ReqIF file, an Excel workbook or a CSV; `language` is that of texts without a mark."""
    return requirements_in(fetch(path), mapping, language)


def requirements_in(raw: Raw, mapping: AnyMapping[str, str] | None = None, language: Language = "en") -> FoundClauses:
    """The same, of a file that was read already."""
    mapping = dict(mapping or {})
    try:
        if raw.extension in (".reqif", ".reqifz") or b"<REQ-IF" in raw.data[:4_000]:
            return from_document(documents_in(raw), raw, mapping, language)
        return _from_table(raw, mapping, language)
    except CannotRead:
        raise
    except Exception as error:  # a file must never end in a traceback; the cause stays for the log
        raise CannotRead(
            Message("{name} could not be understood.", name=raw.name),
            do=Message("Save it as CSV, Excel or ReqIF and try again."),
        ) from error


def mapping_of(items: Sequence[str]) -> dict[str, str]:
    """A mapping from `field=column` as the command takes it."""
    found: dict[str, str] = {}
    for item in items:
        name, equals, column = (part.strip() for part in item.partition("="))
        if not equals or not column or name not in FIELDS:
            raise CannotRead(
                Message("“{item}” does not say what goes where.", item=item),
                do=Message("Write field=column; the fields are {fields}.", fields=list(FIELDS)),
            )
        found[name] = column
    return found


def _from_table(raw: Raw, mapping: dict[str, str], language: Language) -> FoundClauses:
    found = FoundClauses(raw.name, raw.sha256, "xlsx" if raw.data[:2] == b"PK" else "csv")
    if found.how == "xlsx":
        grids, told = workbook.grids(raw)
        found.warnings += told
    else:
        grids = [Grid(delimited.Delimited(raw.data, coding_of(raw.data, raw.name), raw.name).rows)]
    best: tuple[Grid, dict[str, int], Layout] | None = None
    for grid in grids:
        layout = layout_of(grid)
        places = places_of(layout.columns, mapping)
        if any(name.startswith("statement") for name in places) and (best is None or len(places) > len(best[1])):
            best = grid, places, layout
    if best is None:
        raise CannotRead(
            Message("{name} has no column that holds requirements.", name=raw.name),
            do=Message("Say which one: --map statement=COLUMN."),
        )
    grid, places, layout = best
    names = layout.columns
    found.used = {name: names[at] for name, at in places.items()}
    found.unused = tuple(name for at, name in enumerate(names) if at not in places.values())
    for row in grid.rows():
        if row[0] > layout.after and not is_blank(row[1]):
            cells = {name: grid.cell(row, at).strip()[:LONGEST] for name, at in places.items()}
            _take(found, cells, f"{row[0]}", language)
    return found


def _take(found: FoundClauses, cells: dict[str, str], where: str, language: Language) -> None:
    statement = words_of(cells, "statement", language)
    if not statement:
        found.empty += 1
        return
    found.requirements.append(
        FoundRequirement(
            key=f"row {where}",
            statement=statement,
            ref=cells.get("ref", "")[:60],
            rationale=words_of(cells, "rationale", language),
            fit_criterion=words_of(cells, "fit_criterion", language),
            lists=tuple(lists_of(found, cells, where)),
            cpv=cells.get("cpv", "")[:60],
            where=where,
        )
    )
