"""Commands of quality: what the rules find, which rules there are, what changed between two issues."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from typing import Any

from hcd_studio.bilingual import Words
from hcd_studio.checks.engine import findings_of
from hcd_studio.checks.finding import SEVERITIES, Finding, Severity
from hcd_studio.checks.publication import personal_data
from hcd_studio.checks.rules import rules as known_rules
from hcd_studio.columns import title_of
from hcd_studio.frontier import as_of
from hcd_studio.questions.baseline import Difference, Line, difference, named
from hcd_studio.records import PackIssue, Record
from hcd_studio.session import Session, now
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Language, Message, Trouble
from hcd_studio.words import choice_words, field_words
from ui.commands.printing import print_json
from ui.commands.show import warn
from ui.commands.values import record_of

SEVERITY_WORDS = {"stops": N_("stops"), "mend": N_("to mend"), "advice": N_("advice")}
WHAT_WORDS = {
    "added": N_("added"), "removed": N_("removed"), "reworded": N_("reworded"), "priority": N_("priority changed"),
    "changed": N_("changed"),
}  # fmt: skip


def check(options: argparse.Namespace, language: Language) -> int:
    """Print the findings; with `--strict` the exit status is 1 where something stops an issue."""
    wanted = [one for part in options.rule for one in part.split(",") if one]
    unknown = [one for one in wanted if one not in known_rules() and one not in _families()]
    if unknown:
        raise Trouble(
            Message("There is no rule {rule}.", rule=unknown[0]), do=Message("List them with: hcd-studio rules")
        )
    with Session.open(options.file, read_only=True) as session:
        snapshot = now(session, judged=True)
        about = {record_of(session, Record, options.about).id} if options.about else None
        found = personal_data(snapshot, options.audience) if options.audience else findings_of(snapshot, about)
        shown = [one for one in found if not wanted or one.rule in wanted or _family(one.rule) in wanted]
        if options.json:
            print_json([_as_json(one, snapshot, language) for one in shown])
        else:
            _print_findings(shown, snapshot, language)
        warn(session, language)
    return 1 if options.strict and any(one.stops for one in shown) else 0


def _families() -> set[str]:
    return {_family(id) for id in known_rules()}


def _family(rule: str) -> str:
    return rule.rstrip("0123456789")


def _as_json(finding: Finding, snapshot: Snapshot, language: Language) -> dict[str, Any]:
    record = snapshot.find(finding.place.record)
    found = finding.as_json(language)
    found["place"]["ref"] = getattr(record, "ref", "") if record else ""
    return found


def _print_findings(found: list[Finding], snapshot: Snapshot, language: Language) -> None:
    for one in found:
        record = snapshot.find(one.place.record)
        place = " ".join(part for part in (_name(record, language), _field(one, language)) if part)
        severity = Message(SEVERITY_WORDS[one.severity]).say(language)
        print(f"{one.rule:4} {severity:8} {place}: {one.message.say(language)}")
        print(f"{'':14}{one.remedy.say(language)}")
        for number, offered in enumerate(one.suggestions, 1):
            print(f"{'':14}{number}. {offered.words.say(language)}")
        if one.waived is not None:
            words = Message("Waived by {who}: {reason}", who=one.waived.who, reason=one.waived.reason)
            print(f"{'':14}{words.say(language)}")
    counts: Counter[Severity] = Counter(one.severity for one in found if one.waived is None)
    said = [
        Message("{what}: {n}", what=Message(SEVERITY_WORDS[one]), n=counts[one]) for one in SEVERITIES if counts[one]
    ]
    waived = sum(one.waived is not None for one in found)
    if waived:
        said.append(Message("{what}: {n}", what=Message("waived"), n=waived))
    print(", ".join(one.say(language) for one in said) or Message("Nothing to mend was found.").say(language))


def _name(record: Record | None, language: Language) -> str:
    if record is None:
        return ""
    ref, words = named(record)
    return ref or words.say(language) or record.term().say(language)


def _field(finding: Finding, language: Language) -> str:
    place = finding.place
    if not place.field:
        return ""
    side = f" {place.language}" if place.language else ""
    return f"({field_words(place.kind, place.field).say(language)}{side})"


def rules(options: argparse.Namespace, language: Language) -> int:
    """List every rule with its words and what it rests on."""
    found = [
        {
            "id": one.id, "severity": one.severity, "family": one.family, "title": _both(one.title),
            "reason": _both(one.reason), "remedy": _both(one.remedy),
            "reference": {"text": _both(one.reference.text), "link": one.reference.link}, "reads": dict(one.reads),
        }
        for one in known_rules().values()
    ]  # fmt: skip
    if options.json:
        print_json(found)
        return 0
    for one in known_rules().values():
        print(f"{one.id:4} {Message(SEVERITY_WORDS[one.severity]).say(language):8} {one.title.say(language)}")
        print(f"{'':14}{one.reason.say(language)} ({one.reference.text.say(language)})")
    return 0


def _both(words: Words) -> dict[str, str]:
    return {"en": words.en, "cy": words.cy}


def baseline(options: argparse.Namespace, language: Language) -> int:
    """What changed between two issues, or from an issue to now."""
    with Session.open(options.file, read_only=True) as session:
        issues = session.all(PackIssue)
        if not issues:
            raise Trouble(
                Message("Nothing was issued yet."),
                do=Message("Issue a version: hcd-studio do {file} issue_pack …", file=options.file.name),
            )
        first = _issue(issues, options.first) if options.first else issues[-1]
        last = _issue(issues, options.last) if options.last else None
        before = _at(session, first, language)
        after = _at(session, last, language) if last else session.snapshot()
        found = difference(before, after)
        title = last.version if last else Message("now")
        if options.json:
            print_json(_difference_json(found, first.version, last.version if last else ""))
        else:
            print(Message("From version {first} to {last}", first=first.version, last=title).say(language))
            _print_difference(found, language)
        warn(session, language)
    return 0


def _at(session: Session, issue: PackIssue, language: Language) -> Snapshot:
    past = as_of(session, issue.frontier)
    if past.missing:
        words = Message(
            "Version {version}: changes that this copy does not hold: {n}", version=issue.version, n=past.missing
        )
        print(words.say(language), file=sys.stderr)
    return past.snapshot


def _issue(issues: tuple[PackIssue, ...], named: str) -> PackIssue:
    found = next((one for one in issues if named in (one.version, one.ref, one.id)), None)
    if found is None:
        raise Trouble(
            Message("There is no version {version}.", version=named),
            do=Message("Issued are: {versions}.", versions=[one.version for one in issues]),
        )
    return found


def _print_difference(found: Difference, language: Language) -> None:
    for line in found.lines:
        ref, words = named(line.record)
        what = Message(WHAT_WORDS[line.what]).say(language)
        kind = line.record.term().say(language)
        print(f"  {kind} {ref} {what}: {words.say(language)}".replace("  :", ":"))
        for one in line.fields:
            print(f"      {field_words(line.record.table, one.field).say(language)}")
            for sign, value in (("-", one.before), ("+", one.after)):
                for text in _texts(line, one.field, value, language):
                    print(f"      {sign} {text}")
    for link in found.suspect:
        ends = [found.after.find(id) for id in (link.source, link.target)]
        child, parent = (_name(one, language) for one in ends)
        print("  " + Message("{child} rests on {parent}, which changed.", child=child, parent=parent).say(language))
    if not found.lines and not found.suspect:
        print("  " + Message("Nothing changed.").say(language))


def _texts(line: Line, field: str, value: object, language: Language) -> list[str]:
    if isinstance(value, Words):
        sides = ("cy", "en") if language == "cy" else ("en", "cy")
        return [f"{side}: {text}" for side in sides if (text := value.en if side == "en" else value.cy)]
    if value in ("", None, ()):
        return []
    return [choice_words(line.record.table, field, str(value)).say(language)]


def _difference_json(found: Difference, first: str, last: str) -> dict[str, Any]:
    return {
        "from": first,
        "to": last,
        "counts": found.counts(),
        "lines": [
            {
                "kind": one.record.table, "id": one.record.id, "ref": getattr(one.record, "ref", ""), "what": one.what,
                "of": one.of, "title": _both(title_of(one.record)),
                "fields": [
                    {"field": each.field, "before": _plain(each.before), "after": _plain(each.after)} for each in one.fields
                ],
            }
            for one in found.lines
        ],
        "suspect": [{"link": one.id, "source": one.source, "target": one.target} for one in found.suspect],
    }  # fmt: skip


def _plain(value: object) -> object:
    if isinstance(value, Words):
        return _both(value)
    return list(value) if isinstance(value, tuple) else value
