"""What a session must say, worked out anew from sets of edits in plain Python: no database, no code of the product's rules."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hcd_studio.change import Change, Edit, EditId

TIERS = ("room", "council", "library", "public")


@dataclass(frozen=True)
class Word:
    """An edit as the oracle knows it; `restores` is told by who made the undo, never read off `seen`."""

    id: EditId
    kind: str
    record: str
    field: str
    value: str | None
    prev: frozenset[EditId]
    seen: frozenset[EditId]
    hlc: int
    by: bytes
    undo: bool
    restores: EditId | None


@dataclass(frozen=True)
class Expected:
    """An edit that an undo must write."""

    record: str
    field: str
    value: str
    prev: frozenset[EditId]
    restores: EditId | None


@dataclass
class Oracle:
    """Every edit that was ever made, and which copy has which."""

    copies: int
    words: dict[EditId, Word] = field(default_factory=dict)
    places: dict[str, dict[str, list[EditId]]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    has: list[set[EditId]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.has = [set() for _ in range(self.copies)]

    def learn(self, change: Change, restores: Mapping[EditId, EditId | None] | None = None) -> None:
        for edit in change.edits:
            self._learn(edit, change, (restores or {}).get(edit.id))

    def _learn(self, edit: Edit, change: Change, restores: EditId | None) -> None:
        self.words[edit.id] = Word(
            edit.id, edit.kind, edit.record, edit.field, edit.value, frozenset(edit.prev), frozenset(edit.seen),
            change.hlc, change.replica, bool(change.undoes), restores,
        )  # fmt: skip
        self.places.setdefault(edit.record, {}).setdefault(edit.field, []).append(edit.id)
        self.kinds[edit.record] = edit.kind

    def give(self, copy: int, ids: Iterable[EditId]) -> None:
        self.has[copy].update(ids)

    def knows(self, copy: int, record: str) -> bool:
        return any(id in self.has[copy] for ids in self.places.get(record, {}).values() for id in ids)

    def every_head(self, copy: int) -> set[EditId]:
        replaced = {earlier for id in self.has[copy] for earlier in self.words[id].prev}
        return self.has[copy] - replaced

    def heads(self, copy: int, record: str, name: str) -> list[Word]:
        here = [self.words[id] for id in self.places.get(record, {}).get(name, ()) if id in self.has[copy]]
        replaced = {earlier for word in here for earlier in word.prev}
        return [word for word in here if word.id not in replaced]

    def closed(self, copy: int, record: str) -> bool:
        """Whether nothing that the copy's edits of a record speak of is still under way."""
        for ids in self.places.get(record, {}).values():
            for id in ids:
                if id in self.has[copy]:
                    word = self.words[id]
                    known = {one for one in word.prev | word.seen if one in self.words}
                    if not known <= self.has[copy]:
                        return False
        return True

    def erasures(self, copy: int, *, surely: bool = False) -> set[tuple[str, str]]:
        """Every place that is erased in a copy: what its erasures name, and the same place of all that was copied from there.

        `surely`: without copies that may no longer say what they are copies of, since that was erased in them.
        """
        here = [self.words[id] for id in self.has[copy]]
        found = {(word.record, str(json.loads(word.value))) for word in here if word.field == "!erased" and word.value}
        forgetful = {record for record, name in found if surely and name in ("origin", "*")}
        copies = [
            (json.loads(word.value), word.record)
            for word in here
            if word.field == "origin" and word.value and word.record not in forgetful
        ]
        ends = sorted(found, key=lambda place: place[1] == "*")  # what goes whole is not followed field by field
        while ends:
            record, name = ends.pop()
            reached = {(id, name) for origin, id in copies if origin == record and (id, "*") not in found} - found
            found |= reached
            ends += reached
        return found

    def chain(self, id: EditId) -> list[EditId]:
        """An edit, the word that it brought back if it is an undo's, the word which that had brought back, and so on."""
        restored = self.words[id].restores if id in self.words else None
        return [id] if restored is None else [id, *self.chain(restored)]

    def root(self, id: EditId) -> EditId:
        """The word that an undo's edit brought back; any other stands for itself."""
        return self.chain(id)[-1]

    def order(self, word: Word) -> tuple[int, bytes, EditId]:
        root = self.words[self.root(word.id)]
        return root.hlc, root.by, root.id

    def empty(self, word: Word) -> bool:
        """Whether an undo left nothing there."""
        return self.words[self.root(word.id)].undo

    def replaced(self, root: EditId) -> set[EditId]:
        """Every word that a word replaced, step by step; an empty place that an undo left replaced none."""
        word = self.words[root]
        earlier = set() if word.undo else {self.root(id) for id in word.prev}
        return earlier.union(*(self.replaced(one) for one in earlier))

    def said(self, copy: int, record: str, name: str) -> list[Word]:
        """The heads that count: not where an undo left nothing, nor what one brought back though another was built on it."""
        heads = self.heads(copy, record, name)
        gone = {id for word in heads for id in self.replaced(self.root(word.id))}
        lasting = [word for word in heads if not word.undo or self.root(word.id) not in gone]
        return [word for word in lasting if not self.empty(word)] or heads

    def alive(self, copy: int, record: str) -> bool:
        lives = self.said(copy, record, "alive")
        if not lives or any(word.value != "false" for word in lives):
            return True
        judged = {self.root(id) for word in lives for id in word.seen}
        return any(self.root(word.id) not in judged for word in self.counting(copy, record))

    def counting(self, copy: int, record: str) -> list[Word]:
        """The content that counts; a field on which only an undo's nothing stands counts for nothing."""
        found = [
            word
            for name in self.places[record]
            if name not in ("alive", "!erased")
            for word in self.said(copy, record, name)
        ]
        return [word for word in found if not self.empty(word)]

    def content(self, copy: int, record: str) -> list[Word]:
        return [
            word
            for name in self.places.get(record, {})
            if name not in ("alive", "!erased")
            for word in self.heads(copy, record, name)
        ]

    def top(self, copy: int, record: str, name: str, default: Any) -> Any:
        heads = self.said(copy, record, name)
        value = max(heads, key=self.order).value if heads else ""
        return json.loads(value) if value else default

    def narrowest(self, copy: int, record: str, name: str = "tier") -> str:
        values = [json.loads(word.value) if word.value else "" for word in self.heads(copy, record, name)]
        return min(values, key=lambda value: TIERS.index(value) if value in TIERS else -1, default="")

    def texts(self, copy: int, record: str, name: str) -> set[str]:
        """The different texts that stand."""
        return {json.loads(word.value) if word.value else "" for word in self.said(copy, record, name)} or {""}

    # What an undo must do

    def undone(self, copy: int, change: Change) -> list[Expected]:
        records: dict[str, list[Word]] = {}
        for edit in change.edits:
            records.setdefault(edit.record, []).append(self.words[edit.id])
        return [one for id, words in records.items() for one in self._undone_record(copy, id, words)]

    def _undone_record(self, copy: int, record: str, words: list[Word]) -> list[Expected]:
        made = [word for word in words if word.field == "alive" and word.value == "true" and not word.prev]
        if made:
            return self._undone_creation(copy, record, words, made[0])
        names = list(dict.fromkeys(word.field for word in words))
        return [one for name in names for one in self._undone_field(copy, record, name, words)]

    def _undone_creation(self, copy: int, record: str, words: list[Word], made: Word) -> list[Expected]:
        left = {self.root(word.id) for word in words}
        lives = [word for word in self.heads(copy, record, "alive") if self.root(word.id) == made.id]
        later = [word for word in self.counting(copy, record) if self.root(word.id) not in left]
        ended = [word for word in words if word.field == "alive" and word.value == "false"]
        if not lives or later or ended:
            return []
        return [Expected(record, "alive", "false", frozenset(word.id for word in lives), None)]

    def _undone_field(self, copy: int, record: str, name: str, words: list[Word]) -> list[Expected]:
        said = [word for word in words if word.field == name]
        within = {word.id for word in said}
        earlier = sorted({id for word in said for id in word.prev if id not in within})
        last = [word for word in said if not any(word.id in other.prev for other in said)]
        brought = {word.id: self.chain(word.id) for word in self.heads(copy, record, name)}
        if any(all(word.id not in chain for chain in brought.values()) for word in last):
            return []
        mine = [id for id, chain in brought.items() if any(word.id in chain for word in last)]
        prev = frozenset(mine)
        if not earlier:
            return [Expected(record, name, "", prev, None)]
        return [Expected(record, name, self.words[id].value or "", prev, id) for id in earlier]


def matched(change: Change | None, expected: list[Expected], but: Collection[str] = ()) -> dict[EditId, EditId | None]:
    """Which edit of an undo brought back which word (`but` some records); an assertion where they are not what they must be."""
    edits = [edit for edit in change.edits if edit.record not in but] if change else []
    found: dict[EditId, EditId | None] = {}
    for one in expected:
        fitting = [
            edit for edit in edits
            if (edit.record, edit.field, edit.value, frozenset(edit.prev)) == (one.record, one.field, one.value, one.prev)
            and (one.restores is None or one.restores in edit.seen)
        ]  # fmt: skip
        assert fitting, f"the undo should have written {one}, it wrote {edits}"
        edits.remove(fitting[0])
        found[fitting[0].id] = one.restores
    assert not edits, f"the undo wrote more than it should: {edits}"
    return found
