"""The list of my cases."""
