"""Threads about money and work."""

from pbi_desktop.demo.groups import Help
from pbi_desktop.demo.thread import GainIdea, Matters, RiskIdea, ServiceIdea, Thread, lines, sayings
from pbi_desktop.domain.access import AgencyKind
from pbi_desktop.domain.casework import Quality
from pbi_desktop.domain.gains import GainCategory
from pbi_desktop.domain.money import Frequency
from pbi_desktop.domain.stages import LifeDomain

COUNCIL_TAX = Thread(
    domain=LifeDomain.MONEY,
    door=sayings(
        """
        There is a letter from the council and I am scared to open it.
        They say they will send bailiffs for the council tax.
        I have a bag of post. I stopped opening it before Christmas.
        """
    ),
    needs=sayings(
        """
        Council tax is behind and letters go unopened
        Owes council tax from two addresses and cannot tell which is which
        A court date for council tax, and no plan to pay
        """
    ),
    goals=sayings(
        """
        Open the post on the day it comes
        One payment a month that I can keep to
        No knock at the door that I am scared of
        """
    ),
    steps=sayings(
        """
        Sort the post into three piles together
        Ring council tax and ask for a hold
        Apply for council tax support
        Agree a payment plan in writing
        Ask for the old debt to be looked at again
        Set up a standing order on the day after payday
        Check that the court date is off
        """
    ),
    lines=lines(
        """
        visit, fact: Opened the post together, 31 letters. Nine are from council tax.
        call, fact: Rang council tax with {name} beside me. They hold action for 28 days.
        visit: Filled in the council tax support form. {name} had the bank letters ready.
        call, told, the council tax officer: The summons stands until the form is looked at.
        visit, fact: A new summons came on Friday. We rang together and it is being withdrawn.
        shopfront, opinion: I think the worry about letters is worse than the debt itself.
        text, fact: {name} sent a picture of the award. Council tax support is agreed.
        visit, fact: Payment plan agreed in writing. The first payment went out on time.
        call, fact: Council tax confirm that the court date is off.
        """.replace("shopfront", "note")
    ),
    matters=(
        Matters("No more brown envelopes that make me feel sick.", "Open letters with me", None),
        Matters(
            "I want to pay what I owe and sleep at night.",
            "Say the sum out loud, once",
            "Leave voicemails about money",
        ),
    ),
    risk=RiskIdea("Enforcement agents may call", "{key} asks for a hold as soon as a letter comes"),
    gains=(
        GainIdea(GainCategory.BILL_REDUCTION, "Council tax support", Frequency.WEEKLY, 640, 2380),
        GainIdea(
            GainCategory.DEBT_WRITTEN_OFF,
            "Council tax arrears written off",
            Frequency.ONE_OFF,
            8_000,
            96_000,
            100,
        ),
    ),
    services=(ServiceIdea("Council tax", AgencyKind.COUNCIL, Quality.STRESSFUL),),
    helps=(Help.MONEY, Help.FOOD),
)

THREADS = (COUNCIL_TAX,)
