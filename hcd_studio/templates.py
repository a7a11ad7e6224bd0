"""The templates and the sample that come with the program: bundles in `resources`."""

from __future__ import annotations

from pathlib import Path

from hcd_studio.bilingual import Words
from hcd_studio.bundle import Bundle, read_bundle, use
from hcd_studio.clock import Clock
from hcd_studio.fields import Id
from hcd_studio.session import Session
from hcd_studio.speech import Message, Trouble
from resources import path

ORDER = ("journey", "blueprint", "empathy", "blue-badge", "blank")
SAMPLE_ROUND = "sample"
"""The verb under which the sample's rounds stand in its history."""


def templates() -> dict[str, Bundle]:
    """Every template by name, in the order in which people are offered them."""
    found = {file.stem: read_bundle(file) for file in sorted(path("templates").glob("*.json"))}
    return {name: found[name] for name in (*ORDER, *sorted(set(found) - set(ORDER))) if name in found}


def template(name: str) -> Bundle:
    """One template by name."""
    known = templates()
    if name not in known:
        raise Trouble(
            Message("There is no template {name}.", name=name), do=Message("Choose one of: {names}.", names=list(known))
        )
    return known[name]


def sample_rounds() -> list[Bundle]:
    """The sample workshop, a bundle for each round of its day."""
    return [read_bundle(file) for file in sorted(path("sample").glob("*.json"))]


def make_sample(file: Path, *, clock: Clock | None = None) -> Session:
    """A new session holding the sample workshop, its rounds as successive changes."""
    session = Session.create(file, clock=clock)
    ids: dict[str, Id] = {}
    for bundle in sample_rounds():
        with session.change(SAMPLE_ROUND) as draft:
            use(draft, bundle, kind="sample", ids=ids)
    return session


def new_session(file: Path, name: str, title: Words = Words(), *, clock: Clock | None = None) -> Session:
    """A new session from a template; where that fails no file is left behind."""
    bundle = template(name)
    session = Session.create(file, clock=clock)
    try:
        with session.change("use_template") as draft:
            use(draft, bundle)
            if title:
                given = {"title_en": title.en, "title_cy": title.cy}
                draft.patch(
                    session.workshop, {field: text for field, text in given.items() if text or bundle.name == "blank"}
                )
    except BaseException:
        session.close()
        file.unlink(missing_ok=True)
        raise
    return session
