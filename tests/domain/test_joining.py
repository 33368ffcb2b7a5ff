"""Two who changed one record: what differs joins, and no word of either is ever lost."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.changed_apart import SHAPES
from pbi_desktop.domain.joining import (
    ONE_LINE,
    PARAGRAPHS,
    Group,
    Joined,
    Keep,
    Seen,
    Shape,
    is_about_another,
    join,
    rebased,
    still_chosen,
)
from pbi_desktop.models import Base

SHAPE = Shape(
    (
        Group(("status", "reason"), follow=("settled_at",)),
        Group(("what",)),
        Group(("plan",)),
        Group(("due_on",)),
    ),
    {"what": ONE_LINE, "plan": PARAGRAPHS, "reason": ONE_LINE},
)
DECIDING = [*SHAPE.groups, Group(("goal", "owner"))]  # what no group names is one group
FIELDS = [name for group in DECIDING for name in (*group.fields, *group.follow)]
WORDS = st.one_of(st.none(), st.sampled_from("abcd"), st.text(max_size=3))
RECORDS = st.fixed_dictionaries(dict.fromkeys(FIELDS, WORDS))
CHOICES = st.dictionaries(st.sampled_from([g.name for g in DECIDING]), st.sampled_from(Keep))
Values = dict[str, Any]


def changed(group: Group, base: Values, after: Values) -> bool:
    return any(base[name] != after[name] for name in group.fields)


def part(group: Group, values: Values) -> Values:
    return {name: values[name] for name in (*group.fields, *group.follow)}


@given(RECORDS, RECORDS, RECORDS)
def test_what_only_one_changed_is_as_they_left_it(
    base: Values, mine: Values, other: Values
) -> None:
    joined = join(base, mine, other, SHAPE)
    for group in DECIDING:
        found = part(group, dict(joined.values))
        if not changed(group, base, mine):
            assert found == part(group, other)
        elif not changed(group, base, other):
            assert found == part(group, mine)


@given(RECORDS, RECORDS, RECORDS)
def test_every_value_is_there_or_shown_and_nothing_is_overwritten(
    base: Values, mine: Values, other: Values
) -> None:
    joined = join(base, mine, other, SHAPE)
    shown = {clash.name: clash for clash in joined.clashes}
    for group in DECIDING:
        for name in group.fields:
            if mine[name] != base[name]:
                of_mine = shown[group.name].mine if group.name in shown else joined.values
                assert of_mine[name] == mine[name]
            if other[name] != base[name]:
                of_theirs = shown[group.name].theirs if group.name in shown else joined.values
                assert of_theirs[name] == other[name]
        if group.name in shown:
            assert part(group, dict(joined.values)) == part(group, other)


@given(RECORDS, RECORDS, RECORDS, st.sets(st.sampled_from([g.name for g in DECIDING])))
def test_changes_of_different_things_join_whoever_comes_first(
    base: Values, mine: Values, other: Values, whose: set[str]
) -> None:
    for group in DECIDING:
        untouched = other if group.name in whose else mine
        untouched.update(part(group, base))
    one, two = join(base, mine, other, SHAPE), join(base, other, mine, SHAPE)
    assert one.clashes == two.clashes == ()
    for group in DECIDING:
        assert not changed(group, dict(one.values), dict(two.values))


@given(RECORDS, RECORDS, RECORDS)
def test_what_goes_together_is_never_mixed(base: Values, mine: Values, other: Values) -> None:
    joined = dict(join(base, mine, other, SHAPE).values)
    for group in DECIDING:
        assert part(group, joined) in (part(group, mine), part(group, other))


@given(RECORDS, RECORDS, RECORDS, st.sampled_from(Keep))
def test_whatever_is_chosen_for_each_clash_leaves_none(
    base: Values, mine: Values, other: Values, wish: Keep
) -> None:
    clashes = join(base, mine, other, SHAPE).clashes
    chosen = {
        one.name: wish if one.can_keep_both or wish is not Keep.BOTH else Keep.MINE
        for one in clashes
    }
    joined = join(base, mine, other, SHAPE, chosen)
    assert joined.clashes == ()
    for clash in clashes:
        kept = {name: joined.values[name] for name in clash.mine}
        if chosen[clash.name] is Keep.BOTH:
            (name,) = clash.mine
            assert clash.mine[name] in kept[name]
            assert clash.theirs[name] in kept[name]
        else:
            assert kept == (clash.mine if chosen[clash.name] is Keep.MINE else clash.theirs)


@given(RECORDS, RECORDS, CHOICES)
def test_whoever_keeps_their_own_starts_from_what_stands(
    base: Values, other: Values, chosen: dict[str, Keep]
) -> None:
    start = dict(rebased(base, other, SHAPE, chosen))
    for group in DECIDING:
        own = chosen.get(group.name) is Keep.MINE
        assert part(group, start) == part(group, other if own else base)


@given(RECORDS, RECORDS, CHOICES)
def test_a_choice_holds_until_what_it_was_about_has_changed(
    met: Values, now: Values, chosen: dict[str, Keep]
) -> None:
    held = still_chosen(met, now, SHAPE, chosen)
    for group in DECIDING:
        if group.name in chosen:
            assert (group.name in held) is not changed(group, met, now)


def test_both_texts_stand_one_after_the_other_and_a_part_is_not_said_twice() -> None:
    def both(mine: str, theirs: str, name: str = "plan") -> Joined:
        base, own, other = ({"what": "", "plan": ""} | {name: one} for one in ("", mine, theirs))
        shape = Shape((Group(("what",)), Group(("plan",))), SHAPE.words)
        return join(base, own, other, shape, {name: Keep.BOTH})

    assert both("Ring first", "Go in pairs").values["plan"] == "Go in pairs\n\nRing first"
    assert both("Ring first", "Go in pairs", "what").values["what"] == "Go in pairs; Ring first"
    assert both("Ring first", "Ring").values["plan"] == "Ring first"


def test_a_state_with_its_reason_is_one_thing_and_cannot_be_both() -> None:
    base = {"status": "open", "reason": None, "settled_at": None, "due_on": "2026-11-27"}
    done = {**base, "status": "done", "settled_at": "today"}
    moved = {**base, "due_on": "2026-12-04"}
    not_possible = {**base, "status": "not_possible", "reason": "no bus", "settled_at": "now"}
    shape = SHAPES["actions"]
    names = {name for group in shape.groups for name in (*group.fields, *group.follow)}
    full = [{**dict.fromkeys(names), **one} for one in (base, done, moved, not_possible)]
    assert dict(join(full[0], full[1], full[2], shape).values) == {**full[1], **moved, **done} | {
        "due_on": "2026-12-04"
    }
    (clash,) = join(full[0], full[1], full[3], shape).clashes
    assert (clash.name, clash.can_keep_both) == ("status", False)
    assert clash.mine == {"status": "done", "reason": None}
    assert clash.theirs == {"status": "not_possible", "reason": "no bus"}


def test_two_who_decide_the_same_do_not_clash_over_when() -> None:
    base = dict.fromkeys(FIELDS, "")
    mine, theirs = {**base, "status": "done"}, {**base, "status": "done"}
    joined = join(base, {**mine, "settled_at": "2"}, {**theirs, "settled_at": "1"}, SHAPE)
    assert (joined.clashes, joined.values["settled_at"]) == ((), "1")


def test_a_record_moved_to_somebody_else_is_another_record() -> None:
    base = {"subject_id": "ann", "category": 1, "body": "x"}
    assert not is_about_another(base, {**base, "body": "y"}, base)
    assert is_about_another(base, base, {**base, "subject_id": "bea"})
    assert is_about_another(base, {**base, "category": 2}, base)


def test_further_choices_are_added_to_earlier_ones() -> None:
    seen = Seen(3).choosing(5, {"plan": Keep.MINE}).choosing(6, {"what": Keep.BOTH})
    assert (seen, seen.met) == (3, 6)
    assert seen.chosen == {"plan": Keep.MINE, "what": Keep.BOTH}


@pytest.mark.parametrize("kind", sorted(SHAPES))
def test_each_shape_names_fields_that_its_kind_has_each_once(kind: str) -> None:
    shape = SHAPES[kind]
    named = [name for group in shape.groups for name in (*group.fields, *group.follow)]
    assert len(named) == len(set(named))
    assert set(named) <= set(Base.metadata.tables[kind].c.keys())
    assert set(shape.words) <= set(named)
