"""What a document says, section by section: each builder is a pure function of what its audience may know."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from hcd_studio.speech import N_

if TYPE_CHECKING:
    from exports.document import Block
    from exports.sections.told import Told

    Build = Callable[[Told], tuple[Block, ...]]


class Part(NamedTuple):
    """One section: its words where people choose sections, and `module:function` that builds it."""

    words: str
    load: str

    def build(self, told: Told) -> tuple[Block, ...]:
        """Its blocks; none where there is nothing to say."""
        module, name = self.load.split(":")
        found: Build = getattr(importlib.import_module(f"exports.sections.{module}"), name)
        return found(told)


SECTIONS: dict[str, Part] = {
    "about": Part(N_("About this pack"), "about:about"),
    "leaders": Part(N_("On one page"), "leaders:leaders"),
    "heard": Part(N_("Who was heard"), "heard:heard"),
    "map": Part(N_("The journey"), "journey:journey"),
    "pains": Part(N_("What hurts most"), "pains:pains"),
    "needs": Part(N_("What people need"), "needs:needs"),
    "usecases": Part(N_("Use cases and complex needs"), "usecases:usecases"),
    "requirements": Part(N_("Requirements"), "requirements:requirements"),
    "award": Part(N_("How answers are weighed"), "award:award"),
    "kpi": Part(N_("What is measured"), "kpi:kpi"),
    "ethics": Part(N_("Data and AI ethics"), "ethics:ethics"),
    "standards": Part(N_("Standards and strategy"), "standards:standards"),
    "decisions": Part(N_("Decisions and actions"), "decisions:decisions"),
    "research": Part(N_("What we still need to find out"), "research:research"),
    "clarifications": Part(N_("Questions and answers"), "clarifications:clarifications"),
    "changes": Part(N_("What changed since the last issue"), "changes:changes"),
    "waived": Part(N_("Findings set aside"), "waived:waived"),
    "terms": Part(N_("Glossary"), "terms:terms"),
    "slip": Part(N_("Tell us what we missed"), "slip:slip"),
    "said": Part(N_("You said, we did"), "said:said"),
    "why": Part(N_("Why each requirement is there"), "why:why"),
    "easy": Part(N_("Easy Read"), "easy:easy"),
    "brief": Part(N_("The brief, filled in"), "brief:brief"),
    "joint": Part(N_("Common core and local variations"), "joint:joint"),
}
"""Every section by its key, in the order of a pack."""

KINDS: dict[str, tuple[str, ...]] = {
    "pack": (
        "about", "leaders", "heard", "map", "pains", "needs", "usecases", "requirements", "award", "kpi", "ethics",
        "standards", "decisions", "research", "clarifications", "changes", "waived", "terms", "slip",
    ),
    "summary": ("leaders",),
    "you-said": ("said", "slip"),
    "why": ("why",),
    "easy-read": ("easy",),
    "brief": ("brief",),
    "joint": ("joint", "award", "kpi", "terms"),
}  # fmt: skip
"""The sections of each kind of document."""
