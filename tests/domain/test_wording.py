"""Every failure we expect has its own sentences, and one we do not expect says it is a bug."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from types import UnionType
from typing import Any, NewType, Union, get_args, get_origin
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pbi_desktop.domain
from pbi_desktop.domain.errors import Invalid, NotPermitted, PbiError, StoreError
from pbi_desktop.domain.explaining import in_time
from pbi_desktop.domain.wording import explain

for _module in pkgutil.iter_modules(pbi_desktop.domain.__path__):
    importlib.import_module(f"pbi_desktop.domain.{_module.name}")


def _kinds(kind: type[PbiError] = PbiError) -> Iterator[type[PbiError]]:
    for below in kind.__subclasses__():
        if below.__module__.startswith("pbi_desktop.domain"):
            yield below
            yield from _kinds(below)


KINDS = sorted(_kinds(), key=lambda kind: kind.__name__)
_SAMPLES: dict[object, object] = {
    str: "that thing",
    int: 3,
    bool: True,
    UUID: UUID(int=1),
    datetime: datetime(2026, 11, 21, 9, tzinfo=UTC),
    date: date(2026, 11, 21),
}


def _sample(kind: Any) -> object:
    """Return some value of a type: one of a tuple, the first of a code list."""
    if isinstance(kind, NewType):
        return _sample(kind.__supertype__)
    if get_origin(kind) is tuple:
        return (_sample(get_args(kind)[0]),)
    if get_origin(kind) in (Union, UnionType):
        return _sample(get_args(kind)[0])
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    return _SAMPLES[kind]


def _made(kind: type[PbiError]) -> PbiError:
    facts: dict[str, object] = {}
    if is_dataclass(kind):
        for fact in fields(kind):
            if fact.default is MISSING and fact.default_factory is MISSING:
                facts[fact.name] = _sample(fact.type)
    return kind(**facts)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_failure_has_sentences_of_its_own(kind: type[PbiError]) -> None:
    said = explain.dispatch(kind)
    assert said is not explain.dispatch(PbiError)
    assert kind is StoreError or said is not explain.dispatch(StoreError)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_says_what_became_of_the_work_and_what_to_do(kind: type[PbiError]) -> None:
    said = explain(_made(kind))
    assert said.endswith((".", "!"))
    assert said.count(". ") >= 1
    assert any(
        word in said
        for word in ("Nothing", "not kept", "unharmed", "No store", "still here", "not be kept")
    )
    assert kind.__name__ not in said
    assert "{" not in said
    assert "  " not in said


def test_a_failure_without_words_says_that_is_a_fault() -> None:
    class Unworded(PbiError):
        pass

    assert "fault in the program" in explain(Unworded())


def test_an_unforeseen_failure_says_it_is_a_fault_and_repeats_no_message() -> None:
    said = explain(KeyError("Shabana Akhtar"))
    assert "fault in the program" in said
    assert "Shabana" not in said


def test_what_cannot_be_kept_names_the_field_and_what_to_do() -> None:
    said = explain(Invalid({"date_of_birth": "Write a day such as 9 4 91"}))
    assert "Date of birth: Write a day such as 9 4 91." in said


@given(st.integers(0, 10**9))
def test_a_length_of_time_is_always_a_number_and_a_unit(seconds: int) -> None:
    count, unit = in_time(seconds).split()
    assert count.isdigit()
    assert unit.rstrip("s") in ("day", "hour", "minute", "second")
    assert unit.endswith("s") == (count != "1")


def test_what_is_not_permitted_is_said_in_the_words_of_the_act() -> None:
    assert "right to move this case on." in explain(NotPermitted("advance"))
    assert "right to close a case without its reason." in explain(
        NotPermitted("close a case without its reason")
    )
