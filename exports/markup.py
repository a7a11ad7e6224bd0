"""Texts on their way into XML and HTML: nothing that people type can end a tag or spoil a file."""

from __future__ import annotations

import re
from html import escape

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""


def markup(text: str) -> str:
    """A text as it may stand between tags and in attributes."""
    return escape(plain(text), quote=True)


def plain(text: str) -> str:
    """A text without the characters that XML 1.0, and so no office file, can hold."""
    return _FORBIDDEN.sub("", text)
