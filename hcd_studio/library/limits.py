"""How much a reader takes from a place that others can write: floods, bombs and giants end here."""

from __future__ import annotations

MEGABYTE = 2**20

LARGEST_OBJECT = 48 * MEGABYTE
"""Bytes of one object as it lies there."""
LARGEST_CONTENT = 64 * MEGABYTE
"""Bytes of one object unpacked; reading stops here, however small the object looks."""
PIECE = 8 * MEGABYTE
"""Bytes of content after which a writer begins a new segment."""
MOST_OBJECTS = 100_000
"""Objects looked at in one listing."""
MOST_AT_ONCE = 64 * MEGABYTE
"""Bytes read in one sync, oldest first; the rest comes with the next one."""
SMALL_OBJECT = 2 * MEGABYTE
"""Bytes of a card, a have-file, a judgement; more is not one of them."""
LARGEST_PICTURE = 16 * MEGABYTE
LONGEST_LINE = 32 * MEGABYTE
