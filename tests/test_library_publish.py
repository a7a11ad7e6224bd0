"""What leaves a council for the shared library: only what people agreed to, masked; and what is withdrawn goes everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcd_studio import privacy
from hcd_studio.bilingual import Words
from hcd_studio.library import keys
from hcd_studio.library.catalogue import open_catalogue, search
from hcd_studio.library.copy import SessionCopy
from hcd_studio.library.folder import Folder
from hcd_studio.library.forget import forget, forget_session
from hcd_studio.library.gate import make
from hcd_studio.library.made import pattern_of, publish_pattern
from hcd_studio.library.patterns import pattern_named
from hcd_studio.library.publish import preview, publish, published_as
from hcd_studio.library.sync import sync
from hcd_studio.library.take import cards
from hcd_studio.library.upstream import upstream
from hcd_studio.records import Need, Note, Pain, Participant
from hcd_studio.session import Session
from hcd_studio.speech import Trouble
from hcd_studio.verbs.patterns import lift_pattern
from tests.library_world import unpacked
from tests.meeting import at, clock, morning

TIERED = {
    "room": "CANARYroom stays in the room",
    "council": "CANARYcouncil stays in the council",
    "library": "CANARYlibrary may be shared",
    "public": "CANARYpublic may be printed",
}


@pytest.fixture
def shared(tmp_path: Path) -> Folder:
    place = tmp_path / "shared"
    place.mkdir()
    make(Folder(place), "shared", clock=clock("shared"))
    return Folder(place)


@pytest.fixture
def session_file(tmp_path: Path) -> Path:
    """A session with a word of each tier, a participant with a name, one who withdrew, a pain point and a need."""
    (path,) = morning(tmp_path, "A", note="CANARYunset nobody asked")
    with at(path) as session, session.change("fill") as draft:
        draft.patch(session.workshop, council="Cyngor Glan-yr-afon", service="Blue Badge", title_en="Blue Badge day",
                    title_cy="Diwrnod Bathodyn Glas", facilitators=("CANARYname of a facilitator",), date="2026-05-14",
                    contact="ymchwil@example.org")  # fmt: skip
        mair = draft.add(Participant(code="CANARYcode", name="CANARYname Mair", tier="public"))
        gone = draft.add(Participant(code="P2", tier="public", withdrawn=True))
        for tier, text in TIERED.items():
            draft.add(Note(text=text, tier=tier, participant=mair.id, language="en"))
        draft.add(Note(text="CANARYgone has withdrawn", tier="public", participant=gone.id))
        draft.add(Pain(title=Words("Must part with originals", "Gorfod ildio dogfennau"), severity=5))
        draft.add(
            Need(
                as_a=Words("resident", "preswylydd"),
                i_need=Words("prove it once", "profi unwaith"),
                so_that=Words("I rest", "gorffwys"),
            )
        )
    return path


def everything(library: Folder) -> bytes:
    return b"".join(data + unpacked(data) for one in library.list() for data in [library.get(one.key)])


@pytest.mark.parametrize(("audience", "open_tiers"), [("library", {"library", "public"}), ("public", {"public"})])
def test_nothing_above_its_consent_and_nobody_s_name_goes_out(
    shared: Folder, session_file: Path, audience: str, open_tiers: set[str]
) -> None:
    with at(session_file) as session:
        publish(shared, session, audience)  # type: ignore[arg-type]
    found = everything(shared)
    for tier, text in TIERED.items():
        assert (text.encode() in found) == (tier in open_tiers)
    for word in (b"CANARYname", b"CANARYcode", b"CANARYgone", b"CANARYunset"):
        assert word not in found


def test_the_preview_is_exactly_what_another_council_sees(shared: Folder, session_file: Path) -> None:
    with at(session_file) as session:
        shown = preview(session)
        assert list(shared.list(keys.PUBLISHED)) == []
        publish(shared, session)
    with open_catalogue(shared) as catalogue:
        seen = {row[0] for row in catalogue.rows("SELECT record FROM entry")}
    assert seen == {record.id for kind in ("note", "pain", "need") for record in shown.records[kind]}
    said = " ".join(message.say("en") for message in shown.messages())
    assert "Stays here: Note: 4" in said
    assert "Goes out: Note: 2" in said
    assert "Stays here: Participant: 2" in said


def test_a_publication_without_a_council_is_refused(shared: Folder, tmp_path: Path) -> None:
    (path,) = morning(tmp_path, "A")
    with at(path) as session, pytest.raises(Trouble) as caught:
        publish(shared, session)
    assert "which council" in caught.value.say("en")


def test_a_home_library_takes_no_publication(tmp_path: Path, session_file: Path) -> None:
    home = Folder(tmp_path / "home library")
    home.root.mkdir()
    make(home, "home", clock=clock("home"))
    with at(session_file) as session:
        with pytest.raises(Trouble):
            publish(home, session)
        sync(home, SessionCopy(session))
        with pytest.raises(Trouble):
            publish_pattern(home, pattern_of(session, "needs", "badge-needs"))
    assert not [one for one in home.list() if one.key.startswith((keys.PUBLISHED, keys.PATTERNS))]


def test_a_new_publication_takes_the_place_of_the_old_one(shared: Folder, session_file: Path) -> None:
    with at(session_file) as session:
        publish(shared, session)
        with session.change("withdraw") as draft:
            draft.patch(session.all(Participant)[0], withdrawn=True)
        publish(shared, session)
    assert b"CANARYlibrary" not in everything(shared)
    assert len(list(shared.list(keys.PUBLISHED))) == 1
    assert [card.title.en for card in cards(shared)] == ["Blue Badge day"]


def test_the_card_says_the_state_of_both_languages_and_whom_to_ask(shared: Folder, session_file: Path) -> None:
    with at(session_file) as session:
        publish(shared, session)
    (card,) = cards(shared)
    assert card.contact == "ymchwil@example.org"
    assert "of" in card.language_state().say("en")
    assert card.counts == {"note": 2, "pain": 1, "need": 1}


def test_forgetting_reaches_publication_pattern_and_catalogue(
    shared: Folder, session_file: Path, tmp_path: Path
) -> None:
    with at(session_file) as session:
        publish(shared, session)
        publish_pattern(shared, pattern_of(session, "needs", "badge-needs"))
        with open_catalogue(shared) as catalogue:
            path = catalogue.path
            assert search(catalogue, "CANARYlibrary").total == 1
        note = next(one for one in session.all(Note) if "CANARYlibrary" in one.text)
        need = session.all(Need)[0]
    other = tmp_path / "other.hcd"
    with Session.create(other, clock=clock("other")) as lifter:
        lift_pattern(lifter, pattern_named(shared, "badge-needs").bundle)
    with at(session_file) as session:
        privacy.erase(session, record=note, reason="asked")
        privacy.erase(session, record=need, reason="asked")
        certificate = forget(shared, session)
    assert not path.exists()  # thrown away at once, built again at the next look
    said = [line.say("en") for line in certificate.lines()]
    assert "Published anew, without them." in said
    assert "Patterns written anew: 1" in said
    assert any("e-mailed" in line for line in said)
    assert b"CANARYlibrary" not in everything(shared)
    assert b"prove it once" not in everything(shared)
    with open_catalogue(shared) as catalogue:
        assert search(catalogue, "CANARYlibrary").total == 0
    assert b"CANARYlibrary" not in path.read_bytes()
    with Session.open(other) as lifter:
        told = [one.message().say("en") for found in upstream(shared, lifter) for one in found.differences]
    assert told == []  # the pattern went with its only record; there is nobody to ask any more


def test_forgetting_publishes_for_nobody_more_than_before(shared: Folder, session_file: Path) -> None:
    with at(session_file) as session:
        publish(shared, session, "public", licence="CC-BY-4.0")
        privacy.erase(
            session, record=next(one for one in session.all(Note) if "CANARYpublic" in one.text), reason="asked"
        )
        assert forget(shared, session).published
    assert b"CANARY" not in everything(shared)
    assert published_as(shared, shared_id(shared)) == ("public", "CC-BY-4.0")


def shared_id(shared: Folder) -> str:
    return next(iter(shared.list(keys.PUBLISHED))).key.split("/")[1]


def test_who_lifted_it_hears_that_a_record_was_withdrawn(shared: Folder, session_file: Path, tmp_path: Path) -> None:
    with at(session_file) as session:
        with session.change("more") as draft:
            draft.add(Need(i_need=Words("see where it stands", "gweld ble mae")))
        publish_pattern(shared, pattern_of(session, "needs", "badge-needs"))
        with Session.create(tmp_path / "other.hcd", clock=clock("other")) as lifter:
            lift_pattern(lifter, pattern_named(shared, "badge-needs").bundle)
            privacy.erase(session, record=session.all(Need)[0], reason="asked")
            forget(shared, session)
            told = [one for found in upstream(shared, lifter) for one in found.differences if one.what == "withdrawn"]
            assert [one.title.en for one in told] == ["prove it once"]
            assert "please remove it here" in told[0].message().say("en")


def test_copies_confirm_an_erasure_one_by_one(tmp_path: Path) -> None:
    home = Folder(tmp_path / "home library")
    home.root.mkdir()
    make(home, "home", clock=clock("home"))
    a, b = morning(tmp_path, "A", "B")
    with at(a) as first, at(b) as second:
        sync(home, SessionCopy(first))
        sync(home, named(second, "the other machine"))
        privacy.erase(first, record=first.all(Note)[0], reason="asked")
        certificate = forget(home, first)
        assert [(one.letters, one.done) for one in sorted(certificate.copies, key=lambda one: one.letters)] == [
            ("A", True),
            ("B", False),
        ]
        assert any("has not confirmed yet" in line.say("en") for line in certificate.lines())
        sync(home, named(second, "the other machine"))
        certificate = forget(home, first)
        assert all(one.done for one in certificate.copies)


def named(session: Session, name: str) -> SessionCopy:
    copy = SessionCopy(session)
    copy.name = name.encode().hex()[:16]
    return copy


def test_a_whole_session_can_be_taken_back(shared: Folder, session_file: Path) -> None:
    with at(session_file) as session:
        publish(shared, session)
        id = session.store.session.hex()
    assert forget_session(shared, id).removed == 1
    assert cards(shared) == []
