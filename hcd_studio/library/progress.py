"""Long work tells how far it is, and can be stopped between two objects; what is done by then is done."""

from __future__ import annotations

from collections.abc import Callable

from hcd_studio.speech import Message, Trouble

Progress = Callable[[float, Message], bool]
"""Hears the share done and what is being done; answers False to stop."""


class Stopped(Trouble):
    """Somebody stopped the work; the next time goes on from here."""

    def __init__(self) -> None:
        super().__init__(
            Message("Stopped."),
            safe=Message("What has moved is there and whole; nothing is half done."),
            do=Message("Start it again when it suits; it goes on where it was."),
        )


def tell(progress: Progress | None, share: float, doing: Message) -> None:
    """Report progress, and stop where the listener wants it."""
    if progress is not None and not progress(share, doing):
        raise Stopped
