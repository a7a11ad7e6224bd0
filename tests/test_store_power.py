"""Power cuts, full disks and broken disks under the real store: what was acknowledged is there, what failed left no trace."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import apsw
import pytest

from hcd_studio import privacy
from hcd_studio.clock import frozen_clock
from hcd_studio.records import Note
from hcd_studio.session import Session
from hcd_studio.speech import Trouble
from hcd_studio.store.connect import WRITING_PRAGMAS
from hcd_studio.store.log import changes
from hcd_studio.store.verify import verify
from tests.disks import FullDisk, PowerDisk
from tests.stores import holds, said, small

# SQLite tidies up on a disk that still fails, and APSW reports each of these failures besides.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

CUTS = 4_000 if os.environ.get("HCD_LONG") else 300


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("power")
    os.environ["HCD_STUDIO_HOME"] = str(folder / "home")
    return small(folder / "day.hcd")


def until_cut(file: Path, folder: Path, cut: int) -> tuple[PowerDisk, list[bytes]]:
    """Work on a copy of the file until the power goes; what was acknowledged."""
    path = shutil.copyfile(file, folder / "day.hcd")
    disk = PowerDisk(f"cut-{cut}", cut)
    kept: list[bytes] = []
    chance = random.Random(cut)
    try:
        session = Session.open(path, vfs=f"cut-{cut}")
    except (Trouble, apsw.Error):
        return disk, kept
    session.hear(lambda told: kept.extend(change.id for change in told.changes))
    try:
        for n in range(8):
            with session.change("add") as draft:
                draft.add(Note(text=f"CANARY {n} " + "long " * chance.randrange(400)))
            if n % 3 == 1:
                session.undo()
            if n == 5:
                privacy.erase(session, record=session.all(Note)[-1], reason="asked")
        session.close()
    except (Trouble, apsw.Error):
        try:
            session.close()
        except (Trouble, apsw.Error):
            session.store.db.close(force=True)
    return disk, kept


def cuts(file: Path, tmp_path: Path, n: int) -> list[str]:
    """What is lost of what was acknowledged, and what is damaged, after many cuts."""
    wrong = []
    for cut in range(1, n + 1):
        before, after = tmp_path / f"{cut}" / "disk", tmp_path / f"{cut}" / "found" / "disk"
        before.mkdir(parents=True)
        after.mkdir(parents=True)
        disk, kept = until_cut(file, before, cut if cut < 260 else 1 + cut * 7 % 900)
        disk.found(after, random.Random(cut))
        try:
            with Session.open(after / "day.hcd") as session:
                here = {change.id for change in changes(session.store.db)}
                wrong += [f"{cut}: lost" for one in kept if one not in here]
                wrong += [f"{cut}: {finding}" for finding in verify(session.store) if finding.harm]
                assert not session.store.meta("scrub_due")
        except Trouble as trouble:
            wrong.append(f"{cut}: {trouble.say('en')}")
        disk.unregister()
        shutil.rmtree(tmp_path / f"{cut}")
    return wrong


def test_a_power_cut_loses_nothing_acknowledged(file: Path, tmp_path: Path) -> None:
    assert cuts(file, tmp_path, CUTS) == []


def test_without_syncs_these_cuts_would_be_seen(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the cuts above have teeth."""
    monkeypatch.setitem(WRITING_PRAGMAS, "synchronous", 0)
    assert len(cuts(file, tmp_path, 100)) > 20


FAILURES = [
    pytest.param(apsw.FullError, True, False, "The disk is full", id="full once"),
    pytest.param(apsw.FullError, False, False, "The disk is full", id="full"),
    pytest.param(apsw.IOError, True, False, "disk", id="broken once"),
    pytest.param(apsw.IOError, False, False, "disk", id="broken"),
    pytest.param(apsw.IOError, True, True, "disk", id="sync once"),
    pytest.param(apsw.IOError, False, True, "disk", id="sync"),
]


@pytest.mark.parametrize(("failure", "once", "syncs", "words"), FAILURES)
def test_a_disk_that_refuses_leaves_no_trace(
    file: Path, tmp_path: Path, failure: type[Exception], once: bool, syncs: bool, words: str
) -> None:
    path = shutil.copyfile(file, tmp_path / "day.hcd")
    disk = FullDisk(f"full-{failure.__name__}-{once}-{syncs}", failure, once=once, syncs=syncs)
    session = Session.open(path, vfs=f"full-{failure.__name__}-{once}-{syncs}", clock=frozen_clock("full"))
    refused = n = 0
    try:
        while refused < n + 1 and n < 60:
            n += 1
            before, steps, hlcs = said(session), list(session.steps.undo), session.seq
            disk.fail_at(n)
            try:
                with session.change("add") as draft:
                    draft.add(Note(text="n" * 9000 + str(n)))
                    draft.patch(session.all(Note)[0], text=f"other {n}")
            except Trouble as trouble:
                refused += 1
                assert words in trouble.say("en")
                assert said(session) == before
                assert session.steps.undo == steps
                assert session.seq > hlcs
            else:
                disk.fail_at(0)
                break
            disk.fail_at(0)
            try:
                with session.change("after") as draft:
                    draft.add(Note(text=f"after {n}"))
            except Trouble as trouble:  # the failed change did reach the disk: memory must be read anew
                assert "after all" in trouble.say("en")
                session.close()
                session = Session.open(path, vfs=f"full-{failure.__name__}-{once}-{syncs}")
            assert [finding for finding in verify(session.store) if finding.harm] == []
        assert refused or session.store.warnings
    finally:
        disk.fail_at(0)
        shown = said(session)
        session.close()
        disk.unregister()
    assert holds(path) == shown


def test_a_disk_that_is_full_at_opening_and_closing(file: Path, tmp_path: Path) -> None:
    path = shutil.copyfile(file, tmp_path / "day.hcd")
    wanted = holds(path)
    disk = FullDisk("full-open", apsw.FullError, once=False)
    for n in range(1, 40):
        disk.fail_at(n)
        try:
            session = Session.open(path, vfs="full-open")
        except Trouble as trouble:
            assert "full" in trouble.say("en")
            continue
        try:
            session.close()
        except Trouble as trouble:
            assert "disk" in trouble.say("en")
            continue
        break
    disk.fail_at(0)
    disk.unregister()
    assert holds(path) == wanted
