"""Spelling as one types: unknown words get a wavy line when there is time for it, never while keys wait."""
