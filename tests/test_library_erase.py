"""What was erased is gone from the library too: from every file, whatever it is called, whoever brings it back."""

from __future__ import annotations

from pathlib import Path

from hcd_studio import privacy
from hcd_studio.library import keys
from hcd_studio.library.copy import SessionCopy
from hcd_studio.library.folder import Folder
from hcd_studio.library.sync import sync
from hcd_studio.library.take import cards
from hcd_studio.records import Attachment, Note
from tests.library_world import unpacked
from tests.meeting import at
from tests.stores import PICTURE
from tests.test_library_large import photo
from tests.test_library_sync import files, library, note, pressed, shown, tables

__all__ = ["library", "tables"]


def holds(library: Folder, word: bytes) -> list[str]:
    """Files in which a word can be read."""
    return [key for key, data in files(library).items() if word in data + unpacked(data)]


def test_an_erasure_reaches_every_file_and_every_copy(library: Folder, tables: list[Path]) -> None:
    note(tables[0], "CANARY her name")
    photo(tables[0])
    for path in (*tables, *tables):
        pressed(library, path)
    assert holds(library, b"CANARY")
    with at(tables[0]) as session:
        canary = next(one for one in session.all(Note) if "CANARY" in one.text)
        privacy.erase(session, record=canary, reason="asked")
        privacy.erase(session, record=session.all(Attachment)[0], reason="asked")
        report = sync(library, SessionCopy(session))
    assert report.rewritten > 0
    assert report.removed == 1
    assert holds(library, b"CANARY") == []
    assert holds(library, PICTURE) == []
    for path in tables[1:]:
        pressed(library, path)
        assert b"CANARY" not in path.read_bytes()
        shown(path)
    assert shown(tables[0]) == shown(tables[1]) == shown(tables[2])


def test_a_laptop_that_was_away_brings_erased_words_back_only_until_the_next_sync(
    library: Folder, tables: list[Path]
) -> None:
    note(tables[0], "CANARY her name")
    pressed(library, tables[0])
    pressed(library, tables[1])
    stale = {key: data for key, data in files(library).items() if key.startswith(keys.SESSIONS)}
    with at(tables[0]) as session:
        privacy.erase(session, record=next(one for one in session.all(Note) if "CANARY" in one.text), reason="asked")
        sync(library, SessionCopy(session))
    for key, data in stale.items():
        (library.root / key).parent.mkdir(exist_ok=True)
        (library.root / key).with_name(f"back {key.rpartition('/')[2]}").write_bytes(data)
    assert holds(library, b"CANARY")
    pressed(library, tables[2])
    assert holds(library, b"CANARY") == []


def test_a_card_shows_the_session_and_no_person(library: Folder, tables: list[Path]) -> None:
    with at(tables[0]) as session, session.change("describe") as draft:
        draft.patch(session.workshop, title_en="Blue Badge", title_cy="Bathodyn Glas", council="Cyngor Glan-yr-afon",
                    facilitators=("Somebody Named",), contact="ymchwil@example.org", date="2026-05-14")  # fmt: skip
    pressed(library, tables[0])
    (card,) = cards(library)
    assert (card.title.cy, card.council, card.contact) == (
        "Bathodyn Glas",
        "Cyngor Glan-yr-afon",
        "ymchwil@example.org",
    )
    assert card.counts == {"note": 1}
    assert holds(library, b"Somebody Named") != []  # a home library holds the log, which its own council may read
    assert not [key for key in holds(library, b"Somebody Named") if key.startswith(keys.CARDS)]
