"""Consent, conflicts, seals, glass, other eyes and reasons: what people do with the rule."""

from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from pbi_desktop.domain.access import (
    AgencyKind,
    Basis,
    Category,
    Emergency,
    Purpose,
    Seal,
    SiteRole,
)
from pbi_desktop.domain.access_errors import ConsentMissing, OnlyViewing, SamePerson
from pbi_desktop.domain.actor import Actor, Viewing
from pbi_desktop.domain.errors import Invalid, NotFound, NotPermitted, PbiError
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.wording import explain
from pbi_desktop.models import Agreement, Note
from pbi_desktop.services.case_rows import NewNote
from pbi_desktop.services.consents import BOTH_ON_ONE_DAY, NewConsent
from pbi_desktop.services.desk import Desk
from tests.support.world import LONG_AGO, CaseMade, World

POLICE = Viewing(AgencyKind.POLICE, Purpose.SAFEGUARDING)
REASON = "He has not been seen for two days."


@pytest.fixture
def leah(world: World) -> Actor:
    return world.worker("leah")


@pytest.fixture
def case(world: World, leah: Actor) -> CaseMade:
    return world.case("K7QX9B", team=[leah], subject=world.person("Shabana", "Akhtar"))


def on_consent(world: World, category: Category) -> None:
    """Let housing hold who and how far, and one category where the person agrees."""
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE)
    world.fact(
        Agreement(
            purpose=Purpose.DIRECT_SUPPORT,
            agency_kind=AgencyKind.HOUSING,
            category=category,
            basis=Basis.CONSENT,
            seconded_by=world.maker,
            valid_from=world.clock() - LONG_AGO,
        )
    )


def says(case: CaseMade, *, given: bool, kind: AgencyKind | None = None) -> NewConsent:
    return NewConsent(case.subject, Category.HEALTH, kind, given, "That is fine by me.")


def notes(world: World, actor: Actor, case: CaseMade) -> list[str]:
    with world.store_for(actor).query_case(actor, case.id) as work:
        return sorted(row[0] for row in work.rows(select(Note.body)))


class TestConsent:
    @pytest.fixture
    def omar(self, world: World, leah: Actor, case: CaseMade) -> Actor:
        on_consent(world, Category.HEALTH)
        omar = world.worker("omar", role=None, agency=AgencyKind.HOUSING)
        world.join(case, omar, by=leah)
        world.note(case, "sleeps badly", by=leah, category=Category.HEALTH)
        return omar

    def test_opens_at_the_next_unit_of_work_and_closes_when_withdrawn(
        self, world: World, desk: Desk, leah: Actor, omar: Actor, case: CaseMade
    ) -> None:
        assert notes(world, omar, case) == []
        desk.consents.record(leah, case.id, says(case, given=True))
        assert notes(world, omar, case) == ["sleeps badly"]
        (line,) = desk.consents.of_case(leah, case.id).lines
        desk.consents.withdraw(leah, line.id, line.version)
        assert notes(world, omar, case) == []

    def test_can_be_undone(
        self, world: World, desk: Desk, leah: Actor, omar: Actor, case: CaseMade
    ) -> None:
        done = desk.consents.record(leah, case.id, says(case, given=True))
        assert done.command is not None
        desk.undo.undo(leah, done.command)
        assert notes(world, omar, case) == []

    @pytest.mark.parametrize("first", [True, False])
    def test_given_and_refused_on_one_day_counts_as_refused_and_says_so(
        self, world: World, desk: Desk, leah: Actor, omar: Actor, case: CaseMade, first: bool
    ) -> None:
        desk.consents.record(leah, case.id, says(case, given=first))
        done = desk.consents.record(leah, case.id, says(case, given=not first))
        assert done.done.startswith(BOTH_ON_ONE_DAY)
        assert notes(world, omar, case) == []
        assert [one.overruled for one in desk.consents.of_case(leah, case.id).lines if one.given]

    def test_a_change_of_mind_on_another_day_is_believed(
        self, world: World, desk: Desk, leah: Actor, omar: Actor, case: CaseMade
    ) -> None:
        desk.consents.record(leah, case.id, says(case, given=False))
        world.clock.forward(days=1)
        done = desk.consents.record(leah, case.id, says(case, given=True))
        assert not done.done.startswith(BOTH_ON_ONE_DAY)
        assert notes(world, omar, case) == ["sleeps badly"]

    def test_a_note_that_needs_it_is_refused_in_one_sentence_with_the_key_to_it(
        self, world: World, desk: Desk, omar: Actor, case: CaseMade
    ) -> None:
        with pytest.raises(ConsentMissing) as missing:
            desk.casework.write_note(omar, case.id, NewNote("tired", category=Category.HEALTH))
        assert "Ctrl+Shift+C" in explain(missing.value)
        assert "still here" in explain(missing.value)

    def test_is_kept_in_the_persons_words(self, desk: Desk, leah: Actor, case: CaseMade) -> None:
        silent = NewConsent(case.subject, Category.HEALTH, None, True, "  ")
        with pytest.raises(Invalid):
            desk.consents.record(leah, case.id, silent)


class TestConflict:
    def test_closes_the_case_to_one_worker_and_can_be_ended(
        self, world: World, desk: Desk, leah: Actor, case: CaseMade
    ) -> None:
        nina = world.worker("nina")
        assert desk.cases.header(nina, case.id).reference == "K7QX9B"
        desk.exclusions.record(leah, case.id, case.subject, nina.worker, "They are sisters.")
        with pytest.raises(NotFound):
            desk.cases.header(nina, case.id)
        (line,) = desk.exclusions.of_case(leah, case.id)
        assert (line.worker, line.person) == ("Nina", "Shabana Akhtar")
        desk.exclusions.end(leah, line.id, line.version)
        assert desk.cases.header(nina, case.id).reference == "K7QX9B"

    def test_says_the_same_as_a_case_that_was_never_there(
        self, world: World, desk: Desk, leah: Actor, case: CaseMade
    ) -> None:
        nina = world.worker("nina")
        other = world.case("Q2QX9B", team=[leah], subject=world.person("Ann", "Bell"))
        desk.exclusions.record(leah, case.id, case.subject, nina.worker, "They are sisters.")
        for ask in (
            lambda key: desk.cases.header(nina, key),
            lambda key: desk.explaining.why(nina, key, case.subject, Category.CORE),
            lambda key: desk.exclusions.of_case(nina, key),
            lambda key: desk.glass.people(nina, key),
            lambda key: desk.consents.of_case(nina, key),
            lambda key: desk.glass.break_glass(
                nina, key, Emergency((case.subject,), (Category.CORE,), REASON)
            ),
        ):
            assert said(lambda ask=ask: ask(case.id)) == said(
                lambda ask=ask: ask(CaseId(UUID(int=7)))
            )
        assert desk.cases.header(nina, other.id).reference == "Q2QX9B"

    def test_is_not_for_oneself_nor_without_a_reason(
        self, world: World, desk: Desk, leah: Actor, case: CaseMade
    ) -> None:
        for worker, reason in ((leah, "We are cousins."), (world.worker("nina"), " ")):
            with pytest.raises(Invalid):
                desk.exclusions.record(leah, case.id, case.subject, worker.worker, reason)


def said(ask: object) -> str:
    """Return in words what came of asking."""
    try:
        return repr(ask())  # type: ignore[operator]
    except PbiError as error:
        return explain(error)


class TestSeal:
    def test_of_a_case_leaves_its_team_and_can_be_undone(
        self, world: World, desk: Desk, leah: Actor, case: CaseMade
    ) -> None:
        nina, lead = world.worker("nina"), world.manager()
        page = desk.seals.of_case(leah, case.id)
        assert page.may_seal
        done = desk.seals.seal_case(leah, case.id, page.case_version, Seal.NAMED)
        for other in (nina, lead):
            with pytest.raises(NotFound):
                desk.cases.header(other, case.id)
        assert desk.cases.header(leah, case.id).reference == "K7QX9B"
        assert done.command is not None
        desk.undo.undo(leah, done.command)
        assert desk.cases.header(nina, case.id).reference == "K7QX9B"

    def test_of_a_record_leaves_those_named(
        self, world: World, desk: Desk, leah: Actor, case: CaseMade
    ) -> None:
        nina, bo = world.worker("nina"), world.worker("bo")
        for one in (nina, bo):
            world.join(case, one, by=leah)
        note = world.note(case, "a secret", by=leah)
        done = desk.seals.seal_record(leah, "notes", note, {nina.worker}, "She asked for it.")
        assert [notes(world, one, case) for one in (leah, nina, bo)] == [["a secret"]] * 2 + [[]]
        (sealed,) = desk.seals.of_case(leah, case.id).records
        assert sealed.names == ("Leah", "Nina")
        assert done.command is not None
        desk.seals.open_record(leah, sealed.id, sealed.version)
        assert notes(world, bo, case) == ["a secret"]

    def test_is_for_those_with_the_right(self, world: World, desk: Desk, case: CaseMade) -> None:
        nina = world.worker("nina")  # at the desk: she knows who it is, and no more
        version = desk.cases.header(nina, case.id).version
        with pytest.raises(PbiError):
            desk.seals.seal_case(nina, case.id, version, Seal.NAMED)


class TestGlass:
    def test_opens_what_is_named_and_nothing_else_for_four_hours(
        self, world: World, desk: Desk, leah: Actor, case: CaseMade
    ) -> None:
        nina = world.worker("nina")
        for category in (Category.CORE, Category.HEALTH):
            world.note(case, category.name, by=leah, category=category)
        asked = Emergency((case.subject,), (Category.HEALTH,), REASON)
        desk.glass.break_glass(nina, case.id, asked)
        assert notes(world, nina, case) == ["HEALTH"]
        (open_now,) = desk.glass.open_now(nina)
        assert open_now.categories == (Category.HEALTH,)
        world.clock.forward(hours=4)
        assert desk.glass.open_now(nina) == ()
        assert notes(world, nina, case) == []

    def test_is_reviewed_by_another_late_ones_first(
        self, world: World, desk: Desk, case: CaseMade
    ) -> None:
        nina, lead = world.worker("nina"), world.manager()
        ig = world.worker("ig", SiteRole.IG_LEAD)
        asked = Emergency((case.subject,), (Category.CORE,), REASON)
        desk.glass.break_glass(nina, case.id, asked)
        for one in (lead, ig):
            (waiting,) = desk.glass.to_review(one)
            assert (waiting.by, waiting.reason, waiting.late) == ("Nina", REASON, False)
        world.clock.forward(days=3)  # from Saturday to Tuesday: two working days
        assert not desk.glass.to_review(lead)[0].late
        world.clock.forward(days=1)
        desk.glass.break_glass(nina, case.id, asked)
        assert [one.late for one in desk.glass.to_review(lead)] == [True, False]
        assert desk.glass.to_review(nina) == ()
        with pytest.raises(SamePerson):
            desk.glass.review(nina, waiting.id, waiting.version, "It was right.")
        desk.glass.review(lead, waiting.id, waiting.version, "It was right.")
        assert len(desk.glass.to_review(lead)) == 1

    @given(reason=st.text(max_size=19))
    @settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
    def test_a_short_reason_opens_nothing(self, file_desk: tuple[World, Desk], reason: str) -> None:
        world, desk = file_desk
        nina = Actor(world.manager().worker, "manager")
        case = _some_case(world)
        with pytest.raises(Invalid):
            desk.glass.break_glass(
                nina, case.id, Emergency((case.subject,), (Category.CORE,), reason)
            )
        assert desk.glass.open_now(nina) == ()

    def test_names_somebody_and_something(self, desk: Desk, world: World, case: CaseMade) -> None:
        nina = world.worker("nina")
        with pytest.raises(Invalid) as refused:
            desk.glass.break_glass(nina, case.id, Emergency((), (), REASON))
        assert set(refused.value.fields) == {"people", "categories"}

    def test_a_sealed_case_opens_to_nobody(
        self, world: World, desk: Desk, leah: Actor, case: CaseMade
    ) -> None:
        nina = world.worker("nina")
        version = desk.seals.of_case(leah, case.id).case_version
        desk.seals.seal_case(leah, case.id, version, Seal.SEALED)
        with pytest.raises(NotPermitted):
            desk.glass.break_glass(
                nina, case.id, Emergency((case.subject,), (Category.CORE,), REASON)
            )


_MADE: dict[int, CaseMade] = {}


def _some_case(world: World) -> CaseMade:
    if id(world) not in _MADE:
        _MADE[id(world)] = world.case("K7QX9B", team=[world.worker("leah")])
    return _MADE[id(world)]


class TestOtherEyes:
    def test_show_what_both_may_and_change_nothing(
        self, world: World, desk: Desk, leah: Actor, case: CaseMade
    ) -> None:
        world.agree(
            AgencyKind.POLICE, Category.IDENTITY, Category.CORE, purpose=Purpose.SAFEGUARDING
        )
        world.note(case, "core", by=leah)
        world.note(case, "health", by=leah, category=Category.HEALTH)
        view = desk.view_as.begin(leah, case.id, POLICE)
        assert view.categories == (Category.IDENTITY, Category.CORE)
        assert [one.body for one in desk.cases.story(view.actor, case.id)] == ["core"]
        assert not desk.cases.header(view.actor, case.id).may_write
        with pytest.raises(OnlyViewing):
            desk.casework.write_note(view.actor, case.id, NewNote("x"))
        assert len(desk.cases.story(leah, case.id)) == 2

    def test_see_nothing_where_nothing_is_agreed(
        self, desk: Desk, leah: Actor, case: CaseMade
    ) -> None:
        view = desk.view_as.begin(leah, case.id, POLICE)
        assert view.categories == ()
        with pytest.raises(NotFound):
            desk.cases.header(view.actor, case.id)


class TestWhy:
    def test_names_the_clause_that_fails(
        self, world: World, desk: Desk, leah: Actor, case: CaseMade
    ) -> None:
        on_consent(world, Category.HEALTH)
        omar = world.worker("omar", role=None, agency=AgencyKind.HOUSING)
        world.join(case, omar, by=leah)
        nina = world.worker("nina")
        why = desk.explaining.why
        assert "not on the team" in why(nina, case.id, case.subject, Category.HEALTH).sentence
        assert "not asked yet" in why(omar, case.id, case.subject, Category.HEALTH).sentence
        assert "No agreement" in why(omar, case.id, case.subject, Category.OFFENDING).sentence
        desk.consents.record(leah, case.id, says(case, given=False))
        assert "said no" in why(omar, case.id, case.subject, Category.HEALTH).sentence
        assert why(leah, case.id, case.subject, Category.CORE).shows

    def test_agrees_with_what_shows(
        self, world: World, desk: Desk, leah: Actor, case: CaseMade
    ) -> None:
        on_consent(world, Category.HEALTH)
        omar = world.worker("omar", role=None, agency=AgencyKind.HOUSING)
        world.join(case, omar, by=leah)
        for worker in (leah, omar, world.worker("nina"), world.manager()):
            with world.store_for(worker).query(worker) as work:
                held = set(work.books.held(case.id))
            told = {
                one: desk.explaining.why(worker, case.id, case.subject, one) for one in Category
            }
            assert {int(one) for one in told if told[one].shows} == held
