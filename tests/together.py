"""A shared library as invented councils fill it: findings in both languages, who shares them, patterns; for pictures and tests."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from hcd_studio.bundle import Bundle
from hcd_studio.library import keys
from hcd_studio.library.driver import Driver
from hcd_studio.library.folder import Folder
from hcd_studio.library.gate import make
from hcd_studio.library.patterns import put_pattern, shipped
from hcd_studio.library.segment import pack, pack_lines, unpack
from tests.library_shelf import COUNCILS
from tests.meeting import clock

PAINS = (
    ("Original papers must be posted", "Rhaid postio papurau gwreiddiol",
     "I could not drive, shop or prove my age for five weeks.", "en", 17, 19),
    ("Proof asked for again at each renewal", "Gofyn am yr un dystiolaeth bob tro", "Nid yw fy nghoes wedi tyfu’n ôl.", "cy", 14, 18),
    ("No word that the proof arrived", "Dim gair bod y dystiolaeth wedi cyrraedd", "I rang three times. Nobody could see it.", "en", 9, 15),
    ("The photo is refused without a reason", "Gwrthodir y llun heb reswm", "Four photos, and still the same red cross.", "en", 4, 12),
)  # fmt: skip
"""What is found, a voice and its language, how many councils share it, how many asked."""


def fill(folder: Path, *, councils: int = 22) -> Driver:
    """Make a shared library and fill it; the same every time."""
    folder.mkdir(parents=True, exist_ok=True)
    driver = Folder(folder)
    make(driver, "shared", clock=clock("together"))
    first: dict[int, str] = {}
    for at, council in enumerate(COUNCILS[:councils]):
        service = "Blue Badge" if at < 19 else "Council tax"
        lines = list(_lines(at))
        _publish(driver, at, council, service, lines)
        for n, (*_, sharing, _asked) in enumerate(PAINS):
            if at < sharing:
                _same(driver, first.setdefault(n, _id(0, n)), _id(at, n), council)
    _patterns(driver)
    return driver


def _id(council: int, n: int, sort: str = "pain") -> str:
    return hashlib.sha256(f"{sort} {council} {n}".encode()).hexdigest()[:32]


def _lines(at: int) -> Any:
    for n, (english, welsh, said, language, sharing, _) in enumerate(PAINS):
        if at < sharing:
            yield {
                "kind": "note", "id": _id(at, n, "note"), "ref": f"V-A{n + 1}", "text": said, "language": language,
                "note_kind": "quote", "tier": "library",
            }  # fmt: skip
            yield {
                "kind": "pain", "id": _id(at, n), "ref": f"P-A{n + 1}", "title_en": english, "title_cy": welsh,
                "title_state": "checked", "severity": 5 - n % 3, "barriers": ["evidence"], "confidence": "several voices",
                "review_by": "2027-05-01",
            }  # fmt: skip
            yield {
                "kind": "link", "id": _id(at, n, "link"), "source": _id(at, n), "target": _id(at, n, "note"),
            }  # fmt: skip
    yield {
        "kind": "need", "id": _id(at, 0, "need"), "ref": "N-A1", "i_need_en": "send a copy and keep my papers",
        "i_need_cy": "anfon copi a chadw fy mhapurau", "as_a_en": "disabled resident", "as_a_cy": "preswylydd anabl",
    }  # fmt: skip
    yield {
        "kind": "requirement", "id": _id(at, 0, "req"), "ref": "R-A1",
        "statement_en": "The service shall accept a photo of each document.",
        "statement_cy": "Rhaid i’r gwasanaeth dderbyn llun o bob dogfen.",
    }  # fmt: skip


def _publish(driver: Driver, at: int, council: str, service: str, lines: list[dict[str, Any]]) -> None:
    session = _id(at, 0, "session")
    title = {"en": f"{service} renewal", "cy": "Adnewyddu Bathodyn Glas" if at < 19 else "Treth gyngor"}
    card = {
        "session": session, "title": title, "council": council, "service": service, "date": f"{2024 + at % 3}-0{1 + at % 9}-14",
        "method": "workshop", "contact": "ymchwil@example.org" if at % 4 else "", "kind": "shared",
        "states": {"checked": 40, "missing": at % 3},
    }  # fmt: skip
    head = {
        "what": "published",
        "session": session,
        "audience": "library",
        "licence": "OGL-UK-3.0",
        "made": 1,
        "card": card,
    }
    data = pack_lines(head, lines)
    driver.put_if_absent(keys.published(session, unpack(data).sha), data)


def _same(driver: Driver, one: str, other: str, council: str) -> None:
    if one != other:
        a, b = sorted((one, other))
        data = pack({"what": "same", "a": a, "b": b, "same": True, "council": council, "made": 1})
        driver.put_if_absent(keys.same(unpack(data).sha), data)


def _patterns(driver: Driver) -> None:
    from dataclasses import replace

    for at, one in enumerate(shipped()[:3]):
        made: Bundle = replace(
            one.bundle,
            council=COUNCILS[at],
            version=str(at + 2),
            extra={**one.bundle.extra, "contact": "patrymau@example.org"},
        )
        put_pattern(driver, made)
