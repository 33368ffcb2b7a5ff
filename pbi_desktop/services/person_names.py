"""What a person is called."""

from pbi_desktop.models import Person


def full_name(person: Person) -> str:
    """Return the name as it is given, whatever its parts."""
    return f"{person.given_name} {person.family_name}".strip()
