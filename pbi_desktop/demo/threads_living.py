"""Threads about a warm home and about work."""

from pbi_desktop.demo.groups import Help
from pbi_desktop.demo.thread import (
    BEFORE_PENSION,
    GainIdea,
    Matters,
    RiskIdea,
    ServiceIdea,
    Thread,
    lines,
    sayings,
)
from pbi_desktop.domain.casework import Flow, Likelihood, Quality
from pbi_desktop.domain.gains import GainCategory
from pbi_desktop.domain.money import Frequency
from pbi_desktop.domain.stages import LifeDomain

ENERGY = Thread(
    domain=LifeDomain.MONEY,
    door=sayings(
        """
        The meter eats ten pounds a day and the flat is still cold.
        I sleep in the kitchen to keep warm.
        I owe the gas people and they want to fit a meter.
        """
    ),
    needs=sayings(
        """
        The prepayment meter runs out before the week does
        Owes for gas and electricity and heats one room
        Water bill grew while nobody looked
        """
    ),
    goals=sayings(
        """
        One warm room all day
        Heat the flat without counting the hours
        Pay for what we use, and a little off the debt
        """
    ),
    steps=sayings(
        """
        Read the meter and write it on the calendar
        Ring the supplier about the debt
        Apply for the fuel grant
        Ask for the water bill cap
        Have the draughts stopped at the back door
        Check the next bill together
        """
    ),
    lines=lines(
        """
        visit, fact: Meter read together. Ten pounds lasts a day and a half.
        call, fact: The supplier takes less off each top-up for the old debt.
        visit: Put tape round the back door. You could see daylight.
        note: Form for the water bill cap filled in at the shop.
        text, fact: Fuel voucher came and is on the meter.
        visit, fact: Sixteen degrees in the front room today, it was eleven.
        call, fact: The water company put the cap on from this month.
        """
    ),
    matters=(
        Matters("A warm bed, every night.", "Keep your coat on, I will not mind"),
        Matters("Not to hear that meter beep again.", None, "Tell me to wear a jumper"),
    ),
    risk=RiskIdea(
        "The home is too cold for good health",
        "Fuel voucher in the drawer at the hub, {key} has it",
        Likelihood.HIGH,
    ),
    gains=(
        GainIdea(
            GainCategory.BILL_REDUCTION, "Water bill cap", Frequency.ANNUAL, 9_000, 43_000, 100
        ),
        GainIdea(GainCategory.GRANT, "Fuel grant", Frequency.ONE_OFF, 4_900, 30_000, 100),
        GainIdea(
            GainCategory.DEBT_REDUCED, "Energy debt reduced", Frequency.ONE_OFF, 5_000, 61_000, 100
        ),
    ),
    services=(ServiceIdea("Energy supplier", None, Quality.STRESSFUL, Flow.NONE),),
    helps=(Help.FOOD, Help.MONEY),
)


WORK = Thread(
    domain=LifeDomain.WORK,
    ages=BEFORE_PENSION,
    door=sayings(
        """
        I have not worked since the mill shop shut and nobody writes back.
        I can do the job. I cannot do the website.
        They let me go when I had to sit at the hospital.
        """
    ),
    needs=sayings(
        """
        Out of work for more than a year and losing heart
        Wants to work and has no papers from school
        Hours change each week and the bus does not
        """
    ),
    goals=sayings(
        """
        A job that ends before teatime
        Something to get up for
        One certificate with my name on it
        """
    ),
    steps=sayings(
        """
        Write down what {name} can already do
        Make a page that fits on one side
        Try two mornings at the repair bench
        Go along to the open day at the college
        Practise the interview at the hub
        Ask for the interview clothes grant
        Ring on the first Friday to hear how it went
        """
    ),
    lines=lines(
        """
        visit: Wrote down what {name} can do. It took two sheets.
        note, fact: One page made and printed, ten copies.
        group, fact: First morning at the bench. Mended a kettle and stayed for soup.
        call, told, college: A place on the evening course is free from the new term.
        note, opinion: I think {name} stands straighter since the bench.
        call, fact: Interview on Tuesday. We practised on Monday.
        text, fact: {name} wrote: they said yes.
        call: First Friday. Feet hurt, wages came, smiling.
        """
    ),
    matters=(
        Matters("I want to be seen going to work in the morning.", "Tell me straight"),
        Matters("To be asked what I can do, not what I did wrong."),
    ),
    risk=RiskIdea(
        "Losing heart after one more no", "Ring on the day of each answer", Likelihood.LOW
    ),
    gains=(
        GainIdea(
            GainCategory.EARNINGS,
            "Wages, part time",
            Frequency.MONTHLY,
            62_000,
            118_000,
            100,
            previous=58_000,
        ),
        GainIdea(GainCategory.GRANT, "Interview clothes", Frequency.ONE_OFF, 4_000, 9_000, 500),
    ),
    services=(ServiceIdea("Work coach", None), ServiceIdea("Evening college", None)),
    helps=(Help.SKILLS, Help.LANGUAGE),
)
