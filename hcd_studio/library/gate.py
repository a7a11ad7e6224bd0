"""The gate of a library: `library.json` says which library this is and of which kind, and is read before anything else.

A folder without it, or with that of another library, is never written to: a drive that is not connected, a share that was
moved and a wrong folder all look like an empty library, and emptiness is no reason to do anything.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from hcd_studio.clock import Clock
from hcd_studio.library import keys
from hcd_studio.library.driver import Driver, Missing
from hcd_studio.speech import Message, Trouble

Kind = Literal["home", "shared"]
FORMAT = "hcd-library"
VERSION = 1
LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class Gate:
    """Which library this is: its id, its kind, whose it is, since when."""

    id: str
    kind: Kind
    council: str = ""
    created: str = ""

    def as_json(self) -> dict[str, Any]:
        """The gate as `library.json` holds it."""
        return {
            "format": FORMAT, "version": VERSION, "min_reader_version": VERSION, "id": self.id, "kind": self.kind,
            "council": self.council, "created": self.created,
        }  # fmt: skip


class NoGate(Trouble):
    """There is no library here, or its gate is damaged: whoever knows which library it was may make the gate again."""


def make(driver: Driver, kind: Kind, *, council: str = "", id: str = "", clock: Clock | None = None) -> Gate:
    """Make a library: write its gate where there is none. With `id`, one that was wiped is made again as the same."""
    clock = clock or Clock()
    day = datetime.fromtimestamp(clock.now(), UTC).date().isoformat()
    made = Gate(id or clock.random(16).hex(), kind, council, day)
    text = json.dumps(made.as_json(), ensure_ascii=False, indent=1) + "\n"
    if driver.put_if_absent(keys.GATE, text.encode()):
        return made
    there = enter(driver)
    raise Trouble(
        Message("There is a library already: {name}.", name=name_of(there)),
        do=Message("Use it, or choose another folder."),
    )


def enter(driver: Driver, kind: Kind | None = None) -> Gate:
    """The gate of the library that lies there; trouble where there is none, or none that this act may enter."""
    try:
        found = json.loads(driver.get(keys.GATE, LARGEST))
        gate = _read(found)
    except Missing:
        raise NoGate(
            Message("{place} holds no library.", place=driver.describe().address),
            do=Message(
                "Is the share connected, and is this the right folder? A new library is made with: hcd-studio library {place} init",
                place=driver.describe().address,
            ),
        ) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NoGate(
            Message("{file} of this library cannot be read; it may still be on its way here.", file=keys.GATE),
            do=Message("Wait until the folder is up to date and try again."),
        ) from None
    if kind is not None and gate.kind != kind:
        raise _wrong_kind(gate)
    return gate


def _read(found: Any) -> Gate:
    if found["format"] != FORMAT or found["kind"] not in ("home", "shared"):
        raise ValueError
    if int(found.get("min_reader_version", 1)) > VERSION:
        raise Trouble(
            Message("This library was made by a newer version of HCD Studio."), do=Message("Install the newer version.")
        )
    id = str(found["id"])
    if len(id) != 32 or set(id) - set("0123456789abcdef"):
        raise ValueError
    return Gate(id, found["kind"], str(found.get("council", ""))[:200], str(found.get("created", ""))[:10])


def _wrong_kind(gate: Gate) -> Trouble:
    if gate.kind == "shared":
        return Trouble(
            Message("This library is shared between councils; a session with its whole history never goes there."),
            do=Message("Publish it instead: what people agreed to share goes out, masked, without its history."),
        )
    return Trouble(
        Message("This is the home library of one council; what is published belongs into a shared one."),
        do=Message("Sync the session here, or choose the shared library to publish."),
    )


def name_of(gate: Gate) -> Message:
    """A library in words."""
    what = Message("home library") if gate.kind == "home" else Message("shared library")
    if not gate.council:
        return Message("{kind} ({short})", kind=what, short=gate.id[:8])
    return Message("{kind} {council} ({short})", kind=what, council=gate.council, short=gate.id[:8])


def refuse_another(gate: Gate, known: str) -> None:
    """A session goes on in the library in which it is, unless somebody says that it moves."""
    if known and known != gate.id:
        raise Trouble(
            Message(
                "This session belongs to another library than the one in this folder ({name}).", name=name_of(gate)
            ),
            do=Message("Choose the right folder, or say that the session moves to this library (--move)."),
        )
