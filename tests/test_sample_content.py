"""The templates and the sample workshop: complete, bilingual, within the rules of the records, and like a real room."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import fields
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from hcd_studio.bilingual import STATES, Words
from hcd_studio.columns import columns
from hcd_studio.fields import CHANNELS, TIERS
from hcd_studio.records import KINDS
from resources import path

Row = dict[str, Any]
Records = dict[str, list[Row]]

TEMPLATES = ("blank", "journey", "blueprint", "empathy", "blue-badge")
TEMPLATE_FILES = [path("templates", f"{name}.json") for name in TEMPLATES]
SAMPLE_FILES = sorted(path("sample").glob("*.json"))
FILES = TEMPLATE_FILES + SAMPLE_FILES
LETTERS = re.compile(r"[A-Za-z0-9ÀÁÂÄÈÉÊËÌÍÎÏÒÓÔÖÙÚÛÜẀẂŴẄỲÝŶŸàáâäèéêëìíîïòóôöùúûüẁẃŵẅỳýŷÿ .,;:?!%/+()@\-£€−×·…–—‘’“”]*")
SHAPES = {"text": (str,), "yes_no": (bool,), "list": (list,), "integer": (int,), "real": (int, float)}

each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
each_template = pytest.mark.parametrize("file", TEMPLATE_FILES, ids=lambda file: file.stem)


@cache
def bundle(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


@cache
def sample() -> Records:
    """All records of the sample by kind, in the order of its files."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for file in SAMPLE_FILES:
        for kind, rows in bundle(file)["records"].items():
            found[kind] += rows
    return dict(found)


@cache
def kind_of() -> dict[str, str]:
    return {row["id"]: kind for kind, rows in sample().items() for row in rows}


def words_of(kind: str) -> list[str]:
    hints = get_type_hints(KINDS[kind])
    return [one.name for one in fields(KINDS[kind]) if hints[one.name] is Words]


def texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, list):
        return []
    return list(chain.from_iterable(texts(each) for each in value))


def reachable(start: str) -> set[str]:
    """All records that this one leads to through links that rest on or answer."""
    below: defaultdict[str, set[str]] = defaultdict(set)
    for link in sample()["link"]:
        if link["kind"] in ("rests on", "answers"):
            below[link["source"]].add(link["target"])
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for target in below[waiting.pop()] - seen:
            seen.add(target)
            waiting.append(target)
    return seen


@each_file
def test_a_bundle_says_what_it_is_in_both_languages(file: Path) -> None:
    head = bundle(file)
    assert (head["format"], head["version"], head["licence"]) == ("hcd-bundle", 1, "CC0-1.0")
    assert head["title"]["en"]
    assert head["title"]["cy"]
    assert head["about"]["en"]
    assert head["about"]["cy"]
    assert file.parent.name == "sample" or head["name"] == file.stem


@each_file
def test_a_bundle_holds_one_record_on_each_line(file: Path) -> None:
    rows = [row for rows in bundle(file)["records"].values() for row in rows]
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("   ")]
    assert [json.loads(line.rstrip(",")) for line in lines] == rows


@each_file
def test_a_bundle_keeps_to_the_columns_and_their_values(file: Path) -> None:
    for kind, rows in bundle(file)["records"].items():
        known = columns(kind)
        rules = {one.name: one.metadata for one in fields(KINDS[kind])}
        for row in rows:
            assert not {"rank", "ref"} & row.keys(), row
            for name, value in row.items():
                if name == "id":
                    continue
                column = known[name]
                where = f"{kind} {row['id']} {name}"
                if column.side == "state":
                    assert value in STATES, where
                    continue
                assert type(value) in SHAPES[column.type], where
                allowed = rules[column.field].get("allowed")
                if allowed:
                    assert set(value if isinstance(value, list) else [value]) <= set(allowed), where
                low, high = rules[column.field].get("low"), rules[column.field].get("high")
                if low is not None and high is not None:
                    assert low <= value <= high, where
                if column.role == "consent" and column.type == "text":
                    assert value in TIERS, where


@each_file
def test_every_text_is_within_the_letters_of_the_bundled_font(file: Path) -> None:
    for text in texts(bundle(file)):
        assert LETTERS.fullmatch(text), text
        assert text == text.strip()
        assert "  " not in text, text


@pytest.mark.parametrize("files", [[file] for file in TEMPLATE_FILES] + [SAMPLE_FILES], ids=[*TEMPLATES, "sample"])
def test_references_resolve_in_the_order_of_the_files(files: list[Path]) -> None:
    kinds: dict[str, str] = {}
    for file in files:
        records: Records = bundle(file)["records"]
        for kind, rows in records.items():
            for row in rows:
                assert row["id"] not in kinds, row["id"]
                kinds[row["id"]] = kind
        for kind, rows in records.items():
            refers = {
                one.name: one.metadata["kinds"] for one in fields(KINDS[kind]) if one.metadata.get("role") == "ref"
            }
            for row in rows:
                for name in refers.keys() & row.keys():
                    target = kinds[row[name]]
                    assert not refers[name] or target in refers[name], (row["id"], name)


@each_template
def test_a_template_says_everything_in_both_languages(file: Path) -> None:
    for kind, rows in bundle(file)["records"].items():
        for row in rows:
            for name in words_of(kind):
                en, cy = row.get(f"{name}_en", ""), row.get(f"{name}_cy", "")
                assert bool(en) == bool(cy), (row["id"], name)
                assert not en or row[f"{name}_state"] in ("draft", "translated"), (row["id"], name)
            if kind == "note":
                assert row["translation"], row["id"]
            if "title" in words_of(kind) and kind != "workshop":
                assert row["title_en"], row["id"]


def test_the_lanes_of_the_blueprint_leave_room_for_its_three_lines() -> None:
    kinds = [lane["kind"] for lane in bundle(path("templates", "blueprint.json"))["records"]["lane"]]
    first = kinds.index("actions")
    assert kinds[first : first + 4] == ["actions", "frontstage", "backstage", "support"]


def test_the_sample_has_the_numbers_of_the_main_job() -> None:
    counts = {kind: len(rows) for kind, rows in sample().items()}
    exact = {
        "workshop": 1, "journey": 1, "participant": 18, "room_table": 3, "stage": 6, "step": 16, "lane": 9, "theme": 15,
        "need": 9, "requirement": 32, "weight": 4, "persona": 2, "ballot": 1, "agenda_item": 14, "term": 12,
    }  # fmt: skip
    assert {kind: counts[kind] for kind in exact} == exact
    assert 330 <= counts["note"] <= 360
    assert 275 <= counts["feeling"] <= 288
    assert 15 <= counts["pain"] <= 20
    assert 550 <= counts["link"] <= 660
    kinds = Counter(note["kind"] for note in sample()["note"])
    assert (kinds["action"], kinds["quote"], kinds["pain"]) == (90, 72, 108)
    assert 60 <= kinds["idea"] <= 75
    assert all(note.get("verbatim", False) == (note["kind"] == "quote") for note in sample()["note"])


def test_the_room_of_the_sample_is_like_a_real_one() -> None:
    people = sample()["participant"]
    assert [one["code"] for one in people] == [f"P{number:02}" for number in range(1, 19)]
    assert not any(one.get("name") for one in people)
    assert Counter(one["room_table"] for one in people) == {"A": 6, "B": 6, "C": 6}
    assert sum("cy" in one["languages"] for one in people) == 5
    assert sum(bool(one.get("access_needs")) for one in people) >= 4
    assert {one["group"] for one in people} == {"resident", "carer", "staff"}
    assert {one["tier"] for one in people} == set(TIERS)
    assert [table["language"] for table in sample()["room_table"]] == ["en", "en", "cy"]
    assert {channel for step in sample()["step"] for channel in step["channels"]} <= set(CHANNELS)


def test_no_two_notes_of_the_sample_are_alike() -> None:
    said = Counter(re.sub(r"\W+", " ", note["text"]).strip().casefold() for note in sample()["note"])
    assert said.most_common(1)[0][1] == 1
    lengths = [len(note["text"].split()) for note in sample()["note"]]
    assert min(lengths) <= 3
    assert 30 <= max(lengths) <= 36


def test_a_fifth_to_a_third_of_the_notes_were_spoken_in_welsh() -> None:
    notes = sample()["note"]
    welsh = [note for note in notes if note["language"] == "cy"]
    assert 0.20 <= len(welsh) / len(notes) <= 0.35
    assert 0.4 <= sum("translation" in note for note in welsh) / len(welsh) <= 0.8
    assert any("translation" in note for note in notes if note["language"] == "en")


def test_a_note_stays_with_its_speakers_table_and_consent() -> None:
    people = {one["id"]: one for one in sample()["participant"]}
    for row in sample()["note"] + sample()["feeling"]:
        who = people.get(row.get("participant", ""))
        if who:
            assert TIERS.index(row["tier"]) <= TIERS.index(who["tier"]), row["id"]
            assert row.get("room_table", who["room_table"]) == who["room_table"], row["id"]
            assert row.get("language", "en") in who["languages"] or who["id"] == "P12", row["id"]
    assert {note["tier"] for note in sample()["note"]} == set(TIERS)


def test_every_pain_note_has_a_theme_and_every_theme_has_notes() -> None:
    pains = [note for note in sample()["note"] if note["kind"] == "pain"]
    assert {note["theme"] for note in pains} == {theme["id"] for theme in sample()["theme"]}


def test_each_of_the_sixteen_steps_was_rated_and_the_low_points_are_where_the_room_said() -> None:
    ratings: defaultdict[str, list[int]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for feeling in sample()["feeling"]:
        assert (feeling["participant"], feeling["step"]) not in seen
        seen.add((feeling["participant"], feeling["step"]))
        ratings[feeling["step"]].append(feeling["value"])
        assert ("because" in feeling) == ("language" in feeling)
        assert feeling["value"] > -2 or feeling["because"], feeling["id"]
    assert [len(ratings[f"t{number:02}"]) >= 15 for number in range(1, 17)] == [True] * 16
    means = {step: sum(values) / len(values) for step, values in ratings.items()}
    assert sorted(means, key=lambda step: means[step])[:4] == ["t09", "t10", "t06", "t12"]
    assert means["t16"] > means["t15"] > 1


def test_staff_and_residents_differ_on_the_form() -> None:
    group = {one["id"]: one["group"] for one in sample()["participant"]}
    values: defaultdict[str, list[int]] = defaultdict(list)
    for feeling in sample()["feeling"]:
        if feeling["step"] == "t09":
            values[group[feeling["participant"]]].append(feeling["value"])
    assert sum(values["staff"]) / len(values["staff"]) - sum(values["resident"]) / len(values["resident"]) >= 1


def test_everyone_gave_five_dots_and_one_concern() -> None:
    given: Counter[tuple[str, str]] = Counter()
    for vote in sample()["vote"]:
        given[vote["participant"], vote["kind"]] += vote["count"]
    assert given == {(f"P{n:02}", kind): count for n in range(1, 19) for kind, count in (("dot", 5), ("concern", 1))}


def test_every_requirement_reaches_a_note_a_pain_point_and_a_need() -> None:
    kinds = kind_of()
    for requirement in sample()["requirement"]:
        found = {kinds[id] for id in reachable(requirement["id"])}
        assert {"note", "pain", "need"} <= found, requirement["id"]


def test_every_need_and_pain_point_rests_on_evidence_and_is_taken_up() -> None:
    kinds = kind_of()
    targets = {link["target"] for link in sample()["link"] if kinds[link["source"]] in ("need", "requirement", "idea")}
    for row in sample()["need"] + sample()["pain"]:
        assert "note" in {kinds[id] for id in reachable(row["id"])}, row["id"]
        assert row["id"] in targets, row["id"]
    links = Counter((link["source"], link["target"], link["kind"]) for link in sample()["link"])
    assert links.most_common(1)[0][1] == 1


def test_every_must_has_criteria_and_benefit_weighs_more_than_cost() -> None:
    parents = Counter(criterion["parent"] for criterion in sample()["criterion"])
    musts = [requirement["id"] for requirement in sample()["requirement"] if requirement["moscow"] == "must"]
    assert all(1 <= parents[id] <= 3 for id in musts)
    weights: Counter[str] = Counter()
    for weight in sample()["weight"]:
        weights[weight["side"]] += weight["percentage"]
    assert weights.total() == 100
    assert weights["benefit"] > weights["cost"]
    assert sum(measure["kpi"] for measure in sample()["measure"]) >= 3


def test_the_sample_says_everything_in_both_languages_with_the_same_figures() -> None:
    for kind, rows in sample().items():
        for row in rows:
            for name in words_of(kind):
                en, cy = row.get(f"{name}_en", ""), row.get(f"{name}_cy", "")
                assert bool(en) == bool(cy), (row["id"], name)
                if kind in ("requirement", "criterion"):
                    assert sorted(re.findall(r"\d+", en)) == sorted(re.findall(r"\d+", cy)), (row["id"], name)


def test_requirements_are_one_obligation_each_in_both_languages() -> None:
    for requirement in sample()["requirement"]:
        assert len(re.findall(r"\bshall\b", requirement["statement_en"])) == 1, requirement["id"]
        assert len(re.findall(r"[Rr]haid i’r gwasanaeth", requirement["statement_cy"])) == 1, requirement["id"]
        assert len(requirement["statement_en"].split()) <= 28, requirement["id"]
