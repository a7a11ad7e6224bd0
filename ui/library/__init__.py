"""The shared library in the window: which one, exchanging with it, what it holds, and what goes into it."""
