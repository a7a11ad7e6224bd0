"""The command: its contract, its exit statuses, and one clear sentence for whatever goes wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hcd_studio.verbs import all_verbs
from tests.sources import real_notes
from ui.cli import main
from ui.commands.do import by_command

ROOT = Path(__file__).parent.parent


class Command:
    """Runs the command as a person would and keeps what it said."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]):
        self.file = folder / "day.hcd"
        self._capsys = capsys
        self.said = ""
        self.told = ""

    def __call__(self, *words: object) -> int:
        try:
            status = main([str(word) for word in words])
        except SystemExit as end:
            status = int(end.code or 0)
        captured = self._capsys.readouterr()
        self.said, self.told = captured.out, captured.err
        return status

    def json(self, *words: object) -> Any:
        assert self(*words, "--json") == 0, self.told
        return json.loads(self.said)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    command = Command(tmp_path, capsys)
    assert (
        command("new", command.file, "--template", "blue-badge", "--title-en", "Renewing", "--title-cy", "Adnewyddu")
        == 0
    )
    return command


def test_every_template_is_listed_and_makes_a_session(run: Command, tmp_path: Path) -> None:
    names = [one["name"] for one in run.json("templates")]
    assert set(names) >= {"blank", "journey", "blueprint", "empathy", "blue-badge"}
    for name in names:
        assert run.json("new", tmp_path / f"{name}.hcd", "--template", name)["workshop"]["id"]


def test_the_verbs_are_those_of_the_program_with_words_in_both_languages(run: Command) -> None:
    listed = run.json("verbs")
    assert [one["name"] for one in listed] == [verb.name for verb in all_verbs().values() if by_command(verb)]
    assert all(one["words"]["cy"] and one["words"]["en"] for one in listed)
    add_note = next(one for one in listed if one["name"] == "add_note")
    assert [one["name"] for one in add_note["parameters"]][:3] == ["step", "lane", "text"]


def test_names_are_ids_references_titles_in_either_language_or_step_numbers(run: Command) -> None:
    made = run.json("do", run.file, "add_note", "step=3", "lane=Saying", "text=It forgot it all")
    note = made["records"]["note"][0]
    for name in (note["id"], note["ref"], note["ref"].lower(), "It forgot it all"):
        assert run("do", run.file, "edit_note", f"note={name}", "text=It forgot it all") == 0, run.told
    steps = run.json("show", run.file, "step")["step"]
    for name in (steps[4]["title_en"].upper(), steps[4]["title_cy"], steps[4]["id"]):
        moved = run.json("do", run.file, "move_note", f"note={note['ref']}", f"to={name}")
        assert moved["records"]["note"][0]["step"] == steps[4]["id"]


def test_do_prints_the_record_and_with_json_the_change(run: Command) -> None:
    assert run("do", run.file, "add_stage", "title_en=After", "title_cy=Wedyn") == 0
    assert json.loads(run.said)["title_cy"] == "Wedyn"
    found = run.json("do", run.file, "add_participant", "code=P01", "languages=cy,en")
    assert len(found["change"]) == 32
    assert found["records"]["participant"][0]["languages"] == ["cy", "en"]
    removed = run.json("do", run.file, "remove_participant", "participant=P01")
    assert removed["removed"] == [found["records"]["participant"][0]["id"]]


def test_undo_redo_and_history_survive_between_commands(run: Command) -> None:
    run("do", run.file, "add_note", "text=one")
    run("do", run.file, "add_note", "text=two")
    assert run("undo", run.file) == 0
    assert [note["text"] for note in run.json("show", run.file, "note")["note"] if note["text"] in ("one", "two")] == [
        "one"
    ]
    assert run("redo", run.file) == 0
    assert run("redo", run.file) == 1
    lines = run.json("history", run.file)
    assert [line["verb"] for line in lines][-4:] == ["add_note", "add_note", "add_note", "add_note"]
    assert [bool(line["undoes"]) for line in lines][-4:] == [False, False, True, True]
    assert lines[-3]["edits"][0]["kind"] == "note"
    newest = run.json("history", run.file, "--newest", "1")
    assert [line["id"] for line in newest] == [lines[-1]["id"]]


def test_welsh_is_spoken_where_it_is_asked_for(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HCD_STUDIO_LANGUAGE", "cy")
    assert run("do", run.file, "add_nothing") == 2
    welsh = run.told
    monkeypatch.setenv("HCD_STUDIO_LANGUAGE", "en")
    assert run("do", run.file, "add_nothing") == 2
    assert welsh != run.told


@pytest.mark.parametrize(
    ("words", "status", "part"),
    [
        (("do", "FILE", "add_nte"), 2, "add_note"),
        (("do", "FILE", "add_note", "colour=red", "text=x"), 2, "colour"),
        (("do", "FILE", "add_note", "no pair"), 2, "name=value"),
        (("do", "FILE", "move_note"), 2, "note"),
        (("do", "FILE", "add_note", "text=x", "step=Nowhere"), 1, "Nowhere"),
        (("do", "FILE", "add_note", "text=x", "kind=shout"), 1, "shout"),
        (("do", "FILE", "add_note", "text=x", "verbatim=perhaps"), 1, "yes or no"),
        (("do", "FILE", "rate_feeling", "participant=P99", "step=1", "value=1"), 1, "P99"),
        (("do", "FILE", "edit_record", "record=Mair", "height=2"), 1, "height"),
        (("show", "FILE", "unicorn"), 1, "unicorn"),
        (("new", "FILE"), 1, "already"),
        (("new", "FILE2", "--template", "none"), 1, "none"),
        (("show", "MISSING"), 1, "no file"),
        (("import", "FILE", "MISSING"), 1, "Nothing was imported"),
        (("export", "FILE", "TO", "--format", "docx"), 1, "docx"),
        (("export", "FILE"), 2, "TO"),
        (("frobnicate",), 2, "frobnicate"),
    ],
)
def test_wrong_use_has_one_sentence_and_changes_nothing(
    run: Command, tmp_path: Path, words: tuple[str, ...], status: int, part: str
) -> None:
    names = {
        "FILE": run.file,
        "FILE2": tmp_path / "two.hcd",
        "MISSING": tmp_path / "missing.hcd",
        "TO": tmp_path / "out",
    }
    before = (run.json("show", run.file), run.json("history", run.file))
    assert run(*(names.get(word, word) for word in words)) == status
    assert part in run.told
    assert "Traceback" not in run.told
    assert (run.json("show", run.file), run.json("history", run.file)) == before
    assert not (tmp_path / "two.hcd").exists()


def test_an_error_with_json_says_what_is_safe_and_what_to_do(run: Command) -> None:
    assert run("do", run.file, "add_note", "text=", "--json") == 1
    assert set(json.loads(run.told)) == {"what", "safe", "do"}


def test_a_list_is_pasted_from_standard_input(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("- first\n- second\n"))
    found = run.json("import", run.file, "-", "--step", "2", "--lane", "Doing")
    assert found["imported"] == 2
    texts = [note["text"] for note in run.json("show", run.file, "note")["note"]]
    assert texts[-2:] == ["first", "second"]


def test_a_dry_run_writes_nothing(run: Command, tmp_path: Path) -> None:
    source = tmp_path / "survey.csv"
    source.write_text(
        "ID,Why do you call?\n1,Because the form is long and I lose my place\n2,\n3,I cannot upload the photo\n"
    )
    before = run.file.read_bytes()
    found = run.json("import", run.file, source, "--dry-run")
    assert (found["rows"], found["notes"], found["imported"]) == (3, 2, None)
    assert run.file.read_bytes() == before


def test_a_mapping_is_remembered_for_its_header(run: Command, tmp_path: Path) -> None:
    source = tmp_path / "survey.csv"
    source.write_text("Who,Said,Team\nP1,One two three,North\nP2,Four five six,South\n")
    assert (
        run.json("import", run.file, source, "--map", "text=Said", "group=Team", "--remember", "team")["imported"] == 2
    )
    again = run.json("import", run.file, source, "--dry-run")
    assert again["groups"] == ["North", "South"]
    assert run.json("import", run.file, source, "--preset", "team", "--dry-run")["groups"] == ["North", "South"]
    assert run("import", run.file, source, "--preset", "other") == 1


@pytest.mark.parametrize("name", ["survey", "trello", "miro", "results"])
def test_real_notes_become_a_map_by_command(run: Command, tmp_path: Path, name: str) -> None:
    source = next((path for path in real_notes() if name in path.name.casefold()), None)
    if source is None:
        pytest.skip("the real inputs are not beside this checkout")
    dry = run.json("import", run.file, source, "--dry-run")
    done = run.json("import", run.file, source, "--place", "steps", "--lane", "Saying")
    assert done["imported"] == dry["notes"] > 0
    assert run("undo", run.file) == 0
    run.json("import", run.file, source, "--place", "themes", "--reader", done["reader"])
    moved = (
        run.json("do", run.file, "move_notes", "notes=text:e", "to=4", "lane=Saying")
        if done["imported"] < 1000
        else None
    )
    assert moved is None or len(moved["records"]["note"]) >= done["imported"] // 2
    assert run("verify", run.file) == 0, run.told


def test_show_reads_a_file_that_may_not_be_written(run: Command) -> None:
    run.file.chmod(0o444)
    run.file.parent.chmod(0o555)
    try:
        assert run("show", run.file) == 0
    finally:
        run.file.parent.chmod(0o755)


def test_a_command_imports_only_what_it_needs(run: Command) -> None:
    code = "import sys; from ui.cli import main; main(['show', sys.argv[1]]); print(' '.join(sys.modules))"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    out = subprocess.run(
        [sys.executable, "-c", code, str(run.file)], capture_output=True, text=True, env=env, check=True
    )
    loaded = set(out.stdout.splitlines()[-1].split())
    for name in (
        "PySide6",
        "reportlab",
        "PIL",
        "openpyxl",
        "sqlite_utils",
        "babel",
        "hcd_studio.layout",
        "hcd_studio.verbs.map",
    ):
        assert name not in loaded


def test_python_m_ui_answers_from_a_shell(run: Command) -> None:
    out = subprocess.run(
        [sys.executable, "-m", "ui", "show", str(run.file), "stage", "--json"],
        capture_output=True, text=True, cwd=ROOT, check=True, env={**os.environ},
    )  # fmt: skip
    assert len(json.loads(out.stdout)["stage"]) == 6
