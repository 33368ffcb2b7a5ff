"""What of each kind of record two workers can change apart, and what says one thing together.

A kind that is not named here joins nothing: whoever comes second looks again. Fields that no
group names are one group. Together stands what would say something that nobody has judged if it
were mixed: a state with its reason, an award with the amount that it confirms, a text with the
word that it is a fact.
"""

from collections.abc import Mapping
from types import MappingProxyType

from pbi_desktop.domain.joining import ONE_LINE, PARAGRAPHS, Group, Shape


def _each(*names: str) -> tuple[Group, ...]:
    return tuple(Group((name,)) for name in names)


SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        "actions": Shape(
            (
                # A step that restricts is not done without a decision on capacity.
                Group(("status", "reason", "restricts", "capacity_id"), follow=("settled_at",)),
                Group(("owner_id", "done_by_agency_id", "done_by")),
                *_each("what", "due_on", "goal_id", "confidence"),
            ),
            {"what": ONE_LINE, "reason": ONE_LINE},
        ),
        # Where a case is decides what may be said of it: only what is beside that stands alone.
        "cases": Shape(_each("source")),
        "debts": Shape(
            (*_each("creditor", "debt_kind"), Group(("repayment", "repayment_frequency"))),
            {"creditor": ONE_LINE},
        ),
        "gains": Shape(
            (
                *_each("what", "gain_category", "recurs_next_year", "attribution"),
                Group(
                    ("status", "evidence", "nature", "amount", "frequency", "previous_amount",
                     "start_on", "end_on"),
                    follow=("confirmed_on", "confirmed_by"),
                ),
            ),
            {"what": ONE_LINE},
        ),
        "goals": Shape(
            (Group(("words", "agreed_on")), *_each("importance")), {"words": PARAGRAPHS}
        ),
        "involvements": Shape(
            (
                Group(("service", "agency_id")),
                Group(("started_on", "ended_on", "last_contact_on")),
                *_each("worker_name", "quality", "strength", "flow"),
            ),
            {"worker_name": ONE_LINE},
        ),
        "key_dates": Shape(
            _each("what", "place", "consequence"),
            {"what": ONE_LINE, "place": ONE_LINE, "consequence": PARAGRAPHS},
        ),
        "needs": Shape(_each("words", "domain"), {"words": PARAGRAPHS}),
        "notes": Shape(
            (Group(("body", "marking", "told_by")), *_each("place", "kind", "at")),
            {"body": PARAGRAPHS, "place": ONE_LINE, "told_by": ONE_LINE},
        ),
        "people": Shape(
            (
                Group(("given_name", "family_name"), follow=("given_key", "family_key")),
                Group(("born_text", "born_precision")),
                *_each("known_as", "gender", "pronouns", "died_text", "first_language",
                       "interpreter"),
            )
        ),
        "relationships": Shape(
            (
                Group(("kind", "nature")),
                Group(("started_on", "ended_on")),
                Group(("responsible", "responsible_since")),
                *_each("quality", "strength", "flow"),
            )
        ),
        # What was referred, to whom and how far it is say one thing: nobody's half of it counts.
        "referrals": Shape(_each("quality", "flow")),
        "risks": Shape(
            (Group(("state", "harm", "likelihood")), *_each("plan", "checked_on", "review_on")),
            {"harm": PARAGRAPHS, "plan": PARAGRAPHS},
        ),
        "tenancies": Shape(
            (*_each("landlord"), Group(("rent", "rent_frequency"))), {"landlord": ONE_LINE}
        ),
        "what_matters": Shape(
            _each("words", "please_do", "please_dont", "said_on"),
            {"words": PARAGRAPHS, "please_do": PARAGRAPHS, "please_dont": PARAGRAPHS},
        ),
    }
)  # fmt: skip
"""By the name of the table."""
