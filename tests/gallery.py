"""`python -m tests.gallery [FOLDER]`: pictures of every page and dialog, in both languages, three themes, two sizes, two text sizes.

`--only NAME,…` takes some views, `--language`, `--theme`, `--size`, `--text` narrow it down; each picture's name says what it shows.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import sys
import tempfile
from pathlib import Path

LANGUAGES, THEMES = ("cy", "en"), ("light", "dark", "contrast")
SIZES, TEXTS = ("1366x768", "1920x1080"), (100, 200)


def screen(size: str, folder: Path) -> None:
    """A screen of that size, which nobody sees."""
    width, height = map(int, size.split("x"))
    one = {
        "name": "one",
        "x": 0,
        "y": 0,
        "width": width,
        "height": height,
        "logicalDpi": 96,
        "logicalBaseDpi": 96,
        "dpr": 1,
    }
    file = folder / f"screen-{size}.json"
    file.write_text(json.dumps({"synchronousWindowSystemEvents": False, "screens": [one]}))
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"


def take(folder: Path, options: argparse.Namespace, size: str) -> tuple[int, list[str]]:
    """Every picture for one size of screen; gives how many, and with `--check` which words have no room."""
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QApplication

    from tests.room import cramped
    from tests.studio import running
    from tests.views import VIEWS, sample, seen

    application = QApplication.instance() or QApplication([])
    count, found = 0, list[str]()
    width, height = map(int, size.split("x"))
    with tempfile.TemporaryDirectory() as made:
        path = sample(Path(made))
        with running(application, path=path, size=(width, height)) as studio:
            studio.window.move(0, 0)
            for language, theme, text in itertools.product(options.language, options.theme, options.text):
                studio.context.speaker.set(language)
                studio.context.theme.set(theme=theme, text_size=text)
                for name in options.only or VIEWS:
                    with seen(application, studio, name) as shown:
                        count += 1
                        if options.check:
                            found += [f"{name} {language} {text} %: {one}" for one in cramped(shown)]
                            continue
                        picture = shown[0].grab()
                        painter = QPainter(picture)
                        for dialog in shown[1:]:
                            painter.drawPixmap(dialog.pos() - studio.window.pos(), dialog.grab())
                        painter.end()
                        picture.save(str(folder / f"{name}-{language}-{theme}-{size}-{text}.png"))
    return count, found


def main() -> int:
    """One process for each size of screen: Qt takes its screen once."""
    parser = argparse.ArgumentParser(prog="dev.py pictures", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("pictures"))
    split = lambda text: text.split(",")  # noqa: E731
    parser.add_argument("--only", type=split, default=[])
    parser.add_argument("--language", type=split, default=LANGUAGES)
    parser.add_argument("--theme", type=split, default=THEMES)
    parser.add_argument("--size", type=split, default=SIZES)
    parser.add_argument("--text", type=lambda text: [int(one) for one in text.split(",")], default=TEXTS)
    parser.add_argument("--check", action="store_true", help="take no pictures; name words that have no room")
    options = parser.parse_args()
    if not options.check:
        options.folder.mkdir(parents=True, exist_ok=True)
    if len(options.size) > 1:
        import subprocess

        codes = [
            subprocess.call([sys.executable, "-m", "tests.gallery", *sys.argv[1:], "--size", one])
            for one in options.size
        ]
        return max(codes)
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(HCD_STUDIO_HOME=home, HCD_STUDIO_LANGUAGE=options.language[0])
        screen(options.size[0], Path(home))
        count, found = take(options.folder, options, options.size[0])
    if options.check:
        print(f"{count} views", *found, sep="\n")
        return 1 if found else 0
    print(f"{count} pictures of {options.size[0]} in {options.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
