"""The copy of their data that a person gets: in plain words, by what it is about, oldest first."""

from datetime import datetime
from itertools import groupby

from pbi_desktop.domain.data_rights import GROUND_LABELS, GivenItem, Ground, SubjectAnswer
from pbi_desktop.domain.documents import (
    Block,
    Document,
    DocumentMarking,
    Heading,
    KeyValues,
    ListBlock,
    Para,
    Protection,
    Said,
    Table,
    Text,
    Tone,
)
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.reports.phrases import from_record, how_many

_HANDLING = "Your own data. Keep it where nobody else reads it; ask us if you want it another way."
_EACH_ANSWERS = (
    "Each agency that works here answers for the records it is responsible for. This is the answer "
    "of the agency named above."
)
_ALWAYS_SAID = (
    "Where the law lets an agency keep a record back without saying so, we neither say that there "
    "is one nor that there is none. This sentence stands in every copy."
)
_RIGHTS = (
    "You may ask us to put right what is wrong, to add what you say about it, to stop using it "
    "for a time, or to erase it.",
    "You may ask us to look at this answer again: speak to anybody at the desk.",
    "You may complain to the Information Commissioner: ico.org.uk, 0303 123 1113.",
)


def build_copy(answer: SubjectAnswer, made_at: datetime) -> Document:
    """Return the copy as a document; it names nobody but the person and those at work."""
    return Document(
        ("A copy of your data",),
        DocumentMarking(
            Protection.OFFICIAL_SENSITIVE,
            _HANDLING,
            answer.answered_by,
            made_at,
            for_whom=answer.person,
        ),
        (
            KeyValues(_facts(answer)),
            Para((_EACH_ANSWERS,)),
            Heading(2, ("What is kept back",)),
            *_kept_back(answer),
            *_records(answer.items),
            Heading(2, ("What you may do now",)),
            ListBlock(tuple((one,) for one in _RIGHTS)),
        ),
    )


def _facts(answer: SubjectAnswer) -> tuple[tuple[str, Text], ...]:
    return (
        ("For", (Said(answer.person),)),
        ("From", (Said(answer.agency),)),
        ("You asked on", (say_date(answer.received_on),)),
        ("Answered on", (say_date(answer.answered_on),)),
        ("Records in this copy", (f"{len(answer.items):,}",)),
    )


def _kept_back(answer: SubjectAnswer) -> list[Block]:
    told = answer.told_withheld
    sentence = Para((_ALWAYS_SAID,), Tone.SMALL)
    if not told:
        return [Para(("Nothing that we have to tell you of.",)), sentence]
    rows = tuple(((_in_full(ground),), (f"{many:,}",)) for ground, many in told)
    return [
        Para(("We counted them, and say no more of each, so that nobody else is given away.",)),
        Table("Kept back or changed", ("Why", "Records"), rows, frozenset({1})),
        sentence,
    ]


def _in_full(ground: Ground) -> str:
    said = GROUND_LABELS[ground].partition(": ")[2] or GROUND_LABELS[ground]
    return said[:1].upper() + said[1:]


def _records(items: tuple[GivenItem, ...]) -> list[Block]:
    blocks: list[Block] = []
    for title, alike in groupby(sorted(items, key=_place), key=lambda item: item.title):
        those = list(alike)
        blocks.append(Heading(2, (title,)))
        blocks.append(Para((how_many(len(those), "record"),), Tone.SMALL))
        for item in those:
            blocks.append(Heading(3, _headed(item)))
            blocks.append(KeyValues(tuple((name, from_record(text)) for name, text in item.said)))
    return blocks


def _headed(item: GivenItem) -> Text:
    of_case = f", case {item.case}" if item.case else ""
    return (f"{say_date(item.on)}{of_case}",)


def _place(item: GivenItem) -> tuple[bool, str, str]:
    return item.title != "Who you are", item.title, item.on.isoformat()
