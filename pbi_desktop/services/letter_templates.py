"""A team's own letters: written by who leads it, read by everybody at its desk.

One that has the key of a letter of the program takes its place. One in another language stands
beside the English of the same key: a letter is never sent that nobody here can read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import select

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid, NotPermitted
from pbi_desktop.domain.ids import SiteId
from pbi_desktop.domain.letters import INVENTED, LetterTo, Template, checked_template, filled
from pbi_desktop.models import LetterTemplate, Person
from pbi_desktop.services.letter_reading import TeamTemplate, is_english, kept_by, templates
from pbi_desktop.services.standing import led_sites
from pbi_desktop.services.typed import Typed
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_ACTION = "change the letters of the team"


@dataclass(frozen=True)
class TemplateWish:
    """A letter of a team as somebody wrote it."""

    name: str
    to: LetterTo
    title: str
    text: str
    language: str = ""
    """Empty: English."""
    key: str = ""
    """The letter whose place it takes, or beside which it stands; empty: a new one."""


@dataclass(frozen=True)
class TeamLetters:
    """The letters of the program, those of a team, and what their lead may choose from."""

    program: tuple[Template, ...]
    own: tuple[TeamTemplate, ...]
    sites: tuple[tuple[SiteId, str], ...]
    languages: tuple[str, ...]
    """The first languages of the people whom this worker sees."""


class LetterTemplates:
    """Keeps the letters of a team."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def list(self, actor: Actor) -> TeamLetters:
        """Return every letter there is; NotPermitted for who leads no site."""
        with self._store().query(actor) as work:
            sites = led_sites(work, _ACTION)
            spoken = work.rows(select(Person.first_language).distinct())
            languages = sorted({row[0] for row in spoken if row[0] and not is_english(row[0])})
            own = kept_by(work, [site for site, _name in sites])
            return TeamLetters(templates(), own, tuple(sites), tuple(languages))

    def preview(self, wish: TemplateWish) -> str:
        """Return a letter filled in with a case that was made up; Invalid says what to mend."""
        return filled(_checked(wish).text, INVENTED)

    def keep(
        self,
        actor: Actor,
        site: SiteId,
        wish: TemplateWish,
        changes: UUID | None = None,
        seen: int = 0,
    ) -> Changes:
        """Keep a new letter of a team, or what was changed in one."""
        new = _checked(wish)
        with self._store().command(actor, "keep letter template") as work:
            if site not in [one for one, _name in led_sites(work, _ACTION)]:
                raise NotPermitted(_ACTION)
            own = [one.template for one in kept_by(work, [site]) if one.id != changes]
            _refuse_alone(new, own)
            if changes is None:
                made = work.add(
                    LetterTemplate(
                        site_id=site,
                        letter=new.key,
                        language=new.language,
                        letter_to=new.to,
                        name=new.name,
                        title=new.title,
                        body=new.text,
                    )
                )
                return work.changes("Letter kept for the team", made=made.id)
            held = work.get(LetterTemplate, changes, seen)
            held.name, held.title, held.body = new.name, new.title, new.text
            work.save(held)
            return work.changes("Letter of the team changed", made=held.id)

    def withdraw(self, actor: Actor, template: UUID, seen: int) -> Changes:
        """Take a letter of a team away, with what stands beside it in other languages."""
        with self._store().command(actor, "take away letter template") as work:
            held = work.get(LetterTemplate, template, seen)
            if held.site_id not in [site for site, _name in led_sites(work, _ACTION)]:
                raise NotPermitted(_ACTION)
            if not held.language:
                _take_away_beside(work, held)
            work.withdraw(held)
            return work.changes("Letter of the team taken away")


def _take_away_beside(work: Work, english: LetterTemplate) -> None:
    if english.letter in {one.key for one in templates()}:
        return  # the program's own letter is there again
    others = select(LetterTemplate).where(
        LetterTemplate.site_id == english.site_id,
        LetterTemplate.letter == english.letter,
        LetterTemplate.id != english.id,
    )
    for one in work.all(others):
        work.withdraw(one)


def _checked(wish: TemplateWish) -> Template:
    """Return a letter without hidden characters; Invalid where it lacks something."""
    typed = Typed()
    language = typed.line(wish.language)
    return checked_template(
        typed.line(wish.key) or f"own-{uuid4().hex[:8]}",
        1,
        typed.line(wish.name),
        wish.to,
        typed.line(wish.title),
        typed.text(wish.text),
        "" if is_english(language) else language,
    )


def _refuse_alone(new: Template, own: Sequence[Template]) -> None:
    """Refuse what has no English beside it, and what is there already."""
    english = {one.key: one for one in (*templates(), *own) if not one.language}
    if new.language and new.key not in english:
        raise Invalid({"key": "Choose the letter in English that it says in another language."})
    if new.language and english[new.key].to is not new.to:
        raise Invalid({"to": "It goes to the same as the letter in English."})
    if any((one.key, one.language.casefold()) == (new.key, new.language.casefold()) for one in own):
        raise Invalid({"key": "The team has this letter in this language. Change that one."})
