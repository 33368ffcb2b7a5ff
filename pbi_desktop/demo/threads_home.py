"""Threads about the home, company and neighbours."""

from pbi_desktop.demo.groups import Help
from pbi_desktop.demo.thread import (
    GainIdea,
    Matters,
    RiskIdea,
    ServiceIdea,
    Thread,
    Trait,
    lines,
    sayings,
)
from pbi_desktop.domain.access import AgencyKind
from pbi_desktop.domain.casework import Flow, Likelihood, Quality
from pbi_desktop.domain.gains import GainCategory
from pbi_desktop.domain.money import Frequency
from pbi_desktop.domain.stages import LifeDomain

RENT = Thread(
    domain=LifeDomain.HOUSING,
    door=sayings(
        """
        They want us out by the end of the month.
        I am eight weeks behind with the rent and they have stopped talking to me.
        The landlord is selling and we have two months.
        """
    ),
    needs=sayings(
        """
        Rent is behind and a notice has come
        The landlord sells and there is nowhere to go
        Rent went up and the housing part did not
        """
    ),
    goals=sayings(
        """
        Stay on {street} where everybody knows us
        A rent I can pay and a letter that says so
        Keys of our own by spring
        """
    ),
    steps=sayings(
        """
        Read the notice and check the dates
        Ring the landlord with a plan to pay
        Ask for the discretionary housing payment
        Go along to the housing options meeting
        Put the plan to pay in writing
        Bid for two places this week
        Check the rent account together
        """
    ),
    lines=lines(
        """
        visit, fact: Read the notice. The date on it is wrong, so it does not count.
        call, told, the landlord's agent: They will wait if something is paid by Friday.
        visit, fact: First payment made at the shop counter. Receipt kept.
        meeting, fact: Housing options meeting, {key} went along. A worker is named.
        note: Filled in the form for the housing payment.
        call, fact: The housing payment is agreed for six months.
        visit: Boxes are unpacked again. The curtains are back up.
        call, fact: Rent account is level for the first time this year.
        """
    ),
    matters=(
        Matters("To sleep in the same bed next year.", "Be honest about dates"),
        Matters("I have moved nine times. I am tired of boxes.", None, "Say we will see"),
        Matters("To hang a picture and know it can stay.", "Come to {street}, not the office"),
    ),
    risk=RiskIdea(
        "The home may be lost", "Duty to refer made; {key} rings weekly", Likelihood.HIGH
    ),
    gains=(
        GainIdea(
            GainCategory.BILL_REDUCTION,
            "Discretionary housing payment",
            Frequency.WEEKLY,
            900,
            4_100,
        ),
        GainIdea(
            GainCategory.DEBT_REDUCED,
            "Rent arrears reduced",
            Frequency.ONE_OFF,
            10_000,
            92_000,
            100,
        ),
    ),
    services=(
        ServiceIdea("Housing officer", AgencyKind.HOUSING, Quality.STRESSFUL),
        ServiceIdea("Housing options", AgencyKind.COUNCIL),
    ),
    helps=(Help.MONEY,),
)

DAMP = Thread(
    domain=LifeDomain.HOUSING,
    door=sayings(
        """
        The wall is black again behind the bed.
        I have rung repairs six times. They keep painting over it.
        The boiler is off and they say it is my fault.
        """
    ),
    needs=sayings(
        """
        Damp and mould in two rooms, repairs promised and not done
        No hot water for weeks
        The stairs are too steep to manage alone
        """
    ),
    goals=sayings(
        """
        A dry wall behind the bed
        Hot water when I turn the tap
        Get to my own bathroom without holding my breath
        """
    ),
    steps=sayings(
        """
        Take pictures and write the dates on them
        Ask for a damp survey in writing
        Ring the repairs desk again, with the reference
        Be there when the surveyor comes
        Ask for grab rails and a second banister
        Check the work when it is done
        """
    ),
    lines=lines(
        """
        visit, fact: Mould on the north wall, a hand wide. Pictures taken.
        call, fact: Survey asked for in writing. Reference written on the calendar.
        call, told, repairs desk: No date yet, they are short of surveyors.
        text: Still no date. {name} is washing the wall with bleach.
        visit, fact: The surveyor came. It is the gutter, not the breathing.
        note, opinion: I think the cough is better since the bed was moved.
        visit, fact: Gutter mended and wall treated. Dry to the touch.
        call: Rails are up. {name} had a bath, the first in months.
        """
    ),
    matters=(
        Matters("A bedroom I can breathe in.", "Take the pictures with me"),
        Matters("To have visitors without saying sorry for the walls."),
    ),
    risk=RiskIdea("Damp makes the chest worse", "Surgery told; bed moved to the dry wall"),
    gains=(
        GainIdea(
            GainCategory.REFUND, "Rent refund for repairs", Frequency.ONE_OFF, 9_000, 48_000, 100
        ),
    ),
    services=(ServiceIdea("Repairs", AgencyKind.HOUSING, Quality.STRESSFUL, Flow.NONE),),
    helps=(Help.SKILLS, Help.FAMILIES),
)

ALONE = Thread(
    domain=LifeDomain.CONNECTION,
    about=Trait.ALONE,
    door=sayings(
        """
        I only came in because the light was on.
        Some weeks the only voice is the radio.
        Since he died I lay the table for two and then put one plate back.
        I know nobody here. I was moved from the other side of town.
        """
    ),
    needs=sayings(
        """
        Sees nobody from one week to the next
        Alone since a death in the family
        New on the estate and afraid to go out after dark
        """
    ),
    goals=sayings(
        """
        One place a week where I am missed if I do not come
        Walk to the shop and talk to somebody
        Cook for more than one
        """
    ),
    steps=sayings(
        """
        Walk round the block together
        Go along to the group the first time
        Ask the neighbour about the bus on Tuesdays
        Ring on Sunday evenings for a month
        Swap numbers with two people
        Let {name} go alone, and hear how it was
        """
    ),
    lines=lines(
        """
        visit: Talked for an hour about the mill and the dog. No forms today.
        group, fact: Went in together. {name} stayed for twenty minutes.
        group, fact: Back again, by bus this time. Dried the cups.
        call: Sunday call. {name} had already talked to two people that day.
        note, opinion: I think {name} is shy rather than unwilling.
        text, told, {name}: They kept me a chair!
        group, fact: Brought a cake. Somebody asked for the recipe.
        visit: {name} showed me a list of six numbers by the telephone.
        """
    ),
    matters=(
        Matters("Somebody who would notice if I did not draw the curtains.", "Stay for the tea"),
        Matters("I used to sing. I would like to sing again.", None, "Call me love"),
        Matters("To be useful. I have been looked after long enough.", "Give me a job to do"),
    ),
    risk=RiskIdea("A fall would not be noticed", "Neighbour has a key and looks in at nine"),
    services=(ServiceIdea("Befriending calls", AgencyKind.VOLUNTARY, Quality.WORKING, Flow.BOTH),),
    helps=(Help.COMPANY, Help.MOVING, Help.GREEN, Help.FAITH),
    partner=AgencyKind.VOLUNTARY,
)

ENGLISH = Thread(
    domain=LifeDomain.CONNECTION,
    door=sayings(
        """
        My cousin reads everything for me and she works nights.
        I understand the bus. I do not understand the letter.
        At the surgery I say yes to everything.
        """
    ),
    needs=sayings(
        """
        Needs letters and calls in another language
        Family has to interpret, even at the surgery
        Does not know who does what here
        """
    ),
    goals=sayings(
        """
        Talk to the doctor by myself
        Read my own post
        Know three neighbours by name
        """
    ),
    steps=sayings(
        """
        Ask for an interpreter at the surgery
        Make a card that says which language
        Go along to the talk circle
        Get a library card
        Read one letter together each week
        Ring the surgery alone, with {key} in the room
        """
    ),
    lines=lines(
        """
        visit, fact: Interpreter by phone. It took twice as long and was worth it.
        note, fact: The surgery has written down that an interpreter is needed.
        group, fact: First talk circle. {name} told them about the market at home.
        visit: Read the bin letter together. {name} put the right one out.
        note, opinion: I think {name} knows more English than anybody has heard.
        group: Made tea for the whole circle, and named each cup.
        call, fact: {name} rang the surgery alone and got the appointment.
        """
    ),
    matters=(
        Matters("To speak for myself.", "Use an interpreter, not family"),
        Matters("To make a joke in English.", "Go slowly, write it down", "Shout"),
    ),
    risk=RiskIdea(
        "Something important may be misread",
        "Letters read at the hub on Wednesdays",
        Likelihood.LOW,
    ),
    services=(ServiceIdea("Library", None, Quality.WORKING, Flow.BOTH),),
    helps=(Help.LANGUAGE, Help.WOMEN, Help.FAITH),
    partner=AgencyKind.VOLUNTARY,
)
