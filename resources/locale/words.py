"""The catalogue of words: gather what the code says, keep what is translated, list what is missing. `dev.py words`.

    python -m resources.locale.words             write hcd.pot, hcd.po and hcd.mo; say what is still to do
    python -m resources.locale.words --check     write nothing; exit 1 where the catalogue is not as it must be
    python -m resources.locale.words --marked    list the Welsh that needs a translator's check

Translate in `cy/LC_MESSAGES/hcd.po`. A comment `# source: …` says which published source has the same Welsh for the same
English; everything else carries `# needs a translator's check`, which a translator deletes in favour of
`# source: checked by …`. The English catalogue holds plural forms only. Nothing written here holds a date, so the same
code and the same Welsh give the same bytes.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from resources.locale.gather import Entry, Gathered, Key, gaps, gather, wordless

HERE = Path(__file__).resolve().parent
WIDTH = 100
CHECK = "needs a translator's check"
SOURCE = "source: "
HEADER = "# The words of HCD Studio: {language}.\n# Written by `python -m resources.locale.words`; licence: MIT.\n#"
NAMES = {"cy": "Welsh", "en": "English", "": "the sentences themselves"}
PLURALS = {
    "cy": (6, "(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5"),
    "en": (2, "(n != 1)"),
    "": (2, "(n != 1)"),
}
"""Plural forms by language; Welsh has the six of the CLDR: zero, one, two, few, many, other."""


class Book(Catalog):
    """A catalogue whose header says nothing that changes by itself: no dates, no versions."""

    def __init__(self, language: str):
        super().__init__(locale=language or None, header_comment=HEADER.format(language=NAMES[language]), fuzzy=False)
        self._language = language

    @property
    def num_plurals(self) -> int:
        return PLURALS[self._language][0]

    @property
    def plural_expr(self) -> str:
        return PLURALS[self._language][1]

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        forms = f"nplurals={self.num_plurals}; plural={self.plural_expr};"
        return [
            ("Project-Id-Version", "HCD Studio"),
            *([("Language", self._language), ("Plural-Forms", forms)] if self._language else []),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]


@dataclass
class Said:
    """How one sentence is said in a language: one form, or one for each plural; and the remarks beside it."""

    forms: tuple[str, ...] = ()
    remarks: list[str] = field(default_factory=list)
    plural: str = ""

    @property
    def done(self) -> bool:
        return bool(self.forms) and all(self.forms)

    @property
    def marked(self) -> bool:
        return CHECK in self.remarks


def po_path(language: str) -> Path:
    return HERE / language / "LC_MESSAGES" / "hcd.po"


def read(language: str) -> tuple[dict[Key, Said], dict[Key, Said], list[str]]:
    """What a catalogue says, what it once said, and which of its sentences are fuzzy."""
    path = po_path(language)
    if not path.exists():
        return {}, {}, []
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    fuzzy = [str(each.id) for each in catalogue if each.id and each.fuzzy]
    return _said(catalogue), _said(catalogue.obsolete.values()), fuzzy


def _said(messages: Iterable[object]) -> dict[Key, Said]:
    from babel.messages.catalog import Message

    found: dict[Key, Said] = {}
    for each in messages:
        if isinstance(each, Message) and each.id:
            ids = (each.id,) if isinstance(each.id, str) else tuple(each.id)
            string = each.string or ""
            forms = (string,) if isinstance(string, str) else tuple(string)
            found[(each.context or "", ids[0])] = Said(forms, list(each.user_comments), "".join(ids[1:]))
    return found


def welsh(gathered: Gathered) -> tuple[dict[Key, Said], dict[Key, Said]]:
    """The Welsh of every sentence of the code, empty where there is none, and what is no longer said."""
    kept, old, _ = read("cy")
    known = {key: said for key, said in {**old, **kept}.items() if said.done}
    now = {key: _settled(entry, known.get(key, Said())) for key, entry in gathered.entries.items()}
    return now, {key: said for key, said in known.items() if key not in now}


def _settled(entry: Entry, said: Said) -> Said:
    """One entry as it is kept: the right number of forms, and a remark on where its Welsh comes from."""
    size = PLURALS["cy"][0] if entry.plural else 1
    forms = said.forms if len(said.forms) == size else ("",) * size
    if not any(forms) and size == 1:
        forms = (entry.id if wordless(entry.id) else entry.welsh,)
    sourced = any(remark.startswith(SOURCE) for remark in said.remarks)
    remarks = [remark for remark in said.remarks if remark != CHECK]
    if all(forms) and not sourced and not wordless(entry.id):
        remarks.insert(0, CHECK)
    return Said(forms, remarks)


def english(gathered: Gathered) -> dict[Key, Said]:
    """English is its own catalogue: only the plural forms are written down."""
    return {key: Said(entry.sources) for key, entry in gathered.entries.items() if entry.plural}


def book(language: str, gathered: Gathered, words: dict[Key, Said], old: dict[Key, Said] | None = None) -> Book:
    """A catalogue in source order, with what is no longer said at its end."""
    made = Book(language)
    for key, said in words.items():
        entry = gathered.entries[key]
        _put(made, key, entry.plural, said, [(file, 0) for file in entry.files], entry.notes)
    passing = Book(language)
    for key, said in (old or {}).items():
        _put(passing, key, said.plural, said, [], [])
    made.obsolete.update({(each.id, each.context): each for each in passing if each.id})  # type: ignore[misc]
    return made


def _put(made: Book, key: Key, plural: str, said: Said, where: list[tuple[str, int]], notes: list[str]) -> None:
    context, id = key
    name: str | tuple[str, str] = (id, plural) if plural else id
    string = said.forms if plural else "".join(said.forms[:1])
    added = made.add(name, string, where, user_comments=said.remarks, auto_comments=notes, context=context or None)
    # Babel guesses at Python formats and takes "80 % of" for one.
    added.flags.clear()


def as_po(made: Book) -> bytes:
    """The catalogue as people edit it."""
    out = io.BytesIO()
    write_po(out, made, width=WIDTH, include_lineno=False)
    return out.getvalue()


def as_mo(made: Book) -> bytes:
    """The catalogue as the program reads it."""
    out = io.BytesIO()
    write_mo(out, made)
    return out.getvalue()


def files(gathered: Gathered) -> dict[Path, bytes]:
    """Everything this tool writes, as it has to be."""
    now, old = welsh(gathered)
    empty = {key: Said(("", "") if entry.plural else ("",)) for key, entry in gathered.entries.items()}
    cy, en = book("cy", gathered, now, old), book("en", gathered, english(gathered))
    return {
        HERE / "hcd.pot": as_po(book("", gathered, empty)),
        po_path("cy"): as_po(cy),
        po_path("en"): as_po(en),
        po_path("cy").with_suffix(".mo"): as_mo(cy),
        po_path("en").with_suffix(".mo"): as_mo(en),
    }


def faults(gathered: Gathered) -> list[str]:
    """What keeps the catalogue from being right, one sentence each."""
    found = list(gathered.faults)
    kept, _, fuzzy = read("cy")
    found += [f"fuzzy: {id}" for id in fuzzy]
    now, _ = welsh(gathered)
    found += [f"not in the catalogue yet: {id}" for context, id in now if (context, id) not in kept]
    found += [f"no longer said: {id}" for context, id in kept if (context, id) not in now]
    for key, said in now.items():
        found += _faults_of(gathered.entries[key], said)
    found += [
        f"{path.relative_to(HERE).as_posix()} does not hold what the code and the Welsh give."
        for path, content in files(gathered).items()
        if path.suffix == ".mo" and (not path.exists() or path.read_bytes() != content)
    ]
    return found


def _faults_of(entry: Entry, said: Said) -> list[str]:
    if not said.done:
        return [f"untranslated: {entry.id}"]
    found = []
    wanted = set().union(*(gaps(text, entry.context) for text in entry.sources))
    if any(gaps(form, entry.context) != wanted for form in said.forms):
        found.append(f"gaps differ: {entry.id}")
    if any(sign in form for form in said.forms for sign in "'\"`") and not any(sign in entry.id for sign in '"`'):
        found.append(f"straight quotation mark or apostrophe in the Welsh of: {entry.id}")
    return found


def differing(gathered: Gathered) -> list[str]:
    """Record kinds whose catalogue says another Welsh than the record: one English word is used for two things."""
    now, _ = welsh(gathered)
    return [
        f"{entry.id}: {now[key].forms[0]} in the catalogue, {entry.welsh} in the record"
        for key, entry in gathered.entries.items()
        if entry.welsh and now[key].forms[0] != entry.welsh
    ]


def main(arguments: list[str] | None = None) -> int:
    """Write, check or list."""
    parser = argparse.ArgumentParser(prog="words", description="The catalogue of words, in Welsh and English.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where something is wrong")
    parser.add_argument("--marked", action="store_true", help="list the Welsh that needs a translator's check")
    given = parser.parse_args(arguments)
    gathered = gather()
    if not given.check and not given.marked:
        for path, content in files(gathered).items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_bytes() != content:
                path.write_bytes(content)
    now, old = welsh(gathered)
    marked = {key: said for key, said in now.items() if said.marked}
    if given.marked:
        for (_, id), said in marked.items():
            print(f"{id}\n    {said.forms[-1]}")
        return 0
    wrong = faults(gathered)
    for line in wrong:
        print(line, file=sys.stderr)
    for line in differing(gathered):
        print(f"two words in one: {line}")
    missing = sum(not said.done for said in now.values())
    print(f"Messages: {len(now)}. Untranslated: {missing}. To be checked: {len(marked)}. No longer said: {len(old)}.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
