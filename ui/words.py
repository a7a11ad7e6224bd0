"""The words of fields, choices and kinds, as the inspector, the history and the menus say them."""

from __future__ import annotations

from hcd_studio.layout.heads import CHANNEL_WORDS
from hcd_studio.layout.notes import KIND_WORDS
from hcd_studio.speech import N_, Message

TIER_WORDS = {
    "room": N_("Room"),
    "council": N_("Council"),
    "library": N_("Library"),
    "public": N_("Public"),
}
"""How far words may travel."""

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
    "pattern": N_("Form"), "rationale": N_("Why"), "fit_criterion": N_("How it is tested"), "owner": N_("Owner"),
    "cpv": N_("CPV code"), "name": N_("Name"), "code": N_("Code"), "group": N_("Group"), "scribe": N_("Scribe"),
    "access_needs": N_("Access needs"), "circumstances": N_("Circumstances"), "goals": N_("Goals"),
    "withdrawn": N_("Has withdrawn"), "value": N_("Rating"), "word": N_("Word"), "because": N_("Because"),
    "source": N_("Source"), "confirmed": N_("Confirmed"), "target": N_("Rests on"), "alive": N_("Is there"),
    "rank": N_("Order"), "ref": N_("Reference"), "provenance": N_("Provenance"), "origin": N_("Copied from"),
    "count": N_("Count"), "who": N_("Who"), "due": N_("By when"), "decided": N_("Decided"), "evidence": N_("Evidence"),
    "rejected": N_("Rejected"), "meaning": N_("Meaning"), "actor": N_("Actor"), "trigger": N_("Trigger"),
    "main_flow": N_("Main flow"), "complex_needs": N_("Complex needs"), "exceptions": N_("Exceptions"),
    "baseline": N_("Baseline"), "unit": N_("Unit"), "measured": N_("Measured"), "actual": N_("Actual"),
    "rating": N_("Rating"), "percentage": N_("Percentage"), "reason": N_("Reason"), "parent": N_("Belongs to"),
    "dots": N_("Dots"), "concerns": N_("Concerns"), "blind": N_("Blind"), "ballot": N_("Ballot"), "page": N_("Page"),
    "begins": N_("Begins"), "minutes": N_("Minutes"), "began": N_("Began"), "ended": N_("Ended"), "side": N_("Side"),
    "score": N_("Score"), "principle": N_("Principle"), "licence": N_("Licence"), "version": N_("Version"),
    "summary": N_("Summary"), "digest": N_("Fingerprint"), "kpi": N_("Performance indicator"),
}  # fmt: skip

CHOICE_WORDS = {
    "as-is": N_("As it is today"), "to-be": N_("As it should be"), "actions": N_("Actions"),
    "touchpoints": N_("Touchpoints"), "saying": N_("Saying"), "thinking": N_("Thinking"), "feeling": N_("Feeling"),
    "opportunity": N_("Opportunities"), "frontstage": N_("Front stage"), "backstage": N_("Back stage"),
    "support": N_("Support"), "policy": N_("Policy"), "custom": N_("Other"), "assumption": N_("Assumption"),
    "single voice": N_("Single voice"), "several voices": N_("Several voices"), "observed": N_("Observed"),
    "measured": N_("Measured"), "open": N_("Open"), "answered": N_("Answered"), "accepted": N_("Accepted"),
    "parked": N_("Parked"), "draft": N_("Draft"), "agreed": N_("Agreed"), "checked": N_("Checked"),
    "issued": N_("Issued"), "withdrawn": N_("Withdrawn"), "must": N_("Must"), "should": N_("Should"),
    "could": N_("Could"), "wont": N_("Will not"), "functional": N_("Functional"), "performance": N_("Performance"),
    "interface": N_("Interface"), "usability": N_("Usability"), "accessibility": N_("Accessibility"),
    "language": N_("Language"), "data": N_("Data"), "constraint": N_("Constraint"), "closed": N_("Closed"),
    "rests on": N_("Rests on"), "answers": N_("Answers"), "supports": N_("Supports"), "same as": N_("Same as"),
    "about": N_("About"), "dot": N_("Dot"), "concern": N_("Concern"), "person": N_("Person"), "hands": N_("Hands"),
    "theme": N_("Theme"), "done": N_("Done"), "dropped": N_("Dropped"), "translated": N_("Translated"),
    "approved": N_("Approved"), "benefit": N_("Benefit"), "cost": N_("Cost"), "quality": N_("Quality"),
    "organisation": N_("Organisation"), "team": N_("Team"), "system": N_("System"), "ubiquitous": N_("Always"),
    "state": N_("While in a state"), "event": N_("When something happens"), "optional": N_("Where there is one"),
    "unwanted": N_("If something goes wrong"), "complex": N_("Several together"), "import": N_("Import"),
    "template": N_("Template"), "sample": N_("Sample"), "paste": N_("Paste"),
}  # fmt: skip


def field_words(field: str) -> Message:
    """What a field is called; a field of a newer version keeps its own name."""
    return Message(FIELD_WORDS[field]) if field in FIELD_WORDS else Message(field.replace("_", " "))


def choice_words(value: str) -> Message:
    """What one word of a list is called."""
    if value in ("cy", "en"):
        return Message("Welsh") if value == "cy" else Message("English")
    for known in (KIND_WORDS, CHANNEL_WORDS, TIER_WORDS, CHOICE_WORDS):
        if value in known:
            return Message(known[value])
    return Message(value)
