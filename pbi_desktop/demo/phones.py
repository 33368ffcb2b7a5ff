"""Telephone numbers that Ofcom keeps for drama: they ring nobody."""

from pbi_desktop.demo.dice import Dice


def landline(dice: Dice) -> str:
    """Return a landline number of nobody."""
    return f"01632 960{dice.between(0, 999):03d}"


def mobile(dice: Dice) -> str:
    """Return a mobile number of nobody."""
    return f"07700 900{dice.between(0, 999):03d}"


def digits(phone: str) -> str:
    """Return a number as it is searched: digits alone."""
    return phone.replace(" ", "")
