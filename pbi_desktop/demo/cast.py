"""Plays the scenes that are written by hand into the first chapter of a small demo."""

from datetime import date

from pbi_desktop.demo.arriving import let_them_wait
from pbi_desktop.demo.asking import ask
from pbi_desktop.demo.case_file import CORE, CaseFile
from pbi_desktop.demo.cast_lists import SCENES, Elsewhere, Role, SafeWay, Scene
from pbi_desktop.demo.chapter import Chapter
from pbi_desktop.demo.courses import Course, Judged
from pbi_desktop.demo.households import Home
from pbi_desktop.demo.instants import as_date, next_working_day, working_day
from pbi_desktop.demo.joining import appoint
from pbi_desktop.demo.keeping_homes import keep_home
from pbi_desktop.demo.keeping_safe import keep_apart, keep_safe
from pbi_desktop.demo.naming import key_of
from pbi_desktop.demo.opening import Background
from pbi_desktop.demo.phones import mobile
from pbi_desktop.demo.residents import Known, Resident
from pbi_desktop.demo.telling import say
from pbi_desktop.domain.access import AgencyKind, Basis, Category, Purpose
from pbi_desktop.domain.casework import ActionStatus, Flow, Quality, TieKind
from pbi_desktop.domain.stages import RatingKind
from pbi_desktop.domain.times import PartialDate, Precision

_CONTACT = Category.CONTACT.value
_IDENTITY = Category.IDENTITY.value
_FIRST_RATED = 15
_LAST_RATED = 25
# What the manager promised, and in how many days.
_MANAGER_STEPS = (
    ("Read the plan of {name} before the huddle", 0),
    ("Agree who visits {name} in pairs", -2),
    ("Check the review date with {key}", 0),
    ("Ask for the interpreter bill to be paid", 1),
    ("Ring the surgery about the letter for {name}", 3),
    ("Sit in on a visit with {key}", 6),
)


def play(chapter: Chapter) -> None:
    """Add the households of the cast and their cases."""
    played = []
    for place, scene in enumerate(SCENES):
        file, family = _play_scene(chapter, scene)
        _manage(chapter, file, place)
        ask(chapter, file, place)
        played.append((scene, file, family))
    let_them_wait(chapter)
    for place, (scene, file, family) in enumerate(played):
        keep_safe(chapter, file, place)
        keep_home(chapter, file, place)
        for other, person in zip(scene.elsewhere, family, strict=True):
            if other.tie is TieKind.FORMER_PARTNER and other.quality is Quality.STRESSFUL:
                keep_apart(chapter, file, person)


def _play_scene(chapter: Chapter, scene: Scene) -> tuple[CaseFile, tuple[Resident, ...]]:
    site = chapter.setting.sites[scene.site]
    known = (chapter.settler.first_known(), chapter.setting.teams[scene.site].front_door.id)
    people = [_resident(chapter, role, known) for role in scene.roles]
    home = chapter.settler.move_in(site, people, protected=scene.protected)
    chapter.settler.tie_household(home)
    for person, role in zip(people, scene.roles, strict=True):
        _describe(chapter, person, role)
    if scene.safe is not None:
        _keep_safe(chapter, home.head, scene.safe)
    family = tuple(_elsewhere(chapter, home, other, known) for other in scene.elsewhere)
    key = chapter.setting.teams[scene.site].key_workers[0]
    chosen = key if scene.with_first_key_worker else None
    background = Background(family, key=chosen, awards=scene.gains)
    file = chapter.tell(home, _course(chapter, scene), scene.threads, background)
    if scene.objection is not None:
        _object(chapter, file, *scene.objection)
    return file, family


def _resident(chapter: Chapter, role: Role, known: Known) -> Resident:
    """Return a person of the cast."""
    born = PartialDate(role.born, Precision.DAY)
    return Resident(
        id=chapter.dice.new_id(),
        part=role.part,
        given=role.given,
        family=role.family,
        gender=role.gender.value,
        age=born.age_on(as_date(chapter.setting.today)),
        born_text=role.born,
        born_precision=Precision.DAY.value,
        known=known[0],
        known_by=known[1],
        language=role.language,
        interpreter=role.interpreter,
        pronouns=role.pronouns,
        known_as=role.known_as,
        died_text=role.died,
    )


def _describe(chapter: Chapter, person: Resident, role: Role) -> None:
    """Add the other names and the phone of a person of the cast."""
    for name, kind in role.others:
        row = (person.id, _IDENTITY, name, key_of(name), kind)
        chapter.books.add("other_names", person.known, person.known_by, *row)
    if person.is_adult and not role.died:
        chapter.settler.phone(person, role.phone or mobile(chapter.dice))


def _keep_safe(chapter: Chapter, person: Resident, safe: SafeWay) -> None:
    row = (person.id, _CONTACT, *safe.ways, *safe.hours, safe.code_word)
    chapter.books.add("safe_contacts", person.known, person.known_by, *row)


def _elsewhere(chapter: Chapter, home: Home, other: Elsewhere, known: Known) -> Resident:
    """Add somebody of the family who lives elsewhere, and how they are kin."""
    person = _resident(chapter, other.role, known)
    if other.at_home:
        chapter.settler.move_in(home.site, [person])
    else:
        chapter.settler.record_person(person)
    days = tuple(date.fromisoformat(day) if day else None for day in (other.since, other.until))
    quality = other.quality.value if other.quality else None
    how = (quality, None, Flow.NONE.value if quality else None, *days, "Told by the person")
    chapter.settler.tie(home.head, person, other.tie.value, how)
    if other.parent_too:
        for child in home.people:
            if not child.is_adult:
                chapter.settler.tie(person, child, TieKind.PARENT.value)
    return person


def _course(chapter: Chapter, scene: Scene) -> Course:
    """Return the course of a scene: open, rated at even distances."""
    today = chapter.setting.today
    opened = working_day(today - scene.opened_days_ago)
    first, last = opened + _FIRST_RATED, today - _LAST_RATED
    gaps = max(1, len(scene.stages) - 1)
    judged = tuple(
        Judged(
            working_day(first + (last - first) * place // gaps),
            RatingKind.REVIEW if place else RatingKind.BASELINE,
            stage,
        )
        for place, stage in enumerate(scene.stages)
    )
    return Course(opened, scene.phase, True, None, None, None, today, judged)


def _object(chapter: Chapter, file: CaseFile, kind: AgencyKind, words: str) -> None:
    """Add that a person objects to sharing with one kind of agency."""
    day = file.course.opened + _FIRST_RATED
    chapter.pen.write(
        file,
        "sharing_bases",
        chapter.pen.moment(day),
        file.key.id,
        CORE,
        kind.value,
        Purpose.DIRECT_SUPPORT.value,
        Basis.TASK.value,
        "Not shared for this purpose",
        True,
        words,
        as_date(day),
        file.key.id,
        None,
    )


def _manage(chapter: Chapter, file: CaseFile, place: int) -> None:
    """Add what the manager of all sites has promised and when the case is talked about."""
    manager, today = file.team.manager, chapter.setting.today
    appoint(chapter.pen, file, manager, "Huddle, this case is on the list")
    if place >= len(_MANAGER_STEPS):
        return
    what, days = _MANAGER_STEPS[place]
    at = chapter.pen.moment(today - 6)
    due = as_date(next_working_day(today + days) if days > 0 else today + days)
    row = (None, say(file, what), manager.id, due, ActionStatus.OPEN.value, None, None, None)
    chapter.pen.write(file, "actions", at, manager.id, CORE, *row)
