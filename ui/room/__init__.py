"""What the room sees: a window of its own, which shows nothing that is not for everybody."""
