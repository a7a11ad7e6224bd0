"""What a verb tells when it is done: whole sentences in both languages, of what really came of it; and where it is offered."""

from __future__ import annotations

import ast
import inspect
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hcd_studio import verbs
from hcd_studio.bilingual import Words
from hcd_studio.bundle import bundle_of
from hcd_studio.columns import columns
from hcd_studio.history import history
from hcd_studio.importers.clauses import FoundClauses, FoundRequirement
from hcd_studio.importers.detect import read_text
from hcd_studio.importers.responses import Returned
from hcd_studio.pictures import Picture
from hcd_studio.records import Ballot, Need, Note, Pain, Participant, Record, Requirement, Stage, Step, Theme
from hcd_studio.session import Session
from hcd_studio.templates import make_sample
from hcd_studio.values import limits
from hcd_studio.verbs import Verb, all_verbs, contract, issuing, judging
from hcd_studio.words import choices_of

ROOT = Path(__file__).resolve().parent.parent

NO_PAGE = "the page where it belongs is not built yet"
COMMAND_ONLY = dict.fromkeys(
    (
        "add_journey",
        "use_bundle",
        "add_pseudonym", "add_response", "add_supplier", "sign_off",
    ),
    NO_PAGE,
) | {
    "cast_vote": "the window sets how many votes a person gives, which is set_vote",
    "note_pattern": "it is noted when an improved pattern is given back",
}  # fmt: skip
"""Verbs that the window does not offer, and why; the command line runs them."""

VALUES: dict[tuple[str, str], Any] = {
    ("set_state", "field"): "title", ("set_state", "state"): "translated", ("add_participant", "code"): "P77",
    ("count_pulse", "question"): "heard", ("count_pulse", "counts"): (0, 1, 2, 3, 4), ("bring_session", "matched"): (),
    ("save_view", "hidden_kinds"): ("idea",), ("update_view", "hidden_kinds"): ("idea",),
    ("add_table", "name"): "Q", ("import_notes", "place"): "none", ("import_notes", "kind"): "pain",
    ("import_responses", "returned"): Returned("back.xlsx", "0" * 64, "Cwmni A"),
    ("import_requirements", "found"): FoundClauses("r.csv", "0" * 64, "csv", requirements=[FoundRequirement("1", Words("Said"))]),
    ("count_votes", "source"): "hands", ("add_attachment", "picture"): Picture("0" * 64, "image/png", 1, 1, b""),
    ("set_vote", "kind"): "dot", ("count_votes", "kind"): "dot",
    ("rate_feeling", "value"): -1, ("use_run_sheet", "begins"): "13:00",
    ("add_notes", "said_in"): "cy", ("add_notes", "kind"): "pain",
    **{(name, "at"): "09:45" for name in ("begin_agenda_item", "end_agenda_item", "next_agenda_item", "note_arrival", "note_leaving")},
    ("count_feelings", "counts"): (1, 2, 0, 0, 1), ("use_template", "name"): "journey",
    ("frame_requirement", "ears"): "event", ("waive", "rule"): "R16", ("waive", "field"): "title",
    ("score_principle", "principle"): "privacy", ("score_principle", "score"): 4, ("record_standard", "standard"): "S9",
    ("answer_clarification", "correct"): False, ("moderate", "score"): 4.0, ("add_pseudonym", "said"): "Dolau",
}  # fmt: skip
"""Arguments of which the kind that a verb makes says too little."""
ANY_RECORD: dict[tuple[str, str], type[Record]] = {
    ("rest_decision", "evidence"): Pain,
    ("add_link", "source"): Requirement, ("add_link", "target"): Note, ("add_criterion", "parent"): Need,
    ("add_measure", "parent"): Need, ("cast_vote", "target"): Theme, ("set_vote", "target"): Theme, ("count_votes", "target"): Theme,
    ("add_attachment", "parent"): Note,
    ("move_clause", "record"): Need, ("move_clause", "after"): Need,
}  # fmt: skip

SET_UP_APART = (
    "repeat_pair",
    "take_translations",
    "settle_versions",
    "propose_weights",
    "mend_finding",
    "lift_pattern",
    "take_upstream",
)
"""Verbs that act only on a session made for them; tests of their own hold them."""

GAPS = ("{", "  ", " .", " ,", ": .", "“”", "None", "Words(", "()", "on no place yet", "to no place yet")
"""What a sentence shows where nothing was put into it."""


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with make_sample(tmp_path_factory.mktemp("told") / "sample.hcd") as made:
        requirement, words = made.all(Requirement)[0], Words(en="Asked", cy="Gofyn")
        supplier = contract.add_supplier(made, "Cwmni A")
        response = contract.add_response(made, requirement, supplier, "met")
        contract.add_evaluation(made, response, "Nia", 4, "Shown")
        contract.ask_clarification(made, words)
        judging.waive(made, "R19", requirement, words, "Nia")
        issuing.issue_pack(made, "0.9", "Nia", words)
        steps = made.all(Step)
        verbs.do(made, "add_branch", steps[4], steps[1])
        verbs.do(made, "add_actor", Words(en="The post", cy="Y post"))
        verbs.do(made, "save_view", Words(en="For leaders", cy="I arweinwyr"))
        yield made


def told(session: Session, name: str, /, *given: Any, **named: Any) -> tuple[str, str]:
    """What a verb tells in English and in Welsh; the session is afterwards as it was."""
    before = session.seq
    done = verbs.do(session, name, *given, **named)
    message = all_verbs()[name].announce(done, *given, **named)
    if session.seq != before:
        session.undo()
    return message.say("en"), message.say("cy")


def a_value(session: Session, verb: Verb, parameter: inspect.Parameter, at: int) -> Any:
    """Something that fits a parameter of a verb; `at` is its place among the parameters, so that two steps differ."""
    known = VALUES.get((verb.name, parameter.name))
    if known is not None:
        return known
    hints = [one for one in typing.get_args(parameter.annotation) or (parameter.annotation,) if one is not type(None)]
    hint = hints[0]
    made = typing.get_type_hints(verb.function)["return"]
    if inspect.isclass(made) and issubclass(made, Record) and parameter.name in columns(made.table or "pain"):
        kind = made.table or "pain"
        if allowed := choices_of(kind, parameter.name):
            return allowed[:2] if typing.get_origin(parameter.annotation) is tuple else allowed[-1]
        if form := limits(kind, parameter.name).get("form"):
            return {"day": "2026-05-14", "moment": "09:45"}[form]
    if typing.get_origin(parameter.annotation) is tuple:
        hint = ANY_RECORD.get((verb.name, parameter.name), hint)
        return tuple(session.all(hint)[3:5]) if inspect.isclass(hint) and issubclass(hint, Record) else ("cy",)
    if inspect.isclass(hint) and issubclass(hint, Record):
        kind = ANY_RECORD.get((verb.name, parameter.name), hint)
        known = session.all(kind if kind.table else Pain)
        return known[at % 2 % len(known)]
    if hint in (str, int, float, bool):
        return {str: "council" if parameter.name == "tier" else "cy" if parameter.name == "language" else "x",
                int: 1, float: 1.5, bool: True}[hint]  # fmt: skip
    if hint is Words:
        return Words(en="Given {name}", cy="A roddwyd {enw}")
    if parameter.name == "found":
        return read_text("One\nTwo\n")
    if parameter.name == "bundle":
        return bundle_of(session.all(Stage)[:1])
    return None


@pytest.mark.parametrize("whole", [True, False], ids=["all that it takes", "only what it needs"])
@pytest.mark.parametrize("name", [name for name in all_verbs() if name not in SET_UP_APART])
def test_a_verb_tells_in_whole_sentences_what_it_did(session: Session, name: str, whole: bool) -> None:
    verb = all_verbs()[name]
    named = {}
    for at, parameter in enumerate(verb.parameters.values()):
        needed = parameter.default is inspect.Parameter.empty
        if parameter.kind is inspect.Parameter.VAR_KEYWORD or parameter.name == "prev":
            continue
        if (needed or whole) and (value := a_value(session, verb, parameter, at)) is not None:
            named[parameter.name] = value
    if name == "split_stage":
        named["at"] = next(step for step in session.all(Step) if step.stage == named["stage"].id)
    if name == "add_note":
        named["text"] = "Said aloud"
    if name == "next_agenda_item":
        verbs.do(session, "add_agenda_item", Words(en="Another", cy="Arall"))
    given = [named.pop(one) for one in ("record",) if name == "edit_record"]
    if name == "take_vote_back":
        verbs.do(session, "reopen_ballot", session.all(Ballot)[0])
    if name in ("cast_vote", "set_vote", "count_votes"):
        named |= {"participant": None} if name == "cast_vote" else {}
        named["ballot"] = verbs.do(session, "open_ballot", Words(en="Another", cy="Arall"))
    for sentence, names in zip(
        told(session, name, *given, **named), (("Given {name}",), ("A roddwyd {enw}",)), strict=True
    ):
        plain = sentence
        for one in names:
            plain = plain.replace(one, "x")
        assert not [gap for gap in GAPS if gap in plain], sentence
        assert plain[:1].isalpha(), sentence
        assert plain.endswith("."), sentence


def test_what_came_of_it_is_told_rather_than_what_was_asked(session: Session) -> None:
    codes = {one.code for one in session.all(Participant)}
    new = next(code for n in range(1, 99) if (code := f"P{n:02}") not in codes)
    assert told(session, "add_participant")[0] == f"Participant {new} added."
    english, welsh = told(session, "add_requirement", Words(en="It shall", cy="Rhaid"))
    assert english.startswith("Requirement R-A")
    assert welsh.startswith("Ychwanegwyd gofyniad R-A")
    notes = session.all(Note)[:3]
    assert told(session, "move_notes", notes, to=session.all(Step)[0])[0].endswith(": 3.")
    assert told(session, "remove_notes", notes)[0] == "Notes removed: 3."
    assert told(session, "import_notes", read_text("One\nTwo\n"), place="none")[0] == "Notes imported: 2."


def test_a_note_tells_the_place_it_has(session: Session) -> None:
    step = session.all(Step)[0]
    assert told(session, "add_note", step, None, "Here")[0] == f"Note kept on {step.title.en}."
    assert told(session, "add_note", text="Nowhere")[0] == "Note kept; it has no place yet."


def test_an_edit_names_the_record_and_the_fields(session: Session) -> None:
    pain = session.all(Pain)[0]
    english, welsh = told(session, "edit_record", pain, severity=1)
    assert (english, welsh) == (
        f"Pain point {pain.ref}: severity changed.",
        f"Pwynt poen {pain.ref}: newidiwyd difrifoldeb.",
    )
    english, _ = told(session, "edit_record", pain, title_en="A", title_cy="B", severity=2)
    assert english == f"Pain point {pain.ref}: title, severity changed."
    step = session.all(Step)[0]
    assert told(session, "edit_record", step, channels=("phone",))[0] == f"Step “{step.title.en}”: channels changed."
    assert told(session, "describe_workshop", place="Bala")[0] == "Workshop: place changed."


def test_a_choice_is_told_in_words(session: Session) -> None:
    person = session.all(Participant)[0]
    assert told(session, "set_consent", person, "council") == (
        f"Consent of {person.code}: Council.", f"Caniatâd {person.code}: Cyngor.",
    )  # fmt: skip
    assert told(session, "set_consent", person, "")[0] == f"Consent of {person.code}: not said."


def test_a_record_without_a_title_is_told_as_such(session: Session) -> None:
    assert told(session, "add_stage", Words()) == ("Stage without a title added.", "Ychwanegwyd y cyfnod heb deitl.")


def test_people_are_reminded_of_the_way_back_where_something_went_or_moved() -> None:
    reminds = {name for name, verb in all_verbs().items() if verb.reminds}
    gone = ("remove_", "move_", "merge_", "split_", "clear_", "group_", "unplace_")
    assert {name for name in all_verbs() if name.startswith(gone)} <= reminds
    assert "withdraw" in reminds
    assert not {name for name in reminds if name.startswith("add_")}


def test_a_verb_runs_the_same_way_by_itself_and_by_its_name(session: Session) -> None:
    from hcd_studio.verbs.people import add_table

    before = len(history(session))
    add_table(session, "R")
    verbs.do(session, "add_table", "S")
    assert [line.verb for line in history(session)[before:]] == ["add_table", "add_table"]
    with session.change("add_journey") as draft:
        add_table(draft, "U")
        verbs.do(draft, "add_table", "V")
    assert [line.verb for line in history(session)[before + 2 :]] == ["add_journey"]


def test_old_changes_still_read_right(session: Session) -> None:
    for line in history(session):
        for language in ("en", "cy"):
            said = line.words.say(language)  # type: ignore[arg-type]
            assert said
            assert "{" not in said.replace("Given {name}", "").replace("A roddwyd {enw}", ""), said


def test_every_verb_has_a_place_in_the_window_or_a_reason_why_not() -> None:
    offered = verbs_of_the_window()
    missing = set(all_verbs()) - offered - set(COMMAND_ONLY)
    assert not missing, f"{sorted(missing)}: give each an action of the window, or a reason in COMMAND_ONLY."
    assert not set(COMMAND_ONLY) & offered, f"{sorted(set(COMMAND_ONLY) & offered)} have a place now: take them out."
    assert set(COMMAND_ONLY) <= set(all_verbs())
    assert all(COMMAND_ONLY.values())


def verbs_of_the_window() -> set[str]:
    """The verbs that the window names or imports; the id of an action is not a verb, nor is a command."""
    known, found = set(all_verbs()), set[str]()
    for path in (ROOT / "ui").rglob("*.py"):
        if "commands" in path.parts:
            continue
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        ids = {id(one.args[0]) for one in nodes if isinstance(one, ast.Call) and _called(one) == "Action" and one.args}
        for node in nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in ids:
                found |= {node.value} & known
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("hcd_studio.verbs"):
                found |= {one.name for one in node.names} & known
    return found


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
