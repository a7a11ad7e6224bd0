"""The commands of `hcd-studio`, a module each for what belongs together."""
