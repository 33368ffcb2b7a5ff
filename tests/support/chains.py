"""Checking an audit chain as the program does, from entries that a test has at hand."""

from collections.abc import Iterable

from pbi_desktop.store.audit import Entry
from pbi_desktop.store.audit_check import Fault, Link, check


def first_break(entries: Iterable[tuple[Entry, str]]) -> int | None:
    """Return the number of the first entry that does not verify, or None.

    `entries` is one chain in order, each with the hash that is stored for it.
    """
    links = [
        Link("one", one.seq, one.previous, stored, one.is_plain and one.hash == stored)
        for one, stored in entries
    ]
    broken = [found.entry for found in check(links).findings if found.fault is Fault.BROKEN]
    return broken[0] if broken else None
