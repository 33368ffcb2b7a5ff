"""Why two records may be of one person, weighed and said as the front door does."""

from pbi_desktop.analysis.matching import Asked, Held, Line, Record, total, weigh
from pbi_desktop.domain.names import name_key
from pbi_desktop.services.front_door_words import phone_key, street_key


def explain(left: Record, right: Record) -> tuple[Line, ...]:
    """Return a line for each field; of the names of the first, the one that fits best.

    Which comes first makes no difference.
    """
    both = (
        weigh(asked, held)
        for one, other in ((left, right), (right, left))
        for held in [_held(other)]
        for asked in _asked(one)
    )
    return max(both, key=lambda lines: (total(lines), [line.says for line in lines]))


def _asked(one: Record) -> list[Asked]:
    return [
        Asked(
            name,
            one.date_of_birth,
            street_key(one.address_1),
            phone_key(one.phone),
            " ".join(name_key(relative) for relative in one.household),
            one.reference,
        )
        for name in _names(one)
    ]


def _held(one: Record) -> Held:
    return Held(
        _names(one),
        one.date_of_birth,
        _filled(street_key(one.address_1)),
        _filled(phone_key(one.phone)),
        earlier=tuple(street_key(street) for street in one.earlier_addresses),
        household=tuple(name_key(relative) for relative in one.household),
        references=_filled(one.reference),
    )


def _names(one: Record) -> tuple[str, ...]:
    called = f"{one.given_name} {one.family_name}"
    return tuple(dict.fromkeys(name_key(name) for name in (called, *one.other_names)))


def _filled(text: str) -> tuple[str, ...]:
    return (text,) if text else ()
