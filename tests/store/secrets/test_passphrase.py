"""A passphrase is refused while weak, costs what it should, and is asked for the same way."""

import sys
import time
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from pbi_desktop.domain.errors import WeakPassphrase, WrongKey
from pbi_desktop.store.secrets import envelope, sidecar
from pbi_desktop.store.secrets.passphrase import DEFAULT_COST, Cost, Passphrase, chosen

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
QUICK = Cost(memory_kib=64, passes=1, lanes=1)
GOOD = "clogs mill herring tuesday"


@pytest.mark.parametrize(
    "weak", ["", "short1!", "elevenchars", "passwordpassword", "aaaaaaaaaaaaaaaa", "qwertyuiop12"]
)
def test_a_weak_passphrase_is_refused_with_advice(weak: str) -> None:
    with pytest.raises(WeakPassphrase) as failure:
        chosen(weak)
    assert failure.value.shortest == 12
    assert failure.value.advice.endswith(".")
    assert not weak or weak not in failure.value.advice


def test_words_that_others_would_try_first_do_not_count() -> None:
    with pytest.raises(WeakPassphrase):
        chosen("amina.oldham.hub", known=("amina", "oldham", "amina.oldham", "oldham.hub"))


@pytest.mark.parametrize("good", [GOOD, "x" + GOOD * 40, "ٹھنڈی ہوا اور پرانی گھڑی"])
def test_a_good_passphrase_of_any_length_and_script_opens_the_store(
    tmp_path: Path, good: str
) -> None:
    store = tmp_path / "team.pbi"
    made = envelope.create(store, [(chosen(good, cost=QUICK), None)], NOW)
    assert envelope.unlock(store, Passphrase(good)).key == made.key


def test_the_same_letters_from_another_keyboard_are_the_same_passphrase(tmp_path: Path) -> None:
    text = "café déjà über naïve"
    store = tmp_path / "team.pbi"
    composed = Passphrase(unicodedata.normalize("NFC", text), QUICK)
    apart = Passphrase(unicodedata.normalize("NFD", text), QUICK)
    made = envelope.create(store, [(composed, None)], NOW)
    assert envelope.unlock(store, apart).key == made.key


def test_the_shipped_cost_is_the_one_decided_and_is_really_paid() -> None:
    before = time.process_time()
    key, kept = Passphrase(GOOD).prepare(uuid4(), uuid4())
    spent = time.process_time() - before
    assert (kept["memory_kib"], kept["passes"], kept["lanes"]) == (262144, 3, 4)
    assert spent > 0.05
    salt = bytes.fromhex(str(kept["salt"]))
    slot = sidecar.Slot(uuid4(), "passphrase", None, "", {**kept, "memory_kib": 64}, b"", b"")
    assert len(salt) == 16
    assert Passphrase(GOOD).wrapping_key(uuid4(), slot) != key  # what the slot says is what is done


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"salt": "00", "memory_kib": 64, "passes": 1, "lanes": 1},
        {"salt": "zz" * 16, "memory_kib": 64, "passes": 1, "lanes": 1},
        {"salt": "00" * 16, "memory_kib": 1 << 40, "passes": 1, "lanes": 1},
        {"salt": "00" * 16, "memory_kib": 64, "passes": 10**9, "lanes": 1},
        {"salt": "00" * 16, "memory_kib": "much", "passes": 1, "lanes": 1},
    ],
)
def test_a_key_file_cannot_make_the_computer_work_for_ever(
    parameters: sidecar.Parameters,
) -> None:
    slot = sidecar.Slot(uuid4(), "passphrase", None, "", parameters, b"", b"")
    assert Passphrase(GOOD).wrapping_key(uuid4(), slot) is None
    assert DEFAULT_COST.is_bearable()


def test_a_wrong_passphrase_is_a_wrong_key_and_is_not_repeated(tmp_path: Path) -> None:
    store = tmp_path / "team.pbi"
    envelope.create(store, [(Passphrase(GOOD, QUICK), None)], NOW)
    wrong = Passphrase("clogs mill herring monday")
    with pytest.raises(WrongKey) as failure:
        envelope.unlock(store, wrong)
    assert "herring" not in f"{failure.value!r} {wrong!r} {wrong}"


def test_opening_needs_neither_the_strength_check_nor_the_key_ring(tmp_path: Path) -> None:
    store = tmp_path / "team.pbi"
    envelope.create(store, [(Passphrase(GOOD, QUICK), None)], NOW)
    program = (
        "import sys; from pathlib import Path;"
        "from pbi_desktop.store.secrets import envelope, keyring_slot, key_file, tries;"
        "from pbi_desktop.store.secrets.passphrase import Passphrase;"
        "import pbi_desktop.store.encrypted_file;"
        f"envelope.unlock(Path({str(store)!r}), Passphrase({GOOD!r}));"
        "print(sorted({'zxcvbn', 'keyring', 'sqlalchemy'} & set(sys.modules)))"
    )
    import subprocess

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")
