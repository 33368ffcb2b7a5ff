"""Where a worker is: screen, field, caret, and what is typed in no draft; as text, and back.

It is kept in the store, encrypted like every draft: only what stands there is read back.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QWidget

from pbi_desktop.ui.kit.ports import WithPart
from pbi_desktop.ui.kit.text_guard import PlainEdit

Editor = QLineEdit | PlainEdit


@dataclass(frozen=True)
class Spot:
    """One control of a screen: by its way down from the window, and by its name."""

    way: str
    name: str


@dataclass(frozen=True)
class Typed:
    """What stands in a field."""

    spot: Spot
    text: str


@dataclass(frozen=True)
class Whereabouts:
    """Where a worker was when the program locked."""

    address: str = ""
    focus: Spot | None = None
    caret: int = 0
    anchor: int = 0
    typed: tuple[Typed, ...] = ()
    names_hidden: bool = False


def whereabouts_in(
    window: QWidget, screen: QWidget | None, address: str, *, names_hidden: bool
) -> Whereabouts:
    """Return where the worker is in a window."""
    if screen is None:
        return Whereabouts(address)
    part = screen.part() if isinstance(screen, WithPart) else ""
    focused = window.focusWidget()
    at = safe_address(address, part)
    typed = typed_in(window, screen)
    if focused is None or not window.isAncestorOf(focused):
        return Whereabouts(at, typed=typed, names_hidden=names_hidden)
    return Whereabouts(at, spot_of(window, focused), *caret_in(focused), typed, names_hidden)


def safe_address(address: str, part: str = "") -> str:
    """Return an address up to the first word that somebody typed; `part` is the form that is open.

    Only numbers of records, and words that follow one, are the program's own.
    """
    first, *rest = address.split("/")
    kept, own = [first], False
    for word in rest:
        own = own or _is_number(word)
        if not own:
            return first
        kept.append(word)
    return "/".join((*kept[:3], part) if part and len(kept) >= 3 else kept)


def typed_in(window: QWidget, screen: QWidget) -> tuple[Typed, ...]:
    """Return what stands in the fields of a screen that can be seen and written in."""
    found = []
    for one in screen.findChildren(QWidget):
        if isinstance(one, Editor) and one.isVisible() and is_open(one) and text_of(one).strip():
            found.append(Typed(spot_of(window, one), text_of(one)))
    return tuple(found)


def spot_of(window: QWidget, widget: QWidget) -> Spot:
    """Return where a control is, so that a window built anew has it there too."""
    steps: list[str] = []
    at: QWidget | None = widget
    while at is not None and at is not window:
        above = at.parentWidget()
        if above is not None:
            kind = type(at).__name__
            alike = [one for one in _children(above) if type(one).__name__ == kind]
            steps.append(f"{kind}.{next(i for i, one in enumerate(alike) if one is at)}")
        at = above
    return Spot("/".join(reversed(steps)), widget.accessibleName())


def find(window: QWidget, screen: QWidget, spot: Spot) -> QWidget | None:
    """Return the control at a spot, or the only one in sight that is alike; None if none is."""
    there = _down(window, spot.way)
    if there is not None and there.isVisible() and there.accessibleName() == spot.name:
        return there
    kind = spot.way.rpartition("/")[2].partition(".")[0]
    alike = [
        one
        for one in screen.findChildren(QWidget)
        if type(one).__name__ == kind and one.isVisible() and one.accessibleName() == spot.name
    ]
    return alike[0] if len(alike) == 1 else None


def text_of(editor: Editor) -> str:
    """Return what stands in a field."""
    return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()


def caret_in(widget: QWidget) -> tuple[int, int]:
    """Return where the caret stands and where its selection begins; 0 where nothing is typed."""
    if isinstance(widget, QLineEdit):
        start = widget.selectionStart()
        if start < 0:
            return widget.cursorPosition(), widget.cursorPosition()
        end = start + len(widget.selectedText())
        at = widget.cursorPosition()
        return at, end if at == start else start
    if isinstance(widget, PlainEdit):
        cursor = widget.textCursor()
        return cursor.position(), cursor.anchor()
    return 0, 0


def put_caret(widget: QWidget, caret: int, anchor: int) -> None:
    """Put the caret where it was, as far as what stands there is still as long."""
    if isinstance(widget, QLineEdit):
        if anchor == caret:
            widget.setCursorPosition(caret)
        else:
            widget.setSelection(anchor, caret - anchor)
    elif isinstance(widget, PlainEdit):
        cursor = widget.textCursor()
        last = len(widget.toPlainText())
        cursor.setPosition(min(anchor, last))
        cursor.setPosition(min(caret, last), cursor.MoveMode.KeepAnchor)
        widget.setTextCursor(cursor)


def put_text(editor: Editor, text: str) -> None:
    """Put back what was typed, as if it were typed now."""
    if isinstance(editor, QLineEdit):
        editor.insert(text)
    else:
        editor.insertPlainText(text)


def to_text(place: Whereabouts) -> str:
    """Return a place as text."""
    return json.dumps(asdict(place))


def from_text(text: str) -> Whereabouts | None:
    """Return the place that a text means; None for what is of another version, or cut off."""
    try:
        told = json.loads(text)
        focus = told.pop("focus")
        typed = tuple(Typed(Spot(**one["spot"]), str(one["text"])) for one in told.pop("typed"))
        return Whereabouts(**told, focus=Spot(**focus) if focus else None, typed=typed)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _is_number(word: str) -> bool:
    try:
        return str(UUID(word)) == word
    except ValueError:
        return False


def is_open(editor: Editor) -> bool:
    """Say whether a field can be written in, and shows what is written."""
    secret = isinstance(editor, QLineEdit) and editor.echoMode() != QLineEdit.EchoMode.Normal
    return editor.isEnabled() and not editor.isReadOnly() and not secret


def _children(widget: QWidget) -> Iterator[QWidget]:
    return (one for one in widget.children() if isinstance(one, QWidget))


def _down(window: QWidget, way: str) -> QWidget | None:
    at = window
    for step in way.split("/"):
        kind, _dot, number = step.rpartition(".")
        alike = [one for one in _children(at) if type(one).__name__ == kind]
        if not number.isdecimal() or int(number) >= len(alike):
            return None
        at = alike[int(number)]
    return at
