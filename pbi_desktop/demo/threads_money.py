"""Threads about money: debt, and what is due and not claimed."""

from pbi_desktop.demo.groups import Help
from pbi_desktop.demo.thread import (
    BEFORE_PENSION,
    PENSIONERS,
    GainIdea,
    Matters,
    RiskIdea,
    ServiceIdea,
    Thread,
    lines,
    sayings,
)
from pbi_desktop.domain.access import AgencyKind
from pbi_desktop.domain.casework import Flow, Quality
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
        I thought I was paying. Now they say I never did.
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
        Ask council tax what the summons is for
        Ask for action to be put on hold
        Apply for council tax support
        Agree a payment plan in writing
        Ask for the old debt to be looked at again
        Set up a standing order for the day after payday
        Check that the court date is off
        """
    ),
    lines=lines(
        """
        visit, fact: Opened the post together, 31 letters. Nine are from council tax.
        call, fact: Rang council tax with {name} beside me. They hold action for 28 days.
        visit: Filled in the council tax support form. The bank letters were ready.
        call, told, council tax office: The summons stands until the form is looked at.
        visit, fact: Another summons, for the older debt. Put it with the first.
        note, opinion: I think the worry about letters is worse than the debt itself.
        text, fact: {name} sent a picture of the award. Council tax support is agreed.
        visit, fact: Payment plan agreed in writing. The first payment went out on time.
        call, fact: Council tax confirm that the court date is off.
        """
    ),
    matters=(
        Matters("No more brown envelopes that make me feel sick.", "Open letters with me"),
        Matters(
            "I want to pay what I owe and sleep at night.",
            "Say the sum out loud, once",
            "Leave voicemails about money",
        ),
        Matters("To answer the door without checking who it is first.", "Ring before you come"),
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
    services=(ServiceIdea("Council tax", AgencyKind.COUNCIL, Quality.STRESSFUL, Flow.NONE),),
    helps=(Help.MONEY, Help.FOOD),
)

UNCLAIMED = Thread(
    domain=LifeDomain.MONEY,
    door=sayings(
        """
        My neighbour says I could get more, but the form is forty pages.
        I have never asked for anything and I would not know where to start.
        They stopped it after the phone call and I do not know why.
        """
    ),
    needs=sayings(
        """
        Does not get what the rules say is due
        A claim was stopped after a missed appointment
        Lives on too little and skips meals
        """
    ),
    goals=sayings(
        """
        Enough for food and heating every week
        Know what I can ask for, and ask for it once
        Someone beside me when the form wants my whole life
        """
    ),
    steps=sayings(
        """
        Do a benefit check at the kitchen table
        Find the bank statements and the rent letter
        Fill in the long form over two mornings
        Send the form by signed post
        Go along to the assessment
        Read the decision together
        Ask for the decision to be looked at again
        """
    ),
    lines=lines(
        """
        visit, fact: Benefit check done at the table. Two things are not claimed.
        visit: Half of the form today. We stopped when {name} got tired.
        visit, fact: Form finished and posted, proof of posting is in the blue folder.
        call, told, benefits helpline: A decision takes up to eleven weeks.
        meeting, fact: Went along to the assessment. It took fifty minutes.
        note, opinion: I think {name} says "fine" to anybody with a clipboard.
        text: A letter came. {name} wants to open it with me tomorrow.
        visit, fact: Award letter read together. The arrears come in one sum.
        call: {name} has bought a coat and rang to tell me.
        """
    ),
    matters=(
        Matters("I do not want charity. I want what is mine.", "Say what each form is for"),
        Matters("To buy a birthday present without counting.", None, "Hurry me"),
        Matters("A full cupboard on a Thursday.", "Come before noon, I am sharper then"),
    ),
    risk=RiskIdea("No food in the last days before payday", "Pantry on Mondays, {key} checks"),
    gains=(
        GainIdea(
            GainCategory.BENEFIT,
            "Attendance Allowance",
            Frequency.WEEKLY,
            7_390,
            11_040,
            ages=PENSIONERS,
        ),
        GainIdea(
            GainCategory.BENEFIT,
            "Pension Credit",
            Frequency.WEEKLY,
            1_200,
            8_600,
            previous=900,
            ages=PENSIONERS,
        ),
        GainIdea(
            GainCategory.BACKDATE,
            "Pension Credit, arrears",
            Frequency.ONE_OFF,
            9_000,
            88_000,
            10,
            ages=PENSIONERS,
        ),
        GainIdea(
            GainCategory.BENEFIT,
            "Personal Independence Payment",
            Frequency.FOUR_WEEKLY,
            11_680,
            43_500,
            20,
            ages=BEFORE_PENSION,
        ),
    ),
    services=(ServiceIdea("Benefits advice", AgencyKind.VOLUNTARY, Quality.WORKING),),
    helps=(Help.MONEY, Help.COMPANY),
)

UNIVERSAL_CREDIT = Thread(
    domain=LifeDomain.MONEY,
    ages=BEFORE_PENSION,
    door=sayings(
        """
        They took money off me for missing a call I never got.
        The advance is gone and the first payment is weeks away.
        It went down again this month and nobody can tell me why.
        """
    ),
    needs=sayings(
        """
        Universal Credit is cut and the reason is not clear
        An advance is paid back so fast that nothing is left for food
        The carer part of Universal Credit was never asked for
        """
    ),
    goals=sayings(
        """
        The same sum on the same day every month
        Write in the journal without being afraid of it
        Get to the end of the month with the lights on
        """
    ),
    steps=sayings(
        """
        Read the journal together and list what is open
        Write to ask why the payment fell
        Ask for the advance to be paid back more slowly
        Report who is cared for, and since when
        Send the rent letter again
        Look at the next statement together
        """
    ),
    lines=lines(
        """
        visit, fact: Read the journal together. Three messages were never answered.
        note: Wrote in the journal at the shop computer. {name} typed, I spelled.
        call, told, work coach: The call was made to an old number.
        text, fact: Payment came, short again by the advance.
        visit, fact: Rent letter sent a second time, with a receipt.
        call, fact: The advance will be paid back over two years, not one.
        visit: Statement looked at together. The carer part is in it.
        note, opinion: I think the journal frightens {name} more than the people do.
        """
    ),
    matters=(
        Matters("Not having to choose between the meter and the bus.", None, "Ask for receipts"),
        Matters("I want to look after my own money again.", "Let me do the typing"),
    ),
    risk=RiskIdea("A missed message may stop the payment", "Journal read together each Monday"),
    gains=(
        GainIdea(
            GainCategory.BENEFIT,
            "Universal Credit, carer element",
            Frequency.MONTHLY,
            12_000,
            20_180,
            10,
        ),
        GainIdea(
            GainCategory.BENEFIT,
            "Universal Credit, put right",
            Frequency.MONTHLY,
            38_000,
            92_000,
            50,
            previous=36_000,
        ),
        GainIdea(
            GainCategory.BACKDATE,
            "Universal Credit, arrears",
            Frequency.ONE_OFF,
            6_000,
            74_000,
            100,
        ),
    ),
    services=(ServiceIdea("Jobcentre", None, Quality.STRESSFUL),),
    helps=(Help.MONEY, Help.FOOD, Help.SKILLS),
)
