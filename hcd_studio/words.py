"""The words of kinds, fields and choices, in both languages: for the window, the history, checks and exports alike.

What a field or a choice is called stands once by its bare name; where a kind means something else by it, or Welsh says it
otherwise of that noun, the kind has words of its own beside it.
"""

from __future__ import annotations

from hcd_studio.bilingual import STATES
from hcd_studio.columns import columns
from hcd_studio.records import KINDS
from hcd_studio.speech import N_, Language, Message, Sayable
from hcd_studio.values import limits

KIND_WORDS = {
    "action": N_("Action"),
    "quote": N_("Quote"),
    "thought": N_("Thought"),
    "pain": N_("Pain point"),
    "idea": N_("Idea"),
    "evidence": N_("Evidence"),
    "question": N_("Question"),
    "need": N_("Need"),
}
"""The kinds of notes."""

CHANNEL_WORDS = {
    "online": N_("Online"),
    "mobile": N_("Mobile"),
    "phone": N_("Phone"),
    "post": N_("Post"),
    "paper": N_("Paper"),
    "in person": N_("In person"),
    "e-mail": N_("E-mail"),
    "home visit": N_("Home visit"),
    "other": N_("Other"),
}
"""How people meet the service."""

TIER_WORDS = {
    "room": N_("Room"),
    "council": N_("Council"),
    "library": N_("Library"),
    "public": N_("Public"),
}
"""How far words may travel."""

RATING_WORDS = {-2: N_("awful"), -1: N_("poor"), 0: N_("neither"), 1: N_("good"), 2: N_("great")}
"""The scale of feelings."""

FEELING_WORDS = {
    "worried": N_("worried"), "angry": N_("angry"), "tired": N_("tired"), "ashamed": N_("ashamed"),
    "confused": N_("confused"), "hopeful": N_("hopeful"), "relieved": N_("relieved"), "calm": N_("calm"),
}  # fmt: skip
"""Words for what one feels, offered in both languages; any other word may be typed."""

FIELD_WORDS = {
    "title": N_("Title"), "text": N_("What was said"), "translation": N_("Translation"), "language": N_("Language"),
    "kind": N_("Kind"), "verbatim": N_("Word for word"), "participant": N_("Participant"), "room_table": N_("Table"),
    "theme": N_("Theme"), "tier": N_("May travel as far as"), "strength": N_("Strength of evidence"),
    "private": N_("Private to the table"), "step": N_("Step"), "lane": N_("Lane"), "stage": N_("Stage"),
    "journey": N_("Journey"), "channels": N_("Channels"), "persona": N_("Persona"), "scenario": N_("Scenario"),
    "service": N_("Service"), "council": N_("Council"), "date": N_("Date"), "place": N_("Place"),
    "facilitators": N_("Facilitators"), "expectation": N_("What was expected"), "scope": N_("Scope"),
    "languages": N_("Languages"), "method": N_("Method"), "missing_voices": N_("Missing voices"),
    "contact": N_("Contact"), "severity": N_("Severity"), "frequency": N_("Frequency"), "reach": N_("Reach"),
    "cause": N_("Cause"), "barriers": N_("Barriers"), "status": N_("Status"), "effort": N_("Effort"),
    "impact": N_("Impact"), "moscow": N_("Priority"), "prototype": N_("Prototype"), "tested": N_("What testing showed"),
    "as_a": N_("As a"), "i_need": N_("I need to"), "so_that": N_("So that"), "statement": N_("Statement"),
    "ears": N_("Form"), "rationale": N_("Why"), "fit_criterion": N_("How it is tested"), "owner": N_("Owner"),
    "cpv": N_("CPV code"), "name": N_("Name"), "code": N_("Code"), "group": N_("Group"), "scribe": N_("Scribe"),
    "access_needs": N_("Access needs"), "circumstances": N_("Circumstances"), "goals": N_("Goals"),
    "withdrawn": N_("Has withdrawn"), "value": N_("Rating"), "word": N_("Word"), "because": N_("Because"),
    "source": N_("Source"), "confirmed": N_("Confirmed"), "alive": N_("Is there"),
    "rank": N_("Order"), "ref": N_("Reference"), "provenance": N_("Provenance"), "origin": N_("Copied from"),
    "count": N_("Count"), "who": N_("Who"), "due": N_("By when"), "evidence": N_("Evidence"),
    "rejected": N_("Rejected"), "meaning": N_("Meaning"), "actor": N_("Actor"), "trigger": N_("Trigger"),
    "main_flow": N_("Main flow"), "complex_needs": N_("Complex needs"), "exceptions": N_("Exceptions"),
    "baseline": N_("Baseline"), "unit": N_("Unit"), "rating": N_("Rating"), "percentage": N_("Percentage"),
    "reason": N_("Reason"), "parent": N_("Belongs to"),
    "dots": N_("Dots"), "concerns": N_("Concerns"), "blind": N_("Blind"), "ballot": N_("Ballot"), "page": N_("Page"),
    "begins": N_("Begins"), "minutes": N_("Minutes"), "began": N_("Began"), "ended": N_("Ended"), "side": N_("Side"),
    "score": N_("Score"), "principle": N_("Principle"), "licence": N_("Licence"), "version": N_("Version"),
    "summary": N_("Summary"), "digest": N_("Fingerprint"), "kpi": N_("Performance indicator"),
    "answer": N_("Answer"), "question": N_("Question"), "alt": N_("For those who cannot see it"),
    "audience": N_("Audience"), "approved_by": N_("Approved by"), "changed": N_("What changed"),
    "claim": N_("The supplier’s claim"), "how": N_("How it is met"),
    "supplier": N_("Supplier"), "requirement": N_("Requirement"), "pack_issue": N_("Issued pack"),
    "rule": N_("Rule"), "sha256": N_("Fingerprint"),
    "lifted": N_("Lifted from"), "safeguarding": N_("Safeguarding contact"), "withdraw_by": N_("May withdraw until"),
    "keywords": N_("Keywords"), "prompt": N_("What is asked"), "counts": N_("Who counts"),
    "share": N_("Share of the population, per cent"), "arrived": N_("Arrived"), "left": N_("Left"),
    "letters": N_("Letters"), "trips": N_("Trips"), "sheets": N_("Sheets of paper"), "wait_days": N_("Days of waiting"),
    "leads_to": N_("Leads to"), "condition": N_("When"), "hidden_lanes": N_("Hidden lanes"),
    "hidden_kinds": N_("Hidden kinds of note"), "groups": N_("Groups"), "said_in": N_("Spoken in"),
    "parked": N_("Parked"), "theme_rank": N_("Order in the theme"), "confidence": N_("Confidence"),
    "review_by": N_("Look again by"), "times_a_year": N_("Times a year"),
    "resident_minutes": N_("Resident’s minutes each time"), "council_minutes": N_("Council’s minutes each time"),
    "resident_pounds": N_("Resident’s cost each time, £"), "council_pounds": N_("Council’s cost each time, £"),
    "cost_source": N_("Where the cost comes from"), "voters": N_("Who votes"), "opened": N_("Opened"),
    "closed": N_("Closed at"), "present": N_("People present"), "counted_by": N_("Counted by"), "counted": N_("Counted at"),
    "checked_by": N_("Checked by"), "checked_on": N_("Checked on"), "pass_mark": N_("Pass mark"), "verification": N_("How it is verified"),
    "risk": N_("Risk"), "difficulty": N_("Difficulty"), "weight": N_("Award criterion"), "measure": N_("Measure"),
    "period": N_("Period"), "comment": N_("Comment"), "received": N_("Received on"),
    "moderated": N_("Agreed score"), "moderated_reason": N_("Reason for the agreed score"),
    "response": N_("Supplier response"), "evaluator": N_("Evaluator"), "media": N_("Kind of file"),
    "caption": N_("Caption"), "frontier": N_("State of the session"), "signed": N_("Signed on"),
    "about": N_("What it is about"), "field": N_("Field"), "standard": N_("Standard"), "met": N_("Met"),
    "adaptations": N_("What was adapted"), "said": N_("What is said"), "instead": N_("What stands there instead"),
    "consent_words": N_("Wording of consent"),
}  # fmt: skip
"""What a field is called unless its kind says otherwise."""

FIELD_WORDS_OF = {
    ("measure", "target"): N_("Target"),
    ("measure", "measured"): N_("Measured on"),
    ("measure", "method"): N_("How it is measured"),
    ("actual", "rating"): N_("Rating of the year"),
    ("actual", "value"): N_("What was measured"),
    ("response", "evidence"): N_("Evidence for it"),
    ("response", "mitigation"): N_("What is offered instead"),
    ("evaluation", "reason"): N_("Reason for the score"),
    ("pulse", "value"): N_("Answer, 1 to 5"),
    ("pulse", "question"): N_("Closing question"),
    ("participant_group", "side"): N_("Who they are"),
    ("requirement", "scope"): N_("For whom it holds"),
    ("standard_evidence", "met"): N_("Whether it is met"),
    ("measure", "begins"): N_("Measured from"),
    ("link", "source"): N_("What rests"),
    ("link", "target"): N_("Rests on"),
    ("vote", "target"): N_("What the vote is for"),
    ("vote", "source"): N_("How it was given"),
    ("feeling", "source"): N_("How it was given"),
    ("ballot", "on"): N_("What is voted on"),
    ("ballot", "dots"): N_("Dots for each person"),
    ("ballot", "concerns"): N_("Concerns for each person"),
    ("ballot", "blind"): N_("Hidden until it closes"),
    ("waiver", "place"): N_("Where it is set aside"),
    ("waiver", "who"): N_("Set aside by"),
    ("pair_check", "place"): N_("Which record"),
    ("decision", "who"): N_("Decided by"),
    ("decision", "decided"): N_("Decided on"),
    ("clarification", "asked"): N_("Asked on"),
    ("clarification", "answered"): N_("Answered on"),
    ("pack_issue", "issued"): N_("Issued on"),
    ("lane", "kind"): N_("What it shows"),
    ("vote", "kind"): N_("Dot or concern"),
    ("link", "kind"): N_("How they belong together"),
}
"""What a field is called where its kind means something of its own by it."""

CHOICE_WORDS = {
    "as-is": N_("As it is today"), "to-be": N_("As it should be"), "actions": N_("Actions"),
    "touchpoints": N_("Touchpoints"), "saying": N_("Saying"), "thinking": N_("Thinking"), "feeling": N_("Feeling"),
    "opportunity": N_("Opportunities"), "frontstage": N_("Front stage"), "backstage": N_("Back stage"),
    "support": N_("Support"), "policy": N_("Policy"), "custom": N_("Other"), "assumption": N_("Assumption"),
    "single voice": N_("Single voice"), "several voices": N_("Several voices"), "answered": N_("Answered"), "accepted": N_("Accepted"),
    "parked": N_("Parked"), "agreed": N_("Agreed"), "checked": N_("Checked"),
    "issued": N_("Issued"), "withdrawn": N_("Withdrawn"), "must": N_("Must"), "should": N_("Should"),
    "could": N_("Could"), "wont": N_("Will not"), "functional": N_("Functional"), "performance": N_("Performance"),
    "interface": N_("Interface"), "usability": N_("Usability"), "accessibility": N_("Accessibility"),
    "language": N_("Language"), "data": N_("Data"), "constraint": N_("Constraint"), "closed": N_("Closed"),
    "rests on": N_("Rests on"), "answers": N_("Answers"), "supports": N_("Supports"), "same as": N_("Same as"),
    "about": N_("About"), "dot": N_("Dot"), "concern": N_("Concern"), "dropped": N_("Dropped"), "translated": N_("Translated"),
    "approved": N_("Approved"), "benefit": N_("Benefit"), "cost": N_("Cost"), "quality": N_("Quality"),
    "organisation": N_("Organisation"), "team": N_("Team"), "system": N_("System"), "ubiquitous": N_("Always"),
    "state": N_("While in a state"), "event": N_("When something happens"), "optional": N_("Where there is one"),
    "unwanted": N_("If something goes wrong"), "complex": N_("Several together"), "import": N_("Import"),
    "template": N_("Template"), "sample": N_("Sample"), "paste": N_("Paste"),
    "met": N_("Met"), "partly": N_("Partly met"), "not met": N_("Not met"), "good": N_("Good"),
    "approaching target": N_("Approaching target"), "requires improvement": N_("Requires improvement"),
    "inadequate": N_("Inadequate"), "clarification": N_("Clarification"), "challenge": N_("Challenge"),
    "pattern": N_("Pattern"), "person": N_("By the person"), "hands": N_("Show of hands"), "cy": N_("Welsh"),
    "en": N_("English"), "other": N_("Other"),
    "access": N_("Access"), "awareness": N_("Awareness"), "comprehension": N_("Comprehension"),
    "emotional state": N_("Emotional state"), "enthusiasm": N_("Enthusiasm"), "finance": N_("Finance"),
    "interface interaction": N_("Using the screen"), "self-confidence": N_("Self-confidence"), "time": N_("Time"),
    "trust": N_("Trust"), "circumstance": N_("Circumstance"), "goal": N_("Goal"), "barrier": N_("Barrier"),
    "behaviour": N_("Behaviour"), "residents": N_("Residents"), "staff": N_("Staff"), "leaders": N_("Leaders"),
    "members": N_("Those of the group"), "speaks Welsh": N_("Those who speak Welsh"),
    "has an access need": N_("Those with an access need"), "low": N_("Low"), "medium": N_("Medium"),
    "high": N_("High"), "core": N_("All councils"), "local": N_("This council"), "test": N_("By a test"),
    "demonstration": N_("By a demonstration"), "inspection": N_("By inspection"), "analysis": N_("By analysis"),
    "done by": N_("Done by"), "heard": N_("I was heard"), "understood": N_("I understood what will happen"),
    "again": N_("I would come again"), "waiting": N_("Waiting"), "agreed with changes": N_("Agreed with changes"),
    "declined": N_("Declined"), "not yet known": N_("Not yet known"),
    **KIND_WORDS, **CHANNEL_WORDS, **TIER_WORDS,
}  # fmt: skip
"""What a word of a list is called unless its kind says otherwise."""

CHOICE_WORDS_OF = {
    ("pain", "status"): {"open": Message("Open", context="pain point")},
    ("ballot", "status"): {
        "open": Message("Open", context="ballot"),
        "closed": Message("Closed", context="ballot"),
    },
    ("action", "status"): {
        "open": Message("Open", context="action point"),
        "done": Message("Done", context="action point"),
        "dropped": Message("Dropped", context="action point"),
    },
    ("need", "status"): {
        "draft": Message("Draft", context="need"),
        "agreed": Message("Agreed", context="need"),
        "parked": Message("Parked", context="need"),
    },
    ("requirement", "status"): {
        "draft": Message("Draft", context="requirement"),
        "checked": Message("Checked", context="requirement"),
        "agreed": Message("Agreed", context="requirement"),
        "issued": Message("Issued", context="requirement"),
        "withdrawn": Message("Withdrawn", context="requirement"),
    },
    ("ballot", "voters"): {"room": Message("Everybody in the room"), "leaders": Message("Leaders")},
    ("standard_evidence", "met"): {
        "yes": Message("Met", context="standard"),
        "partly": Message("Partly met", context="standard"),
        "no": Message("Not met", context="standard"),
    },
    ("note", "strength"): {
        "observed": Message("Observed", context="evidence"),
        "measured": Message("Measured", context="evidence"),
    },
    ("lane", "kind"): {"pain": Message("Pain points"), "evidence": Message("Evidence")},
    ("ballot", "on"): {"theme": Message("Themes"), "pain": Message("Pain points"), "idea": Message("Ideas")},
    ("vote", "source"): {"paper": Message("On paper"), "phone": Message("On a phone")},
    ("feeling", "source"): {"paper": Message("On paper"), "phone": Message("On a phone")},
}
"""What a word of a list is called where it says something else of this noun, or Welsh needs another form for it."""

STATE_WORDS = {
    "draft": Message("Draft", context="pair of texts"),
    "translated": Message("Translated", context="pair of texts"),
    "checked": Message("Checked", context="pair of texts"),
    "approved": Message("Approved", context="pair of texts"),
}
"""How the Welsh and the English of a text came about."""

ACCESS_NEEDS = {
    "BSL interpreter": N_("BSL interpreter"), "easy read": N_("Easy read"), "hearing loop": N_("Hearing loop"),
    "large print": N_("Large print"), "quiet space": N_("Quiet space"), "rest breaks": N_("Rest breaks"),
    "screen reader": N_("Screen reader"), "step-free access": N_("Step-free access"), "wheelchair": N_("Wheelchair"),
}  # fmt: skip
"""Access needs that many rooms meet; people add their own."""

OFFERED = {("participant", "access_needs"): ACCESS_NEEDS, ("persona", "access_needs"): ACCESS_NEEDS}
"""Words offered for lists that take any words."""


def field_words(kind: str, field: str) -> Message:
    """What a field, or a column of it, is called; a field of a newer version keeps its own name."""
    known = columns(kind).get(field) if kind in KINDS else None
    name = known.field if known else field
    said = FIELD_WORDS_OF.get((kind, name)) or FIELD_WORDS.get(name)
    return Message(said) if said else _as_it_is(name.replace("_", " "))


def choice_words(kind: str, field: str, value: str) -> Message:
    """What one value of a field is called; what people typed themselves, and what a newer version chose, stays as it is."""
    known = columns(kind).get(field) if kind in KINDS else None
    if known is None:
        return _as_it_is(value)
    if known.side == "state":
        return STATE_WORDS.get(value) or _as_it_is(value)
    offered = OFFERED.get((kind, known.field), {})
    if value in offered:
        return Message(offered[value])
    if known.role != "consent" and not limits(kind, known.field).get("allowed"):
        return _as_it_is(value)
    own = CHOICE_WORDS_OF.get((kind, known.field), {}).get(value)
    return own or (Message(CHOICE_WORDS[value]) if value in CHOICE_WORDS else _as_it_is(value))


def choices_of(kind: str, field: str) -> tuple[str, ...]:
    """The values among which a field chooses; none where it takes any."""
    column = columns(kind)[field]
    if column.side:
        return tuple(one for one in STATES if one) if column.side == "state" else ()
    return (
        tuple(TIER_WORDS)
        if column.type == "text" and column.role == "consent"
        else limits(kind, field).get("allowed", ())
    )


class Within:
    """Words as they stand within a sentence: without a capital, unless they bear it themselves."""

    def __init__(self, words: Sayable):
        self.words = words

    def say(self, language: Language) -> str:
        """The words in a language."""
        text = self.words.say(language)
        return text if text[:2].isupper() or text.startswith("I ") else text[:1].lower() + text[1:]


def _as_it_is(text: str) -> Message:
    return Message("{words}", words=text)
