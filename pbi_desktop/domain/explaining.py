"""From a failure to a sentence: the one function, and the small words its sentences share."""

from functools import singledispatch

from pbi_desktop.domain import errors


@singledispatch
def explain(error: BaseException) -> str:
    """Return a sentence or three about a failure; one that nobody expected says it is a bug."""
    return (
        f"Something went wrong that we did not foresee ({type(error).__name__}). "
        "This is a fault in the program. What you saved before is kept, your last action may not "
        "be. Try again, and tell your administrator if it happens twice."
    )


@explain.register
def _(error: errors.PbiError) -> str:
    return (
        f"This could not be done ({type(error).__name__}). The program has no words for it yet, "
        "which is a fault in the program. Nothing was changed. Tell your administrator."
    )


_THINGS = {
    "agreements": "agreement",
    "approaches": "contact",
    "breaches": "breach",
    "broken_glass": "emergency",
    "capacity_decisions": "decision on capacity",
    "cases": "case",
    "concerns": "concern",
    "consents": "answer",
    "exclusions": "conflict of interest",
    "identity_links": "link between two records",
    "kept_apart": "keeping apart",
    "match_alerts": "question about a match",
    "record_seals": "seal",
    "safe_contacts": "safe contact",
    "shared_summaries": "summary",
    "site_roles": "role",
    "staff_markers": "note for visitors",
    "subject_requests": "request",
}


def thing(kind: str) -> str:
    """Return a kind of record, a phase or a field in words."""
    return _THINGS.get(kind) or kind.replace("_", " ") or "record"


def capital(name: str) -> str:
    """Return the name of a field as it begins a sentence."""
    words = thing(name)
    return words[:1].upper() + words[1:]


def stopped(sentence: str) -> str:
    """Return a sentence with a full stop, unless it ends in one."""
    text = sentence.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."


def in_time(seconds: int) -> str:
    """Return a length of time in its largest whole unit: "2 hours"."""
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
    return "1 second" if seconds == 1 else f"{seconds} seconds"
