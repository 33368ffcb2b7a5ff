"""The front door's decisions: what is searched, who is chosen, what was checked, what opens."""

from dataclasses import replace
from functools import partial

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import CommandId, PersonId
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import Match, SearchResult, SiteChoice, Told
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone
from pbi_desktop.ui.screens.front_door.carried import arrival, new_person
from pbi_desktop.ui.screens.front_door.draft import Draft
from pbi_desktop.ui.screens.front_door.screen_port import Found, FrontDoorView, Place
from pbi_desktop.ui.screens.front_door.typed import NewPerson, Typed

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
        self._checked = False
        self._opening = False
        self._landing = False
        self._draft = Draft(view, desk, actor, tasks, self._restored)

    # --- opening the screen --------------------------------------------------------------------

    def open(self, words: str) -> None:
        """Show what was left here, or begin with the words that were typed on another screen."""
        if not self._sites:
            self._tasks.query(partial(self._desk.front_door.sites, self._actor), self._keep_sites)
        if not words:
            self._draft.bring()
            return
        told = self._desk.front_door.read(words)
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
        """Take up what was drafted, unless something has been typed meanwhile."""
        if self._typed.empty:
            self._put(typed, search=bool(typed.told.facts))

    def _put(self, typed: Typed, *, search: bool) -> None:
        self._typed = typed
        self._forget_choice()
        self._view.show_typed(typed)
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
        self._typed = replace(self._typed, told=told)
        self._search()

    def reasons(self, reasons: tuple[str, ...]) -> None:
        """Take note of why they come."""
        self._typed = replace(self._typed, reasons=reasons)
        self.keep_draft()

    def words(self, words: str) -> None:
        """Take note of their own words."""
        self._typed = replace(self._typed, words=words)

    def new_typed(self, new: NewPerson) -> None:
        """Take note of what the form of a new person holds."""
        if self._typed.new is not None:
            self._typed = replace(self._typed, new=new)

    def keep_draft(self) -> None:
        """Keep what is typed, in case the program ends or is locked."""
        self._draft.keep(self._typed)

    def start_afresh(self) -> None:
        """Clear everything for the next person; it can be brought back."""
        if self._typed.empty:
            return
        before = self._typed
        self._put(Typed(), search=False)
        self._draft.drop()
        self._navigator.offer_undo("Cleared for the next person.", partial(self._bring, before))
        self._view.land_on(Place.NAME)

    def bring_back(self) -> None:
        """Bring back what was typed for somebody else, and put this aside instead."""
        before = self._draft.take_aside(self._typed)
        self._bring(before)

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
            chosen = result.matches[0] if result.matches else None
        self._show_found(Found(result.matches, chosen, facts, result.capped))
        if self._landing:
            self._landing = False
            self._view.land_on(Place.MATCHES if result.matches else Place.NAME)

    def _search_failed(self, error: BaseException) -> None:
        self._forget_choice()
        self._found = Found()
        self._view.show_failure(explain(error))

    def _show_found(self, found: Found) -> None:
        self._found = found
        self._choose(found.chosen)
        self._view.show_found(found)
        self._view.show_check(checked=self._checked, asked=False)
        self._view.offer_new(found.facts >= FACTS_BEFORE_NEW)

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
        if self._chosen in people:
            at = people.index(self._chosen) + by
            self.choose(people[max(0, min(at, len(people) - 1))])

    def not_the_same(self) -> None:
        """Move on to the next match, or to starting a new person."""
        people = [match.person_id for match in self._found.matches]
        if self._chosen not in people:
            return
        if people[-1] == self._chosen:
            ready = self._found.facts >= FACTS_BEFORE_NEW
            self._view.land_on(Place.START_NEW if ready else Place.NAME)
            return
        self.step(1)
        self._view.land_on(Place.MATCHES)

    def check(self, checked: bool) -> None:
        """Take note that they answered and that it fits, or that it does not."""
        if self._chosen is None:
            return
        self._checked, self._stays = checked, True
        self._view.show_check(checked=checked, asked=False)

    def toggle_check(self) -> None:
        """Turn the check over."""
        self.check(not self._checked)

    def _choose(self, match: Match | None) -> None:
        person = match.person_id if match is not None else None
        if person != self._chosen:
            self._forget_choice()
            self._chosen = person

    def _forget_choice(self) -> None:
        self._chosen, self._checked, self._stays = None, False, False

    # --- opening a case ------------------------------------------------------------------------

    def confirm(self) -> None:
        """Open the case of the chosen match; before the check, ask for the check in place."""
        if self._typed.new is not None or self._chosen is None or self._opening:
            return
        if not self._checked:
            self._view.show_check(checked=False, asked=True)
            self._view.land_on(Place.CHECK)
            return
        typed, door = self._typed, self._desk.front_door
        self._command(
            partial(
                door.take_up,
                self._actor,
                self._chosen,
                checked=True,
                reasons=typed.reasons,
                words=typed.words,
            )
        )

    def finish(self) -> None:
        """Do what the screen is for now: keep the new person, or open the chosen case."""
        if self._typed.new is not None:
            self._arrive()
        else:
            self.confirm()

    def _command(self, work: "partial[Changes]") -> None:
        self._opening = True
        self._tasks.command(work, self._opened, self._not_opened)

    def _opened(self, changes: Changes) -> None:
        before = self._typed
        self._opening = False
        self._put(Typed(), search=False)
        self._draft.drop()
        self._navigator.go(f"case/{changes.made}/now")
        if changes.command is not None:
            undo = partial(self._undo, changes.command, before)
            self._navigator.offer_undo(f"{changes.done}.", undo)

    def _not_opened(self, error: BaseException) -> None:
        self._opening = False
        if isinstance(error, Invalid):
            self._view.show_problems(error.fields)
            return
        self._navigator.tell(explain(error), Tone.DANGER)

    def _undo(self, command: CommandId, before: Typed) -> None:
        """Take the opening back, and put back what was typed."""
        self._tasks.command(
            partial(self._desk.undo.undo, self._actor, command), partial(self._undone, before)
        )

    def _undone(self, before: Typed, _changes: Changes) -> None:
        self._navigator.go("front-door")
        self._bring(before)

    # --- a new person --------------------------------------------------------------------------

    def start_new(self) -> None:
        """Show the form of a new person, filled with what they have told."""
        if self._typed.new is not None or self._found.facts < FACTS_BEFORE_NEW:
            return
        self._typed = replace(self._typed, new=new_person(self._typed.told, self._first_site()))
        self._show_new()
        named = self._typed.new is not None and self._typed.new.given_name
        self._view.land_on(Place.REASONS if named else Place.NEW)
        self.keep_draft()

    def stop_new(self) -> None:
        """Go back to the matches."""
        if self._typed.new is None:
            return
        self._typed = replace(self._typed, new=None)
        self._show_new()
        self._view.land_on(Place.MATCHES if self._found.matches else Place.NAME)
        self.keep_draft()

    def _show_new(self) -> None:
        self._view.show_new(self._typed.new, self._sites)

    def _arrive(self) -> None:
        if self._opening:
            return
        try:
            asked = arrival(self._typed, self._sites)
        except Invalid as invalid:
            self._view.show_problems(invalid.fields)
            return
        self._command(partial(self._desk.front_door.arrive, self._actor, asked))


def _nobody() -> SearchResult:
    return SearchResult((), {}, {}, capped=False)
