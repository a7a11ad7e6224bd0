"""The collector of memory rests while a session is opened, works afterwards, and frees the session before."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from typing import Any

import pytest

from tests.stores import small
from tests.studio import running
from ui.memory import building, let_go


def test_the_collector_rests_while_something_is_built_and_works_again_even_where_that_fails() -> None:
    with building():
        assert not gc.isenabled()
        with building():
            pass
        assert not gc.isenabled(), "the outer one is not done"
    assert gc.isenabled()
    with pytest.raises(OSError, match="torn"), building():
        raise OSError("torn")
    assert gc.isenabled()


def test_what_was_built_goes_when_it_is_let_go() -> None:
    class Ring:
        def __init__(self) -> None:
            self.self = self

    with building():
        seen = weakref.ref(Ring())
    gc.collect()
    assert seen() is not None, "passed by"
    let_go()
    assert seen() is None


def test_the_session_before_is_freed(qapp: Any, tmp_path: Path) -> None:
    with running(qapp, path=small(tmp_path / "one.hcd")) as studio:
        assert gc.isenabled()
        before = weakref.ref(studio.context.bridge.session)
        studio.window.files.open_path(small(tmp_path / "two.hcd", seed="two"))
        assert studio.context.bridge.session is not before()
        let_go()
        assert before() is None
