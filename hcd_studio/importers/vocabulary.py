"""Words that tables use for what we know: names of columns, languages, kinds of note. English, Welsh, a few more.

Welsh and other languages' words for columns were written from memory and are unverified; they only ever help a guess.
"""

from __future__ import annotations

import re


def _set(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split("|"))


TEXT = _set(
    "pain|pains|need|needs|thoughts|thinking|problem|problems|barrier|barriers|action|actions|opportunities|poen|angen"
    "|anghenion|rhwystr|rhwystrau|problemau|gweithredoedd|cyfleoedd|note|notes|text|comment"
    "|comments|content|quote|quotes|finding|findings|feedback|answer|answers|observation|observations"
    "|insight|insights|sticky|sticky note|post-it|idea|ideas|pain point|pain points|what was said|summary|verbatim"
    "|suggestion|suggestions|description|nodyn|nodiadau|testun|sylw|sylwadau|cynnwys|dyfyniad|dyfyniadau"
    "|adborth|ateb|atebion|arsylwad|arsylwadau|syniad|syniadau|pwynt poen|pwyntiau poen|disgrifiad|awgrym|awgrymiadau"
)
GROUP = _set(
    "stage|step|phase|lane|swimlane|theme|topic|section|column|list|frame|group|heading|area|category|cyfnod|cam|lôn"
    "|thema|pwnc|adran|colofn|rhestr|ffrâm|grŵp|pennawd|maes|categori|list name|rhes"
)
STEP = _set("step|step number|step title|cam|rhif y cam|rhif cam|teitl y cam")
LANE = _set("lane|swimlane|lôn")
LABELS = _set("label|labels|tag|tags|themes|codes|code|theme codes|labeli|label|tagiau|themâu|codau")
KIND = _set("kind|type|note type|kind of note|math|math o nodyn")
LANGUAGE = _set("language|lang|iaith|language of the note|locale")
ROW_TITLES = _set("lane|lanes|row|rows|layer|swimlane|lôn|lonydd|rhes|haen")
CHOICES = _set(
    "yes|no|maybe|don't know|not sure|not applicable|prefer not to say|other|none|agree|disagree|neutral|strongly agree"
    "|strongly disagree|tend to agree|tend to disagree|neither agree nor disagree|very satisfied|satisfied|dissatisfied"
    "|very dissatisfied|neither satisfied nor dissatisfied|very easy|easy|difficult|very difficult|neither easy nor"
    " difficult|always|often|sometimes|rarely|never|daily|weekly|monthly|very good|good|fair|poor|very poor|excellent"
    "|somewhat likely|very likely|likely|unlikely|very unlikely|true|false|high|medium|low|welsh|english|cymraeg"
    "|saesneg|oes|ydw|ydy|ie|na|nac oes|nac ydw|ddim yn gwybod|ddim yn siŵr|cytuno|anghytuno|cytuno'n gryf"
    "|anghytuno'n gryf|bodlon|anfodlon|bodlon iawn|anfodlon iawn|hawdd|anodd|hawdd iawn|anodd iawn|bob amser|weithiau"
    "|yn aml|byth|da|da iawn|gwael|gwael iawn|gwell gen i beidio â dweud|arall|dim"
)

_PERSONAL = _set(
    "email|e-mail|email address|e-mail address|your email|your email address|email addresses|e-bost|ebost"
    "|cyfeiriad e-bost|cyfeiriad ebost|courriel|adresse de messagerie|adresse e-mail|e-mail-adresse|correo electrónico"
    "|adres e-mail|adres email|username|user name|ip address|cyfeiriad ip"
    "|phone|telephone|phone number|telephone number|mobile|mobile number|contact number|ffôn|rhif ffôn|ffôn symudol"
    "|name|full name|first name|last name|surname|forename|your name|respondent name|contact name|participant name"
    "|what is your name|enw|enw llawn|enw cyntaf|cyfenw|eich enw|beth yw eich enw|nom|prénom|nombre|apellido|vorname"
    "|nachname|nazwa|nazwisko|imię|nome|naam"
    "|address|home address|postal address|postcode|post code|zip code|cyfeiriad|cod post|côd post"
    "|date of birth|dob|dyddiad geni|national insurance number|ni number|nino|rhif yswiriant gwladol|nhs number"
)
_ASKED = re.compile(
    r"(?:what (?:is|was|are) (?:the )?|please (?:enter|give|provide|tell us|write|confirm) |enter |beth yw |rhowch )?"
    r"(?:your |eich )?(?:contact )?(?P<what>.+?)(?: \(.*\))?[?:.* ]*"
)
_NAMES = _set(
    "name|full name|first name|last name|surname|forename|your name|respondent name|contact name|participant name|enw"
    "|enw llawn|enw cyntaf|cyfenw|eich enw|nom|prénom|nombre|apellido|vorname|nachname|nazwa|nazwisko|imię|nome|naam"
)

KINDS = {
    "action": _set("action|actions|doing|gweithred|gweithredoedd"),
    "quote": _set("quote|quotes|saying|said|verbatim|dyfyniad|dyfyniadau"),
    "thought": _set("thought|thoughts|thinking|meddwl"),
    "pain": _set(
        "pain|pains|pain point|pain points|problem|problems|issue|issues|barrier|barriers|poen|poenau|pwynt poen"
        "|pwyntiau poen|problemau|rhwystr|rhwystrau"
    ),
    "idea": _set("idea|ideas|opportunity|opportunities|suggestion|syniad|syniadau|cyfle"),
    "evidence": _set("evidence|fact|finding|findings|data|tystiolaeth|ffaith"),
    "question": _set("question|questions|cwestiwn|cwestiynau"),
    "need": _set("need|needs|user need|user needs|angen|anghenion"),
}
_WELSH = _set("cy|cym|wel|welsh|cymraeg|cymreig|yn gymraeg|in welsh|cy-gb|gymraeg|cy_gb")
_ENGLISH = _set("en|eng|english|saesneg|en-gb|en-us|in english|yn saesneg|en_gb")


def folded(name: str) -> str:
    """A column name as it is compared: small letters, single spaces, plain apostrophes."""
    return " ".join(name.replace("’", "'").replace("_", " ").split()).casefold()


def kind_of(word: str) -> str:
    """The kind of note that a word names, in Welsh or English; empty when it names none."""
    known = folded(word)
    return next((kind for kind, words in KINDS.items() if known == kind or known in words), "")


def language_named(word: str) -> str:
    """`cy` or `en` for a word that names one of them, else empty."""
    known = folded(word)
    return "cy" if known in _WELSH else "en" if known in _ENGLISH else ""


def is_personal(name: str) -> bool:
    """Whether a column asks who somebody is: e-mail, name, telephone, address, date of birth, numbers of a person."""
    return _asked(name) in _PERSONAL


def is_name(name: str) -> bool:
    """Whether a column asks for somebody's name."""
    return _asked(name) in _NAMES


def _asked(name: str) -> str:
    known = folded(name)
    if known in _PERSONAL or len(known) > 80:
        return known
    match = _ASKED.fullmatch(known)
    return match["what"] if match else known


def is_labels(name: str) -> bool:
    """Whether a column holds labels, tags or theme codes: its name is or ends with such a word."""
    known = folded(name)
    return known in LABELS or (len(known) <= 60 and known.split()[-1:] in (["themes"], ["codes"], ["tags"], ["labels"]))


def is_known_header(name: str) -> bool:
    """Whether a cell is a name that columns are known by."""
    known = folded(name)
    return (
        known in TEXT
        or known in GROUP
        or known in KIND
        or known in LANGUAGE
        or known in _PERSONAL
        or known in ("id", "start time", "completion time", "timestamp", "card name")
        or is_labels(name)
    )
