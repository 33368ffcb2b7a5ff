"""How one line at the desk is read: a birth, an age, a phone, a street, a name."""

from datetime import date

from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.people_words import Lean, read_date
from pbi_desktop.domain.times import PartialDate, Precision
from pbi_desktop.services.front_door_rows import Told


def read_born(text: str, today: date) -> PartialDate:
    """Return a date of birth, or the year that an age comes to, as typed at the desk."""
    bare = text.strip()
    if bare.isdigit() and 0 < int(bare) < 120:
        return PartialDate.of_year(today.year - int(bare), about=True)
    return read_date(text, today, lean=Lean.BIRTH, field="born")


def born_texts(born: PartialDate) -> tuple[str, ...]:
    """Return the texts under which this birth may be on record, day and month swapped too."""
    day = born.day
    texts = [born.text]
    if day is not None:
        texts.append(f"{day.year:04d}")
        if day.day <= 12:
            texts.append(f"{day.year:04d}-{day.day:02d}-{day.month:02d}")
    elif born.precision is Precision.ABOUT:
        texts = [f"{year:04d}" for year in range(born.year - 2, born.year + 3)]
    return tuple(dict.fromkeys(texts))


def sort_words(words: str, today: date) -> Told:
    """Sort one line of words: figures that read as a date, a long number, a street, a name."""
    name: list[str] = []
    figures: list[str] = []
    for word in words.split():
        (figures if word[:1].isdigit() or word[:1] == "+" else name).append(word)
    joined = " ".join(figures)
    digits = "".join(letter for letter in joined if letter.isdigit())
    if len(digits) > 8 or (len(digits) >= 5 and len(figures) == 1 and not _is_date(joined, today)):
        return Told(name=" ".join(name), phone=joined)
    if joined and not _is_date(joined, today):
        return Told(street=words.strip())
    return Told(name=" ".join(name), born=joined)


def _is_date(text: str, today: date) -> bool:
    try:
        read_born(text, today)
    except Invalid:
        return False
    return True
