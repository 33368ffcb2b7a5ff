"""Agreements and roles: what the rule is made of, for those who govern."""
