"""What is done with a chosen pattern or finding: lift, preview, take over, give back, say that two are the same."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hcd_studio.library.parts import part_of
from hcd_studio.library.upstream import Upstream, rows_of, take_over
from hcd_studio.records import KINDS
from hcd_studio.speech import Message, Sayable
from ui.context import Context
from ui.jobs import Job

if TYPE_CHECKING:
    from hcd_studio.library.catalogue import Finding
    from hcd_studio.library.gate import Gate
    from hcd_studio.library.patterns import Pattern
    from ui.pages.library import LibraryPage
    from ui.window import Window

NOTHING = Message("Choose a pattern first.")


class Lifting(QObject):
    """Acts of the library page; each says what came of it."""

    def __init__(self, context: Context, window: Window, page: LibraryPage):
        super().__init__(page)
        self.context, self.window, self.page, self.desk = context, window, page, page.desk

    @property
    def pattern(self) -> Pattern | None:
        """The pattern that is chosen."""
        return self.page.shelf.pattern

    def _lifted(self) -> list[Upstream]:
        return self.page.searching.lifted(self.pattern)

    def begin_search(self) -> None:
        """Put the keys into the search line."""
        self.page.line.setFocus()
        self.page.line.selectAll()

    def lift(self) -> None:
        """What is ticked of the chosen pattern, as one change that one undo takes back; others see openly who lifted it."""
        bridge, pattern, parts = self.context.bridge, self.pattern, self.page.panel.parts()
        if pattern is None or not parts:
            bridge.tell(NOTHING if pattern is None else Message("Tick what you would take first."))
            return
        made = bridge.do("lift_pattern", pattern.bundle, parts=tuple(parts), quiet=True)
        session, place = bridge.session, self.desk.shared_place()
        if made is None or session is None:
            return
        bridge.tell(
            Message(
                "Lifted: {title}, {n} records. One step of undo takes it back.", title=pattern.bundle.title, n=len(made)
            )
        )
        council = session.workshop.council
        if place is not None and council and not pattern.shipped:

            def work(_job: Job) -> None:
                from hcd_studio.library.driver import open_driver
                from hcd_studio.library.patterns import note_lifted

                note_lifted(open_driver(place.path), pattern, council)

            def noted(_: object) -> None:
                self.desk.exchanging.look()

            self.context.jobs.run(Message("Saying that it was lifted"), work, noted, bridge.fail)

    def preview(self) -> None:
        """Every record that would come, kind by kind, in both languages."""
        from ui.dialogs.lines import LinesDialog

        pattern, parts = self.pattern, self.page.panel.parts()
        if pattern is None:
            self.context.bridge.tell(NOTHING)
            return
        lines: list[Sayable] = []
        for kind, row in rows_of(part_of(pattern.bundle, parts)).values():
            words = title_of_row(row)
            if words is not None and kind in KINDS and kind != "link":
                lines.append(Message("{kind}: {title}", kind=KINDS[kind].term(), title=words))
        LinesDialog(
            self.context, self.window, Message("What would come: {title}", title=pattern.bundle.title), lines
        ).open()

    def take_over(self) -> None:
        """What only the pattern changed at once; where it was changed here as well, a person decides."""
        session, newer = self.context.bridge.session, [one for one in self._lifted() if one.is_newer]
        if session is None or not newer:
            self.context.bridge.tell(Message("Nothing is new in this pattern."))
            return
        both = any(each.what == "both" for one in newer for each in one.differences)
        answer = 0
        if both:
            answer = self.context.ask.choose(
                Message("Some of it was changed here as well."),
                (Message("Keep ours there"), Message("Take theirs there too"), Message("Cancel")),
            )
        if answer not in (0, 1):
            return
        with self.context.bridge.caught():
            n = sum(take_over(session, one, both=answer == 1) for one in newer)
            self.context.bridge.tell(Message("Taken over: {n}. Ctrl+Z undoes it.", n=n))

    def improve(self) -> None:
        """The next version of the pattern, out of what became of it here."""
        from hcd_studio.library.driver import open_driver
        from hcd_studio.library.made import improve

        bridge, place, lifted = self.context.bridge, self.desk.shared_place(), self._lifted()
        if bridge.session is None or not lifted:
            bridge.tell(Message("Lift the pattern first; then give back what became of it."))
            return
        if place is None:
            bridge.tell(Message("Choose a shared library first."))
            return
        sure = Message("Give this back as the next version of {title}?", title=lifted[-1].newest.bundle.title)
        detail = Message("Others see it with your council’s name and contact. Names of people never go out.")
        if not self.context.ask.sure(sure, Message("Give it back"), detail=detail):
            return
        with bridge.caught(), self.window.patience.over(Message("Publishing …")):
            made = improve(open_driver(place.path), bridge.session, lifted[-1].provenance)
            bridge.tell(
                Message("Published: {title}, version {version}.", title=made.bundle.title, version=made.bundle.version)
            )
            self.desk.exchanging.look()

    # The same pain elsewhere

    def judge(self) -> None:
        """Offer pains of other councils in like words; a person says which are the same."""
        from ui.dialogs.same import SameDialog
        from ui.library.look import like

        finding, gate = self.page.shelf.finding, self.page.searching.gate
        if finding is None or gate is None or finding.kind != "pain" or gate.kind != "shared":
            self.context.bridge.tell(Message("Choose a pain point of a shared library first."))
            return
        with self.context.bridge.caught():
            offers = like(gate, finding.cite)
            if not offers:
                self.context.bridge.tell(Message("No other council says this in like words."))
                return
            dialog = SameDialog(self.context, self.window, finding, offers)
            dialog.judged.connect(lambda other, same: self._judge(finding, gate, other, same=same))
            dialog.open()

    def _judge(self, finding: Finding, gate: Gate, other: str, *, same: bool) -> None:
        place, session = self.desk.exchanging.place, self.context.bridge.session
        if place is None or session is None:
            return
        council = session.workshop.council

        def work(_job: Job) -> None:
            from hcd_studio.library.catalogue import kept_catalogue
            from hcd_studio.library.catalogue.shares import judge
            from hcd_studio.library.driver import open_driver

            with kept_catalogue(gate) as catalogue:
                judge(
                    open_driver(place.path), catalogue, finding.cite, other, same=same, council=council, now=time.time()
                )

        def done(_: object) -> None:
            said = Message("Kept: the same pain.") if same else Message("Kept: not the same pain.")
            self.context.bridge.tell(said)
            self.desk.exchanging.read.emit()

        self.context.jobs.run(Message("Keeping the judgement"), work, done, self.context.bridge.fail)

    # Searches that are kept

    def save_search(self) -> None:
        """Keep the words and limits under a name."""
        from hcd_studio.library.catalogue.saved import save

        words, facets = self.page.line.text(), self.page.searching.facets
        name = self.context.ask.text(Message("A name for this search"), words)
        if name:
            with self.context.bridge.caught():
                save(name, words, facets)
                self.context.bridge.tell(Message("Search kept: {name}", name=name))

    def saved_searches(self) -> None:
        """Search again as was kept under a name."""
        from hcd_studio.library.catalogue.saved import saved
        from ui.parts import Literal

        known = list(saved().items())
        if not known:
            self.context.bridge.tell(Message("No search was kept yet."))
            return
        answers: list[Sayable] = [*(Literal(name) for name, _ in known), Message("Cancel")]
        at = self.context.ask.choose(Message("Which search?"), answers)
        if 0 <= at < len(known):
            words, facets = known[at][1]
            self.page.chips.kind = facets.kind
            self.page.line.setText(words)
            self.page.searching.limit(facets)


def title_of_row(row: object) -> Sayable | None:
    """What a row of a pattern is called."""
    from hcd_studio.bilingual import Words

    if isinstance(row, dict):
        for name in ("title", "i_need", "statement", "name"):
            words = Words(str(row.get(f"{name}_en", row.get(name, ""))), str(row.get(f"{name}_cy", row.get(name, ""))))
            if words:
                return words
        text = next((str(row[key]) for key in sorted(row) if key.endswith(("_en", "_cy"))), "")
        return Words(text, text) if text else None
    return None
