"""How a match is explained, wherever it is: the names of its lines, and what each adds in words."""

FIELDS = {
    "name": "Name",
    "born": "Date of birth",
    "street": "Street",
    "phone": "Phone",
    "household": "Household",
    "reference": "Reference",
}
"""The lines of an explanation, in their order on the screen."""
_STRONG = 6.0


def says_weight(weight: float) -> str:
    """Return how much a line adds, in words."""
    if weight >= _STRONG:
        return "Strong"
    if weight > 0:
        return "Some"
    if weight == 0:
        return "Nothing yet"
    return "Against" if weight <= -1 else "A little against"
