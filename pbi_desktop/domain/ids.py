"""Identifiers: random UUIDs with a type of their own each, so that they cannot be mixed up."""

import secrets
from typing import NewType
from uuid import UUID, uuid4

SiteId = NewType("SiteId", UUID)
AgencyId = NewType("AgencyId", UUID)
WorkerId = NewType("WorkerId", UUID)
PersonId = NewType("PersonId", UUID)
AddressId = NewType("AddressId", UUID)
HouseholdId = NewType("HouseholdId", UUID)
CaseId = NewType("CaseId", UUID)
GroupId = NewType("GroupId", UUID)
RecordId = NewType("RecordId", UUID)
CommandId = NewType("CommandId", UUID)
RunId = NewType("RunId", UUID)
TicketId = NewType("TicketId", UUID)

# No vowels and no look-alikes: a reference is read aloud and never spells a word.
_REFERENCE_LETTERS = "BCDFGHJKMNPQRTVWXYZ2346789"
_REFERENCE_LENGTH = 6
_UUID_BYTES = 16
# Version 4, variant of RFC 9562: all other bits are random.
_UUID_RANDOM = 0x4 << 76 | 0x2 << 62
_UUID_FREE = ~(0xF << 76 | 0x3 << 62)


def new_id() -> UUID:
    """Return a new random identifier."""
    return uuid4()


def new_ids(count: int) -> list[UUID]:
    """Return so many new random identifiers, made faster than one by one."""
    drawn = secrets.token_bytes(_UUID_BYTES * count)
    numbers = (
        int.from_bytes(drawn[at : at + _UUID_BYTES]) for at in range(0, len(drawn), _UUID_BYTES)
    )
    return [UUID(int=number & _UUID_FREE | _UUID_RANDOM) for number in numbers]


def new_reference(length: int = _REFERENCE_LENGTH) -> str:
    """Return a new case reference: random, because gaps in a sequence betray hidden cases.

    Two more letters make references by the thousand: no two of them meet, in or out of sight.
    """
    return "".join(secrets.choice(_REFERENCE_LETTERS) for _ in range(length))


def is_reference(text: str) -> bool:
    """Say whether a text has the form of a case reference; figures alone are something else."""
    long_enough = len(text) in (_REFERENCE_LENGTH, _REFERENCE_LENGTH + 2)
    drawn = long_enough and all(letter in _REFERENCE_LETTERS for letter in text.upper())
    return drawn and not text.isdecimal()
