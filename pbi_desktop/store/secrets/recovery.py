"""The printed recovery code: 256 bits as 13 groups of five characters.

Crockford's base32 leaves out I, L, O and U and reads them as 1, 1 and 0. Each group ends in a
check character that also knows its place, so that a slip or a swap names its group.
"""

import hashlib
import re
import secrets
from collections.abc import Mapping
from typing import Self
from uuid import UUID

from pbi_desktop.domain.errors import StoreError
from pbi_desktop.domain.key_errors import MistypedCode, WrongCode
from pbi_desktop.store.secrets.key import KEY_BYTES, Key
from pbi_desktop.store.secrets.sidecar import Parameters, Slot

KIND = "recovery"
GROUPS = 13
GROUP_LENGTH = 5

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUE = {letter: value for value, letter in enumerate(_LETTERS)}
_READ_AS = str.maketrans("OIL", "011")
_DATA = GROUP_LENGTH - 1
_SPARE_BITS = GROUPS * _DATA * 5 - KEY_BYTES * 8
_FIELD = 0b100101  # x^5 + x^2 + 1: the 32 letters as a field


class RecoveryCode:
    """256 bits on paper; opens the store whatever happened to the computer."""

    kind = KIND
    is_exact = False

    def __init__(self, secret: Key) -> None:
        self._secret = secret

    @classmethod
    def new(cls) -> Self:
        """Return a new random code."""
        return cls(Key.random())

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the code somebody typed, forgiving of case, spaces, O and 0, I, L and 1."""
        return cls(Key(_secret(_checked_groups(text))))

    def groups(self) -> tuple[str, ...]:
        """Return the groups to print, first to last."""
        number = int.from_bytes(self._secret.raw) << _SPARE_BITS | _spare(self._secret.raw)
        width = _DATA * 5
        values = (number >> width * (GROUPS - 1 - place) for place in range(GROUPS))
        return tuple(
            _with_check(_letters(value & (1 << width) - 1), place)
            for place, value in enumerate(values)
        )

    def wipe(self) -> None:
        """Overwrite the code in memory."""
        self._secret.wipe()

    def prepare(self, store: UUID, slot: UUID) -> tuple[Key, Parameters]:
        """Return the wrapping key for a new slot; the slot needs nothing more."""
        return self._wrapping(store, slot), {}

    def wrapping_key(self, store: UUID, slot: Slot) -> Key | None:
        """Return the wrapping key of a slot, right or wrong."""
        return self._wrapping(store, slot.id)

    def refusal(self) -> StoreError:
        """Return what to say when the code is well typed and opens nothing here."""
        return WrongCode()

    def _wrapping(self, store: UUID, slot: UUID) -> Key:
        return Key(bytearray(self._secret.mac(b"recovery slot", store.bytes + slot.bytes)))

    def __repr__(self) -> str:
        return "<RecoveryCode>"


def groups_to_confirm() -> tuple[int, int]:
    """Return which two groups to ask back, counted from 1, in order."""
    first, second = sorted(secrets.SystemRandom().sample(range(1, GROUPS + 1), 2))
    return first, second


def confirm(code: RecoveryCode, typed: Mapping[int, str]) -> None:
    """Return if the typed groups are the printed ones, else name the first that is not."""
    printed = code.groups()
    for group, text in typed.items():
        if not secrets.compare_digest(_clean(text).encode(), printed[group - 1].encode()):
            raise MistypedCode(group)


def looks_like_a_code(text: str) -> bool:
    """Return whether a text was meant as a recovery code, perhaps with slips in it."""
    letters = _clean(text)
    near = abs(len(letters) - GROUPS * GROUP_LENGTH) <= GROUP_LENGTH
    return near and sum(letter in _VALUE for letter in letters) >= len(letters) - GROUPS


def _clean(text: str) -> str:
    return re.sub(r"[\s\-\u2010-\u2015]+", "", text).upper().translate(_READ_AS)


def _checked_groups(text: str) -> list[str]:
    """Return the 13 groups; the first one that cannot be right is named."""
    letters = _clean(text)
    groups = [letters[at : at + GROUP_LENGTH] for at in range(0, len(letters), GROUP_LENGTH)]
    _refuse_short_group(text)
    for place, group in enumerate(groups[:GROUPS]):
        data = group[:_DATA]
        if any(letter not in _VALUE for letter in group) or group != _with_check(data, place):
            raise MistypedCode(place + 1)
    if len(letters) != GROUPS * GROUP_LENGTH:
        raise MistypedCode(min(len(groups), GROUPS))
    return groups


def _refuse_short_group(text: str) -> None:
    """Name a group of the wrong length, where the writer kept the groups apart."""
    typed = [_clean(part) for part in re.split(r"[\s\-\u2010-\u2015]+", text.strip())]
    if len(typed) != GROUPS:
        return
    for place, group in enumerate(typed):
        if len(group) != GROUP_LENGTH:
            raise MistypedCode(place + 1)


def _secret(groups: list[str]) -> bytearray:
    number = 0
    for group in groups:
        for letter in group[:_DATA]:
            number = number << 5 | _VALUE[letter]
    secret = bytearray((number >> _SPARE_BITS).to_bytes(KEY_BYTES))
    if number & (1 << _SPARE_BITS) - 1 != _spare(secret):
        raise MistypedCode(None)
    return secret


def _spare(secret: bytearray) -> int:
    """Return the bits left over after 256, taken from a hash as a check over all groups."""
    return hashlib.sha256(b"recovery code" + secret).digest()[0] >> 8 - _SPARE_BITS


def _letters(value: int) -> str:
    return "".join(_LETTERS[value >> 5 * at & 31] for at in reversed(range(_DATA)))


def _with_check(data: str, place: int) -> str:
    """Return a group with its check: any one slip, swap of neighbours or moved group shows."""
    check = place + 1
    for letter in data:
        check = _doubled(check ^ _VALUE.get(letter, 0))
    return data + _LETTERS[check]


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ _FIELD if value & 32 else value
