"""The sentences for letters that are not made."""

from pbi_desktop.domain import letters
from pbi_desktop.domain.explaining import explain, stopped


@explain.register
def _(error: letters.BadTemplate) -> str:
    return (
        f"The template “{error.key}” cannot be read. Nothing was made. "
        "Choose another, or ask whoever changed it to put it right."
    )


@explain.register
def _(error: letters.LetterIncomplete) -> str:
    words = ", ".join(letters.FIELD_WORDS.get(one, one) for one in error.missing)
    return f"Nothing was made: the letter would have gaps. Fill in first: {words}."


@explain.register
def _(error: letters.LetterUnsafe) -> str:
    instead = f" Letters for them: {stopped(error.instead)}" if error.instead else ""
    return f"Nothing was made. {stopped(error.reason)}{instead}"


@explain.register
def _(_error: letters.AddressInLetter) -> str:
    return (
        "Nothing was made: the letter says where they live, and that address is protected. "
        "Take the address out, then try again."
    )
