"""What a supplier response workbook and its reading agree on: machine keys, fingerprints of rows, and the words of its lists."""

from __future__ import annotations

import hashlib

from hcd_studio.records import Requirement
from hcd_studio.words import choice_words

FORMAT = "hcd-responses"
VERSION = 1
MARK = "hcd:"
"""What every machine key begins with; it stands in hidden rows, columns and a hidden sheet."""

ID, DIGEST, REF = "hcd:id", "hcd:digest", "hcd:ref"
HEAD = "id"
"""What stands over the ids in the row of heads that people see."""
CLAIM, HOW, EVIDENCE, MITIGATION, DUE = "hcd:claim", "hcd:how", "hcd:evidence", "hcd:mitigation", "hcd:due"
ANSWERS = (CLAIM, HOW, EVIDENCE, MITIGATION, DUE)
"""The columns that a supplier fills in."""

STATEMENT_CY, STATEMENT_EN = "hcd:statement_cy", "hcd:statement_en"
SUPPLIER = "hcd:supplier"
SCORE = "hcd:score"
FACTS = ("hcd:format", "hcd:version", "hcd:workshop", "hcd:made", "hcd:count")
"""What the hidden sheet says of the whole workbook, each with its value beside it."""

CLAIMS = ("met", "partly", "not met")


def digest(requirement: Requirement) -> str:
    """The fingerprint of what a supplier answers: it changes when the requirement does, not when its owner or order does."""
    parts = (
        requirement.ref, requirement.moscow, requirement.kind, requirement.statement.cy, requirement.statement.en,
        requirement.fit_criterion.cy, requirement.fit_criterion.en,
    )  # fmt: skip
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def claim_words(claim: str) -> tuple[str, str]:
    """What a claim is called in Welsh and in English."""
    said = choice_words("response", "claim", claim)
    return said.say("cy"), said.say("en")


def claim_of(text: str) -> str | None:
    """The claim that a cell of the list means, in either language or both; None for words that are not on the list."""
    wanted = _folded(text)
    for claim in CLAIMS:
        cy, en = claim_words(claim)
        if wanted in {_folded(one) for one in (claim, cy, en, f"{cy} | {en}")}:
            return claim
    return None


def rating_words(rating: str) -> tuple[str, str]:
    """What a statutory rating is called in Welsh and in English."""
    said = choice_words("actual", "rating", rating)
    return said.say("cy"), said.say("en")


def _folded(text: str) -> str:
    return " ".join(text.replace("'", "’").split()).casefold()
