"""Threads about family, caring and school."""

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
