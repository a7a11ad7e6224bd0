"""`ask FILE responses`: suppliers side by side; `import … --as responses`: their completed workbooks."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from hcd_studio.importers.responses import Returned, read_responses, scored_before
from hcd_studio.questions.responses import Comparison, Said, compared
from hcd_studio.records import Supplier, Weight
from hcd_studio.session import Session, now
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Language, Message, Sayable, Trouble, number
from hcd_studio.verbs.returning import import_responses, supplier_called
from hcd_studio.words import choice_words
from ui.commands.printing import print_json


def bring_answers(options: argparse.Namespace, language: Language) -> int:
    """Read a completed workbook; with --dry-run say what would come in, else take it in as one change."""
    if options.dry_run:
        with Session.open(options.file, read_only=True) as session:
            _told(_read(session, options), None, options, language)
        return 0
    with Session.open(options.file) as session:
        returned = _read(session, options)
        if returned.stops and options.json:
            raise Trouble(returned.stops[0].message, safe=Message("Nothing was imported."))
        made = import_responses(session, returned, supplier=options.supplier)
        _told(returned, len(made), options, language)
    return 0


def _read(session: Session, options: argparse.Namespace) -> Returned:
    snapshot = now(session)
    returned = read_responses(Path(options.source), snapshot)
    known = supplier_called(snapshot.all(Supplier), options.supplier or returned.supplier)
    if known is not None:
        returned.odd += scored_before(returned, snapshot, known.id)
    return returned


def _told(returned: Returned, imported: int | None, options: argparse.Namespace, language: Language) -> None:
    if options.json:
        print_json(
            {
                "source": returned.source, "supplier": options.supplier or returned.supplier, "imported": imported,
                "answers": [
                    {
                        "requirement": one.requirement, "claim": one.claim, "how": one.how, "evidence": one.evidence,
                        "mitigation": one.mitigation, "due": one.due,
                    }
                    for one in returned.answers
                ],
                "findings": [
                    {
                        "rule": one.rule, "weight": one.weight, "message": one.message.say(language), "where": one.where,
                        "requirement": one.requirement,
                    }
                    for one in returned.odd
                ],
                "summary": returned.summary().say(language),
            }
        )  # fmt: skip
        return
    print(returned.summary().say(language))
    for one in returned.odd:
        print(f"{one.where + ': ' if one.where else ''}{one.message.say(language)}", file=sys.stderr)


def side_by_side(snapshot: Snapshot, _options: argparse.Namespace) -> tuple[Any, list[Sayable | str]]:
    """Every supplier's claims, evaluations and agreed scores, requirement by requirement; as JSON and as lines."""
    found = compared(snapshot)
    return _as_json(found, snapshot), _as_lines(found)


def _as_json(found: Comparison, snapshot: Snapshot) -> dict[str, Any]:
    titles = {one.id: one.title for one in snapshot.all(Weight)}
    return {
        "suppliers": [
            {
                "id": one.supplier.id, "name": one.supplier.name, "received": one.supplier.received,
                "answered": one.answered, "claims": {claim or "none": n for claim, n in one.claims.items()},
                "musts_not_met": [must.ref for must in one.musts], "points": round(one.points, 3),
                "complete": one.complete, "outside": one.outside,
                "criteria": [
                    {
                        "weight": each.weight, "en": titles[each.weight].en, "cy": titles[each.weight].cy,
                        "share": each.share, "points": round(each.points, 3), "scored": each.scored,
                        "belongs": each.belongs, "below_pass_mark": each.below,
                    }
                    for each in one.criteria
                ],
            }
            for one in found.standings
        ],
        "requirements": [
            {
                "id": one.id, "ref": one.ref, "en": one.statement.en, "cy": one.statement.cy, "moscow": one.moscow,
                "responses": {
                    supplier.name or supplier.id: _said(found.at(one.id, supplier.id)) for supplier in found.suppliers
                },
            }
            for one in found.requirements
        ],
    }  # fmt: skip


def _said(said: Said) -> dict[str, Any]:
    one = said.response
    return {
        "id": one.id if one else "", "claim": said.claim, "how": one.how if one else "",
        "evidence": one.evidence if one else "", "mitigation": one.mitigation if one else "",
        "due": one.due if one else "", "moderated": said.moderated,
        "moderated_reason": {"en": one.moderated_reason.en, "cy": one.moderated_reason.cy} if one else None,
        "evaluations": [
            {"evaluator": each.evaluator, "score": each.score, "reason": each.reason} for each in said.evaluations
        ],
    }  # fmt: skip


def _as_lines(found: Comparison) -> list[Sayable | str]:
    if not found.suppliers:
        return [Message("No supplier has answered yet.")]
    lines: list[Sayable | str] = []
    for one in found.standings:
        lines.append(
            Message(
                "{supplier}: {points} points, answers {n} of {all}, musts not met: {musts}",
                supplier=one.supplier.name,
                points=number(one.points, places=1),
                n=one.answered,
                all=len(found.requirements),
                musts=[must.ref for must in one.musts] or "0",
            )
        )
        if not one.complete:
            lines.append(Message("  Not every award criterion is scored yet."))
    for requirement in found.requirements:
        for supplier in found.suppliers:
            said = found.at(requirement.id, supplier.id)
            if said.response:
                lines.append(_line(requirement.ref, supplier, said))
    return lines


def _line(ref: str, supplier: Supplier, said: Said) -> Message:
    claim: object = choice_words("response", "claim", said.claim) if said.claim else "–"
    score = "–" if said.moderated is None else number(said.moderated, places=1)
    scores = [f"{one.evaluator} {number(one.score or 0)}" for one in said.evaluations]
    return Message(
        "{ref} {supplier}: {claim}; agreed score {score}; scores {scores}",
        ref=ref,
        supplier=supplier.name,
        claim=claim,
        score=score,
        scores=scores or "–",
    )
