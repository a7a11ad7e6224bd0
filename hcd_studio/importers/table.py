"""CSV and Excel tables: every cell of free text that is not empty becomes a note, grouped by what the table says.

Without a mapping the columns are guessed (`columns.py`); a mapping overrules the guess field by field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from hcd_studio.importers import vocabulary
from hcd_studio.importers.columns import Profile, Role, choices_in, roles
from hcd_studio.importers.found import CannotRead, Mapping
from hcd_studio.importers.grid import Grid, Layout, Row, is_blank, layout_of
from hcd_studio.importers.harvest import Harvest
from hcd_studio.speech import Message

_LABEL_MARK = re.compile(r"[;,|\n]")


@dataclass(slots=True)
class Plan:
    """What goes where in one table, as column numbers."""

    text: list[int] = field(default_factory=list)
    kind: list[int] = field(default_factory=list)
    group: list[int] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    language: list[int] = field(default_factory=list)
    participant: list[int] = field(default_factory=list)
    step: list[int] = field(default_factory=list)
    lane: list[int] = field(default_factory=list)
    several: frozenset[int] = frozenset()
    row_title: int = -1


@dataclass(frozen=True, slots=True)
class Table:
    """One grid with its header and what is known of its columns."""

    grid: Grid
    layout: Layout
    profiles: list[Profile]
    roles: list[Role]

    @property
    def columns(self) -> tuple[str, ...]:
        return self.layout.columns


Overrule = Callable[[str, Role], Role]


def read_grids(
    grids: Sequence[Grid],
    harvest: Harvest,
    mapping: Mapping,
    *,
    keep_personal: bool = False,
    overrule: Overrule = lambda _, role: role,
) -> None:
    """Read the tables of one source into the harvest. `overrule` lets a preset know a column better."""
    chosen = _chosen(grids, mapping)
    tables = [table for grid in chosen if (table := _table(grid, harvest, mapping, overrule)).columns]
    harvest.columns = tuple(dict.fromkeys(name for table in tables for name in table.columns))
    _check(mapping, harvest.columns)
    plans = [(table, _plan(table, harvest, mapping, keep_personal)) for table in tables]
    harvest.mapping = _as_mapping(plans, mapping)
    reading = [(table, plan) for table, plan in plans if plan.text]
    for table, plan in plans:
        if plan.text or not reading:
            _gather(table, plan, harvest, mapping, sheet=table.grid.name if len(reading) > 1 else "")
        elif table.grid.name:
            told = Message("The sheet {sheet} holds no column of free text; it was left out.", sheet=table.grid.name)
            harvest.warn(told)
    if not reading:
        harvest.warn(Message("No column of free text was found. Say which column holds the notes."))


def _chosen(grids: Sequence[Grid], mapping: Mapping) -> list[Grid]:
    if not mapping.sheet or not any(grid.name for grid in grids):
        return list(grids)
    wanted = {vocabulary.folded(name) for name in mapping.sheet}
    chosen = [grid for grid in grids if vocabulary.folded(grid.name) in wanted]
    if not chosen:
        raise CannotRead(
            Message("There is no sheet called {sheet}.", sheet=list(mapping.sheet)),
            do=Message("The sheets are {sheets}.", sheets=[grid.name for grid in grids if grid.name]),
        )
    return chosen


def _table(grid: Grid, harvest: Harvest, mapping: Mapping, overrule: Overrule) -> Table:
    """The header of a grid and what its columns are like; names of people are remembered to be looked for."""
    layout = layout_of(grid, mapping.header)
    harvest.title = harvest.title or layout.title
    profiles = [Profile() for _ in layout.columns]
    names = [at for at, name in enumerate(layout.columns) if vocabulary.is_name(name)]
    for number, cells in grid.rows():
        if number <= layout.after:
            continue
        for profile, cell in zip(profiles, cells, strict=False):
            if cell and not cell.isspace():
                profile.add(cell)
        if names:
            harvest.names.add(" ".join(cells[at] for at in names if at < len(cells)))
    guessed = [overrule(name, role) for name, role in zip(layout.columns, roles(layout.columns, profiles), strict=True)]
    return Table(grid, layout, profiles, guessed)


def _check(mapping: Mapping, columns: Sequence[str]) -> None:
    """Every column that a mapping names stands in one of the tables."""
    for names in (
        mapping.text, mapping.kind, mapping.group, mapping.labels, mapping.language, mapping.participant, mapping.step,
        mapping.lane,
    ):  # fmt: skip
        for name in names:
            if _find(name, columns) < 0:
                raise CannotRead(
                    Message("There is no column called {column}.", column=name),
                    do=Message("The columns are {columns}.", columns=list(columns)),
                )


def _find(name: str, columns: Sequence[str]) -> int:
    """The number of a column by its name, or by its place as `#3`; -1 when there is none."""
    if name in columns:
        return list(columns).index(name)
    known = [vocabulary.folded(column) for column in columns]
    if vocabulary.folded(name) in known:
        return known.index(vocabulary.folded(name))
    place = name.removeprefix("#")
    at = int(place) - 1 if name.startswith("#") and place.isascii() and place.isdigit() and len(place) < 6 else -1
    return at if at < len(columns) else -1


def _plan(table: Table, harvest: Harvest, mapping: Mapping, keep_personal: bool) -> Plan:
    """Which columns feed which field: what the mapping says, and a guess for what it leaves open."""
    columns = table.columns
    closed = _closed(table, harvest, mapping, keep_personal)

    def asked(names: Sequence[str]) -> list[int]:
        found = dict.fromkeys(at for name in names if (at := _find(name, columns)) >= 0)
        return [at for at in found if at not in closed]

    plan = Plan(
        asked(mapping.text),
        asked(mapping.kind),
        asked(mapping.group),
        asked(mapping.labels),
        asked(mapping.language),
        asked(mapping.participant),
        asked(mapping.step),
        asked(mapping.lane),
        frozenset(at for at, role in enumerate(table.roles) if role == "choices"),
    )
    _guess_place(table, plan, mapping, closed)
    used = {*plan.kind, *plan.group, *plan.labels, *plan.language, *plan.participant, *plan.step, *plan.lane}
    free = [at for at in range(len(columns)) if at not in closed and at not in used]
    if not mapping.text:
        plan.row_title = _row_title(table, free)
        plan.text = _guessed_text(table, [at for at in free if at != plan.row_title], plan.row_title >= 0)
    free = [at for at in free if at not in plan.text and at != plan.row_title]
    plan.kind = plan.kind or [at for at in free if table.roles[at] == "kind"][:1]
    plan.language = plan.language or [at for at in free if table.roles[at] == "language"][:1]
    plan.group = plan.group or [at for at in free if table.roles[at] == "group"]
    plan.labels = plan.labels or [at for at in free if table.roles[at] == "labels"]
    return plan


def _guess_place(table: Table, plan: Plan, mapping: Mapping, closed: set[int]) -> None:
    """A table that has a column of steps and one of lanes says where its notes stand; one alone is a group."""
    if mapping.step or mapping.lane or mapping.group:
        return
    known = [vocabulary.folded(name) for name in table.columns]
    taken = {*closed, *plan.text, *plan.kind, *plan.labels, *plan.language, *plan.participant}
    steps = [at for at, name in enumerate(known) if name in vocabulary.STEP and at not in taken]
    lanes = [at for at, name in enumerate(known) if name in vocabulary.LANE and at not in taken]
    if steps and lanes:
        plan.step, plan.lane = steps[:1], lanes[:1]


def _closed(table: Table, harvest: Harvest, mapping: Mapping, keep_personal: bool) -> set[int]:
    """Columns that are not read: dropped by the mapping, by a preset, or because they say who somebody is."""
    named = {at for names in (mapping.text, mapping.group, mapping.participant) for at in _places(names, table.columns)}
    closed = set(_places(mapping.drop, table.columns))
    harvest.dropped += [table.columns[at] for at in sorted(closed)]
    for at, (name, role) in enumerate(zip(table.columns, table.roles, strict=True)):
        sure = role == "personal" or vocabulary.is_personal(name)
        if role in ("skip", "marks"):
            closed.add(at)
            harvest.dropped += [name] if role == "marks" else []
        elif role in ("personal", "names") and at not in closed and not keep_personal and (sure or at not in named):
            closed.add(at)
            harvest.dropped.append(name)
            if at in named:
                harvest.warn(
                    Message("The column {column} says who somebody is, so it was not read.", column=name),
                )
            elif not sure:
                harvest.warn(Message("The column {column} may hold names, so it was not read.", column=name))
    return closed


def _places(names: Sequence[str], columns: Sequence[str]) -> list[int]:
    return [at for name in names if (at := _find(name, columns)) >= 0]


def _row_title(table: Table, free: list[int]) -> int:
    """The first column when it names the rows of a map (its lanes) and the other columns are steps; else -1."""
    if 0 not in free or table.layout.header == 0 or table.roles[0] == "data":
        return -1
    name = vocabulary.folded(table.columns[0])
    profile = table.profiles[0]
    if name not in vocabulary.ROW_TITLES and name != "column 1":
        return -1
    short = profile.words <= 5 and profile.variety > 0.9 and profile.count <= 60
    return 0 if profile.count and short and len([at for at in free[1:] if table.profiles[at].count]) >= 2 else -1


def _guessed_text(table: Table, free: list[int], is_map: bool) -> list[int]:
    """The columns of free text; every column of words in a map or a grid without header; else a lone one."""
    text = [at for at in free if table.roles[at] == "text"]
    words = [at for at in free if table.roles[at] in ("text", "choice")]
    if is_map or (table.layout.header == 0 and len(table.columns) > 1):
        return [at for at in words if is_map or table.profiles[at].variety > 0.5 or at in text]
    if not text and len(words) == 1 and (len(table.columns) == 1 or table.profiles[words[0]].variety > 0.5):
        return words
    return text


def _as_mapping(plans: list[tuple[Table, Plan]], mapping: Mapping) -> Mapping:
    """What was read as a mapping: the screen shows it, a preset keeps it."""

    def names(pick: Callable[[Plan], list[int]]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(table.columns[at] for table, plan in plans for at in pick(plan)))

    return Mapping(
        text=names(lambda plan: plan.text),
        kind=names(lambda plan: plan.kind),
        group=names(lambda plan: plan.group),
        labels=names(lambda plan: plan.labels),
        language=names(lambda plan: plan.language),
        participant=names(lambda plan: plan.participant),
        step=names(lambda plan: plan.step),
        lane=names(lambda plan: plan.lane),
        drop=mapping.drop,
        sheet=mapping.sheet,
        kinds=mapping.kinds,
        parts=mapping.parts,
        header=mapping.header,
    )


def _gather(table: Table, plan: Plan, harvest: Harvest, mapping: Mapping, sheet: str) -> None:
    for row in table.grid.rows():
        if row[0] <= table.layout.after:
            continue
        harvest.rows += 1
        if is_blank(row[1]) or not _notes_of(row, table, plan, harvest, mapping, sheet):
            harvest.empty += 1


def _notes_of(row: Row, table: Table, plan: Plan, harvest: Harvest, mapping: Mapping, sheet: str) -> bool:
    """The notes of one row; False when it gave none."""
    filled = [(at, row[1][at]) for at in plan.text if at < len(row[1]) and row[1][at].strip()]
    if not filled:
        return False
    grid = table.grid
    groups = [value for at in plan.group if (value := grid.cell(row, at).strip())]
    labels = [part for at in plan.labels for part in _LABEL_MARK.split(grid.cell(row, at))]
    kinds = [grid.cell(row, at).strip() for at in plan.kind]
    spoken = next((named for at in plan.language if (named := vocabulary.language_named(grid.cell(row, at)))), "")
    title = grid.cell(row, plan.row_title).strip() if plan.row_title >= 0 else ""
    kind = next((known for word in kinds if (known := mapping.kind_of(word) or vocabulary.kind_of(word))), "")
    took = False
    for at, cell in filled:
        name = table.columns[at] if table.layout.header else ""
        head = "" if (groups or plan.step) and len(plan.text) == 1 else name
        place = f"row {row[0]}, column {_short(table.columns[at])}"
        for text in choices_in(cell) if at in plan.several else (cell,):
            took |= harvest.note(
                text,
                where=f"sheet {grid.name}, {place}" if sheet else place,
                kind=kind or mapping.kind_of(name, *labels, *groups, title),
                group=(sheet, *groups, head, title),
                labels=labels,
                language=spoken,
                participant=" ".join(value for at in plan.participant if (value := grid.cell(row, at).strip())),
                place=(_first(grid, row, plan.step), _first(grid, row, plan.lane)),
            )
    return took


def _first(grid: Grid, row: Row, columns: Sequence[int]) -> str:
    return next((value for at in columns if (value := grid.cell(row, at).strip())), "")


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:59].rstrip()}…"


def rows_as_records(grid: Grid) -> Iterator[tuple[int, dict[str, str]]]:
    """The data rows of a grid as column → text, for exports whose columns are known."""
    layout = layout_of(grid)
    for number, cells in grid.rows():
        if number > layout.after:
            yield number, dict(zip(layout.columns, cells, strict=False))
