"""Threads about body and mind, drink and drugs."""

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
from pbi_desktop.domain.access import AgencyKind
from pbi_desktop.domain.casework import Flow, Likelihood, Quality
from pbi_desktop.domain.gains import GainCategory
from pbi_desktop.domain.money import Frequency
from pbi_desktop.domain.stages import LifeDomain

BREATH = Thread(
    domain=LifeDomain.PHYSICAL_HEALTH,
    ages=(38, 120),
    door=sayings(
        """
        I cannot get up the hill from the bus any more.
        I was in hospital again and nobody told me what the new inhaler does.
        My sugar is all over the place and I am sick of being told off.
        """
    ),
    needs=sayings(
        """
        Short of breath, four ambulance calls since summer
        Diabetes is not under control and check-ups are missed
        Falls at home and will not say so
        """
    ),
    goals=sayings(
        """
        Walk to the corner and back without stopping
        Know my tablets by what they are for
        Sleep through without ringing 999
        """
    ),
    steps=sayings(
        """
        Write the tablets on one sheet
        Ask the surgery for a review
        Go along to the breathing clinic
        Try the ten minute walk
        Put the rescue pack by the bed
        Ask about a personal alarm
        Check with the nurse how the month went
        """
    ),
    lines=lines(
        """
        visit, fact: Eleven boxes of tablets on the table. Two were the same.
        call, fact: Review booked with the nurse for next week.
        visit, told, the pharmacist: Was using the wrong inhaler first.
        group, fact: Ten minute walk took twenty. Nobody minded.
        call: Bad night, rang the nurse and not 999.
        visit, fact: Personal alarm fitted. Tested it twice.
        note, opinion: I think {name} is frightened of the stairs, not of the walk.
        visit, fact: No ambulance call for eight weeks.
        """
    ),
    matters=(
        Matters("To get to the allotment once more.", "Wait while I catch my breath"),
        Matters("I know I smoke. Talk to me about the rest.", None, "Tell me off"),
    ),
    risk=RiskIdea("May fall at home", "Alarm worn; nurse visits fortnightly", Likelihood.MEDIUM),
    gains=(
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
    services=(
        ServiceIdea("Community nurse", AgencyKind.HEALTH, Quality.STRONG),
        ServiceIdea("Breathing clinic", AgencyKind.HEALTH),
    ),
    helps=(Help.MOVING, Help.COMPANY),
    partner=AgencyKind.HEALTH,
)

LOW = Thread(
    domain=LifeDomain.MENTAL_HEALTH,
    door=sayings(
        """
        I have not been out since the clocks changed.
        I sit in the bathroom because it is the only door that locks.
        They put me on a list. It is a long list.
        """
    ),
    needs=sayings(
        """
        Low for months and on a waiting list
        Panic on buses, so misses every appointment
        Does not sleep and lives at night
        """
    ),
    goals=sayings(
        """
        Open the curtains before ten
        Go to one appointment without turning round
        Have one good hour a day
        """
    ),
    steps=sayings(
        """
        Agree what to do on a bad night
        Walk to the bus stop and back
        Go along to the surgery
        Sit in the quiet room once
        Ask where the name is on the list
        Write down what helped this week
        """
    ),
    lines=lines(
        """
        visit: We sat in the kitchen with the curtains shut. That was enough for today.
        text: {name} wrote that it is a bad day. Wrote back, no question asked.
        visit, fact: Safety plan written. It hangs inside the cupboard door.
        call, told, surgery: Next talking appointment is in the new year.
        group, fact: Quiet room for half an hour, coat on.
        note, opinion: I think mornings are the worst, and calls should come after two.
        group, fact: Came alone to the quiet room and took the coat off.
        visit: The curtains were open.
        call, fact: First talking appointment kept.
        """
    ),
    matters=(
        Matters("Not to have to explain it from the start again.", "Text first", "Just turn up"),
        Matters("My guitar is under the bed. I would like it on the bed.", "Let me be quiet"),
        Matters("That nobody tells my family how bad it was."),
    ),
    risk=RiskIdea(
        "Thoughts of self-harm on bad nights",
        "Safety plan by the cupboard; crisis line; {key} rings next day",
        Likelihood.HIGH,
    ),
    services=(
        ServiceIdea("Talking therapy", AgencyKind.HEALTH, Quality.WEAK),
        ServiceIdea("Surgery", AgencyKind.HEALTH),
    ),
    helps=(Help.MIND, Help.GREEN),
    partner=AgencyKind.HEALTH,
)

DRINK = Thread(
    domain=LifeDomain.SUBSTANCE_USE,
    door=sayings(
        """
        I have had a drink today, I will not lie to you.
        I want to stop and I am scared of stopping.
        It was pills for my back. It is not my back any more.
        """
    ),
    needs=sayings(
        """
        Drinks every day and has stopped eating
        Takes tablets that are not prescribed any more
        Back from detox to the same flat and the same door
        """
    ),
    goals=sayings(
        """
        One day, then another one
        Be at the bus stop sober
        Keep food down and the flat tidy
        """
    ),
    steps=sayings(
        """
        Ask for an appointment at the recovery service
        Go along to the first appointment
        Agree who to ring at six in the evening
        Try the Monday group
        Change the way home so that it misses the shop
        Count the days on the calendar, good and bad
        """
    ),
    lines=lines(
        """
        visit: Had been drinking, said so. We made toast.
        call, fact: Recovery service has a place on Thursday.
        meeting, fact: Went along. {name} spoke, I did not have to.
        group, fact: Monday group. Stayed for the soup.
        text, told, {name}: Nine days.
        visit: Slipped at the weekend. Told me before I asked.
        note, opinion: I think evenings are the hard part, between six and eight.
        group, fact: Four weeks. Somebody brought a card.
        visit, fact: The fridge is full and the bin is not.
        """
    ),
    matters=(
        Matters("My niece's wedding, standing up.", "Ask me how many days"),
        Matters("To be trusted with a front door key.", None, "Smell my breath"),
    ),
    risk=RiskIdea(
        "Stopping at once is dangerous",
        "Only with the recovery nurse; 111 if shaking",
        Likelihood.HIGH,
    ),
    services=(ServiceIdea("Recovery service", AgencyKind.HEALTH, Quality.WORKING, Flow.BOTH),),
    helps=(Help.RECOVERY, Help.SKILLS),
    partner=AgencyKind.HEALTH,
)
