"""The file behind the catalogue: made, brought up to date with the library, made anew when it cannot be used."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hcd_studio.library.cards import Card
from hcd_studio.library.catalogue.entries import Entry, entries, mean_feeling
from hcd_studio.library.catalogue.place import place_of
from hcd_studio.library.catalogue.sources import Source, read_source, sources
from hcd_studio.library.driver import Driver
from hcd_studio.library.gate import Gate, enter
from hcd_studio.library.progress import Progress, tell
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Message, Trouble

if TYPE_CHECKING:
    from sqlite_utils import Database

VERSION = 2
TABLES = (
    "CREATE TABLE source(key TEXT PRIMARY KEY, stamp TEXT, session INTEGER)",
    "CREATE TABLE session(n INTEGER PRIMARY KEY, id TEXT, council TEXT, council_key TEXT, service TEXT, service_key TEXT,"
    " date TEXT, year TEXT, method TEXT, contact TEXT, licence TEXT, title_en TEXT, title_cy TEXT, states TEXT,"
    " feeling REAL, feelings INTEGER)",
    "CREATE TABLE entry(n INTEGER PRIMARY KEY, session INTEGER, record TEXT, kind TEXT, ref TEXT, en TEXT, cy TEXT,"
    " step_en TEXT, step_cy TEXT, severity INTEGER, weight INTEGER, barriers TEXT, persona TEXT, confidence TEXT,"
    " review_by TEXT, voice_en TEXT, voice_cy TEXT)",
    "CREATE INDEX entry_session ON entry(session)",
    "CREATE INDEX entry_kind ON entry(kind, session)",
    "CREATE INDEX entry_record ON entry(record)",
    "CREATE TABLE judged(a TEXT, b TEXT, same INTEGER, made INTEGER, council TEXT, PRIMARY KEY(a, b))",
    "CREATE VIRTUAL TABLE words USING fts5(en, cy, content='entry', content_rowid='n',"
    " tokenize='unicode61 remove_diacritics 2', detail='full')",
)
INSERT = f"INSERT INTO entry VALUES({','.join('?' * 17)})"


class Catalogue:
    """An open catalogue of one library."""

    def __init__(self, db: Database, gate: Gate, path: Path):
        self.db = db
        self.gate = gate
        self.path = path

    def close(self) -> None:
        """Let the file go."""
        self.db.close()

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def rows(self, query: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return list(self.db.execute(query, tuple(values)).fetchall())

    def one(self, query: str, values: Iterable[Any] = ()) -> Any:
        """The first value of a query."""
        found = self.db.execute(query, tuple(values)).fetchone()
        return found[0] if found else None


def open_catalogue(driver: Driver, *, progress: Progress | None = None, fresh: bool = False) -> Catalogue:
    """The catalogue of a library, brought up to date; `fresh` builds it from nothing."""
    sqlite3 = _sqlite3()
    gate = enter(driver)
    path = place_of(gate.id)
    for again in (fresh, True):
        if again:
            path.unlink(missing_ok=True)
        try:
            catalogue = Catalogue(_opened(path), gate, path)
        except sqlite3.DatabaseError:
            continue
        try:
            _bring_up_to_date(catalogue, driver, progress)
        except sqlite3.DatabaseError:
            catalogue.close()
            continue
        except BaseException:
            catalogue.close()
            raise
        return catalogue
    raise Trouble(
        Message("The catalogue on this computer cannot be written."), do=Message("Make room on the disk and try again.")
    )


def kept_catalogue(gate: Gate) -> Catalogue:
    """The catalogue as it was when the library was last looked at; no network is needed. Empty where there was no look."""
    sqlite3 = _sqlite3()
    path = place_of(gate.id)
    for _ in range(2):
        try:
            return Catalogue(_opened(path), gate, path)
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
    raise Trouble(
        Message("The catalogue on this computer cannot be written."), do=Message("Make room on the disk and try again.")
    )


def _opened(path: Path) -> Database:
    """The file, with the tables of this version; any other is thrown away, since all of it can be read again."""
    from sqlite_utils import Database

    sqlite3 = _sqlite3()
    db = Database(sqlite3.connect(str(path), isolation_level=None), execute_plugins=False)
    try:
        db.execute("PRAGMA secure_delete=ON")
        db.execute("PRAGMA journal_mode=MEMORY")
        db.execute("PRAGMA synchronous=OFF")  # a file that a power cut damages is built again
        db.execute("PRAGMA cache_size=-65536")
        if db.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            if db.table_names():
                raise sqlite3.DatabaseError("of another version")
            for statement in TABLES:
                db.execute(statement)
            db.execute(f"PRAGMA user_version={VERSION}")
    except sqlite3.Error:
        db.close()
        raise
    return db


def _sqlite3() -> Any:
    """The driver that sqlite-utils chose; importing it takes a while, so only when a catalogue is opened."""
    return importlib.import_module("sqlite_utils.utils").sqlite3


def _bring_up_to_date(catalogue: Catalogue, driver: Driver, progress: Progress | None) -> None:
    from hcd_studio.library.catalogue.shares import read_judgements

    db = catalogue.db
    lying = {one.key: one for one in sources(driver, catalogue.gate)}
    known = dict(catalogue.rows("SELECT key, stamp FROM source"))
    gone = [key for key, stamp in known.items() if key not in lying or lying[key].stamp != stamp]
    new = [one for key, one in lying.items() if known.get(key) != one.stamp]
    db.execute("BEGIN")
    try:
        for key in gone:
            _remove(catalogue, key)
        for card, whole, source, licence in _in_order(driver, new, progress):
            _insert(catalogue, card, whole, source, licence)
        read_judgements(catalogue, driver)
        if new or gone:
            # One run of words from end to end: no deleted word is left in it, and a query reads once.
            db.execute("INSERT INTO words(words) VALUES('optimize')")
        db.execute("COMMIT")
    except BaseException:
        if db.conn is not None and db.conn.in_transaction:
            db.execute("ROLLBACK")
        raise


def _in_order(
    driver: Driver, new: list[Source], progress: Progress | None
) -> Iterator[tuple[Card, Snapshot | None, Source, str]]:
    """What is new, oldest workshop first, so that a later number is a later workshop."""
    waiting = sorted(new, key=lambda one: one.date)
    for at, source in enumerate(waiting):
        tell(progress, at / len(waiting), Message("Building the catalogue …"))
        found = read_source(driver, source)
        yield found.card, found.snapshot, source, found.licence


def _insert(catalogue: Catalogue, card: Card, whole: Snapshot | None, source: Source, licence: str) -> None:
    db = catalogue.db
    feeling, feelings = mean_feeling(whole) if whole is not None else (None, 0)
    if not card.session:
        db.execute("INSERT OR REPLACE INTO source VALUES(?, ?, NULL)", (source.key, source.stamp))
        return
    number = 1 + int(catalogue.one("SELECT coalesce(max(n), 0) FROM session"))
    db.execute(
        f"INSERT INTO session VALUES({','.join('?' * 16)})",
        (
            number, card.session, card.council, key_of(card.council), card.service, key_of(card.service), card.date,
            card.date[:4], card.method, card.contact, licence, card.title.en, card.title.cy, json.dumps(card.states),
            feeling, feelings,
        ),
    )  # fmt: skip
    first = 1 + int(catalogue.one("SELECT coalesce(max(n), 0) FROM entry"))
    made = [_row(first + at, number, one) for at, one in enumerate(entries(whole) if whole is not None else ())]
    assert db.conn is not None
    db.conn.executemany(INSERT, made)
    db.conn.executemany("INSERT INTO words(rowid, en, cy) VALUES(?, ?, ?)", [(row[0], row[5], row[6]) for row in made])
    db.execute("INSERT OR REPLACE INTO source VALUES(?, ?, ?)", (source.key, source.stamp, number))


def _row(n: int, session: int, one: Entry) -> tuple[Any, ...]:
    barriers = f"|{'|'.join(one.barriers)}|" if one.barriers else ""
    return (
        n, session, one.record, one.kind, one.ref, one.words.en, one.words.cy, one.step.en, one.step.cy, one.severity,
        one.weight, barriers, one.persona, one.confidence, one.review_by, one.voice.en,
        one.voice.cy,
    )  # fmt: skip


def _remove(catalogue: Catalogue, key: str) -> None:
    """Forget a source, its words too."""
    db = catalogue.db
    number = catalogue.one("SELECT session FROM source WHERE key = ?", (key,))
    db.execute("DELETE FROM source WHERE key = ?", (key,))
    if number is None:
        return
    db.execute(
        "INSERT INTO words(words, rowid, en, cy) SELECT 'delete', n, en, cy FROM entry WHERE session = ?", (number,)
    )
    db.execute("DELETE FROM entry WHERE session = ?", (number,))
    db.execute("DELETE FROM session WHERE n = ?", (number,))


def key_of(name: str) -> str:
    """A council or a service as two spellings of it compare: no accents, no capitals, one blank."""
    from hcd_studio.library.patterns import folded

    return " ".join(folded(name).split())
