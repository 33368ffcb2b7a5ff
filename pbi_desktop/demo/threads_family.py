"""Threads about family, caring, school, safety and the law."""

from pbi_desktop.demo.groups import Help
from pbi_desktop.demo.thread import (
    BEFORE_PENSION,
    PENSIONERS,
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

CARING = Thread(
    domain=LifeDomain.FAMILY,
    about=Trait.ELDER,
    door=sayings(
        """
        {elder} calls for me six times a night since the stroke.
        I do the lifting, the washing and the school run, and then I go to work.
        I cannot lift any more and I do not want anybody else to do it.
        """
    ),
    needs=sayings(
        """
        Cares day and night without a break
        {elder} needs lifting and there is no hoist
        The one who cares has stopped seeing a doctor
        """
    ),
    goals=sayings(
        """
        Sleep through three nights in a row
        {elder} washed and dressed by nine, and not by me alone
        Someone to ring at three in the morning
        """
    ),
    steps=sayings(
        """
        Ask for a carer's assessment
        Measure the bathroom for a hoist
        Talk with {elder} about a helper in the mornings
        Fill in the Attendance Allowance form for {elder}
        Go along to the carers' table
        Write the night plan and hang it up
        Book a week of respite in summer
        """
    ),
    lines=lines(
        """
        visit: {elder} told me about the old shop. {name} fell asleep in the chair.
        call, fact: Carer's assessment asked for. A date is promised within six weeks.
        visit, told, {name}: My back went on Sunday and we both sat on the floor.
        group, fact: Carers' table for an hour. {name} laughed about the hoist.
        visit, fact: Form for {elder} filled in, with the hospital letter.
        note, opinion: I think {name} says no to help because it feels like giving {elder} away.
        visit, fact: The hoist is in. {elder} calls it the crane.
        group: {name} told a new one how to ask for the assessment.
        call, fact: A helper comes on weekday mornings from Monday.
        """
    ),
    matters=(
        Matters(
            "That {elder} is never spoken over.",
            "Say good morning to {elder} first",
            "Talk about care homes",
        ),
        Matters("That somebody asks how I am, and waits for the answer."),
    ),
    risk=RiskIdea("{elder} may fall when lifted alone", "Two people lift until the hoist is in"),
    gains=(
        GainIdea(
            GainCategory.BENEFIT,
            "Attendance Allowance for the parent",
            Frequency.WEEKLY,
            7_390,
            11_040,
            ages=PENSIONERS,
            of_elder=True,
        ),
        GainIdea(
            GainCategory.BENEFIT,
            "Carer's Allowance",
            Frequency.WEEKLY,
            8_330,
            8_330,
            ages=BEFORE_PENSION,
        ),
    ),
    services=(
        ServiceIdea("Stroke nurse", AgencyKind.HEALTH),
        ServiceIdea("Carers' service", AgencyKind.VOLUNTARY, Quality.STRONG, Flow.BOTH),
    ),
    helps=(Help.CARERS, Help.MIND),
    partner=AgencyKind.VOLUNTARY,
)

PARENTING = Thread(
    domain=LifeDomain.FAMILY,
    about=Trait.LITTLE,
    door=sayings(
        """
        Bedtime takes three hours and ends with everybody crying.
        I shout. I never wanted to be somebody who shouts.
        By teatime I have no hands left and nobody has eaten.
        """
    ),
    needs=sayings(
        """
        No rest from morning to night, and no help near
        Evenings end in rows, and the children hear it
        Meals and bedtimes have no order any more
        """
    ),
    goals=sayings(
        """
        A bedtime without a row
        One morning a week to myself
        Do one thing with {little} that is only fun
        """
    ),
    steps=sayings(
        """
        Write down one evening, hour by hour
        Try the picture chart for bedtime
        Go along to stay and play
        Ask the family about Saturdays
        Talk with the health visitor about sleep
        Look at what worked, and keep that
        """
    ),
    lines=lines(
        """
        visit: {little} showed me every toy. {name} drank a whole cup of tea.
        note, fact: Bedtime chart printed at the shop, with a rocket on it.
        call: Two good nights and one very bad one.
        group, fact: Stay and play, both sides cried when it ended.
        visit, told, {name}: I did not shout on Tuesday.
        note, opinion: I think {name} does more right than anybody has said.
        visit: Bed by eight. I was there and saw it.
        call, fact: An aunt takes them on Saturdays now.
        """
    ),
    matters=(
        Matters("That {little} tells people home is nice.", "Praise what works", "Come at teatime"),
        Matters("To be more than somebody who copes.", "Talk to me when they sleep"),
    ),
    risk=RiskIdea("Too tired to be safe", "An aunt rings at seven; {key} on call", Likelihood.LOW),
    services=(ServiceIdea("Health visitor", AgencyKind.HEALTH),),
    helps=(Help.FAMILIES, Help.WOMEN, Help.FOOD),
)

SCHOOL = Thread(
    domain=LifeDomain.EDUCATION,
    about=Trait.PUPIL,
    door=sayings(
        """
        {child} will not get out of the car at the gate.
        The school rings every day and I have stopped picking up.
        They want to send {child} home again for fighting.
        """
    ),
    needs=sayings(
        """
        {child} misses two days a week
        {child} was sent home four times this term
        The letters from school are not read at home
        """
    ),
    goals=sayings(
        """
        {child} in class on Mondays
        One call from school with good news
        Homework at a table, not in front of the telly
        """
    ),
    steps=sayings(
        """
        Answer the letter about absence
        Meet {school_worker} at the gate on Monday
        Agree one word {child} can say to leave the room
        Try the homework club
        Ask for help with the uniform
        Look at the register together
        """
    ),
    lines=lines(
        """
        meeting, fact: Met at school with {school_worker}. Everybody said one good thing first.
        visit: {child} told me about the noise in the corridor.
        call, told, school: In on Monday and Wednesday, home at noon on Thursday.
        group, fact: {child} went to homework club and read to a small one.
        text: {name} sent a picture of a sticker.
        note, opinion: I think it is the dinner hall, not the lessons.
        meeting, fact: {child} eats in the library now, with a friend.
        call, fact: A whole week in class.
        """
    ),
    matters=(
        Matters("That they see how clever {child} is.", "Ring after three"),
        Matters("Not to feel judged at the gate.", None, "Use words like truancy"),
    ),
    risk=RiskIdea("{child} may be excluded", "{school_worker} is in the room at each meeting"),
    gains=(
        GainIdea(GainCategory.GRANT, "School uniform grant", Frequency.ONE_OFF, 5_000, 12_000, 500),
    ),
    services=(ServiceIdea("School", AgencyKind.SCHOOL, Quality.STRESSFUL, Flow.BOTH),),
    helps=(Help.YOUNG,),
    partner=AgencyKind.SCHOOL,
)

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

THREADS = (CARING, PARENTING, SCHOOL, SAFE, RELEASE)
