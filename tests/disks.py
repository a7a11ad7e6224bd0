"""Disks that fail: one whose power is cut at a chosen write, one that is full or broken from a chosen write on.

Both are VFSs of SQLite under the real store. The first keeps apart what was synced and what was only written; after the
cut each unsynced 512-byte sector survives or not, at random, and some are torn.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import apsw

SECTOR = 512


class Cut(apsw.IOError):
    """The power is gone: nothing that is asked of the disk happens any more."""


class Durable:
    """One file as the platters have it, and what was written since its last sync."""

    def __init__(self, content: bytes | None):
        self.content = content
        self.pending: list[tuple[int, bytes | None]] = []

    def sync(self) -> None:
        content = bytearray(self.content or b"")
        for at, part in self.pending:
            _apply(content, at, part)
        self.content, self.pending = bytes(content), []

    def after_cut(self, chance: random.Random) -> bytes | None:
        """What is found when the power is back."""
        if self.content is None and (not self.pending or chance.random() < 0.5):
            return None  # its name never reached the folder
        content = bytearray(self.content or b"")
        for at, part in self.pending:
            if part is None:
                if chance.random() < 0.5:
                    _apply(content, at, None)
                continue
            for start in range(0, len(part), SECTOR):
                piece = part[start : start + SECTOR]
                if chance.random() < 0.5:
                    continue
                if chance.random() < 0.05:
                    piece = piece[: chance.randrange(len(piece))]  # torn
                _apply(content, at + start, piece)
        return bytes(content)


def _apply(content: bytearray, at: int, part: bytes | None) -> None:
    if part is None:
        del content[at:]
        return
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    content[at : at + len(part)] = part


class PowerDisk(apsw.VFS):
    """A disk whose power is cut at the `cut`-th operation that changes it."""

    def __init__(self, name: str, cut: int):
        self.files: dict[str, Durable] = {}
        self.deleted: dict[str, Durable] = {}
        self.cut, self.done, self.dead = cut, 0, False
        super().__init__(name, "")

    def step(self) -> None:
        if self.dead:
            raise Cut("no power")
        self.done += 1
        if self.done == self.cut:
            self.dead = True
            raise Cut("no power")

    def xOpen(self, name: Any, flags: list[int]) -> Any:
        if self.dead:
            raise Cut("no power")
        path = name if isinstance(name, str) else name.filename() if name else ""
        if path and path not in self.files:
            self.files[path] = Durable(Path(path).read_bytes() if Path(path).exists() else None)
        return PowerFile(self, path, name, flags)

    def xDelete(self, path: str, sync: bool) -> None:
        self.step()
        super().xDelete(path, sync)
        if path in self.files:
            self.deleted.setdefault(path, self.files.pop(path))
        if sync:
            self.deleted.clear()

    def found(self, folder: Path, chance: random.Random) -> None:
        """Write into `folder` what is there when the power is back."""
        for path in {**self.files, **self.deleted}:
            content = self.files[path].after_cut(chance) if path in self.files else None
            if content is None and path in self.deleted and chance.random() < 0.5:
                content = self.deleted[path].after_cut(chance)  # its deletion never reached the folder
            if content is not None and Path(path).parent.name == folder.name:
                (folder / Path(path).name).write_bytes(content)


class PowerFile(apsw.VFSFile):
    """A file on such a disk."""

    def __init__(self, disk: PowerDisk, path: str, name: Any, flags: list[int]):
        self.disk, self.path = disk, path
        super().__init__("", name, flags)

    @property
    def durable(self) -> Durable:
        return self.disk.files.setdefault(self.path, Durable(None))

    def xRead(self, amount: int, offset: int) -> bytes:
        if self.disk.dead:
            raise Cut("no power")
        return super().xRead(amount, offset)

    def xWrite(self, data: bytes, offset: int) -> None:
        self.disk.step()
        super().xWrite(data, offset)
        self.durable.pending.append((offset, bytes(data)))

    def xTruncate(self, size: int) -> None:
        self.disk.step()
        super().xTruncate(size)
        self.durable.pending.append((size, None))

    def xSync(self, flags: int) -> None:
        self.disk.step()
        if self.durable.content is None:
            self.disk.deleted.clear()  # a new file's first sync is one of its folder, too
        self.durable.sync()  # the real disk is spared: what counts is what was asked of it


class FullDisk(apsw.VFS):
    """A disk that refuses from the `at`-th write on: once, or until `at` is set to 0 again."""

    def __init__(self, name: str, failure: type[Exception], *, once: bool, syncs: bool = False):
        self.at, self.done, self.failure, self.once, self.syncs = 0, 0, failure, once, syncs
        super().__init__(name, "")

    def fail_at(self, at: int) -> None:
        """From here on count writes anew."""
        self.at, self.done = at, 0

    def step(self) -> None:
        self.done += 1
        if self.at and (self.done == self.at if self.once else self.done >= self.at):
            raise self.failure("refused")

    def xOpen(self, name: Any, flags: list[int]) -> Any:
        return FullFile(self, name, flags)


class FullFile(apsw.VFSFile):
    """A file on such a disk."""

    def __init__(self, disk: FullDisk, name: Any, flags: list[int]):
        self.disk = disk
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        if not self.disk.syncs:
            self.disk.step()
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:
        if self.disk.syncs:
            self.disk.step()
        super().xSync(flags)
