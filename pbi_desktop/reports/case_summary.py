"""The shared case summary: one side of A4 for one agency and one purpose, marked and numbered.

Built from what the allow-list keeps, so that a reader cannot tell what was kept back: a part with
nothing to say reads the same whether there is nothing or nothing may be told.

Where it would not fit on one side, what matters least to the reader goes first, and then it is not
told at all. What we ask, risks and ways of contact never go: rather a second side than a lost risk.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from pbi_desktop.domain.access import BASIS_LABELS, PURPOSE_LABELS
from pbi_desktop.domain.documents import (
    Block,
    Document,
    DocumentMarking,
    Heading,
    KeyValues,
    ListBlock,
    Notice,
    Para,
    Piece,
    Protection,
    Said,
    Text,
    Tone,
)
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.sharing import (
    MattersFact,
    SafeContactFact,
    StepFact,
    SummaryFacts,
    SummaryRequest,
    WhoFact,
    narrow,
)
from pbi_desktop.domain.stages import LifeDomain
from pbi_desktop.domain.summary_contents import AS_IT_IS, SummaryEdit, without
from pbi_desktop.domain.times import PartialDate, Precision, london_day
from pbi_desktop.reports.case_slip import reply_slip
from pbi_desktop.reports.case_tables import plan_list, risk_list, stage_table, team_list
from pbi_desktop.reports.pdf.render import pages_of
from pbi_desktop.reports.phrases import by_day, disputed, from_record, joined, unstopped


@dataclass(frozen=True)
class Sheet:
    """A summary as it is handed over, and all that it tells."""

    document: Document
    told: SummaryFacts


def one_side(facts: SummaryFacts, request: SummaryRequest, edit: SummaryEdit = AS_IT_IS) -> Sheet:
    """Return the summary with as much as one side of A4 has room for; the rest is not told.

    Refuses (`NotPermitted`) where the agency may not even be told whom it is about.
    """
    told = without(narrow(facts, request), edit.left_out)
    sheet = Sheet(_document(told, request, edit), told)
    for shorter in _SHORTER:
        if pages_of(sheet.document) == 1:
            break
        told = shorter(told)
        sheet = Sheet(_document(told, request, edit), told)
    return sheet


def build_case_summary(
    facts: SummaryFacts, request: SummaryRequest, edit: SummaryEdit = AS_IT_IS
) -> Document:
    """Return the summary with all that may be told, however many sides that takes.

    Refuses (`NotPermitted`) where the agency may not even be told whom it is about.
    """
    return _document(without(narrow(facts, request), edit.left_out), request, edit)


def _document(told: SummaryFacts, request: SummaryRequest, edit: SummaryEdit) -> Document:
    ask_whom = _ask_whom(told)
    return Document(
        joined("Shared summary: ", Said(told.who.name)),
        _marking(request),
        (
            _who(told.who, told, request),
            *_asks(told, edit),
            *_safe_contact(told, ask_whom),
            *_not_to_say(told, request, edit),
            *_what_matters(told.what_matters),
            *risk_list(told.risks, ask_whom),
            *stage_table(told.stages),
            *_next_steps(told),
            *plan_list(told.plan),
            *team_list(told.team),
            *_use(request),
            *reply_slip(told),
        ),
    )


def _few_stages(told: SummaryFacts) -> SummaryFacts:
    overall = tuple(one for one in told.stages if one.domain is LifeDomain.OVERALL)
    return replace(told, stages=overall)


def _few_steps(told: SummaryFacts) -> SummaryFacts:
    """Return the facts with what we ask and the next three steps."""
    asks = [one for one in told.steps if one.asked_of_recipient]
    steps = sorted((one for one in told.steps if not one.asked_of_recipient), key=_soonest_first)
    return replace(told, steps=(*asks, *steps[:_FEW]))


def _few_workers(told: SummaryFacts) -> SummaryFacts:
    return replace(told, team=tuple(one for one in told.team if one.is_key_worker))


_FEW, _LONGEST_NAME = 3, 40
_SHORTER: tuple[Callable[[SummaryFacts], SummaryFacts], ...] = (
    lambda told: replace(told, plan=()),
    _few_stages,
    _few_steps,
    _few_workers,
    lambda told: replace(told, stages=()),
    lambda told: replace(told, steps=tuple(one for one in told.steps if one.asked_of_recipient)),
)


def _marking(request: SummaryRequest) -> DocumentMarking:
    return DocumentMarking(
        Protection.OFFICIAL_SENSITIVE,
        f"For {request.agency} only. Do not pass on. Destroy by {say_date(request.destroy_by)}.",
        request.made_by,
        request.made_at,
        request.agency,
        request.copy_number,
    )


def _who(who: WhoFact, told: SummaryFacts, request: SummaryRequest) -> Block:
    pairs: list[tuple[str, Text]] = [
        ("Name", joined(Said(who.name), _known_as(who))),
        ("Age", joined(_born(who.born, request))),
        ("Pronouns", from_record(who.pronouns)),
        ("First language", from_record(who.first_language)),
        ("Interpreter", from_record(who.interpreter)),
        ("Lives at", _addresses(told)),
        ("Our reference", joined(told.reference, ", ", Said(told.site))),
    ]
    return KeyValues(tuple(pair for pair in pairs if pair[1]))


def _known_as(who: WhoFact) -> Text:
    return (", known as ", Said(who.known_as)) if who.known_as else ()


def _born(born: PartialDate | None, request: SummaryRequest) -> str:
    """Return age and year of birth: enough to know the person by, and no day of birth."""
    if born is None:
        return ""
    age = born.age_on(london_day(request.made_at))
    about = "" if born.precision is Precision.DAY else "about "
    return f"{about}{age}, born {about if born.precision is Precision.ABOUT else ''}{born.year}"


def _addresses(told: SummaryFacts) -> Text:
    found = sorted(", ".join(address.lines) for address in told.addresses if address.lines)
    return from_record("; ".join(found))


def _ask_whom(told: SummaryFacts) -> Text:
    """Return whom to ask: the key worker where they may be named, else the team."""
    key_worker = min((one.worker for one in told.team if one.is_key_worker), default="")
    if key_worker:
        return ("Ask ", Said(key_worker), " first.")
    return ("Ask the ", Said(told.site), " team first.")


def _asks(told: SummaryFacts, edit: SummaryEdit) -> list[Block]:
    asks = [step for step in told.steps if step.asked_of_recipient]
    own = joined(unstopped(edit.ask), ", ", by_day(edit.ask_by), ".") if edit.ask else ()
    if not asks and not own:
        return [
            Heading(2, ("What we ask of you",)),
            Para(("We ask nothing of you now. This is for you to know.",)),
        ]
    items = tuple(_ask(step) for step in sorted(asks, key=_soonest_first))
    return [Heading(2, ("What we ask of you",)), ListBlock((*items, own) if own else items)]


def _ask(step: StepFact) -> Text:
    by = by_day(step.due_on)
    words = joined(unstopped(step.what), ", ", by, ". For ", Said(step.owner), ".")
    return joined(words, disputed(step))


def _soonest_first(step: StepFact) -> tuple[bool, str, str]:
    return (step.due_on is None, str(step.due_on), repr(step))


def _safe_contact(told: SummaryFacts, ask_whom: Text) -> list[Block]:
    heading = Heading(2, ("How to reach ", called(told.who), " safely"))
    safe = told.safe_contact
    if safe is None:
        text = joined("No safe way is given here. Do not call, text or write. ", ask_whom)
        return [heading, Notice("Not known to be safe", text)]
    return [heading, KeyValues(tuple(pair for pair in _ways(safe) if pair[1]))]


def called(who: WhoFact) -> Piece:
    """Return what a sentence calls the person: a long name stands in full at the head alone."""
    short = [one for one in (who.name, who.known_as) if one and len(one) <= _LONGEST_NAME]
    return Said(short[0]) if short else "this person"


def _not_to_say(told: SummaryFacts, request: SummaryRequest, edit: SummaryEdit) -> list[Block]:
    name = called(told.who)
    items: list[Text] = [
        ("To anybody else who answers: who you are, why you ring, or that ", name, " sees us.")
    ]
    if not request.told_person:
        items.append(
            (
                "To ",
                name,
                ": that you have this summary. They have not been told of it.",
            )
        )
    if edit.not_to_say:
        items.append((Said(edit.not_to_say),))
    return [Heading(2, ("What not to say",)), ListBlock(tuple(items))]


def _ways(safe: SafeContactFact) -> list[tuple[str, Text]]:
    ways = {
        "text message": safe.may_text,
        "phone call": safe.may_call,
        "voicemail": safe.may_voicemail,
        "letter": safe.may_write,
    }
    good = [way for way, is_safe in ways.items() if is_safe]
    bad = [way for way, is_safe in ways.items() if not is_safe]
    number = safe.phone if safe.may_text or safe.may_call or safe.may_voicemail else ""
    return [
        ("Safe", (", ".join(good) or "none of the usual ways",)),
        ("Not safe", joined(", ".join(bad))),
        ("When", joined(_hours(safe.from_hour, safe.to_hour))),
        ("Number", from_record(number)),
    ]


def _hours(first: int | None, last: int | None) -> str:
    """Return between which hours; with one end alone, from or until when."""
    if first is not None and last is not None:
        return f"from {first:02d}:00 to {last:02d}:00"
    if first is not None:
        return f"from {first:02d}:00"
    return "" if last is None else f"until {last:02d}:00"


def _what_matters(found: tuple[MattersFact, ...]) -> list[Block]:
    if not found:
        return []
    blocks: list[Block] = [Heading(2, ("What matters to them, in their words",))]
    for said in sorted(found, key=lambda fact: (fact.said_on, repr(fact)), reverse=True):
        blocks.append(Para((Said(said.words),), Tone.OWN_WORDS))
        advice = (
            ("Please do", from_record(said.please_do)),
            ("Please don't", from_record(said.please_dont)),
            ("Said on", (say_date(said.said_on),)),
        )
        blocks.append(KeyValues(tuple(pair for pair in advice if pair[1])))
        if said.disputed:
            blocks.append(Para(disputed(said)))
    return blocks


def _next_steps(told: SummaryFacts) -> list[Block]:
    steps = [step for step in told.steps if not step.asked_of_recipient]
    items = [_step(step) for step in sorted(steps, key=_soonest_first)]
    if told.next_review_on:
        items.append((f"We look at how things stand again on {say_date(told.next_review_on)}.",))
    return [Heading(2, ("What happens next",)), ListBlock(tuple(items))] if items else []


def _step(step: StepFact) -> Text:
    who = joined(Said(step.owner), " (", Said(step.owner_agency), ")")
    return joined(unstopped(step.what), ", ", by_day(step.due_on), ". ", who, ".", disputed(step))


def _use(request: SummaryRequest) -> list[Block]:
    informed = "Yes" if request.told_person else "No: ask us before you mention this summary"
    pairs: list[tuple[str, Text]] = [
        ("Why you have it", (f"{PURPOSE_LABELS[request.purpose]}.",)),
        ("On what ground", joined(BASIS_LABELS[request.basis], ": ", Said(request.gateway))),
        ("The person knows", (f"{informed}.",)),
        ("They object to", from_record(request.objection)),
        ("You may copy", ("What we ask of you, into your own record. Nothing else.",)),
        ("Destroy by", (f"{say_date(request.destroy_by)}, and tell us if it is lost.",)),
        ("What is not here", ("There may be more. This holds what this purpose needs.",)),
    ]
    kept = tuple(pair for pair in pairs if pair[1])
    return [Heading(2, ("What you may do with this",)), KeyValues(kept)]
