"""The strip that takes a note from anywhere: who it is about, then the line."""
