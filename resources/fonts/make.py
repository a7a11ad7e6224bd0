"""Make the bundled fonts and their table of advances from the published font packages.

A tool for whoever changes a font; the program never runs it. Unpack three npm packages and name their folder::

    npm pack @fontsource/atkinson-hyperlegible-next @fontsource/noto-sans source-serif
    for f in *.tgz; do mkdir "${f%.tgz}" && tar xzf "$f" -C "${f%.tgz}" --strip-components=1; done
    python -m resources.fonts.make FOLDER

Atkinson Hyperlegible Next and Noto Sans are published for the web in one file per alphabet; they are merged into one
TrueType file per weight, because Qt and reportlab want whole fonts. Source Serif 4 is copied byte for byte from its
makers' own release: its licence reserves the name for files that nobody has changed. The same packages give the same
bytes.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent

LATIN = ("latin", "latin-ext")
WIDE = ("latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext")

REQUIRED = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    "âêîôûŵŷÂÊÎÔÛŴŶáéíóúẃýÁÉÍÓÚẂÝàèìòùẁỳÀÈÌÒÙẀỲäëïöüẅÿÄËÏÖÜẄŸ"
    " \u00a0!\"#%&'()*+,-./:;<=>?@[]_{}|£€−×·…–—‘’“”•°½©"
)
"""Characters that Welsh and English packs cannot do without; a face that lacks one is refused."""

WISHED = "→←↑↓✓✗≤≥≠▲●"
"""Characters that are drawn as icons where a face lacks them; the tool says which those are."""


@dataclass(frozen=True)
class Face:
    """One bundled font file and the published pieces that it is made of."""

    file: str
    package: str
    pieces: tuple[str, ...]
    weight: int

    @property
    def name(self) -> str:
        """Give the PostScript name by which layout and exports call the face."""
        return self.file.removesuffix(".ttf")


def _web(file: str, package: str, weight: int, alphabets: tuple[str, ...]) -> Face:
    short = package.removeprefix("@fontsource/")
    pieces = tuple(f"files/{short}-{alphabet}-{weight}-normal.woff2" for alphabet in alphabets)
    return Face(file, package, pieces, weight)


ATKINSON = "@fontsource/atkinson-hyperlegible-next"
NOTO = "@fontsource/noto-sans"
SERIF = "source-serif"

FACES = (
    _web("AtkinsonHyperlegibleNext-Regular.ttf", ATKINSON, 400, LATIN),
    _web("AtkinsonHyperlegibleNext-SemiBold.ttf", ATKINSON, 600, LATIN),
    _web("AtkinsonHyperlegibleNext-Bold.ttf", ATKINSON, 700, LATIN),
    Face("SourceSerif4-Regular.ttf", SERIF, ("TTF/SourceSerif4-Regular.ttf",), 400),
    Face("SourceSerif4-Semibold.ttf", SERIF, ("TTF/SourceSerif4-Semibold.ttf",), 600),
    _web("NotoSans-Regular.ttf", NOTO, 400, WIDE),
    _web("NotoSans-Bold.ttf", NOTO, 700, WIDE),
)

LICENCES = {
    "OFL-AtkinsonHyperlegibleNext.txt": (ATKINSON, "LICENSE"),
    "OFL-SourceSerif4.txt": (SERIF, "LICENSE.md"),
    "OFL-NotoSans.txt": (NOTO, "LICENSE"),
}


def find_packages(folder: Path) -> dict[str, Path]:
    """Find the unpacked packages below a folder by the names in their package.json."""
    found: dict[str, Path] = {}
    for manifest in sorted(folder.glob("**/package.json")):
        name = json.loads(manifest.read_text("utf-8")).get("name")
        if isinstance(name, str):
            found.setdefault(name, manifest.parent)
    missing = {face.package for face in FACES} - found.keys()
    if missing:
        raise SystemExit(f"Not unpacked in {folder}: {', '.join(sorted(missing))}.")
    return found


def make_face(face: Face, package: Path, to: Path) -> None:
    """Write one face: the makers' own file as it is, or its alphabets merged."""
    pieces = [package / piece for piece in face.pieces]
    if len(pieces) == 1 and pieces[0].suffix == ".ttf":
        shutil.copyfile(pieces[0], to)
        return
    with tempfile.TemporaryDirectory() as scratch:
        plain = [_unpacked(piece, Path(scratch) / f"{n}.ttf") for n, piece in enumerate(pieces)]
        options = Options()
        # Each piece carries the same small hinting program; merging drops it, so it is put back below.
        options.drop_tables = ["prep", "gasp", "STAT", "BASE"]
        merged = Merger(options).merge([str(path) for path in plain])
        first = TTFont(plain[0])
        for tag in ("name", "prep", "gasp"):
            if tag in first:
                merged[tag] = first[tag]
        merged["head"].created = first["head"].created
        merged["head"].modified = first["head"].modified
        merged["OS/2"].recalcUnicodeRanges(merged)
        merged["OS/2"].recalcAvgCharWidth(merged)
        merged.recalcTimestamp = False
        merged.save(to, reorderTables=True)


def _unpacked(piece: Path, to: Path) -> Path:
    font = TTFont(piece, recalcTimestamp=False)
    font.flavor = None
    font.save(to)
    return to


def check_face(face: Face, path: Path) -> str:
    """Refuse a face that cannot print Welsh; give one line about it."""
    font = TTFont(path)
    if "glyf" not in font:
        raise SystemExit(f"{face.file}: outlines are not TrueType, which the PDF writer needs.")
    if font["name"].getDebugName(6) != face.name or font["OS/2"].usWeightClass != face.weight:
        raise SystemExit(f"{face.file}: the names inside do not fit the file name.")
    characters = font.getBestCmap()
    lacking = [character for character in REQUIRED if ord(character) not in characters]
    if lacking:
        raise SystemExit(f"{face.file}: lacks {' '.join(lacking)}.")
    wished = [character for character in WISHED if ord(character) not in characters]
    size = path.stat().st_size // 1024
    return f"{face.file}: {len(characters)} characters, {size} KiB; lacks {' '.join(wished) or 'none'}"


def measure_face(face: Face, path: Path) -> dict[str, object]:
    """Read off what measuring a text needs: the em, the line and the advance of every character."""
    font = TTFont(path)
    widths = font["hmtx"]
    name = font["name"]
    glyphs = sorted(font.getBestCmap().items())
    return {
        "file": face.file,
        "family": name.getDebugName(16) or name.getDebugName(1),
        "weight": face.weight,
        "unitsPerEm": font["head"].unitsPerEm,
        "ascent": font["hhea"].ascent,
        "descent": font["hhea"].descent,
        "lineGap": font["hhea"].lineGap,
        "missing": widths[".notdef"][0],
        "tabular": _tabular(font),
        "advances": {chr(code): widths[glyph][0] for code, glyph in glyphs if code >= 0x20},
    }


def _tabular(font: TTFont) -> int:
    """Give the one advance of the figures under the OpenType feature `tnum`."""
    table = font["GSUB"].table
    swaps: dict[str, str] = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for sub in table.LookupList.Lookup[index].SubTable:
                    swaps.update(getattr(sub, "ExtSubTable", sub).mapping)
    cmap = font.getBestCmap()
    widths = {font["hmtx"][swaps.get(cmap[ord(figure)], cmap[ord(figure)])][0] for figure in "0123456789"}
    if len(widths) != 1:
        raise SystemExit(f"Tabular figures differ in width: {sorted(widths)}.")
    return int(widths.pop())


def write_advances(to: Path) -> None:
    """Write the table of advances, one face a line, so that a change shows as one line."""
    about = (
        "Made by resources/fonts/make.py. Lengths in font units (unitsPerEm to the em); descent is negative. "
        "advances: character to advance, kerning and ligatures ignored. "
        "missing: for a character not listed. tabular: any figure where tnum is on."
    )
    lines = [f'"about":{json.dumps(about)}']
    for face in FACES:
        body = json.dumps(measure_face(face, HERE / face.file), ensure_ascii=False, separators=(",", ":"))
        lines.append(f"{json.dumps(face.name)}:{body}")
    to.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8", newline="\n")


def main(arguments: list[str] | None = None) -> int:
    """Make every face, its licence and the table of advances."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="holds the unpacked packages")
    packages = find_packages(parser.parse_args(arguments).folder)
    for face in FACES:
        make_face(face, packages[face.package], HERE / face.file)
        print(check_face(face, HERE / face.file))
    for file, (package, licence) in LICENCES.items():
        text = (packages[package] / licence).read_text("utf-8")
        (HERE / file).write_text("\n".join(line.rstrip() for line in text.splitlines()) + "\n", "utf-8", newline="\n")
    write_advances(HERE / "advances.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
