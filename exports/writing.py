"""Writing a file so that there is either a whole, checked file or none: temporary name, re-opened, synced, renamed."""

from __future__ import annotations

import errno
import os
import re
import secrets
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hcd_studio.speech import N_, Message, Trouble

Progress = Callable[[float, Message], bool]
"""Hears the share done and what is being done; answers False to stop."""

SAFE = N_("Everything is safe in the session, and no half file was left behind.")

_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$")


@dataclass(frozen=True, slots=True)
class Written:
    """What an export wrote, and what its reader should know about it."""

    files: tuple[Path, ...]
    warnings: tuple[Message, ...] = ()


class Stopped(Trouble):
    """Somebody stopped an export; nothing of the unfinished file is left."""

    def __init__(self) -> None:
        super().__init__(Message(N_("The export was stopped.")), safe=Message(SAFE))


class Unsound(Exception):
    """A written file did not pass its check when it was opened again."""


def tell(progress: Progress | None, share: float, doing: Message) -> None:
    """Report progress and stop where the listener wants it."""
    if progress is not None and not progress(share, doing):
        raise Stopped


def within(progress: Progress | None, at: int, parts: int) -> Progress | None:
    """The progress of one part of so many, as a share of the whole."""
    if progress is None or parts == 1:
        return progress
    whole = progress
    return lambda share, doing: whole((at + share) / parts, doing)


def write_file(path: Path, data: bytes, check: Callable[[Path], None]) -> Path:
    """Write a file whole or not at all; `check` opens what was written and raises if it is not sound."""
    half = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with half.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        check(half)
        half.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise Trouble(
            Message(N_("{name} could not be written: {reason}."), name=path.name, reason=_reason(error)),
            safe=Message(SAFE),
            do=Message(_advice(error)),
        ) from error
    except Unsound as error:
        raise Trouble(
            Message(N_("{name} was written, but it could not be read back."), name=path.name),
            safe=Message(SAFE),
            do=Message(N_("Try again, on another disk if it happens twice.")),
        ) from error
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
    return path


def advise_folder(name: str, error: OSError) -> Trouble:
    """What to say where a folder could not be made or put in its place."""
    return Trouble(
        Message(N_("{name} could not be written: {reason}."), name=name, reason=_reason(error)),
        safe=Message(SAFE),
        do=Message(_advice(error)),
    )


def _reason(error: OSError) -> Message:
    reasons = {
        errno.ENOSPC: N_("the disk is full"),
        errno.EDQUOT: N_("the disk is full"),
        errno.EACCES: N_("the folder or the file does not allow it"),
        errno.EPERM: N_("the folder or the file does not allow it"),
        errno.EROFS: N_("the disk is read-only"),
        errno.ENOENT: N_("the folder is not there"),
        errno.ENOTDIR: N_("the folder is not there"),
        errno.ENAMETOOLONG: N_("the name is too long"),
    }
    known = reasons.get(error.errno or 0)
    return Message(known) if known else Message("{words}", words=error.strerror or str(error))


def _advice(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return N_("Make room on the disk, or choose another folder.")
    if error.errno in (errno.EACCES, errno.EPERM):
        return N_("Close the file in other programs, or choose another folder.")
    return N_("Choose another folder and try again.")


def _sync_folder(folder: Path) -> None:
    # A rename outlives a power cut only once the folder is on the disk; Windows offers no such call.
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        pass  # some network shares refuse to sync a folder, and the file itself is safe
    finally:
        os.close(handle)


def check_pdf(pages: int) -> Callable[[Path], None]:
    """A check that a PDF opens: every object is where the table says, and there are as many pages as were painted."""

    def check(path: Path) -> None:
        data = path.read_bytes()
        ends = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", data[-2048:])
        if not data.startswith(b"%PDF-1.") or not ends:
            raise Unsound("ends")
        at = int(ends[1])
        table = re.match(rb"xref\s+0 (\d+)\s", data[at : at + 40])
        if not table:
            raise Unsound("table")
        first = at + table.end()
        # Entries are 20 bytes each, whatever wrote them.
        first += len(data[first : first + 2]) - len(data[first : first + 2].lstrip())
        for number in range(1, int(table[1])):
            entry = data[first + 20 * number : first + 20 * number + 20]
            if not data.startswith(b"%d 0 obj" % number, int(entry[:10])):
                raise Unsound(f"object {number}")
        found = len(re.findall(rb"/Type /Page\b(?!s)", data))
        if found != pages:
            raise Unsound(f"{found} pages")

    return check


def check_xml(path: Path) -> None:
    """Check that a file is well-formed XML (SVG, and our HTML, which is written as XML)."""
    from defusedxml.ElementTree import ParseError, parse

    try:
        parse(path, forbid_dtd=False)
    except (ParseError, ValueError) as error:
        raise Unsound(str(error)) from error


def check_png(path: Path) -> None:
    """Check that a picture opens and is whole."""
    from PIL import Image, UnidentifiedImageError

    # The size was chosen by us; Pillow's guard is against pictures from strangers.
    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with Image.open(path) as picture:
            picture.verify()
    except (UnidentifiedImageError, SyntaxError) as error:
        raise Unsound(str(error)) from error
    finally:
        Image.MAX_IMAGE_PIXELS = limit


def file_stem(title: str) -> str:
    """A title as a file name that every system takes: plain small letters, hyphens, at most 60 characters."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:60].strip("-")
    return f"x-{stem}" if _RESERVED.match(stem) else stem or "hcd"
