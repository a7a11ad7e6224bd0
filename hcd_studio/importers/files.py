"""Opens a file for reading in: one clear sentence for everything that can be wrong before its content matters."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from hcd_studio.importers.found import CannotRead
from hcd_studio.speech import Message

LARGEST = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of a file, its name without the folders, and their fingerprint."""

    name: str
    data: bytes
    sha256: str

    @property
    def extension(self) -> str:
        """`.csv` and the like, in small letters."""
        return Path(self.name).suffix.casefold()


def fetch(path: str | os.PathLike[str]) -> Raw:
    """The bytes of a regular file of at most 200 MB."""
    name = Path(path).name or str(path)
    try:
        about = Path(path).stat()
        if stat.S_ISDIR(about.st_mode):
            raise CannotRead(Message("{name} is a folder.", name=name), do=Message("Choose one file in it."))
        if not stat.S_ISREG(about.st_mode):
            raise CannotRead(Message("{name} is not a file.", name=name), do=Message("Choose a file."))
        if about.st_size > LARGEST:
            raise _too_large(name, about.st_size)
        with Path(path).open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise CannotRead(
            Message("There is no file called {name}.", name=name), do=Message("Check the name and the folder.")
        ) from None
    except (OSError, ValueError):
        raise CannotRead(
            Message("{name} could not be opened.", name=name),
            do=Message("Close it in other programs and check that you may read it."),
        ) from None
    if len(data) > LARGEST:
        raise _too_large(name, len(data))
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise CannotRead(Message("{name} is empty.", name=name), do=Message("Check that the export has finished."))
    return Raw(name, data, hashlib.sha256(data).hexdigest())


def _too_large(name: str, size: int) -> CannotRead:
    return CannotRead(
        Message(
            "{name} is {size} MB; files up to {most} MB can be read.",
            name=name,
            size=max(size // (1024 * 1024), LARGEST // (1024 * 1024) + 1),
            most=LARGEST // (1024 * 1024),
        ),
        do=Message("Cut it into smaller files."),
    )
