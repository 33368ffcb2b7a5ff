"""Threads about safety and the law."""

from pbi_desktop.demo.groups import Help
from pbi_desktop.demo.thread import (
    Matters,
    RiskIdea,
    ServiceIdea,
    Thread,
    lines,
    sayings,
)
from pbi_desktop.domain.access import AgencyKind
from pbi_desktop.domain.casework import Flow, Likelihood, Quality
from pbi_desktop.domain.stages import LifeDomain

SAFE = Thread(
    domain=LifeDomain.SAFETY,
    door=sayings(
        """
        I need to talk where nobody can see me from the street.
        He has my new number. I do not know how.
        I am fine. I just want to know what would happen if I was not.
        """
    ),
    needs=sayings(
        """
        Left somebody who hurts, and is still being followed
        Somebody else holds the bank card and the phone
        Afraid of a relative who comes for money
        """
    ),
    goals=sayings(
        """
        A door that he does not know
        My own card and my own phone
        Walk home without looking back
        """
    ),
    steps=sayings(
        """
        Agree a safe way to reach {name}
        Make the safety plan together
        Change the locks
        Ask for a new number
        Go along to the solicitor
        Talk with the specialist worker
        Look at the plan again after a month
        """
    ),
    lines=lines(
        """
        meeting: Talked in the back room. Nothing written on paper to take home.
        meeting, fact: Safety plan made. One copy, and it stays here.
        call, fact: Locks changed this afternoon.
        call, told, specialist worker: A place is free if it is needed tonight.
        meeting: {name} has a new phone. Code word agreed.
        note, opinion: I think the worst time is after contact with the children.
        meeting, fact: Went along to the solicitor. Papers are signed.
        meeting: Slept through for the first time.
        """
    ),
    matters=(
        Matters("That nobody tells him where I am.", "Ask if I can talk", "Leave a message"),
        Matters("To choose my own curtains.", "Use the code word"),
    ),
    risk=RiskIdea(
        "A former partner may find the address",
        "Locks, code word, police marker asked for; contact by text alone",
        Likelihood.HIGH,
    ),
    services=(ServiceIdea("Specialist worker", None, Quality.STRONG),),
    helps=(Help.WOMEN,),
    partner=AgencyKind.POLICE,
)


RELEASE = Thread(
    domain=LifeDomain.CRIME,
    ages=(18, 60),
    door=sayings(
        """
        I have been out for nine days and I have a tag and no bed.
        They think it was us again. It was not us.
        I want to do this once and never come back.
        """
    ),
    needs=sayings(
        """
        Just released, with a curfew and nowhere of their own
        Complaints about noise and people at the door
        Caught shoplifting food twice
        """
    ),
    goals=sayings(
        """
        Keep every appointment until spring
        A bed that is mine
        Nobody at the door after ten
        """
    ),
    steps=sayings(
        """
        Write the appointments on one card
        Go along to probation the first time
        Agree with the neighbours about the stairs
        Try the repair bench
        Ask for a hostel place nearer
        Look at the card after a month
        """
    ),
    lines=lines(
        """
        meeting, fact: First appointment kept, ten minutes early.
        visit, told, a neighbour: People on the stairs at midnight, twice.
        meeting, fact: Three of three appointments kept.
        visit: Door answered sober, kettle on.
        group, fact: Repair bench. Took the stool at the end and stayed.
        note, opinion: I think the friends are the trouble, not {name}.
        call, fact: Hostel place agreed from Monday.
        meeting, fact: No new complaint in two months.
        """
    ),
    matters=(
        Matters("To sit in the stand on Saturdays like anybody.", "Tell me what you write down"),
        Matters("I want to be asked, not told.", None, "Bring it up in front of others"),
    ),
    risk=RiskIdea("Recall if an appointment is missed", "{officer} rings the day before"),
    services=(ServiceIdea("Probation", AgencyKind.PROBATION, Quality.WORKING, Flow.NONE),),
    helps=(Help.SKILLS, Help.RECOVERY),
    partner=AgencyKind.PROBATION,
)
