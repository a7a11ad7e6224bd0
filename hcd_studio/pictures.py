"""Photos and sketches on their way in: read, turned upright, made small, and without a word on where and when they were taken.

Pillow is imported here and nowhere else in `hcd_studio`, and only when a picture comes: whatever road it takes (window,
command, import), it must be clean before it enters the session file. What is read belongs in a worker.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hcd_studio.speech import Message, Trouble

if TYPE_CHECKING:
    from hcd_studio.session import Session

MOST_PIXELS = 100_000_000
LARGEST_FILE = 80 * 2**20
SIDE = 2048
"""The longest side of what is kept, in px."""
QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
SHARP = ("PNG", "GIF", "BMP", "TIFF")
"""Formats of drawings and screenshots: kept without loss where that is smaller."""
NOTHING_ADDED = Message("Nothing was added.")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is ready to be kept: known by the hash of its content."""

    sha256: str
    media: str
    width: int
    height: int
    content: bytes = field(repr=False)
    name: str = ""

    @property
    def row(self) -> tuple[str, str, int, int, bytes]:
        """As the table of pictures holds it."""
        return self.sha256, self.media, self.width, self.height, self.content


def read_picture(source: Path | bytes, name: str = "") -> Picture:
    """A picture from a file or from the clipboard, ready to be kept; trouble where it is too large or none at all."""
    name = name or (source.name if isinstance(source, Path) else "")
    raw = _bytes(source, name)
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit below is ours
        try:
            with Image.open(io.BytesIO(raw), formats=FORMATS) as found:
                _refuse_huge(*found.size, name)
                return _kept(found, name)
        except Image.DecompressionBombError:
            raise _huge(name) from None
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
            raise Trouble(
                Message("{file} is no picture that can be read.", file=name or Message("What was pasted")),
                safe=NOTHING_ADDED,
                do=Message("Save it as JPEG or PNG, and try again."),
            ) from None


def content_of(session: Session, sha256: str) -> bytes | None:
    """What is kept under a hash, or None where the picture did not come along."""
    found = session.store.db.execute("SELECT bytes FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
    return bytes(found[0]) if found else None


def _bytes(source: Path | bytes, name: str) -> bytes:
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > LARGEST_FILE:
        raise Trouble(
            Message("{file} is larger than {most} MB.", file=name, most=LARGEST_FILE // 2**20),
            safe=NOTHING_ADDED,
            do=Message("Save it smaller, and try again."),
        )
    return source if isinstance(source, bytes) else source.read_bytes()


def _refuse_huge(width: int, height: int, name: str) -> None:
    if width * height > MOST_PIXELS:
        raise _huge(name, width * height // 1_000_000)


def _huge(name: str, megapixels: int = 0) -> Trouble:
    what = Message("{file} has far more than {most} megapixels.", file=name, most=MOST_PIXELS // 1_000_000)
    if megapixels:
        what = Message(
            "{file} has {n} megapixels; {most} are taken.", file=name, n=megapixels, most=MOST_PIXELS // 1_000_000
        )
    return Trouble(what, safe=NOTHING_ADDED, do=Message("Save it smaller, and try again."))


def _kept(found: Any, name: str) -> Picture:
    from PIL import Image, ImageOps

    sharp = found.format in SHARP
    found.draft("RGB", (SIDE * 2, SIDE * 2))  # a JPEG is not unpacked larger than it will be needed
    upright = ImageOps.exif_transpose(found)
    clear = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    plain = upright.convert("RGBA" if clear else "RGB")
    plain.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    bare = Image.new(plain.mode, plain.size)  # pixels alone: no EXIF, no place, no thumbnail of the uncropped photo
    bare.paste(plain)
    png = _written(bare, "PNG", optimize=True) if clear or sharp else b""
    jpeg = b"" if clear else _written(bare, "JPEG", quality=QUALITY, optimize=True)
    content = png if png and (not jpeg or len(png) <= len(jpeg)) else jpeg
    media = "image/png" if content is png else "image/jpeg"
    return Picture(hashlib.sha256(content).hexdigest(), media, bare.width, bare.height, content, name)


def _written(picture: Any, form: str, **how: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **how)
    return out.getvalue()
