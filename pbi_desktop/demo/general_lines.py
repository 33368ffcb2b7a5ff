"""Entries that any case may hold: tries to reach somebody, everyday contact, endings, checks."""

from pbi_desktop.demo.thread import Line, lines
from pbi_desktop.domain.casework import NoteKind
from pbi_desktop.domain.phases import ClosureReason

PLACES = {
    NoteKind.VISIT.value: "At home",
    NoteKind.CALL.value: "By phone",
    NoteKind.TEXT.value: "By text",
    NoteKind.MEETING.value: "At the hub",
    NoteKind.GROUP.value: "At the group",
}

ATTEMPTS = lines(
    """
    call, fact: Rang twice. No answer. Left no message.
    visit, fact: Knocked at eleven. Nobody in. Put a card through the door.
    text, fact: Sent a text with my name and the shop's number.
    call: {name} answered and asked me to ring next week.
    note: Asked the neighbour's group whether {name} comes. Not lately.
    text: {name} wrote back: not today, maybe Thursday.
    """
)

EVERYDAY = lines(
    """
    call: Ten minutes on the phone. Nothing new, glad of the call.
    text: {name} sent a thumbs up after the appointment.
    visit: Cup of tea in the kitchen. Went over what comes next.
    call: {name} rang to ask what the letter means. Read it out slowly.
    note: {name} came into the shop to print a form.
    call: Moved our visit to Thursday because of the boiler man.
    meeting: Talked at the huddle. Everybody knows who does what.
    visit, fact: Missed each other. I was ten minutes late.
    text: Reminder sent for tomorrow. {name} will be there.
    note, opinion: {name} looks less tired than last month.
    call, fact: No answer today. Will try in the morning.
    visit: {name} showed me the calendar on the fridge. Every date is in it.
    note: {name} waved through the window and did not come in. That is fine.
    call: Checked that the bus pass has come. It has.
    visit: Quiet today. We sat and said little.
    call: {name} rang to say that nothing is wrong. Noted that too.
    visit: Looked at the calendar. Two things this week, both written in.
    note, fact: Dropped the form off at the counter for {name}.
    text: {name} asked whether the hub is open on Saturday. It is not.
    visit: We ate soup. {name} had made it.
    call: Talked about the weekend and a little about money.
    note: Met {name} in the street by chance. Five minutes, good mood.
    meeting, fact: {name} came to the hub to use the phone. Stayed for tea.
    text, told, {name}: All fine here, see you Tuesday.
    visit, opinion: I think the flat is brighter, somebody has cleaned the windows.
    call, fact: Left a message with the safe word, as agreed.
    note: Filed the letters in the blue folder with {name}.
    visit: The neighbour was there. We all talked at once.
    call: Short call between two appointments. Next one is on the calendar.
    note: {name} brought a friend who has the same trouble. Gave her our card.
    """
)

COLLEAGUE = lines(
    """
    call: {name} rang the shop and asked for {key}. Passed on.
    note, fact: A letter for {name} came to the shop. It is in the tray for {key}.
    note: {name} was at the hub this morning and said all is well.
    call, fact: The surgery rang back. {name} has an appointment on Thursday.
    meeting: Talked about {name} at the huddle. {key} keeps the lead.
    note: Met {name} at the bus stop. Asked me to say hello to {key}.
    visit, fact: Took the form round because {key} was out. {name} signed it.
    text, told, {name}: Running late, please tell {key}.
    group, fact: {name} came and stayed to the end.
    call: Repairs rang for {name}. They come on Friday after ten.
    """
)

CLOSING: dict[ClosureReason, tuple[Line, ...]] = {
    ClosureReason.OUTCOMES_MET: lines(
        """
        visit: Went through the plan a last time. {name} ticked it off. Closed together.
        meeting, fact: Closed. {name} has our number and the group's, and knows who to ring first.
        visit: {name} says it is time to stop. I agree. We look in again in six months.
        """
    ),
    ClosureReason.STEPPED_UP: lines(
        """
        meeting, fact: Handed up to the specialist team. {key} went along to the first meeting.
        call, fact: The specialist team has taken this on and will ring {name} tomorrow.
        """
    ),
    ClosureReason.MOVED_AWAY: lines(
        """
        call, fact: {name} has moved out of the borough and has a worker there.
        text, told, {name}: We are at my sister's for good now. Thank you for everything.
        """
    ),
    ClosureReason.DECLINED: lines(
        """
        call: {name} does not want more visits. The door stays open.
        visit: {name} says enough for now, and was friendly about it. Left our card.
        """
    ),
    ClosureReason.NOT_CONTACTABLE: lines(
        """
        note, fact: Five tries in four weeks by phone, text and card. Closed for now.
        note, fact: Number no longer in use and the flat looks empty. Closed for now.
        """
    ),
    ClosureReason.TRANSFERRED: lines(
        """
        meeting, fact: Handed over to the team nearer to the new flat, with {name} in the room.
        call, fact: The other team has the case from Monday. {name} has met them.
        """
    ),
    ClosureReason.DIED: lines(
        """
        note, fact: {name} died on Sunday. The family has been rung. All letters are stopped.
        """
    ),
    ClosureReason.DUPLICATE: lines(
        """
        note, fact: Opened twice by mistake. The other case is the one to use.
        """
    ),
}

AT_THE_CHECK: dict[bool, tuple[Line, ...]] = {
    True: lines(
        """
        call, fact: Six-month check. {name} manages, and names two people to ring before us.
        visit: Six-month check over tea. Things have held.
        """
    ),
    False: lines(
        """
        call: Six-month check. It has slipped back. {name} would like us to come again.
        visit, fact: Six-month check. Some of it held, some did not. Offered a new start.
        """
    ),
}
