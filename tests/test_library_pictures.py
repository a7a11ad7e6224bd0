"""Photos go along by their content, and come again where they were damaged on the way."""

from __future__ import annotations

import hashlib
from pathlib import Path

from hcd_studio.library.folder import Folder
from hcd_studio.records import Attachment
from tests.meeting import at, the_note
from tests.stores import PICTURE
from tests.test_library_sync import files, library, pressed, tables

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
