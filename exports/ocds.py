"""A fragment of an OCDS 1.1 release for a buying system: what is planned, what is bought, how it is awarded, in both languages.

It is no notice and claims to be none: it has no publisher, no address, and an identifier that says it is a draft.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from exports.markup import plain
from exports.options import Options
from exports.writing import Progress, Unsound, Written, file_stem, tell, write_file
from hcd_studio.audience import seen_by
from hcd_studio.bilingual import Words
from hcd_studio.records import Requirement, Weight
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Language, Message
from hcd_studio.words import choice_words

DRAFT = "draft-"
"""Where a real release has the prefix that the Open Contracting Partnership gave its publisher."""

DOCUMENTS = (
    ("technicalSpecifications", N_("The requirements pack"), "text/html"),
    (
        "evaluationCriteria",
        N_("The supplier response workbook"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
)


def write_tender(snapshot: Snapshot, target: Path, options: Options, progress: Progress | None = None) -> Written:
    """Write the fragment."""
    tell(progress, 0.0, Message(N_("Writing {format}"), format="OCDS"))
    shown = seen_by(snapshot, options.audience)
    release = release_of(shown, options.made)
    data = json.dumps(release, ensure_ascii=False, indent=1).encode() + b"\n"
    file = target if target.suffix == ".json" else target / f"{file_stem(shown.workshop.title.say('en'))}-tender.json"
    written = write_file(file, data, _check)
    tell(progress, 1.0, Message(N_("Done")))
    lacks = shown.all(Requirement) and not release["tender"].get("items")
    warning = Message(N_("No requirement has a CPV code, so the fragment has no items."))
    return Written((written,), (warning,) if lacks else ())


def release_of(shown: Snapshot, made: date) -> dict[str, Any]:
    """The fragment as one object; empty fields are left out, as the standard asks."""
    workshop = shown.workshop
    main: Language = "cy" if workshop.languages and workshop.languages[0] == "cy" else "en"
    stamp = f"{made.isoformat()}T00:00:00Z"
    planning = {
        **said("rationale", workshop.expectation or workshop.scenario, main),
        "documents": [],
    }
    found = {
        "ocid": f"{DRAFT}{workshop.id}",
        "id": f"{DRAFT}{workshop.id}-{made.isoformat()}",
        "date": stamp,
        "tag": ["planning"],
        "initiationType": "tender",
        "language": main,
        "parties": [_buyer(workshop.council)] if workshop.council else [],
        "buyer": {"id": "buyer", "name": plain(workshop.council)} if workshop.council else {},
        "planning": planning,
        "tender": _tender(shown, main),
    }
    kept: dict[str, Any] = _without_empty(found)
    return kept


def said(name: str, words: Words, main: Language) -> dict[str, str]:
    """A text under its name, and its other language under the name with that language behind it."""
    other: Language = "en" if main == "cy" else "cy"
    found = {name: plain(words.say(main))}
    if words.side(other) and words.side(main):
        found[f"{name}_{other}"] = plain(words.side(other))
    return {key: value for key, value in found.items() if value}


def _buyer(council: str) -> dict[str, Any]:
    classifications = [
        {"scheme": "UK_CA_DEVOLVED_REGULATIONS", "id": "GB-WLS", "description": "Welsh devolved regulations apply"}
    ]
    return {
        "id": "buyer",
        "name": plain(council),
        "roles": ["buyer"],
        "details": {"classifications": classifications},
    }


def _tender(shown: Snapshot, main: Language) -> dict[str, Any]:
    workshop = shown.workshop
    weights = shown.all(Weight)
    return {
        "id": f"{DRAFT}{workshop.id}",
        **said("title", workshop.title, main),
        **said("description", workshop.scenario, main),
        "status": "planning",
        "items": _items(shown),
        "mainProcurementCategory": "services",
        **(
            {"awardCriteria": "ratedCriteria", **said("awardCriteriaDetails", _award(weights), main)} if weights else {}
        ),
        "documents": [
            {"id": kind, "documentType": kind, **said("title", _both(words), main), "format": format, "language": main}
            for kind, words, format in DOCUMENTS
        ],
    }


def _items(shown: Snapshot) -> list[dict[str, Any]]:
    """One item a CPV code, with the requirements that name it."""
    codes: dict[str, list[str]] = {}
    for one in shown.all(Requirement):
        code = "".join(one.cpv.split())
        if code and one.status != "withdrawn":
            codes.setdefault(plain(code), []).append(one.ref)
    return [
        {
            "id": str(at),
            "description": ", ".join(refs),
            "classification": {"scheme": "CPV", "id": code.partition("-")[0]},
        }
        for at, (code, refs) in enumerate(codes.items(), 1)
    ]


def _award(weights: tuple[Weight, ...]) -> Words:
    """Every award criterion with its share and its side, in both languages."""

    def told(language: Language) -> str:
        return "; ".join(
            f"{one.title.say(language)} {one.percentage or 0:g}% "
            f"({choice_words('weight', 'side', one.side).say(language)})"
            for one in weights
        )

    return Words(told("en"), told("cy"))


def _both(words: str) -> Words:
    return Words(Message(words).say("en"), Message(words).say("cy"))


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _without_empty(one) for key, one in value.items()}
        return {key: one for key, one in kept.items() if one not in ("", [], {}, None)}
    if isinstance(value, list):
        return [one for part in value if (one := _without_empty(part)) not in ("", {}, None)]
    return value


def _check(path: Path) -> None:
    try:
        found = json.loads(path.read_bytes())
    except ValueError as error:
        raise Unsound from error
    if not {"ocid", "id", "date", "tag", "initiationType"} <= set(found):
        raise Unsound("what a release must have")
