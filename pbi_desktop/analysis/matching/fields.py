"""The fields that lists are compared by: their levels, and what is judged of them beforehand.

Level 0 is a value that is missing on either side; 1 differs; the last is the same (of a given name
the last but one: the last is given and family name swapped). Judgements count as much as a few
hundred people do: in a short list they decide, in a long one the list does.
"""

from dataclasses import dataclass, replace

MISSING, DIFFERS = 0, 1


@dataclass(frozen=True)
class Field:
    """One field: of levels from 1 on the judged shares among the same person and among two."""

    name: str
    shown_as: str
    same: tuple[float, ...]
    """Of two records of one person, which share has each level."""
    chance: tuple[float, ...]
    """Of two records of two people."""
    exact: int = 0
    """The level of equal values, where how rare they are counts; 0: it does not."""
    value_share: float = 0.0
    """Which share of people have a usual value."""
    of_home: bool = False
    """Whether those who live together share it."""
    of_street: bool = False
    """Whether neighbours share it."""

    @property
    def levels(self) -> int:
        """How many levels there are, the missing one among them."""
        return len(self.same) + 1


_STREET = Field(
    "street",
    "street",
    (0.2, 0.05, 0.1, 0.65),
    (0.95, 0.045, 0.004, 0.001),
    4,
    1 / 2000,
    of_home=True,
    of_street=True,
)
FIELDS = (
    Field(
        "given",
        "name",
        (0.05, 0.05, 0.12, 0.05, 0.69, 0.04),
        (0.9, 0.08, 0.015, 0.002, 0.003, 0.00005),
        exact=5,
    ),
    Field(
        "family",
        "name",
        (0.06, 0.04, 0.12, 0.03, 0.75),
        (0.91, 0.07, 0.014, 0.002, 0.004),
        exact=5,
        of_home=True,
    ),
    Field("born", "born", (0.04, 0.06, 0.1, 0.8), (0.96, 0.0385, 0.0014, 0.0001), 4, 1 / 25_000),
    Field("age", "born", (0.05, 0.95), (0.96, 0.04)),
    Field("sex", "sex", (0.02, 0.98), (0.5, 0.5)),
    Field("house", "street", (0.2, 0.1, 0.7), (0.9, 0.08, 0.02), 3, 1 / 80, of_home=True),
    _STREET,
    replace(_STREET, name="second", same=(0.3, 0.1, 0.1, 0.5)),
    Field(
        "locality",
        "street",
        (0.15, 0.05, 0.1, 0.7),
        (0.9, 0.04, 0.01, 0.05),
        4,
        1 / 20,
        of_home=True,
        of_street=True,
    ),
    Field(
        "postcode",
        "street",
        (0.2, 0.1, 0.7),
        (0.99, 0.0095, 0.0005),
        3,
        1 / 3000,
        of_home=True,
        of_street=True,
    ),
    Field(
        "phone",
        "phone",
        (0.3, 0.05, 0.65),
        (0.99998, 0.00001, 0.00001),
        3,
        1 / 100_000,
        of_home=True,
    ),
    Field("email", "email", (0.15, 0.15, 0.7), (0.9985, 0.0014, 0.0001), 3, 1 / 100_000),
    Field("reference", "reference", (0.2, 0.1, 0.7), (0.9989, 0.001, 0.0001), 3, 1 / 100_000),
    Field("household", "household", (0.2, 0.8), (0.95, 0.05), of_home=True),
)
BY_NAME = {field.name: field for field in FIELDS}
SWAPPED = len(BY_NAME["given"].same)
