"""Microsoft Forms: question = group, answer = note. Who answered is dropped, marks of a quiz too.

Seen in real exports: the English columns, quizzes, `anonymous`/`Anonymous`, line breaks in questions. The names of the
first columns in other languages are from memory and unverified; a form is also known by their pattern.
"""

from __future__ import annotations

from collections.abc import Sequence

from hcd_studio.importers.columns import Role
from hcd_studio.importers.grid import Grid, layout_of
from hcd_studio.importers.vocabulary import folded

_START = frozenset(
    (
        "start time",
        "amser dechrau",  # unverified, as are all below
        "amser cychwyn",
        "heure de début",
        "startzeit",
        "hora de inicio",
        "ora di inizio",
        "begintijd",
        "hora de início",
        "godzina rozpoczęcia",
    )
)
_END = frozenset(
    (
        "completion time",
        "amser cwblhau",  # unverified, as are all below
        "amser gorffen",
        "heure de fin",
        "fertigstellungszeit",
        "hora de finalización",
        "ora di completamento",
        "tijdstip van voltooien",
        "hora de conclusão",
        "godzina ukończenia",
    )
)
_ABOUT = frozenset(
    (
        "id",
        "last modified time",
        "total points",
        "quiz feedback",
        "grade posted time",
        "amser addasu diwethaf",  # unverified, as are all below
        "cyfanswm pwyntiau",
        "adborth cwis",
        "heure de la dernière modification",
        "uhrzeit der letzten änderung",
        "hora de la última modificación",
        "id.",
        "identyfikator",
    )
)
_MARKS = ("points - ", "feedback - ", "points – ", "feedback – ", "pwyntiau - ", "adborth - ")


def is_form(columns: Sequence[str]) -> bool:
    """Whether these are the columns of a Microsoft Forms export: start and completion time among the first four."""
    first = [folded(name) for name in columns[:4]]
    return any(name in _START for name in first) and any(name in _END for name in first)


def is_form_grid(grid: Grid) -> bool:
    """Whether a grid has the header of a Microsoft Forms export."""
    return is_form(layout_of(grid).columns)


def is_mark(name: str) -> bool:
    """Whether a column holds the marks or the feedback of a quiz."""
    known = folded(name)
    return known.startswith(_MARKS) or known in ("total points", "quiz feedback")


def form_role(name: str, role: Role) -> Role:
    """What a column of a form is, when its name says more than its values."""
    known = folded(name)
    if is_mark(name):
        return "marks"
    return "skip" if known in _START or known in _END or known in _ABOUT else role
