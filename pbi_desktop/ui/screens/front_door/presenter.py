"""The front door's decisions: what is searched, who is chosen, what was checked, what opens."""

from dataclasses import replace
from functools import partial

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import Match, SearchResult, SiteChoice, Told
from pbi_desktop.services.identity_rows import LinkLine
from pbi_desktop.ui.kit.ports import Navigator, Tasks
from pbi_desktop.ui.screens.front_door.carried import rejected
from pbi_desktop.ui.screens.front_door.checking import Checking
from pbi_desktop.ui.screens.front_door.draft import Draft
from pbi_desktop.ui.screens.front_door.keeping import Keeping
from pbi_desktop.ui.screens.front_door.knowing import Knowing
from pbi_desktop.ui.screens.front_door.left_form import begun, left
from pbi_desktop.ui.screens.front_door.screen_port import Found, FrontDoorView, Place
from pbi_desktop.ui.screens.front_door.second_look import SecondLook
from pbi_desktop.ui.screens.front_door.typed import HowCame, NewPerson, Typed

FACTS_BEFORE_NEW = 2


class FrontDoorPresenter:
    """Joins the front door's screen to its services."""

    def __init__(
        self, view: FrontDoorView, desk: Desk, actor: Actor, tasks: Tasks, navigator: Navigator
    ) -> None:
        self._view = view
        self._desk = desk
        self._actor = actor
        self._tasks = tasks
        self._navigator = navigator
        self._typed = Typed()
        self._found = Found()
        self._sites: tuple[SiteChoice, ...] = ()
        self._chosen: PersonId | None = None
        self._stays = False  # chosen or checked by hand: a better match does not take its place
        self._checking = Checking(view)
        self._landing = False
        self._draft = Draft(view, desk, actor, tasks, self._restored)
        self._knowing = Knowing(view, desk, actor, tasks, navigator, self._search)
        self._second_look = SecondLook(desk, actor, tasks, navigator)
        self._keeping = Keeping(view, desk, actor, tasks, navigator, self._clear, self._bring)

    # --- opening the screen --------------------------------------------------------------------

    def open(self, words: str) -> None:
        """Show what was left here, or begin with the words that were typed on another screen."""
        self.open_told(self._desk.front_door.read(words) if words else Told())

    def open_told(self, told: Told) -> None:
        """Begin with what was told on another screen; with nothing, show what was left here."""
        self._draft.bring_folds()
        if not self._sites:
            self._tasks.query(partial(self._desk.front_door.sites, self._actor), self._keep_sites)
        if not told.facts:
            self._draft.bring()
            return
        if told == self._typed.told and self._found.matches:
            self._view.land_on(Place.MATCHES)
            return
        self._landing = True
        before = self._typed
        self._put(Typed(told), search=True)
        self._draft.put_aside(before)
        self._draft.keep(self._typed)

    def _keep_sites(self, sites: tuple[SiteChoice, ...]) -> None:
        self._sites = sites
        new = self._typed.new
        if new is not None:
            self._typed = replace(
                self._typed, new=replace(new, site=new.site or self._first_site())
            )
            self._show_new()

    def _first_site(self) -> str:
        return str(self._sites[0].id) if self._sites else ""

    def _restored(self, typed: Typed) -> None:
        """Take up what was drafted; put it aside if something has been typed meanwhile."""
        if self._typed.empty:
            self._put(typed, search=bool(typed.told.facts))
        else:
            self._draft.put_aside(typed)

    def _put(self, typed: Typed, *, search: bool) -> None:
        self._typed = typed
        self._forget_choice()
        self._knowing.forget()
        self._second_look.forget()
        self._view.show_typed(typed)
        self._view.offer_keep(not typed.empty)
        self._show_new()
        if search:
            self._search()
        else:
            self._show_found(Found())

    # --- what is typed -------------------------------------------------------------------------

    def told(self, told: Told) -> None:
        """Search for what is told now; an answer to an earlier question is dropped."""
        if told == self._typed.told:
            return
        self._landing = False
        self._note(replace(self._typed, told=told))
        self._search()

    def reasons(self, reasons: tuple[str, ...]) -> None:
        """Take note of why they come."""
        self._note(replace(self._typed, reasons=reasons))
        self.keep_draft()

    def words(self, words: str) -> None:
        """Take note of their own words."""
        self._note(replace(self._typed, words=words))

    def how(self, how: HowCame) -> None:
        """Take note of how they came and what was done."""
        words_only = replace(how, done_words="") == replace(self._typed.how, done_words="")
        self._note(replace(self._typed, how=how))
        if not words_only:
            self.keep_draft()

    def new_typed(self, new: NewPerson) -> None:
        """Take note of what the form of a new person holds."""
        if self._typed.new is not None:
            self._note(replace(self._typed, new=new))

    def _note(self, typed: Typed) -> None:
        if typed.empty != self._typed.empty:
            self._view.offer_keep(not typed.empty)
        self._typed = typed

    def keep_draft(self) -> None:
        """Keep what is typed, in case the program ends or is locked."""
        self._draft.keep(self._typed)

    def keep_folds(self, opened: frozenset[str]) -> None:
        """Remember which parts are open, for the next time."""
        self._draft.keep_folds(opened)

    def start_afresh(self) -> None:
        """Clear everything for the next person; it can be brought back."""
        if self._typed.empty:
            return
        before = self._typed
        self._clear()
        self._navigator.offer_undo("Cleared for the next person.", partial(self._bring, before))
        self._view.land_on(Place.NAME)

    def bring_back(self) -> None:
        """Bring back what was typed for somebody else, and put this aside instead."""
        before = self._draft.take_aside(self._typed)
        self._bring(before)

    def _clear(self) -> None:
        self._put(Typed(), search=False)
        self._draft.drop()

    def _bring(self, typed: Typed) -> None:
        self._put(typed, search=bool(typed.told.facts))
        self.keep_draft()

    # --- searching -----------------------------------------------------------------------------

    def _search(self) -> None:
        told = self._typed.told
        if not told.facts:
            self._tasks.query(_nobody, partial(self._show_result, told), key="search")
            return
        self._tasks.query(
            partial(self._desk.front_door.search, self._actor, told),
            partial(self._show_result, told),
            self._search_failed,
            key="search",
        )

    def _show_result(self, told: Told, result: SearchResult) -> None:
        self._view.show_reading(result.read_as, result.problems)
        facts = told.facts - len(result.problems)
        chosen = next((m for m in result.matches if m.person_id == self._chosen), None)
        if chosen is None or not self._stays:
            chosen = self._first_left(result.matches)
        self._checking.compare(self._found.chosen, chosen)
        self._show_found(Found(result.matches, chosen, facts, result.capped))
        if self._landing:
            self._landing = False
            self._view.land_on(Place.MATCHES if result.matches else Place.NAME)

    def _first_left(self, matches: tuple[Match, ...]) -> Match | None:
        """Return the best match that nobody has said is somebody else."""
        others = rejected(self._typed)
        return next((match for match in matches if match.person_id not in others), None)

    def _search_failed(self, error: BaseException) -> None:
        self._forget_choice()
        self._found = Found()
        self._view.show_failure(explain(error))
        self._view.offer_new(ready=False)
        self._knowing.ask(None)

    def _show_found(self, found: Found) -> None:
        found = replace(found, rejected=frozenset(rejected(self._typed)))
        self._found = found
        self._choose(found.chosen)
        self._view.show_found(found)
        self._checking.show()
        self._view.offer_new(found.facts >= FACTS_BEFORE_NEW)
        self._knowing.ask(found.chosen)

    # --- choosing and checking -----------------------------------------------------------------

    def choose(self, person: PersonId) -> None:
        """Show why this match may be the one."""
        match = next((m for m in self._found.matches if m.person_id == person), None)
        if match is None or person == self._chosen:
            return
        self._show_found(replace(self._found, chosen=match))
        self._stays = True

    def step(self, by: int) -> None:
        """Choose the next or the one before."""
        people = [match.person_id for match in self._found.matches]
        if not people:
            return
        at = people.index(self._chosen) + by if self._chosen in people else 0
        self.choose(people[max(0, min(at, len(people) - 1))])

    def not_the_same(self) -> None:
        """Remember that this is somebody else and move on, or take that back."""
        match = self._found.chosen
        if match is None or self._typed.new is not None:
            return
        person = match.person_id
        if person in self._found.rejected:
            self._say_not_same(tuple(p for p in rejected(self._typed) if p != person), match)
            return
        self._say_not_same((*rejected(self._typed), person), self._next(match))
        said = "Not the same person. It is remembered once you open or start a case."
        self._navigator.offer_undo(said, partial(self._take_back, person))
        if self._found.chosen is not None:
            self._view.land_on(Place.MATCHES)
            return
        ready = self._found.facts >= FACTS_BEFORE_NEW
        self._view.land_on(Place.START_NEW if ready else Place.NAME)

    def _next(self, match: Match) -> Match | None:
        """Return the match after this one that is left, or the best that is."""
        others = {*rejected(self._typed), match.person_id}
        at = self._found.matches.index(match)
        around = (*self._found.matches[at + 1 :], *self._found.matches[:at])
        return next((one for one in around if one.person_id not in others), None)

    def _take_back(self, person: PersonId) -> None:
        """Let somebody be meant again, if they are still among the matches."""
        others = tuple(one for one in rejected(self._typed) if one != person)
        match = next((m for m in self._found.matches if m.person_id == person), None)
        self._say_not_same(others, match or self._found.chosen)

    def _say_not_same(self, people: tuple[PersonId, ...], chosen: Match | None) -> None:
        self._typed = replace(self._typed, not_same=tuple(str(person) for person in people))
        self._show_found(replace(self._found, chosen=chosen))
        self._stays = chosen is not None
        self.keep_draft()

    def check(self, checked: bool) -> None:
        """Take note that they answered and that it fits, or that it does not."""
        if self._chosen is not None and self._typed.new is None:
            self._stays = True
            self._checking.turn(checked)

    def toggle_check(self) -> None:
        """Turn the check over."""
        self.check(not self._checking.checked)

    def _choose(self, match: Match | None) -> None:
        person = match.person_id if match is not None else None
        if person != self._chosen:
            self._forget_choice()
            self._chosen = person

    def _forget_choice(self) -> None:
        self._chosen, self._stays = None, False
        self._checking.forget()

    def take_back(self, line: LinkLine) -> None:
        """Take back what somebody said before of who is who."""
        self._knowing.take_back(line)

    # --- keeping -------------------------------------------------------------------------------

    def confirm(self) -> None:
        """Open the case of the chosen match; before the check, ask for the check in place."""
        match = self._found.chosen
        if self._typed.new is not None or self._chosen is None or match is None:
            return
        if not self._checking.checked:
            self._view.land_on(self._checking.ask(match, self._typed.told))
            return
        self._keeping.open_known(self._typed, self._chosen)

    def finish(self) -> None:
        """Do what the screen is for now: keep the new person, or open the chosen case."""
        if self._typed.new is not None:
            self._second_look.ask(self._typed, self._look_first, self._keep_new)
        else:
            self.confirm()

    def _look_first(self, likely: tuple[Match, ...]) -> None:
        """Put who is very likely meant before the other matches, and ask to look at them."""
        if self._typed.new is None:  # left since
            return
        people = {match.person_id for match in likely}
        others = tuple(m for m in self._found.matches if m.person_id not in people)
        self._show_found(
            replace(self._found, matches=(*likely, *others), chosen=likely[0], look_first=True)
        )
        self._stays = True

    def _keep_new(self) -> None:
        if self._typed.new is not None:
            self._keeping.open_new(self._typed, self._sites)

    def keep(self) -> None:
        """Keep that somebody came, without a case; of the one who was checked, if anybody was."""
        if not self._typed.empty:
            person = self._chosen if self._checking.checked and self._typed.new is None else None
            self._keeping.keep(self._typed, self._sites, person)

    def ask_colleague(self) -> None:
        """Leave it to the duty lead to say who this is."""
        if not self._typed.empty:
            self._keeping.ask_colleague(self._typed, self._sites)

    # --- a new person --------------------------------------------------------------------------

    def start_new(self) -> None:
        """Show the form of a new person, filled with what they have told, or as it was left."""
        if self._typed.new is not None or self._found.facts < FACTS_BEFORE_NEW:
            return
        self._typed = begun(self._typed, self._first_site())
        self._show_new()
        named = self._typed.new is not None and self._typed.new.given_name
        self._view.land_on(Place.REASONS if named else Place.NEW)
        self.keep_draft()

    def stop_new(self) -> None:
        """Go back to the matches; what was typed of somebody new is kept for another time."""
        if self._typed.new is None:
            return
        self._typed = left(self._typed)
        self._show_new()
        self._view.land_on(Place.MATCHES if self._found.matches else Place.NAME)
        self.keep_draft()

    def _show_new(self) -> None:
        self._view.show_new(self._typed.new, self._sites)


def _nobody() -> SearchResult:
    return SearchResult((), {}, {}, capped=False)
