"""The letters of a team: written, seen as they will look, kept and taken away by its lead."""
