"""The folder as a library: the conformance suite, and what only a folder can do to us."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from hcd_studio.library import folder as module
from hcd_studio.library.driver import Driver, Missing, Unreachable, open_driver
from hcd_studio.library.folder import Folder
from hcd_studio.speech import Trouble
from tests.library_conformance import Conformance, Opened


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "HCD Library ŵ"
    folder.mkdir()
    (tmp_path / "secret").write_bytes(b"secret")
    return folder


@pytest.fixture
def place(root: Path) -> Opened:
    def opened() -> Driver:
        return open_driver(str(root))

    return opened


class TestFolder(Conformance):
    pass


def test_a_folder_that_is_not_there_is_a_trouble_and_no_empty_library(tmp_path: Path) -> None:
    driver = Folder(tmp_path / "away")
    for act in (lambda: list(driver.list()), lambda: driver.put_if_absent("a.seg", b"x")):
        with pytest.raises(Unreachable) as caught:
            act()
        assert "is not there" in caught.value.say("en")
        assert "safe" in caught.value.say("en")


def test_nothing_half_written_is_left_where_the_disk_refuses(root: Path) -> None:
    with (
        patch.object(module.os, "fsync", side_effect=OSError(28, "No space left on device")),
        pytest.raises(Unreachable) as caught,
    ):
        Folder(root).put_if_absent("s/one.seg", b"words")
    assert "No space left" in caught.value.say("en")
    assert [path for path in root.rglob("*") if path.is_file()] == []


def test_a_disk_that_gives_back_other_bytes_is_noticed(root: Path) -> None:
    with patch.object(module.Path, "read_bytes", return_value=b"worda"), pytest.raises(Unreachable):
        Folder(root).put_if_absent("s/one.seg", b"words")


def test_a_share_without_second_names_is_written_all_the_same(root: Path) -> None:
    with patch.object(module.os, "link", side_effect=OSError(95, "Operation not supported")):
        assert Folder(root).put_if_absent("s/one.seg", b"words")
        assert not Folder(root).put_if_absent("s/one.seg", b"other")
    assert Folder(root).get("s/one.seg") == b"words"
    assert [path.name for path in root.rglob("*") if path.is_file()] == ["one.seg"]


@pytest.mark.skipif(sys.platform == "win32", reason="making links needs a right there")
def test_a_link_in_the_folder_leads_nowhere(root: Path) -> None:
    (root / "s").mkdir()
    (root / "s" / "leak.seg").symlink_to(root.parent / "secret")
    (root / "out").symlink_to(root.parent)
    driver = Folder(root)
    assert list(driver.list()) == []
    for key in ("s/leak.seg", "out/secret"):
        with pytest.raises(Missing):
            driver.get(key)
    driver.delete("out/secret")
    assert (root.parent / "secret").exists()
    with pytest.raises(Unreachable):
        driver.put_if_absent("out/new.seg", b"x")
    assert not (root.parent / "new.seg").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there are none")
def test_a_pipe_does_not_hold_a_reader_up(root: Path) -> None:
    os.mkfifo(root / "pipe.seg")
    assert list(Folder(root).list()) == []
    with pytest.raises(Missing):
        Folder(root).get("pipe.seg")


def test_the_names_that_sync_clients_make_up_are_listed_and_read(root: Path) -> None:
    (root / "s").mkdir()
    for name in ("x-LAPTOP7.seg", "x (1).seg", "x.sync-conflict-20260514-1.seg", "ŵy.seg", "x.seg.ab12.tmp"):
        (root / "s" / name).write_bytes(name.encode())
    driver = Folder(root)
    assert len(list(driver.list("s/"))) == 5
    assert driver.get("s/x (1).seg") == b"x (1).seg"


def test_an_unfinished_file_of_yesterday_goes_and_one_of_today_stays(root: Path) -> None:
    (root / "s").mkdir()
    for name, age in (("old.seg.aa.tmp", 2 * 86_400), ("new.seg.bb.tmp", 60)):
        (root / "s" / name).write_bytes(b"half")
        then = (root / "s" / name).stat().st_mtime - age
        os.utime(root / "s" / name, (then, then))
    Folder(root).put_if_absent("s/one.seg", b"words")
    assert sorted(path.name for path in (root / "s").iterdir()) == ["new.seg.bb.tmp", "one.seg"]


def test_an_address_of_an_unknown_engine_is_refused_in_words() -> None:
    with pytest.raises(Trouble) as caught:
        open_driver("gopher://somewhere")
    assert "gopher" in caught.value.say("en")
