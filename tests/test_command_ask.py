"""What follows from a session, by command: in the room and outside, as words and as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hcd_studio.questions.trail import ORDER
from hcd_studio.records import Pain
from hcd_studio.templates import make_sample
from ui.cli import main

Said = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    file = tmp_path_factory.mktemp("ask") / "sample.hcd"
    with make_sample(file) as session:
        return file, session.all(Pain)[0].ref


def asked(capsys: Said, *words: object) -> Any:
    assert main(["ask", *map(str, words), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_trail_of_a_record_goes_from_voices_to_requirements(sample: tuple[Path, str], capsys: Said) -> None:
    file, ref = sample
    found = asked(capsys, file, "trail", ref)
    kinds = [one["kind"] for one in found]
    assert {"note", "pain", "need", "requirement"} <= set(kinds)
    assert kinds == sorted(kinds, key=ORDER.index)
    assert [one["ref"] for one in found if one["steps"] == 0] == [ref]
    assert main(["ask", str(file), "trail", ref]) == 0
    assert f"> Pain point {ref}" in capsys.readouterr().out
    assert main(["ask", str(file), "trail"]) == 1
    assert "Which record?" in capsys.readouterr().err


def test_the_ranking_and_who_was_heard_hide_small_numbers_outside_the_room(
    sample: tuple[Path, str], capsys: Said
) -> None:
    file, _ = sample
    inside, outside = (asked(capsys, file, "ranking", "--audience", who)["rows"] for who in ("room", "public"))
    assert [row["dots"] for row in inside] == sorted((row["dots"] for row in inside), reverse=True)
    assert sum(row["dots"] for row in inside) == 90
    assert sum(row["dots"] for row in outside) < 90
    assert any(row["hidden"] for row in outside)
    assert main(["ask", str(file), "ranking", "--audience", "public"]) == 0
    assert "fewer than 5" in capsys.readouterr().out
    heard = asked(capsys, file, "coverage", "--audience", "public")["heard"]
    assert None in [one["present"] for one in heard]
    assert main(["ask", str(file), "ranking", "weather"]) == 1


def test_coverage_says_on_how_many_sources_everything_rests(sample: tuple[Path, str], capsys: Said) -> None:
    file, _ = sample
    found = asked(capsys, file, "coverage")
    assert found["sources"]["pain"] == {"0": 0, "1": 0, "2": 20}
    assert main(["ask", str(file), "coverage"]) == 0
    assert "Residents: 9 of 18 in the room" in capsys.readouterr().out
