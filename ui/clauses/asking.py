"""What an act around the clauses asks before it is done: a few fields, a reason, a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from hcd_studio.fields import Id
from hcd_studio.records import Clarification, Ethics, Measure, PackIssue, Pain, StandardEvidence
from hcd_studio.speech import Message, Sayable
from hcd_studio.words import choice_words, choices_of
from ui.context import Context
from ui.dialogs.fields import Field, FieldsDialog, whole

if TYPE_CHECKING:
    from hcd_studio.checks import Finding

Offers = tuple[tuple[str, Sayable], ...]


def offers(kind: str, field: str, *, none: bool = False) -> Offers:
    """The choices of a field, with one for nothing."""
    found: Offers = tuple((one, choice_words(kind, field, one)) for one in choices_of(kind, field))
    return (("", Message("Not said")), *found) if none else found


def my_name(context: Context) -> str:
    """The name that was given last, on this laptop."""
    return str(context.settings.window.get("name", ""))


def _remember(context: Context, name: str) -> None:
    if name:
        context.settings.window["name"] = name


def _open(
    context: Context, parent: QWidget, title: Message, fields: list[Field], do: Message, act: Any, about: Any = None
) -> None:
    FieldsDialog(context, parent, title, fields, do, act, about=about).open()


def ask_waiver(context: Context, parent: QWidget, finding: Finding) -> None:
    """Why a finding is set aside, and by whom; it is printed in the pack."""
    session = context.bridge.session
    record = session.find(finding.place.record) if session else None
    if record is None:
        return

    def act(said: dict[str, Any]) -> Any:
        _remember(context, said["who"])
        return context.bridge.do(
            "waive", finding.rule, record, said["reason"], field=finding.place.field, who=said["who"]
        )

    fields = [
        Field("reason", Message("Why it may stay as it is"), "words", needed=True),
        Field("who", Message("Who decides this"), value=my_name(context), needed=True),
    ]
    title = Message("Set {rule} aside", rule=finding.rule)
    about = Message("{what} The reason is printed in the pack, in both languages.", what=finding.message)
    _open(context, parent, title, fields, Message("Set aside"), act, about)


def ask_issue(context: Context, parent: QWidget) -> None:
    """A version: its number, who approved it, for whom, what changed and why."""
    session = context.bridge.session
    if session is None:
        return
    known = session.all(PackIssue)
    last = known[-1].version if known else ""

    def act(said: dict[str, Any]) -> Any:
        _remember(context, said["approved_by"])
        return context.bridge.do("issue_pack", **said)

    fields = [
        Field("version", Message("Version"), value=next_version(last), needed=True),
        Field("approved_by", Message("Approved by"), value=my_name(context), needed=True),
        Field("audience", Message("For whom"), "choice", offers("pack_issue", "audience"), "public"),
        Field("changed", Message("What changed, and why"), "words", needed=bool(known)),
    ]  # fmt: skip
    about = (
        Message(
            "The last version is {version}. Links to what has changed are suspect until they are confirmed.",
            version=last,
        )
        if last
        else Message("The first version. Later ones say what changed since, requirement by requirement.")
    )
    _open(context, parent, Message("Issue a version"), fields, Message("Issue"), act, about)


def next_version(last: str) -> str:
    """1.0, then 1.1 and so on."""
    head, dot, tail = last.rpartition(".")
    if dot and tail.isdecimal():
        return f"{head}.{int(tail) + 1}"
    return f"{last}.1" if last else "1.0"


def ask_question(context: Context, parent: QWidget, about: Id) -> None:
    """A question of a supplier, without their name."""
    session = context.bridge.session
    record = session.find(about) if session and about else None
    fields = [
        Field("question", Message("What is asked, without saying by whom"), "words", needed=True),
        Field("kind", Message("Kind"), "choice", offers("clarification", "kind"), "clarification"),
    ]
    told = Message("About {ref}.", ref=getattr(record, "ref", "")) if record is not None else None
    act = lambda said: context.bridge.do("ask_clarification", **said, about=record)  # noqa: E731
    _open(context, parent, Message("Ask for clarification"), fields, Message("Keep question"), act, told)


def ask_answer(context: Context, parent: QWidget, question: Clarification) -> None:
    """The one answer that all receive."""
    fields = [Field("answer", Message("The answer that all receive"), "words", value=question.answer, needed=True)]
    if question.answer:
        fields.append(Field("correct", Message("This corrects the answer that was given"), "yes"))
    act = lambda said: context.bridge.do("answer_clarification", question, **said)  # noqa: E731
    _open(context, parent, Message("Answer"), fields, Message("Answer, for all"), act, question.question)


def ask_result(context: Context, parent: QWidget, measure: Measure) -> None:
    """What a measure was in a period after go-live."""
    fields = [
        Field("period", Message("Period, as 2027-Q1 or 2027"), needed=True),
        Field("value", Message("Result"), needed=True),
        Field("rating", Message("Rating"), "choice", offers("actual", "rating", none=True)),
        Field("source", Message("Where it comes from")),
        Field("comment", Message("Comment"), "words"),
    ]  # fmt: skip
    act = lambda said: context.bridge.do("record_actual", measure, **said)  # noqa: E731
    about = Message(
        "{title}: from {baseline} to {target}",
        title=measure.title,
        baseline=measure.baseline or "–",
        target=measure.target or "–",
    )
    _open(context, parent, Message("Record a result"), fields, Message("Keep result"), act, about)


def ask_cost(context: Context, parent: QWidget, pain: Pain) -> None:
    """How often a pain point happens, and what it takes each time."""
    named = ("times_a_year", "resident_minutes", "council_minutes", "resident_pounds", "council_pounds")
    words = (
        Message("Times a year"), Message("Minutes of a resident, each time"), Message("Minutes of the council, each time"),
        Message("Pounds that a resident pays, each time"), Message("Pounds that the council pays, each time"),
    )  # fmt: skip
    fields = [
        Field(name, said, "number", value="" if getattr(pain, name) is None else f"{getattr(pain, name):g}")
        for name, said in zip(named, words, strict=True)
    ]
    fields.append(Field("source", Message("Who says so"), value=pain.cost_source))

    def act(said: dict[str, Any]) -> Any:
        said["times_a_year"] = whole(said["times_a_year"])
        return context.bridge.do("cost_pain", pain, **said)

    _open(context, parent, Message("What this pain point costs"), fields, Message("Keep"), act, pain.title)


def ask_score(context: Context, parent: QWidget, key: str) -> None:
    """The score of a principle of data ethics, and its reason."""
    from hcd_studio.checks.guides import principles

    one = next(each for each in principles() if each.key == key)
    session = context.bridge.session
    known = next((each for each in session.all(Ethics) if each.principle == key), None) if session else None
    scores: Offers = tuple((str(n), Message("{n}", n=n)) for n in range(6))
    fields = [
        Field("score", Message("Score, 0 to 5"), "choice", scores, str(known.score) if known and known.score is not None else "3"),
        Field("reason", Message("Reason"), "words", value=known.reason if known else "", needed=True),
    ]  # fmt: skip
    act = lambda said: context.bridge.do("score_principle", key, int(said["score"]), said["reason"])  # noqa: E731
    _open(context, parent, Message("{title}: score", title=one.title), fields, Message("Keep"), act, one.asks)


def ask_standard(context: Context, parent: QWidget, key: str) -> None:
    """How far a standard or a promise is met, and what shows it."""
    from hcd_studio.checks.guides import standards

    one = next(each for each in standards() if each.key == key)
    session = context.bridge.session
    known = next((each for each in session.all(StandardEvidence) if each.standard == key), None) if session else None
    fields = [
        Field(
            "met", Message("Met"), "choice", offers("standard_evidence", "met"), known.met if known else "not yet known"
        ),
        Field("evidence", Message("What shows it"), "words", value=known.evidence if known else ""),
    ]
    act = lambda said: context.bridge.do("record_standard", key, said["met"], evidence=said["evidence"])  # noqa: E731
    _open(context, parent, one.title, fields, Message("Keep"), act)  # type: ignore[arg-type]


def ask_weight(context: Context, parent: QWidget) -> None:
    """One more award criterion."""
    fields = [
        Field("title", Message("Award criterion"), "words", needed=True),
        Field("percentage", Message("Share in per cent"), "number", needed=True),
        Field("side", Message("Side"), "choice", offers("weight", "side"), "benefit"),
        Field("reason", Message("Reason"), "words"),
        Field("method", Message("How it is scored"), "words"),
    ]
    act = lambda said: context.bridge.do("add_weight", **said)  # noqa: E731
    _open(context, parent, Message("Add award criterion"), fields, Message("Add"), act)


def ask_term(context: Context, parent: QWidget) -> None:
    """One more word of the glossary."""
    fields = [
        Field("title", Message("Word"), "words", needed=True),
        Field("meaning", Message("Meaning"), "words"),
        Field("source", Message("Source")),
    ]
    act = lambda said: context.bridge.do("add_term", **said)  # noqa: E731
    _open(context, parent, Message("Add term"), fields, Message("Add"), act)


def ask_decision(context: Context, parent: QWidget) -> None:
    """What was decided, by whom, on what evidence, and what was rejected."""
    fields = [
        Field("title", Message("What was decided"), "words", needed=True),
        Field("who", Message("Who"), value=my_name(context)),
        Field("evidence", Message("On what evidence"), "words"),
        Field("rejected", Message("What was rejected, and why"), "words"),
    ]
    act = lambda said: context.bridge.do("add_decision", **said)  # noqa: E731
    _open(context, parent, Message("Add decision"), fields, Message("Add"), act)
