"""The names under which things lie in a library. They help to find things; nobody believes what they say."""

from __future__ import annotations

from hcd_studio.clock import stamp_time
from hcd_studio.fields import Id

GATE = "library.json"
SESSIONS = "s/"
CARDS = "c/"
PUBLISHED = "p/"
PATTERNS = "patterns/"
SAME = "same/"
GONE = "gone/"
END = ".seg"


def session_folder(session: Id) -> str:
    """Where everything of one session lies."""
    return f"{SESSIONS}{session}/"


def segment(session: Id, hlc: int, sha: str) -> str:
    """A segment by the month of its newest change and its own hash."""
    return f"{session_folder(session)}{stamp_time(hlc):%Y%m}-{sha[:24]}{END}"


def have(session: Id, copy: str, sha: str) -> str:
    """What one copy has."""
    return f"{session_folder(session)}have-{copy[:8]}-{sha[:12]}{END}"


def pictures(session: Id) -> str:
    """Where the pictures of a session lie."""
    return f"{session_folder(session)}b/"


def picture(session: Id, sha256: str, salt: str = "") -> str:
    """A picture by the hash of its content; `salt` gives it another name where the first is taken by a damaged one."""
    return f"{pictures(session)}{sha256}{f'-{salt[:8]}' if salt else ''}{END}"


def card(session: Id, sha: str) -> str:
    """The card of a session."""
    return f"{CARDS}{session}-{sha[:12]}{END}"


def published(session: Id, sha: str) -> str:
    """What a council published of a session."""
    return f"{PUBLISHED}{session}/{sha[:24]}{END}"


def pattern(name: str, sha: str) -> str:
    """One version of a pattern."""
    return f"{PATTERNS}{name}/{sha[:24]}{END}"


def same(sha: str) -> str:
    """One judgement that two pain points are the same."""
    return f"{SAME}{sha[:24]}{END}"


def gone(sha: str) -> str:
    """What was withdrawn at its source, as prints."""
    return f"{GONE}{sha[:24]}{END}"


def is_have(key: str) -> bool:
    """Whether a key looks like a have-file; what it is its head says."""
    return key.rpartition("/")[2].startswith("have-")
