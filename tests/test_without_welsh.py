"""A pack that leaves the council never goes out in silent English: somebody answers for what is missing, and it is printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from exports import write
from exports.options import Options, Reason
from hcd_studio.bilingual import Words
from hcd_studio.records import Requirement, Workshop
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Trouble
from hcd_studio.templates import new_session
from hcd_studio.verbs import needs
from ui.cli import main

TITLE = Words(en="Blue Badge", cy="Bathodyn Glas")
ENGLISH = Snapshot.of(
    [Workshop(id="a" * 32, title=TITLE), Requirement(id="b" * 32, ref="R-A1", statement=Words(en="The service must ring."))]
)  # fmt: skip


@pytest.mark.parametrize("audience", ["library", "public"])
def test_it_stops_while_welsh_is_missing_and_nobody_answers_for_it(tmp_path: Path, audience: Any) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(Trouble, match="Welsh is missing"):
        write(ENGLISH, out, "pack", ["html"], Options(audience=audience))
    with pytest.raises(Trouble, match="Welsh is missing"):
        write(ENGLISH, out, "pack", ["html"], Options(audience=audience, without_welsh=Reason("Nia", " ")))
    assert not list(out.iterdir())


@pytest.mark.parametrize("language", ["cy", "en", "side", "tumble"])
def test_the_reason_and_who_gave_it_are_printed(tmp_path: Path, language: Any) -> None:
    reason = Reason("Nia Puw", "The translator is ill; a Welsh version follows on Friday.")
    options = Options(audience="public", language=language, without_welsh=reason)
    [file] = write(ENGLISH, tmp_path / "pack.html", "pack", ["html"], options).files
    text = file.read_text("utf-8")
    assert "Nia Puw" in text
    assert "follows on Friday" in text


def test_inside_the_council_and_where_all_is_written_nothing_stops(tmp_path: Path) -> None:
    assert write(ENGLISH, tmp_path, "pack", ["html"], Options(audience="council")).files
    whole = Snapshot.of([Workshop(id="a" * 32, title=TITLE)])
    assert write(whole, tmp_path / "whole", "pack", ["html"], Options(audience="public")).files


def test_the_command_takes_the_reason_and_refuses_without(tmp_path: Path, capsys: Any) -> None:
    with new_session(tmp_path / "day.hcd", "blank") as session:
        needs.add_requirement(session, Words(en="The service must ring."))
    given = ["export", str(tmp_path / "day.hcd"), str(tmp_path / "p.html"), "--what", "pack", "--audience", "public"]
    assert main(given) == 1
    assert "Welsh is missing: 1 text, 4 words." in capsys.readouterr().err
    assert main([*given, "--reason-without-welsh", "no name"]) == 1
    assert main([*given, "--reason-without-welsh", "Nia: follows on Friday"]) == 0
    assert "follows on Friday" in (tmp_path / "p.html").read_text("utf-8")
