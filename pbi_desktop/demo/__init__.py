"""The demo: invented teams, people and stories, from a seed."""

from pbi_desktop.demo.plans import DEFAULT_SEED, Scale
from pbi_desktop.demo.town import team

__all__ = ["DEFAULT_SEED", "Scale", "team"]
