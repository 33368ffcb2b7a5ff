"""The tabs of a case."""
