"""Writes a map in the formats asked for: the one entry for the command line and the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import sqrt
from pathlib import Path

from exports import chosen, writers
from exports.map_html import html_of
from exports.map_words import describe, words_of_map
from exports.options import DocumentLanguage, Options
from exports.poster import PAPERS, READABLE, Poster, advise_size, chapters_of, compose
from exports.poster_svg import svg_of
from exports.writing import (
    Progress,
    Written,
    check_pdf,
    check_png,
    check_xml,
    file_stem,
    tell,
    write_file,
)
from hcd_studio.layout import Mode, View, Wrapping, place
from hcd_studio.layout import paper as measures
from hcd_studio.snapshot import Snapshot
from hcd_studio.speech import N_, Message, Trouble

DPI = {"A0": 100, "A1": 120, "A2": 150, "A3": 200, "A4": 250}
"""Dots per inch of pictures: enough for the eye at the distance from which a sheet of that size is read."""

GROWS = {"A3": sqrt(0.5), "A2": 1.0, "A1": sqrt(2)}
"""How much larger the letters of a map become on a sheet than on A2, nearly."""

_MODES: dict[DocumentLanguage, Mode] = {"cy": "cy", "en": "en", "side": "both"}


def write_map(snapshot: Snapshot, target: Path, options: Options, progress: Progress | None = None) -> Written:
    """Write a map; each file is whole and checked, or it is not there."""
    formats = tuple(one.format for one in chosen("map", options.formats))
    job = _Job(snapshot, target, options)
    files: list[Path] = []
    for at, name in enumerate(formats):
        tell(progress, at / len(formats), Message(N_("Writing {format}"), format=name.upper()))
        files += job.write(name)
    tell(progress, 1.0, Message(N_("Done")))
    return Written(tuple(files), tuple(job.warnings))


def first_sheet(snapshot: Snapshot, options: Options) -> tuple[Poster, Message | None]:
    """The first sheet as it would be written, and a warning where the letters of any sheet would be too small."""
    job = _Job(snapshot, Path(), options)
    poster = job.tiled() if options.tiles else job.posters()[0]
    return poster, next(iter(job.warnings), None)


def readable_choice(snapshot: Snapshot, options: Options) -> Options:
    """The plainest way to a map that can be read on a paper: one sheet, else chapters, else A4 tiles of as large a map as need be."""
    for chapters in (False, True):
        tried = replace(options, tiles=False, chapters=chapters)
        if first_sheet(snapshot, tried)[1] is None:
            return tried
    return replace(options, tiles=True, chapters=False, paper="A4")


class _Job:
    def __init__(self, snapshot: Snapshot, target: Path, options: Options):
        if options.paper not in PAPERS:
            raise Trouble(
                Message(N_("There is no paper {paper}."), paper=options.paper),
                do=Message(N_("Choose from {papers}."), papers=list(PAPERS)),
            )
        if options.language not in _MODES:
            raise Trouble(
                Message(N_("A map is one sheet and has no back to turn to.")),
                do=Message(N_("Choose from: {formats}."), formats=list(_MODES)),
            )
        self.snapshot = snapshot
        self.target = target
        self.language = options.language
        self.paper = options.paper
        self.made = options.made
        self.tiles = options.tiles
        self.chapters = options.chapters
        self.monochrome = options.monochrome
        self.view = View(languages=_MODES[options.language], audience=options.audience, private="hide")
        self.wrapping = Wrapping()
        self.warnings: list[Message] = []
        self._sheets: list[Poster] = []

    def write(self, name: str) -> list[Path]:
        writers: dict[str, Callable[[], list[Path]]] = {
            "pdf": self.pdf, "svg": self.svg, "png": self.png, "html": self.html,
        }  # fmt: skip
        return writers[name]()

    def path(self, suffix: str, part: str = "") -> Path:
        """Where a file goes: named after the workshop in a folder, or as asked."""
        if self.target.is_dir():
            title = self.snapshot.workshop.title
            sheet = "" if suffix == "html" else f"-{self.paper}"
            extra = "-tiles" if self.tiles and suffix == "pdf" else ""
            name = f"{file_stem(title.en or title.cy)}-map{sheet}{extra}-{self.language}{part}.{suffix}"
            return self.target / name
        known = self.target.suffix.lower() in {one.suffix for one in writers("map")}
        stem = self.target.stem if known else self.target.name
        return self.target.with_name(f"{stem}{part}.{suffix}")

    def pdf(self) -> list[Path]:
        from exports.poster_pdf import pdf_of, tiling_for

        languages = self.view.spoken
        tiling = None
        if self.tiles:
            tiling = tiling_for(PAPERS[self._tiled_paper()])
            posters = [self.tiled()]
        else:
            posters = self.posters()
        alts = [" ".join(describe(self.snapshot, one.placed).say(each) for each in languages) for one in posters]
        whole = place(self.snapshot, self.view, measures(), self.wrapping)
        blocks = words_of_map(self.snapshot, whole)
        title, author = posters[0].frame.title, self.snapshot.workshop.council
        data, pages = pdf_of(posters, alts, blocks, languages, title, author, self.made, tiling)
        return [write_file(self.path("pdf"), data, check_pdf(pages))]

    def tiled(self) -> Poster:
        """The one large sheet that is cut into tiles."""
        from exports.poster_pdf import tiling_for

        size = tiling_for(PAPERS[self._tiled_paper()]).size
        poster = compose(
            self.snapshot, self.view, size, self.made, monochrome=self.monochrome, wrapping=self.wrapping
        )  # fmt: skip
        self._warn(poster.smallest, self._tiled_paper())
        return poster

    def svg(self) -> list[Path]:
        files = []
        for part, poster in self._parts():
            alt = describe(self.snapshot, poster.placed)
            words = " ".join(alt.say(language) for language in self.view.spoken)
            data = svg_of(poster, poster.frame.title, words, self.view.spoken[0])
            files.append(write_file(self.path("svg", part), data, check_xml))
        return files

    def png(self) -> list[Path]:
        from exports.poster_png import png_of

        dpi = DPI[self.paper]
        return [write_file(self.path("png", part), png_of(poster, dpi), check_png) for part, poster in self._parts()]

    def html(self) -> list[Path]:
        placed = place(self.snapshot, self.view, measures(), self.wrapping)
        data = html_of(self.snapshot, placed, self.made)
        return [write_file(self.path("html"), data, check_xml)]

    def posters(self) -> list[Poster]:
        """The sheets of the map, composed once for all formats."""
        if not self._sheets:
            size = PAPERS[self.paper]
            parts: Sequence[tuple[str, ...] | None] = [None]
            if self.chapters:
                parts = chapters_of(self.snapshot, self.view, size, self.made, self.wrapping) or [None]
            for at, stages in enumerate(parts, 1):
                view = self.view if stages is None or len(parts) == 1 else replace(self.view, stages=stages)
                chapter = (at, len(parts)) if len(parts) > 1 else None
                self._sheets.append(
                    compose(
                        self.snapshot, view, size, self.made, monochrome=self.monochrome, wrapping=self.wrapping,
                        chapter=chapter,
                    )
                )  # fmt: skip
            self._warn(min(one.smallest for one in self._sheets), self.paper)
        return self._sheets

    def _parts(self) -> list[tuple[str, Poster]]:
        sheets = self.posters()
        return [(f"-{at}" if len(sheets) > 1 else "", poster) for at, poster in enumerate(sheets, 1)]

    def _tiled_paper(self) -> str:
        """The poster that A4 tiles make: the paper asked for, or for A4 the smallest one that can be read."""
        if self.paper != "A4":
            return self.paper
        tried = compose(self.snapshot, self.view, PAPERS["A2"], self.made, wrapping=self.wrapping)
        enough = (name for name, grows in GROWS.items() if tried.smallest * grows >= READABLE)
        return next(enough, "A0")

    def _warn(self, smallest: float, paper: str) -> None:
        warning = advise_size(smallest, paper, chapters=self.chapters)
        if warning is not None and warning not in self.warnings:
            self.warnings.append(warning)
