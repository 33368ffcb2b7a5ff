"""A person's data for a program to read: the same answer, the same text, and nothing further."""

import json
from datetime import date

from pbi_desktop.domain.data_rights import GROUND_LABELS, GivenItem, Ground, SubjectAnswer
from pbi_desktop.exchange.subject_access_out import answer_json, answer_sheets

LONG = "a" * 70_000
ITEM = GivenItem("A note", date(2026, 3, 2), "K7QX9B", (("What was noted", LONG), ("By", "Leah")))
ANSWER = SubjectAnswer(
    "Wren Peel",
    "Council",
    date(2026, 11, 2),
    date(2026, 11, 21),
    "Leah",
    (ITEM,),
    ((Ground.OTHER_PERSON, 3), (Ground.SERIOUS_HARM, 2)),
)


def test_json_and_sheets_say_the_same() -> None:
    page = json.loads(answer_json(ANSWER))
    sheets = {sheet.name: sheet.rows for sheet in answer_sheets(ANSWER)}
    said = "".join(str(row[5]) for row in sheets["records"] if row[4] == "What was noted")
    assert said == page["records"][0]["says"][0]["text"] == LONG
    assert all(len(str(row[5])) <= 32_000 for row in sheets["records"])
    assert ("Person", page["person"]) in sheets["about"]


def test_what_may_not_be_told_is_in_neither() -> None:
    kept = [{"why": GROUND_LABELS[Ground.OTHER_PERSON], "records": 3}]
    assert json.loads(answer_json(ANSWER))["kept_back"] == kept
    whole = answer_json(ANSWER) + str(answer_sheets(ANSWER))
    assert GROUND_LABELS[Ground.SERIOUS_HARM] not in whole


def test_the_same_answer_gives_the_same_text() -> None:
    assert answer_json(ANSWER) == answer_json(ANSWER)
