"""The catalogue: found in either language, accents or not; counted over the councils that asked; rebuilt at any time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hcd_studio.library import keys
from hcd_studio.library.catalogue import Catalogue, Facets, open_catalogue, search, spread
from hcd_studio.library.catalogue.saved import remove, save, saved
from hcd_studio.library.catalogue.search import match_of
from hcd_studio.library.catalogue.shares import alike, judge, share_of, shared_pains
from hcd_studio.library.catalogue.trends import trends
from hcd_studio.library.copy import SessionCopy
from hcd_studio.library.folder import Folder
from hcd_studio.library.gate import make
from hcd_studio.library.segment import pack_lines, unpack
from hcd_studio.library.sync import sync
from hcd_studio.session import Session
from hcd_studio.speech import Trouble
from hcd_studio.templates import make_sample
from tests.library_shelf import shelf
from tests.meeting import clock

Row = dict[str, object]


@pytest.fixture
def shared(tmp_path: Path) -> Folder:
    place = tmp_path / "shared"
    place.mkdir()
    make(Folder(place), "shared", clock=clock("shared"))
    return Folder(place)


def put(library: Folder, council: str, service: str, date: str, *rows: Row, **card: object) -> str:
    """A publication by hand; the session's id."""
    session = clock(f"{council} {service} {date}").random(16).hex()
    head = {
        "what": "published", "session": session, "made": 1, "licence": "OGL-UK-3.0",
        "card": {"session": session, "council": council, "service": service, "date": date, "kind": "shared",
                 "title": {"en": f"{service} day", "cy": f"Diwrnod {service}"}, "contact": "a@b.example", **card},
    }  # fmt: skip
    data = pack_lines(head, rows)
    library.put_if_absent(keys.published(session, unpack(data).sha), data)
    return session


def pain(n: int, en: str, cy: str = "", **more: object) -> Row:
    return {
        "kind": "pain",
        "id": clock(f"{n} {en}").random(16).hex(),
        "ref": f"P-A{n}",
        "title_en": en,
        "title_cy": cy,
        **more,
    }


UPLOAD = pain(1, "Cannot upload the photo", "Methu llwytho’r llun", severity=5, barriers=["access"])
FAILS = pain(2, "The photo upload fails on my phone", severity=4, confidence="high", review_by="2026-01-01")
SIGNAL: Row = {
    "kind": "note", "id": "1" * 32, "ref": "V-A7", "text": "Dim signal ar y ffôn yn y tŷ", "language": "cy",
    "translation": "No phone signal at home",
}  # fmt: skip


@pytest.fixture
def catalogue(shared: Folder) -> Iterator[Catalogue]:
    put(shared, "Cyngor Un", "Blue Badge", "2024-03-01", UPLOAD, SIGNAL, method="workshop")
    put(shared, "Cyngor Dau", "blue  badge", "2025-03-01", FAILS)
    put(shared, "Cyngor Tri", "Blue Badge", "2025-06-01", pain(3, "Nobody answers the phone", severity=2))
    put(shared, "Cyngor Pedwar", "Council tax", "2025-06-01", pain(4, "The photo of the bill is refused", severity=3))
    with open_catalogue(shared) as found:
        yield found


@pytest.mark.parametrize("words", ["ffôn", "ffon", "FFÔN", "ty", "phone signal", "sign*", "dim signal"])
def test_words_are_found_in_either_language_accents_or_not(catalogue: Catalogue, words: str) -> None:
    assert "V-A7" in {one.ref for one in search(catalogue, words).findings}


def test_every_word_must_be_there(catalogue: Catalogue) -> None:
    assert {one.ref for one in search(catalogue, "photo upload").findings} == {"P-A1", "P-A2"}
    assert search(catalogue, "photo zebra").total == 0


@pytest.mark.parametrize(
    "words",
    ['"', "NEAR(", "a OR b", "en:photo", "*", "photo -phone", "^x", "' OR 1=1 --", "a" * 5000, "😀", "\0", "‮abc"],
)
def test_whatever_is_typed_is_no_error(catalogue: Catalogue, words: str) -> None:
    search(catalogue, words)


def test_a_query_is_only_ever_words() -> None:
    assert match_of('drop "table" photo* or*') == '"drop" "table" "photo"* "or"*'


@pytest.mark.parametrize(
    ("facets", "refs"),
    [
        (Facets(kind="pain", council="cyngor UN"), {"P-A1"}),
        (Facets(service="BLUE BADGE", kind="pain"), {"P-A1", "P-A2", "P-A3"}),
        (Facets(barrier="access"), {"P-A1"}),
        (Facets(confidence="high"), {"P-A2"}),
        (Facets(review_before="2026-06-30"), {"P-A2"}),
        (Facets(since="2025-05-01"), {"P-A3", "P-A4"}),
        (Facets(until="2024-12-31", kind="pain"), {"P-A1"}),
        (Facets(year="2025", service="Council tax"), {"P-A4"}),
        (Facets(method="workshop", kind="note"), {"V-A7"}),
    ],
)
def test_facets_limit_what_is_found(catalogue: Catalogue, facets: Facets, refs: set[str]) -> None:
    assert {one.ref for one in search(catalogue, "", facets).findings} == refs


def test_a_finding_can_be_cited_and_asked_back(catalogue: Catalogue) -> None:
    (finding,) = search(catalogue, "llwytho").findings
    assert finding.citation().say("en") == "Cyngor Un, “Blue Badge day”, 2024-03-01, P-A1"
    assert finding.contact == "a@b.example"
    assert finding.cite.endswith(":P-A1")


def test_facets_are_counted(catalogue: Catalogue) -> None:
    found = spread(catalogue, search(catalogue, "photo"))
    assert found["council"] == {"Cyngor Un": 1, "Cyngor Dau": 1, "Cyngor Pedwar": 1}
    assert found["barrier"] == {"access": 1}


def cite(catalogue: Catalogue, words: str) -> str:
    return search(catalogue, words, Facets(kind="pain")).findings[0].cite


def test_a_share_counts_only_the_councils_that_asked(shared: Folder, catalogue: Catalogue) -> None:
    one, other = cite(catalogue, "cannot upload"), cite(catalogue, "upload fails")
    assert (len(share_of(catalogue, one).sharing), len(share_of(catalogue, one).asked)) == (1, 3)
    judge(shared, catalogue, one, other, same=True, council="Cyngor Un", now=1)
    share = share_of(catalogue, one)
    assert share.message().say("en").startswith("2 of 3 councils that asked share this pain")
    assert "Cyngor Pedwar" not in share.asked
    assert [len(each.sharing) for each in shared_pains(catalogue)] == [2]


def test_nothing_is_the_same_until_a_person_says_so_and_a_later_no_counts(shared: Folder, catalogue: Catalogue) -> None:
    one, other = cite(catalogue, "cannot upload"), cite(catalogue, "upload fails")
    assert [found.cite for found in alike(catalogue, one)] == [other]
    assert shared_pains(catalogue) == []
    judge(shared, catalogue, one, other, same=True, council="Cyngor Un", now=1)
    judge(shared, catalogue, other, one, same=False, council="Cyngor Dau", now=2)
    assert shared_pains(catalogue) == []
    with open_catalogue(shared, fresh=True) as again:
        assert shared_pains(again) == []


def test_a_pain_that_nobody_knows_cannot_be_judged(shared: Folder, catalogue: Catalogue) -> None:
    for wrong in ("", "abcdef12:P-A99", "%:P-A1", "______:P-A1"):
        with pytest.raises(Trouble):
            judge(shared, catalogue, wrong, cite(catalogue, "photo"), same=True, council="", now=1)


def test_trends_say_better_or_worse_only_with_enough_behind_them(shared: Folder) -> None:
    for year, severity in ((2024, 5), (2025, 3)):
        rows = [pain(n, f"Pain {n} of {year}", severity=severity, barriers=["time"]) for n in range(4)]
        put(shared, "Cyngor Un", "Blue Badge", f"{year}-01-01", *rows)
    put(shared, "Cyngor Dau", "Bulky waste", "2025-01-01", pain(1, "Late", severity=5))
    with open_catalogue(shared) as catalogue:
        badge, waste = trends(catalogue)
        assert (badge.group, badge.direction) == ("Blue Badge", "better")
        assert "getting better; severity 5.0 in 2024, 3.0 in 2025" in badge.message().say("en")
        assert waste.direction == ""
        assert "too few" in waste.message().say("en")
        assert [one.group for one in trends(catalogue, "barrier")] == ["time"]
        assert [one.group for one in trends(catalogue, service="bulky WASTE")] == ["Bulky waste"]


def test_it_is_built_again_when_it_is_gone_damaged_or_of_another_version(shared: Folder, catalogue: Catalogue) -> None:
    path = catalogue.path
    before = search(catalogue, "photo").findings
    catalogue.close()
    for damage in (b"", b"no database at all" * 300, path.read_bytes()[:5000] + b"\xff" * 3000):
        path.write_bytes(damage)
        with open_catalogue(shared) as again:
            assert set(search(again, "photo").findings) == set(before)
    catalogue.db = again.db
    with open_catalogue(shared) as again:
        again.db.execute("PRAGMA user_version=99")
    with open_catalogue(shared) as again:
        assert set(search(again, "photo").findings) == set(before)


def test_only_what_changed_is_read_again(shared: Folder) -> None:
    shelf(shared, councils=2, sessions=3, notes=10)
    with open_catalogue(shared) as catalogue:
        assert catalogue.one("SELECT count(*) FROM session") == 6
    read: list[str] = []
    get = shared.get

    def watched(key: str, *given: int) -> bytes:
        read.append(key)
        return get(key, *given)

    shared.get = watched  # type: ignore[method-assign]
    put(shared, "Cyngor Un", "Blue Badge", "2025-03-01", pain(1, "New"))
    with open_catalogue(shared) as catalogue:
        assert catalogue.one("SELECT count(*) FROM session") == 7
    assert len([key for key in read if key.startswith(keys.PUBLISHED)]) == 1


def test_a_publication_with_odd_values_is_read_as_far_as_it_fits(shared: Folder) -> None:
    put(shared, "Cyngor Un", "X", "2025", pain(1, "Fits", severity="five", barriers="access"), {"kind": "nothing"}, {"kind": "pain"},
        {"kind": "pain", "id": 7}, {"kind": "note", "id": "2" * 32, "text": ["a"]}, pain(2, "Also", severity=10**30))  # fmt: skip
    with open_catalogue(shared) as catalogue:
        assert {one.words.en for one in search(catalogue, "", Facets(kind="pain")).findings} == {"Fits", "Also"}


def test_one_s_own_sessions_are_found_in_the_home_library(tmp_path: Path) -> None:
    home = Folder(tmp_path / "home library")
    home.root.mkdir()
    make(home, "home", clock=clock("home"))
    make_sample(tmp_path / "sample.hcd", clock=clock("sample")).close()
    with Session.open(tmp_path / "sample.hcd") as session:
        sync(home, SessionCopy(session))
        with open_catalogue(home) as catalogue:
            assert search(catalogue, "", Facets(kind="note"), limit=1000).total > 300
            assert search(catalogue, "bathodyn").total > 0
        with session.change("add") as draft:
            draft.patch(session.workshop, title_en="Another title")
        sync(home, SessionCopy(session))
    with open_catalogue(home) as catalogue:
        assert catalogue.rows("SELECT title_en FROM session") == [("Another title",)]


def test_a_word_that_is_gone_from_the_library_leaves_no_byte_in_the_index(shared: Folder) -> None:
    session = put(shared, "Cyngor Un", "Blue Badge", "2025-03-01", pain(1, "CANARY said so"), pain(2, "Stays"))
    put(shared, "Cyngor Dau", "Blue Badge", "2025-03-01", *[pain(n, f"Another {n}") for n in range(200)])
    with open_catalogue(shared) as catalogue:
        assert search(catalogue, "CANARY").total == 1
        path = catalogue.path
    for one in list(shared.list(f"{keys.PUBLISHED}{session}/")):
        shared.delete(one.key)
    with open_catalogue(shared) as catalogue:
        assert search(catalogue, "CANARY").total == 0
        assert catalogue.path == path
    content = path.read_bytes()
    assert b"CANARY" not in content
    assert b"canary" not in content


def test_searches_are_saved_under_a_name() -> None:
    save("phones", "ffôn", Facets(kind="pain", service="Blue Badge"))
    assert saved() == {"phones": ("ffôn", Facets(kind="pain", service="Blue Badge"))}
    remove("phones")
    assert saved() == {}
    with pytest.raises(Trouble):
        remove("phones")
    with pytest.raises(Trouble):
        save("  ", "x", Facets())
