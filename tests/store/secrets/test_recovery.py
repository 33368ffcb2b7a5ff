"""The printed code comes back from what a person typed, or says where the slip is."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pbi_desktop.domain.key_errors import MistypedCode
from pbi_desktop.store.secrets.key import KEY_BYTES, Key
from pbi_desktop.store.secrets.recovery import (
    GROUP_LENGTH,
    GROUPS,
    RecoveryCode,
    _with_check,
    confirm,
    groups_to_confirm,
    looks_like_a_code,
)

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
codes = st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES).map(
    lambda secret: RecoveryCode(Key(bytearray(secret)))
)
places = st.integers(0, GROUPS - 1)
letters = st.integers(0, GROUP_LENGTH - 1)


def mistyped_group(text: str) -> int | None:
    with pytest.raises(MistypedCode) as failure:
        RecoveryCode.read(text)
    return failure.value.group


@given(codes)
def test_a_code_is_thirteen_groups_of_five_and_comes_back_whole(code: RecoveryCode) -> None:
    groups = code.groups()
    assert len(groups) == GROUPS
    assert all(re.fullmatch(f"[{ALPHABET}]{{{GROUP_LENGTH}}}", group) for group in groups)
    assert RecoveryCode.read(" ".join(groups)).groups() == groups


@given(codes, st.sampled_from(["", " ", "-", " – ", "\n", "\t"]), st.data())
def test_case_spacing_and_look_alikes_never_matter(
    code: RecoveryCode, between: str, data: st.DataObject
) -> None:
    typed = between.join(code.groups())
    typed = "".join(
        data.draw(st.sampled_from({"0": "0Oo", "1": "1IiLl"}.get(letter, letter)))
        for letter in typed
    )
    typed = "".join(data.draw(st.sampled_from([x, x.lower()])) for x in typed)
    assert RecoveryCode.read(f"  {typed}\n").groups() == code.groups()


@given(codes, places, letters, st.sampled_from(ALPHABET))
def test_one_wrong_letter_always_names_its_group(
    code: RecoveryCode, place: int, at: int, wrong: str
) -> None:
    groups = list(code.groups())
    assume(groups[place][at] != wrong)
    groups[place] = groups[place][:at] + wrong + groups[place][at + 1 :]
    assert mistyped_group("".join(groups)) == place + 1


@given(codes, places, st.integers(0, GROUP_LENGTH - 2))
def test_two_neighbours_swapped_always_name_their_group(
    code: RecoveryCode, place: int, at: int
) -> None:
    groups = list(code.groups())
    group = groups[place]
    assume(group[at] != group[at + 1])
    groups[place] = group[:at] + group[at + 1] + group[at] + group[at + 2 :]
    assert mistyped_group(" ".join(groups)) == place + 1


@given(codes, places, places)
def test_two_groups_in_each_others_place_are_always_noticed(
    code: RecoveryCode, one: int, two: int
) -> None:
    assume(one != two)
    groups = list(code.groups())
    groups[one], groups[two] = groups[two], groups[one]
    assert mistyped_group(" ".join(groups)) == min(one, two) + 1


@given(codes, places, letters)
def test_a_letter_left_out_or_typed_twice_names_its_group(
    code: RecoveryCode, place: int, at: int
) -> None:
    groups = list(code.groups())
    short = [*groups]
    short[place] = groups[place][:at] + groups[place][at + 1 :]
    long = [*groups]
    long[place] = groups[place][:at] + groups[place][at:][:1] + groups[place][at:]
    assert mistyped_group(" ".join(short)) == place + 1
    assert mistyped_group("-".join(long)) == place + 1


@given(codes, places)
def test_a_missing_group_is_noticed(code: RecoveryCode, place: int) -> None:
    groups = list(code.groups())
    del groups[place]
    assert mistyped_group(" ".join(groups)) == min(place + 1, GROUPS - 1)


def test_a_group_that_is_right_in_itself_and_not_this_codes_is_mostly_noticed() -> None:
    groups, noticed = list(RecoveryCode(Key(bytearray(KEY_BYTES))).groups()), 0
    for letter in ALPHABET[1:]:
        other = _with_check(letter + groups[6][1:-1], 6)
        try:
            RecoveryCode.read(" ".join([*groups[:6], other, *groups[7:]]))
        except MistypedCode as slip:
            noticed += slip.group is None
    assert 25 <= noticed <= 31  # the rest is refused by the wrap


def test_a_letter_that_is_never_printed_names_its_group() -> None:
    groups = list(RecoveryCode.new().groups())
    groups[4] = "U" + groups[4][1:]
    assert mistyped_group(" ".join(groups)) == 5


@pytest.mark.parametrize("text", ["", "   ", "12345", "x" * 64])
def test_something_else_is_no_code(text: str) -> None:
    with pytest.raises(MistypedCode):
        RecoveryCode.read(text)


def test_two_groups_are_asked_back_before_the_code_counts_as_kept() -> None:
    code = RecoveryCode.new()
    first, second = groups_to_confirm()
    assert 1 <= first < second <= GROUPS
    groups = code.groups()
    confirm(code, {first: groups[first - 1].lower(), second: f" {groups[second - 1]} "})
    with pytest.raises(MistypedCode) as failure:
        confirm(code, {first: groups[first - 1], second: "00000"})
    assert failure.value.group == second


def test_which_groups_are_asked_back_differs() -> None:
    assert len({groups_to_confirm() for _ in range(60)}) > 5


@given(codes)
def test_a_code_with_a_slip_still_looks_like_one_and_a_passphrase_does_not(
    code: RecoveryCode,
) -> None:
    typed = " ".join(code.groups())
    assert looks_like_a_code(typed)
    assert looks_like_a_code("U" + typed[1:])
    assert not looks_like_a_code("four grey herons by the mill")


def test_a_code_prints_as_nothing_and_is_gone_after_wiping() -> None:
    code = RecoveryCode.new()
    assert repr(code) == str(code) == "<RecoveryCode>"
    code.wipe()
    assert code._secret.raw == b""
