"""What every driver of a library must do, whatever it stands on; a driver's test module gives `place` and inherits the rest."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from hcd_studio.library.driver import Driver, Missing

Opened = Callable[[], Driver]
"""Opens the same place once more, as another computer would."""


class Conformance:
    """The five calls; `place` opens one empty place again and again."""

    def test_what_was_put_can_be_got_by_everybody(self, place: Opened) -> None:
        assert place().put_if_absent("s/one.seg", b"words")
        assert place().get("s/one.seg") == b"words"

    def test_a_key_is_written_once(self, place: Opened) -> None:
        assert place().put_if_absent("s/one.seg", b"first")
        assert not place().put_if_absent("s/one.seg", b"second")
        assert place().get("s/one.seg") == b"first"

    def test_of_many_who_put_at_once_one_succeeds_and_its_bytes_stand(self, place: Opened) -> None:
        done: list[int] = []
        ready = threading.Barrier(8)

        def put(n: int) -> None:
            driver = place()
            ready.wait()
            if driver.put_if_absent("s/raced.seg", bytes([n]) * 20_000):
                done.append(n)

        threads = [threading.Thread(target=put, args=(n,)) for n in range(8)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert len(done) == 1
        assert place().get("s/raced.seg") == bytes(done) * 20_000

    def test_a_listing_is_in_order_and_complete(self, place: Opened) -> None:
        names = [f"s/{n:03}.seg" for n in range(40)] + ["c/card.seg", "library.json"]
        for key in reversed(names):
            place().put_if_absent(key, key.encode())
        found = list(place().list())
        assert [one.key for one in found] == sorted(names)
        assert [one.size for one in found] == [len(key) for key in sorted(names)]

    def test_a_listing_begins_and_ends_where_it_is_asked_to(self, place: Opened) -> None:
        for key in ("a/1.seg", "a/2.seg", "a/3.seg", "ab/1.seg", "b/1.seg"):
            place().put_if_absent(key, b"x")
        assert [one.key for one in place().list("a/")] == ["a/1.seg", "a/2.seg", "a/3.seg"]
        assert [one.key for one in place().list("a")] == ["a/1.seg", "a/2.seg", "a/3.seg", "ab/1.seg"]
        assert [one.key for one in place().list("a/", after="a/1.seg")] == ["a/2.seg", "a/3.seg"]
        assert list(place().list("nothing/")) == []

    def test_what_is_not_there_is_missing_and_no_failure(self, place: Opened) -> None:
        with pytest.raises(Missing):
            place().get("s/nothing.seg")

    def test_what_is_deleted_is_gone_and_may_be_deleted_again(self, place: Opened) -> None:
        place().put_if_absent("s/one.seg", b"words")
        place().delete("s/one.seg")
        place().delete("s/one.seg")
        assert list(place().list()) == []
        with pytest.raises(Missing):
            place().get("s/one.seg")
        assert place().put_if_absent("s/one.seg", b"other")

    def test_a_giant_is_not_read(self, place: Opened) -> None:
        place().put_if_absent("s/one.seg", b"x" * 1001)
        assert place().get("s/one.seg", 1001) == b"x" * 1001
        with pytest.raises(Missing):
            place().get("s/one.seg", 1000)

    def test_any_bytes_come_back_as_they_were(self, place: Opened) -> None:
        for n, data in enumerate((b"", bytes(range(256)), b"\r\n\0\x1a" * 100, b"\xff" * 3_000_000)):
            assert place().put_if_absent(f"s/{n}.seg", data)
            assert place().get(f"s/{n}.seg") == data

    @pytest.mark.parametrize(
        "key",
        [
            "",
            "/etc/passwd",
            "../out.seg",
            "s/../../out.seg",
            "s//x",
            "s/.",
            "C:/x",
            "s\\x",
            "s/x\0",
            "S/Big",
            "a b",
            "x.tmp",
        ],
    )
    def test_a_key_that_we_would_never_write_is_refused(self, place: Opened, key: str) -> None:
        with pytest.raises(ValueError, match="not a key"):
            place().put_if_absent(key, b"x")
        assert list(place().list()) == []

    @pytest.mark.parametrize("key", ["../secret", "s/../../secret", "/secret", "", ".", "s/\0"])
    def test_a_key_that_leads_out_finds_nothing(self, place: Opened, key: str) -> None:
        with pytest.raises(Missing):
            place().get(key)
        place().delete(key)

    def test_it_says_where_it_is_without_secrets(self, place: Opened) -> None:
        described = place().describe()
        assert described.sort
        assert described.address
        assert described.writable
