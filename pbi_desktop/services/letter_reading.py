"""The letters that may be written: the program's, and a team's own in their place or beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.ids import SiteId
from pbi_desktop.domain.letters import Template, read_template
from pbi_desktop.domain.resources import resources
from pbi_desktop.models import LetterTemplate
from pbi_desktop.store.unit_of_work import Work


@cache
def templates() -> tuple[Template, ...]:
    """Return every template that lies with the program, by name; BadTemplate where one is not."""
    folder = resources() / "letters"
    found = [read_template(one.stem, one.read_text("utf-8")) for one in folder.glob("*.txt")]
    return tuple(sorted(found, key=lambda one: (one.to.value, one.name)))


@dataclass(frozen=True)
class TeamTemplate:
    """A letter of a team, and where it is kept."""

    id: UUID
    seen: int
    site: SiteId
    template: Template


def letters_of(work: Work, site: UUID) -> tuple[Template, ...]:
    """Return the letters in English of a site: the program's, and the team's in their place."""
    own = {one.template.key: one.template for one in kept_by(work, [site]) if not _foreign(one)}
    taken = [own.pop(one.key, one) for one in templates()]
    return tuple(sorted((*taken, *own.values()), key=lambda one: (one.to.value, one.name)))


def beside(work: Work, site: UUID, key: str, language: str | None) -> Template | None:
    """Return what stands beside a letter in somebody's first language; None: English alone."""
    if not language or is_english(language):
        return None
    wanted = language.strip().casefold()
    found = (one.template for one in kept_by(work, [site]) if one.template.key == key)
    return next((one for one in found if one.language.casefold() == wanted), None)


def kept_by(work: Work, sites: Sequence[UUID]) -> tuple[TeamTemplate, ...]:
    """Return the letters of these sites' teams, in every language, by name."""
    asked = select(LetterTemplate).where(LetterTemplate.site_id.in_(sites))
    rows = work.all(asked.order_by(LetterTemplate.name, LetterTemplate.id))
    return tuple(
        TeamTemplate(
            one.id,
            one.version,
            SiteId(one.site_id),
            Template(
                one.letter,
                one.version,
                one.name,
                one.letter_to,
                one.title,
                one.body,
                (),
                one.language,
            ),
        )
        for one in rows
    )


def _foreign(one: TeamTemplate) -> bool:
    return bool(one.template.language)


def is_english(language: str) -> bool:
    """Say whether a language, as it is recorded, is that of the program's own letters."""
    return language.strip().casefold() in ("", "english")
