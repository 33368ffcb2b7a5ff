"""The story of a case: a list of any length, its filters, and one entry in whole."""
