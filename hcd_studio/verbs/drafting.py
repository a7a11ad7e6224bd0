"""Verbs that draft clauses from the evidence: a need from a pain point, a requirement from a need, a sentence in an EARS form.

What a machine cannot know stands in square brackets, and the checks stop an issue until a person has written it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from hcd_studio.bilingual import Words
from hcd_studio.draft import Draft
from hcd_studio.records import Need, Pain, Requirement, Step
from hcd_studio.sorting import MUTATIONS
from hcd_studio.speech import LANGUAGES, N_, Language, Message, Trouble
from hcd_studio.verbs import verb
from hcd_studio.verbs.needs import add_need, add_requirement

EARS = ("ubiquitous", "state", "event", "optional", "unwanted", "complex")
DRAFTED = "draft"
MUST, SHOULD = 64, 27
"""Severity × frequency × reach of the worst pain behind a need: from here on a requirement is drafted as must, or should."""

THIRD_PERSON = (
    ("I am", "they are"),
    ("I have", "they have"),
    ("I", "they"),
    ("my", "their"),
    ("me", "them"),
    ("mine", "theirs"),
)


@verb(say=N_("Draft a need"), told=(N_("Need {ref} drafted; fill in what stands in brackets."), N_("Need drafted.")))
def draft_need(draft: Draft, pain: Pain) -> Need:
    """A need drafted from a pain point, linked to it, in each language in which the pain point stands."""
    pain = draft.fresh(pain)
    if not pain.title:
        raise Trouble(Message("The pain point has no words yet."), do=Message("Name what hurts first."))
    step = draft.get(Step, pain.step)
    parts = _data("need")
    as_a = _made(parts["as_a"], step=step.title) if step and step.title else _made(parts["as_a_plain"])
    sides = [side for side in LANGUAGES if pain.title.side(side)]
    made = [_only(words, sides) for words in (as_a, _made(parts["i_need"], pain=pain.title), _made(parts["so_that"]))]
    return add_need(draft, *made, pains=(pain,))


@verb(
    say=N_("Draft a requirement"),
    told=(N_("Requirement {ref} drafted; fill in what stands in brackets."), N_("Requirement drafted.")),
)
def draft_requirement(draft: Draft, need: Need) -> Requirement:
    """A requirement drafted from a need, linked to it, its priority from the worst pain behind it."""
    need = draft.fresh(need)
    if not need.i_need:
        raise Trouble(Message("The need does not say what is needed."), do=Message("Write “I need to …” first."))
    parts = _data("requirement")
    pains = _pains(draft, need)
    sides = [side for side in LANGUAGES if need.as_a.side(side) and need.i_need.side(side)]
    statement = Words(
        en=parts["statement"]["en"].format(as_a=_bare(need.as_a.en), i_need=third_person(_bare(need.i_need.en))),
        cy=parts["statement"]["cy"].format(as_a=softened(_bare(need.as_a.cy)), i_need=softened(_bare(need.i_need.cy))),
        state=DRAFTED,
    )
    named = Words(en="; ".join(_said(pains, "en")), cy="; ".join(_said(pains, "cy")))
    why = parts["rationale"] if pains else parts["rationale_plain"]
    rationale = Words(
        en=why["en"].format(so_that=third_person(_bare(need.so_that.en)), pains=named.en) if need.so_that.en else "",
        cy=why["cy"].format(so_that=_bare(need.so_that.cy), pains=named.cy) if need.so_that.cy else "",
        state=DRAFTED,
    )
    return add_requirement(
        draft,
        _only(statement, sides),
        moscow=_priority(pains),
        ears="ubiquitous",
        rationale=rationale,
        fit_criterion=_only(_made(parts["fit_criterion"]), sides),
        needs=(need,),
    )


@verb(say=N_("Set the form of a requirement"), told=N_("Requirement written in its form."))
def frame_requirement(draft: Draft, requirement: Requirement, ears: str, *, trigger: Words = Words()) -> Requirement:
    """The statement in one of the EARS forms: its condition before it, in both languages; without words a gap stands there."""
    if ears not in EARS:
        raise Trouble(Message("A form is one of: {forms}.", forms=list(EARS)))
    requirement = draft.fresh(requirement)
    forms = _data("forms")
    sides: dict[str, str] = {}
    for side in LANGUAGES:
        text = requirement.statement.side(side).strip()
        if text:
            sides[side] = _framed(
                forms[ears]["template"][side], _core(text, side), trigger.side(side).strip(" ,."), side
            )
    statement = Words(en=sides.get("en", ""), cy=sides.get("cy", ""), state=requirement.statement.state)
    return draft.patch(requirement, {"ears": ears, "statement": statement})


@verb(say=N_("Set what a pain point costs"), told=N_("Cost of {pain} kept."))
def cost_pain(
    draft: Draft,
    pain: Pain,
    *,
    times_a_year: int | None = None,
    resident_minutes: float | None = None,
    council_minutes: float | None = None,
    resident_pounds: float | None = None,
    council_pounds: float | None = None,
    source: str = "",
) -> Pain:
    """How often a pain point happens in a year, and what it takes of residents and of the council each time."""
    given = {
        "times_a_year": times_a_year,
        "resident_minutes": resident_minutes,
        "council_minutes": council_minutes,
        "resident_pounds": resident_pounds,
        "council_pounds": council_pounds,
        "cost_source": source or None,
    }
    return draft.patch(pain, {name: value for name, value in given.items() if value is not None})


def third_person(text: str) -> str:
    """English words of a resident as they are said of one: my case → their case."""
    for first, third in THIRD_PERSON:
        text = re.sub(rf"\b{first}\b", third, text)
    return text


def softened(text: str) -> str:
    """Welsh words after *i*: their first letter takes the soft mutation."""
    for letters in (text[:2], text[:1]):
        small = letters.casefold()
        if small in ("ch", "dd", "ff", "ng", "ph", "th"):
            return text
        soft = "r" if small == "rh" else MUTATIONS.get(small, ("",))[0] if small in MUTATIONS else None
        if soft is not None:
            return soft + text[len(letters) :]
    return text


def _core(text: str, side: Language) -> str:
    """A statement without the condition before it and without its full stop."""
    duty = re.search(
        r"\brhaid i\b|\bdylai\b|\bdylid\b" if side == "cy" else r"[^,]*?\b(?:shall|must|should)\b", text, re.IGNORECASE
    )
    core = text[duty.start() :] if duty and "," in text[: duty.start() + 1] + text[duty.start() : duty.end()] else text
    if duty and side == "en":
        core = re.sub(r"^(?:then|,)\s+", "", core.strip(" ,"), flags=re.IGNORECASE)
    return core.strip().rstrip(".")


def _framed(template: str, core: str, trigger: str, side: Language) -> str:
    before = template.rpartition("[The service]" if "[The service]" in template else "[the service]")[0]
    if side == "cy":
        before = re.split(r"rhaid i ", template, flags=re.IGNORECASE)[0]
    gap = re.search(r"\[[^\]]*\]", before)
    if gap and trigger:
        before = before[: gap.start()] + trigger + before[gap.end() :]
    if not before:
        return core[:1].upper() + core[1:] + "."
    return f"{before}{core[:1].lower()}{core[1:]}."


def _data(name: str) -> Any:
    from hcd_studio.checks.rules import data

    return data("ears" if name == "forms" else "drafts")[name]


def _made(template: dict[str, str], **gaps: Words) -> Words:
    sides = {
        side: template[side].format(**{name: words.side(side) for name, words in gaps.items()}) for side in LANGUAGES
    }
    return Words(en=sides["en"], cy=sides["cy"], state=DRAFTED)


def _only(words: Words, sides: Iterable[str]) -> Words:
    kept = tuple(sides)
    return Words(words.en if "en" in kept else "", words.cy if "cy" in kept else "", words.state)


def _bare(text: str) -> str:
    return re.sub(r"^(?:an?|the)\s+", "", " ".join(text.split()).strip(" .,"), flags=re.IGNORECASE)


def _said(pains: Iterable[Pain], side: Language) -> list[str]:
    return [words for one in pains if (words := one.title.side(side))]


def _pains(draft: Draft, need: Need) -> list[Pain]:
    found = [draft.get(Pain, link.target) for link in draft.session.index.links.out(need.id)]
    return [one for one in found if one is not None]


def _priority(pains: Iterable[Pain]) -> str:
    worst = max(((one.severity or 1) * (one.frequency or 1) * (one.reach or 1) for one in pains), default=0)
    return "must" if worst >= MUST else "should" if worst >= SHOULD else "could"
