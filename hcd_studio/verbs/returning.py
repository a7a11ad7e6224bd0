"""Verbs for what comes back: suppliers' completed workbooks and requirements written elsewhere, each as one change."""

from __future__ import annotations

import re
from typing import Any

from hcd_studio.bilingual import Words
from hcd_studio.change import clean
from hcd_studio.draft import Draft
from hcd_studio.fields import Id
from hcd_studio.importers.clauses import FoundClauses, FoundRequirement
from hcd_studio.importers.responses import Answer, Returned
from hcd_studio.records import Need, Provenance, Record, Requirement, Response, Supplier
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb


@verb(
    say=N_("Import supplier responses"),
    told=(N_("Answers of {supplier} imported: {count}."), N_("Answers imported: {count}.")),
)
def import_responses(draft: Draft, returned: Returned, *, supplier: str = "") -> tuple[Response, ...]:
    """All answers of a completed workbook; those that the supplier gave before are replaced, scores stay beside them."""
    if returned.stops:
        raise Trouble(returned.stops[0].message, safe=Message("Nothing was imported."))
    name = clean(" ".join((supplier or returned.supplier).split()))
    if not name:
        raise Trouble(
            Message("The workbook does not say which supplier it is from."),
            do=Message("Give the supplier’s name."),
        )
    provenance = draft.add(
        Provenance(
            title=Words(name, name),
            kind="import",
            source=clean(returned.source),
            digest=returned.sha256,
            summary=returned.summary().say("en"),
        )
    )
    by = _supplier(draft, name, returned, provenance.id)
    before = {one.requirement: one for one in draft.all(Response) if one.supplier == by.id}
    made = [_kept(draft, one, by.id, before.get(one.requirement), provenance.id) for one in returned.answers]
    there = {one.requirement for one in returned.answers}
    for requirement, old in before.items():
        if requirement not in there:
            _say(draft, old, Answer(requirement), provenance.id)
    return tuple(one for one in made if one is not None)


def supplier_called(records: tuple[Supplier, ...], name: str) -> Supplier | None:
    """The supplier of that name, whatever its capitals and spaces."""
    wanted = " ".join(name.split()).casefold()
    return next((one for one in records if " ".join(one.name.split()).casefold() == wanted), None)


def _supplier(draft: Draft, name: str, returned: Returned, provenance: Id) -> Supplier:
    from hcd_studio.verbs.contract import today

    known = supplier_called(draft.all(Supplier), name)
    said = {"received": today(), "digest": returned.sha256, "provenance": provenance}
    if known is not None:
        return draft.patch(known, said)
    return draft.add(Supplier(name=name, received=today(), digest=returned.sha256, provenance=provenance))


def _kept(draft: Draft, answer: Answer, supplier: Id, old: Response | None, provenance: Id) -> Response | None:
    if old is not None:
        return _say(draft, old, answer, provenance)
    if not answer:
        return None
    return draft.add(
        Response(requirement=answer.requirement, supplier=supplier, provenance=provenance, **_fields(answer))
    )  # fmt: skip


def _say(draft: Draft, old: Response, answer: Answer, provenance: Id) -> Response:
    said = _fields(answer)
    if all(getattr(old, name) == value for name, value in said.items()):
        return old
    return draft.patch(old, {**said, "provenance": provenance})


def _fields(answer: Answer) -> dict[str, Any]:
    names = ("claim", "how", "evidence", "mitigation", "due")
    return {name: clean(getattr(answer, name)).strip() for name in names}


@verb(say=N_("Import requirements"), told=N_("Requirements imported: {count}."))
def import_requirements(draft: Draft, found: FoundClauses) -> tuple[Requirement, ...]:
    """All requirements of a reading, with their needs, criteria and links; those that are here already are passed over."""
    if not found.requirements:
        raise Trouble(Message("{source} holds no requirements.", source=found.source))
    provenance = draft.add(
        Provenance(
            title=Words(title := clean(found.title or found.source)[:500], title),
            kind="import",
            source=clean(found.source),
            digest=found.sha256,
            summary=found.summary().say("en"),
        )
    )
    here = {(one.ref, one.statement.en, one.statement.cy): one for one in draft.all(Requirement)}
    needs = {(one.ref, one.i_need.en, one.i_need.cy): one for one in draft.all(Need)}
    refs = _Refs(draft)
    ids: dict[str, Record] = {}
    for need in found.needs:
        known_need = needs.get((need.ref, need.i_need.en, need.i_need.cy))
        ids[need.key] = known_need or draft.add(
            Need(
                ref=refs.free(need.ref, Need.letter),
                as_a=need.as_a,
                i_need=need.i_need,
                so_that=need.so_that,
                status=need.status or "draft",
                provenance=provenance.id,
            )
        )
    made = []
    for one in found.requirements:
        known = here.get((one.ref, one.statement.en, one.statement.cy)) if one.ref else None
        if known is not None:
            ids[one.key] = known
            continue
        requirement = _requirement(draft, one, refs.free(one.ref, Requirement.letter), provenance.id)
        ids[one.key] = requirement
        made.append(requirement)
    _links(draft, found, ids)
    return tuple(made)


class _Refs:
    """Keeps the references of the source where they are free; numbers of our own form move the counting on."""

    FURTHEST = 20_000

    def __init__(self, draft: Draft):
        self._draft = draft
        self._taken = {getattr(one, "ref", "") for kind in (Need, Requirement) for one in draft.all(kind)}
        self._last: dict[str, int] = {}

    def free(self, ref: str, letter: str) -> str:
        """The reference to use."""
        numbering = self._draft.session.numbering
        ref = clean(ref)
        if ref and ref not in self._taken:
            number = re.fullmatch(rf"{letter}-[A-Z]+(\d{{1,6}})", ref)
            if number is None:
                self._taken.add(ref)
                return ref
            if int(number[1]) <= self.FURTHEST:
                while self._last.get(letter, 0) < int(number[1]):
                    self._last[letter] = int(re.sub(r"\D", "", numbering.next_citation(letter)) or 0)
                self._taken.add(ref)
                return ref
        while (given := numbering.next_citation(letter)) in self._taken:
            pass
        self._taken.add(given)
        return given


def _requirement(draft: Draft, one: FoundRequirement, ref: str, provenance: Id) -> Requirement:
    from hcd_studio.verbs.needs import add_criterion

    lists = {name: value for name, value in one.lists if name != "status" or value in ("draft", "checked", "agreed")}
    made = draft.add(
        Requirement(
            ref=ref,
            statement=_clean(one.statement),
            rationale=_clean(one.rationale),
            fit_criterion=_clean(one.fit_criterion),
            cpv=clean(one.cpv),
            provenance=provenance,
            **lists,
        )
    )
    for words in one.criteria:
        add_criterion(draft, made, _clean(words))
    return made


def _clean(words: Words) -> Words:
    return Words(clean(words.en), clean(words.cy), words.state)


def _links(draft: Draft, found: FoundClauses, ids: dict[str, Record]) -> None:
    """Links as the source has them; what would run in a circle, or names a kind that is not known here, rests as "about"."""
    from hcd_studio.verbs.needs import add_link
    from hcd_studio.words import choices_of

    kinds = choices_of("link", "kind")
    for source, target, kind in found.links:
        one, other = ids[source], ids[target]
        if one.id == other.id:
            continue
        try:
            add_link(draft, one, other, kind=kind if kind in kinds else "about")
        except Trouble:
            add_link(draft, one, other, kind="about")
