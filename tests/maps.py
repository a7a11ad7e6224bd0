"""Workshops for map tests: bundles of the program as snapshots, and made-up workshops of any size."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hcd_studio.bilingual import Words
from hcd_studio.columns import columns, from_flat
from hcd_studio.records import (
    KINDS,
    Feeling,
    Journey,
    Lane,
    Note,
    Participant,
    ParticipantGroup,
    Persona,
    Record,
    Stage,
    Step,
    Theme,
    Vote,
    Workshop,
)
from hcd_studio.snapshot import Snapshot
from resources import path

STAGES = (
    ("Sylwi", "Noticing", 2), ("Holi", "Finding out", 3), ("Paratoi", "Getting ready", 3),
    ("Ymgeisio", "Applying", 3), ("Aros", "Waiting", 3), ("Defnyddio", "Using it", 2),
)  # fmt: skip
STEPS = (
    ("Bathodyn ar ddod i ben", "Badge near its end"), ("Meddwl beth i'w wneud", "Wonders what to do"),
    ("Chwilio'r wefan", "Searches the website"), ("Ffonio'r cyngor", "Phones the council"),
    ("Gofyn am help", "Asks for help"), ("Casglu tystiolaeth", "Gathers proof"), ("Tynnu llun", "Takes a photo"),
    ("Copïo papurau", "Copies papers"), ("Llenwi'r ffurflen", "Fills in the form"),
    ("Anfon y dystiolaeth", "Sends the proof"), ("Chwilio am dderbynneb", "Looks for a receipt"),
    ("Disgwyl am ateb", "Waits for an answer"), ("Holi am gynnydd", "Chases progress"),
    ("Mynd i gael asesiad", "Goes to be assessed"), ("Y bathodyn yn cyrraedd", "The badge arrives"),
    ("Defnyddio'r bathodyn", "Uses the badge"),
)  # fmt: skip
LANES = (
    ("Gwneud", "Doing", "actions"), ("Dweud", "Saying", "saying"), ("Meddwl", "Thinking", "thinking"),
    ("Teimladau", "Feelings", "feeling"), ("Pwyntiau poen", "Pain points", "pain"),
    ("Wyneb y cyngor", "Front of house", "frontstage"), ("Cefn llwyfan", "Behind the scenes", "backstage"),
    ("Systemau", "Systems", "support"), ("Syniadau", "Ideas", "opportunity"),
)  # fmt: skip
CHANNELS = ((), ("online",), ("phone",), ("paper", "phone"), ("mobile", "online"), ("in person",), ("post",))
SAID = (
    ("en", "Looks for the award letter and last year's badge"), ("en", "Asks her daughter to take the picture"),
    ("cy", "Deg ceiniog y dudalen, a dwy filltir i gyrraedd."), ("en", "Forty years with one leg. Why prove it again?"),
    ("en", "Cannot save and come back"), ("en", "It threw me out and forgot everything."),
    ("cy", "Ydyn nhw wedi'i gael? Pwy dwi'n holi?"), ("en", "Same proof at every renewal"),
    ("en", "A code to carry on by phone"), ("cy", "Mae'r dudalen Gymraeg yn fyrrach na'r un Saesneg."),
    ("en", "Photo refused with no reason"), ("en", "Nowhere to copy papers"), ("en", "She was lovely."),
    ("en", "Rings three times, waits 25 minutes each time and is told to write in"), ("cy", "Diolch byth."),
    ("en", "No reminder"), ("en", "Text eight weeks before it ends"), ("en", "Goes to the library"),
)  # fmt: skip
MEANS = (-0.3, -0.6, 0.2, -0.8, 0.9, -1.2, -0.8, -1.0, -1.5, -1.3, -0.7, -1.1, -0.9, 0.3, 1.4, 1.7)


def from_bundle(file: Path, first: int = 0) -> Snapshot:
    """A bundle file as a snapshot; the order in each list is the rank."""
    found: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
    for table, rows in json.loads(file.read_text("utf-8"))["records"].items():
        for at, row in enumerate(rows):
            values = dict(row)
            id = values.pop("id")
            if "rank" in columns(table):
                values.setdefault("rank", rank(first + at))
            known = columns(table)
            values = {name: _held(known[name].type, value) for name, value in values.items() if name in known}
            found[table][id] = from_flat(table, id, values)
    return Snapshot(found)


def _held(type: str, value: Any) -> Any:
    return tuple(value) if type == "list" else value


def rank(at: int) -> str:
    return f"a{at:05}"


def skeleton(stages: int = 6, lanes: int = 9) -> list[Record]:
    """A workshop with heads but no notes; more than six stages or nine lanes repeat."""
    records: list[Record] = [
        Workshop(
            id="w", title=Words("Renewing a Blue Badge", "Adnewyddu Bathodyn Glas", "checked"),
            council="Bro Aeron", date="2026-11-23", place="Neuadd Llanaeron",
            scenario=Words("Her badge ends in six weeks.", "Mae ei bathodyn yn dod i ben mewn chwe wythnos."),
            expectation=Words("“They know me by now.”", "“Maen nhw'n fy nabod i erbyn hyn.”"),
            missing_voices=Words(
                "No one under 30; no one who is deaf; no one living in a care home.",
                "Neb dan 30; neb sy'n fyddar; neb sy'n byw mewn cartref gofal.",
            ),
        ),
        Persona(
            id="p", name="Mair", circumstances=Words("71, one leg, no car of her own", "71, un goes, heb gar ei hun")
        ),
        Journey(id="j", title=Words("Renewing", "Adnewyddu"), persona="p"),
    ]  # fmt: skip
    number = 0
    for at in range(stages):
        cy, en, steps = STAGES[at % 6]
        records.append(Stage(id=f"g{at}", title=Words(en, cy), journey="j", rank=rank(at)))
        for _ in range(steps):
            cy, en = STEPS[number % 16]
            channels = CHANNELS[number % len(CHANNELS)]
            records.append(
                Step(id=f"s{number}", title=Words(en, cy), stage=f"g{at}", channels=channels, rank=rank(number))
            )
            number += 1
    for at in range(lanes):
        cy, en, kind = LANES[at % 9]
        records.append(Lane(id=f"l{at}", title=Words(en, cy), kind=kind, journey="j", rank=rank(at)))
    return records


def made_up(notes: int = 340, *, stages: int = 6, lanes: int = 9, people: int = 18, seed: int = 1) -> Snapshot:
    """A workshop of the usual size: 16 steps, 9 lanes, 340 notes, 288 feelings, 15 themes, 90 votes."""
    return Snapshot.of([*skeleton(stages, lanes), *contents(notes, stages, lanes, people, random.Random(seed))])


def contents(notes: int, stages: int, lanes: int, people: int, chance: random.Random) -> Iterable[Record]:
    """The notes, feelings, themes and votes of a made-up workshop."""
    steps = sum(STAGES[at % 6][2] for at in range(stages))
    for one in ("residents", "staff") if people else ():
        yield ParticipantGroup(id=one, title=Words(one.title(), one.title()))
    for at in range(people):
        group = "staff" if at % 6 == 5 else "residents"
        yield Participant(id=f"q{at}", code=f"P{at + 1:02}", group=group, tier="library", rank=rank(at))
    for at in range(15):
        yield Theme(id=f"t{at}", ref=f"T-A{at}", title=Words(f"Theme {at}", f"Thema {at}"), rank=rank(at))
    rows = [at for at in range(lanes) if LANES[at % 9][2] != "feeling"]
    for at in range(notes):
        language, text = SAID[(at * 7 + at // 18) % len(SAID)]
        if notes > 1000:
            text = f"{text} ({at})"
        lane = rows[chance.randrange(len(rows))]
        yield Note(
            id=f"n{at}", step=f"s{chance.randrange(steps)}", lane=f"l{lane}", text=text, language=language,
            translation="Ten pence a page, and two miles to get there." if text.startswith("Deg") else "",
            participant=f"q{at % people}" if people else "", tier=("", "council", "library", "public")[at % 4],
            theme=f"t{at % 15}" if LANES[lane % 9][2] == "pain" else "", rank=rank(at),
        )  # fmt: skip
    for step in range(steps):
        for person in range(people):
            wanted = MEANS[step % 16] + (0.9 if person % 6 == 5 and step % 16 == 8 else 0)
            value = max(-2, min(2, round(wanted + chance.uniform(-0.9, 0.9))))
            yield Feeling(id=f"f{step}-{person}", participant=f"q{person}", step=f"s{step}", value=value)
    for at in range(90):
        yield Vote(id=f"v{at}", target=f"t{(at * at) % 15}", count=1, kind="concern" if at % 5 == 4 else "dot")


def sample() -> Snapshot:
    """The sample workshop that comes with the program, all its bundles together."""
    found: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
    for file in sorted(path("sample").glob("*.json")):
        for table, records in from_bundle(file, len(found["note"])).records.items():
            found[table].update(records)
    return Snapshot(found)
