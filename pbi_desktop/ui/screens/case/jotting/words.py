"""What the strip says, and which of my cases typed words find. No Qt."""

from collections.abc import Sequence
from datetime import date

from pbi_desktop.domain.names import name_key
from pbi_desktop.services.case_rows import TeamChoice
from pbi_desktop.services.community_rows import CaseChoice
from pbi_desktop.ui.screens.case.understanding import COMMANDS, CommandWords, read_step
from pbi_desktop.ui.screens.case.understanding_words import OFFERS, step_words
from pbi_desktop.ui.screens.case.wishes import Form

NO_CASES = "You have no open case, so there is nobody to write about. Ctrl+F looks for somebody."
NOT_MINE = "None of your open cases has these words. Ctrl+F looks for everybody else."


def matching(cases: Sequence[CaseChoice], words: str) -> list[CaseChoice]:
    """Return the cases in whose name or reference each word begins a word, by name."""
    wanted = name_key(words).split()
    found = [case for case in cases if all(_begins(word, case) for word in wanted)]
    return sorted(found, key=lambda case: (name_key(case.name), case.reference))


def _begins(word: str, case: CaseChoice) -> bool:
    told = name_key(f"{case.name} {case.reference}").split()
    return any(one.startswith(word) for one in told)


def slash_word(form: Form) -> str:
    """Return the command that opens a form."""
    return next(word for word, one in COMMANDS.items() if one is form)


def strip_command_words(command: CommandWords, today: date, team: Sequence[TeamChoice]) -> str:
    """Return what Enter does with a command in the strip: a step is kept, the rest is opened."""
    if command.form is Form.STEP and command.rest:
        step = read_step(command.rest, today, team)
        return f"Enter keeps a step: {step_words(step, today, team)}."
    return f"Enter goes to the case and opens {OFFERS[slash_word(command.form)]}."
