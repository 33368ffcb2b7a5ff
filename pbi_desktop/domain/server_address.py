"""Where a team's store is on a database server, as it may be written down: with no secret in it.

Whoever is not on this computer is spoken to over TLS that proves who answers. An address that
asks for less is refused here, before anything connects.
"""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode

from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.server_errors import SecretInAddress, WeakConnection

SCHEMES = ("postgresql://", "postgres://")
PORT = 5432
STRICT = {"sslmode": "verify-full", "channel_binding": "require", "gssencmode": "disable"}
"""What is asked of a server on another computer."""
_SECRETS = frozenset({"password", "sslpassword", "passfile"})
_KNOWN = frozenset(
    {"host", "hostaddr", "port", "user", "sslrootcert", "sslcert", "sslkey", "connect_timeout"}
) | set(STRICT)


@dataclass(frozen=True)
class ServerAddress:
    """One database on one server, or on any of several that stand in for each other."""

    hosts: tuple[str, ...]
    """Names, or one folder of a local socket."""
    ports: tuple[int, ...]
    database: str
    user: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @property
    def is_local(self) -> bool:
        """Whether nothing leaves this computer."""
        return all(_is_here(host) for host in self.hosts)

    @property
    def text(self) -> str:
        """The address as one writes it: the same for the same place, whoever connects."""
        query = dict(self.options)
        if _is_folder(self.hosts[0]):
            query = {"host": self.hosts[0], "port": str(self.ports[0]), **query}
            place = ""
        else:
            place = ",".join(_with_port(*one) for one in zip(self.hosts, self.ports, strict=True))
        asked = f"?{urlencode(query, safe='/')}" if query else ""
        return f"postgresql://{place}/{quote(self.database, safe='')}{asked}"

    @property
    def shared(self) -> "ServerAddress":
        """The address as it can be given to others: without what lies on one computer alone."""
        own = {"sslrootcert", "sslcert", "sslkey"}
        options = tuple(one for one in self.options if one[0] not in own)
        return ServerAddress(self.hosts, self.ports, self.database, options=options)

    @property
    def name(self) -> str:
        """What to call it to a person."""
        where = "this computer" if self.is_local else self.hosts[0]
        return f"{self.database} on {where}"

    def is_same_as(self, other: "ServerAddress") -> bool:
        """Say whether two addresses name one database, however they connect to it."""
        mine = (self.hosts, self.ports, self.database)
        return mine == (other.hosts, other.ports, other.database)

    def settings(self) -> dict[str, str]:
        """Return what the driver is told: host, port, database, and how strictly to connect."""
        found = {
            "host": ",".join(self.hosts),
            "port": ",".join(str(port) for port in self.ports),
            "dbname": self.database,
            "connect_timeout": "10",
            **({} if self.is_local else STRICT),
            **dict(self.options),
        }
        if "sslcert" in found and not self.is_local:
            found["channel_binding"] = "prefer"  # there is no password to bind to the channel
        if len(self.hosts) > 1:
            found["target_session_attrs"] = "read-write"
        return found | ({"user": self.user} if self.user else {})


def is_server(text: str) -> bool:
    """Say whether a store that was named is on a server."""
    return text.startswith(SCHEMES)


def read_address(text: str) -> ServerAddress:
    """Return the address somebody wrote; refuses a secret in it, and what would be less safe."""
    scheme = next((one for one in SCHEMES if text.startswith(one)), None)
    if scheme is None:
        raise Invalid({"store": "A server's store is written postgresql://host/database."})
    place, _, asked = text.removeprefix(scheme).partition("?")
    whole, _, database = place.partition("/")
    login, _, hosts = whole.rpartition("@")
    options = dict(parse_qsl(asked))
    if ":" in login or not _SECRETS.isdisjoint(options):
        raise SecretInAddress
    unknown = sorted(set(options) - _KNOWN)
    if unknown:
        raise Invalid({"store": f"The address says {unknown[0]}, which is not known here."})
    address = _address(hosts, unquote(database), options, unquote(login))
    _refuse_weak(address)
    return address


def _address(hosts: str, database: str, options: dict[str, str], login: str) -> ServerAddress:
    named = hosts or options.pop("host", "")
    if not named or not database:
        raise Invalid({"store": "Name server and database: postgresql://host/database."})
    options.pop("host", None)
    user = options.pop("user", login)
    default = _port(options.pop("port", str(PORT)))
    pairs = [_host_and_port(one, default) for one in named.split(",")]
    return ServerAddress(
        tuple(unquote(host) for host, _port in pairs),
        tuple(port for _host, port in pairs),
        database,
        user,
        tuple(sorted(options.items())),
    )


def _host_and_port(text: str, default: int) -> tuple[str, int]:
    if _is_folder(unquote(text)):
        return text, default
    if text.startswith("["):
        host, _, rest = text.removeprefix("[").partition("]")
        return host, _port(rest.removeprefix(":") or str(default))
    host, _, port = text.partition(":")
    return host, _port(port or str(default))


def _port(text: str) -> int:
    number = int(text) if text.isdecimal() and len(text) < 6 else 0
    if not 0 < number < 65536:
        raise Invalid({"store": f"{text} is no port."})
    return number


def _with_port(host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else quote(host, safe="")
    return shown if port == PORT else f"{shown}:{port}"


def _is_folder(host: str) -> bool:
    return host.startswith(("/", "@"))


def _is_here(host: str) -> bool:
    if _is_folder(host) or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _refuse_weak(address: ServerAddress) -> None:
    if address.is_local:
        return
    asked: Mapping[str, str] = dict(address.options)
    for name, least in STRICT.items():
        if asked.get(name, least) != least:
            raise WeakConnection(address.name, f"{name}={asked[name]}", f"{name}={least}")
