"""The sections of the set-up page: what the day is about, when what happens, who comes."""
