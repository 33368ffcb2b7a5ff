"""A passphrase: refused while it is easy to guess, slow to try, slower after five failures."""

import os
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from pbi_desktop.domain.errors import StoreError, StoreUnavailable, WeakPassphrase, WrongKey
from pbi_desktop.store.secrets.key import KEY_BYTES, Key
from pbi_desktop.store.secrets.sidecar import Parameters, Slot

KIND = "passphrase"
SHORTEST = 12
_LEAST_SCORE = 3
_JUDGED = 72  # zxcvbn reads no further
_SALT_BYTES = 16


@dataclass(frozen=True)
class Cost:
    """What one guess costs by argon2id; the default took 0.43 s when it was chosen."""

    memory_kib: int = 262144
    passes: int = 3
    lanes: int = 4

    def is_bearable(self) -> bool:
        """Return whether a key file may ask this of the computer."""
        return 8 <= self.memory_kib <= 1 << 20 and 1 <= self.passes <= 20 and 1 <= self.lanes <= 16


DEFAULT_COST = Cost()


class Passphrase:
    """The opener for something a person remembers."""

    kind = KIND
    is_exact = False

    def __init__(self, text: str, cost: Cost = DEFAULT_COST) -> None:
        self._text = _normal(text)
        self._cost = cost

    def prepare(self, store: UUID, slot: UUID) -> tuple[Key, Parameters]:  # noqa: ARG002
        """Return the wrapping key for a new slot, and the salt and cost to find it again."""
        salt, cost = os.urandom(_SALT_BYTES), self._cost
        return _derive(self._text, salt, cost), {
            "salt": salt.hex(),
            "memory_kib": cost.memory_kib,
            "passes": cost.passes,
            "lanes": cost.lanes,
        }

    def wrapping_key(self, store: UUID, slot: Slot) -> Key | None:  # noqa: ARG002
        """Return the wrapping key of a slot, right or wrong; None if its numbers make no sense."""
        found = slot.parameters
        try:
            salt = bytes.fromhex(str(found["salt"]))
            cost = Cost(int(found["memory_kib"]), int(found["passes"]), int(found["lanes"]))
        except (KeyError, ValueError):
            return None
        if len(salt) != _SALT_BYTES or not cost.is_bearable():
            return None
        return _derive(self._text, salt, cost)

    def refusal(self) -> StoreError:
        """Return what to say when the passphrase opened nothing."""
        return WrongKey()

    def __repr__(self) -> str:
        return "<Passphrase>"


def chosen(text: str, known: Sequence[str] = (), cost: Cost = DEFAULT_COST) -> Passphrase:
    """Return a passphrase somebody wants to use from now on, or advise a better one.

    `known` are words that others would try first: the worker's name, login, team.
    """
    if len(_normal(text)) < SHORTEST:
        raise WeakPassphrase(f"Use at least {SHORTEST} characters; three or four words do well.")
    import zxcvbn  # slow to import, and needed once in a store's life

    found = zxcvbn.zxcvbn(_normal(text)[:_JUDGED], user_inputs=list(known))
    if found["score"] < _LEAST_SCORE:
        raise WeakPassphrase(_advice(found["feedback"]))
    return Passphrase(text, cost)


def _advice(feedback: dict[str, object]) -> str:
    suggestions = feedback["suggestions"]
    parts = [
        str(feedback["warning"] or ""),
        *(suggestions if isinstance(suggestions, list) else []),
    ]
    said = [part.rstrip(".") + "." for part in parts if part]
    return " ".join(said) or "Add another word or two. Uncommon words are better."


def _normal(text: str) -> str:
    """Return one spelling of the text, whatever keyboard it came from."""
    return unicodedata.normalize("NFC", text)


def _derive(text: str, salt: bytes, cost: Cost) -> Key:
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    try:
        raw = hash_secret_raw(
            text.encode("utf-8", "surrogatepass"),
            salt,
            time_cost=cost.passes,
            memory_cost=cost.memory_kib,
            parallelism=cost.lanes,
            hash_len=KEY_BYTES,
            type=Type.ID,
        )
    except HashingError as error:
        raise StoreUnavailable("not enough memory to check a passphrase") from error
    return Key(bytearray(raw))
