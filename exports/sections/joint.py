"""One pack of several councils: the common core, what each does differently, and who has agreed."""

from __future__ import annotations

from dataclasses import dataclass

from exports.document import Block, Table, Twin, labelled, twin
from exports.sections.requirements import requirement
from exports.sections.saying import DASH, chosen, date_of, field, head, para, said
from exports.sections.told import Told
from hcd_studio.bilingual import Words
from hcd_studio.records import Requirement, SignOff
from hcd_studio.sorting import fold, welsh_key
from hcd_studio.speech import N_, Message


@dataclass(frozen=True)
class Shared:
    """One requirement as each council has it; the first council's words lead."""

    mine: tuple[tuple[Told, Requirement], ...]

    @property
    def lead(self) -> Requirement:
        """The words that lead."""
        return self.mine[0][1]

    def core(self, councils: int) -> bool:
        """Whether it belongs to all: every council has it, or one says that it is for all and nobody keeps it to itself."""
        scopes = {one.scope for _, one in self.mine}
        return len(self.mine) == councils > 1 or ("core" in scopes and "local" not in scopes)

    @property
    def varied(self) -> tuple[tuple[Told, Requirement], ...]:
        """Councils whose words differ from those that lead."""
        return tuple((told, one) for told, one in self.mine[1:] if _text(one) != _text(self.lead))


def joint(told: Told) -> tuple[Block, ...]:
    """The core with local variations under each requirement, then what is local only, then the sign-off."""
    councils = (told, *told.others)
    found = shared(councils)
    core = [one for one in found if one.core(len(councils))]
    local = [one for one in found if one not in core]
    blocks: list[Block] = [head(2, N_("Common core"), "core")]
    blocks.append(
        para(
            N_("Councils: {names}. Requirements of the common core: {core}. Local requirements: {local}."), "lead",
            names=[name(one) for one in councils], core=len(core), local=len(local),
        )
    )  # fmt: skip
    shown: set[str] = set()
    for one in core:
        blocks += requirement(told if one.mine[0][0] is told else one.mine[0][0], one.lead, shown, 3)
        for theirs, other in one.varied:
            blocks.append(para(labelled(Message(N_("In {council}"), council=name(theirs)), twin(other.statement))))
            blocks += field(N_("How it is tested"), other.fit_criterion)
    if local:
        blocks.append(head(2, N_("Local variations"), "local"))
        for each in councils:
            mine = [one for one in local if one.mine[0][0] is each]
            if mine:
                blocks.append(head(3, twin(name(each)), f"local-{councils.index(each)}"))
                blocks += [block for one in mine for block in requirement(each, one.lead, shown, 4)]
    return (*blocks, *_signing(councils))


def shared(councils: tuple[Told, ...]) -> list[Shared]:
    """Requirements that are one thing: lifted from one another, or in the same words."""
    groups: list[list[tuple[Told, Requirement]]] = []
    known: dict[str, int] = {}
    for told in councils:
        for one in told.requirements:
            keys = [key for key in (one.id, one.origin, one.lifted, _text(one)) if key]
            at = next((known[key] for key in keys if key in known), None)
            if at is None or any(told is there for there, _ in groups[at]):
                at = len(groups)
                groups.append([])
            groups[at].append((told, one))
            known.update(dict.fromkeys(keys, at))
    return [Shared(tuple(group)) for group in groups]


def _text(one: Requirement) -> str:
    return " ".join(fold(one.statement.en or one.statement.cy).split())


def name(told: Told) -> str:
    """A council's name, or the title of its session."""
    return told.council or told.snapshot.workshop.title.both()


def _signing(councils: tuple[Told, ...]) -> tuple[Block, ...]:
    signed: dict[str, SignOff] = {}
    for told in councils:
        for one in told.snapshot.all(SignOff):
            signed[one.council] = one
    names = sorted({*(name(told) for told in councils), *signed}, key=welsh_key)
    rows = [_row(council, signed.get(council)) for council in names]
    heads = (N_("Council"), N_("Status"), N_("Who"), N_("Signed on"), N_("Comment"))
    table = Table(
        said(N_("Who has agreed")), tuple(said(one) for one in heads), tuple(rows), "signing",
        (0.22, 0.2, 0.18, 0.16, 0.24),
    )  # fmt: skip
    return (head(2, N_("Sign-off"), "signing"), table)


def _row(council: str, one: SignOff | None) -> tuple[Twin, ...]:
    if one is None:
        return (twin(council), said(N_("Waiting")), DASH, DASH, DASH)
    comment = twin(one.comment or Words())
    return (
        twin(council), twin(chosen(one, "status")), twin(one.who) or DASH, twin(date_of(one.signed)) or DASH,
        comment or DASH,
    )  # fmt: skip
