"""Have-files: each copy says what it has, so that whoever has more can send it, and so that an erasure can be confirmed."""

from __future__ import annotations

from hcd_studio.library import keys
from hcd_studio.library.driver import Missing
from hcd_studio.library.segment import pack, unpack
from hcd_studio.library.visit import Visit

MOST_TURNS = 8


def ask_again(visit: Visit) -> None:
    """Where others have more than the library brought, this copy's next have-file is a new one, so that they answer again."""
    own = visit.copy.summary()
    short = any(
        own.get(replica) != theirs and theirs[0] >= own.get(replica, (0, ""))[0]
        for have in visit.haves
        if have.key not in visit.memory.haves
        for replica, theirs in have.summary.items()
    )
    if not short:
        visit.memory.turn = 0
    elif not visit.report.received:
        visit.memory.turn = min(visit.memory.turn + 1, MOST_TURNS)


def write_have(visit: Visit) -> None:
    """Say what this copy has now, unless that is said already; what it said before goes."""
    summary = visit.copy.summary()
    head = {
        "what": "have", "session": visit.copy.session, "copy": visit.copy.name, "letters": visit.copy.letters,
        "summary": summary, "erased": visit.copy.erasures(), "pictures": sorted(visit.copy.missing_pictures()),
        "turn": visit.memory.turn,
    }  # fmt: skip
    data = pack(head)
    key = keys.have(visit.copy.session, visit.copy.name, unpack(data).sha)
    old = [one for one in visit.memory.haves if one != key]
    if key not in visit.memory.haves:
        # Known as mine before it lies there, so that a kill in between leaves no stranger.
        visit.memory.haves.append(key)
        visit.copy.keep(visit.gate.id, visit.memory)
    if not visit.driver.put_if_absent(key, data) and not _stands(visit, key, data):
        visit.driver.delete(key)  # a damaged have-file of my own says nothing to anybody
        visit.driver.put_if_absent(key, data)
    for one in old:
        visit.driver.delete(one)
    visit.memory.haves = [key]
    visit.memory.summary = summary


def _stands(visit: Visit, key: str, data: bytes) -> bool:
    try:
        return visit.driver.get(key) == data
    except Missing:
        return False
