"""The data that comes with the program: icons, fonts, words, templates, rules and samples."""

from pathlib import Path

__all__ = ["path"]


def path(*parts: str) -> Path:
    """Give the place of a bundled file or folder, in a checkout and in the frozen program alike."""
    return Path(__file__).resolve().parent.joinpath(*parts)
