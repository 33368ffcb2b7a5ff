"""Outcomes: figures counted from records, each with what it is out of and the cases behind it."""
