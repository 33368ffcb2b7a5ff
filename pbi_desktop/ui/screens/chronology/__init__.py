"""Chronologies of a case: drafted from its story, edited line by line, saved for who asked."""
