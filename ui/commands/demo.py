"""`demo`: the whole main job on the sample workshop: the session, its maps and its packs, in both languages."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path

from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import Language, Message
from ui.commands.printing import print_json

NAME = "renewing-a-blue-badge.hcd"


def demo(options: argparse.Namespace, language: Language) -> int:
    """Make the sample in a folder, export its maps, and say where they are."""
    files = make_demo(options.folder, maps=not options.session)
    if options.json:
        print_json({"files": [str(file) for file in files]})
    else:
        print(Message("The sample workshop is here:").say(language))
        for file in files:
            print(f"  {file}")
    return 0


def make_demo(folder: Path, *, maps: bool = True) -> list[Path]:
    """The sample session and its maps in Welsh, in English and side by side; a session that is there is kept."""
    from hcd_studio.session import Session
    from hcd_studio.templates import make_sample

    folder.mkdir(parents=True, exist_ok=True)
    file = folder / NAME
    with Session.open(file, read_only=True) if file.exists() else make_sample(file) as session:
        snapshot = session.snapshot()
    return [file, *_write_maps(snapshot, folder), *_write_packs(snapshot, folder)] if maps else [file]


def _write_maps(snapshot: Snapshot, folder: Path) -> list[Path]:
    from exports import write
    from exports.options import DocumentLanguage, Options

    files: list[Path] = []
    made = datetime.date.today()
    wanted: tuple[tuple[tuple[str, ...], DocumentLanguage, str, bool], ...] = (
        (("pdf", "html", "svg"), "cy", "A1", False),
        (("pdf", "html", "svg"), "en", "A1", False),
        (("pdf", "html"), "side", "A0", False),
        (("pdf",), "en", "A1", True),
        (("png",), "en", "A3", False),
    )
    for formats, tongue, paper, tiles in wanted:
        options = Options(language=tongue, audience="council", paper=paper, tiles=tiles, made=made)
        files += write(snapshot, folder, "map", formats, options).files
    return files


def _write_packs(snapshot: Snapshot, folder: Path) -> list[Path]:
    """The pack side by side and back to back, the page for leaders, and what citizens receive."""
    from exports import write
    from exports.options import DocumentLanguage, Options

    made = datetime.date.today()
    wanted: tuple[tuple[str, DocumentLanguage, tuple[str, ...]], ...] = (
        ("pack", "side", ("html", "pdf", "docx", "odt")), ("pack", "tumble", ("pdf",)), ("summary", "side", ("pdf",)),
        ("you-said", "side", ("html",)), ("easy-read", "cy", ("pdf",)), ("easy-read", "en", ("pdf",)),
    )  # fmt: skip
    files: list[Path] = []
    for what, tongue, formats in wanted:
        files += write(snapshot, folder, what, formats, Options(language=tongue, audience="council", made=made)).files
    return files
