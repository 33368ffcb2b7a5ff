"""Key rings for tests: an honest one in memory, and the kinds that must be refused."""

from pathlib import Path


class InMemoryKeyring:
    """Keeps what it is given until the test ends."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


class AnotherKeyring(InMemoryKeyring):
    """As honest, but another program's: what is found after somebody changed desktops."""


class ForgetfulKeyring(InMemoryKeyring):
    """Takes everything, keeps nothing, complains never: the null back end."""

    def set_password(self, service: str, username: str, password: str) -> None:
        return


class ShorteningKeyring(InMemoryKeyring):
    """Keeps the first characters only."""

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password[:20])


class LockedKeyring(InMemoryKeyring):
    """Its owner dismissed the prompt: every call fails, as D-Bus fails."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("the collection is locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError("the collection is locked")


class PlaintextKeyring(InMemoryKeyring):
    """Honest and readable by anybody: what the `keyrings.alt` package installs."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password)
        self._path.write_text(password, encoding="utf-8")


def _named(*classes: type) -> frozenset[str]:
    return frozenset(f"{cls.__module__}.{cls.__qualname__}" for cls in classes)


# PlaintextKeyring is not among them.
ALLOWED_IN_TESTS = _named(
    InMemoryKeyring, AnotherKeyring, ForgetfulKeyring, ShorteningKeyring, LockedKeyring
)
