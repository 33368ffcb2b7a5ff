"""The suite is as fast as its slowest habit: memory that is wiped slows a process for good."""

from sqlcipher3 import dbapi2


def test_nothing_before_this_had_memory_wiped() -> None:
    # Wiping is of the whole process and is never off again: four times the processor time.
    raw = dbapi2.connect(":memory:")
    try:
        assert raw.execute("PRAGMA cipher_memory_security").fetchone() == ("0",)
    finally:
        raw.close()
