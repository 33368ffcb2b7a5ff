"""Charts of the outcomes report: each a scene, its words, and the same numbers as a table."""
