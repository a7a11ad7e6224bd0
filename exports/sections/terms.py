"""The words of the service in both languages, in the order of the Welsh alphabet where Welsh leads."""

from __future__ import annotations

from exports.document import Block, Table, Twin, twin
from exports.flow import Span
from exports.sections.saying import DASH, head, said
from exports.sections.told import Told
from hcd_studio.records import Term
from hcd_studio.sorting import welsh_key
from hcd_studio.speech import N_, Language


def terms(told: Told) -> tuple[Block, ...]:
    """Every term with both words, whatever the language of the document, and what it means."""
    found = [one for one in told.snapshot.all(Term) if one.title]
    if not found:
        return ()
    first = "en" if told.options.language == "en" else "cy"
    found.sort(key=lambda one: welsh_key(one.title.say("en" if first == "en" else "cy")))
    heads = (N_("Welsh"), N_("English"), N_("Meaning"))
    rows = tuple(
        (
            _side(one.title.cy, "cy"), _side(one.title.en, "en"),
            twin(one.meaning) or DASH,
        )
        for one in found
    )  # fmt: skip
    caption = said(N_("Words and what they mean"))
    return (
        head(2, N_("Glossary"), "terms"),
        Table(caption, tuple(said(one) for one in heads), rows, "glossary", (0.22, 0.22, 0.56)),
    )


def _side(text: str, language: Language) -> Twin:
    """A word in its own language, the same in every column of the document."""
    spans = (Span(text, language),) if text else ()
    return Twin(spans, spans) if text else DASH
