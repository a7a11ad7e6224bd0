"""Writes documents in the formats asked for; a pack is one folder with a list of its files, whole or not there at all."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from exports import WRITERS, Writer, chosen, writers
from exports.describing import describe
from exports.document import Document
from exports.options import Options
from exports.packing import check_packed
from exports.writing import (
    SAFE,
    Progress,
    Unsound,
    Written,
    advise_folder,
    check_xml,
    file_stem,
    tell,
    within,
    write_file,
)
from exports.zipped import check_zip
from hcd_studio import __version__
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Message, Trouble

OWN = ("html", "pdf", "docx", "odt")
"""The formats of a document."""

COMPANIONS = ("workbook", "reqif", "ocds", "backlog", "data")
"""Documents that lie beside the pack in its folder where their formats are asked of it."""

MANIFEST = "manifest.json"
SCHEMA = 1


def write_pack(snapshot: Snapshot, target: Path, options: Options, progress: Progress | None = None) -> Written:
    """A pack as one folder with its manifest, or as one file where the target names one."""
    return _write("pack", snapshot, target, options, progress)


def write_joint(snapshot: Snapshot, target: Path, options: Options, progress: Progress | None = None) -> Written:
    """The pack of several councils: common core, local variations, sign-off."""
    return _write("joint", snapshot, target, options, progress)


def write_summary(snapshot: Snapshot, target: Path, options: Options, progress: Progress | None = None) -> Written:
    """One page for leaders."""
    return _write("summary", snapshot, target, options, progress)


def write_you_said(snapshot: Snapshot, target: Path, options: Options, progress: Progress | None = None) -> Written:
    """What became of each voice."""
    return _write("you-said", snapshot, target, options, progress)


def write_why(snapshot: Snapshot, target: Path, options: Options, progress: Progress | None = None) -> Written:
    """A page for each requirement, from voice to clause."""
    return _write("why", snapshot, target, options, progress)


def write_easy_read(snapshot: Snapshot, target: Path, options: Options, progress: Progress | None = None) -> Written:
    """Easy Read."""
    return _write("easy-read", snapshot, target, options, progress)


def write_brief(snapshot: Snapshot, target: Path, options: Options, progress: Progress | None = None) -> Written:
    """The brief with its counters."""
    return _write("brief", snapshot, target, options, progress)


def _write(what: str, snapshot: Snapshot, target: Path, options: Options, progress: Progress | None) -> Written:
    formats = [one.format for one in chosen(what, options.formats)]
    parts = len(formats) + 1
    document = describe(snapshot, what, options, within(progress, 0, parts))
    job = _Job(what, snapshot, document, options)
    one_file = target.suffix.lower() in {one.suffix for one in writers(what)} and not target.is_dir()
    if what in ("pack", "joint") and not one_file:
        files = job.folder(target, formats, progress)
    else:
        places = [(name, job.path(target, name)) for name in formats]
        files = [job.file(place, name, within(progress, at, parts)) for at, (name, place) in enumerate(places, 1)]
    tell(progress, 1.0, Message(N_("Done")))
    return Written(tuple(files), tuple(job.warnings()))


class _Job:
    def __init__(self, what: str, snapshot: Snapshot, document: Document, options: Options):
        self.what, self.snapshot, self.document, self.options = what, snapshot, document, options
        self.stem = file_stem(snapshot.workshop.title.en or snapshot.workshop.title.cy)

    def warnings(self) -> list[Message]:
        """What its reader should know: how much is missing in one language."""
        missing = self.document.missing()
        if not missing:
            return []
        return [Message(N_("Texts in one language only: {n}. Each place says so."), n=missing)]

    def path(self, target: Path, name: str) -> Path:
        """Where a file goes: named after the workshop in a folder, or as asked."""
        if target.is_dir():
            return target / f"{self.stem}-{self.what}-{self.options.language}.{name}"
        known = target.suffix.lower() in {one.suffix for one in writers(self.what)}
        return target.with_name(f"{target.stem if known else target.name}.{name}")

    def file(self, path: Path, name: str, progress: Progress | None) -> Path:
        """Write and check one file."""
        tell(progress, 0.0, Message(N_("Writing {format}"), format=name.upper()))
        data, check = self.made(name, progress)
        return write_file(path, data, check)

    def made(self, name: str, progress: Progress | None) -> tuple[bytes, Callable[[Path], None]]:
        """The bytes of a format, and the reader that checks them."""
        made = self.options.made
        if name == "html":
            from exports.html import html_of

            return html_of(self.document), check_xml
        if name == "pdf":
            from exports.pdf import pdf_of

            data, pages = pdf_of(self.document, made, progress)
            return data, check_packed(pages)
        if name == "docx":
            from exports.docx import docx_of

            return docx_of(self.document, made), check_docx
        from exports.odt import odt_of

        return odt_of(self.document, made), check_zip("content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml")

    def folder(self, target: Path, formats: list[str], progress: Progress | None) -> list[Path]:
        """Write a whole folder beside its place, then put it there; what fails leaves nothing behind."""
        name = f"{self.stem}-{self.what}-{self.options.language}-{self.options.audience}"
        place = target / name if target.is_dir() and not (target / MANIFEST).exists() else target
        half = place.with_name(f".{place.name}.{secrets.token_hex(4)}.part")
        try:
            half.mkdir()
        except OSError as error:
            raise advise_folder(place.name, error) from error
        try:
            for at, each in enumerate(formats, 1):
                self._into(half, each, within(progress, at, len(formats) + 1))
            write_file(half / MANIFEST, self.manifest(half), check_json)
            names = sorted(one.name for one in half.iterdir())
            _put(half, place)
        finally:
            shutil.rmtree(half, ignore_errors=True)
        return [place / one for one in names]

    def _into(self, folder: Path, name: str, progress: Progress | None) -> None:
        tell(progress, 0.0, Message(N_("Writing {format}"), format=name.upper()))
        if name in OWN:
            data, check = self.made(name, progress)
            write_file(folder / f"{self.stem}-{self.options.language}.{name}", data, check)
            return
        other = companion(name)
        if other is None:
            raise Trouble(
                Message(N_("A pack has no {format}."), format=name), safe=Message(SAFE), do=Message(N_("Leave it out."))
            )
        other.function()(self.snapshot, folder, replace(self.options, formats=(name,)), progress)

    def manifest(self, folder: Path) -> bytes:
        """What lies in the folder: names, sizes and hashes, and how it was made."""
        options, workshop = self.options, self.snapshot.workshop
        files = [
            {"name": one.name, "bytes": one.stat().st_size, "sha256": hashlib.sha256(one.read_bytes()).hexdigest()}
            for one in sorted(folder.iterdir())
        ]
        found = {
            "manifest": SCHEMA,
            "program": "HCD Studio",
            "program_version": __version__,
            "what": self.what,
            "title": {"cy": workshop.title.cy, "en": workshop.title.en},
            "council": self.document.house.name,
            "version": self.document.version,
            "made": options.made.isoformat(),
            "audience": options.audience,
            "language": options.language,
            "sections": [one.key for one in self.document.sections],
            "texts_in_one_language": self.document.missing(),
            "files": files,
        }
        return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def companion(name: str) -> Writer | None:
    """The document that has a format which a pack itself has not."""
    known = {(one.what, one.format): one for one in WRITERS}
    return next((known[what, name] for what in COMPANIONS if (what, name) in known), None)


def _put(half: Path, place: Path) -> None:
    """Give a finished folder its name; an older pack of that name gives way, anything else stays."""
    try:
        if place.exists():
            if not (place / MANIFEST).is_file():
                raise Trouble(
                    Message(N_("{name} is there already and is no pack."), name=place.name),
                    safe=Message(SAFE),
                    do=Message(N_("Choose another folder and try again.")),
                )
            old = place.with_name(f".{place.name}.{secrets.token_hex(4)}.old")
            os.rename(place, old)  # noqa: PTH104 - one step for files and folders alike
            try:
                os.rename(half, place)  # noqa: PTH104
            except OSError:
                os.rename(old, place)  # noqa: PTH104
                raise
            with suppress(OSError):
                shutil.rmtree(old)
        else:
            os.rename(half, place)  # noqa: PTH104
    except OSError as error:
        raise advise_folder(place.name, error) from error


def check_json(path: Path) -> None:
    """Check that a list of files can be read."""
    try:
        json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise Unsound(str(error)) from error


def check_docx(path: Path) -> None:
    """Check that a Word file opens, has headings, and that every part of it is whole."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError as NoPackage

    check_zip("word/document.xml", "word/styles.xml", "word/settings.xml")(path)
    try:
        with path.open("rb") as file:
            opened = docx.Document(file)
    except (NoPackage, KeyError, ValueError) as error:
        raise Unsound(str(error)) from error
    if not any(one.style is not None and one.style.name == "Heading 1" for one in opened.paragraphs[:40]):
        raise Unsound("headings")
