"""PBI Desktop: one front door, one case view, for place-based integration teams."""

__version__ = "0.1.0"
