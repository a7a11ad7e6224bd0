"""Open data for partners and the third sector: masked tables, suppressed counts, and what every column means, in one ZIP."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from exports.book import guarded
from exports.data import table_of
from exports.options import Options
from exports.writing import Progress, Unsound, Written, file_stem, tell, write_file
from hcd_studio.audience import seen_by
from hcd_studio.checks.publication import refuse_personal_data
from hcd_studio.columns import columns
from hcd_studio.questions.feelings import feelings_of
from hcd_studio.questions.ranking import ranking
from hcd_studio.questions.suppression import SMALL
from hcd_studio.records import KINDS, Step
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Language, Message
from hcd_studio.words import field_words

TABLES = (
    "journey", "stage", "step", "lane", "note", "theme", "pain", "idea", "need", "usecase", "requirement", "criterion",
    "measure", "actual", "weight", "term", "link",
)  # fmt: skip
"""Kinds that are published row by row; ratings and votes only as sums, people not at all."""

LICENCE = {
    "name": "OGL-UK-3.0",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "title": "Open Government Licence v3.0",
}

DROPPED = ("rank", "origin", "provenance", "lifted", "participant", "theme_rank", "tier", "owner", "private")
"""Columns that say nothing to strangers, or something about people."""

FEELINGS, VOTES = "feelings_by_step", "votes"
SUMS = {
    FEELINGS: (
        ("step", N_("The step")), ("people", N_("How many people rated it; empty where they are fewer than five")),
        ("mean", N_("The mean rating, from −2 to +2; empty where fewer than five people rated it")),
    ),
    VOTES: (
        ("kind", N_("What was voted on")), ("id", N_("The theme, pain point or idea")), ("place", N_("Its place")),
        ("votes", N_("Votes; empty where fewer than five people gave them")),
        ("concerns", N_("Concerns; empty where fewer than five people gave them")),
    ),
}  # fmt: skip

Table = tuple[Sequence[str], list[Sequence[Any]]]


def write_open_data(snapshot: Snapshot, target: Path, options: Options, progress: Progress | None = None) -> Written:
    """Write the ZIP: always for the public, whatever audience was asked for."""
    tell(progress, 0.0, Message(N_("Writing {format}"), format="ZIP"))
    refuse_personal_data(snapshot, "public")
    shown = seen_by(snapshot, "public")
    tables = {kind: _table(kind, shown) for kind in TABLES if shown.all(KINDS[kind])}
    tables[FEELINGS] = _feelings(snapshot, shown)
    tables[VOTES] = _votes(snapshot, shown)
    files = {f"{name}.csv": _csv(*table) for name, table in tables.items()}
    files["README.md"] = _readme(shown, tables, options.made).encode()
    files["datapackage.json"] = _package(shown, tables, options.made)
    stem = file_stem(shown.workshop.title.say("en"))
    file = target if target.suffix == ".zip" else target / f"{stem}-open-data.zip"
    rows = {f"{name}.csv": len(table[1]) + 1 for name, table in tables.items()}
    written = write_file(file, _zip(files), _check(rows))
    tell(progress, 1.0, Message(N_("Done")))
    return Written((written,))


def _table(kind: str, shown: Snapshot) -> Table:
    heads, rows = table_of(kind, shown.all(KINDS[kind]))
    kept = [at for at, name in enumerate(heads) if name not in DROPPED]
    return [heads[at] for at in kept], [[row[at] for at in kept] for row in rows]


def _feelings(snapshot: Snapshot, shown: Snapshot) -> Table:
    found = feelings_of(snapshot, "public")
    rows: list[Sequence[Any]] = []
    for step in shown.all(Step):
        felt = found.get(step.id)
        if felt is not None:
            told = felt.mean is not None
            rows.append((step.id, str(felt.n) if told else "", f"{felt.mean:.2f}" if felt.mean is not None else ""))
    return [name for name, _ in SUMS[FEELINGS]], rows


def _votes(snapshot: Snapshot, shown: Snapshot) -> Table:
    rows: list[Sequence[Any]] = []
    for kind in ("theme", "pain", "idea"):
        for one in ranking(snapshot, kind, audience="public").rows:
            if shown.find(one.record.id) is None:
                continue
            few = one.hidden or 0 < one.room.dot_people < SMALL
            worried = one.hidden or 0 < one.room.concern_people < SMALL
            votes, concerns = "" if few else str(one.room.dots), "" if worried else str(one.room.concerns)
            rows.append((kind, one.record.id, str(one.place), votes, concerns))
    return [name for name, _ in SUMS[VOTES]], rows


def _csv(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([[guarded(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def _said(name: str, column: str, language: Language) -> str:
    """What a column holds."""
    if name in SUMS:
        return Message(dict(SUMS[name])[column]).say(language)
    if column == "id":
        return Message(N_("The record’s own name, by which others name it")).say(language)
    side = next((side for side in ("en", "cy", "state") if column.endswith(f"_{side}") and column in columns(name)), "")
    said = field_words(name, column).say(language)
    tails = {"en": Message("English"), "cy": Message("Welsh"), "state": Message(N_("how the two languages came about"))}
    return f"{said} ({tails[side].say(language)})" if side else said


def _titled(name: str, language: Language) -> str:
    if name in KINDS:
        return KINDS[name].term().say(language)
    sums = {FEELINGS: Message(N_("Feelings, step by step")), VOTES: Message(N_("Votes, counted"))}
    return sums[name].say(language)


def _readme(shown: Snapshot, tables: dict[str, Table], made: date) -> str:
    """What the package is, in Welsh and then in English."""
    return "\n\n---\n\n".join(_readme_in(language, shown, tables, made) for language in ("cy", "en")) + "\n"


def _readme_in(language: Language, shown: Snapshot, tables: dict[str, Table], made: date) -> str:
    def say(text: str, **gaps: Any) -> str:
        return Message(text, **gaps).say(language)

    title = " ".join(shown.workshop.title.say(language).split()) or say(N_("Open data of a workshop"))
    lines = [
        f"# {title}",
        "",
        say(
            N_("Open data of a workshop with the people who live the service. Written on {date}."),
            date=made.isoformat(),
        ),
        "",
        say(
            N_(
                "Only what people allowed to be public is here. Nobody’s name or code is, and words of those who withdrew are gone."
            )
        ),
        say(N_("Counts of fewer than {n} people are left out, and so are means over fewer than {n}."), n=SMALL),
        say(N_("Texts are evidence of one workshop, not a survey: do not read shares of the population from them.")),
        "",
        say(N_("Licence: {licence}, {address}"), licence=LICENCE["title"], address=LICENCE["path"]),
        say(N_("Files are CSV in UTF-8; a text that could be taken for a formula begins with an apostrophe.")),
    ]
    for name, (heads, rows) in tables.items():
        lines += ["", f"## {name}.csv: {_titled(name, language)}", "", say(N_("Rows: {n}"), n=len(rows)), ""]
        lines += [f"- `{head}`: {_said(name, head, language)}" for head in heads]
    return "\n".join(lines)


def _package(shown: Snapshot, tables: dict[str, Table], made: date) -> bytes:
    """The description for programs, after Frictionless Data."""
    title = shown.workshop.title
    found = {
        "profile": "tabular-data-package",
        "name": file_stem(title.say("en")),
        "title": title.both(),
        "created": f"{made.isoformat()}T00:00:00Z",
        "languages": ["cy", "en"],
        "licenses": [LICENCE],
        "resources": [
            {
                "name": name.replace("_", "-"), "path": f"{name}.csv", "profile": "tabular-data-resource",
                "title": f"{_titled(name, 'cy')} · {_titled(name, 'en')}", "encoding": "utf-8-sig", "format": "csv",
                "schema": {
                    "fields": [
                        {"name": head, "type": "string", "description": f"{_said(name, head, 'cy')} · {_said(name, head, 'en')}"}
                        for head in heads
                    ]
                },
            }
            for name, (heads, _) in tables.items()
        ],
    }  # fmt: skip
    return json.dumps(found, ensure_ascii=False, indent=1).encode() + b"\n"


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()


def _check(rows: dict[str, int]) -> Callable[[Path], None]:
    def check(path: Path) -> None:
        try:
            with zipfile.ZipFile(path) as archive:
                if archive.testzip() is not None:
                    raise Unsound
                json.loads(archive.read("datapackage.json"))
                for name, wanted in rows.items():
                    text = archive.read(name).decode("utf-8-sig")
                    if sum(1 for _ in csv.reader(io.StringIO(text, newline=""))) != wanted:
                        raise Unsound(name)
        except (zipfile.BadZipFile, KeyError, ValueError) as error:
            raise Unsound(str(error)) from error

    return check
