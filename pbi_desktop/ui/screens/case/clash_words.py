"""What two workers changed at once, in words."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from pbi_desktop.domain.casework import ActionStatus
from pbi_desktop.domain.explaining import capital
from pbi_desktop.domain.joining import Clash, Overtaken, Values
from pbi_desktop.domain.money import say_pence
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.times import LONDON
from pbi_desktop.services.case_rows import TeamChoice
from pbi_desktop.ui.kit.widgets.two_versions import Differing
from pbi_desktop.ui.screens.case.network_words import (
    FLOWS,
    NATURE_WORDS,
    QUALITIES,
    STRENGTHS,
    TIE_KINDS,
)
from pbi_desktop.ui.screens.case.words import (
    CLOSURE_REASONS,
    EVIDENCE,
    GAIN_CATEGORIES,
    GAIN_STATUSES,
    LIKELIHOODS,
    MARKINGS,
    NOTE_KINDS,
    PHASES,
    REFERRAL_STATUSES,
)

NOTHING = "Nothing"
SOMEBODY = "Somebody else"
_STATUSES = {
    ActionStatus.OPEN: "Open",
    ActionStatus.DONE: "Done",
    ActionStatus.NOT_DONE: "Not done",
    ActionStatus.NOT_POSSIBLE: "Not possible",
}
_TITLES = {
    "at": "When",
    "body": "What happened",
    "capacity_id": "Decision on capacity",
    "consequence": "If it is missed",
    "creditor": "Owed to",
    "due_on": "By which day",
    "end_on": "Until",
    "harm": "What could happen",
    "likelihood": "How likely",
    "marking": "Marked as",
    "next_review_on": "Next review",
    "owner_id": "Whose it is",
    "place": "Where",
    "plan": "What helps",
    "please_do": "Please do",
    "please_dont": "Please don't",
    "reason": "Why",
    "restricts": "It restricts them",
    "review_on": "Look again on",
    "start_on": "From",
    "status": "What became of it",
    "told_by": "Told by",
    "what": "What",
    "words": "In words",
}
_CODES: Mapping[tuple[str, str], Mapping[Any, str]] = {
    ("actions", "status"): _STATUSES,
    ("cases", "phase"): PHASES,
    ("cases", "closure_reason"): CLOSURE_REASONS,
    ("gains", "status"): GAIN_STATUSES,
    ("gains", "evidence"): EVIDENCE,
    ("gains", "gain_category"): GAIN_CATEGORIES,
    ("notes", "marking"): MARKINGS,
    ("notes", "kind"): NOTE_KINDS,
    ("referrals", "status"): REFERRAL_STATUSES,
    ("risks", "likelihood"): LIKELIHOODS,
    **{
        (kind, name): words
        for kind in ("relationships", "involvements", "referrals")
        for name, words in (
            ("quality", QUALITIES),
            ("strength", STRENGTHS),
            ("flow", FLOWS),
            ("kind", TIE_KINDS),
            ("nature", NATURE_WORDS),
        )
        if kind == "relationships" or name not in ("kind", "nature")
    },
}
_WORKERS = frozenset({"owner_id", "worker_id"})
_PENCE = frozenset({"amount", "previous_amount", "rent", "repayment"})
_DAYS = ("_on", "on_day", "as_at", "ends_by")


def in_two_versions(
    error: Overtaken, team: Iterable[TeamChoice]
) -> tuple[tuple[Differing, ...], str]:
    """Return what differs, thing by thing, and who kept the other version."""
    names = {str(one.id): one.name for one in team}
    return (
        tuple(_differing(error.kind, clash, names) for clash in error.clashes),
        error.by or SOMEBODY,
    )


def _differing(kind: str, clash: Clash, names: Mapping[str, str]) -> Differing:
    def said(values: Values, between: str = "\n") -> str:
        words = {name: _value(kind, name, value, names) for name, value in values.items()}
        if len(words) == 1:
            return next(iter(words.values()))
        return between.join(f"{_title(name)}: {one}" for name, one in words.items())

    title = _title(next(iter(clash.mine)))
    return Differing(
        clash.name,
        title,
        said(clash.base, "; "),
        said(clash.mine),
        said(clash.theirs),
        clash.can_keep_both,
    )


def _title(name: str) -> str:
    return _TITLES.get(name) or capital(name.removesuffix("_id").removesuffix("_on"))


def _value(kind: str, name: str, value: Any, names: Mapping[str, str]) -> str:
    """Return a plain value for people."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if name in _PENCE:
        return say_pence(int(value))
    if (kind, name) in _CODES:
        return _CODES[kind, name].get(value, str(value))
    if name in _WORKERS:
        return names.get(value, SOMEBODY)
    if name.endswith("_id"):
        return "Recorded"
    if name.endswith(_DAYS):
        return say_date(date.fromisoformat(value))
    if name == "at" or name.endswith("_at"):
        at = datetime.fromisoformat(value).astimezone(LONDON)
        return f"{say_date(at.date())}, {at:%H:%M}"
    return str(value)
