"""Channel parity: what one channel offers, the others offer too; where only the online way is open, somebody is shut out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hcd_studio.fields import CHANNELS, Id
from hcd_studio.records import Requirement, Stage, Step
from hcd_studio.snapshot import Snapshot

DIGITAL = ("online", "mobile", "e-mail")
OFFLINE = tuple(one for one in CHANNELS if one not in (*DIGITAL, "other"))

ONLINE_WORDS = re.compile(
    r"\b(?:online|on-line|website|web ?site|web page|portal|app|apps|e-?mails?|text messages?|ar-lein|ar lein|wefan|gwefan|porth|"
    r"ap|apiau|e-?bost|negeseuon testun|neges destun)\b", re.IGNORECASE)  # fmt: skip
OFFLINE_WORDS = re.compile(
    r"\b(?:phone|telephone|calls?|post|letters?|paper|in person|face to face|desks?|library|libraries|counter|home visit|channels?"
    r"|ffôn|ffonio|galwad\w*|post|llythyr\w*|lythyr\w*|papur|bapur|wyneb yn wyneb|desg|ddesg|llyfrgell\w*|lyfrgell\w*|ymweliad\w*"
    r"|sianel\w*|staff)\b", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StepChannels:
    """The channels of a step, and those on which the stage around it is open and this step is not."""

    step: Id
    channels: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def digital_only(self) -> bool:
        """Whether only people who are online get through this step."""
        return bool(self.channels) and not any(one in OFFLINE for one in self.channels)


@dataclass(frozen=True, slots=True)
class Parity:
    """Every step with its channels, how many steps each channel serves, and the requirements that speak of online alone."""

    steps: tuple[StepChannels, ...]
    counts: dict[str, int]
    online_only: tuple[Id, ...]

    @property
    def shut(self) -> tuple[StepChannels, ...]:
        """The steps at which people who are not online stop."""
        return tuple(one for one in self.steps if one.digital_only)


def channel_parity(snapshot: Snapshot) -> Parity:
    """What online offers, held against what the other channels offer."""
    stages: dict[Id, list[Step]] = {}
    for step in snapshot.all(Step):
        stages.setdefault(step.stage, []).append(step)
    order = [one.id for one in snapshot.all(Stage)]
    placed = sorted(stages, key=lambda id: order.index(id) if id in order else len(order))
    found: list[StepChannels] = []
    for stage in placed:
        around = {channel for step in stages[stage] for channel in step.channels}
        for step in stages[stage]:
            missing = tuple(one for one in CHANNELS if one in around and one not in step.channels and one != "other")
            found.append(StepChannels(step.id, step.channels, missing if step.channels else ()))
    counts = {channel: sum(channel in one.channels for one in found) for channel in CHANNELS}
    return Parity(tuple(found), {channel: n for channel, n in counts.items() if n}, online_only(snapshot))


def online_only(snapshot: Snapshot) -> tuple[Id, ...]:
    """The requirements in which neither side nor criterion names a way that is not online."""
    found = []
    for one in snapshot.all(Requirement):
        texts = [words.side(side) for words in (one.statement, one.fit_criterion) for side in ("en", "cy")]
        if (
            one.status != "withdrawn"
            and any(map(ONLINE_WORDS.search, texts))
            and not any(map(OFFLINE_WORDS.search, texts))
        ):
            found.append(one.id)
    return tuple(found)
