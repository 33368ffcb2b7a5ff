"""The team's own references: who is already there, who is not, and references made up for none."""

from pbi_desktop.domain.intake import RowPlace
from pbi_desktop.domain.intake_matching import reference_key


class References:
    """References of one kind, each with the row that gave it; `thing` is what a person calls it."""

    def __init__(self, thing: str) -> None:
        self.thing = thing
        self._known: dict[str, tuple[str, RowPlace]] = {}
        self._refused: dict[str, RowPlace] = {}

    def keep(self, reference: str, place: RowPlace) -> None:
        """Keep a reference whose row is taken."""
        self._known.setdefault(reference_key(reference), (reference, place))

    def drop(self, reference: str, place: RowPlace) -> None:
        """Remember a reference whose row was refused."""
        if reference:
            self._refused.setdefault(reference_key(reference), place)

    def found(self, reference: str) -> str | None:
        """Return a reference as the row that gave it writes it."""
        known = self._known.get(reference_key(reference))
        return known[0] if known else None

    def place(self, reference: str) -> RowPlace | None:
        """Return where the row stands that gave a reference."""
        known = self._known.get(reference_key(reference))
        return known[1] if known else None

    def made(self, place: RowPlace) -> str:
        """Return a reference for a row without one, of its file, sheet and row; never in use."""
        reference = f"{place.file} {place.sheet} row {place.row}"
        while self.found(reference):
            reference += "+"
        return reference

    def missing(self, reference: str) -> str:
        """Return why a reference leads nowhere."""
        if not reference:
            return f"It does not say which {self.thing} it belongs to."
        refused = self._refused.get(reference_key(reference))
        if refused:
            return (
                f"The {self.thing} {reference} was refused "
                f"({refused.file}, {refused.sheet}, row {refused.row})."
            )
        return f"There is no {self.thing} {reference} in these files."
