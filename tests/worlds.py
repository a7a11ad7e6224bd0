"""Several copies of one session that people work on at once, an oracle beside them; driven by chance or by Hypothesis."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, TypeVar
from unittest.mock import patch

from hcd_studio import privacy
from hcd_studio.bilingual import Words
from hcd_studio.change import ERASED, Change, ChangeId, Edit, EditId, encode, sealed, sealed_edit, stem_of
from hcd_studio.clock import Clock, frozen_clock
from hcd_studio.conflicts import conflicts, double_citations
from hcd_studio.draft import Draft
from hcd_studio.merge import MergeReport, take_in
from hcd_studio.records import KINDS, Lane, Link, Need, Note, Record, Stage, Step
from hcd_studio.session import Session, Told
from hcd_studio.speech import Trouble
from hcd_studio.store import Store
from hcd_studio.store.erase import SCRUB_DUE
from hcd_studio.store.exchange import changes_for
from hcd_studio.store.foreign import Foreign
from hcd_studio.store.log import changes
from hcd_studio.store.rebuild import rebuild
from hcd_studio.store.verify import verify
from hcd_studio.undo import Undone
from hcd_studio.verbs.sharing import settle_versions
from tests.oracle import TIERS, Oracle, matched
from tests.pictures import agree, known_ids, picture, tables

LETTERS = "ABCDEF"
STARTS = (1_795_000_000.0, 1_921_000_000.0, 1_700_000_000.0, 1_795_000_500.0)
"""The clocks of the copies: right, in the year 2030, two years behind, right again."""
WORDS = ("bws", "ffôn", "ciw", "papur", "cost", "amser", "help", "ŵy")
FUTURE = b"FUTURE!!"

R = TypeVar("R", bound=Record)
Editor = tuple[int, type[Record], str, str, tuple[EditId, ...]]


class World:
    """Copies 0 … n − 1 of one session in a folder, all open; `basics` gives them two steps and two lanes."""

    def __init__(self, folder: Path, copies: int = 3, *, seed: str = "world", basics: bool = True):
        self.folder = folder
        self.seed = seed
        self.oracle = Oracle(copies)
        self.changes: dict[ChangeId, Change] = {}
        self.editors: list[Editor] = []
        self.heard: list[list[Told]] = [[] for _ in range(copies)]
        self.erased: set[str] = set()
        self.drops = self._checks = 0
        self._restarts = 0
        self._future = 0
        path = folder / "0.hcd"
        with Session.create(path, clock=self._clock(0, "made")) as first:
            if basics:
                with first.change("basics") as draft:
                    stage = draft.add(Stage())
                    self.steps = [draft.add(Step(stage=stage.id)).id for _ in range(2)]
                    self.lanes = [draft.add(Lane()).id for _ in range(2)]
            begun = list(changes(first.store.db))
        for change in begun:
            self._know(change)
        for copy in range(1, copies):
            shutil.copy(path, folder / f"{copy}.hcd")
        self.sessions = [self._opened(copy, begun) for copy in range(copies)]

    def _clock(self, copy: int, name: str = "") -> Clock:
        return frozen_clock(f"{self.seed}/{copy}/{name}", STARTS[copy % len(STARTS)])

    def _opened(self, copy: int, begun: list[Change]) -> Session:
        path = self.folder / f"{copy}.hcd"
        if copy:
            store = Store.open(path)
            store.db.execute("UPDATE replica SET mine = 0")
            store.set_meta(letters=LETTERS[copy])
            store.close()
        session = Session.open(path, clock=self._clock(copy))
        session.hear(self.heard[copy].append)
        self.oracle.give(copy, [edit.id for change in begun for edit in change.edits])
        return session

    def close(self) -> None:
        for session in self.sessions:
            session.close()

    # Acting: whatever a copy does is told to the oracle, which has expected it

    def act(self, copy: int, does: Callable[[Draft], Any], verb: str = "act") -> Change | None:
        """One change of a copy."""
        heard = self.heard[copy]
        heard.clear()
        with suppress(Trouble), self.sessions[copy].change(verb) as draft:
            does(draft)
        return self.learn(copy, heard[0].changes[0]) if heard else None

    def learn(self, copy: int, change: Change, restores: dict[EditId, EditId | None] | None = None) -> Change:
        for edit in change.edits:
            visible = {word.id for word in self.oracle.heads(copy, edit.record, edit.field)}
            opened = {id for one in self.editors for id in one[4]}
            own = {one.id for one in change.edits}
            assert set(edit.prev) <= visible | opened | own, "an edit replaces what its writer did not see"
        self._know(change, restores)
        self.oracle.give(copy, [edit.id for edit in change.edits])
        return change

    def _know(self, change: Change, restores: dict[EditId, EditId | None] | None = None) -> None:
        self.changes[change.id] = change
        self.erased |= {edit.record for edit in change.edits if edit.field == ERASED}
        self.oracle.learn(change, restores)

    def create(self, copy: int, rng: Random) -> None:
        if rng.random() < 0.6:
            note = Note(text=self._text(rng), step=rng.choice(self.steps), lane=rng.choice(self.lanes))
            self.act(copy, lambda draft: draft.add(note), "add_note")
        else:
            need = Need(i_need=Words(en=self._text(rng), cy=rng.choice(["", self._text(rng)])))
            self.act(copy, lambda draft: draft.add(need), "add_need")

    def edit_text(self, copy: int, rng: Random) -> None:
        if note := self.any(copy, Note, rng):
            name = rng.choice(["text", "translation"])
            self.act(copy, lambda draft: draft.patch(note, {name: self._text(rng)}))

    def edit_words(self, copy: int, rng: Random) -> None:
        if need := self.any(copy, Need, rng):
            side = rng.choice(["en", "cy"])
            self.act(copy, lambda draft: draft.patch(need, {f"i_need_{side}": self._text(rng)}))

    def judge_pair(self, copy: int, rng: Random) -> None:
        if need := self.any(copy, Need, rng):
            state = rng.choice(["checked", "approved", "draft"])
            self.act(copy, lambda draft: draft.patch(need, i_need_state=state, whole=True))

    def move(self, copy: int, rng: Random) -> None:
        if note := self.any(copy, Note, rng):
            step, lane = rng.choice(self.steps), rng.choice([*self.lanes, ""])
            row = [one for one in self.sessions[copy].all(Note) if one.step == step and one.lane == lane]
            after = rng.choice([*row, None])

            def moved(draft: Draft) -> None:
                rank = draft.rank_after(row, after, note)
                draft.patch(note, step=step, lane=lane, rank=rank, whole=True)

            self.act(copy, moved, "move_note")

    def consent(self, copy: int, rng: Random) -> None:
        if note := self.any(copy, Note, rng):
            self.act(copy, lambda draft: draft.patch(note, tier=rng.choice(TIERS)))

    def link(self, copy: int, rng: Random) -> None:
        source, target = self.any(copy, Need, rng), self.any(copy, Note, rng)
        if source and target:
            one = Link(source=source.id, target=target.id, confirmed=True)
            self.act(copy, lambda draft: draft.add(one))

    def remove(self, copy: int, rng: Random) -> None:
        kinds: list[type[Record]] = [Note, Note, Need, Link]
        record = self.any(copy, rng.choice(kinds), rng)
        if record is None:
            return
        content = {word.id for word in self.oracle.content(copy, record.id)}
        change = self.act(copy, lambda draft: draft.remove(record))
        assert change is not None
        assert set(change.edits[0].seen) == content, "a delete speaks of all that its writer saw"
        assert self.sessions[copy].find(record.id) is None

    def together(self, copy: int, rng: Random) -> None:
        """Several acts as one change: make, reword twice, perhaps let go; touch another."""
        old = self.any(copy, Note, rng)

        def does(draft: Draft) -> None:
            note = draft.add(Note(text=self._text(rng), step=self.steps[0]))
            draft.patch(draft.patch(note, text=self._text(rng)), text=self._text(rng))
            if rng.random() < 0.3:
                draft.remove(note)
            if old is not None:
                draft.patch(old, text=self._text(rng), theme="")
                if rng.random() < 0.3:
                    draft.remove(old)

        self.act(copy, does, "together")

    def settle(self, copy: int, rng: Random) -> None:
        found = conflicts(self.sessions[copy])
        if not found:
            return
        one = rng.choice(found)
        keep = rng.choice([*(version.letter for version in one.versions), "both", ""])
        change = self.act(
            copy, lambda draft: settle_versions(draft, one.record, one.field, keep=keep, text=self._text(rng))
        )
        if change is not None:
            assert len(self.oracle.heads(copy, one.record.id, one.field)) == 1, "a settlement names all heads"

    def open_editor(self, copy: int, rng: Random) -> None:
        if note := self.any(copy, Note, rng):
            name = rng.choice(["text", "translation"])
            heads = tuple(head.id for head in self.sessions[copy].store.heads(note.id, name))
            self.editors.append((copy, Note, note.id, name, heads))

    def leave_editor(self, copy: int, rng: Random) -> None:
        own = [one for one in self.editors if one[0] == copy]
        if not own:
            return
        editor = rng.choice(own)
        _, kind, id, name, opened = editor
        record = self.sessions[copy].get(kind, id)
        before = {word.id for word in self.oracle.heads(copy, id, name)}
        if record is not None:
            change = self.act(copy, lambda draft: draft.patch(record, {name: self._text(rng)}, prev={name: opened}))
            after = {word.id for word in self.oracle.heads(copy, id, name)}
            assert change is None or before - set(opened) <= after, "what came while an editor was open is overwritten"
        self.editors.remove(editor)

    def undo(self, copy: int, _: Random) -> None:
        self.take_back(copy, redo=False)

    def redo(self, copy: int, _: Random) -> None:
        self.take_back(copy, redo=True)

    def take_back(self, copy: int, *, redo: bool) -> Undone | None:
        session = self.sessions[copy]
        steps = session.steps.redo if redo else session.steps.undo
        if not steps:
            assert (session.redo() if redo else session.undo()) is None
            return None
        change = self.changes[steps[-1].change]
        expected = [one for one in self.oracle.undone(copy, change) if one.record not in self.erased]
        closed = all(self.oracle.closed(copy, edit.record) for edit in change.edits)
        heard = self.heard[copy]
        heard.clear()
        done = session.redo() if redo else session.undo()
        assert done is not None
        if not heard:
            assert not expected or not closed, f"the undo should have written {expected}"
            self.drops += 1
            return done
        made = heard[0].changes[0]
        left = {self.oracle.root(edit.id) for edit in change.edits}
        assert all(self.oracle.root(id) in left for edit in made.edits for id in edit.prev), (
            "another's word is taken away"
        )
        self.learn(copy, made, {**matched(made, expected, self.erased), **self._restored(made)})
        return done

    def _restored(self, made: Change) -> dict[EditId, EditId | None]:
        """What an undo brought back on records of which something was erased, where the oracle expects nothing exact."""
        found: dict[EditId, EditId | None] = {}
        for edit in made.edits:
            if edit.record in self.erased:
                here = [id for id in edit.seen if id in self.oracle.places[edit.record].get(edit.field, ())]
                found[edit.id] = here[0] if here else None
        return found

    def future(self, copy: int, rng: Random) -> None:
        """What a newer version writes: an unknown field of a note, or a kind that nobody here knows."""
        session = self.sessions[copy]
        note = self.any(copy, Note, rng)
        kind, record = (
            ("note", note.id) if note and rng.random() < 0.7 else ("hologram", f"{rng.getrandbits(128):032x}")
        )
        name = rng.choice(["sparkle", "depth"])
        self._future += 1
        heads = tuple(sorted(word.id for word in self.oracle.heads(copy, record, name)))
        hlc = (2_000_000_000_000 + self._future) << 16
        stem = stem_of(session.store.session, FUTURE, self._future, hlc, "Z", "shine", b"")
        edit = Edit(kind, record, name, encode(self._text(rng)), heads)
        change = sealed(
            session.store.session, verb="shine", actor="Z", replica=FUTURE, seq=self._future, hlc=hlc, undoes=b"",
            edits=[sealed_edit(edit, stem, 0, rng.randbytes(16))],
        )  # fmt: skip
        self._know(change)
        self._take(copy, [change])

    # Exchange

    def deliver(self, source: int, copy: int, rng: Random) -> None:
        """Some of what one copy has: in any order, some twice, some only in part."""
        store = self.sessions[source].store
        found = [id for (id,) in store.db.execute("SELECT id FROM change")]
        rng.shuffle(found)
        some = changes_for(store, found[: rng.randint(1, len(found))])
        for at in range(len(some)):
            edits = some[at].edits
            if len(edits) > 1 and rng.random() < 0.2 and all(edit.field != ERASED for edit in edits):
                kept = rng.sample(edits, rng.randint(1, len(edits) - 1))
                some[at] = replace(some[at], edits=tuple(sorted(kept, key=lambda edit: edit.i)))
        some += rng.sample(some, min(2, len(some)))
        self._take(copy, some)

    def _take(self, copy: int, some: Iterable[Change]) -> MergeReport:
        session = self.sessions[copy]
        found = Foreign("other", session.store.session, list(some))
        before, known = picture(session), known_ids(session)
        shown = take_in(session, [replace(found)], kept=False)
        assert picture(session) == before, "a preview changed something"
        report = take_in(session, [found])
        assert [*report.lines] == [*shown.lines], "a preview differs from its merge"
        self.oracle.give(copy, [edit.id for change in found.changes for edit in change.edits])
        self._follow(copy)
        after = {id for records in session.records.values() for id in records}
        old = {id for records in before[0].values() for id in records}
        assert {line.record for line in report.of("added")} == after - old - known
        assert {line.record for line in report.of("removed")} == old - after
        assert not report.part
        return report

    def _follow(self, copy: int) -> None:
        """A copy of a note may be met where its origin is erased already: then it is erased by a change that nobody made."""
        oracle, db = self.oracle, self.sessions[copy].store.db
        due = oracle.erasures(copy)
        for (id,) in list(db.execute("SELECT c.id FROM change c WHERE c.hlc = 0")):
            if id not in self.changes:
                (change,) = changes(db, "c.id = ?", (id,))
                (edit,) = change.edits
                assert (edit.field, edit.prev, edit.seen) == (ERASED, (), ())
                assert (edit.record, json.loads(edit.value or "")) in due, "more is erased than was asked for"
                self._know(change)
            oracle.give(copy, [edit.id for edit in self.changes[id].edits])

    def exchange(self, rng: Random) -> None:
        """Everything to everybody, in a different order each."""
        everything = list(self.changes.values())
        for copy in range(len(self.sessions)):
            rng.shuffle(everything)
            self._take(copy, everything)

    # Holding

    def check(self, copy: int, *, whole: bool = False) -> None:
        """Memory, tables and log say one thing, and it is what the oracle says."""
        session, oracle = self.sessions[copy], self.oracle
        agree(session)
        self._checks += 1
        if whole or self._checks % 20 == 0:
            assert [finding.say("en") for finding in verify(session.store) if finding.harm] == []
        heads = {row[0] for row in session.store.db.execute("SELECT id FROM edit WHERE head")}
        assert heads == oracle.every_head(copy)
        erased = {(id.hex(), name) for id, name in session.store.db.execute("SELECT record, field FROM erased")}
        assert oracle.erasures(copy, surely=True) <= erased <= oracle.erasures(copy)
        for id, kind in oracle.kinds.items():
            if kind not in KINDS or not oracle.knows(copy, id) or id in self.erased:
                continue
            if not oracle.closed(copy, id):
                continue
            record = session.records[kind].get(id)
            assert (record is not None) == oracle.alive(copy, id), f"{kind} {id} is shown or hidden wrongly"
            if isinstance(record, Note):
                for name in ("text", "translation", "step", "lane", "rank"):
                    assert getattr(record, name) == oracle.top(copy, id, name, ""), name
                assert record.tier == oracle.narrowest(copy, id)
                texts = oracle.texts(copy, id, "text")
                assert session.versions.get((id, "text"), 1) == len(texts)

    def converge(self, rng: Random) -> None:
        """After everything reached everybody all copies are the same, now and after a restart."""
        self.exchange(rng)
        first = self.sessions[0]
        for copy, session in enumerate(self.sessions):
            self.check(copy, whole=copy == 0)  # each is verified when it starts again
            assert session.records == first.records
            assert session.versions == first.versions
            assert tables(session) == tables(first)
            assert not double_citations(session.snapshot()), "a citation was given twice"
        for copy in range(len(self.sessions)):
            self.restart(copy)

    def restart(self, copy: int) -> None:
        """What is read off a file is what was in memory, and what the log alone makes of it."""
        old = self.sessions[copy]
        before, steps = picture(old), (list(old.steps.undo), list(old.steps.redo))
        old.store.db.execute("DELETE FROM meta WHERE key = ?", (SCRUB_DUE,))
        old.close()
        self._restarts += 1
        with patch.object(
            privacy, "remember", return_value=None
        ):  # or all copies would learn of it at their next start
            session = self.sessions[copy] = Session.open(old.path, clock=self._clock(copy, f"again {self._restarts}"))
        session.hear(self.heard[copy].append)
        assert picture(session)[:2] == before[:2]
        if not self.drops:
            assert (session.steps.undo, session.steps.redo) == steps
        shown = tables(session)
        rebuild(session.store)
        assert tables(session) == shown

    def any(self, copy: int, kind: type[R], rng: Random) -> R | None:
        found = self.sessions[copy].all(kind)
        return rng.choice(found) if found else None

    def _text(self, rng: Random) -> str:
        return " ".join(rng.choice(WORDS) for _ in range(rng.randint(1, 2)))
