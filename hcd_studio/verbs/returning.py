"""Verbs for what comes back: suppliers' completed workbooks and requirements written elsewhere, each as one change."""

from __future__ import annotations

from hcd_studio.bilingual import Words
from hcd_studio.change import clean
from hcd_studio.draft import Draft
from hcd_studio.fields import Id
from hcd_studio.importers.responses import Answer, Returned
from hcd_studio.records import Provenance, Response, Supplier
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


def _fields(answer: Answer) -> dict[str, str]:
    names = ("claim", "how", "evidence", "mitigation", "due")
    return {name: clean(getattr(answer, name)).strip() for name in names}


