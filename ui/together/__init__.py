"""Tables that come together: their files found, matched and merged, and what they wrote twice settled."""
