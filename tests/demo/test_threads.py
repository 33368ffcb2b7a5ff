"""Threads: every sentence can be said of every household that it may be told about."""

import re
from collections.abc import Iterator
from string import Formatter

import pytest

from pbi_desktop.demo.general_lines import AT_THE_CHECK, ATTEMPTS, CLOSING, EVERYDAY
from pbi_desktop.demo.judging import REASONS
from pbi_desktop.demo.thread import PENSIONERS, Thread, Trait
from pbi_desktop.demo.threads import PACK
from pbi_desktop.domain.casework import Marking
from pbi_desktop.domain.phases import ClosureReason
from pbi_desktop.domain.stages import STAGES_IN_USE, LifeDomain
from tests.demo.reading import by_id, small_team

THREADS = [thread for thread, _cards in PACK]
_GAPS = {"name", "key", "street", "child", "little", "elder", "school_worker", "officer"}
_GAPS_OF = {"child": Trait.PUPIL, "little": Trait.LITTLE, "elder": Trait.ELDER}
_NOT_SAID = re.compile(
    r"fail(ed|s)? to engage|service user|hard to reach|non-complian|\bDNA\b|\bRAG\b|\bmerge",
    re.IGNORECASE,
)


def _sentences(thread: Thread) -> Iterator[str]:
    yield from (*thread.door, *thread.needs, *thread.goals, *thread.steps)
    yield from (thread.risk.harm, thread.risk.plan)
    for line in thread.lines:
        yield line.text
        yield line.told_by or ""
    for matters in thread.matters:
        yield from (matters.words, matters.please_do or "", matters.please_dont or "")


def _general() -> Iterator[str]:
    for line in (*ATTEMPTS, *EVERYDAY, *sum(CLOSING.values(), ()), *sum(AT_THE_CHECK.values(), ())):
        yield line.text
    for reasons in REASONS.values():
        yield from reasons


def _gaps(sentence: str) -> set[str]:
    return {name for _text, name, _spec, _as in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("thread", THREADS, ids=lambda thread: thread.steps[0][:30])
def test_a_thread_speaks_only_of_people_who_are_there(thread: Thread) -> None:
    for sentence in _sentences(thread):
        assert _gaps(sentence) <= _GAPS
        for gap, trait in _GAPS_OF.items():
            assert gap not in _gaps(sentence) or thread.about is trait, sentence


@pytest.mark.parametrize("thread", THREADS, ids=lambda thread: thread.steps[0][:30])
def test_a_thread_has_enough_to_tell(thread: Thread) -> None:
    assert len(thread.door) >= 3
    assert len(thread.steps) >= 6
    assert len(thread.lines) >= 7
    assert len(thread.matters) >= 2
    assert thread.helps
    for line in thread.lines:
        assert (line.told_by is not None) == (line.marking == Marking.TOLD)


def test_sentences_are_many_and_in_plain_words() -> None:
    said = [s for thread in THREADS for s in _sentences(thread) if s] + list(_general())
    assert len(set(said)) > 400
    assert not [sentence for sentence in said if _NOT_SAID.search(sentence)]
    assert max(len(sentence) for sentence in said) <= 100


def test_general_entries_need_nobody_in_particular() -> None:
    assert {gap for sentence in _general() for gap in _gaps(sentence)} <= {"name", "key"}


def test_there_is_a_thread_for_every_domain_and_words_for_every_end_and_stage() -> None:
    assert {thread.domain for thread in THREADS} == set(LifeDomain) - {LifeDomain.OVERALL}
    assert set(CLOSING) == set(ClosureReason)
    assert set(REASONS) == set(STAGES_IN_USE)


def test_what_only_pensioners_get_goes_to_them() -> None:
    tables = small_team()
    people = by_id(tables["people"])
    for row in tables["gains"]:
        if "Attendance Allowance" in row["what"] or "Pension Credit" in row["what"]:
            born = int(people[row["subject_id"]]["born_text"][:4])
            assert row["created_at"].year - born >= PENSIONERS[0] - 3


def test_people_who_live_alone_are_the_ones_told_to_be_alone() -> None:
    tables = small_team()
    at_home: dict[object, int] = {}
    for row in tables["case_people"]:
        if row["part"] != "family":
            at_home[row["case_id"]] = at_home.get(row["case_id"], 0) + 1
    alone = [row for row in tables["needs"] if row["words"].startswith("Sees nobody")]
    assert alone
    assert all(at_home[row["case_id"]] == 1 for row in alone)
