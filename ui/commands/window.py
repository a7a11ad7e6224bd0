"""`open`: the window."""

from __future__ import annotations

import argparse

from hcd_studio.speech import Language


def open_window(options: argparse.Namespace, language: Language) -> int:
    """Open the window, on a session file when one is named."""
    from ui.memory import building

    with building():
        from ui.app import begin

        studio = begin(options.file)
    return studio.run()
