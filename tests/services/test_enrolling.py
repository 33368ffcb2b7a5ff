"""A team's store on a server: made, joined, enrolled in and left, over TLS and with passwords."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import select

from pbi_desktop.domain.access import AgencyKind, SiteRole
from pbi_desktop.domain.errors import (
    Invalid,
    KeyringUnusable,
    NotFound,
    NotPermitted,
)
from pbi_desktop.domain.first_team import FirstTeam, NewWorker
from pbi_desktop.domain.key_errors import StoreExists
from pbi_desktop.domain.server_address import ServerAddress
from pbi_desktop.domain.server_errors import (
    BadJoiningCode,
    LoginRefused,
    LoginWithoutWorker,
    NotJoined,
    NotTheAdministrator,
    ServerAway,
    ServerNotProven,
    SpentJoiningCode,
    WorkerWithoutAgency,
)
from pbi_desktop.domain.wording import explain
from pbi_desktop.models import Agency, Case, Worker
from pbi_desktop.services import enrolling
from pbi_desktop.services.enrolling import StoreMade
from pbi_desktop.services.front_door_rows import Told
from pbi_desktop.services.server_stores import OpenedServer, door_to, open_door, target_of
from pbi_desktop.store import postgres_enrolment
from pbi_desktop.store.postgres_joined import Credentials, JoiningCode
from pbi_desktop.store.secrets.keyring_slot import KeyringEntry
from tests.support.keyrings import (
    ALLOWED_IN_TESTS,
    AnotherKeyring,
    ForgetfulKeyring,
    InMemoryKeyring,
)
from tests.support.tls_server import NAME, TlsServer, ca_file, new_authority

TEAM = FirstTeam("Holts and Lees", "Oldham Council", AgencyKind.COUNCIL, "Rosa Marsh", "rosa")
LEAH = NewWorker("Leah Ogden", "leah", "Key worker", TEAM.agency, TEAM.site, SiteRole.KEY_WORKER)


@dataclass
class Computer:
    """One worker's computer: a key ring, and a folder of its own."""

    folder: Path
    ring: InMemoryKeyring = field(default_factory=InMemoryKeyring)

    @property
    def known(self) -> Credentials:
        """What was joined from it."""
        return Credentials(self.folder, lambda: KeyringEntry(self.ring, ALLOWED_IN_TESTS))


@dataclass(eq=False)
class Town:
    """A new store on the server, and computers to join it from."""

    server: TlsServer
    database: str
    made: StoreMade
    folder: Path

    def __post_init__(self) -> None:
        self.manager = self.computer()

    @property
    def authority(self) -> str:
        """What the server proves itself by."""
        return self.server.authority.pem

    def computer(self) -> Computer:
        """Return a computer that knows nothing yet."""
        return Computer(self.folder / uuid4().hex)

    def opened(self, computer: Computer, login: str = "") -> OpenedServer:
        """Open the store as it was joined at a computer."""
        door = door_to(self.address, login, computer.known)
        return open_door(door, known=computer.known)

    @property
    def address(self) -> ServerAddress:
        """Where the store is."""
        return self.server.address(self.database)

    def above(self, statement: str) -> None:
        """Do something as the server's superuser."""
        with psycopg.connect(self.server.inside.dsn(self.database), autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="module")
def town(tls_server: TlsServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Return a store that its manager has joined, for every test here: making one takes long."""
    folder = tmp_path_factory.mktemp("town")
    database = f"team_{uuid4().hex[:12]}"
    tls_server.inside.create_database(database)
    admin = tls_server.inside_address(database)
    made = enrolling.make_store(admin, TEAM, ca_file(folder, tls_server.authority))
    code = replace(made.code, address=tls_server.address(database).text)
    town = Town(tls_server, database, replace(made, code=code), folder)
    enrolling.join(code, town.manager.known)
    yield town
    tls_server.inside.drop_database(database)


@pytest.fixture
def code(town: Town) -> JoiningCode:
    """Return the code of a key worker who has not joined yet."""
    return enrolled(town, somebody())


def somebody() -> NewWorker:
    """Return a key worker whose login nobody had before."""
    return replace(LEAH, login=f"w{uuid4().hex[:8]}")


def enrolled(town: Town, new: NewWorker) -> JoiningCode:
    """Let the manager enrol somebody."""
    with town.opened(town.manager) as opened:
        return enrolling.enrol(opened, opened.actor, new, town.authority)


def test_the_password_is_nowhere_but_in_the_key_ring(town: Town, code: JoiningCode) -> None:
    computer = town.computer()
    joined = enrolling.join(code, computer.known)
    (password,) = computer.ring.entries.values()
    assert len(bytes.fromhex(password)) == 32
    assert password != code.secret
    for path in computer.folder.iterdir():
        assert password not in path.read_text()
        assert code.secret not in path.read_text()
        assert path.stat().st_mode & 0o077 == 0
    assert joined.login == code.login


def test_the_first_manager_leads_the_first_site(town: Town) -> None:
    with town.opened(town.manager) as opened:
        (rosa,) = opened.workers()
        assert (rosa.name, rosa.site, rosa.leads) == ("Rosa Marsh", "Holts and Lees", True)
        assert opened.desk.my_day.show(opened.actor).cases == ()
        made = opened.desk.front_door.search(opened.actor, Told(name="Nobody Yet"))
        assert made.matches == ()


def test_a_code_is_good_once(town: Town, code: JoiningCode) -> None:
    computer = town.computer()
    enrolling.join(code, computer.known)
    with pytest.raises(SpentJoiningCode):
        enrolling.join(code, town.computer().known)
    # Where it was used, it finds what it made: nothing happens twice.
    assert enrolling.join(code, computer.known).login == code.login


def test_a_code_ends_after_its_days(town: Town, code: JoiningCode) -> None:
    town.above(f"ALTER ROLE \"{code.role}\" VALID UNTIL '2020-01-01'")
    with pytest.raises(SpentJoiningCode):
        enrolling.join(code, town.computer().known)


def test_a_code_with_a_slip_in_it_is_none(town: Town) -> None:
    code = town.made.code
    text = code.text()
    assert JoiningCode.read(f"  {text[:40]}\n{text[40:]} ") == code
    for wrong in ("", "PBI1-", text[:-3], text.replace(text[50], "A" if text[50] != "A" else "B")):
        with pytest.raises(BadJoiningCode):
            JoiningCode.read(wrong)
    assert code.secret not in repr(code)


def test_a_computer_without_a_key_ring_keeps_the_password_in_a_file_of_its_owner(
    town: Town, code: JoiningCode, tmp_path: Path
) -> None:
    computer, path = town.computer(), tmp_path / "my.key"
    enrolling.join(code, computer.known, path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert not computer.ring.entries
    town.opened(computer).close()


def test_key_rings_that_cannot_keep_are_found_out_before_the_server_hears(
    town: Town, code: JoiningCode
) -> None:
    forgetful = Computer(town.folder / "forgetful", ForgetfulKeyring())
    with pytest.raises(KeyringUnusable):
        enrolling.join(code, forgetful.known)
    computer = town.computer()
    enrolling.join(code, computer.known)  # the code is as good as it was
    with pytest.raises(KeyringUnusable):
        town.opened(Computer(computer.folder, AnotherKeyring()))


def test_nobody_opens_what_was_not_joined_here(town: Town) -> None:
    with pytest.raises(NotJoined):
        town.opened(town.computer())
    with pytest.raises(NotJoined):
        town.opened(town.manager, "leah")


def test_a_manager_enrols_a_worker_who_joins_from_another_computer(
    town: Town, code: JoiningCode
) -> None:
    theirs = town.computer()
    enrolling.join(code, theirs.known)
    with town.opened(theirs) as opened:
        assert opened.workers()[0].name == "Leah Ogden"
        assert opened.desk.my_day.show(opened.actor).cases == ()
        with pytest.raises(NotFound):
            opened.sign_in("rosa")
    with town.opened(town.manager) as opened:
        entries, broken = opened.care().audit(opened.actor)
        assert entries >= 1
        assert broken is None
        assert opened.care().verify(opened.actor) == (
            "The server keeps no checksums of its pages (initdb -k).",
        )


def test_a_worker_of_a_new_agency_brings_the_agency(town: Town) -> None:
    nurse = NewWorker("Ada Bell", "ada", "Nurse", "Pennine Care", TEAM.site, SiteRole.PARTNER)
    with pytest.raises(Invalid):
        enrolled(town, nurse)
    code = enrolled(town, replace(nurse, kind=AgencyKind.HEALTH))
    theirs = town.computer()
    enrolling.join(code, theirs.known)
    with town.opened(theirs) as opened:
        assert opened.workers()[0].agency == "Pennine Care"


def test_a_login_is_nobodys_twice_and_no_name_is_invented(town: Town, code: JoiningCode) -> None:
    before = workers_of(town)
    for login in (code.login, "owner", "enroller", "Leah Ogden", "", 'x"; DROP', "a" * 60):
        with pytest.raises(Invalid):
            enrolled(town, replace(LEAH, login=login))
    assert workers_of(town) == before


def workers_of(town: Town) -> int:
    with town.opened(town.manager) as opened, opened.store().query(opened.actor) as work:
        return len(work.rows(select(Worker.id)))


def test_who_does_not_govern_enrols_renews_and_removes_nobody(
    town: Town, code: JoiningCode
) -> None:
    theirs = town.computer()
    enrolling.join(code, theirs.known)
    with town.opened(theirs) as opened:
        mine = opened.actor
        for attempt in (
            lambda: enrolling.enrol(opened, mine, somebody()),
            lambda: enrolling.renew(opened, mine, "rosa"),
            lambda: enrolling.renew(opened, mine, mine.login),
            lambda: enrolling.remove(opened, mine, "rosa"),
        ):
            with pytest.raises(NotPermitted):
                attempt()
    town.opened(town.manager).close()


def test_a_renewed_login_ends_the_lost_computer_and_is_joined_anew(
    town: Town, code: JoiningCode
) -> None:
    lost, new = town.computer(), town.computer()
    enrolling.join(code, lost.known)
    with town.opened(lost) as in_use, town.opened(town.manager) as opened:
        again = enrolling.renew(opened, opened.actor, code.login, town.authority)
        with pytest.raises((LoginRefused, ServerAway)):
            in_use.desk.my_day.show(in_use.actor)
    with pytest.raises(LoginRefused):
        town.opened(lost)
    enrolling.join(again, new.known)
    town.opened(new).close()


def test_a_removed_worker_is_refused_at_the_next_statement(town: Town, code: JoiningCode) -> None:
    theirs = town.computer()
    enrolling.join(code, theirs.known)
    with town.opened(theirs) as hers, town.opened(town.manager) as opened:
        with closing(psycopg.connect(**target_of_computer(town, theirs))) as open_transaction:
            seen = "SELECT count(*) FROM agencies"
            assert open_transaction.execute(seen).fetchone() != (0,)
            with opened.store().command(opened.actor, "remove a worker") as removing:
                leah = removing.get(Worker, hers.actor.worker)
                leah.active = False
                removing.save(leah)
            assert open_transaction.execute(seen).fetchone() == (0,)
        with pytest.raises(LoginWithoutWorker), hers.store().query(hers.actor):
            pass
        enrolling.remove(opened, opened.actor, code.login)
        with pytest.raises((LoginRefused, ServerAway)), hers.store().query(hers.actor):
            pass
    with pytest.raises(LoginRefused):
        town.opened(theirs)


def test_nobody_removes_themselves(town: Town) -> None:
    with town.opened(town.manager) as opened, pytest.raises(NotPermitted):
        enrolling.remove(opened, opened.actor, "rosa")


def test_renewing_without_a_link_in_the_chain_is_refused(town: Town, code: JoiningCode) -> None:
    with psycopg.connect(**target_of_computer(town, town.manager)) as connection:
        other = connection.execute("SELECT id FROM workers WHERE login = %s", [code.login])
        check = postgres_enrolment.verifier(connection, code.role, "secret")
        row = other.fetchone()
        assert row is not None
        connection.execute("SELECT enrolment.renew(%s, %s)", [row[0], check])
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.commit()


def test_a_login_that_has_joined_cannot_lengthen_its_own_days(town: Town) -> None:
    role = town.manager.known.find(town.address).role
    target = target_of_computer(town, town.manager)
    with closing(psycopg.connect(**target, autocommit=True)) as connection:
        check = postgres_enrolment.verifier(connection, role, "another")
        for attempt, values in (
            ("SELECT enrolment.join(%s)", [check]),
            ("SELECT enrolment.open_login(session_user, %s)", [check]),
            (f"ALTER ROLE \"{role}\" VALID UNTIL 'infinity'", None),
            (f'ALTER ROLE "{role}" CONNECTION LIMIT 100', None),
            (f"COMMENT ON ROLE \"{role}\" IS 'joining'", None),
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(attempt, values)


def target_of_computer(town: Town, computer: Computer) -> dict[str, Any]:
    known = computer.known
    return dict(target_of(known.find(town.address), known))


def test_a_database_that_holds_anything_is_left_alone(tls_server: TlsServer) -> None:
    tls_server.inside.create_database("taken")
    with psycopg.connect(tls_server.inside.dsn("taken")) as connection:
        connection.execute("CREATE TABLE theirs (id int)")
    with pytest.raises(StoreExists):
        enrolling.make_store(tls_server.inside_address("taken"), TEAM)
    with psycopg.connect(tls_server.inside.dsn("taken")) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        assert tables.fetchall() == [("theirs",)]
    tls_server.inside.drop_database("taken")


def test_a_store_that_cannot_be_made_whole_is_not_made(tls_server: TlsServer) -> None:
    tls_server.inside.create_database("half")
    too_long = replace(TEAM, login="r" * 60)  # found out at the very end
    with pytest.raises(Invalid):
        enrolling.make_store(tls_server.inside_address("half"), too_long)
    left = (
        "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'",
        "SELECT count(*) FROM pg_namespace WHERE nspname IN ('authz', 'enrolment')",
    )
    with psycopg.connect(tls_server.inside.dsn("half")) as connection:
        for question in left:
            assert connection.execute(question).fetchone() == (0,)
    tls_server.inside.drop_database("half")


def test_only_a_superuser_makes_a_store(tls_server: TlsServer) -> None:
    tls_server.inside.create_database("plain")
    with psycopg.connect(tls_server.inside.dsn("postgres"), autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS clerk")
        connection.execute("CREATE ROLE clerk LOGIN")
    address = tls_server.inside_address("plain", "clerk")
    with pytest.raises(NotTheAdministrator):
        enrolling.make_store(address, TEAM)
    tls_server.inside.drop_database("plain")


# --- certificates, and servers that go away ------------------------------------------------------


def test_only_the_pinned_authority_and_the_right_name_prove_a_server(
    town: Town, code: JoiningCode
) -> None:
    elsewhere = town.server.address(town.database, "db.other.test").text
    computer = town.computer()
    for wrong in (
        replace(code, authority=new_authority().pem),
        replace(code, authority=""),  # the system's own list of authorities
        replace(code, address=elsewhere),
    ):
        with pytest.raises(ServerNotProven) as refused:
            enrolling.join(wrong, computer.known)
        assert "certificate does not match" in explain(refused.value)
    assert not computer.ring.entries
    enrolling.join(code, computer.known)  # it cost the code nothing


def test_a_server_that_is_not_there_is_away(town: Town) -> None:
    nobody = f"postgresql://{NAME}:1/{town.database}?hostaddr=127.0.0.1"
    with pytest.raises(ServerAway):
        enrolling.join(replace(town.made.code, address=nobody), town.computer().known)


def test_a_server_that_goes_away_in_the_middle_of_a_save_keeps_nothing_of_it(town: Town) -> None:
    with town.opened(town.manager) as opened:
        with pytest.raises(ServerAway) as lost, opened.store().command(opened.actor, "x") as work:
            work.add(Agency(name="Half saved", kind=AgencyKind.SCHOOL))
            town.above(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE application_name = 'pbi'"
            )
            work.rows(select(Case.id))
        assert "does not answer" in explain(lost.value)
        with opened.store().query(opened.actor) as work:
            found = work.rows(select(Agency.id).where(Agency.name == "Half saved"))
        assert found == []


def test_a_join_that_broke_off_after_the_server_took_it_is_found_again(
    town: Town, code: JoiningCode
) -> None:
    computer = town.computer()
    kept, password = enrolling._prepared(code, computer.known, None)
    computer.known.keep(kept)
    enrolling._take_up(code, computer.known, kept, password)
    # Here the answer of the server got lost.
    assert enrolling.join(code, computer.known) == kept
    town.opened(computer).close()


def test_a_login_without_a_worker_or_an_agency_is_told_so_and_shown_nothing(town: Town) -> None:
    for damage, mended, failure, words in (
        (
            "UPDATE workers SET active = false",
            "UPDATE workers SET active = true",
            LoginWithoutWorker,
            "nobody who works in this store",
        ),
        (
            "UPDATE agencies SET withdrawn_at = created_at",
            "UPDATE agencies SET withdrawn_at = NULL",
            WorkerWithoutAgency,
            "no agency",
        ),
    ):
        town.above(damage)
        with pytest.raises(failure) as refused:
            town.opened(town.manager)
        assert words in explain(refused.value)
        town.above(mended)
