"""A kept map takes changes: it looks only at the records that were touched, and says what is to be painted again."""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from hcd_studio.fields import Id
from hcd_studio.layout.heads import shown_columns, shown_lanes
from hcd_studio.layout.live import LiveMap, Place
from hcd_studio.layout.notes import map_place, shown_notes, shown_of, theme_place, votes_of
from hcd_studio.layout.view import View
from hcd_studio.records import (
    Ballot,
    Branch,
    Feeling,
    Journey,
    Lane,
    Link,
    Note,
    Pain,
    Participant,
    Record,
    Stage,
    Step,
    Theme,
    Vote,
)
from hcd_studio.snapshot import Snapshot

Touched = Mapping[Id, tuple[Record | None, Record | None]]
"""What became of each record: before, after."""

COUNTED = frozenset({Vote.table, Ballot.table, Link.table, Pain.table})
HEADS = frozenset({Stage.table, Step.table, Branch.table})
MANY = 8
"""From so many notes on, a cell is sorted again rather than each note put in its place."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What an update did: cells and notes to paint again, the first row that moved, whether heads or all is new."""

    cells: frozenset[Place] = frozenset()
    notes: frozenset[Id] = frozenset()
    moved_from: int | None = None
    curve: bool = False
    heads: bool = False
    whole: bool = False


@dataclass(slots=True)
class _Dirt:
    cells: set[Place] = field(default_factory=set)
    notes: set[Id] = field(default_factory=set)
    curve: bool = False


class KeptMap(LiveMap):
    """A live map that takes changes."""

    def again(self, snapshot: Snapshot, view: View | None = None) -> Changed:
        """Place all of it again, for another view or a change that touches everything; broken lines are remembered."""
        fresh = type(self)(snapshot, view or self.view, self.wrapping)
        self.__dict__.clear()
        self.__dict__.update(fresh.__dict__)
        return Changed(whole=True)

    def restack(self, view: View) -> Changed:
        """Another view that differs only in what is fanned out and what is folded."""
        fanned = self.view.fanned ^ view.fanned
        folded = self.view.folded ^ view.folded
        self.view = view
        for at, row in enumerate(self.rows):
            if row.lane.id in folded:
                self.rows[at] = replace(self.live_row(at), height=row.height)
        cells = {place for place in fanned if place[0] in self.column_of and place[1] in self.row_of}
        cells |= {(column.id, lane) for column in self.columns for lane in folded if lane in self.row_of}
        for place in cells:
            self.place_cell(place)
        grown = [at for at in sorted({self.row_of[place[1]] for place in cells}) if self.measure(at)]
        self.stand()
        return Changed(frozenset(cells), frozenset(), grown[0] if grown else None, bool(folded))

    def update(self, snapshot: Snapshot, touched: Touched) -> Changed:
        """Take a change."""
        kinds = {one.table for pair in touched.values() for one in pair if one is not None}
        self.snapshot = snapshot
        for name in ("feelings", "_versions", "_lane_kinds"):
            self.__dict__.pop(name, None)
        if self._touches_all(kinds, touched):
            return self.again(snapshot)
        dirt = _Dirt()
        self._take_notes({id: pair for id, pair in touched.items() if isinstance(pair[1] or pair[0], Note)}, dirt)
        if kinds & COUNTED:
            self._take_votes(dirt)
        self._keep_boxes(dirt, touched)
        heads = bool(kinds & HEADS) or (any("" in place for place in dirt.cells) and self._loose_changed())
        heads = heads or (self.view.columns == "themes" and bool(kinds & COUNTED or dirt.cells))
        if heads and self._take_heads(dirt):
            return Changed(whole=True)
        if Feeling.table in kinds:
            self._take_feelings(dirt)
        return self._settle(dirt, heads)

    def _keep_boxes(self, dirt: _Dirt, touched: Touched) -> None:
        """A note that shows what it showed before, wherever it went, keeps its box; any other touched one gets a new one."""
        for id in dirt.notes:
            box = self.boxes.pop(id, None)
            before, after = touched.get(id, (None, None))
            if box is None or box.stacked or not isinstance(before, Note) or not isinstance(after, Note):
                continue
            place, votes = self.place_of.get(id), self.votes.get(id, (0, 0))
            same_kind = after.kind or (before.lane == after.lane and place is not None and box.lane == place[1])
            if place is None or not same_kind or (box.dots, box.concerns) != votes or box.blank:
                continue
            if shown_of(before) == shown_of(after) and box.versions == self._versions.get(id, 0):
                self.boxes[id] = box if (box.step, box.lane) == place else replace(box, step=place[0], lane=place[1])

    def _touches_all(self, kinds: Collection[str], touched: Touched) -> bool:
        if Lane.table in kinds or Journey.table in kinds:
            return True
        if self.view.columns == "themes" and Theme.table in kinds:
            return True
        for before, after in touched.values():
            if isinstance(before, Participant) and (
                not isinstance(after, Participant)
                or (before.withdrawn, before.tier, before.group) != (after.withdrawn, after.tier, after.group)
            ):
                return True
            if isinstance(after, Participant) and (after.withdrawn or after.tier) and before is None:
                return True
        return False

    def _take_notes(self, touched: Touched, dirt: _Dirt) -> None:
        """Put the touched notes where they now stand, and mark their cells."""
        if not touched:
            return
        after = {id: now for id, (_, now) in touched.items() if now is not None}
        ordered = {kind.table: self.snapshot.all(kind) for kind in (Participant, Lane, Ballot, Vote, Link)}
        few = Snapshot({**self.snapshot.records, Note.table: after}, ordered=ordered)
        gone: dict[Place, set[Id]] = {}
        for id in touched:
            old = self.place_of.pop(id, None)
            if old is not None:
                gone.setdefault(old, set()).add(id)
        for place, ids in gone.items():
            self.notes[place] = [note for note in self.notes[place] if note.id not in ids]
        came = shown_notes(few, self.view)
        place_of = theme_place if self.view.columns == "themes" else map_place
        for place, notes in came.items():
            row = self.notes.setdefault(place, [])
            if len(notes) > MANY:
                row.extend(notes)
                row.sort(key=place_of)
            else:
                for note in notes:
                    insort(row, note, key=place_of)
            self.place_of.update((note.id, place) for note in notes)
        for place in {*gone, *came}:
            if not self.notes[place]:
                del self.notes[place]
        self._recount(touched, few)
        dirt.cells |= {*gone, *came}
        dirt.notes |= set(touched)

    def _recount(self, touched: Touched, few: Snapshot) -> None:
        """Votes belong to themes and pain points: a note that changed its theme may show others."""
        if not self.view.counts:
            return
        themed = [
            id
            for id, (before, after) in touched.items()
            if getattr(before, "theme", None) != getattr(after, "theme", None)
        ]
        if themed:
            counted = votes_of(self.snapshot, self.view, few.all(Note))
            for id in themed:
                self.votes.pop(id, None)
            self.votes.update({id: counted[id] for id in themed if id in counted})

    def _take_votes(self, dirt: _Dirt) -> None:
        fresh = votes_of(self.snapshot, self.view)
        for id in {*self.votes, *fresh}:
            if self.votes.get(id) != fresh.get(id) and id in self.place_of:
                dirt.cells.add(self.place_of[id])
                dirt.notes.add(id)
        self.votes = fresh

    def _loose_changed(self) -> bool:
        """Whether the column or the lane of unplaced notes must come or go."""
        if self.view.columns == "themes":
            return False  # the tray is always there: notes are taken out of a theme by putting them into it
        column = any(not step for step, _ in self.notes) and self.view.unplaced
        shown = self.column_of
        lane = any(not lane and step in shown for step, lane in self.notes) and self.view.unplaced
        return column != ("" in self.column_of) or lane != ("" in self.row_of)

    def _take_heads(self, dirt: _Dirt) -> bool:
        """Place the heads again; True where columns or lanes came, went or moved, so that all is to be painted."""
        before = ([(column.id, column.stage) for column in self.columns], [lane.id for lane in self.lanes])
        if self.view.columns == "steps":
            self._reseat()
        self.columns, self.stages = shown_columns(self.snapshot, self.view, any(not step for step, _ in self.notes))
        shown = {column.id for column in self.columns}
        self.lanes = shown_lanes(self.snapshot, self.view, any(not lane and step in shown for step, lane in self.notes))
        if before == ([(column.id, column.stage) for column in self.columns], [lane.id for lane in self.lanes]):
            self.place_heads()
            return False
        for place in [
            place for place, cell in self.live.items() if cell.gap or place not in self.notes or place in dirt.cells
        ]:
            self._forget(place)
        self.arrange()
        return True

    def _reseat(self) -> None:
        """Notes of a step that is gone go to the tray; those of a step that came back (an undo) return to it."""
        known = self.snapshot.records.get(Step.table, {})
        for place in [place for place in self.notes if place[0] and place[0] not in known]:
            for note in self.notes[place]:
                self._seat(note, ("", place[1]))
            del self.notes[place]
            self._forget(place)
        for place in [place for place in self.notes if not place[0]]:
            back = [note for note in self.notes[place] if note.step and note.step in known]
            if not back:
                continue
            ids = {note.id for note in back}
            self.notes[place] = [note for note in self.notes[place] if note.id not in ids]
            if not self.notes[place]:
                del self.notes[place]
            self._forget(place)
            for note in back:
                self._seat(note, (note.step, place[1]))

    def _seat(self, note: Note, place: Place) -> None:
        insort(self.notes.setdefault(place, []), note, key=map_place)
        self.place_of[note.id] = place
        self.boxes.pop(note.id, None)
        self._forget(place)

    def _forget(self, place: Place) -> None:
        """Have a cell placed again by the next `arrange`."""
        old = self.live.pop(place, None)
        if old is not None and old.stacked:
            for id in old.notes:
                self.covered.pop(id, None)
            self.boxes.pop(old.boxes[0].id, None)

    def _take_feelings(self, dirt: _Dirt) -> None:
        for at, row in enumerate(self.rows):
            if row.curve is not None:
                self.rows[at] = replace(self.live_row(at), height=row.height)
                dirt.curve = True
        before = {place: cell for place, cell in self.live.items() if cell.gap}
        self.place_gaps()
        now = {place: cell for place, cell in self.live.items() if cell.gap}
        dirt.cells |= {place for place in {*before, *now} if before.get(place) != now.get(place)}

    def _settle(self, dirt: _Dirt, heads: bool) -> Changed:
        rows = {at for at, row in enumerate(self.rows) if dirt.curve and row.curve is not None}
        cells: set[Place] = set()
        for place in dirt.cells:
            if place in self.live and self.live[place].stacked:
                for id in self.live[place].notes:
                    self.covered.pop(id, None)
        for place in dirt.cells:
            if place[0] in self.column_of and place[1] in self.row_of:
                self.place_cell(place)
                rows.add(self.row_of[place[1]])
                cells.add(place)
        grown = [at for at in sorted(rows) if self.measure(at)]
        if grown:
            self.stand()
        return Changed(frozenset(cells), frozenset(dirt.notes), grown[0] if grown else None, dirt.curve, heads)
