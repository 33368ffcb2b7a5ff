"""Invented towns with networks in them, and the same town with what somebody cannot see changed.

`network_town` adds ties, homes, services, groups, places by hand and checks to an invented town.
`otherwise` returns the town with what a viewer meets nowhere taken away or told differently.
"""

from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from pbi_desktop.domain.access import EVERY_VERB, Basis, Purpose
from pbi_desktop.domain.casework import Flow, Gender, Quality, TieKind
from pbi_desktop.models import Base
from tests.support.invented_towns import CATEGORIES, _Maker, town
from tests.support.oracle import Row, Town

NAMES = ("Asha", "Ben", "Cleo", "Dev", "Ewa", "Farid", "Grace", "Hamza")
SERVICES = ("Housing", "Memory clinic", "Probation", "Police", "School nurse", "Debt advice")

CONTENT = (
    "addresses",
    "attendances",
    "households",
    "involvements",
    "kept_apart",
    "memberships",
    "network_checks",
    "notes",
    "picture_places",
    "referrals",
    "relationships",
    "residences",
)
"""What is told of people: taking away what a viewer cannot see of it changes nothing else."""
TOLD: dict[str, tuple[str, ...]] = {
    "people": ("given_name", "family_name", "known_as", "gender"),
    "cases": ("reference",),
    "relationships": ("kind", "quality", "strength", "flow", "started_on", "ended_on"),
    "memberships": ("started_on", "ended_on"),
    "involvements": ("service", "quality", "strength", "flow", "started_on", "ended_on"),
    "picture_places": ("node", "dx", "dy"),
    "network_checks": ("on_day", "together"),
    "attendances": ("on_day", "came"),
    "referrals": ("quality", "flow", "made_on"),
}
"""What a hidden row may say instead; never what decides on who may see it."""


def network_town(seed: int, at: datetime) -> Town:
    """Invent a town whose cases have networks, with everything that can be on an edge."""
    dice = Random(f"network {seed}")  # noqa: S311 - the same seed, the same town
    made = town(seed, at)
    _Network(dice, made, at, _Maker(dice, made, at)).fill()
    return made


@dataclass
class _Network:
    dice: Random
    town: Town
    at: datetime
    maker: _Maker

    def fill(self) -> None:
        """Put people into cases, and round them what a network is drawn of."""
        for person in self.town.all("people"):
            person.update(given_name=self.dice.choice(NAMES), family_name=self.dice.choice("BDHK"))
        for kind in ("community_groups", "households", "households"):
            self.maker.row(kind)
        self._let_in()
        self._join()
        for _ in range(9):
            self._person("memberships")
        for _ in range(12):
            self._tie()
        for kind in ("involvements", "involvements", "attendances", "referrals"):
            for _ in range(4):
                self._case(kind)
        for kind in ("picture_places", "network_checks"):
            for _ in range(4):
                self._case(kind)
        for about in self.dice.sample(self.town.all("involvements"), 2):
            self._seal(about)

    def _let_in(self) -> None:
        """Give the first worker most of some cases; something stays hidden."""
        viewer = self.town.all("workers")[0]
        viewer.update(active=True, withdrawn_at=None)
        long_ago = {"valid_from": self.at - timedelta(days=9), "valid_to": None}
        agency = self.town.get("agencies", viewer["agency_id"])
        for category in self.dice.sample(CATEGORIES, 3):
            for purpose in (Purpose.DIRECT_SUPPORT, Purpose.SAFEGUARDING):
                self.maker.row(
                    "agreements",
                    purpose=purpose,
                    agency_kind=agency["kind"],
                    category=category,
                    basis=Basis.TASK,
                    rights=EVERY_VERB,
                    seconded_by=self.maker.one("workers"),
                    withdrawn_at=None,
                    **long_ago,
                )
        for case in self.dice.sample(self.town.all("cases"), 2):
            both = {"case_id": case["id"], "worker_id": viewer["id"], "withdrawn_at": None}
            self.maker.row("case_team", **both, **long_ago)
            self.maker.row(
                "tickets",
                case_id=case["id"],
                worker_id=viewer["id"],
                purpose=Purpose.DIRECT_SUPPORT,
                until=self.at + timedelta(hours=1),
            )

    def _join(self) -> None:
        inside = {(row["case_id"], row["person_id"]) for row in self.town.all("case_people")}
        for case in self.town.all("cases"):
            for person in self.town.all("people"):
                if (case["id"], person["id"]) not in inside and self.dice.random() < 0.6:
                    self.maker.row("case_people", case_id=case["id"], person_id=person["id"])

    def _seal(self, record: Row) -> None:
        about = {name: record[name] for name in ("case_id", "subject_id", "category")}
        self.maker.row("record_seals", record_id=record["id"], **about, **self.maker.period())

    def _person(self, kind: str) -> None:
        row = self.maker.row(
            kind, subject_id=self.maker.one("people"), category=self.maker.category()
        )
        row.update(_said(kind, self.dice, self.town))

    def _tie(self) -> None:
        two = self.dice.sample([row["id"] for row in self.town.all("people")], 2)
        row = self.maker.row(
            "relationships", subject_id=two[0], other_id=two[1], category=self.maker.category()
        )
        row.update(_said("relationships", self.dice, self.town))

    def _case(self, kind: str) -> None:
        inside = self.dice.choice(self.town.all("case_people"))
        row = self.maker.row(
            kind,
            case_id=inside["case_id"],
            subject_id=inside["person_id"],
            category=self.maker.category(),
        )
        row.update(_said(kind, self.dice, self.town))
        if kind == "referrals":
            row["group_id"] = self.maker.one("community_groups")


def _said(kind: str, dice: Random, one: Town) -> Row:
    """Return other words for what a row of this kind says."""
    day = one.at.date()
    columns = Base.metadata.tables[kind].c
    values: dict[str, Any] = {
        "given_name": "HIDDEN " + dice.choice(NAMES),
        "family_name": "HIDDEN",
        "known_as": dice.choice((None, "HIDDEN")),
        "gender": dice.choice(list(Gender)),
        "reference": f"{dice.getrandbits(48):x}",
        "kind": dice.choice(list(TieKind)),
        "quality": dice.choice((None, *Quality)),
        "strength": dice.choice((None, 1, 2, 3)),
        "flow": dice.choice((None, *Flow)),
        "started_on": dice.choice((None, day - timedelta(days=dice.randrange(1, 900)))),
        "ended_on": dice.choice((None, None, day - timedelta(days=dice.randrange(-50, 200)))),
        "service": dice.choice(SERVICES),
        "node": f"person:{dice.choice(one.all('people'))['id']}",
        "dx": float(dice.randrange(-40, 40)),
        "dy": float(dice.randrange(-40, 40)),
        "on_day": day - timedelta(days=dice.randrange(0, 90)),
        "made_on": day - timedelta(days=dice.randrange(0, 90)),
        "came": dice.random() < 0.7,
        "together": dice.random() < 0.5,
    }
    return {name: values[name] for name in TOLD[kind] if name in columns}


def otherwise(one: Town, seen: dict[str, set[UUID]], dice: Random) -> tuple[Town, int]:
    """Return the town with what is not `seen` gone or told differently, and how much of it."""
    other = Town(one.at, deepcopy(one.rows))
    pointed = _pointed_at(other)
    changed = 0
    for kind in (*CONTENT, "people", "cases"):
        kept = []
        for row in other.all(kind):
            if row["id"] in seen[kind]:
                kept.append(row)
                continue
            changed += 1
            if kind in CONTENT and row["id"] not in pointed and dice.random() < 0.6:
                continue
            row.update(_said(kind, dice, other) if kind in TOLD else {})
            kept.append(row)
        if kind in other.rows:
            other.rows[kind] = kept
    return other, changed


def _pointed_at(one: Town) -> set[UUID]:
    """Return the ids that another row needs."""
    return {
        value
        for rows in one.rows.values()
        for row in rows
        for column, value in row.items()
        if column != "id" and isinstance(value, UUID)
    }
