"""Needs and requirements as a backlog for those who build: CSV as Jira, Azure DevOps, GitHub and Trello take it in."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from exports import chosen
from exports.book import guarded
from exports.options import Options
from exports.writing import Progress, Unsound, Written, file_stem, tell, write_file
from hcd_studio.audience import seen_by
from hcd_studio.bilingual import Words
from hcd_studio.records import Criterion, Need, Requirement
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Language, Message
from hcd_studio.words import field_words

JIRA = {"must": "Highest", "should": "High", "could": "Medium", "wont": "Lowest"}
AZURE = {"must": "1", "should": "2", "could": "3", "wont": "4"}
LONGEST_TITLE = 250
"""Jira and GitHub refuse a title of more than some 255 characters."""


@dataclass(frozen=True, slots=True)
class Story:
    """One thing to build, and the need that it belongs to."""

    ref: str
    title: str
    body: str
    criteria: tuple[str, ...]
    moscow: str
    kind: str
    need: str


@dataclass(frozen=True, slots=True)
class Epic:
    """One need."""

    ref: str
    title: str
    body: str


def write_backlog(snapshot: Snapshot, target: Path, options: Options, progress: Progress | None = None) -> Written:
    """Write a file for each tool asked for."""
    formats = [one.format for one in chosen("backlog", options.formats)]
    shown = seen_by(snapshot, options.audience)
    epics, stories = backlog(shown, options)
    files = []
    for at, name in enumerate(formats):
        tell(progress, at / len(formats), Message(N_("Writing {format}"), format=name))
        heads, rows = ROWS[name](epics, stories)
        stem = file_stem(shown.workshop.title.say("en"))
        if target.suffix and not target.is_dir():
            file = target if len(formats) == 1 else target.with_name(f"{target.stem}-{name}{target.suffix}")
        else:
            file = target / f"{stem}-{name}.csv"
        files.append(write_file(file, _csv(heads, rows), _check(len(rows) + 1, len(heads))))
    tell(progress, 1.0, Message(N_("Done")))
    return Written(tuple(files))


def backlog(shown: Snapshot, options: Options) -> tuple[list[Epic], list[Story]]:
    """Needs as epics, requirements as stories under the first need that each rests on."""
    say = _speaker(options.language)
    needs = {one.id: one for one in shown.all(Need) if one.status != "parked"}
    criteria = shown.by(Criterion, "parent")
    epics = [
        Epic(one.ref, _title(say(one.i_need)), _parts(say, one, ("as_a", "i_need", "so_that")))
        for one in needs.values()
    ]
    stories = []
    for one in shown.all(Requirement):
        if one.status == "withdrawn" or one.moscow == "wont":
            continue
        links = [link for link in shown.links.out(one.id) if link.kind == "rests on" and link.target in needs]
        need = needs[links[0].target].ref if links else ""
        stories.append(
            Story(
                one.ref,
                _title(f"{one.ref} {say(one.statement)}".strip()),
                _parts(say, one, ("statement", "rationale", "fit_criterion")),
                tuple(say(each.statement) for each in criteria[one.id]),
                one.moscow,
                one.kind,
                need,
            )
        )
    return epics, stories


def _speaker(language: str) -> Callable[[Words], str]:
    if language in ("cy", "en"):
        return lambda words: words.cy or words.en if language == "cy" else words.en or words.cy
    return lambda words: words.both(" | ")


def _title(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1].rstrip()}…"


def _parts(say: Callable[[Words], str], record: Need | Requirement, names: Sequence[str]) -> str:
    """The texts of a record, each under what it is called in the languages of its words."""
    parts = []
    for name in names:
        words: Words = getattr(record, name)
        if words:
            shown = say(words)
            spoken: tuple[Language, ...] = (
                ("cy", "en")
                if " | " in shown and words.cy and words.en
                else ("cy" if shown == words.cy and shown != words.en else "en",)
            )
            called = " | ".join(dict.fromkeys(field_words(record.table, name).say(one) for one in spoken))
            parts.append(f"{called}: {shown}")
    return "\n\n".join(parts)


def _listed(story: Story) -> str:
    return "\n".join(f"* {one}" for one in story.criteria)


def _whole(story: Story) -> str:
    return "\n\n".join(part for part in (story.body, _listed(story)) if part)


def _label(text: str) -> str:
    return re.sub(r"\s+", "-", text.strip())


Rows = tuple[list[str], list[list[str]]]


def _jira(epics: list[Epic], stories: list[Story]) -> Rows:
    heads = ["Issue ID", "Parent", "Issue Type", "Summary", "Description", "Priority", "Labels", "Reference"]
    ids = {one.ref: str(at) for at, one in enumerate(epics, 1)}
    rows = [[ids[one.ref], "", "Epic", one.title, one.body, "", "", one.ref] for one in epics]
    for at, one in enumerate(stories, len(epics) + 1):
        labels = " ".join(_label(word) for word in (one.moscow, one.kind) if word)
        parent = ids.get(one.need, "")
        rows.append([str(at), parent, "Story", one.title, _whole(one), JIRA.get(one.moscow, ""), labels, one.ref])
    return heads, rows


def _azure(epics: list[Epic], stories: list[Story]) -> Rows:
    heads = ["ID", "Work Item Type", "Title 1", "Title 2", "Description", "Acceptance Criteria", "Priority", "Tags"]
    rows: list[list[str]] = []

    def add(one: Story, level: int) -> None:
        titles = ["", one.title] if level == 2 else [one.title, ""]
        tags = "; ".join(word for word in (one.ref, one.moscow, one.kind) if word)
        rows.append(["", "User Story", *titles, one.body, _listed(one), AZURE.get(one.moscow, ""), tags])

    for epic in epics:
        rows.append(["", "Feature", epic.title, "", epic.body, "", "", epic.ref])
        for story in stories:
            if story.need == epic.ref:
                add(story, 2)
    for story in stories:
        if not story.need:
            add(story, 1)
    return heads, rows


def _github(_epics: list[Epic], stories: list[Story]) -> Rows:
    rows = [
        [one.title, _whole(one), ",".join(word for word in (one.moscow, one.kind, one.need) if word)] for one in stories
    ]
    return ["title", "body", "labels"], rows


def _trello(epics: list[Epic], stories: list[Story]) -> Rows:
    lists = {one.ref: f"{one.ref} {one.title}" for one in epics}
    rows = [
        [
            lists.get(one.need, "Backlog"),
            one.title,
            _whole(one),
            ",".join(word for word in (one.moscow, one.kind) if word),
        ]
        for one in stories
    ]
    return ["List", "Card Name", "Card Description", "Labels"], rows


ROWS: dict[str, Callable[[list[Epic], list[Story]], Rows]] = {
    "jira": _jira,
    "azure": _azure,
    "github": _github,
    "trello": _trello,
}


def _csv(heads: list[str], rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([[guarded(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def _check(rows: int, width: int) -> Callable[[Path], None]:
    def check(path: Path) -> None:
        with path.open(encoding="utf-8-sig", newline="") as file:
            found = list(csv.reader(file))
        if len(found) != rows or any(len(row) != width for row in found):
            raise Unsound

    return check
