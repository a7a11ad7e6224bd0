"""How a council's documents look: its colour where it can be read, its logo drawn anew so that nothing else travels with it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from exports.options import House
from hcd_studio.speech import N_, Message, Trouble

ACCENT = "#0A5A69"
"""Our own colour, where a council names none."""

READABLE = 4.5
"""The least contrast of text on white (WCAG 2.2, AA)."""

LARGEST = 20_000_000
"""Pixels; a larger picture is no logo."""

LOGO = (480, 160)


def checked(house: House, council: str) -> House:
    """A house style that can be used, or trouble that says what is wrong with it."""
    colour = house.colour.strip() or ACCENT
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        raise Trouble(
            Message(N_("{colour} is no colour."), colour=colour),
            safe=Message(N_("Nothing was written.")),
            do=Message(N_("Write it as #0A5A69.")),
        )
    ratio = contrast(colour)
    if ratio < READABLE:
        raise Trouble(
            Message(
                N_("{colour} on white has a contrast of {ratio}; text needs 4.5."), colour=colour, ratio=f"{ratio:.1f}"
            ),
            safe=Message(N_("Nothing was written.")),
            do=Message(N_("Choose a darker colour.")),
        )
    if house.logo is not None:
        logo_png(house.logo)
    return replace(house, name=house.name or council, colour=colour.upper())


def contrast(colour: str) -> float:
    """The contrast of a colour on white, 1 to 21."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


@lru_cache(maxsize=4)
def logo_png(path: Path) -> tuple[bytes, int, int]:
    """A logo as a small picture of our own making, with its size: its pixels and nothing else of the file."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as opened:
            if opened.width * opened.height > LARGEST:
                raise ValueError
            picture = opened.convert("RGBA")
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise Trouble(
            Message(N_("{name} is no picture that can be used as a logo."), name=path.name),
            safe=Message(N_("Nothing was written.")),
            do=Message(N_("Choose a PNG or JPEG file.")),
        ) from error
    picture.thumbnail(LOGO)
    ground = Image.new("RGB", picture.size, "#FFFFFF")
    ground.paste(picture, mask=picture.getchannel("A"))
    out = BytesIO()
    ground.save(out, "PNG")
    return out.getvalue(), ground.width, ground.height
