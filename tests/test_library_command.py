"""The library by command: the whole way of a session and of a pattern, and one clear sentence for whatever goes wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hcd_studio.records import Need, Note, Pain
from hcd_studio.session import Session
from ui.cli import main
from ui.commands.library import ACTS
from ui.commands.library_words import ACTS as NAMED


@pytest.fixture
def there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder with a session of two councils' worth of words, a home library and a shared one."""
    for name, council in (("a", "Cyngor Glan-yr-afon"), ("b", "Cyngor Bryn-y-môr")):
        file = str(tmp_path / f"{name}.hcd")
        assert (
            main(["new", file, "--template", "journey", "--title-en", "Badge day", "--title-cy", "Diwrnod bathodyn"])
            == 0
        )
        say(
            file,
            "describe_workshop",
            f"council={council}",
            "service=Blue Badge",
            "date=2026-05-14",
            "contact=a@b.example",
        )
        say(file, "add_pain", "title_en=Cannot upload the photo", "title_cy=Methu llwytho’r llun", "severity=5")
        say(file, "add_need", "as_a_en=resident", "i_need_en=prove it once", "so_that_en=I can rest")
    assert main(["library", str(tmp_path / "home lib"), "init", "--council", "Cyngor Glan-yr-afon"]) == 0
    assert main(["library", str(tmp_path / "shared lib"), "init", "--shared"]) == 0
    capsys.readouterr()
    return tmp_path


def say(file: str, verb: str, *values: str) -> None:
    assert main(["do", file, verb, *values]) == 0


def told(capsys: pytest.CaptureFixture[str], *words: object) -> Any:
    """What a command prints with --json, after it ended well."""
    assert main(["library", *map(str, words), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_words_and_the_acts_are_the_same() -> None:
    assert set(NAMED) == set(ACTS)


def test_a_session_goes_into_the_home_library_and_comes_out_again(
    there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = there / "home lib"
    assert told(capsys, home, "sync", there / "a.hcd")["sent"] > 0
    (card,) = told(capsys, home, "list")
    assert card["title"]["cy"] == "Diwrnod bathodyn"
    report = told(capsys, home, "take", card["session"][:8], there / "c.hcd")
    assert report["received"] > 0
    with Session.open(there / "c.hcd") as session:
        assert session.all(Pain)[0].title.en == "Cannot upload the photo"
    assert main(["library", str(home), "sync", str(there / "a.hcd")]) == 0
    assert "Nothing new on either side." in capsys.readouterr().out


def test_publish_search_share_and_trends(there: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shared = there / "shared lib"
    shown = told(capsys, shared, "publish", there / "a.hcd", "--preview")
    assert not shown["published"]
    assert told(capsys, shared, "search", "photo")["total"] == 0
    for name in ("a", "b"):
        assert told(capsys, shared, "publish", there / f"{name}.hcd")["published"]
    found = told(capsys, shared, "search", "llwytho", "llun", "--kind", "pain", "--save", "photos")
    assert found["facets"]["council"] == {"Cyngor Bryn-y-môr": 1, "Cyngor Glan-yr-afon": 1}
    assert told(capsys, shared, "search", "--saved", "photos")["findings"] == found["findings"]
    one, other = (finding["cite"] for finding in found["findings"])
    assert [each["cite"] for each in told(capsys, shared, "same", one)["alike"]] == [other]
    (share,) = told(capsys, shared, "same", one, other, "--council", "Cyngor Glan-yr-afon")["shared"]
    assert share["message"].startswith("2 of 2 councils that asked share this pain")
    assert [each["group"] for each in told(capsys, shared, "trends")] == ["Blue Badge"]
    assert len(told(capsys, shared, "list")) == 2


def test_a_pattern_goes_from_one_council_to_another_and_back(there: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shared, a, b = there / "shared lib", there / "a.hcd", there / "b.hcd"
    made = told(
        capsys,
        shared,
        "publish",
        a,
        "--pattern",
        "needs",
        "--name",
        "badge-needs",
        "--title-en",
        "Badge needs",
        "--evidence",
        "18 people",
    )
    assert (made["version"], made["counts"]) == ("1", {"need": 1})
    assert told(capsys, shared, "patterns", "badge", "needs")[0]["name"] == "badge-needs"
    assert told(capsys, shared, "lift", "badge-needs", b)["records"] == 1
    with Session.open(b) as session:
        lifted = next(need for need in session.all(Need) if need.lifted)
    say(str(b), "edit_record", f"record={lifted.id}", "i_need_en=prove it once by phone")
    capsys.readouterr()
    assert told(capsys, shared, "improve", "badge-needs", b)["version"] == "2"
    assert told(capsys, shared, "lift", "badge-needs@1", a)["records"] == 1
    (seen,) = told(capsys, shared, "upstream", a)
    assert [one["what"] for one in seen["differences"]] == ["changed"]
    told(capsys, shared, "upstream", a, "--take")
    with Session.open(a) as session:
        assert "prove it once by phone" in {need.i_need.en for need in session.all(Need)}
    assert told(capsys, shared, "patterns", "badge-needs")[0]["lifted_by"] == [
        "Cyngor Bryn-y-môr",
        "Cyngor Glan-yr-afon",
    ]


def test_what_comes_with_the_program_needs_no_library(there: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(told(capsys, "-", "patterns")) == 5
    assert told(capsys, "-", "lift", "planning-comment", there / "a.hcd")["records"] > 50
    assert main(["undo", str(there / "a.hcd")]) == 0
    with Session.open(there / "a.hcd") as session:
        assert len(session.all(Need)) == 1


def test_forget_erases_and_prints_a_certificate(there: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home, a = there / "home lib", there / "a.hcd"
    say(str(a), "add_note", "text=CANARY")
    with Session.open(a) as session:
        note = next(one for one in session.all(Note) if one.text == "CANARY")
    capsys.readouterr()
    told(capsys, home, "sync", a)
    certificate = told(capsys, home, "forget", a, "--record", note.id, "--reason", "asked")
    assert certificate["rewritten"] >= 1
    assert certificate["copies"] == [{"letters": "A", "copy": certificate["copies"][0]["copy"], "confirmed": True}]
    assert main(["library", str(home), "forget", str(a), "--record", note.id]) == 2
    assert "needs a reason" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("nowhere", "list"), 1, "is not there"),
        (("home lib", "init"), 1, "There is a library already"),
        (("shared lib", "sync", "a.hcd"), 1, "never goes there"),
        (("home lib", "publish", "a.hcd"), 1, "home library of one council"),
        (("home lib", "sync"), 2, "needs: FILE"),
        (("home lib", "take", "abc", "x.hcd"), 1, "There is no session abc"),
        (("shared lib", "lift", "nothing", "a.hcd"), 1, "There is no pattern nothing"),
        (("shared lib", "improve", "planning-comment", "a.hcd"), 1, "was not lifted"),
        (("shared lib", "same", "abcdef:P-A1"), 1, "There is no pain point"),
        (("shared lib", "search", "--saved", "none"), 1, "There is no saved search"),
        (("gopher://x", "list"), 1, "knows no libraries of the sort gopher"),
    ],
)
def test_whatever_goes_wrong_is_one_sentence(
    there: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    status: int,
    sentence: str,
) -> None:
    monkeypatch.chdir(there)
    assert main(["library", *words]) == status
    shown = capsys.readouterr()
    assert sentence in shown.err
    assert shown.out == ""
    assert not (there / "x.hcd").exists()


@pytest.mark.parametrize("act", ["list", "patterns", "trends", "same"])
def test_people_read_it_in_either_language(
    there: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    assert main(["library", str(there / "shared lib"), "publish", str(there / "a.hcd")]) == 0
    capsys.readouterr()
    said = {}
    for language in ("en", "cy"):
        monkeypatch.setenv("HCD_STUDIO_LANGUAGE", language)
        assert main(["library", str(there / "shared lib"), act]) == 0
        said[language] = capsys.readouterr().out
    assert act == "same" or said["en"] != said["cy"]
