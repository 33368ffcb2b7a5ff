"""Copies of the store: when the last proven one was made, and making one."""
