"""Each rule of the library has a mutant that breaks it, and something in the tests that notices."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from hcd_studio.change import Change
from hcd_studio.library import keys, segment
from hcd_studio.library.copy import SessionCopy
from hcd_studio.library.driver import Driver
from hcd_studio.library.folder import Folder
from hcd_studio.library.gate import Gate, make
from hcd_studio.library.segment import MAGIC, Unsound, pack, unpack
from hcd_studio.library.visit import Visit
from hcd_studio.merge import MergeReport
from hcd_studio.store.exchange import Checked
from tests.library_copies import START, Crash, Quick
from tests.library_world import View, World
from tests.meeting import at, clock, morning

pull = import_module("hcd_studio.library.pull")
push = import_module("hcd_studio.library.push")
haves = import_module("hcd_studio.library.haves")
redact = import_module("hcd_studio.library.redact")
syncing = import_module("hcd_studio.library.sync")
SEEDS = range(100)
Noticed = Callable[[Path], bool]


# What notices: each of these is True where something is wrong


def in_a_world(folder: Path) -> bool:
    """Some world loses an edit, diverges, keeps an erased word or writes into a wrong folder."""
    for seed in SEEDS:
        try:
            if not World(seed).run().good:
                return True
        except Exception:
            return True
    return False


def after_a_crash_while_sending(folder: Path) -> bool:
    """What was not sent when the battery gave out does not go out with the next sync."""
    files: dict[str, bytes] = {}
    make(View(files), "home", clock=clock("gate"))
    world = World(1)
    copy, other = world.laptops[0].copy, world.laptops[1].copy
    for n in range(3):
        copy.write(f"word{n}", world.rng)
    for fail_at in range(1, 30):
        with ExitStack() as stack:
            try:
                syncing.sync(View(files, fail_at=fail_at), copy)
            except Crash:
                stack.close()
    syncing.sync(View(files), copy)
    syncing.sync(View(files), other)
    for laptop in world.laptops:
        laptop.copy.close()
    return copy.held() != other.held()


def in_what_lies_there(folder: Path) -> bool:
    """Something lies in the library that is no object of ours."""
    place = _library(folder)
    (path,) = morning(folder, "A")
    with at(path) as session:
        syncing.sync(place, SessionCopy(session))
    return any(one.key != keys.GATE and not place.get(one.key).startswith(MAGIC) for one in place.list())


def in_a_key_written_twice(folder: Path) -> bool:
    """A second writer replaces what the first wrote."""
    place = _library(folder)
    place.put_if_absent("s/one.seg", b"first")
    place.put_if_absent("s/one.seg", b"second")
    return place.get("s/one.seg") != b"first"


def in_a_flipped_bit(folder: Path) -> bool:
    """An object with one bit flipped is believed."""
    data = bytearray(pack({"what": "changes"}, b'{"a":1}\n' * 50, level=0))
    for at_byte in range(20, len(data), 7):
        data[at_byte] ^= 1
        try:
            unpack(bytes(data))
        except Unsound:
            continue
        finally:
            data[at_byte] ^= 1
        return True
    return False


def in_a_bomb(folder: Path) -> bool:
    """An object of a few kilobytes unpacks to far more than a reader should bear."""
    try:
        return len(unpack(pack({"what": "changes"}, b"\0" * 20_000_000), 1_000_000).body) > 1_000_000
    except Unsound:
        return False


def in_a_wiped_folder(folder: Path) -> bool:
    """What vanished from the folder does not go out again by itself."""
    files: dict[str, bytes] = {}
    make(View(files), "home", clock=clock("gate"))
    world = World(2)
    copy, other = world.laptops[0].copy, world.laptops[1].copy
    copy.write("word", world.rng)
    syncing.sync(View(files), copy)
    for key in [key for key in files if key != keys.GATE]:
        del files[key]
    syncing.sync(View(files), copy)
    syncing.sync(View(files), other)
    return copy.held() != other.held()


def _library(folder: Path) -> Folder:
    place = Folder(folder / "library")
    place.root.mkdir()
    make(place, "home", clock=clock("library"))
    return place


# The mutants


@contextmanager
def replaced(target: Any, name: str, value: Any) -> Iterator[None]:
    with patch.object(target, name, value):
        yield


def live_database(visit: Visit) -> None:
    write_have(visit)
    copy = visit.copy
    if isinstance(copy, SessionCopy):
        path = visit.driver.root / f"{visit.folder}session.hcd"  # type: ignore[attr-defined]
        path.write_bytes(copy._store.path.read_bytes())


def missing_means_deleted(visit: Visit) -> None:
    pull_all(visit)
    if visit.lost:
        copy: Any = visit.copy
        for id in list(copy.log)[:1]:
            for edit in copy.log[id][1].edits:
                copy.edits.pop(edit.id, None)
                copy.by.pop(edit.id, None)


def not_missed(self: Visit) -> None:
    look(self)
    self.lost.clear()


def clock_refused(self: Quick, source: str, checked: Checked) -> MergeReport:
    late = (int(START + 86_400) * 1000) << 16
    return take_in(self, source, Checked([change for change in checked.changes if change.hlc < late]))


def their_side_chosen(self: Quick, source: str, checked: Checked) -> MergeReport:
    for id in self.since(len(self.log) - 1):
        for edit in self.log.pop(id)[1].edits:
            self.edits.pop(edit.id, None)
            self.by.pop(edit.id, None)
    return take_in(self, source, checked)


def latest_wins(self: Quick, source: str, checked: Checked) -> MergeReport:
    newest = self.hlc
    return take_in(self, source, Checked([change for change in checked.changes if change.hlc >= newest]))


def written_over(self: Folder, key: str, data: bytes) -> bool:
    (self.root / key).parent.mkdir(parents=True, exist_ok=True)
    (self.root / key).write_bytes(data)
    return True


def adopted_summary(visit: Visit) -> None:
    own = visit.copy.summary

    def adopted() -> dict[str, tuple[int, str]]:
        found = own()
        for have in visit.haves:
            for replica, theirs in have.summary.items():
                if theirs[0] >= found.get(replica, (0, ""))[0]:
                    found[replica] = theirs
        return found

    with patch.object(visit.copy, "summary", adopted):
        write_have(visit)


def marked_before_written(visit: Visit) -> None:
    mark = visit.memory.mark
    visit.memory.mark = visit.copy.newest()
    visit.copy.keep(visit.gate.id, visit.memory)
    visit.memory.mark = mark
    push_all(visit)


def known_by_number(self: Quick, change: Change) -> None:
    taken = {(one.replica, one.seq): id for id, (_, one) in self.log.items()}
    if taken.get((change.replica, change.seq), change.id) == change.id:
        put(self, change)


def any_gate(driver: Driver, kind: str | None = None) -> Gate:
    return Gate("0" * 32, "home")


def believed(data: bytes, most: int = 0) -> Any:
    try:
        return segment.Object({}, zlib.decompress(data[segment.FRAME : -segment.HASH]), "")
    except zlib.error:
        raise Unsound("packing") from None


def any_size(packed: bytes, most: int) -> bytes:
    return zlib.decompress(packed)


def nothing(*_: Any) -> None:
    """Whatever it was, it is not done."""


write_have, pull_all, push_all = haves.write_have, pull.pull, push.push
take_in, put, look = Quick.take_in, Quick.put, Visit.look

MUTANTS: dict[str, tuple[Any, str, Any, Noticed]] = {
    "R1 a live database lies in the folder": (syncing, "write_have", live_database, in_what_lies_there),
    "R2 what is missing there is deleted here": (syncing, "pull", missing_means_deleted, in_a_world),
    "R2 what is missing there stays missing": (Visit, "look", not_missed, in_a_wiped_folder),
    "R3 a wrong clock is refused": (Quick, "take_in", clock_refused, in_a_world),
    "R4 one side is chosen": (Quick, "take_in", their_side_chosen, in_a_world),
    "R5 the later word wins and the other is gone": (Quick, "take_in", latest_wins, in_a_world),
    "R6 a file is replaced": (Folder, "put_if_absent", written_over, in_a_key_written_twice),
    "R7 a summary is adopted": (syncing, "write_have", adopted_summary, in_a_world),
    "R7 nobody answers": (push, "_answer", nothing, in_a_world),
    "R8 sent before it is written": (syncing, "push", marked_before_written, after_a_crash_while_sending),
    "R9 a change is known by its number": (Quick, "put", known_by_number, in_a_world),
    "R10 any folder will do": (syncing, "enter", any_gate, in_a_world),
    "an erasure does not reach the library": (syncing, "redact", nothing, in_a_world),
    "what cannot be read is left where something was erased": (redact, "_remove_unreadable", nothing, in_a_world),
    "a damaged object is believed": (import_module(__name__), "unpack", believed, in_a_flipped_bit),
    "a bomb is unpacked": (segment, "_inflated", any_size, in_a_bomb),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mutant_of_each_rule_is_noticed(name: str, tmp_path: Path) -> None:
    target, attribute, value, notices = MUTANTS[name]
    with replaced(target, attribute, value):
        assert notices(tmp_path), f"nobody noticed: {name}"


@pytest.mark.parametrize("notices", {one[3] for one in MUTANTS.values()} - {in_a_world}, ids=lambda one: one.__name__)
def test_what_notices_is_quiet_where_nothing_is_broken(notices: Noticed, tmp_path: Path) -> None:
    assert not notices(tmp_path)
