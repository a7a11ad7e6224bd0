"""Laws that hold for ever, tried on thousands of worlds: copies that meet in any order, undo and redo, and what each must leave."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from hcd_studio import draft, reading, store, undo
from hcd_studio.change import ALIVE, ERASED
from hcd_studio.columns import Column
from hcd_studio.draft import Draft
from hcd_studio.index import Index
from hcd_studio.judgements import Judgements
from hcd_studio.reading import Head, decode
from hcd_studio.records import Note, Record, Workshop
from hcd_studio.session import Session
from hcd_studio.store import log, rebuild
from hcd_studio.store.erase import Neighbours, Place
from hcd_studio.store.log import edit_of
from hcd_studio.undo import Undone
from hcd_studio.verbs.sharing import settle_versions
from tests.pictures import shown
from tests.plays import ACTS, Act, duplicate, erase, erase_place, play
from tests.worlds import World

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
WORLDS = 4000 if LONG else 20
ALONE = 2000 if LONG else 20
MUTANT_WORLDS = 400

# Memory where there is one: what is tried here is logic, not disks.
FAST = "/dev/shm" if Path("/dev/shm").is_dir() else None


@contextmanager
def world(seed: int, copies: int = 3, *, basics: bool = True) -> Iterator[tuple[World, Random]]:
    with TemporaryDirectory(dir=FAST) as folder:
        made = World(Path(folder), copies, seed=str(seed), basics=basics)
        try:
            yield made, Random(seed)
        finally:
            made.close()


class Copies(RuleBasedStateMachine):
    """Three copies; Hypothesis chooses who does what and what reaches whom, and shrinks what it finds."""

    copies = st.integers(0, 2)
    chance = st.integers(0, 2**32).map(Random)

    @initialize()
    def begin(self) -> None:
        self.folder = TemporaryDirectory(dir=FAST)
        self.world = World(Path(self.folder.name))
        self.changed: set[int] = set()

    @rule(copy=copies, act=st.sampled_from([act for act, _ in ACTS]), chance=chance)
    def somebody_acts(self, copy: int, act: Callable[[World, int, Random], None], chance: Random) -> None:
        act(self.world, copy, chance)
        self.changed.add(copy)

    @rule(source=copies, copy=copies, chance=chance)
    def some_changes_arrive(self, source: int, copy: int, chance: Random) -> None:
        if source != copy:
            self.world.deliver(source, copy, chance)
            self.changed.add(copy)

    @rule(chance=chance)
    def everything_arrives(self, chance: Random) -> None:
        self.world.exchange(chance)
        self.changed |= {0, 1, 2}

    @rule(copy=copies)
    def somebody_starts_again(self, copy: int) -> None:
        self.world.restart(copy)
        self.changed.add(copy)

    @invariant()
    def memory_tables_log_and_oracle_agree(self) -> None:
        while self.changed:
            self.world.check(self.changed.pop())

    def teardown(self) -> None:
        if hasattr(self, "world"):
            try:
                self.world.converge(Random(0))
            finally:
                self.world.close()
                self.folder.cleanup()


TestCopies = Copies.TestCase
TestCopies.settings = settings(
    max_examples=5000 if LONG else 20,
    stateful_step_count=80 if LONG else 25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def test_copies_that_meet_in_any_order_are_the_same_and_undo_does_what_plain_sets_of_edits_say() -> None:
    for seed in range(WORLDS):
        with world(seed) as (made, rng):
            play(made, rng, 40)
            made.converge(rng)


def test_undo_and_redo_are_exact_when_alone_after_copies_met() -> None:
    for seed in range(ALONE):
        with world(seed) as (made, rng):
            play(made, rng, 25)
            made.exchange(rng)
            made.editors.clear()
            alone(made, rng, 15)


def test_undoing_everything_leaves_the_workshop_record_and_redoing_it_gives_all_back() -> None:
    for seed in range(ALONE):
        with world(seed, 1) as (made, rng):
            session = made.sessions[0]
            made.editors.clear()
            for _ in range(15):
                one_of(rng)(made, 0, rng)
            full = shown(session)
            while session.steps.undo:
                done = session.undo()
                assert done is not None
                assert not done.skipped
            assert [*each(session)] == [Workshop(id=session.store.session.hex())]
            while session.steps.redo:
                session.redo()
            while session.steps.redo:
                made.redo(0, rng)
            assert shown(session) == full


@pytest.mark.parametrize("field", ["", "text"])
def test_a_note_made_of_one_that_was_erased_elsewhere_is_erased_where_they_meet(field: str) -> None:
    with world(0) as (made, rng):
        note = Note(text="bws", step=made.steps[0], lane=made.lanes[0])
        made.act(0, lambda draft: draft.add(note))
        made.exchange(rng)
        (note,) = made.sessions[0].all(Note)
        for copy in (0, 1):
            made.act(copy, lambda draft: draft.patch(note, text=f"copy {draft.session.letters}"))
        made.exchange(rng)
        made.act(1, lambda draft: settle_versions(draft, note, "text", keep="both"))
        (beside,) = (one for one in made.sessions[1].all(Note) if one.id != note.id)
        erase_place(made, 0, note, field)
        made.exchange(rng)
        for session in made.sessions:
            assert session.store.is_erased(beside.id, field or "*")
            assert [one.text for one in session.all(Note)] == ["", ""][: 2 if field else 0]
        made.converge(rng)


def each(session: Session) -> Iterator[Record]:
    return (record for records in session.records.values() for record in records.values())


def one_of(rng: Random) -> Callable[[World, int, Random], None]:
    """An act of this copy's own."""
    acts = [(act, weight) for act, weight in ACTS if act not in (World.future, World.undo, World.redo, erase)]
    return rng.choices([act for act, _ in acts], [weight for _, weight in acts])[0]


def alone(made: World, rng: Random, acts: int) -> None:
    """Act, undo and redo at will on one copy: each undo shows what was before its act, each redo what was after."""
    session = made.sessions[0]
    session.steps.undo.clear()
    session.steps.redo.clear()
    past: list[Any] = []
    ahead: list[Any] = []

    def back(whence: list[Any], whither: list[Any]) -> None:
        made.editors.clear()  # the window leaves its editor before it takes back
        was, drops = shown(session), made.drops
        done = made.take_back(0, redo=whence is ahead)
        if made.drops == drops:  # of a note made and let go at once there is nothing to take back
            whither.append(was)
        assert done is not None
        assert not done.skipped, [message.say("en") for message in done.skipped]
        assert shown(session) == whence.pop(), "undo is not exact"

    for _ in range(acts):
        chosen = rng.random()
        if chosen < 0.25 and past:
            back(past, ahead)
        elif chosen < 0.4 and ahead:
            back(ahead, past)
        else:
            before, steps = shown(session), len(session.steps.undo)
            one_of(rng)(made, 0, rng)
            if len(session.steps.undo) > steps:
                past.append(before)
                ahead.clear()
    while past:
        back(past, ahead)
    while ahead:
        back(ahead, past)


# Mutants: rules that are simpler and wrong. Each must be caught, or the laws above prove nothing.


def undo_writes_back_whatever_stands(draft: Draft, kind: str, record: str, name: str, said: Any, done: Undone) -> None:
    earlier = [found[0] for edit in said for id in edit.prev if (found := edit_of(draft.session.store, id))]
    heads = [head.id for head in draft.heads(record, name)]
    draft.raw(kind, record, name, (earlier[0].value or "") if earlier else "", heads, [one.id for one in earlier[:1]])


def undo_acts_if_the_value_is_equal(draft: Draft, kind: str, record: str, name: str, said: Any, done: Undone) -> None:
    heads = draft.heads(record, name)
    if heads and all(head.value == said[-1].value for head in heads):
        undo_writes_back_whatever_stands(draft, kind, record, name, said, done)


def a_delete_without_what_it_saw(self: Draft, record: Record) -> None:
    current = self.fresh(record)
    self._remember(current.table, current.id)
    alive = tuple(head.id for head in self.heads(current.id, ALIVE))
    self._write(current.table, current.id, ALIVE, "false", alive, ())
    self._touched_words.add((current.table, current.id))
    self.session.show(current.table, current.id, None)


def a_delete_wins(heads: reading.Heads, resolve: reading.Resolve = reading.itself) -> bool:
    return all(head.value != "false" for head in heads.get(ALIVE, ()))


def the_latest_consent(heads: Any, column: Column) -> Any:
    kept = [head for head in heads if head.value is not None]
    return decode(max(kept, key=lambda head: head.order).value, column) if kept else column.default


def the_word_of_the_undo_on_top(self: Head) -> tuple[int, bytes, bytes]:
    return self.hlc if not self.stands else 2**62, self.by, self.id


def every_head_counts(db: Any, heads: list[Head], fresh: Any = None) -> list[Head]:
    return heads


def content_of_known_fields(heads: reading.Heads) -> Any:
    return (head for name, found in heads.items() if name not in (ALIVE, ERASED, "sparkle", "depth") for head in found)


def nobody_is_touched(self: Judgements, ids: Any) -> None:
    self._touched = self._touched if self._touched is None else set()


def only_itself_is_touched(self: Judgements, touched: Any) -> None:
    REAL_JUDGE_AGAIN(self, {id for id in touched if self._session.get(Note, id) is None})


def what_comes_is_indexed(self: Index, kind: str, before: Any, after: Any) -> None:
    if after is not None:
        REAL_INDEX_SHOW(self, kind, before, after)


REAL_JUDGE_AGAIN = Judgements._judge_again
REAL_INDEX_SHOW = Index.show
REAL_PATCH = Draft.patch


def patch_replaces_what_stands_now(
    self: Draft, record: Any, given: Any = None, *, prev: Any = None, **more: Any
) -> Any:
    return REAL_PATCH(self, record, given, **more)


def no_copy_is_followed(self: Neighbours, erased: Any) -> list[Place]:
    return []


FAVOURED: dict[str, list[Act]] = {
    "the latest consent counts": [World.consent, World.consent],
    "a delete overlooks fields of newer versions": [World.future, World.remove],
    "a text replaces what stands when its editor is left": [World.open_editor, World.leave_editor],
    "a judgement is remembered whatever is said": [World.link, World.judge_pair],
    "a link is not looked at when its parent is touched": [World.link],
    "an erasure overlooks what was made of its words": [duplicate, erase],
}
MUTANTS: dict[str, list[tuple[Any, str, Any]]] = {
    "undo writes the word before back whatever stands": [(undo, "_undo_field", undo_writes_back_whatever_stands)],
    "undo acts if the value is equal": [(undo, "_undo_field", undo_acts_if_the_value_is_equal)],
    "a delete names nothing that it saw": [(Draft, "remove", a_delete_without_what_it_saw)],
    "a delete wins over what it had not seen": [
        (reading, "is_alive", a_delete_wins),
        (draft, "is_alive", a_delete_wins),
    ],
    "a delete overlooks fields of newer versions": [(draft, "content", content_of_known_fields)],
    "a text replaces what stands when its editor is left": [(Draft, "patch", patch_replaces_what_stands_now)],
    "the latest consent counts": [(reading, "standing", the_latest_consent), (draft, "standing", the_latest_consent)],
    "a judgement is remembered whatever is said": [(Judgements, "touch", nobody_is_touched)],
    "a link is not looked at when its parent is touched": [(Judgements, "_judge_again", only_itself_is_touched)],
    "what goes stays in the index": [(Index, "show", what_comes_is_indexed)],
    "an undo's word comes on top": [(Head, "order", property(the_word_of_the_undo_on_top))],
    "an undo brings back what another replaced": [
        (where, "weighed", every_head_counts) for where in (store, log, draft)
    ],
    "an erasure overlooks what was made of its words": [(Neighbours, "reached", no_copy_is_followed)],
}


NOTICED = {
    "a delete names nothing that it saw": 1,
    "a delete wins over what it had not seen": 7,
    "a text replaces what stands when its editor is left": 26,
    "the latest consent counts": 1,
    "a judgement is remembered whatever is said": 7,
    "a link is not looked at when its parent is touched": 8,
    "an undo's word comes on top": 2,
    "an undo brings back what another replaced": 14,
}
"""A world that noticed when last they were gone through: it is asked first, and all from 0 on if it notices no more."""


@pytest.mark.parametrize("name", MUTANTS)
def test_a_simpler_rule_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for where, attribute, mutant in MUTANTS[name]:
        monkeypatch.setattr(where, attribute, mutant)
    if "is_alive" in {attribute for _, attribute, _ in MUTANTS[name]}:
        monkeypatch.setattr(rebuild, "is_alive", a_delete_wins)
    for seed in [NOTICED.get(name, 0), *range(MUTANT_WORLDS)]:
        try:
            with world(seed) as (made, rng):
                play(made, rng, 40, FAVOURED.get(name, ()))
                made.converge(rng)
                made.editors.clear()
                alone(made, rng, 10)
        except AssertionError:
            return
    pytest.fail(f"{MUTANT_WORLDS} worlds did not notice: {name}")
