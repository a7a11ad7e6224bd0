"""Acts of chance in a world of copies: which there are, how often each comes, and a play of many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from random import Random
from unittest.mock import patch

import apsw

from hcd_studio import privacy
from hcd_studio.change import ERASED
from hcd_studio.columns import columns
from hcd_studio.records import Need, Note, Record
from hcd_studio.speech import Trouble
from tests.pictures import picture
from tests.worlds import World

Act = Callable[[World, int, Random], None]


def duplicate(world: World, copy: int, rng: Random) -> None:
    """A second note with the same words, which remembers where they came from."""
    if note := world.any(copy, Note, rng):
        second = replace(note, id="", ref="", rank="", origin=note.id)
        world.act(copy, lambda draft: draft.add(second), "duplicate")


def erase(world: World, copy: int, rng: Random) -> None:
    """Somebody asks that a record, or one field of it, be erased."""
    kinds: list[type[Record]] = [Note, Need]
    record = world.any(copy, rng.choice(kinds), rng)
    if record is None:
        return
    names = sorted(name for name in world.oracle.places[record.id] if name not in ("alive", "tier", ERASED))
    field = rng.choice(["", "", *(name for name in names if name in columns(record.table))])
    erase_place(world, copy, record, field)


def erase_place(world: World, copy: int, record: Record, field: str = "") -> None:
    """A record, or one field of it, is erased; from then on the oracle counts its heads and what of it is erased."""
    session, heard = world.sessions[copy], world.heard[copy]
    heard.clear()
    privacy.write_erasure(session, privacy.due(session, record.id, field=field))
    world.learn(copy, heard[0].changes[0])
    if not field:
        assert session.find(record.id) is None


def fail(world: World, copy: int, rng: Random) -> None:
    """A verb that fails half-way, and a disk that refuses: neither leaves a trace."""
    session = world.sessions[copy]
    before: object = picture(session)
    note = world.any(copy, Note, rng)
    full = rng.random() < 0.5
    refusing = patch.object(session.store, "put_rows", side_effect=apsw.FullError("full"))
    with suppress(Trouble, KeyError), refusing, session.change("fails") as draft:
        draft.add(Note(text="never"))
        if note is not None:
            draft.patch(note, text="never")
            draft.remove(note)
        if not full:
            raise KeyError("never")
    assert picture(session) == before, "a change that failed left a trace"


ACTS: tuple[tuple[Act, int], ...] = (
    (World.create, 5), (World.edit_text, 6), (World.edit_words, 3), (World.judge_pair, 2), (World.move, 4),
    (World.consent, 2), (World.link, 1), (World.remove, 3), (World.together, 2), (World.settle, 3),
    (World.open_editor, 2), (World.leave_editor, 3), (World.undo, 8), (World.redo, 4), (fail, 1), (World.future, 2), (erase, 2),
)  # fmt: skip


def play(world: World, rng: Random, acts: int, most: Sequence[Act] = ()) -> None:
    """So many acts of chance, copies meeting in between, each held against the oracle; `most` names acts to favour."""
    functions, weights = zip(*ACTS, *((act, 25) for act in most), strict=True)
    for _ in range(acts):
        copy = rng.randrange(len(world.sessions))
        if len(world.sessions) > 1 and rng.random() < 0.2:
            world.deliver(rng.choice([one for one in range(len(world.sessions)) if one != copy]), copy, rng)
        else:
            rng.choices(functions, weights)[0](world, copy, rng)
        world.check(copy)
