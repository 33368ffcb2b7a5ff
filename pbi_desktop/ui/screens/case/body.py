"""The tab in view, between the head of the case and its foot."""

from PySide6.QtWidgets import QSizePolicy, QStackedWidget

_LEAST_BODY = 60


class Body(QStackedWidget):
    """The tab in view: it scrolls, so it gives way to a form, and gets the room back."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(_LEAST_BODY)

    def hasHeightForWidth(self) -> bool:
        """Return false: the height of what it scrolls must not press on head and foot."""
        return False
