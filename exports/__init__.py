"""What leaves the building: pure writers from a snapshot and options to files."""
