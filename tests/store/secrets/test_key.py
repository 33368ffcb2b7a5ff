"""A key prints as nothing and leaves nothing."""

import copy
import logging
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.store.secrets.key import KEY_BYTES, Key

secrets = st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES)


@given(secrets)
def test_no_way_of_printing_a_key_shows_its_bytes(secret: bytes) -> None:
    key = Key(bytearray(secret))
    for text in (repr(key), str(key), f"{key}", "%s %r" % (key, key)):  # noqa: UP031
        assert text.replace("<Key>", "").strip() == ""


def test_a_key_cannot_be_pickled_copied_or_used_as_a_name() -> None:
    key = Key.random()
    for spread in (pickle.dumps, copy.copy, copy.deepcopy, hash):
        with pytest.raises(TypeError):
            spread(key)


def test_leaving_the_block_empties_the_very_bytes_that_were_handed_in() -> None:
    secret = bytearray(b"s" * KEY_BYTES)
    with Key(secret) as key:
        assert key.raw is secret
    assert secret == b""


def test_keys_are_equal_by_their_bytes_and_never_equal_to_anything_else() -> None:
    assert Key(bytearray(KEY_BYTES)) == Key(bytearray(KEY_BYTES))
    assert Key.random() != Key.random()
    assert Key(bytearray(KEY_BYTES)) != bytearray(KEY_BYTES)


def test_a_key_of_another_length_is_not_a_key() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Key(bytearray(16))


def test_a_key_in_a_log_line_is_not_readable(caplog: pytest.LogCaptureFixture) -> None:
    key = Key(bytearray(b"secret-" * 4 + b"abcd"))
    with caplog.at_level(logging.INFO):
        logging.getLogger("pbi_desktop").info("opened with %s %r", key, [key])
    assert "secret-" not in caplog.text
    assert key.raw.hex() not in caplog.text
