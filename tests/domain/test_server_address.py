"""Addresses of servers: no secret in them, nothing weaker than proof, and the same back again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.server_address import STRICT, ServerAddress, is_server, read_address
from pbi_desktop.domain.server_errors import SecretInAddress, WeakConnection

SECRET, NOTHING = "hunter2", ""


def test_a_server_on_another_computer_has_to_prove_itself() -> None:
    settings = read_address("postgresql://db.example.org/team").settings()
    assert settings["host"] == "db.example.org"
    assert settings["dbname"] == "team"
    assert STRICT.items() <= settings.items()
    assert settings["sslmode"] == "verify-full"
    assert settings["channel_binding"] == "require"


@pytest.mark.parametrize(
    "weaker",
    [
        "sslmode=require",
        "sslmode=prefer",
        "sslmode=disable",
        "sslmode=verify-ca",
        "channel_binding=prefer",
        "channel_binding=disable",
        "gssencmode=prefer",
    ],
)
def test_an_address_that_asks_for_less_is_refused(weaker: str) -> None:
    with pytest.raises(WeakConnection) as refused:
        read_address(f"postgresql://db.example.org/team?{weaker}")
    assert refused.value.asked == weaker
    assert refused.value.needed == f"{weaker.partition('=')[0]}={STRICT[weaker.partition('=')[0]]}"
    with pytest.raises(WeakConnection):  # one of several is elsewhere
        read_address(f"postgresql://localhost,db.example.org/team?{weaker}")
    assert read_address(f"postgresql://localhost/team?{weaker}").is_local


@pytest.mark.parametrize(
    "secret",
    [
        f"postgresql://leah:{SECRET}@db.example.org/team",
        f"postgresql://db.example.org/team?password={SECRET}",
        f"postgresql://db.example.org/team?sslpassword={SECRET}",
        f"postgresql://leah:{NOTHING}@localhost/team",
    ],
)
def test_an_address_with_a_secret_in_it_is_refused_and_not_repeated(secret: str) -> None:
    with pytest.raises(SecretInAddress) as refused:
        read_address(secret)
    assert SECRET not in repr(refused.value)


@pytest.mark.parametrize(
    "wrong",
    [
        "postgresql://",
        "postgresql://db.example.org",
        "postgresql:///team",
        "postgresql://db.example.org:0/team",
        "postgresql://db.example.org:65536/team",
        "postgresql://db.example.org:abc/team",
        "postgresql://db.example.org/team?options=-c%20role=postgres",
        "mysql://db.example.org/team",
    ],
)
def test_what_is_no_address_is_refused(wrong: str) -> None:
    with pytest.raises(Invalid):
        read_address(wrong)


@pytest.mark.parametrize(
    ("local", "host"),
    [
        ("postgresql://localhost/team", "localhost"),
        ("postgresql://127.0.0.1:5433/team", "127.0.0.1"),
        ("postgresql://[::1]/team", "::1"),
        ("postgresql:///team?host=/run/postgresql&port=5433", "/run/postgresql"),
        ("postgresql://%2Frun%2Fpostgresql/team", "/run/postgresql"),
    ],
)
def test_what_does_not_leave_this_computer_needs_no_proof(local: str, host: str) -> None:
    address = read_address(local)
    assert address.is_local
    assert address.settings()["host"] == host
    assert "sslmode" not in address.settings()


def test_servers_that_stand_in_for_each_other_are_asked_for_the_one_that_writes() -> None:
    settings = read_address("postgresql://a.example.org,b.example.org:5433/team").settings()
    assert settings["host"] == "a.example.org,b.example.org"
    assert settings["port"] == "5432,5433"
    assert settings["target_session_attrs"] == "read-write"


def test_a_certificate_of_ones_own_stands_for_the_password() -> None:
    address = read_address("postgresql://db.example.org/team?sslcert=/me.crt&sslkey=/me.key")
    assert address.settings()["channel_binding"] == "prefer"
    assert address.settings()["sslmode"] == "verify-full"


NAMES = st.text("abcdefghij-0123456789", min_size=1, max_size=12).map(lambda name: f"h{name}")
ADDRESSES = st.builds(
    lambda pairs, database: ServerAddress(
        tuple(host for host, _port in pairs), tuple(port for _host, port in pairs), database
    ),
    st.lists(st.tuples(NAMES, st.integers(1, 65535)), min_size=1, max_size=3),
    st.text(min_size=1, max_size=12).filter(lambda text: text.isprintable()),
)


@given(ADDRESSES)
def test_an_address_that_is_written_down_reads_the_same(address: ServerAddress) -> None:
    assert is_server(address.text)
    assert read_address(address.text) == address


@given(st.text(max_size=40))
def test_whatever_is_written_gives_an_address_or_an_expected_refusal(text: str) -> None:
    try:
        address = read_address(f"postgresql://{text}")
    except (Invalid, SecretInAddress, WeakConnection):
        return
    assert read_address(address.text).settings() == {
        name: value for name, value in address.settings().items() if name != "user"
    }
