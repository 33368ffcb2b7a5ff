"""Where the worker has been: Back and Forward over addresses."""

_MOST = 100


class History:
    """The addresses visited, and the one in view."""

    def __init__(self) -> None:
        self._visited: list[str] = []
        self._at = -1

    @property
    def current(self) -> str:
        """The address in view, or nothing."""
        return self._visited[self._at] if self._visited else ""

    def visit(self, address: str) -> None:
        """Go to an address; what could be gone forward to is forgotten."""
        if address == self.current:
            return
        self._visited = [*self._visited[: self._at + 1], address][-_MOST:]
        self._at = len(self._visited) - 1

    def back(self) -> str:
        """Go back, if there is somewhere to go, and return the address."""
        self._at = max(self._at - 1, 0) if self._visited else -1
        return self.current

    def forward(self) -> str:
        """Go forward, if there is somewhere to go, and return the address."""
        self._at = min(self._at + 1, len(self._visited) - 1)
        return self.current
