"""`ready`: whether this laptop is ready for the room."""

from __future__ import annotations

import argparse

from hcd_studio.ready import STATES, check_all, worst
from hcd_studio.speech import Language, Message
from ui.commands.printing import print_json


def ready(options: argparse.Namespace, language: Language) -> int:
    """Look at writing, disk, second copy, letters and clock; exit status 1 where something is not ready."""
    from ui.settings import load

    checks = check_all(options.copy_folder or load().copy_folder)
    state = worst(checks)
    if options.json:
        print_json({"ready": state != "bad", "checks": [one.as_json(language) for one in checks]})
    else:
        for one in checks:
            words = Message(
                "{title}: {state}. {found} {do}",
                title=one.title,
                state=Message(STATES[one.state]),
                found=one.found,
                do=one.do,
            )
            print(words.say(language).strip())
    return 1 if state == "bad" else 0
