"""What a workshop is made of: one frozen class a kind, one readable table each; the glossary, with the Welsh term beside it.

A field's declaration says what it holds *and* what becomes of it when copies meet (`fields`). Field names are column
names; a `Words` field is three columns (`title_en`, `title_cy`, `title_state`). Fields are only ever added, defaults
never change.
"""

from __future__ import annotations

from hcd_studio.records.clauses import (
    Actual,
    Clarification,
    Criterion,
    Ethics,
    Evaluation,
    Link,
    Measure,
    Need,
    PackIssue,
    PairCheck,
    Provenance,
    Pseudonym,
    Requirement,
    Response,
    SignOff,
    StandardEvidence,
    Supplier,
    Term,
    UseCase,
    Waiver,
    Weight,
)
from hcd_studio.records.journey import (
    Attachment,
    Branch,
    Feeling,
    Idea,
    Journey,
    Lane,
    Note,
    Pain,
    SavedView,
    Stage,
    Step,
    Theme,
)
from hcd_studio.records.record import Record
from hcd_studio.records.room import (
    Action,
    Actor,
    AgendaItem,
    Ballot,
    Claim,
    Decision,
    Participant,
    ParticipantGroup,
    Persona,
    Pulse,
    RoomTable,
    Vote,
    Workshop,
)

KINDS: dict[str, type[Record]] = {
    kind.table: kind
    for kind in (
        Workshop, AgendaItem, RoomTable, Persona, Claim, ParticipantGroup, Participant, Journey, Stage, Step, Branch, Lane,
        SavedView, Note, Feeling, Theme, Pain, Ballot, Vote, Idea, Need, UseCase, Weight, Requirement, Criterion, Measure,
        Actual, Supplier, Response, Evaluation, Link, Attachment, Term, Decision, Action, Actor, Pulse, PackIssue, SignOff,
        Clarification, Waiver, PairCheck, Ethics, StandardEvidence, Pseudonym, Provenance,
    )
}  # fmt: skip
"""Every kind by the name of its table."""

__all__ = [
    "Supplier",
    "StandardEvidence",
    "SignOff",
    "SavedView",
    "Pulse",
    "ParticipantGroup",
    "Evaluation",
    "Claim",
    "Branch",
    "Actual",
    "Action",
    "Actor",
    "AgendaItem",
    "Attachment",
    "Ballot",
    "Clarification",
    "Criterion",
    "Decision",
    "Ethics",
    "Feeling",
    "Idea",
    "Journey",
    "Lane",
    "Link",
    "Measure",
    "Need",
    "Note",
    "PackIssue",
    "PairCheck",
    "Pain",
    "Participant",
    "Persona",
    "Provenance",
    "Pseudonym",
    "Record",
    "Requirement",
    "Response",
    "RoomTable",
    "Stage",
    "Step",
    "Term",
    "Theme",
    "UseCase",
    "Vote",
    "Waiver",
    "Weight",
    "Workshop",
    "KINDS",
]
