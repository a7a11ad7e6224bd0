"""Verbs of needs and clauses, and of the links by which one record rests on another."""

from __future__ import annotations

from hcd_studio.bilingual import Words
from hcd_studio.columns import title_of
from hcd_studio.draft import Draft
from hcd_studio.fields import Id
from hcd_studio.records import Criterion, Link, Measure, Need, Pain, Record, Requirement, Term, UseCase, Weight
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb


@verb(say=N_("Add need"), told=N_("Need added: {i_need}."))
def add_need(draft: Draft, as_a: Words, i_need: Words, so_that: Words, *, pains: tuple[Pain, ...] = ()) -> Need:
    """A new need: as a …, I need to …, so that …; linked to the pain points it comes from."""
    made = draft.add(Need(as_a=as_a, i_need=i_need, so_that=so_that))
    for pain in pains:
        add_link(draft, made, pain)
    return made


@verb(say=N_("Add requirement"), told=N_("Requirement {ref} added."))
def add_requirement(
    draft: Draft,
    statement: Words,
    *,
    kind: str = "functional",
    moscow: str = "",
    ears: str = "",
    rationale: Words = Words(),
    fit_criterion: Words = Words(),
    needs: tuple[Need, ...] = (),
) -> Requirement:
    """A new requirement, linked to the needs that it meets."""
    made = draft.add(
        Requirement(
            statement=statement,
            kind=kind,
            moscow=moscow,
            ears=ears,
            rationale=rationale,
            fit_criterion=fit_criterion,
        )
    )
    for need in needs:
        add_link(draft, made, need)
    return made


@verb(say=N_("Add use case"), told=N_("Use case {title} added."))
def add_usecase(
    draft: Draft,
    title: Words,
    *,
    actor: Words = Words(),
    trigger: Words = Words(),
    main_flow: Words = Words(),
    complex_needs: Words = Words(),
    exceptions: Words = Words(),
    needs: tuple[Need, ...] = (),
) -> UseCase:
    """A new use case with what makes it complex, linked to the needs that it serves."""
    made = draft.add(
        UseCase(
            title=title,
            actor=actor,
            trigger=trigger,
            main_flow=main_flow,
            complex_needs=complex_needs,
            exceptions=exceptions,
        )
    )
    for need in needs:
        add_link(draft, made, need)
    return made


@verb(say=N_("Add acceptance criterion"), told=N_("Acceptance criterion {ref} added."))
def add_criterion(draft: Draft, parent: Record, statement: Words) -> Criterion:
    """A new acceptance criterion of a need or a requirement."""
    if not isinstance(parent, Need | Requirement):
        raise Trouble(Message("Acceptance criteria belong to a need or a requirement."))
    return draft.add(Criterion(parent=parent.id, statement=statement))


@verb(say=N_("Add measure"), told=N_("Measure {title} added."))
def add_measure(
    draft: Draft,
    parent: Record,
    title: Words,
    *,
    baseline: str = "",
    target: str = "",
    unit: str = "",
    method: Words = Words(),
    kpi: bool = False,
) -> Measure:
    """A new outcome to measure, of a need or a requirement."""
    if not isinstance(parent, Need | Requirement):
        raise Trouble(Message("Measures belong to a need or a requirement."))
    return draft.add(
        Measure(parent=parent.id, title=title, baseline=baseline, target=target, unit=unit, method=method, kpi=kpi)
    )


@verb(say=N_("Add award criterion"), told=N_("Award criterion {title} added."))
def add_weight(
    draft: Draft,
    title: Words,
    percentage: float,
    *,
    side: str = "benefit",
    reason: Words = Words(),
    method: Words = Words(),
    pass_mark: float | None = None,
) -> Weight:
    """A new award criterion: its share of the whole, why, and how it is scored."""
    made = Weight(title=title, percentage=percentage, side=side, reason=reason, method=method, pass_mark=pass_mark)
    return draft.add(made)


@verb(say=N_("Add term"), told=N_("Term {title} added."))
def add_term(draft: Draft, title: Words, *, meaning: Words = Words(), source: str = "") -> Term:
    """A new word of the glossary."""
    return draft.add(Term(title=title, meaning=meaning, source=source))


@verb(say=N_("Add link"), told=N_("{source} now rests on {target}."))
def add_link(draft: Draft, source: Record, target: Record, *, kind: str = "rests on") -> Link:
    """That `source` rests on `target`, e.g. a requirement on a need; confirmed as the parent stands now."""
    if source.id == target.id:
        raise Trouble(Message("A record cannot rest on itself."))
    links = draft.session.links
    known = next((one for one in links.out(source.id) if (one.target, one.kind) == (target.id, kind)), None)
    if known:
        return confirm_link(draft, known)
    if kind == "rests on" and _rests_on(draft, target.id, source.id):
        raise Trouble(
            Message(
                "{target} rests on {source} already; a trail cannot run in a circle.",
                source=title_of(source),
                target=title_of(target),
            )
        )
    return draft.add(Link(source=source.id, target=target.id, kind=kind, confirmed=True))


@verb(say=N_("Confirm link"), told=N_("Link confirmed as its parent stands now."))
def confirm_link(draft: Draft, link: Link) -> Link:
    """Judge the link again: it holds for the parent as it stands now."""
    return draft.patch(link, confirmed=True, whole=True)


@verb(say=N_("Remove link"), told=N_("Link removed."), reminds=True)
def remove_link(draft: Draft, link: Link) -> None:
    """The link goes, its two ends stay."""
    draft.remove(link)


def _rests_on(draft: Draft, source: Id, target: Id) -> bool:
    """Whether one record rests on another by any number of links."""
    links = draft.session.links
    seen, waiting = set[Id](), [source]
    while waiting:
        at = waiting.pop()
        if at == target:
            return True
        if at not in seen:
            seen.add(at)
            waiting += [link.target for link in links.out(at) if link.kind == "rests on"]
    return False
