"""No document says more than its audience may know, in any format; who withdraws is gone from all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from exports import write, writers
from exports.options import DocumentLanguage, Options
from exports.pack import OWN
from exports.sections import KINDS
from hcd_studio.fields import TIERS, Tier
from hcd_studio.records import Note, Participant
from hcd_studio.snapshot import Snapshot
from tests.canaries import Aviary, read_all
from tests.maps import sample

MADE = date(2026, 11, 23)
LANGUAGES: tuple[DocumentLanguage, ...] = ("side", "cy", "en", "tumble")


@pytest.fixture(scope="module")
def aviary() -> Aviary:
    return Aviary()


@pytest.mark.parametrize("audience", TIERS)
@pytest.mark.parametrize("what", KINDS)
def test_no_word_reaches_whom_it_was_not_meant_for(what: str, audience: Tier, aviary: Aviary, tmp_path: Path) -> None:
    back = aviary.kept_back(audience)
    language = LANGUAGES[(list(KINDS).index(what) + TIERS.index(audience)) % 4]
    options = Options(language=language, audience=audience, made=MADE)
    for file in write(aviary.snapshot, tmp_path, what, OWN, options).files:
        text = read_all(file.read_bytes())
        told = {canary.word for canary in aviary.canaries if canary.word in text}
        assert not told & back, file.name
        assert told or file.suffix == ".json", f"{file.name} says nothing of the session"


def test_what_may_be_known_is_told(aviary: Aviary, tmp_path: Path) -> None:
    options = Options(language="side", audience="public", made=MADE)
    [file] = write(aviary.snapshot, tmp_path / "pack.html", "pack", ["html"], options).files
    text = read_all(file.read_bytes())
    spoken = [one for one in aviary.canaries if one.field == "text" and one.record.id == "note-person-public-public"]
    assert spoken
    assert all(one.word in text for one in spoken)


def withdrawn(snapshot: Snapshot, person: Participant) -> Snapshot:
    people = {**snapshot.records[Participant.table], person.id: replace(person, withdrawn=True)}
    return Snapshot({**snapshot.records, Participant.table: people})


def test_whoever_withdraws_leaves_no_word_in_any_file(tmp_path: Path) -> None:
    before = sample()
    person = next(one for one in before.all(Participant) if one.code == "P04")
    others = {one.text for one in before.all(Note) if one.participant != person.id}
    theirs = {one.text for one in before.all(Note) if one.participant == person.id} - others
    assert theirs
    options = Options(language="side", audience="council", made=MADE)
    first = write(before, tmp_path, "pack", ["html"], options).files
    assert any(text in file.read_text("utf-8") for file in first for text in theirs if text.isalpha() or " " in text)
    after = withdrawn(before, person)
    for what in ("pack", "why", "you-said"):
        formats = [one.format for one in writers(what) if one.format in OWN]
        for file in write(after, tmp_path, what, formats, options).files:
            text = " ".join(read_all(file.read_bytes()).split())
            assert not [one for one in theirs if " ".join(one.split()) in text], file.name
