"""A library in a folder: a share, a synced folder, a stick. Nothing is ever replaced or renamed over something else.

A new object is written under another name, synced to the disk, read back, and only then given its own new name. What a
sync client or a broken wire leaves behind is met by the readers, who check every object; here only paths are guarded.
"""

from __future__ import annotations

import os
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from hcd_studio.library.driver import UNFINISHED, Described, Found, Missing, Unreachable, refuse_improper
from hcd_studio.library.limits import LARGEST_OBJECT, MOST_OBJECTS
from hcd_studio.speech import Message

DEEPEST = 5
A_DAY = 86_400.0
READING = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))


class Folder:
    """The five calls on a folder."""

    def __init__(self, root: str | Path):
        self.root = Path(root).expanduser()

    def list(self, prefix: str = "", after: str = "") -> Iterator[Found]:
        """See `Driver.list`. Links, devices and names that cannot be printed are passed over."""
        if not self.root.is_dir():
            raise self._gone()
        start, _, _ = prefix.rpartition("/")
        if start and self._path(start) is None:
            return
        found = [one for one in self._walk(start, DEEPEST) if one.key.startswith(prefix) and one.key > after]
        yield from sorted(found)[:MOST_OBJECTS]

    def _walk(self, below: str, depth: int) -> Iterator[Found]:
        try:
            entries = list(os.scandir(self.root / below))
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            raise self._troubled(error) from error
        for entry in entries:
            key = f"{below}/{entry.name}" if below else entry.name
            if not entry.name.isprintable() or _leads_out(entry.name):
                continue
            with suppress(OSError):  # it went away between two looks
                if entry.is_dir(follow_symlinks=False):
                    if depth:
                        yield from self._walk(key, depth - 1)
                elif entry.is_file(follow_symlinks=False):
                    yield Found(key, entry.stat(follow_symlinks=False).st_size)

    def get(self, key: str, most: int = LARGEST_OBJECT) -> bytes:
        """See `Driver.get`."""
        path = self._path(key)
        if path is None:
            raise Missing(key)
        try:
            with os.fdopen(os.open(path, READING), "rb") as file:
                seen = os.fstat(file.fileno())
                if not stat.S_ISREG(seen.st_mode) or seen.st_size > most:
                    raise Missing(key)
                content = file.read(most + 1)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            if not self.root.is_dir():
                raise self._gone() from None
            raise Missing(key) from None
        except OSError as error:
            raise self._troubled(error) from error
        if len(content) > most:
            raise Missing(key)
        return content

    def put_if_absent(self, key: str, data: bytes) -> bool:
        """See `Driver.put_if_absent`."""
        refuse_improper(key)
        if not self.root.is_dir():
            raise self._gone()
        path = self.root / key
        half = path.with_name(f"{path.name}.{secrets.token_hex(4)}{UNFINISHED}")
        try:
            if self._path(key) is None:
                raise OSError("leads out of the library")
            path.parent.mkdir(parents=True, exist_ok=True)
            if os.path.lexists(path):
                return False
            _sweep(path.parent)
            _write(half, data)
            if half.read_bytes() != data:
                raise OSError("read back other bytes than were written")
            if not _name(half, path):
                return False
            _sync_folder(path.parent)
            if path.read_bytes() != data:
                raise OSError("read back other bytes than were written")
        except OSError as error:
            raise self._troubled(error) from error
        finally:
            with suppress(OSError):
                half.unlink(missing_ok=True)
        return True

    def delete(self, key: str) -> None:
        """See `Driver.delete`."""
        path = self._path(key)
        if path is None:
            return
        try:
            path.unlink(missing_ok=True)
        except (NotADirectoryError, IsADirectoryError):
            return
        except OSError as error:
            raise self._troubled(error) from error

    def describe(self) -> Described:
        """See `Driver.describe`."""
        return Described("folder", str(self.root), os.access(self.root, os.W_OK))

    def _path(self, key: str) -> Path | None:
        """The path of a key that stays inside; None for any other, links on the way included."""
        parts = key.split("/")
        if not key or any(_leads_out(part) for part in parts):
            return None
        path = self.root
        for part in parts:
            path = path / part
            if path.is_symlink():
                return None
        return path

    def _gone(self) -> Unreachable:
        return Unreachable(
            Message("The folder {folder} is not there.", folder=str(self.root)),
            do=Message(
                "Connect the drive or the share, or choose the folder again. Nothing is deleted because it is missing."
            ),
        )

    def _troubled(self, error: OSError) -> Unreachable:
        return Unreachable(
            Message(
                "The library in {folder} cannot be used now: {reason}.",
                folder=str(self.root),
                reason=error.strerror or str(error),
            )
        )


def _leads_out(part: str) -> bool:
    return part in ("", ".", "..") or any(sign in part for sign in "\\/:\0")


def _sweep(folder: Path) -> None:
    """Unfinished files of yesterday belong to nobody who still writes."""
    for half in folder.glob(f"*{UNFINISHED}"):
        with suppress(OSError):
            if time.time() - half.stat().st_mtime > A_DAY:
                half.unlink()


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _name(half: Path, path: Path) -> bool:
    """Give the finished object its own name, which nobody has yet; False where somebody was faster."""
    if os.name == "nt":
        try:
            half.rename(path)  # refuses on Windows where the name is taken
        except FileExistsError:
            return False
        return True
    try:
        os.link(half, path)  # a second name is refused where it is taken; a rename would replace
    except FileExistsError:
        return False
    except OSError:  # a share without such names: the next best, and equal names hold equal content
        if os.path.lexists(path):
            return False
        half.rename(path)
    return True


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows offers no such call
    with suppress(OSError):  # some shares refuse; the file itself is synced
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
