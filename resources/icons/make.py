"""Copy the icons in use from Phosphor and draw the program's own icon.

A tool for whoever adds an icon; the program never runs it. Unpack the npm package and name its folder::

    npm pack @phosphor-icons/core && tar xzf phosphor-icons-core-*.tgz
    python -m resources.icons.make package

Each icon comes under its Phosphor name: regular for 18 px and more, bold for 16 px and less, fill for what is current
and for the kinds of notes. Without a folder only the program's icon (`hcd-studio.svg`, `.png` in six sizes, `.ico`) is
drawn.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw

HERE = Path(__file__).resolve().parent

REGULAR = """
    arrow-clockwise arrow-counter-clockwise arrow-down arrow-left arrow-right arrow-square-out arrow-up arrows-in
    arrows-merge arrows-out article book-open books buildings calendar-blank camera caret-down caret-left
    caret-right caret-up chart-line-up chat-circle-text chat-teardrop chat-teardrop-text check check-circle circle
    circle-half clipboard-text clock-counter-clockwise cloud command copy device-mobile dots-three download-simple
    envelope-simple eraser export eye eye-slash file-text flag floppy-disk-back folder-open footprints funnel gear
    git-merge globe hand-heart heart house house-line identification-card image info kanban keyboard lightbulb
    lightning link link-break list-bullets lock-simple magnifying-glass map-trifold microphone minus moon note-blank
    note-pencil paperclip path pause pencil-simple phone play plus presentation presentation-chart printer prohibit
    projector-screen question quotes scales scissors seal-check share-network shield-check sign-out smiley snowflake
    sort-ascending stack star stop sun text-aa timer translate trash tray triangle usb user-circle user-plus users
    warning warning-circle warning-octagon x
""".split()

BOLD = """
    arrow-clockwise arrow-counter-clockwise arrow-down arrow-left arrow-right arrow-up arrows-merge books buildings
    caret-down caret-left caret-right caret-up chat-circle-text chat-teardrop-text check circle
    clock-counter-clockwise cloud copy device-mobile dots-three download-simple envelope-simple export eye eye-slash
    file-text folder-open footprints globe hand-heart house kanban lightbulb lightning link link-break list-bullets
    lock-simple magnifying-glass minus note-pencil paperclip path pause pencil-simple phone play plus
    presentation-chart printer projector-screen question quotes scales seal-check shield-check smiley snowflake
    sort-ascending stop timer translate trash tray usb user-circle users warning x
""".split()

FILL = """
    books check-circle circle clock-counter-clockwise cloud eye-slash file-text flag footprints gear hand-heart
    heart info lightbulb lightning link-break lock-simple map-trifold paperclip presentation presentation-chart
    question quotes seal-check shield-check smiley snowflake star tray triangle users warning warning-circle
    warning-octagon
""".split()

SLATE, BAND, DAFFODIL, PAPER = "#22313C", "#3D5A69", "#FFC629", "#F6F3EC"
SIZES = (16, 24, 32, 48, 128, 256)

JOURNEY = ((48.0, 114.0), (98.0, 184.0), (150.0, 146.0), (206.0, 80.0))
"""The feelings curve of the emblem: hope, the low point, help, relief; in a square of 256."""


def copy_icons(package: Path) -> int:
    """Copy the icons in use and their licence; give how many."""
    assets = package / "assets"
    names = [("regular", name) for name in REGULAR]
    names += [("bold", f"{name}-bold") for name in BOLD]
    names += [("fill", f"{name}-fill") for name in FILL]
    missing = [name for weight, name in names if not (assets / weight / f"{name}.svg").is_file()]
    if missing:
        raise SystemExit(f"Phosphor has no icon of this name: {', '.join(missing)}.")
    for old in HERE.glob("*.svg"):
        old.unlink()
    for weight, name in names:
        shutil.copyfile(assets / weight / f"{name}.svg", HERE / f"{name}.svg")
    shutil.copyfile(package / "LICENSE", HERE / "LICENSE-Phosphor.txt")
    return len(names)


def curve(points: tuple[tuple[float, float], ...], steps: int = 48) -> list[tuple[float, float]]:
    """Follow the journey through its points, with control points half-way across, so that it never overshoots."""
    along: list[tuple[float, float]] = []
    for (x0, y0), (x1, y1) in pairwise(points):
        half = (x0 + x1) / 2
        for step in range(steps + 1):
            t = step / steps
            u = 1 - t
            x = u**3 * x0 + 3 * u * u * t * half + 3 * u * t * t * half + t**3 * x1
            y = u**3 * y0 + 3 * u * u * t * y0 + 3 * u * t * t * y1 + t**3 * y1
            along.append((x, y))
    return along


def svg_path(points: tuple[tuple[float, float], ...]) -> str:
    """Say the same curve in the words of SVG."""
    words = [f"M{points[0][0]:g},{points[0][1]:g}"]
    for (x0, y0), (x1, y1) in pairwise(points):
        half = (x0 + x1) / 2
        words.append(f"C{half:g},{y0:g} {half:g},{y1:g} {x1:g},{y1:g}")
    return " ".join(words)


def draw_svg(to: Path) -> None:
    """Write the program's icon as SVG."""
    path = svg_path(JOURNEY)
    end_x, end_y = JOURNEY[-1]
    line = 'fill="none" stroke-linecap="round" stroke-linejoin="round"'
    text = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256">\n'
        f'  <rect width="256" height="256" rx="56" fill="{SLATE}"/>\n'
        f'  <path d="{path}" {line} stroke="{BAND}" stroke-width="62"/>\n'
        f'  <path d="{path}" {line} stroke="{DAFFODIL}" stroke-width="20"/>\n'
        f'  <circle cx="{end_x:g}" cy="{end_y:g}" r="19" fill="{SLATE}" stroke="{PAPER}" stroke-width="12"/>\n'
        "</svg>\n"
    )
    to.write_text(text, "utf-8", newline="\n")


def draw(size: int) -> Image.Image:
    """Paint the program's icon in one size; small ones leave out the band and take a thicker line."""
    zoom = 8 if size < 64 else 4
    unit = size * zoom / 256
    small = size <= 32
    image = Image.new("RGBA", (size * zoom, size * zoom), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)

    def disc(x: float, y: float, radius: float, colour: str) -> None:
        pen.ellipse([v * unit for v in (x - radius, y - radius, x + radius, y + radius)], fill=colour)

    pen.rounded_rectangle((0, 0, size * zoom - 1, size * zoom - 1), 56 * unit, fill=SLATE)
    along = curve(JOURNEY)
    # A line of round dots is a line with round ends, which Pillow's own line does not have.
    for width, colour in ((31, BAND), (10, DAFFODIL)) if not small else ((15, DAFFODIL),):
        for x, y in along:
            disc(x, y, width, colour)
    end_x, end_y = JOURNEY[-1]
    disc(end_x, end_y, 32 if small else 25, PAPER)
    disc(end_x, end_y, 12 if small else 13, SLATE)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def draw_program_icon() -> None:
    """Write the program's icon in every form that a desktop asks for."""
    draw_svg(HERE / "hcd-studio.svg")
    pictures = {size: draw(size) for size in SIZES}
    for size, picture in pictures.items():
        picture.save(HERE / f"hcd-studio-{size}.png", optimize=True)
    largest, *others = reversed(pictures.values())
    largest.save(HERE / "hcd-studio.ico", sizes=[(size, size) for size in SIZES], append_images=others)


def main(arguments: list[str] | None = None) -> int:
    """Copy the icons if a package is named, and draw the program's own."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("package", type=Path, nargs="?", help="the unpacked package @phosphor-icons/core")
    package = parser.parse_args(arguments).package
    if package is not None:
        print(f"{copy_icons(package)} icons copied.")
    draw_program_icon()
    return 0


if __name__ == "__main__":
    sys.exit(main())
