"""A person's own data as JSON and as sheets: what they are given, and nothing that points further.

No identifier of a record is written: with one, two copies could be laid side by side.
"""

import json
from typing import Any

from pbi_desktop.domain.data_rights import GROUND_LABELS, GivenItem, SubjectAnswer
from pbi_desktop.exchange.out_sheets import OutSheet

FORM = "subject access 1"
_LONGEST = 32_000


def answer_json(answer: SubjectAnswer) -> str:
    """Return the answer as JSON; the same answer gives the same text."""
    page: dict[str, Any] = {
        "form": FORM,
        "person": answer.person,
        "agency": answer.agency,
        "received_on": answer.received_on.isoformat(),
        "answered_on": answer.answered_on.isoformat(),
        "records": [_record(item) for item in answer.items],
        "kept_back": [
            {"why": GROUND_LABELS[ground], "records": many} for ground, many in answer.told_withheld
        ],
    }
    return json.dumps(page, ensure_ascii=False, indent=2) + "\n"


def answer_sheets(answer: SubjectAnswer) -> tuple[OutSheet, ...]:
    """Return the answer as sheets: about it, every cell of every record, what is kept back."""
    about = (
        ("Person", answer.person),
        ("Answered by", answer.agency),
        ("Received on", answer.received_on.isoformat()),
        ("Answered on", answer.answered_on.isoformat()),
        ("Records", str(len(answer.items))),
    )
    rows = tuple(
        (number, item.title, item.on, item.case, heading, part)
        for number, item in enumerate(answer.items, start=1)
        for heading, text in item.said
        for part in _parts(text)
    )
    kept = tuple((GROUND_LABELS[ground], many) for ground, many in answer.told_withheld)
    return (
        OutSheet("about", ("what", "is"), about),
        OutSheet("records", ("number", "record", "day", "case", "heading", "says"), rows),
        OutSheet("kept_back", ("why", "records"), kept),
    )


def _record(item: GivenItem) -> dict[str, Any]:
    found: dict[str, Any] = {"record": item.title, "day": item.on.isoformat()}
    if item.case:
        found["case"] = item.case
    return {**found, "says": [{"heading": name, "text": text} for name, text in item.said]}


def _parts(text: str) -> list[str]:
    return [text[at : at + _LONGEST] for at in range(0, max(len(text), 1), _LONGEST)]
