"""What is large: photos go along by their content, changes in parts, and what was damaged on the way comes again."""

from __future__ import annotations

import hashlib
from functools import partial
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

from hcd_studio.library.folder import Folder
from hcd_studio.library.lines import pieces
from hcd_studio.records import Attachment, Note
from tests.meeting import at, the_note
from tests.stores import PICTURE
from tests.test_library_sync import files, library, pressed, shown, tables

__all__ = ["library", "tables"]


def photo(path: Path) -> str:
    """A photo on the note, as the window puts it there."""
    sha256 = hashlib.sha256(PICTURE).hexdigest()
    with at(path) as session:
        with session.change("add_photo") as draft:
            draft.add(Attachment(parent=the_note(session).id, sha256=sha256))
        with session.store.transaction():
            session.store.db.execute(
                "INSERT INTO blob VALUES(?, ?, ?, ?, ?)", (sha256, "image/jpeg", 640, 480, PICTURE)
            )
    return sha256


def test_a_photo_goes_along_by_its_content(library: Folder, tables: list[Path]) -> None:
    photo(tables[0])
    assert pressed(library, tables[0]).pictures_sent == 1
    report = pressed(library, tables[1])
    assert (report.pictures_received, report.pictures_missing) == (1, 0)
    with at(tables[1]) as session:
        assert session.store.db.execute("SELECT bytes FROM blob").get == PICTURE


def test_a_damaged_photo_is_asked_for_and_comes_again(library: Folder, tables: list[Path]) -> None:
    photo(tables[0])
    pressed(library, tables[0])
    for key in [key for key in files(library) if "/b/" in key]:
        (library.root / key).write_bytes(b"torn")
    assert pressed(library, tables[1]).pictures_missing == 1
    assert pressed(library, tables[0]).pictures_sent == 1
    assert pressed(library, tables[1]).pictures_received == 1


def test_a_change_too_large_for_one_segment_arrives_whole(library: Folder, tables: list[Path]) -> None:
    with at(tables[0]) as session, session.change("import_notes") as draft:
        for n in range(60):
            draft.add(Note(text=f"note {n} of many"))
    with patch.object(import_module("hcd_studio.library.push"), "pieces", partial(pieces, most=4000)):
        pressed(library, tables[0])
    assert len([key for key in files(library) if key.startswith("s/")]) > 5
    pressed(library, tables[1])
    assert shown(tables[0]) == shown(tables[1])
    assert not pressed(library, tables[1]).moved
    assert not pressed(library, tables[0]).moved
