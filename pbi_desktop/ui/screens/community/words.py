"""How Community says groups, people and registers. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pbi_desktop.domain.calendar_words import DAY_NAMES, MONTH_NAMES
from pbi_desktop.domain.casework import ReferralKind
from pbi_desktop.domain.groups import Freshness, Mark
from pbi_desktop.domain.names import name_key
from pbi_desktop.services.community_rows import (
    CaseChoice,
    Expected,
    Goer,
    GroupCard,
    GroupPage,
    Register,
    RegisterKept,
)

NOT_RECORDED = "Not recorded"
YOURS = "Somebody of your cases goes there"
MARK_ICONS = {Mark.NOT_SAID: "circle-dashed", Mark.CAME: "check", Mark.MISSED: "x"}
MARK_TONES = {Mark.NOT_SAID: "ink2", Mark.CAME: "ok", Mark.MISSED: "danger"}
_FRESH_LOOKS = {
    Freshness.FRESH: ("circle-check", "ok"),
    Freshness.AGEING: ("clock", "warn"),
    Freshness.STALE: ("triangle-alert", "danger"),
    Freshness.NEVER: ("circle-question-mark", "danger"),
}
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
_NAMED = 3
_TIMES = ("has not come yet", "came once", "came twice")


@dataclass(frozen=True)
class Section:
    """Results under one heading."""

    heading: str
    cards: tuple[GroupCard, ...]


def sections(cards: Sequence[GroupCard], *, searched: bool) -> tuple[Section, ...]:
    """Return the results as they are shown: best first, or those that meet today first."""
    if searched:
        return (Section("", tuple(cards)),) if cards else ()
    today = tuple(sorted((card for card in cards if card.meets_today), key=_others_last))
    others = tuple(card for card in cards if not card.meets_today)
    parts = (Section("Meets today", today), Section("All others, by name", others))
    return tuple(part for part in parts if part.cards)


def _others_last(card: GroupCard) -> bool:
    return not card.yours


def in_order(cards: Sequence[GroupCard], *, searched: bool) -> list[GroupCard]:
    """Return the results as they stand on the screen."""
    return [card for section in sections(cards, searched=searched) for card in section.cards]


def counted(count: int, *, searched: bool) -> str:
    """Return how many there are."""
    things = "1 group or place" if count == 1 else f"{count:,} groups and places"
    return f"{things}, best first" if searched and count > 1 else things


def fresh_look(state: Freshness) -> tuple[str, str]:
    """Return the icon and the tone beside the words that say how fresh an entry is."""
    return _FRESH_LOOKS[state]


def what(card: GroupCard) -> str:
    """Return what sort of group it is and what it offers."""
    return ". ".join(part for part in (card.kind, card.offers) if part)


def when(card: GroupCard) -> str:
    """Return when it meets, in the words of its entry."""
    said = card.when or "When is not recorded"
    return f"{said} (today)" if card.meets_today else said


def spoken(card: GroupCard) -> str:
    """Return a result as a screen reader says it."""
    parts = (card.name, card.kind, card.offers, when(card), card.where, card.checked.words)
    yours = YOURS if card.yours else ""
    return ". ".join(part for part in (*parts, yours, card.found_by) if part)


def facts(page: GroupPage) -> tuple[tuple[str, str], ...]:
    """Return what is known of a group, line by line; what is not known says so."""
    card = page.card
    contact = "\n".join(part for part in (page.phone, page.email, page.website) if part)
    said = [
        ("What they offer", "\n".join(part for part in (card.offers, page.description) if part)),
        ("For whom", card.for_whom),
        ("When", when(card) if card.when else ""),
        ("Where", card.where),
        ("Contact", contact),
        ("How to refer", page.how_to_refer),
    ]
    lines = [(title, words or NOT_RECORDED) for title, words in said]
    licence = page.licence or "licence not stated"
    return (*lines, ("Where this comes from", f"The list “{page.source}”; {licence}"))


def day_words(day: date, today: date) -> str:
    """Return a day for the middle of a sentence: "today", "3 November", "3 November 2025"."""
    near = {-1: "yesterday", 0: "today"}.get((day - today).days)
    if near:
        return near
    said = f"{day.day} {MONTH_NAMES[day.month - 1]}"
    return said if day.year == today.year else f"{said} {day.year}"


def how_told(kind: ReferralKind | None, made_on: date | None, today: date) -> str:
    """Return how somebody came to know of a group."""
    if kind is None or made_on is None:
        return "Came by themselves"
    said = "Referred" if kind is ReferralKind.REFERRAL else "Name and number given"
    return f"{said} {day_words(made_on, today)}"


def visits(times: int, last_on: date | None, today: date) -> str:
    """Return how often somebody came, and when last."""
    said = _TIMES[times] if times < len(_TIMES) else f"came {times} times"
    return f"{said}, last {day_words(last_on, today)}" if last_on else said


def goes(goer: Goer, today: date) -> str:
    """Return what ties somebody to a group."""
    told = how_told(goer.kind, goer.made_on, today)
    return f"{told}; {visits(goer.times, goer.last_on, today)}"


def expects(line: Expected, today: date) -> str:
    """Return why somebody is expected."""
    told = how_told(line.kind, line.made_on, today)
    said = f"{told}; {visits(line.times, line.last_on, today)}"
    return f"{said}; link closed {day_words(line.closed_on, today)}" if line.closed_on else said


def told_to_group(kind: ReferralKind, name: str) -> str:
    """Return exactly what the group is told, and by whom."""
    if kind is ReferralKind.SIGNPOST:
        return f"The group is told nothing. {name} gets its name and telephone number from you."
    return (
        f"Tell the group: {name}, that you ask for a place, and how to reach you. "
        "Nothing else of the case. Nothing is sent from here: ring or write to them yourself."
    )


def matching(cases: Sequence[CaseChoice], words: str) -> tuple[CaseChoice, ...]:
    """Return the cases that hold every word, in name or reference."""
    wanted = name_key(words).split()
    told = [(one, name_key(f"{one.name} {one.reference}")) for one in cases]
    return tuple(one for one, key in told if all(word in key for word in wanted))


def meets(register: Register) -> str:
    """Return what is to be known of the day of a register; nothing where all is well."""
    if register.meets is False:
        day = DAY_NAMES[register.day.weekday()]
        return f"By its entry the group does not meet on a {day}."
    return ""


def marks_so_far(marks: Sequence[Mark]) -> str:
    """Return how a register stands."""
    came, missed = marks.count(Mark.CAME), marks.count(Mark.MISSED)
    return f"{came} came, {missed} did not, {marks.count(Mark.NOT_SAID)} not said"


def kept(news: RegisterKept, names: Sequence[str], day: str = "") -> str:
    """Return what came of keeping a register: "3 came, 1 did not. Two links closed: …".

    `day` is named where it is not today.
    """
    on = f" on {day}" if day else ""
    said = f"{news.came} came{on}, {news.missed} did not." if news.came or news.missed else ""
    if not names:
        return said or f"{news.done}."
    links = "One link" if len(names) == 1 else f"{_number(len(names))} links"
    whose = f": {', '.join(names)}" if len(names) <= _NAMED else ""
    return f"{said} {links} closed{whose}".strip().rstrip(".") + "."


def must_not_meet(names: Sequence[str]) -> str:
    """Return that two who are kept apart are both on a register."""
    return (
        f"{' and '.join(names)} are kept apart, and both are on this register. "
        "Only leads are told. Nothing was changed: speak to their workers."
    )


def left_out(count: int) -> str:
    """Return of how many nothing was kept, and why."""
    people = "1 person" if count == 1 else f"{count} people"
    return f"Nothing was kept of {people}: their case is closed, or no longer yours."


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)
