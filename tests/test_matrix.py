"""The trace matrix: what each requirement rests on, circles and long chains included, as the trail itself tells it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hcd_studio.bilingual import Words
from hcd_studio.questions.matrix import matrix
from hcd_studio.questions.trail import below
from hcd_studio.questions.why import why
from hcd_studio.records import Criterion, Link, Measure, Need, Note, Pain, Participant, Requirement, Waiver
from hcd_studio.snapshot import Snapshot

IDS = [
    *(f"r{n}" for n in range(3)),
    *(f"d{n}" for n in range(4)),
    *(f"p{n}" for n in range(4)),
    *(f"n{n}" for n in range(4)),
]
RECORDS = [
    *(Requirement(id=f"r{n}") for n in range(3)),
    *(Need(id=f"d{n}") for n in range(4)),
    *(Pain(id=f"p{n}") for n in range(4)),
    *(Note(id=f"n{n}", participant=f"x{n % 2}") for n in range(4)),
]


@given(st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from([*IDS, "gone"])), max_size=24))
def test_a_row_holds_what_the_trail_holds_whatever_way_links_run(ends: list[tuple[str, str]]) -> None:
    links = [
        Link(id=f"l{n}", source=source, target=target) for n, (source, target) in enumerate(ends) if source != target
    ]
    snapshot = Snapshot.of([*RECORDS, *links])
    for row in matrix(snapshot):
        beneath = set(below(snapshot, row.requirement.id)) - {row.requirement.id}
        found = {*row.needs, *row.pains, *row.notes}
        assert found == {id for id in beneath if id[0] in "dpn"}
        assert row.sources == len({int(id[1]) % 2 for id in row.notes})


def test_a_chain_of_thousands_is_walked() -> None:
    pains = [Pain(id=f"p{n:04}") for n in range(3000)]
    links = [Link(id=f"l{n}", source=f"p{n:04}", target=f"p{n + 1:04}") for n in range(2999)]
    snapshot = Snapshot.of([Requirement(id="r"), *pains, *links, Link(id="x", source="r", target="p0000")])
    assert len(matrix(snapshot)[0].pains) == 3000


def test_the_page_of_a_requirement_shows_what_an_audience_may_see_and_counts_the_rest() -> None:
    said = [Note(id=f"n{n}", text="quiet", language="en", tier="room" if n else "public") for n in range(3)]
    records = [
        Requirement(id="r"), Need(id="d"), Pain(id="p", severity=5, times_a_year=10, resident_minutes=60), *said,
        Criterion(id="c", parent="r"), Waiver(id="w", rule="R16", place="r", reason=Words("law", "cyfraith")),
        *[Link(id=a + b, source=a, target=b) for a, b in ("rd", "dp")], *[Link(id=one.id + "l", source="p", target=one.id) for one in said],
    ]  # fmt: skip
    page = why(Snapshot.of(records), "r", audience="public")
    assert page is not None
    assert ([one.id for one in page.voices], page.unseen) == (["n0"], 2)
    assert [one.pain.id for one in page.hurts] == ["p"]
    assert round(page.hurts[0].cost.pounds, 2) == 126.0
    assert ([one.id for one in page.needs], len(page.criteria), len(page.waivers)) == (["d"], 1, 1)
    assert why(Snapshot.of(records), "gone") is None


def test_tests_and_doubts_stand_in_the_row_and_withdrawn_voices_do_not() -> None:
    records = [
        Requirement(id="r"), Criterion(id="c", parent="r"), Measure(id="m", parent="r"), Participant(id="x", withdrawn=True),
        Note(id="n", participant="x"), Note(id="a", strength="assumption"), Link(id="l", source="r", target="n"),
        Link(id="k", source="r", target="a"),
    ]  # fmt: skip
    plain = Snapshot.of(records)
    row = matrix(Snapshot(plain.records, suspect=frozenset(["l"])))[0]
    assert (row.criteria, row.measures, row.suspect) == (("c",), ("m",), True)
    assert (row.notes, row.sources) == (("a",), 0)
