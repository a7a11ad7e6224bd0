"""What a sync asks of one copy of a session, and how an open session answers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from hcd_studio import home, snapshots
from hcd_studio.change import Change, ChangeId, digest
from hcd_studio.fields import Id
from hcd_studio.library.cards import card_of
from hcd_studio.library.memory import Memory
from hcd_studio.merge import MergeReport, take_in
from hcd_studio.privacy import resume
from hcd_studio.records import Attachment
from hcd_studio.session import Session
from hcd_studio.store import exchange
from hcd_studio.store.exchange import Checked
from hcd_studio.store.foreign import Foreign
from hcd_studio.store.verify_rows import is_picture

Picture = tuple[str, str, int, int, bytes]
"""Content hash, media type, width, height, bytes."""

MARK = "library "
"""The facts in which a session file keeps what it remembers, one a library; and `library` itself: the one it belongs to."""

NAMED = """SELECT DISTINCT json_extract(e.value, '$') FROM edit e JOIN field f ON f.n = e.field
    WHERE {which} f.kind = ? AND f.name = 'sha256' AND length(e.value) = 66 AND json_valid(e.value)"""


class Copy(Protocol):
    """One copy of a session, as far as a library is concerned."""

    @property
    def session(self) -> Id: ...
    @property
    def name(self) -> str:
        """A name of this copy that tells nothing about its machine."""
        ...

    @property
    def letters(self) -> str: ...

    def home(self) -> str:
        """The id of the library that this session belongs to; empty before the first sync."""
        ...

    def recall(self, library: str) -> Memory: ...
    def keep(self, library: str, memory: Memory) -> None: ...

    def newest(self) -> int:
        """The number of the newest change in the log."""
        ...

    def since(self, mark: int) -> list[ChangeId]: ...
    def made_by(self, replicas: Iterable[str]) -> list[ChangeId]: ...
    def changes(self, ids: Iterable[ChangeId]) -> list[Change]:
        """These changes, and before them the erasures that they need."""
        ...

    def summary(self) -> dict[str, tuple[int, str]]: ...
    def lacks(self, changes: Iterable[Change]) -> bool: ...
    def take_in(self, source: str, checked: Checked) -> MergeReport: ...

    def is_erased(self, record: Id, field: str) -> bool: ...
    def erasures(self) -> list[str]:
        """A short print of every place that was erased, sorted; it tells nothing about what stood there."""
        ...

    def pictures(self) -> set[str]: ...
    def missing_pictures(self) -> set[str]: ...
    def picture(self, sha256: str) -> Picture | None: ...
    def bring(self, picture: Picture) -> bool: ...

    def card(self) -> dict[str, Any]: ...
    def now(self) -> float: ...


class SessionCopy:
    """An open session."""

    def __init__(self, session: Session):
        self._session = session
        self._store = session.store
        self.session: Id = session.store.session.hex()
        self.letters = session.letters
        self.name = hashlib.sha256(f"{home.machine()} {self.session}".encode()).hexdigest()[:16]

    def home(self) -> str:
        """See `Copy.home`."""
        return str(self._store.meta(MARK.strip()) or "")

    def recall(self, library: str) -> Memory:
        """What this file remembers of a library."""
        return Memory.read(self._store.meta(MARK + library))

    def keep(self, library: str, memory: Memory) -> None:
        """Remember it, durably."""
        text = memory.text()
        if self._store.meta(MARK + library) == text and self.home() == library:
            return
        with self._store.transaction():
            self._store.set_meta(**{MARK + library: text, MARK.strip(): library})

    def newest(self) -> int:
        """See `Copy.newest`."""
        return int(self._store.db.execute("SELECT coalesce(max(n), 0) FROM change").get)

    def since(self, mark: int) -> list[ChangeId]:
        """Changes behind a number of the log, oldest first."""
        return [id for (id,) in self._store.db.execute("SELECT id FROM change WHERE n > ? ORDER BY n", (mark,))]

    def made_by(self, replicas: Iterable[str]) -> list[ChangeId]:
        """All changes that these replicas made."""
        return exchange.changes_of(self._store, replicas)

    def changes(self, ids: Iterable[ChangeId]) -> list[Change]:
        """See `Copy.changes`."""
        return exchange.changes_for(self._store, ids)

    def summary(self) -> dict[str, tuple[int, str]]:
        """What is here, worked out from the log."""
        return exchange.summary(self._store)

    def lacks(self, changes: Iterable[Change]) -> bool:
        """Whether an edit of these is not in the log."""
        return bool(exchange.lacking(self._store, changes))

    def take_in(self, source: str, checked: Checked) -> MergeReport:
        """Merge what a library brought, as one change for everybody who listens; a snapshot is taken before."""
        snapshots.before(self._store, "merge")
        found = Foreign(source, self._store.session, checked.changes, checked.bad, checked.part)
        report = take_in(self._session, [found])
        resume(self._session)
        return report

    def is_erased(self, record: Id, field: str) -> bool:
        """Whether these words were erased for good."""
        return self._store.is_erased(record, field)

    def erasures(self) -> list[str]:
        """See `Copy.erasures`."""
        return sorted(print_of(record, field) for record, field in self._store.writer.erased)

    def pictures(self) -> set[str]:
        """The pictures that are here."""
        return {sha for (sha,) in self._store.db.execute("SELECT sha256 FROM blob")}

    def missing_pictures(self) -> set[str]:
        """Pictures that standing words name and that are not here."""
        return self._named("e.head AND") - self.pictures()

    def _named(self, which: str) -> set[str]:
        rows = self._store.db.execute(NAMED.format(which=which), (Attachment.table,))
        return {sha for (sha,) in rows if isinstance(sha, str)}

    def picture(self, sha256: str) -> Picture | None:
        """One picture."""
        query = "SELECT sha256, mime, width, height, bytes FROM blob WHERE sha256 = ?"
        row: Any = self._store.db.execute(query, (sha256,)).fetchone()
        return None if row is None or not is_picture(row) else row

    def bring(self, picture: Picture) -> bool:
        """Keep a picture that is missing here; whether it was what it says."""
        if not is_picture(picture):
            return False
        with self._store.transaction():
            self._store.db.execute("INSERT OR IGNORE INTO blob VALUES(?, ?, ?, ?, ?)", picture)
        return True

    def card(self) -> dict[str, Any]:
        """What the library shows of this session before anybody opens it."""
        return card_of(self._session.snapshot(), self.session)

    def now(self) -> float:
        """The time by this copy's clock."""
        return self._session.clock.now()


def print_of(record: bytes, field: str) -> str:
    """The short print of an erased place."""
    return digest("hcd1 gone", record, field.encode())[:8].hex()


def ids_of(changes: Sequence[Change]) -> set[bytes]:
    """Every edit of some changes."""
    return {edit.id for change in changes for edit in change.edits}
