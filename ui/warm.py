"""What is made ready beside the window while a person reads the start page: modules, and a copy of the sample."""

from __future__ import annotations

import hashlib
from pathlib import Path

from hcd_studio import home
from ui.jobs import Job


def ready_sample() -> Path:
    """Where a sample that is made already lies; its name changes with the sample."""
    from hcd_studio import __version__
    from resources import path

    mark = hashlib.blake2b(__version__.encode(), digest_size=6)
    for file in sorted(path("sample").glob("*.json")):
        mark.update(f"{file.name} {file.stat().st_size}".encode())
    return home.folder("ready") / f"sample-{mark.hexdigest()}.hcd"


def make_ready(job: Job) -> None:
    """Load what a first session needs, then make the sample; whatever fails here is met again, and told, when it is needed."""
    import ui.board.view
    import ui.capture
    import ui.header
    import ui.pages.map
    import ui.pages.unplaced
    import ui.rail  # noqa: F401
    from hcd_studio.store.schema import newest_format, own_shape
    from hcd_studio.verbs import all_verbs

    own_shape(newest_format())
    all_verbs()
    job.step()
    from hcd_studio.speech import Trouble
    from hcd_studio.templates import make_sample

    try:
        ready = ready_sample()
        if ready.exists():
            return
        half = ready.with_name(f"half-{ready.name}")
        half.unlink(missing_ok=True)
        make_sample(half).close()
        half.replace(ready)
    except (OSError, Trouble):
        return


def take_sample(to: Path) -> bool:
    """Put the sample that is ready in its place; False where there is none, or it cannot be put there."""
    try:
        ready = ready_sample()
        if not ready.exists() or to.exists():
            return False
        ready.replace(to)
    except OSError:
        return False
    return True
