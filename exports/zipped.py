"""Zip packages (Word, OpenDocument) whose bytes do not depend on the hour at which they were made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from exports.writing import Unsound


def zipped(members: list[tuple[str, bytes]], made: date) -> bytes:
    """A package of these members in this order; a first member called `mimetype` stands unpacked, as OpenDocument asks."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, data in members:
            about = ZipInfo(name, (max(made.year, 1980), made.month, made.day, 12, 0, 0))
            about.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            package.writestr(about, data)
    return out.getvalue()


def still(data: bytes, made: date) -> bytes:
    """The same package with the date of the document on every member."""
    with ZipFile(BytesIO(data)) as package:
        members = [(one.filename, package.read(one)) for one in package.infolist()]
    return zipped(members, made)


def check_zip(*needed: str) -> Callable[[Path], None]:
    """A check that a package opens, every member is whole, and its XML can be read."""

    def check(path: Path) -> None:
        from defusedxml.ElementTree import ParseError, fromstring

        try:
            with ZipFile(path) as package:
                broken = package.testzip()
                names = package.namelist()
                for name in needed:
                    fromstring(package.read(name))
        except (BadZipFile, KeyError, ParseError, ValueError) as error:
            raise Unsound(str(error)) from error
        if broken or len(set(names)) != len(names):
            raise Unsound(broken or "twice")

    return check
