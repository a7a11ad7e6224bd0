"""Derived answers: pure functions of a snapshot."""
