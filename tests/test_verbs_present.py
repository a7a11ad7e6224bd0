"""Who is present: many at once, from a pasted list, late and early, two codes of one person; groups, claims, missing voices."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from hcd_studio.bilingual import Words
from hcd_studio.importers.people import read_people
from hcd_studio.questions.ready import lacks
from hcd_studio.questions.trail import voices
from hcd_studio.records import Feeling, Note, Participant, ParticipantGroup, RoomTable, Step, Vote
from hcd_studio.session import Session, now
from hcd_studio.speech import Trouble
from hcd_studio.templates import make_sample, new_session
from hcd_studio.verbs.feelings import rate_feeling
from hcd_studio.verbs.insights import add_theme
from hcd_studio.verbs.map import add_stage, add_step
from hcd_studio.verbs.notes import add_note
from hcd_studio.verbs.people import add_participant, add_persona, add_table, withdraw
from hcd_studio.verbs.present import (
    add_claim,
    add_listed_participants,
    add_participants,
    draft_missing_voices,
    merge_participants,
    note_arrival,
    note_leaving,
    use_usual_groups,
)
from hcd_studio.verbs.voting import cast_vote, open_ballot
from ui.cli import main

LIST = """Côd\tGrŵp\tIaith\tAnghenion mynediad\tBwrdd\tCaniatâd
P01\tPreswylwyr\tCymraeg\t\tA\tcyngor
P02\tPreswylwyr\tCymraeg / Saesneg\tlarge print; hearing loop\tB\tlibrary
"""


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with new_session(tmp_path / "day.hcd", "blank") as made:
        yield made


def people(session: Session) -> list[Participant]:
    return list(session.all(Participant))


def test_eighteen_people_are_one_change_and_sit_at_the_tables_evenly(session: Session) -> None:
    tables = [add_table(session) for _ in "ABC"]
    add_participants(session, 18, group="Residents", tier="council")
    assert [one.code for one in people(session)] == [f"P{n:02}" for n in range(1, 19)]
    assert [sum(one.room_table == table.id for one in people(session)) for table in tables] == [6, 6, 6]
    assert len(session.all(ParticipantGroup)) == 1
    session.undo()
    assert people(session) == []


@pytest.mark.parametrize("count", [0, -3, 501])
def test_a_number_that_is_surely_a_slip_adds_nobody(session: Session, count: int) -> None:
    with pytest.raises(Trouble, match="cannot be added at once"):
        add_participants(session, count)
    assert people(session) == []


def test_a_pasted_list_brings_people_their_groups_and_their_tables(session: Session) -> None:
    add_listed_participants(session, LIST.replace("Côd", "Cod"))
    first, second = people(session)
    assert (first.code, first.languages, first.tier) == ("P01", ("cy",), "council")
    assert (second.languages, second.access_needs) == (("cy", "en"), ("large print", "hearing loop"))
    assert [one.name for one in session.all(RoomTable)] == ["A", "B"]
    add_listed_participants(session, "P01\t\t\tquiet space")
    assert people(session)[0].access_needs == ("quiet space",)
    assert people(session)[0].languages == ("cy",)
    assert len(people(session)) == 2


def test_names_and_addresses_of_a_list_are_left_out(session: Session) -> None:
    found = read_people("Name,Group\nMair Evans,Residents\nGwyn <gwyn@example.org>,Staff\n")
    assert found.names == 2
    add_listed_participants(session, "Mair Evans;Residents;cy\n07700 900123;Residents;en\n")
    assert [(one.code, one.name) for one in people(session)] == [("P01", ""), ("P02", "")]
    file = session.path
    session.close()
    assert "Mair" not in file.read_bytes().decode("latin-1")


@pytest.mark.parametrize("text", ["", "\n\n", "\t\t\n", ";;;"])
def test_a_list_that_names_nobody_is_told_clearly(session: Session, text: str) -> None:
    with pytest.raises(Trouble, match="names nobody"):
        add_listed_participants(session, text)


def test_odd_lists_are_read_as_far_as_they_go() -> None:
    assert [one.code for one in read_people("P1\nP2\nP3").people] == ["P1", "P2", "P3"]
    assert len(read_people("\n".join(f"Q{n}" for n in range(900))).people) == 500
    assert len(read_people("\n".join(f"Q{n}" for n in range(900))).rest) == 400
    assert read_people('"P1","a ""quoted"" group"').people[0].group == 'a "quoted" group'
    assert read_people("P1,=HYPERLINK(1),cy").people[0].languages == ("cy",)


def test_late_and_early_are_times_that_can_be_undone(session: Session) -> None:
    one = add_participant(session)
    assert note_arrival(session, one, at="10:20").arrived == "10:20"
    assert note_leaving(session, one, at="12:00").left == "12:00"
    session.undo()
    assert people(session)[0].left == ""
    assert len(note_arrival(session, one).arrived) == 5


def test_two_codes_of_one_person_become_one_and_nothing_is_lost(session: Session) -> None:
    stage = add_stage(session, Words(en="Stage"))
    steps = [add_step(session, Words(en=title), stage=stage) for title in ("One", "Two")]
    kept = add_participant(session, "P01", languages=("en",), tier="library")
    gone = add_participant(session, "P1", languages=("cy",), access_needs=("large print",), tier="council")
    note = add_note(session, text="Mine", participant=gone)
    rate_feeling(session, kept, steps[0], 1)
    rate_feeling(session, gone, steps[0], -2)
    rate_feeling(session, gone, steps[1], -1)
    theme, other = add_theme(session, Words(en="T")), add_theme(session, Words(en="U"))
    ballot = open_ballot(session, Words(en="B"))
    cast_vote(session, theme, ballot=ballot, participant=kept, count=2)
    cast_vote(session, theme, ballot=ballot, participant=gone, count=1)
    cast_vote(session, other, ballot=ballot, participant=gone, count=1)
    before = {kind: dict(found) for kind, found in session.records.items()}
    whole = merge_participants(session, gone, kept)
    assert [one.code for one in people(session)] == ["P01"]
    assert (whole.languages, whole.access_needs, whole.tier) == (("en", "cy"), ("large print",), "council")
    found = session.get(Note, note.id)
    assert found is not None
    assert found.participant == kept.id
    values = {one.step: one.value for one in session.all(Feeling)}
    assert values == {steps[0].id: 1, steps[1].id: -1}
    counts = {one.target: one.count for one in session.all(Vote)}
    assert counts == {theme.id: 3, other.id: 1}
    session.undo()
    assert session.records == before


def test_merging_keeps_a_withdrawal(session: Session) -> None:
    kept, gone = add_participant(session, "P01"), add_participant(session, "P02")
    withdraw(session, gone)
    assert merge_participants(session, gone, kept).withdrawn
    with pytest.raises(Trouble, match="with themselves"):
        merge_participants(session, kept, kept)


def test_the_usual_groups_come_once(session: Session) -> None:
    assert len(use_usual_groups(session)) == 4
    assert len(use_usual_groups(session)) == 0
    shares = {one.counts: one.share for one in session.all(ParticipantGroup) if one.share}
    assert shares == {"speaks Welsh": 28, "has an access need": 20}


def test_missing_voices_are_drafted_in_both_languages_without_small_numbers(session: Session) -> None:
    use_usual_groups(session)
    add_participants(session, 18, languages=("en",))
    words = draft_missing_voices(session).missing_voices
    assert words.state == "draft"
    assert "Welsh speakers" in words.en
    assert "Siaradwyr Cymraeg" in words.cy
    assert "28 %" in words.cy
    empty = draft_missing_voices(session)
    session.undo()
    assert empty.missing_voices


def test_a_claim_rests_on_notes_or_is_an_assumption(session: Session) -> None:
    persona = add_persona(session, "Mair")
    note = add_note(session, text="I cannot read that letter")
    rests = add_claim(session, persona, Words(en="Needs large print"), kind="barrier", notes=(note,))
    assumed = add_claim(session, persona, Words(en="Has no printer"))
    assert [one.id for one in voices(now(session), rests.id)] == [note.id]
    assert voices(now(session), assumed.id) == ()
    with pytest.raises(Trouble, match="empty"):
        add_claim(session, persona, Words())


def test_what_set_up_lacks_is_said_until_it_is_there(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    said = [one.words.say("en") for one in lacks(now(session))]
    assert "No participant is noted." in said
    assert "No safeguarding contact is given." in said
    add_participant(session, "P01")
    with session.change("edit_record") as draft:
        draft.add(Participant(code="p01"))
    said = [one.words.say("en") for one in lacks(now(session))]
    assert "2 people have the code P01." in said
    session.close()
    assert main(["ask", str(session.path), "setup", "--json"]) == 0
    assert {"people", "workshop"} <= {one["section"] for one in json.loads(capsys.readouterr().out)}


def test_the_sample_lacks_little(tmp_path: Path) -> None:
    with make_sample(tmp_path / "sample.hcd") as session:
        assert not [one for one in lacks(now(session)) if one.section in ("agenda", "people", "groups")]
        assert session.all(Step)
