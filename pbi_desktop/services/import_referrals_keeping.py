"""Keeping the forms that came in: each waits at its site until somebody accepts or answers it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.approaches import ApproachState
from pbi_desktop.domain.casework import ContactMethod
from pbi_desktop.domain.ids import SiteId
from pbi_desktop.domain.incoming import Referrer, SentReferral
from pbi_desktop.domain.intake import RowPlace
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.referral_forms import form_of, words_of
from pbi_desktop.domain.text import clean_line
from pbi_desktop.models import Agency, Approach
from pbi_desktop.services.approach_keeping import SaidWho, born_of
from pbi_desktop.services.import_runs import Run
from pbi_desktop.store.unit_of_work import Work

REFERRED = "Referral"
"""The reason that a contact has which a referral made and that says no other."""


@dataclass(frozen=True)
class Arriving:
    """A form to be kept, and the site at which it will wait."""

    row: SentReferral
    site: SiteId


def keep_all(work: Work, run: Run, arriving: Sequence[Arriving]) -> None:
    """Keep the forms, each an item of the run; whoever may know somebody hidden is told."""
    agencies = _agencies(work)
    for one in arriving:
        made = work.add(_approach(work, one, agencies))
        run.made(made)
        work.raise_alerts(made.id)


def who_of(row: SentReferral) -> SaidWho:
    """Return who a form says came."""
    return SaidWho(
        clean_line(row.given_name)[0],
        clean_line(row.family_name)[0],
        row.born,
        clean_line(row.address)[0],
        row.postcode,
        clean_line(row.phone)[0],
        clean_line(row.language)[0],
        clean_line(row.interpreter)[0],
    )


def form_kept(approach: Approach) -> SentReferral | None:
    """Return the form by which somebody came; None where they came without one.

    What was written at a desk is no form, whatever its words: it has no number, not even an empty
    one.
    """
    if approach.their_reference is None:
        return None
    who = SentReferral(
        RowPlace("", "", 0),
        approach.given_name,
        approach.family_name,
        born_of(approach),
        practice_code="",
        referrer=None,
        risks=None,
        address=approach.street or "",
        postcode=approach.postcode or "",
        phone=approach.phone or "",
        language=approach.language or "",
        interpreter=approach.interpreter or "",
        reasons=approach.reasons,
        urgency=approach.urgency,
        safe_now=approach.safe_now,
        consent_told=approach.consent_told,
        number=approach.their_reference,
    )
    return form_of(approach.words or "", who)


def _approach(work: Work, one: Arriving, agencies: Mapping[str, UUID]) -> Approach:
    row, sent = one.row, one.row.referrer
    method = ContactMethod.SELF_REFERRAL if sent is None else ContactMethod.PARTNER_REFERRAL
    return Approach(
        site_id=one.site,
        at=work.now,
        worker_id=work.actor.worker,
        method=method,
        **who_of(row).columns(),
        reasons=clean_line(row.reasons)[0],
        words=words_of(row),
        urgency=row.urgency,
        safe_now=row.safe_now,
        consent_told=row.consent_told,
        done="",
        agency_id=agencies.get(name_key(sent.organisation)) if sent else None,
        referrer=_say_referrer(sent) if sent else None,
        their_reference=clean_line(row.number)[0],
        state=ApproachState.WAITING,
    )


def _say_referrer(sent: Referrer) -> str:
    said = f"{sent.name}, {sent.service}, {sent.organisation}. {sent.contact}"
    return clean_line(said)[0]


def _agencies(work: Work) -> dict[str, UUID]:
    rows = work.rows(select(Agency.name, Agency.id).order_by(Agency.id.desc()))
    return {name_key(row[0]): row[1] for row in rows}
