"""Accepting a store that was put back: it is older than what this computer saw of it."""

from pbi_desktop.domain.access import SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.copies import Behind
from pbi_desktop.services.standing import require_role
from pbi_desktop.services.stores import OpenedStore

MAY_ACCEPT = (SiteRole.TEAM_MANAGER, SiteRole.IG_LEAD)


def accept(store: OpenedStore, actor: Actor, reason: str) -> tuple[Behind, ...]:
    """Let a store that was put back be worked in again; returns what is missing in it.

    A manager answers for it, in the store's own audit trail, with the reason.
    """
    missing = sum(one.entries for one in store.older)
    with store.store().command(actor, "accept") as work:
        require_role(work, MAY_ACCEPT, "accept an older store")
        said = f"{missing} entries are missing: {reason}"
        work.log("accepted an older store", str(missing), text=said)
    if store.seen is not None:
        store.seen.accept(store.store().heads(), work.now)
    return store.older
