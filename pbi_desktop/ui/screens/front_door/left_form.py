"""Esc closes the form of a new person and discards nothing: Ctrl+N takes it up again."""

from dataclasses import replace

from pbi_desktop.ui.screens.front_door.carried import new_person
from pbi_desktop.ui.screens.front_door.typed import LeftForm, Typed


def left(typed: Typed) -> Typed:
    """Return what is typed with the form closed, and kept if more was typed than had been told."""
    new = typed.new
    if new is None or new == new_person(typed.told, new.site):
        return replace(typed, new=None, left=None)
    return replace(typed, new=None, left=LeftForm(typed.told, new))


def begun(typed: Typed, site: str) -> Typed:
    """Return what is typed with the form open: the one that was left, while the name is the same.

    Where they live is taken anew if something else has been told of it since.
    """
    told, before = typed.told, typed.left
    new = new_person(told, site)
    if before is not None and before.told.name == told.name:
        same_home = before.told.street == told.street
        home = before.new if same_home else new
        new = replace(before.new, street=home.street, postcode=home.postcode)
    return replace(typed, new=new, left=None)
