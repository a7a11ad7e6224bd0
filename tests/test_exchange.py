"""What copies send each other: summaries from stored edits, changes with the erasures they need, one check for what comes in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hcd_studio import privacy
from hcd_studio.change import ERASED, Change, sealed_edit, stem_of
from hcd_studio.merge import take_in
from hcd_studio.records import Note
from hcd_studio.session import Session
from hcd_studio.store.exchange import changes_for, changes_of, check, lacking, missing, summary
from hcd_studio.store.foreign import Foreign
from hcd_studio.store.log import changes
from tests.meeting import at, morning, say, the_note
from tests.pictures import agree


def log(session: Session) -> list[Change]:
    return list(changes(session.store.db))


def take(session: Session, *some: Change) -> None:
    take_in(session, [Foreign("segment", session.store.session, list(some))])


def test_copies_send_what_the_other_lacks_until_their_summaries_are_the_same(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    say(a, "one")
    say(b, "two")
    with at(a) as left, at(b) as right:
        assert summary(left.store) != summary(right.store)
        for here, there in ((left, right), (right, left)):
            copies = missing(here.store, summary(there.store))
            assert copies
            take(there, *changes_for(here.store, changes_of(here.store, copies)))
        assert summary(left.store) == summary(right.store)
        assert missing(left.store, summary(right.store)) == missing(right.store, summary(left.store)) == []
        assert left.records == right.records


def test_a_summary_counts_edits_and_not_changes(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    with at(a) as left, left.change("add_note") as draft:
        draft.add(Note(text="in part"))
    with at(a) as left, at(b) as right:
        last = log(left)[-1]
        take(right, replace(last, edits=last.edits[1:]))
        assert right.store.has(last.id)
        assert missing(left.store, summary(right.store)) == [last.replica.hex()]


def test_a_change_brings_the_erasures_that_it_needs(tmp_path: Path) -> None:
    a, b = morning(tmp_path, "A", "B")
    say(b, "CANARY words")
    with at(b) as right:
        said = log(right)[-1]
        privacy.erase(right, record=the_note(right).id, field="text", reason="asked")
        sent = changes_for(right.store, [said.id])
        assert any(edit.field == ERASED for edit in sent[0].edits)
        assert [change.id for change in sent if change.id == said.id] == [said.id]
        assert changes_for(right.store, [bytes(16)]) == []
    for path in (tmp_path / "home").rglob("*.jsonl"):
        path.unlink()
    with at(a) as left:
        take(left, *[change for change in sent if change.id == said.id])
        assert lacking(left.store, sent)
        take(left, *sent)
        assert lacking(left.store, sent) == []
        agree(left)


@pytest.mark.parametrize(
    "fields",
    [
        {"value": '"other"'}, {"salt": None}, {"value": None}, {"salt": b"short"}, {"mark": bytes(16)}, {"id": bytes(16)},
        {"record": "nonsense"}, {"record": None}, {"kind": ""}, {"kind": "a\nb"}, {"field": 7}, {"i": -1}, {"i": True},
        {"prev": None}, {"prev": (b"short",)}, {"seen": (bytes(16), bytes(16))}, {"value": "\ud800"}, {"value": 5},
    ],
)  # fmt: skip
def test_an_edit_that_is_not_what_its_author_committed_to_is_left_out_and_no_other(
    tmp_path: Path, fields: dict[str, Any]
) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        everything, id = log(session), session.store.session
    assert check(everything, id).changes == everything
    last = everything[-1]
    bad = replace(last, edits=(replace(last.edits[0], **fields), *last.edits[1:]))
    found = check([*everything[:-1], bad], id)
    assert (found.bad, found.part) == (1, True)
    assert [edit for change in found.changes for edit in change.edits] == [
        edit for change in everything for edit in change.edits if edit != last.edits[0]
    ]


@pytest.mark.parametrize(
    "fields", [{"seq": -1}, {"hlc": 2**63}, {"actor": None}, {"verb": "\ud800"}, {"replica": b""}, {"undoes": b"x"}]
)
def test_a_change_whose_signature_makes_no_sense_is_left_out(tmp_path: Path, fields: dict[str, Any]) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        last, id = log(session)[-1], session.store.session
    found = check([replace(last, **fields)], id)
    assert (found.changes, found.bad, found.part) == ([], len(last.edits), True)


def test_the_id_of_a_whole_change_follows_from_its_edits(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        last, id = log(session)[-1], session.store.session
    assert check([replace(last, id=bytes(16))], id).changes == [last]


def test_an_edit_of_another_change_does_not_fit(tmp_path: Path) -> None:
    (a,) = morning(tmp_path, "A")
    with at(a) as session:
        last, id = log(session)[-1], session.store.session
    stem = stem_of(id, last.replica, last.seq + 1, last.hlc, last.actor, last.verb, last.undoes)
    stray = sealed_edit(last.edits[0], stem, 0, bytes(16))
    assert check([replace(last, edits=(stray,))], id).changes == []
