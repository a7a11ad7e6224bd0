"""From a workshop to a document: which sections, what stands on the cover, what every page says of itself."""

from __future__ import annotations

from dataclasses import replace

from exports.document import Block, Document, Heading, Section, Twin, twin
from exports.house import checked
from exports.map_facts import AUDIENCES, day
from exports.options import Options
from exports.sections import KINDS, SECTIONS
from exports.sections.saying import date_of, said
from exports.sections.told import Told, tell
from exports.without_welsh import printed
from exports.writing import Progress, within
from exports.writing import tell as report
from hcd_studio.records import PackIssue
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import LANGUAGES, N_, Message, Trouble

TITLES = {
    "pack": N_("Requirements that come from people’s voices"),
    "summary": N_("A summary for leaders"),
    "you-said": N_("You said, we did"),
    "why": N_("Why each requirement is there"),
    "easy-read": N_("Easy Read"),
    "brief": N_("The brief, filled in"),
    "joint": N_("One pack for several councils"),
}
"""What stands under the title of each kind of document."""

WELSH_WELCOME = N_("Tenders and answers may be sent in Welsh.")
ONE_LANGUAGE = {
    "cy": N_("This document is also to be had in English."),
    "en": N_("This document is also to be had in Welsh."),
}


def describe(snapshot: Snapshot, what: str, options: Options, progress: Progress | None = None) -> Document:
    """The whole document, before any format; back to back it is two, each in its own language."""
    if options.language == "tumble":
        front, back = (
            describe(snapshot, what, replace(options, language=language), within(progress, at, 2))
            for at, language in enumerate(LANGUAGES)
        )
        return replace(front, back=back)
    told = replace(tell(snapshot, options), without_welsh=printed(snapshot, what, options))
    wanted = wanted_sections(what, options.sections)
    sections: list[Section] = []
    for at, key in enumerate(wanted):
        report(progress, at / len(wanted), Message(SECTIONS[key].words))
        blocks = SECTIONS[key].build(told)
        if blocks:
            sections.append(Section(key, _alone(blocks) if len(wanted) == 1 else blocks))
    version = _version(told)
    return Document(
        what=what,
        title=twin(snapshot.workshop.title or Message(N_("Untitled"))),
        subtitle=said(TITLES[what]),
        day=twin(date_of(snapshot.workshop.date) if snapshot.workshop.date else day(options.made)),
        facts=_facts(told, version, what),
        sections=tuple(sections),
        language=options.language,
        audience=options.audience,
        copy=said(AUDIENCES[options.audience]),
        version=version,
        foot=_foot(what, options),
        house=checked(options.house, told.council),
        large=what == "easy-read",
    )


def wanted_sections(what: str, asked: tuple[str, ...]) -> tuple[str, ...]:
    """The sections of a kind that are wanted; missing voices are never left out of a pack that says who was heard."""
    unknown = [key for key in asked if key not in SECTIONS]
    if unknown:
        raise Trouble(
            Message(N_("There is no section {name}."), name=unknown),
            safe=Message(N_("Nothing was written.")),
            do=Message(N_("Choose from: {names}."), names=list(KINDS[what])),
        )
    if not asked:
        return KINDS[what]
    return tuple(key for key in SECTIONS if key in asked or (key == "heard" and what == "pack"))


def _alone(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A document of one section needs no heading that says its name again; what stands under it moves up."""
    first = blocks[0]
    if not isinstance(first, Heading) or first.level != 2 or _headings(blocks) > 1:
        return blocks
    return tuple(replace(one, level=one.level - 1) if isinstance(one, Heading) else one for one in blocks[1:])


def _headings(blocks: tuple[Block, ...]) -> int:
    return sum(isinstance(block, Heading) and block.level == 2 for block in blocks)


def _version(told: Told) -> str:
    issues = told.snapshot.all(PackIssue)
    return issues[-1].version if issues else ""


def _facts(told: Told, version: str, what: str) -> tuple[Twin, ...]:
    workshop = told.snapshot.workshop
    found: list[Twin] = []
    if workshop.date and what != "summary":
        place = [", ", workshop.place] if workshop.place else []
        found.append(twin(Message(N_("Workshop:")), " ", date_of(workshop.date), *place))
    if version:
        found.append(said(N_("Version {version}"), version=version))
    found.append(said(N_("Made {day}"), day=day(told.made)))
    return tuple(found)


def _foot(what: str, options: Options) -> Twin:
    parts: list[Message | str] = []
    if what in ("pack", "brief", "joint"):
        parts.append(Message(WELSH_WELCOME))
    if options.language in ONE_LANGUAGE:
        parts += [*([" "] if parts else []), Message(ONE_LANGUAGE[options.language])]
    return twin(*parts)
