"""Makes the session file of the present format that `tests/files/` keeps for ever: `python -m tests.make_golden`.

Run it once for every new format of the log, never again for an old one: the kept files stand for those that people have.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

FILES = Path(__file__).parent / "files"


def main() -> int:
    """Make the file unless it is there."""
    with TemporaryDirectory() as folder:
        os.environ["HCD_STUDIO_HOME"] = folder
        from hcd_studio import journal, privacy
        from hcd_studio.clock import frozen_clock
        from hcd_studio.records import Note
        from hcd_studio.session import Session
        from hcd_studio.store.schema import newest_format
        from tests.stores import small

        path = FILES / f"format-{newest_format()}.hcd"
        if path.exists():
            print(f"{path} is there already and stays as it is")
            return 1
        with Session.open(small(path, seed="golden"), clock=frozen_clock("golden")) as session:
            notes = session.all(Note)
            journal.jot(session, notes[0].id, "text", "half a word", ())
            privacy.erase(session, record=notes[-1], reason="asked")
    return 0


if __name__ == "__main__":
    sys.exit(main())
