"""What a copy of a session remembers of a library. It lies in the session file, so it is as old as what the file holds.

All of it may be lost: then more is read and written than need be, and nothing else. What a copy *has* is never remembered,
it is worked out from its log.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field


@dataclass
class Memory:
    """`mark`: changes up to this number of the log are in the library. `known`: objects by key and size whose content is
    in the log. `summary`: what this copy had when it last synced to the end. `answered`: have-files that were answered.
    `bad`: objects that could not be read, by the hash of their bytes. `erased`: the erasures for which every known
    object was looked through. `haves`: have-files of mine. `turn`: how often more was asked for in vain. `pictures`: those that were here.
    """

    mark: int = 0
    known: dict[str, int] = field(default_factory=dict)
    summary: dict[str, tuple[int, str]] = field(default_factory=dict)
    answered: list[str] = field(default_factory=list)
    bad: dict[str, str] = field(default_factory=dict)
    erased: str = ""
    haves: list[str] = field(default_factory=list)
    turn: int = 0
    pictures: list[str] = field(default_factory=list)

    def text(self) -> str:
        """As the session file keeps it."""
        return json.dumps(vars(self), separators=(",", ":"))

    @classmethod
    def read(cls, text: object) -> Memory:
        """From the session file; anything odd is as good as nothing."""
        try:
            found = json.loads(str(text)) if text else {}
            made = cls(**found)
            made.summary = {copy: (int(n), str(mixed)) for copy, (n, mixed) in made.summary.items()}
            made.known = {str(key): int(size) for key, size in made.known.items()}
            made.mark = int(made.mark)
            return made
        except (ValueError, TypeError, AttributeError):
            return cls()
