"""A shared library as twenty-two councils fill it, made by chance from real-sounding words: for measurements and tests."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from hcd_studio.fields import BARRIERS
from hcd_studio.library import keys
from hcd_studio.library.driver import Driver
from hcd_studio.library.segment import pack_lines, unpack
from tests.maps import SAID

COUNCILS = tuple(
    f"Cyngor {name}"
    for name in (
        "Glan-yr-afon", "Bryn-y-môr", "Dyffryn Aur", "Llanfaes Newydd", "Porth Gwyn", "Cwm Derwen", "Rhyd-las", "Traeth Mawr",
        "Pen-y-graig", "Nant Bach", "Moel Hebog", "Aber Ceirw", "Pont Wen", "Maes Teg", "Craig Ddu", "Ynys Hir", "Tal-y-cefn",
        "Blaen Hafren", "Coed Mawr", "Llyn Du", "Gwaun Las", "Tre Lan",
    )
)  # fmt: skip
SERVICES = ("Blue Badge", "Council tax", "School admission", "Bulky waste", "Planning comment")
RARE = (
    "stairlift", "interpreter", "passport", "neighbour", "councillor", "hearing loop", "guide dog", "overdraft", "foodbank",
    "tenancy", "carer", "signature", "barcode", "postcode", "scanner", "voicemail", "waiting list", "bus pass",
)  # fmt: skip
WELSH = (
    "ffôn", "bws", "llyfrgell", "tŷ", "cŵn", "gwŷr", "meddyg", "trothwy", "cymydog", "cyfieithydd", "swyddfa", "llythyr",
    "ffurflen", "pasbort", "gofalwr", "rhestr aros", "cerdyn", "sganiwr",
)  # fmt: skip


def shelf(driver: Driver, *, councils: int = 22, sessions: int = 50, notes: int = 340, seed: int = 1) -> int:
    """Fill a library; the number of notes."""
    chance = random.Random(seed)
    for council in COUNCILS[:councils]:
        for at in range(sessions):
            session = chance.randbytes(16).hex()
            head = {
                "what": "published", "session": session, "audience": "library", "licence": "OGL-UK-3.0", "made": 1,
                "card": {
                    "session": session, "title": {"en": f"{SERVICES[at % 5]} {at}", "cy": f"Gweithdy {at}"},
                    "council": council, "service": SERVICES[at % 5], "date": f"{2021 + at % 5}-0{1 + at % 9}-14",
                    "method": ("workshop", "interview", "survey")[at % 3], "contact": "ymchwil@example.org", "kind": "shared",
                },
            }  # fmt: skip
            data = pack_lines(head, _records(chance, notes), level=1)
            driver.put_if_absent(keys.published(session, unpack(data).sha), data)
    return councils * sessions * notes


def _records(chance: random.Random, notes: int) -> Iterator[dict[str, Any]]:
    yield {
        "kind": "step",
        "id": chance.randbytes(16).hex(),
        "title_en": "Ask for a form",
        "title_cy": "Gofyn am ffurflen",
    }
    for n in range(15):
        yield {
            "kind": "pain", "id": chance.randbytes(16).hex(), "ref": f"P-A{n + 1}", "severity": chance.randint(1, 5),
            "title_en": f"{chance.choice(SAID)[1]} {chance.choice(RARE)}", "title_cy": f"Poen {chance.choice(WELSH)}",
            "barriers": [chance.choice(BARRIERS)], "frequency": 3, "reach": 2,
        }  # fmt: skip
    for n in range(notes):
        language, text = chance.choice(SAID)
        said = (
            f"{text} {chance.choice(RARE if language == 'en' else WELSH)} {chance.choice(RARE)} {chance.randint(1, 99)}"
        )
        other = f"{chance.choice(WELSH if language == 'en' else RARE)} {chance.choice(WELSH)} y cyngor a'r ffurflen"
        yield {
            "kind": "note", "id": chance.randbytes(16).hex(), "ref": f"V-A{n + 1}", "text": said, "language": language,
            "translation": other, "tier": "library",
        }  # fmt: skip
