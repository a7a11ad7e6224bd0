"""Every way in: the window and the command line."""
