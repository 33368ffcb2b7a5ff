"""The screen of a person's own network."""
