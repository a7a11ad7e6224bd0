"""`python -m ui`: the command, and with it the window."""

import sys

from ui.cli import main

sys.exit(main())
