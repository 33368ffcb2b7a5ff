"""Requests and keeping: what people ask of their data, and which files are over."""
