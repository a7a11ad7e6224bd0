"""Checks for a tender: brands, standards, origin, design; award criteria, weights and KPIs. They support; they never certify."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hcd_studio.checks.finding import Suggestion
from hcd_studio.checks.looking import Hit, Text, World, on_record, on_text, on_whole
from hcd_studio.checks.rules import Rule, data
from hcd_studio.records import Actual, Measure, Weight
from hcd_studio.speech import Message

EQUIVALENT = {
    "en": re.compile(r"\bor (?:an? )?(?:equivalent|equal)\b|\bequivalents?\b", re.IGNORECASE),
    "cy": re.compile(r"\b(?:g|ng|ch)?(?:yfwerth|yfatebol|yfartal)\b|\b(?:c)yfwerth\b", re.IGNORECASE),
}
OR_EQUIVALENT = {"en": " or equivalent", "cy": " neu gyfwerth"}
STANDARD = re.compile(
    r"\b(?:BS(?:\s?EN)?(?:\s?ISO)?(?:/IEC)?|PAS|EN|DIN|ISO(?:/IEC)?(?:/IEEE)?|IEC|ANSI|NF|UNE)[\s-]?\d{2,6}(?:[-:]\d+)*\b"
)
ORIGIN = {
    "en": re.compile(
        r"\b(?:made|manufactured|produced|assembled|developed|designed) in (?:the )?(?:UK|United Kingdom|Britain|Great Britain"
        r"|Wales|England|Scotland|Ireland|Europe|EU|Germany|China|USA|India)\b"
        r"|\b(?:British|Welsh|UK|English|European|Wales)[- ](?:made|built|produced|based|owned|registered)\b"
        r"|\b(?:suppliers?|company|companies|firms?|manufacturers?|contractors?|developers?) (?:that (?:is|are) |which (?:is|are) )?"
        r"(?:based|located|registered|headquartered) (?:with)?in\b"
        r"|\b(?:British|Welsh|UK|English|Scottish|European) (?:steel|slate|timber|wood|stone|food|produce|beef|lamb|milk|goods"
        r"|products?|materials?|workers?|staff)\b"
        r"|(?<=supplier )(?=.*\b(?:offices?|premises|depot|headquarters|warehouse|factory) (?:with)?in\b).*?\b(?:offices?|premises"
        r"|depot|headquarters|warehouse|factory) (?:with)?in\b"
        r"|\b(?:local|Welsh|British|UK|English) (?:suppliers?|compan(?:y|ies)|firms?|manufacturers?|contractors?|developers?)\b",
        re.IGNORECASE),
    "cy": re.compile(
        r"\b(?:wn(?:aed|eir|euthur)|gwneud|gynhyrch\w*|cynhyrch\w*|ddatblyg\w*|datblyg\w*|ddylun\w*|dylun\w*|weithgynhyrch\w*)"
        r" (?:yng Nghymru|yn y DU|yn y Deyrnas Unedig|ym Mhrydain|yn Lloegr|yn Ewrop|yn yr Alban|yn yr Almaen)\b"
        r"|\b(?:dur|llechi|pren|bwyd|cig|llaeth|nwyddau|cynnyrch|deunyddiau|carreg|gweithwyr) (?:Prydeinig|Cymreig|Cymru|Ewropeaidd)\b"
        r"|\b[cg]yflenwr\b.*?\b(?:swyddfa|swyddfeydd|depo|pencadlys|warws|ffatri) (?:yn|yng|ym)\b"
        r"|\b(?:[cg]yflenwy?r\w*|[cg]hyflenwy?r\w*|[cg]wmn\w*|gwmn\w*|nghwmn\w*|chwmn\w*|gontractwy?r\w*|contractwy?r\w*)"
        r" (?:lleol|Cymreig|o Gymru|Prydeinig|o’r DU|o Brydain|(?:sydd )?(?:wedi’i|wedi’u) (?:lleoli|gofrestru|cofrestru))",
        re.IGNORECASE),
}  # fmt: skip
ORIGIN_HINTS = {
    "en": (" in ", "british", "welsh", "uk", "english", "european", "scottish", "wales", "local"),
    "cy": ("cymr", "gymr", "prydein", "brydein", "prydain", "brydain", "lleol", "ewrop", "cyflenwr", "gyflenwr", " du", "’r du",
           "lloegr", "alban", "almaen", "cofrestru"),
}  # fmt: skip
"""One of these stands in every text that the patterns above find: a quick look before them."""
KPIS = 3
SUM = 100.0


@on_text
def brands(text: Text, rule: Rule, _: World) -> Iterable[Hit]:
    """A trade name or a supplier of the gazetteer, where nothing says that an equivalent will do."""
    if EQUIVALENT[text.language].search(text.raw):
        return
    plain_words = data("gazetteer")["ambiguous"]
    for match in text.found(rule):
        name = text.raw[match.start : match.end]
        begins = not text.raw[: match.start].rstrip(' “"(') or text.raw[: match.start].rstrip()[-1:] in ".:;"
        written = name[:1].isupper() or any(sign.isupper() for sign in name[1:])  # iPad too
        if written and not (begins and name in plain_words):
            yield text.hit(match.start, match.end)


COLOURED = {
    "en": re.compile(
        r"\b(?:blue|green|red|yellow|orange|purple|grey|black|white)\s+(?:box|text|background|bar|header|border|label|panel"
        r"|link|arrow|screen|page)(?:e?s)?\b", re.IGNORECASE),
    "cy": re.compile(
        r"\b(?:[bf]lwch|d?destun|testun|c?gh?efndir|far|bar|phennawd|[bp]ennawd|label|phanel|[bp]anel|dd?olen|saeth)\s+"
        r"(?:g?las|g?wyrdd|g?coch|goch|f?melyn|felyn|oren|[bp]orffor|l?lwyd|ddu|du|g?wyn)\b", re.IGNORECASE),
}  # fmt: skip


@on_text
def design(text: Text, rule: Rule, _: World) -> Iterable[Hit]:
    """Parts of a screen, where they stand and what colour they have."""
    for match in text.found(rule):
        yield text.hit(match.start, match.end)
    for found in COLOURED[text.language].finditer(text.raw):
        yield text.hit(found.start(), found.end())


@on_text
def standards(text: Text, _rule: Rule, _: World) -> Iterable[Hit]:
    """A standard by its number, or a scheme, where nothing says that an equivalent will do."""
    if not text.has_digit and text.raw.islower():
        return
    if EQUIVALENT[text.language].search(text.raw):
        return
    spans = [(found.start(), found.end()) for found in STANDARD.finditer(text.raw)]
    spans += [(found.start(), found.end()) for found in _schemes().finditer(text.raw)]
    for start, end in sorted(spans):
        instead = text.with_instead(end, end, OR_EQUIVALENT[text.language])
        mended = Suggestion(Message("Add “or equivalent”"), instead)
        yield Hit(start, end, {"found": text.raw[start:end]}, (mended,))


def _schemes() -> re.Pattern[str]:
    global _SCHEMES
    if _SCHEMES is None:
        names = sorted(data("lists")["schemes"], key=len, reverse=True)
        _SCHEMES = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
    return _SCHEMES


_SCHEMES: re.Pattern[str] | None = None


@on_text
def origin(text: Text, _rule: Rule, _: World) -> Iterable[Hit]:
    """A place of origin, or where a supplier must be."""
    small = text.raw.casefold()
    if not any(hint in small for hint in ORIGIN_HINTS[text.language]):
        return
    for found in ORIGIN[text.language].finditer(text.raw.replace("'", "’")):
        yield text.hit(found.start(), found.end())


@on_whole
def weights_sum(_rule: Rule, world: World) -> Iterable[Hit]:
    """Award criteria that do not sum to a hundred."""
    if not world.weights:
        return
    total = round(sum(one.percentage or 0 for one in world.weights), 4)
    if total == SUM:
        return
    yield Hit(record=world.weights[-1], field="percentage", args={"sum": total, "off": round(abs(SUM - total), 4)})


@on_whole
def weight_missing(_rule: Rule, world: World) -> Iterable[Hit]:
    """An award criterion without a percentage."""
    for one in world.weights:
        if one.percentage is None:
            yield Hit(record=one, field="percentage", args={"title": one.title})


@on_whole
def cost_above_benefit(_rule: Rule, world: World) -> Iterable[Hit]:
    """Price weighs more than benefit to users and nobody says why."""
    cost, benefit = (
        sum(one.percentage or 0 for one in world.weights if one.side == side) for side in ("cost", "benefit")
    )
    if cost <= benefit:
        return
    for one in world.weights:
        if one.side == "cost" and not one.reason:
            yield Hit(record=one, field="reason", args={"cost": cost, "benefit": benefit})


@on_record
def criterion_without_method(record: Weight, _rule: Rule, _: World) -> Iterable[Hit]:
    """Nothing says how an award criterion is scored."""
    if not record.method:
        yield Hit(field="method", args={"title": record.title})


@on_whole
def too_few_kpis(_rule: Rule, world: World) -> Iterable[Hit]:
    """Fewer KPIs than a large contract needs."""
    known = world.all(Measure)
    count = sum(one.kpi for one in known)
    if known and count < KPIS:
        yield Hit(args={"count": count, "needed": KPIS})


@on_record
def kpi_unfinished(record: Measure, _rule: Rule, _: World) -> Iterable[Hit]:
    """A KPI without a target, a baseline, a way or a time to measure it."""
    if record.kpi:
        missing = [name for name in ("baseline", "target", "unit", "method", "measured") if not getattr(record, name)]
        if missing:
            yield Hit(field=missing[0], args={"title": record.title})


@on_record
def actual_unrated(record: Actual, _rule: Rule, world: World) -> Iterable[Hit]:
    """A KPI's result without one of the five ratings."""
    measure = world.snapshot.get(Measure, record.measure)
    if measure is not None and measure.kpi and not record.rating:
        yield Hit(field="rating", args={"title": measure.title, "period": record.period})


def gazetteer() -> Iterator[tuple[str, str]]:
    """Every trade name and supplier that the checks know, and which of the two it is."""
    for kind in ("brands", "suppliers"):
        for name in data("gazetteer")[kind]:
            yield name, kind
