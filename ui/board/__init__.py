"""The journey board: a list view with geometry and painting of its own."""
