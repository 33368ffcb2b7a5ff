"""A server that is reached over the network of this computer alone, by TLS and by password.

It answers as `db.team.test`: a name that is nobody's, so the address says where it is.
"""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from pbi_desktop.bench.postgres_server import Server, Setting, find_binaries, serving
from pbi_desktop.domain.server_address import ServerAddress, read_address
from tests.support.postgres import do_without

NAME = "db.team.test"
_HBA = """
local all all trust
hostssl all pbi_super 127.0.0.1/32 reject
hostssl all all 127.0.0.1/32 scram-sha-256
"""
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Authority:
    """An authority that signs certificates of servers."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> str:
        """Its own certificate, as it is pinned."""
        return _pem(self.certificate).decode()

    def signs(self, name: str) -> tuple[bytes, bytes]:
        """Return key and certificate of a server of this name."""
        key = ec.generate_private_key(ec.SECP256R1())
        made = _certificate(name, key, self.key, self.certificate.subject)
        return _private(key), _pem(made)


def new_authority() -> Authority:
    """Return an authority that nobody knows yet."""
    key = ec.generate_private_key(ec.SECP256R1())
    return Authority(key, _certificate("Team authority", key, key, None))


@dataclass(frozen=True)
class TlsServer:
    """A running server, its port, and the authority that it proves itself by."""

    inside: Server
    """The same server by its socket, for its administrator."""
    port: int
    authority: Authority

    def address(self, database: str, name: str = NAME) -> ServerAddress:
        """Return the address of a database, as a worker knows it."""
        return read_address(f"postgresql://{name}:{self.port}/{database}?hostaddr=127.0.0.1")

    def inside_address(self, database: str, user: str = "") -> ServerAddress:
        """Return the address of a database as the server's administrator reaches it."""
        role = user or self.inside.superuser
        query = f"host={self.inside.socket_dir}&port={self.port}&user={role}"
        return read_address(f"postgresql:///{database}?{query}")


@pytest.fixture(scope="session")
def tls_server() -> Iterator[TlsServer]:
    """Return a server with a certificate for `db.team.test`, for the whole run."""
    if find_binaries() is None:
        do_without()
    authority = new_authority()
    key, certificate = authority.signs(NAME)
    port = _free_port()
    settings = {"listen_addresses": "127.0.0.1", "ssl": "on"}
    files = {"server.key": key, "server.crt": certificate}
    with serving(Setting(settings, port, _HBA, files)) as inside:
        yield TlsServer(inside, port, authority)


def ca_file(folder: Path, authority: Authority) -> Path:
    """Write the certificate of an authority into a file."""
    path = folder / "authority.pem"
    path.write_text(authority.pem, "utf-8")
    return path


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    by: ec.EllipticCurvePrivateKey,
    issuer: x509.Name | None,
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer or subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _DAY)
        .not_valid_after(now + 30 * _DAY)
        .add_extension(x509.BasicConstraints(issuer is None, None), critical=True)
    )
    if issuer is not None:
        names = x509.SubjectAlternativeName([x509.DNSName(name)])
        made = made.add_extension(names, critical=False)
    return made.sign(by, hashes.SHA256())


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _private(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
