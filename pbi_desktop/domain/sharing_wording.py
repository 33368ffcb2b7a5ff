"""Why something is not shared, printed or exported, in sentences."""

from pbi_desktop.domain import sharing_errors as errors
from pbi_desktop.domain.access import CATEGORY_LABELS, VERB_LABELS
from pbi_desktop.domain.disclosures import RECALL_LABELS
from pbi_desktop.domain.explaining import explain, thing


@explain.register
def _(_error: errors.NotToLeave) -> str:
    return (
        "This may not leave the team as it is. Nothing was made or sent. "
        "Ask the key worker, or your information governance lead."
    )


@explain.register
def _(_error: errors.Restricted) -> str:
    return (
        "The use of this person's records is restricted: meanwhile nothing about them may be "
        "shared, printed or exported. Nothing was made or sent. You can still read and write in "
        "the case; ask your information governance lead when the restriction ends."
    )


@explain.register
def _(error: errors.NothingMayLeave) -> str:
    return (
        f"What you may read of this case, you may not {VERB_LABELS[error.verb]}: your agency's "
        "agreement does not give that right. Nothing was made or sent. Ask the key worker."
    )


@explain.register
def _(error: errors.SecondPersonNeeded) -> str:
    holds = ", ".join(CATEGORY_LABELS[one].lower() for one in error.holds)
    kept = "It is kept as a proposal. " if error.summary else "Propose it to them. "
    return (
        f"This summary for {error.agency} holds {holds}: a second person must read and approve it "
        f"first. {kept}Nothing was handed over. If somebody may come to serious harm, share it "
        "now and have it approved afterwards."
    )


@explain.register
def _(_error: errors.OwnProposal) -> str:
    return (
        "You proposed this summary, so somebody else must approve it. Nothing was changed. "
        "Ask a colleague on the team, or the duty lead."
    )


@explain.register
def _(error: errors.NotOnItsWay) -> str:
    return (
        f"This summary is {thing(error.state)}: that step is behind it. Nothing was changed. "
        "You now see how it stands."
    )


@explain.register
def _(error: errors.NoLongerAgreed) -> str:
    gone = ", ".join(CATEGORY_LABELS[one].lower() for one in error.gone)
    return (
        f"{error.agency} may not be told this any more: {gone}. Nothing was handed over. "
        "Withdraw this summary, and make a new one without it."
    )


@explain.register
def _(error: errors.OutOfDate) -> str:
    changed = ", ".join(RECALL_LABELS[one] for one in error.changed)
    return (
        f"Since this was written {changed}. Nothing was handed over. "
        "Withdraw this summary, and make a new one: it will say how things stand now."
    )


@explain.register
def _(_error: errors.NotAsFrozen) -> str:
    return (
        "What is kept of this summary is not what was handed over. Nothing was made or logged. "
        "Somebody may have altered the records: tell your information governance lead."
    )


@explain.register
def _(error: errors.NotAgreedTo) -> str:
    return (
        f"{error.agency} may be told for {thing(error.purpose)} only what this person agrees to, "
        "and they have not agreed. Nothing was made or sent. Ask them, and note what they say."
    )
