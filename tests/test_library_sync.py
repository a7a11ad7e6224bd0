"""Copies of a session that meet in a folder: nothing is lost, nothing is refused, and in words what moved."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from hcd_studio.library import keys
from hcd_studio.library.copy import SessionCopy
from hcd_studio.library.driver import Unreachable
from hcd_studio.library.elsewhere import elsewhere
from hcd_studio.library.folder import Folder
from hcd_studio.library.gate import enter, make
from hcd_studio.library.progress import Stopped
from hcd_studio.library.report import SyncReport
from hcd_studio.library.segment import MAGIC, pack, unpack
from hcd_studio.library.sync import has_news, sync
from hcd_studio.library.take import take
from hcd_studio.records import Note
from hcd_studio.session import Session
from hcd_studio.speech import Trouble
from hcd_studio.store.verify import verify
from tests.meeting import START, at, clock, morning, say, texts, the_note
from tests.stores import said


@pytest.fixture
def library(tmp_path: Path) -> Folder:
    place = tmp_path / "library"
    place.mkdir()
    make(Folder(place), "home", council="Cyngor Glan-yr-afon", clock=clock("library"))
    return Folder(place)


@pytest.fixture
def tables(tmp_path: Path) -> list[Path]:
    return morning(tmp_path, "A", "B", "C")


def pressed(library: Folder, path: Path, **how: bool) -> SyncReport:
    with at(path) as session:
        return sync(library, SessionCopy(session), **how)


def files(library: Folder) -> dict[str, bytes]:
    return {one.key: library.get(one.key) for one in library.list()}


def shown(path: Path) -> object:
    with Session.open(path, read_only=True) as session:
        assert [one for one in verify(session.store) if one.harm] == []
        return said(session), session.versions


def note(path: Path, text: str) -> None:
    with at(path) as session, session.change("add_note") as draft:
        draft.add(Note(text=text))


def test_three_tables_that_sync_twice_show_the_same(library: Folder, tables: list[Path]) -> None:
    for n, path in enumerate(tables):
        note(path, f"said at table {n}")
    for path in (*tables, *tables):
        pressed(library, path)
    assert shown(tables[0]) == shown(tables[1]) == shown(tables[2])
    with at(tables[0]) as session:
        assert {one.text for one in session.all(Note)} >= {f"said at table {n}" for n in range(3)}


def test_two_texts_written_at_once_both_stand(library: Folder, tables: list[Path]) -> None:
    say(tables[0], "The photo is too large")
    say(tables[1], "Nobody has a scanner")
    for path in (*tables[:2], *tables[:2]):
        pressed(library, path)
    with at(tables[0]) as session:
        assert texts(session, the_note(session)) == {"The photo is too large", "Nobody has a scanner"}


def test_the_report_says_in_words_what_moved(library: Folder, tables: list[Path]) -> None:
    note(tables[0], "one")
    first = [message.say("en") for message in pressed(library, tables[0]).messages()]
    assert first[0].startswith("Synced with the home library Cyngor Glan-yr-afon")
    assert "Changes sent: 3" in first
    second = pressed(library, tables[1])
    assert (second.received, second.sent) == (1, 0)
    assert any("added" in message.say("en") for message in second.messages())
    assert "dim newydd ar y naill ochr" in " ".join(
        message.say("cy") for message in pressed(library, tables[1]).messages()
    )


def test_a_quiet_sync_writes_nothing(library: Folder, tables: list[Path]) -> None:
    pressed(library, tables[0])
    before, stamp = files(library), tables[0].read_bytes()
    report = pressed(library, tables[0])
    assert not report.moved
    assert files(library) == before
    assert len(stamp) == len(tables[0].read_bytes())


def test_only_our_own_form_lies_there_and_never_a_database(library: Folder, tables: list[Path]) -> None:
    for path in tables:
        pressed(library, path)
    for key, data in files(library).items():
        assert key == keys.GATE or data.startswith(MAGIC)
        assert b"SQLite format" not in data


@pytest.mark.parametrize("years", [-3, 4])
def test_a_wrong_clock_is_never_refused(library: Folder, tables: list[Path], years: int) -> None:
    with at(tables[0], START + years * 365 * 86_400) as session:
        with session.change("add_note") as draft:
            draft.add(Note(text="from another year"))
        sync(library, SessionCopy(session))
    pressed(library, tables[1])
    with at(tables[1]) as session:
        assert "from another year" in {one.text for one in session.all(Note)}


def test_what_disappears_from_the_folder_stays_here_and_goes_out_again(library: Folder, tables: list[Path]) -> None:
    note(tables[0], "kept")
    pressed(library, tables[0])
    for key in files(library):
        if key != keys.GATE:
            library.delete(key)
    report = pressed(library, tables[0])
    assert report.sent == 3
    with at(tables[0]) as session:
        assert "kept" in {one.text for one in session.all(Note)}
    pressed(library, tables[1])
    with at(tables[1]) as session:
        assert "kept" in {one.text for one in session.all(Note)}


def test_a_torn_segment_is_passed_over_and_read_when_it_is_whole(library: Folder, tables: list[Path]) -> None:
    note(tables[0], "late")
    pressed(library, tables[0])
    torn = {key: data for key, data in files(library).items() if key.startswith(keys.SESSIONS)}
    for key, data in torn.items():
        (library.root / key).write_bytes(data[: len(data) // 2])
    report = pressed(library, tables[1])
    assert report.unreadable == len(torn)
    assert report.received == 0
    for key, data in torn.items():
        (library.root / key).write_bytes(data)
    assert pressed(library, tables[1]).received == 1


def test_files_are_read_by_what_they_are_and_not_by_their_names(library: Folder, tables: list[Path]) -> None:
    note(tables[0], "under another name")
    pressed(library, tables[0])
    for key in [key for key in files(library) if key.startswith(keys.SESSIONS) and not keys.is_have(key)]:
        path = library.root / key
        path.rename(path.with_name("202605-LAPTOP7 (1).seg"))
    assert pressed(library, tables[1]).received == 1
    (library.root / "s" / the_session(tables[0]) / "202605-evil.seg").write_bytes(b"SQLite format 3\0" * 40)
    assert pressed(library, tables[1]).unreadable == 1


def the_session(path: Path) -> str:
    with Session.open(path, read_only=True) as session:
        return session.store.session.hex()


def test_a_segment_of_another_session_is_no_part_of_this_one(
    library: Folder, tables: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    with Session.create(tmp_path / "other" / "other.hcd", clock=clock("other")) as session:
        sync(library, SessionCopy(session))
    other = the_session(tmp_path / "other" / "other.hcd")
    pressed(library, tables[0])
    mine = the_session(tables[0])
    for key, data in files(library).items():
        if key.startswith(f"s/{other}/2"):
            (library.root / "s" / mine / key.rpartition("/")[2]).write_bytes(data)
    assert pressed(library, tables[1]).received == 0


def test_a_change_that_was_altered_and_sealed_again_is_not_taken_in(library: Folder, tables: list[Path]) -> None:
    note(tables[0], "what was said")
    pressed(library, tables[0])
    for key, data in files(library).items():
        if key.startswith(keys.SESSIONS) and not keys.is_have(key):
            found = unpack(data)
            body = found.body.replace(b"what was said", b"what was SAID")
            (library.root / key).write_bytes(pack({k: v for k, v in found.head.items() if k != "format"}, body))
    pressed(library, tables[1])
    with at(tables[1]) as session:
        assert not {one.text for one in session.all(Note)} & {"what was said", "what was SAID"}


def test_the_gate_is_asked_before_anything_else(library: Folder, tables: list[Path], tmp_path: Path) -> None:
    pressed(library, tables[0])
    other = tmp_path / "other library"
    other.mkdir()
    with pytest.raises(Trouble) as caught:
        pressed(Folder(other), tables[0])
    assert "holds no library" in caught.value.say("en")
    assert list(other.iterdir()) == []
    make(Folder(other), "home", clock=clock("other library"))
    before = files(Folder(other))
    with pytest.raises(Trouble) as caught:
        pressed(Folder(other), tables[0])
    assert "belongs to another library" in caught.value.say("en")
    assert files(Folder(other)) == before
    assert pressed(Folder(other), tables[0], move=True).sent == 2


def test_a_library_that_was_wiped_is_made_again_only_when_somebody_says_so(library: Folder, tables: list[Path]) -> None:
    pressed(library, tables[0])
    was = enter(library).id
    for key in files(library):
        library.delete(key)
    with pytest.raises(Trouble):
        pressed(library, tables[0])
    assert files(library) == {}
    assert pressed(library, tables[0], renew=True).sent == 2
    assert enter(library).id == was


def test_a_shared_library_takes_no_session(tmp_path: Path, tables: list[Path]) -> None:
    place = tmp_path / "shared"
    place.mkdir()
    make(Folder(place), "shared", clock=clock("shared"))
    with pytest.raises(Trouble) as caught:
        pressed(Folder(place), tables[0])
    assert "never goes there" in caught.value.say("en")
    assert list(files(Folder(place))) == [keys.GATE]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"format": "hcd-library"}', '{"format":"hcd-library","kind":"home","id":"../x"}']
)
def test_a_damaged_gate_is_no_library(library: Folder, tables: list[Path], text: str) -> None:
    (library.root / keys.GATE).write_text(text)
    with pytest.raises(Trouble) as caught:
        pressed(library, tables[0])
    assert "cannot be read" in caught.value.say("en")


def test_a_sync_can_be_stopped_anywhere_and_goes_on_where_it_was(library: Folder, tables: list[Path]) -> None:
    for n in range(5):
        note(tables[0], f"note {n}")
    for calls in range(1, 8):
        left = [calls]

        def listen(share: float, doing: object, left: list[int] = left) -> bool:
            left[0] -= 1
            return left[0] > 0

        with at(tables[0]) as session:
            try:
                sync(library, SessionCopy(session), progress=listen)
            except Stopped as stopped:
                assert "goes on where it was" in stopped.say("en")
    pressed(library, tables[0])
    pressed(library, tables[1])
    assert shown(tables[0]) == shown(tables[1])


def test_a_folder_that_goes_away_leaves_everything_here(library: Folder, tables: list[Path]) -> None:
    pressed(library, tables[0])
    library.root.rename(library.root.with_name("away"))
    with pytest.raises(Unreachable):
        pressed(library, tables[0])
    library.root.with_name("away").rename(library.root)
    assert not pressed(library, tables[0]).moved


def test_a_watcher_hears_of_news_and_of_no_others(library: Folder, tables: list[Path]) -> None:
    pressed(library, tables[0])
    pressed(library, tables[1])
    with at(tables[0]) as session:
        assert not has_news(library, SessionCopy(session))
    note(tables[1], "new")
    pressed(library, tables[1])
    with at(tables[0]) as session:
        assert has_news(library, SessionCopy(session))
        sync(library, SessionCopy(session))
        assert not has_news(library, SessionCopy(session))


def test_old_segments_are_folded_when_everybody_has_them(library: Folder, tables: list[Path]) -> None:
    for n in range(13):
        note(tables[0], f"note {n}")
        pressed(library, tables[0])
    pressed(library, tables[1])

    def segments() -> list[str]:
        return [key for key in files(library) if key.startswith("s/") and not keys.is_have(key)]

    assert len(segments()) == 13
    with at(tables[0], START + 80 * 86_400) as session:
        report = sync(library, SessionCopy(session))
    assert report.folded == 13
    assert len(segments()) == 1
    assert not pressed(library, tables[1]).moved
    pressed(library, tables[2])
    assert shown(tables[2]) == shown(tables[0])


def test_a_session_is_taken_out_of_the_library_by_its_id(library: Folder, tables: list[Path], tmp_path: Path) -> None:
    note(tables[0], "everything")
    pressed(library, tables[0])
    session = the_session(tables[0])
    report = take(library, session[:8], tmp_path / "taken.hcd", clock=clock("taken"))
    assert report.received == 3
    assert shown(tmp_path / "taken.hcd") == shown(tables[0])
    with pytest.raises(Trouble):
        take(library, "abcdef12", tmp_path / "nothing.hcd")
    assert not (tmp_path / "nothing.hcd").exists()
    with pytest.raises(Trouble):
        take(library, session, tmp_path / "taken.hcd")


@pytest.fixture(autouse=True)
def unused(tmp_path: Path) -> Iterator[None]:
    yield
    assert not list(tmp_path.rglob("*.tmp"))


def test_a_sync_in_a_worker_asks_the_session_where_it_lives(library: Folder, tables: list[Path]) -> None:
    questions: queue.Queue[tuple[Callable[[], Any], queue.Queue[Any]] | None] = queue.Queue()

    def ask(question: Callable[[], Any]) -> Any:
        answer: queue.Queue[Any] = queue.Queue()
        questions.put((question, answer))
        return answer.get()

    def work(copy: SessionCopy, done: list[SyncReport]) -> None:
        done.append(sync(library, elsewhere(copy, ask)))
        questions.put(None)

    note(tables[0], "beside the window")
    pressed(library, tables[0])
    with at(tables[1]) as session:
        heard: list[int] = []
        session.hear(lambda told: heard.append(threading.get_ident()))
        done: list[SyncReport] = []
        worker = threading.Thread(target=work, args=(SessionCopy(session), done))
        worker.start()
        while (asked := questions.get()) is not None:
            asked[1].put(asked[0]())
        worker.join()
    assert done[0].received == 1
    assert heard == [threading.get_ident()]


def test_a_flood_comes_in_lots_oldest_first(library: Folder, tables: list[Path]) -> None:
    for n in range(4):
        note(tables[0], f"note {n} " + "x" * 300)
        pressed(library, tables[0])
    with patch.object(import_module("hcd_studio.library.pull"), "MOST_AT_ONCE", 900):
        first = pressed(library, tables[1])
        assert first.waiting
        assert "There is more to receive; sync again." in [message.say("en") for message in first.messages()]
        for _ in range(6):
            last = pressed(library, tables[1])
    assert not last.waiting
    assert shown(tables[0]) == shown(tables[1])
